//! Every failure has its words, and none of them tells a secret.

use std::io;
use std::path::PathBuf;

use waymark_audit::{AuditError, CertificateProblem, SignatureProblem};
use waymark_model::{EventId, ShopSlug};
use waymark_publish::PublishError;
use waymark_publish::shopify::ShopifyError;
use waymark_store::StoreError;

use super::*;
use crate::address::AddressError;

/// Stands for what must not be shown: folders, tokens, the system's own words.
const SECRET: &str = "s3cret";

/// What a sentence may begin with in small letters: names of hosts and files, as they are.
const NAMES: &[&str] = &["kiln.example", "pay.example", "shops"];

fn io_error() -> io::Error {
    io::Error::other(SECRET)
}

fn secret_path() -> PathBuf {
    PathBuf::from(format!("/home/{SECRET}/shops"))
}

fn json_error() -> serde_json::Error {
    serde_json::from_str::<u8>("\"x\"").unwrap_err()
}

fn addresses() -> Vec<AddressError> {
    let text = || "kiln.example".to_owned();
    vec![
        AddressError::Empty,
        AddressError::Spaces,
        AddressError::SchemeTypo { meant: text() },
        AddressError::SchemeRefused { scheme: "ftp".to_owned() },
        AddressError::File,
        AddressError::Email,
        AddressError::Login,
        AddressError::HostTypo { meant: text() },
        AddressError::NoEnding { name: "kiln".to_owned() },
        AddressError::Admin { storefront: text() },
        AddressError::NotAnAddress,
    ]
}

fn network() -> Vec<AuditError> {
    let host = || "kiln.example".to_owned();
    let mut all: Vec<AuditError> = [
        CertificateProblem::Untrusted,
        CertificateProblem::Expired,
        CertificateProblem::WrongHost,
        CertificateProblem::Other,
    ]
    .map(|problem| AuditError::Certificate { host: host(), problem })
    .into();
    all.extend([
        AuditError::NotWeb(format!("app:{SECRET}")),
        AuditError::UnknownHost { host: host() },
        AuditError::Refused { host: host() },
        AuditError::NoSecureConnection { host: host() },
        AuditError::Timeout { host: host(), seconds: 10 },
        AuditError::NotHtml { media_type: "application/pdf".to_owned() },
        AuditError::RedirectLoop { host: host() },
        AuditError::Malformed { host: host() },
        AuditError::Truncated { host: host(), bytes: 3 },
        AuditError::TooSlow { host: host(), bytes: 3, seconds: 10 },
        AuditError::Undecodable { host: host() },
        AuditError::Empty { host: host() },
        AuditError::Status { host: host(), status: 500 },
        AuditError::LeftAlone { host: host() },
        AuditError::Signature(SignatureProblem::Unknown(SECRET.to_owned())),
        AuditError::Signature(SignatureProblem::Lacking("signature")),
        AuditError::Signature(SignatureProblem::Value(SECRET.to_owned())),
    ]);
    all
}

fn storage() -> Vec<AppError> {
    let path = secret_path;
    vec![
        StoreError::Newer { found: 9, known: 1 }.into(),
        StoreError::Damaged.into(),
        StoreError::Busy.into(),
        StoreError::Full.into(),
        StoreError::AuditGone.into(),
        StoreError::File { path: path(), source: io_error() }.into(),
        StoreError::NoShop(ShopSlug("kiln".to_owned())).into(),
        StoreError::ShopTaken(ShopSlug("kiln".to_owned())).into(),
        StoreError::NoEvent(EventId(SECRET.to_owned())).into(),
        StoreError::EventTaken(EventId(SECRET.to_owned())).into(),
        StoreError::Document(json_error()).into(),
        PublishError::NoFolder(path()).into(),
        PublishError::NotAFolder(path()).into(),
        PublishError::Changed { live: None }.into(),
        PublishError::Foreign { sha256: SECRET.to_owned() }.into(),
        PublishError::Cached.into(),
        PublishError::Endless { address: "https://kiln.example".to_owned() }.into(),
        AppError::NotWaymarks,
        AppError::TakeOutStopped,
        AppError::NotTakenOut(ShopifyError::PlanLimited),
        AppError::HalfOut(ShopifyError::AccessDenied { required: None }),
        AppError::TakesOutOthers { revision: None, by: None, at: Some(SECRET.to_owned()) },
        not_written_down(StoreError::Full),
        PublishError::NotWritable(path()).into(),
        PublishError::DiskFull(path()).into(),
        PublishError::Io { path: path(), source: io_error() }.into(),
        AppError::DatabaseDamaged { backup: None },
        AppError::DatabaseDamaged { backup: Some(0) },
    ]
}

fn not_written_down(cause: StoreError) -> AppError {
    AppError::NotWrittenDown {
        revision: "0123456789abcdef".to_owned(),
        target: "Live shop".to_owned(),
        unseen_in: None,
        cause: Box::new(cause.into()),
    }
}

