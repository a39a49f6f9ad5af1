//! Whole audits of a shop that misbehaves at every address: what becomes of each page, written down before, and that the
//! audit always ends.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use waymark_audit::discover::SampleSize;
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::record::{PageRecord, Record};
use waymark_audit::report::{Ending, FindingKind, PageState, Report, Standing};
use waymark_model::{PageType, Verdict};

use crate::hostile::Hostile;
use crate::whole::{Memory, audited_by, event, never, of, order};

/// What is to become of each address, and of the event that every page of the shop should have.
const TRUTH: [(&str, PageState, Option<Verdict>); 46] = [
    ("/", PageState::Checked, Some(Verdict::Intact)),
    ("/products/mug", PageState::Checked, Some(Verdict::Intact)),
    ("/moved", PageState::Checked, Some(Verdict::Intact)),
    ("/cookie", PageState::Checked, Some(Verdict::Intact)),
    ("/busy", PageState::Checked, Some(Verdict::Intact)),
    ("/busy-date", PageState::Checked, Some(Verdict::Intact)),
    ("/gateway", PageState::Checked, Some(Verdict::Intact)),
    ("/gzip", PageState::Checked, Some(Verdict::Intact)),
    ("/deflate", PageState::Checked, Some(Verdict::Intact)),
    ("/unnamed", PageState::Checked, Some(Verdict::Intact)),
    ("/csp", PageState::Checked, Some(Verdict::Intact)),
    ("/bot-script", PageState::Checked, Some(Verdict::Intact)),
    // Pages of the shop that do not have it.
    ("/latin1", PageState::Checked, Some(Verdict::Missing)),
    // Their scripts might make it.
    ("/malformed-html", PageState::Checked, Some(Verdict::NeedsRendering)),
    ("/js-only", PageState::Checked, Some(Verdict::NeedsRendering)),
    // Only the start was read, and it may stand further down.
    ("/bomb", PageState::Checked, Some(Verdict::NotRun)),
    ("/bot", PageState::Blocked, Some(Verdict::Blocked)),
    ("/consent", PageState::Blocked, Some(Verdict::Blocked)),
    ("/locked", PageState::Blocked, Some(Verdict::Blocked)),
    ("/password", PageState::Blocked, Some(Verdict::Blocked)),
    ("/login-needed", PageState::Blocked, Some(Verdict::Blocked)),
    ("/forbidden", PageState::Blocked, Some(Verdict::Blocked)),
    ("/busy-always", PageState::Blocked, Some(Verdict::Blocked)),
    ("/gone", PageState::Gone, None),
    // More elements than a page may have.
    ("/huge", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/broken", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/no-location", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/circle", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/spiral", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/ftp", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/binary", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/truncated", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/chunk-cut", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/gzip-cut", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/random", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/not-gzip", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/zstd", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/empty", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/blank", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/no-content", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/not-http", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/many-headers", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/endless-headers", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/drip", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/slow", PageState::Unreachable, Some(Verdict::Unreachable)),
    ("/silent", PageState::Unreachable, Some(Verdict::Unreachable)),
];

/// An audit by somebody with less patience than by default, so that the test is quick.
async fn audit(server: &Hostile) -> (Report, BTreeMap<String, PageRecord>) {
    let manners = Manners {
        pause: Duration::from_millis(5),
        timeout: Duration::from_secs(5),
        patience: Duration::from_secs(2),
        longest_wait: Duration::from_secs(5),
        first_wait: Duration::from_millis(50),
        ..Manners::default()
    };
    let mut order = order(&server.url("/"), vec![event("add", "#add", "any", 9)], SampleSize::Full);
    let plan = Arc::make_mut(&mut order.plan);
    plan.page_types = vec![PageType { id: "any".into(), patterns: vec!["/*".to_owned()] }];
    let mut journal = Memory::default();
    let fetcher = Arc::new(Fetcher::new(manners).unwrap());
    let report = audited_by(&fetcher, &order, &mut journal, &never(), None).await;
    let pages = journal.records.into_iter().filter_map(|record| match record {
        Record::Page(page) => Some((page.url[server.url("").len()..].to_owned(), page)),
        Record::Rendered(_) | Record::Sending(_) | Record::KeptBack(_) => None,
    });
    (report, pages.collect())
}

#[tokio::test]
async fn every_page_of_a_hostile_shop_ends_in_the_state_that_is_true_of_it() {
    let server = Hostile::naming(TRUTH.map(|(path, ..)| path.to_owned())).await;
    let (report, pages) = audit(&server).await;

    assert_eq!(report.ending, Ending::Complete);
    let told: BTreeMap<&str, _> = pages
        .iter()
        .map(|(path, page)| (path.as_str(), (page.state, page.events.first().map(|event| event.verdict))))
        .collect();
    let truth: BTreeMap<&str, _> =
        TRUTH.iter().map(|&(path, state, verdict)| (path, (state, verdict))).collect();
    let wrong: Vec<_> = truth
        .iter()
        .filter(|(path, expected)| told.get(*path) != Some(*expected))
        .map(|(path, expected)| (path, expected, pages.get(*path)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(told.len(), TRUTH.len(), "{:?}", told.keys());
    for (path, page) in &pages {
        let is_looked_at = page.state == PageState::Checked;
        assert_eq!(page.reason.is_empty(), is_looked_at, "{path}: {:?}", page.reason);
    }
}

#[tokio::test]
async fn a_shop_that_asks_for_an_hour_of_peace_gets_it_and_nothing_is_said_about_its_pages() {
    let server = Hostile::naming(
        (0..200).map(|number| format!("/products/mug-{number}")).chain(["/busy-long".to_owned()]),
    )
    .await;
    // The shop answers the first page that it is asked for, and then it does not want to any more.
    let (report, pages) = audit(&server).await;
    assert_eq!(report.ending, Ending::Complete);
    assert_eq!(pages["/busy-long"].state, PageState::Blocked);
    assert_eq!(server.log.asked("/busy-long").len(), 1, "it is not asked again");
    assert_eq!(report.totals.checked + report.totals.blocked, report.totals.pages, "{:?}", report.totals);
    assert_eq!(report.totals.pages, 202);
    let add = of(&report, "add");
    assert_eq!(add.verdicts.get(&Verdict::Missing), None, "{add:?}");
    assert_ne!(add.standing, Standing::Broken);
    assert!(report.findings.iter().any(|finding| finding.kind == FindingKind::PagesBlocked));
}
