//! The commands that do something and end.

use std::io::{self, Write as _};
use std::path::Path;

use waymark_host::{Added, HostError, SiteName, Store, Token};

use crate::args::Shop;

/// `waymark-host shop ...`. The answer goes to standard output alone, so that a token can be piped on.
pub fn shop(command: Shop, data: &Path) -> Result<(), HostError> {
    match command {
        Shop::Add { name } => {
            let name = SiteName::parse(&name)?;
            let token = Token::make()?;
            let added = Store::open(data)?.add_shop(&name, token.hash())?;
            tell(&match added {
                Added::New => format!("added {}", name.as_str()),
                Added::Reopened => format!("{} is open again, with what it had published", name.as_str()),
            });
            hand_over(&token);
        }
        Shop::Token { name } => {
            let name = SiteName::parse(&name)?;
            let token = Token::make()?;
            Store::open(data)?.replace_token(&name, token.hash())?;
            tell(&format!("the old token of {} has ended", name.as_str()));
            hand_over(&token);
        }
        Shop::List => {
            for shop in Store::open(data)?.shops()? {
                let state = if shop.is_shut { "removed" } else { "open" };
                answer(&format!("{}\t{state}\t{}\t{}", shop.name, shop.objects, shop.bytes));
            }
        }
        Shop::Remove { name, yes } => {
            let name = SiteName::parse(&name)?;
            if !yes {
                return Err(HostError::Unconfirmed(name.as_str().to_owned()));
            }
            Store::open(data)?.shut_shop(&name)?;
            tell(&format!(
                "{0} is not served any more; what it published stays stored, `shop add {0}` brings it back",
                name.as_str()
            ));
        }
    }
    Ok(())
}

/// `waymark-host backup`.
pub fn back_up(file: &Path, data: &Path) -> Result<(), HostError> {
    Store::open(data)?.back_up(file)?;
    tell(&format!("{} holds everything; to go back, make it host.db of a data folder", file.display()));
    Ok(())
}

/// Whether somebody has to write the command another way.
pub fn is_usage(error: &HostError) -> bool {
    matches!(error, HostError::SiteName(_) | HostError::Unconfirmed(_))
}

/// Says what failed.
pub fn complain(error: &HostError) {
    tell(&format!("error: {error}"));
}

fn hand_over(token: &Token) {
    tell("this is its token; it is kept nowhere, so put it into Waymark now:");
    answer(token.reveal());
}

// Nothing to be done about a closed terminal.

fn answer(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
