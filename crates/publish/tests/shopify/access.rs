//! The kinds of token, and that none of them is ever to be read anywhere.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use secrecy::SecretString;
use waymark_publish::shopify::{Credentials, Expected, Settings, ShopDomain, ShopifyError, ThemeTarget};

use crate::shop::{Shop, Trouble};
use crate::support::{EXCHANGED, PASSWORD, SECRET, TOKEN, main_theme, release, settings};

fn all() -> [Credentials; 3] {
    [
        Credentials::Token(SecretString::from(TOKEN)),
        Credentials::Client { id: "app".to_owned(), secret: SecretString::from(SECRET) },
        Credentials::ThemeAccess(SecretString::from(PASSWORD)),
    ]
}

fn target(shop: &Shop, credentials: Credentials) -> ThemeTarget {
    shop.state().tokens = vec![TOKEN.to_owned(), PASSWORD.to_owned()];
    ThemeTarget::new(ShopDomain::parse("example").unwrap(), credentials, settings(shop)).unwrap()
}

#[tokio::test]
async fn every_kind_of_token_publishes() {
    for credentials in all() {
        let shop = Shop::start().await;
        let target = target(&shop, credentials.clone());
        target
            .go_live(&release('a'), &Expected::Nothing, &())
            .await
            .unwrap_or_else(|e| panic!("{credentials:?}: {e}"));
        target.check(&()).await.unwrap();
        assert!(shop.state().exchanges <= 1, "a token is exchanged once and kept");
        shop.assert_sound();
    }
}

#[tokio::test]
async fn a_token_that_ended_or_was_taken_back_is_renewed() {
    let shop = Shop::start().await;
    let [_, client, _] = all();
    let target = target(&shop, client);
    target.live(&main_theme(), &()).await.unwrap();
    shop.state().tokens.clear();
    target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap();
    assert_eq!(shop.state().exchanges, 2, "taken back");
    shop.state().tokens.clear();
    shop.state().token_life = 0;
    target.live(&main_theme(), &()).await.unwrap();
    target.live(&main_theme(), &()).await.unwrap();
    assert_eq!(shop.state().exchanges, 4, "one that has ended is not shown");
}

#[tokio::test]
async fn wrong_tokens_are_refused_at_once() {
    let shop = Shop::start().await;
    let wrong = || SecretString::from("shpat_wrong_wrong_wrong");
    for credentials in [
        Credentials::Token(wrong()),
        Credentials::Client { id: "app".to_owned(), secret: wrong() },
        Credentials::ThemeAccess(wrong()),
        Credentials::Token(SecretString::from("line\nbreak")),
    ] {
        let error = target(&shop, credentials).live(&main_theme(), &()).await.unwrap_err();
        assert!(matches!(error, ShopifyError::TokenRefused) && !error.is_retryable(), "{error}");
    }
    assert_eq!(shop.state().exchanges, 0);
}

#[test]
fn no_address_but_shopifys_and_this_computers_gets_a_token() {
    for address in
        ["http://example.com/", "https://evil.example/", "http://127.0.0.1.evil.example/", "http://10.0.0.1/"]
    {
        let settings = Settings { base: Some(address.parse().unwrap()), ..Settings::default() };
        let [token, ..] = all();
        let made = ThemeTarget::new(ShopDomain::parse("example").unwrap(), token, settings);
        assert!(matches!(made, Err(ShopifyError::NotLoopback)), "{address}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An error with all its sources, in both ways that it can be printed.
fn printed(error: &ShopifyError) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        write!(text, "{error}\n{error:?}\n").unwrap();
        source = error.source();
    }
    text
}

#[tokio::test]
async fn tokens_are_in_no_error_and_no_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let mut texts = String::new();
    let mut failures = 0;
    // What a careless server says back: what it was shown.
    let shown = [TOKEN.to_owned(), format!("{SECRET} {EXCHANGED}1"), PASSWORD.to_owned()];
    for (credentials, shown) in all().into_iter().zip(shown) {
        write!(texts, "{credentials:?}").unwrap();
        let said = format!("bad {shown} \u{1b}[31m");
        for trouble in [
            Trouble::Denied,
            Trouble::Error(said.clone()),
            Trouble::Refuse("ERROR", said.clone()),
            Trouble::Status(401, None),
            Trouble::Status(500, None),
            Trouble::Throttled,
            Trouble::Cut,
            Trouble::Garbage,
            Trouble::Hang,
        ] {
            let shop = Shop::start().await;
            shop.state().tokens = vec![TOKEN.to_owned(), PASSWORD.to_owned()];
            let settings =
                Settings { request_time: std::time::Duration::from_millis(100), tries: 2, ..settings(&shop) };
            let name = ShopDomain::parse("example").unwrap();
            let target = ThemeTarget::new(name, credentials.clone(), settings).unwrap();
            shop.plan(move |seen| seen.writes().then(|| trouble.clone()));
            let error =
                target.publish(&main_theme(), &release('a'), &Expected::Nothing, &()).await.unwrap_err();
            texts += &printed(&error);
            write!(texts, "{target:?}").unwrap();
            failures += 1;
        }
        let shop = Shop::start().await;
        let target = target(&shop, credentials);
        shop.state().tokens.clear();
        shop.plan(|_| Some(Trouble::Status(401, None)));
        texts += &printed(&target.live(&main_theme(), &()).await.unwrap_err());
    }
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(failures, 27);
    assert!(
        log.contains("trying again") && log.len() > 1000,
        "the log must have been written: {}",
        log.len()
    );
    assert!(texts.contains("***"), "what was said back must have been cut");
    for (text, name) in [(&texts, "errors"), (&log, "log")] {
        for line in text.lines() {
            for secret in [TOKEN, PASSWORD, SECRET, EXCHANGED] {
                assert!(!line.contains(secret), "{name}: {secret} in {line}");
            }
        }
    }
    assert!(!texts.contains('\u{1b}'));
}
