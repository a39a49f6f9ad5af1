//! Audits are kept as they go on, resumed and finished; findings are muted for a while.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeSet;

use waymark_model::ShopSlug;
use waymark_store::{Mute, Store, StoreError};

use crate::common::{self, NOW, slug, with_shop};

fn pages(store: &Store, audit: i64) -> Vec<String> {
    let mut pages = Vec::new();
    store.audit_pages(audit, &mut |page| pages.push(page.to_owned())).unwrap();
    pages
}

#[test]
fn an_audit_goes_on_where_it_was_and_keeps_only_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    let mut store = with_shop(&path);
    let audit = store.begin_audit(&slug(), "{}", NOW).unwrap();
    assert_eq!((audit.number, audit.pages, audit.finished_at), (1, 0, None));
    assert_eq!(store.audit_sample(audit.id).unwrap(), None);
    store.keep_audit_sample(audit.id, "[1,2]").unwrap();
    store.keep_audit_page(audit.id, "https://shop.example/b", "b").unwrap();
    store.keep_audit_page(audit.id, "https://shop.example/a", "a").unwrap();
    store.keep_audit_page(audit.id, "https://shop.example/a", "again").unwrap();
    drop(store);

    let mut store = common::ready(&path);
    assert_eq!(store.audits(&slug()).unwrap()[0].pages, 2);
    assert_eq!(store.audit_sample(audit.id).unwrap().as_deref(), Some("[1,2]"));
    assert_eq!(pages(&store, audit.id), ["a", "b"], "the first one stays");
    store.finish_audit(audit.id, "report", "brief", NOW + 5).unwrap();
    assert!(pages(&store, audit.id).is_empty());
    assert_eq!(
        store.last_audit(&slug(), |audit| audit.settings == "{}").unwrap(),
        Some(("report".into(), Some("[1,2]".into())))
    );
    assert_eq!(store.last_audit(&slug(), |_| false).unwrap(), None);
    store.drop_audit(audit.id).unwrap();
    assert_eq!(
        store.audits(&slug()).unwrap()[0].finished_at,
        Some(NOW + 5),
        "what is finished is not dropped"
    );

    let second = store.begin_audit(&slug(), "{}", NOW).unwrap();
    assert_eq!(second.number, 2);
    assert_eq!(store.newest_audit(&slug()).unwrap().as_ref(), Some(&second));
    assert_eq!(store.audit(&slug(), second.id).unwrap().as_ref(), Some(&second));
    assert_eq!(store.audit(&ShopSlug("other".into()), second.id).unwrap(), None);
    store.drop_audit(second.id).unwrap();
    let newest = store.newest_audit(&slug()).unwrap().unwrap();
    assert_eq!((newest.id, newest.brief.as_deref()), (audit.id, Some("brief")));
    assert_eq!(store.audits(&slug()).unwrap().len(), 1);
}

#[test]
fn an_audit_under_way_is_no_news_and_its_end_is_none_of_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let audit = store.begin_audit(&slug(), "{}", NOW).unwrap();
    let (before, plan) = (store.audits_version().unwrap(), store.shown_version().unwrap());
    store.keep_audit_page(audit.id, "https://shop.example/", "page").unwrap();
    assert_eq!(store.audits_version().unwrap(), before);
    store.finish_audit(audit.id, "report", "brief", NOW).unwrap();
    assert_ne!(store.audits_version().unwrap(), before);
    assert_eq!(store.shown_version().unwrap(), plan);
}

#[test]
fn an_audit_that_another_program_began_anew_is_not_kept_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let dropped = store.begin_audit(&slug(), "{}", NOW).unwrap();
    store.drop_audit(dropped.id).unwrap();
    let next = store.begin_audit(&slug(), "{}", NOW).unwrap();
    let kept = store.keep_audit_page(dropped.id, "https://shop.example/", "page");
    assert!(matches!(kept, Err(StoreError::AuditGone)), "{kept:?}");
    let finished = store.finish_audit(dropped.id, "report", "brief", NOW);
    assert!(matches!(finished, Err(StoreError::AuditGone)), "{finished:?}");

    store.finish_audit(next.id, "report", "brief", NOW).unwrap();
    let again = store.finish_audit(next.id, "another report", "brief", NOW + 1);
    assert!(matches!(again, Err(StoreError::AuditGone)), "{again:?}");
    assert_eq!(store.audit_report(next.id).unwrap().as_deref(), Some("report"));
}

#[test]
fn a_finding_is_muted_until_then_and_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let mute = Mute { finding: "event/a".into(), reason: "Winter sale".into(), until: Some(NOW + 10) };
    store.mute_finding(&slug(), &mute, NOW).unwrap();
    assert_eq!(store.mutes(&slug(), NOW).unwrap(), [mute]);
    assert!(store.mutes(&slug(), NOW + 10).unwrap().is_empty());
    let good = Mute { finding: "event/a".into(), reason: "Gone".into(), until: None };
    store.mute_finding(&slug(), &good, NOW).unwrap();
    assert_eq!(store.mutes(&slug(), NOW + 99).unwrap(), [good]);
    store.unmute_finding(&slug(), "event/a", NOW).unwrap();
    assert!(store.mutes(&slug(), NOW).unwrap().is_empty());
}

#[test]
fn an_audit_keeps_the_pictures_that_its_report_names_and_only_the_last_twelve_audits_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = with_shop(&folder.path().join("waymark.db"));
    let named = BTreeSet::from(["then".to_owned(), "now".to_owned()]);
    let mut audits = Vec::new();
    for _ in 0..14 {
        let audit = store.begin_audit(&slug(), "{}", NOW).unwrap().id;
        store.keep_audit_pictures(audit, [("then", &b"1"[..]), ("unnamed", b"2")]).unwrap();
        store.keep_audit_pictures(audit, [("then", &b"again"[..]), ("now", b"3")]).unwrap();
        store.drop_audit_pictures(audit, &named).unwrap();
        store.finish_audit(audit, "report", "brief", NOW).unwrap();
        audits.push(audit);
    }
    let newest = *audits.last().unwrap();
    assert_eq!(
        store.audit_picture(newest, "then").unwrap().as_deref(),
        Some(&b"1"[..]),
        "the first one stays"
    );
    let pictured = |audit: &i64| store.audit_pictures(*audit).unwrap().len();
    assert_eq!(audits.iter().map(pictured).collect::<Vec<_>>(), [[0; 2].as_slice(), &[2; 12]].concat());
    assert!(matches!(store.keep_audit_pictures(newest, [("late", &b"4"[..])]), Err(StoreError::AuditGone)));
    let left = store.begin_audit(&slug(), "{}", NOW).unwrap().id;
    store.keep_audit_pictures(left, [("then", &b"1"[..])]).unwrap();
    store.drop_audit(left).unwrap();
    assert!(store.audit_pictures(left).unwrap().is_empty());
}
