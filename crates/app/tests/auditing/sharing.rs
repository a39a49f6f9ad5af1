//! Audits beside others: one program at a time, a list that reads no report, headers that let an audit in.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::{SystemTime, UNIX_EPOCH};

use waymark_app::auditing::{AccessHeaders, Ending, Program, Underway, Worker, access_in, keep_access};
use waymark_app::vault::Vault;
use waymark_app::view::{AccessStanding, AccessView, AuditEnd};
use waymark_app::{App, Code, Failure, system_clock};
use waymark_demo::Edition;
use waymark_store::{Opened, Store};

use crate::{After, PRODUCT, audit, never, quick, slug, tagged};

#[tokio::test]
async fn a_shop_is_audited_by_one_program_at_a_time_and_nothing_is_dropped() {
    let (mut fixture, _shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let underway = Underway::default();
    audit(&mut fixture, &quick(), &After(3, AtomicUsize::new(0))).await;
    let errand = fixture.app.audit_errand(&slug(), &quick(), false, Program::CommandLine).unwrap();
    let audit = errand.audit().unwrap();

    let mut other = App::open(fixture.path(), system_clock()).unwrap();
    for anew in [false, true] {
        let Err(error) = other.audit_errand(&slug(), &quick(), anew, Program::App) else {
            panic!("two audit one shop");
        };
        let failure = Failure::from(error);
        assert_eq!(failure.code, Code::AuditedElsewhere);
        assert!(failure.message.starts_with("The command line (process "), "{failure:?}");
    }
    let view = other.audits_view(&slug(), &underway).unwrap();
    assert!(view.left.is_none(), "it is not for them to go on with");
    assert!(view.elsewhere.unwrap().by.starts_with("the command line"));

    let report = errand.run(None::<&Worker>, &never()).await.unwrap();
    assert_eq!(report.ending, Ending::Complete);
    assert_eq!(other.audits_view(&slug(), &underway).unwrap().elsewhere, None);
    // Whose end it was is known, even if the next one has begun.
    let next = other.audit_errand(&slug(), &quick(), false, Program::App).unwrap();
    let AuditEnd::Done { line } = fixture.app.audit_end(&slug(), audit).unwrap() else {
        panic!("it is done");
    };
    assert_eq!((line.id, line.number), (audit, 1));
    assert_eq!(fixture.app.audit_end(&slug(), next.audit().unwrap()).unwrap(), AuditEnd::Stopped);
}

#[tokio::test]
async fn a_list_needs_no_report() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    shop.set_edition(Edition::Redesign);
    audit(&mut fixture, &quick(), &never()).await;
    let underway = Underway::default();
    let [line] = <[_; 1]>::try_from(fixture.app.audits_view(&slug(), &underway).unwrap().done).unwrap();
    let known = &fixture.app.audits(&slug()).unwrap()[0];
    let Opened::Ready(mut store) = Store::open(&fixture.path().join("waymark.db"), 0).unwrap() else {
        panic!("it is sound");
    };
    for _ in 0..100 {
        let next = store.begin_audit(&slug(), &known.settings, 0).unwrap();
        // Nobody could read such a report.
        store.finish_audit(next.id, "{", known.brief.as_deref().unwrap(), 1).unwrap();
    }
    let view = fixture.app.audits_view(&slug(), &underway).unwrap();
    assert_eq!((view.done.len(), view.trend.len()), (101, 101));
    let newest = &view.done[0];
    assert_eq!((newest.score, newest.findings), (line.score, line.findings));
    assert_eq!((newest.checked, newest.breaks), (line.checked, line.breaks));
}

#[tokio::test]
async fn headers_that_let_an_audit_in_are_kept_apart_and_their_end_is_told() {
    let (mut fixture, _shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let vault = Arc::new(Vault::with_environment(|_| None));
    assert_eq!(fixture.app.access(&slug()).unwrap().0.standing, AccessStanding::None);
    let headers = |input: String| AccessHeaders {
        input: input.into(),
        signature: "sig1=:c2VjcmV0:".to_owned().into(),
        agent: String::new(),
    };
    let refused = fixture.app.take_access(&slug(), &headers(String::new())).unwrap_err();
    assert_eq!(Failure::from(refused).message, "The crawler's signature is not complete.");
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let expires = now + 5 * 86_400 + 600;
    let input = format!("sig1=(\"@authority\");keyid=\"k\";expires={expires}");
    let (key, secret) = fixture.app.take_access(&slug(), &headers(input)).unwrap();
    let _ = keep_access(&vault, &key, secret.clone());
    let (view, kept) = fixture.app.access(&slug()).unwrap();
    assert_eq!(view.expires_at, Some(expires.cast_signed() * 1000));
    // The app's clock in tests is not the audit's.
    let view = AccessView { standing: AccessStanding::Good, ..view };
    assert_eq!(access_in(&vault, view.clone(), kept.as_ref()).standing, AccessStanding::Good);
    let emptied = Vault::with_environment(|_| None);
    emptied.forget(&key);
    assert_eq!(access_in(&emptied, view, kept.as_ref()).standing, AccessStanding::Lost);
    let _ = keep_access(&vault, &key, secret);
    let database = std::fs::read(fixture.path().join("waymark.db")).unwrap();
    assert!(!database.windows(8).any(|part| part == b"c2VjcmV0"), "the secret part is not in the database");

    let errand = fixture
        .app
        .audit_errand(&slug(), &quick(), true, Program::App)
        .unwrap()
        .with_vault(Arc::clone(&vault));
    let report = errand.run(None::<&Worker>, &never()).await.unwrap();
    let notes = report.notes.join(" ");
    assert!(notes.contains("let Waymark into 127.0.0.1"), "{notes}");
    assert!(!notes.contains("c2VjcmV0"));
    let key = fixture.app.drop_access(&slug()).unwrap().unwrap();
    vault.forget(&key);
    assert_eq!(fixture.app.access(&slug()).unwrap().0.standing, AccessStanding::None);
}
