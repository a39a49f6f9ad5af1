//! What a page's log keeps, and what bounds it.

use super::*;

#[test]
fn a_page_s_requests_are_bounded_and_counted_all_the_same() {
    let log = Log::new();
    assert_eq!(log.sent("blob:https://shop.example/1", "GET"), None);
    for _ in 0..=MOST_REQUESTS {
        assert!(log.sent("https://shop.example/pixel", "post").is_some());
    }
    assert_eq!(log.open() as usize, MOST_REQUESTS + 1);
    let (requests, cut) = log.requests();
    assert!(cut && requests.len() == MOST_REQUESTS && requests[0].method == "POST");
    for number in (0..MOST_REQUESTS).chain([usize::MAX]) {
        log.ended(number, Some(204));
    }
    assert_eq!(log.open(), 0);
    assert!(log.requests().0.iter().all(|sent| sent.status == Some(204)));
}

#[test]
fn what_the_page_noted_fits_what_was_seen_or_was_held() {
    let log = Log::new();
    let said = |url: &str, body: &str, held| Sent {
        url: url.into(),
        method: "POST".into(),
        held,
        body: Some(body.into()),
        ..Sent::default()
    };
    assert!(log.sent("https://tool.example/g/collect", "POST").is_some());
    log.noted(said("https://tool.example/g/collect", "en=a", false));
    log.noted(said("https://tool.example/made-up", "en=b", false));
    log.noted(said("https://tool.example/g/collect", "en=c", true));
    let (requests, _) = log.requests();
    let told: Vec<_> = requests.iter().map(|sent| (sent.body.as_deref(), sent.held)).collect();
    assert_eq!(told, [(Some("en=a"), false), (Some("en=c"), true)]);
    for _ in 0..=MOST_OF_BODIES / 65_536 {
        log.noted(said("https://tool.example/large", &"x".repeat(65_536), true));
    }
    let kept: usize = log.requests().0.iter().filter_map(|sent| sent.body.as_ref()).map(String::len).sum();
    assert!(kept <= MOST_OF_BODIES, "{kept}");
}

#[test]
fn what_the_page_s_policy_refuses_did_not_leave_whichever_is_told_first() {
    let log = Log::new();
    let noted = |url: &str| {
        let (url, method) = (url.to_owned(), "POST".to_owned());
        log.noted(Sent { url, method, held: true, ..Sent::default() });
    };
    log.commits(Some(200));
    noted("https://tool.example/g/collect?en=a");
    noted("https://other.example/tr");
    log.refuses("https://tool.example/g/collect?en=a");
    log.refuses("https://other.example");
    noted("https://other.example/tr?again");
    noted("https://other.example.evil/tr");
    noted("https://tool.example/g/collect?en=b");
    log.commits(Some(200));
    noted("https://other.example/tr");
    let refused: Vec<_> = log.requests().0.iter().map(|sent| sent.refused).collect();
    assert_eq!(refused, [true, true, true, false, false, false]);
}

#[test]
fn each_document_s_requests_are_its_own() {
    let log = Log::new();
    let asks = || log.sent("https://tool.example/gtm.js", "GET");
    let noted = |body: &str| {
        let (url, method) = ("https://tool.example/g/collect".to_owned(), "POST".to_owned());
        log.noted(Sent { url, method, held: true, body: Some(body.into()), ..Sent::default() });
    };
    assert!(log.navigates());
    assert!(log.sent("https://shop.example/", "GET").is_some());
    for body in ["en=a", "en=b"] {
        log.commits(Some(200));
        assert!(asks().is_some());
        noted(body);
    }
    let (requests, _) = log.requests();
    let documents: Vec<_> = requests.iter().map(|sent| sent.document).collect();
    assert_eq!(documents, [0, 1, 1, 2, 2]);
}

#[test]
fn going_on_and_dialogs_end_and_the_first_reason_stays() {
    let log = Log::new();
    assert!((0..=MOST_NAVIGATIONS).all(|_| log.navigates()));
    assert_eq!(log.failure(), None);
    assert!(!log.navigates());
    while log.shows_dialog() {}
    assert_eq!(log.denied().dialogs, MOST_DIALOGS);
    assert!(matches!(log.failure(), Some(RenderError::EndlessNavigation { .. })));
}