fn after_a_file_was_taken() -> Vec<ShopifyError> {
    let conflict = || ShopifyError::Conflict { file: "layout/theme.liquid".to_owned(), live: None };
    let denied = || ShopifyError::AccessDenied { required: None };
    let mut all: Vec<ShopifyError> =
        [conflict(), denied(), ShopifyError::TimedOut { host: "kiln.example".to_owned() }]
            .map(|cause| ShopifyError::Unfinished(Box::new(cause)))
            .into();
    all.push(ShopifyError::StillWriting);
    all
}

fn others() -> Vec<AppError> {
    let refusals = [Refusal::CrossOriginFrame, Refusal::ClosedShadowRoot, Refusal::TooLarge, Refusal::Broken];
    let mut all: Vec<AppError> =
        refusals.map(|reason| AppError::PickRefused { reason, host: String::new() }).into();
    all.extend([
        IdentifyError::TooManyNodes { limit: 1 }.into(),
        IdentifyError::TooMuchText { limit: 1 }.into(),
        IdentifyError::TooDeep { limit: 1 }.into(),
        IdentifyError::Malformed { node: 1, reason: SECRET }.into(),
        IdentifyError::NotAnElement.into(),
        CompileError::RuntimeLacks(SECRET.to_owned()).into(),
        CompileError::Json(json_error()).into(),
        CompileError::Invalid { findings: Vec::new() }.into(),
        AppError::NoShopOpen,
        AppError::DraftGone,
        AppError::Invalid { message: "The name is empty.".to_owned(), faults: vec!["X.".to_owned(); 3] },
        AppError::PickRefused { reason: Refusal::CrossOriginFrame, host: "pay.example".to_owned() },
        AppError::Report(SECRET),
        AppError::NotAPlan(json_error()),
        SchemaNewer { schema: 2 }.into(),
        AppError::Json(json_error()),
    ]);
    all
}

fn all() -> Vec<AppError> {
    let mut all: Vec<AppError> = addresses().into_iter().map(AppError::from).collect();
    all.extend(network().into_iter().map(AppError::from));
    all.extend(storage());
    all.extend(after_a_file_was_taken().into_iter().map(AppError::from));
    all.extend(others());
    all
}

#[test]
fn every_failure_is_a_sentence_with_a_way_on() {
    for error in all() {
        let failure = Failure::from(&error);
        assert!(failure.message.ends_with('.'), "{error:?}: {}", failure.message);
        let begins = failure.message.starts_with(char::is_uppercase)
            || NAMES.iter().any(|name| failure.message.starts_with(name));
        assert!(begins, "{error:?}: {}", failure.message);
        assert!(failure.message.chars().count() <= 120, "{error:?}: {}", failure.message);
        assert!(failure.hint.ends_with(['.', '?']), "{error:?}: {}", failure.hint);
    }
}

#[test]
fn no_failure_shows_what_only_a_log_should() {
    for error in all() {
        let failure = Failure::from(&error);
        let shown = format!("{} {}", failure.message, failure.hint);
        assert!(!shown.contains(SECRET), "{shown}");
        for word in ["SQLite", "JSON", "DOM", "panic", "unwrap", "Err("] {
            assert!(!shown.contains(word), "{shown}");
        }
    }
}

#[test]
fn what_a_theme_took_is_not_told_as_nothing_done() {
    for error in after_a_file_was_taken() {
        let failure = Failure::from(AppError::from(error));
        let shown = format!("{} {}", failure.message, failure.hint);
        assert!(failure.message.starts_with("Shopify took the "), "{shown}");
        assert!(!shown.contains("Nothing was") && !shown.contains("copying"), "{shown}");
        assert_ne!(failure.code, Code::Conflict, "{shown}");
    }
}

#[test]
fn codes_are_what_the_panel_switches_on() {
    for (error, code, retryable) in [
        (AppError::from(StoreError::Newer { found: 2, known: 1 }), Code::DatabaseNewer, false),
        (AppError::DatabaseDamaged { backup: None }, Code::DatabaseDamaged, false),
        (StoreError::Busy.into(), Code::DatabaseFailed, true),
        (PublishError::NotWritable(secret_path()).into(), Code::WriteFailed, false),
        (AuditError::Timeout { host: "x".to_owned(), seconds: 10 }.into(), Code::Timeout, true),
        (AddressError::Spaces.into(), Code::AddressInvalid, false),
    ] {
        let failure = Failure::from(&error);
        assert_eq!((failure.code, failure.retryable), (code, retryable), "{error:?}");
    }
}

#[test]
fn counts_of_further_problems_read_well() {
    let hint = |more: usize| {
        let faults = vec!["X.".to_owned(); more + 1];
        Failure::from(AppError::Invalid { message: "X.".to_owned(), faults }).hint
    };
    assert_eq!(hint(0), "");
    assert_eq!(hint(1), "One more thing needs mending too.");
    assert_eq!(hint(3), "3 more things need mending too.");
}
