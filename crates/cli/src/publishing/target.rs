//! The places of a shop.

use std::io::Read as _;
use std::path::PathBuf;

use waymark_app::publishing::{LeftPreview, Secret};
use waymark_app::vault::{SecretKept, SecretKey};
use waymark_app::view::PublicationView;
use waymark_app::{App, AppError, Prober};
use waymark_model::{Place, PublicationTarget, ShopSlug, SignIn};

use super::{one, vault};
use crate::args::{Target, TargetPlace};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// `waymark target ...`
pub fn target(command: Target, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    match command {
        Target::Add { shop, name, place, secret_from_stdin } => {
            let shop = ShopSlug(shop);
            let target = PublicationTarget { id: App::new_target_id(), name, place: place.into() };
            let given = if secret_from_stdin { Some(read_secret()?) } else { None };
            let secret = if given.is_some() { Secret::Given } else { Secret::AsKept };
            app.save_target(&shop, &target, secret)?;
            let vault = vault(&app, &shop, Some(&target.name))?;
            let key = SecretKey::of(&shop, &target);
            let variable = key.variable();
            match given.map(|given| app.errand_to(&shop, target.clone(), &vault).keep_secret(given.into())) {
                Some(SecretKept::Session) => output.remark(&format!(
                    "There is no keyring that takes the token: give it in {variable} each time."
                )),
                Some(SecretKept::SessionOfLocked) => output.remark(&format!(
                    "Your keyring is locked and did not take the token: give it in {variable} each time, or unlock the keyring, remove the place and add it again."
                )),
                Some(SecretKept::Keyring) | None => {}
            }
            output.answer(&target, [target.name.clone()])
        }
        Target::List { shop } => {
            let targets = app.targets(&ShopSlug(shop))?;
            let lines = targets.iter().map(|view| {
                let live = published(&view.history);
                [
                    view.target.name.as_str(),
                    view.target.place.kind(),
                    &live,
                    view.script.as_deref().unwrap_or_default(),
                ]
                .join("\t")
            });
            output.answer(&targets, lines)
        }
        Target::Remove { shop, target, leave_preview } => {
            let shop = ShopSlug(shop);
            let vault = vault(&app, &shop, Some(&target))?;
            let errand = one(app.errands(&shop, Some(&target), &vault)?);
            let preview = if leave_preview { LeftPreview::Stays } else { LeftPreview::Refused };
            app.remove_target(&errand, preview)?;
            errand.forget_secret();
            output.answer(
                &errand.target,
                [format!("{} is out of the list. What is live there stays live.", errand.target.name)],
            )
        }
        Target::Test { shop, target } => {
            let shop = ShopSlug(shop);
            let vault = vault(&app, &shop, Some(&target))?;
            let errand = one(app.errands(&shop, Some(&target), &vault)?);
            let (prober, page) = (Prober::new().map_err(AppError::from)?, app.base_of(&shop)?);
            let test = runtime()?.block_on(errand.test(&prober, &page))?;
            let undelivered =
                test.undelivered.iter().map(|fault| format!("{} {}", fault.message, fault.hint));
            let lines = std::iter::once(test.message.clone()).chain(undelivered).chain(
                test.themes.iter().map(|theme| {
                    format!("{}\t{}{}", theme.id, theme.name, if theme.is_live { "\tlive" } else { "" })
                }),
            );
            output.answer(&test, lines)?;
            if test.is_writable && test.undelivered.is_none() { Ok(()) } else { Err(CliError::Findings) }
        }
    }
}

/// The secret on standard input. Nothing there is a mistake in the script, not a secret.
fn read_secret() -> Result<String, CliError> {
    let mut secret = String::new();
    std::io::stdin().read_to_string(&mut secret).map_err(CliError::Input)?;
    match secret.trim() {
        "" => Err(CliError::NoSecret),
        secret => Ok(secret.to_owned()),
    }
}

impl From<TargetPlace> for Place {
    fn from(place: TargetPlace) -> Self {
        match place {
            TargetPlace::Host { url } => Self::Host { url },
            TargetPlace::Http { url, header, ca, allow_http, public_url } => {
                Self::Http { url, header, ca_pem: ca, allow_http, public_url }
            }
            TargetPlace::S3 { bucket, region, access_key_id, endpoint, prefix, allow_http, public_url } => {
                let prefix = prefix.unwrap_or_default();
                Self::S3 { bucket, region, access_key_id, endpoint, prefix, allow_http, public_url }
            }
            TargetPlace::Azure { account, container, endpoint, prefix, public_url } => {
                let prefix = prefix.unwrap_or_default();
                Self::Azure { account, container, endpoint, prefix, public_url }
            }
            TargetPlace::Gcs { bucket, prefix, public_url } => {
                Self::Gcs { bucket, prefix: prefix.unwrap_or_default(), public_url }
            }
            TargetPlace::Folder { path, public_url } => {
                // Relative to where the command is given, not to where a later one is.
                let path = std::path::absolute(&path).unwrap_or(path);
                Self::Folder { path: path.display().to_string(), public_url }
            }
            TargetPlace::Theme { shop, client_id, theme_access, theme, endpoint } => {
                let sign_in = match (client_id, theme_access) {
                    (Some(client_id), _) => SignIn::ClientCredentials { client_id },
                    (None, true) => SignIn::ThemeAccess,
                    (None, false) => SignIn::Token,
                };
                Self::Theme { shop, sign_in, theme, endpoint }
            }
        }
    }
}

/// The revision that was published last, and the numbers of those before, by which they are put back.
fn published(history: &[PublicationView]) -> String {
    let Some((last, before)) = history.split_first() else { return String::new() };
    let mut numbers: Vec<String> = Vec::new();
    for number in before.iter().map(|before| before.number.to_string()) {
        if !numbers.contains(&number) && number != last.number.to_string() {
            numbers.push(number);
        }
    }
    let before = if numbers.is_empty() { String::new() } else { format!(", before {}", numbers.join(", ")) };
    format!("revision {}{before}", last.number)
}
