//! Releases, targets and onlookers for the tests.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use waymark_compile::Release;
use waymark_publish::shopify::loader::EMPTY_TEXT;
use waymark_publish::shopify::{
    Credentials, Expected, SNIPPET, Settings, ShopDomain, Step, ThemeId, ThemeTarget, Watch,
};

use crate::shop::Shop;
pub use crate::shop::{EXCHANGED, SECRET};

pub const TOKEN: &str = "shpat_5e1f7a0c9b3d4e2f8a6b";
pub const PASSWORD: &str = "shptka_77aa88bb99cc00dd11ee";

/// The live theme of a new shop.
pub fn main_theme() -> ThemeId {
    ThemeId::parse("2").unwrap()
}

pub fn settings(shop: &Shop) -> Settings {
    Settings {
        base: Some(shop.base.clone()),
        connect_time: Duration::from_secs(5),
        request_time: Duration::from_secs(5),
        backoff: Duration::from_millis(1),
        poll: Duration::from_millis(1),
        copy_time: Duration::from_millis(200),
        ..Settings::default()
    }
}

/// A target with a custom app's token.
pub fn target(shop: &Shop) -> ThemeTarget {
    target_with(shop, settings(shop))
}

pub fn target_with(shop: &Shop, settings: Settings) -> ThemeTarget {
    shop.state().tokens = vec![TOKEN.to_owned()];
    let credentials = Credentials::Token(SecretString::from(TOKEN));
    ThemeTarget::new(ShopDomain::parse("example").unwrap(), credentials, settings).unwrap()
}

/// All files of the live theme but the snippet, which prints nothing.
pub fn taken_out(shop: &Shop) -> BTreeMap<String, String> {
    let mut files = shop.state().theme(2).unwrap().files.clone();
    assert_eq!(files.remove(SNIPPET).as_deref(), Some(EMPTY_TEXT));
    files
}

/// The theme has this release.
pub fn of(digit: char) -> Expected {
    Expected::Revision(String::from(digit).repeat(16))
}

/// A release of a revision given by one digit.
pub fn release(digit: char) -> Release {
    let revision = String::from(digit).repeat(16);
    Release {
        bundle_js: bundle(&revision),
        revision,
        sha256: "0".repeat(64),
        config_json: String::new(),
        runtime_sha256: "0".repeat(64),
        runtime_js: String::new(),
        runtime_version: "0".into(),
    }
}

pub fn bundle(revision: &str) -> String {
    format!(
        "/* waymark */(()=>{{const c={{\"schema\":1,\"revision\":\"{revision}\",\"events\":[]}};c}})();\n"
    )
}

/// Keeps the steps, and stops before the nth of them.
#[derive(Default)]
pub struct Onlooker {
    pub steps: Mutex<Vec<Step>>,
    pub stop_at: Option<usize>,
    pub asked: AtomicUsize,
    /// Stops at the nth time that it is asked.
    pub stop_asked: Option<usize>,
}

impl Watch for Onlooker {
    fn step(&self, step: Step) {
        self.steps.lock().unwrap().push(step);
    }

    fn is_cancelled(&self) -> bool {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let steps = self.steps.lock().unwrap().len();
        self.stop_at.is_some_and(|at| steps >= at) || self.stop_asked.is_some_and(|at| asked >= at)
    }
}
