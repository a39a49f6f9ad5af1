//! What a crash prints while a token is held: nothing of it.

use std::process::Command;

use waymark_app::publishing::{Progress, Unwatched};
use waymark_publish::shopify::{Credentials, Settings, ShopDomain, ThemeTarget};

use super::{TOKEN, installed, preview};
use crate::shop::{Shop, Trouble};

/// How the child crashes.
const HOW: &str = "WAYMARK_TEST_CRASH";

/// Crashes once a step begins.
struct Crashing;

impl Progress for Crashing {
    fn step(&self, words: &'static str) {
        panic!("in the midst of it: {words}");
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The part of the test that runs in a process of its own, so that what is looked at is what a person would see. Does
/// nothing where nobody asks for a crash.
#[tokio::test]
async fn crash() {
    let Ok(how) = std::env::var(HOW) else { return };
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let order = fixture.app.order(&errand.shop).unwrap();
    match how.as_str() {
        "publish" => drop(errand.publish(&order, None, &Crashing).await),
        "preview" => drop(preview(&mut fixture, &errand, None, &Crashing).await),
        "take_out" => drop(errand.take_out(None, &Crashing).await),
        // Shopify says the token back, and nobody reckoned with an error.
        "error" => {
            shop.once("themeFilesUpsert", Trouble::Refuse("ERROR", format!("no {TOKEN}")));
            errand.publish(&order, None, &Unwatched).await.unwrap();
        }
        "top_error" => {
            shop.once("themeFilesUpsert", Trouble::Error(format!("no {TOKEN}")));
            errand.publish(&order, None, &Unwatched).await.unwrap();
        }
        // Whatever holds a token is printed whole.
        kind => {
            let secret = TOKEN.into();
            let credentials = match kind {
                "token" => Credentials::Token(secret),
                "client" => Credentials::Client { id: "0a1b2c".into(), secret },
                _ => Credentials::ThemeAccess(secret),
            };
            let domain = ShopDomain::parse("example").unwrap();
            let target = ThemeTarget::new(domain, credentials.clone(), Settings::default()).unwrap();
            panic!("{credentials:?} {target:#?}");
        }
    }
}

#[test]
fn a_crash_prints_no_token() {
    let ways = ["publish", "preview", "take_out", "error", "top_error", "token", "client", "theme_access"];
    for how in ways {
        let program = std::env::current_exe().unwrap();
        let output = Command::new(program)
            .args(["--exact", "themes::crashing::crash", "--nocapture"])
            .envs([(HOW, how), ("RUST_BACKTRACE", "full"), ("RUST_LOG", "trace")])
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(!output.status.success() && said.contains("panicked at"), "{how}: {said}");
        assert!(!said.contains(TOKEN), "{how}: {said}");
    }
}
