//! The report in files, read back as a browser reads them. The pages that are judged here are left in
//! `target/tmp/report-*.html`, for eyes.

mod judging;
mod places;
mod shops;

use std::error::Error;
use std::path::Path;

use places::past;
use shops::{agency, huge, ill, pictures, shut, tag, theme, tool, well};
use waymark_audit::install::{Theme, Vendor};
use waymark_audit::report::formats::{Beside, Branding, Mute, Muted, events_csv, findings_csv, html, json};
use waymark_audit::report::{AuditedShop, Pictures, Report, Since};
use waymark_identify::{Document, NodeId, text};

/// The page, read back.
struct Read {
    html: String,
    document: Document,
}

impl Read {
    fn of(name: &str, report: &Report, branding: &Branding) -> Result<Self, Box<dyn Error>> {
        // Only of this one there were others before.
        let past = if name == "ill" { past() } else { Vec::new() };
        let (pictures, muted) = (pictures(), Muted::new());
        let html = html(report, &Beside { past: &past, ..beside(branding, &pictures, &muted) })?;
        std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}.html")), &html)?;
        Ok(Self { document: Document::from_html(&html)?, html })
    }

    fn all<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        self.document
            .descendant_elements(self.document.root())
            .filter(move |&node| self.document.is_html(node, tag))
    }

    fn text(&self, node: NodeId) -> String {
        text::readable(&self.document, node)
    }

    /// Words of a section, by its id.
    fn section(&self, id: &str) -> String {
        self.document.by_id(self.document.root(), id).map(|node| self.text(node)).unwrap_or_default()
    }
}

fn beside<'a>(branding: &'a Branding, pictures: &'a Pictures, muted: &'a Muted) -> Beside<'a> {
    Beside { branding, pictures, muted, past: &[] }
}

#[test]
fn the_page_tells_everything_in_its_order() -> Result<(), Box<dyn Error>> {
    let page = Read::of("ill", &ill(), &agency())?;
    let heads: Vec<String> = page.all("h2").map(|node| page.text(node)).collect();
    assert_eq!(
        heads,
        [
            "Health",
            "What to do first",
            "What changed",
            "Events",
            "Pictures",
            "Page types",
            "Installation",
            "What leaves the page",
            "Notes, and what could not be told"
        ]
    );
    assert_eq!(page.all("h1").map(|node| page.text(node)).collect::<Vec<_>>(), ["Northlight Goods"]);
    for (section, expected) in [
        ("health", "71"),
        ("health", "▼ Down 12 from 83 on 2026-10-27"),
        ("health", "1 critical finding, 1 warning, 1 notice."),
        ("health", "Reckoned from 3 of 5 events; the others could not be told."),
        ("first", "Button: Add to bag, 93% sure"),
        ("first", "Pages where it shows"),
        ("since", "Compared with the audit of 2026-10-27 11:00 UTC."),
        ("since", "\"open_search\" does not fire: its element is gone"),
        ("events", "2 pages may miss it: sold out, or a gift card"),
        ("events", "30 found, 6 missing"),
        ("events", "In a browser: desktop 1 missing; phone 1 found"),
        ("events", "Fired 2 of 3 times when its action was done"),
        ("types", "Product pages"),
        ("types", "Other pages"),
        ("types", "Events by page type"),
        ("types", "Product pages51264"),
        ("types", "Desktop, 5 pages shown43083"),
        ("types", "Phone, 4 pages shown404Not told"),
        ("health", "Health over 6 audits: 92 on 2026-06-29, 71 on 2026-11-26; lowest 71, highest 100."),
        ("health", "2026-09-2797"),
        ("installation", "On every one of 40 pages"),
        ("installation", "Dawn (Dawn 15.2.0), number 123456"),
        ("installation", "OneTrust"),
        ("installation", "GTM-5XK9"),
        ("leaves", "page_view 9, select_item 2"),
        ("leaves", "Recordings or requests of its own"),
        (
            "leaves",
            "Google Analytics 4 G-ABC123: select_item, 2 of 3 times (currency EUR, items.item_id SKU-1; empty: coupon)",
        ),
        ("leaves", "something whose body is not visible, 1 of 3 times"),
        ("notes", "8 pages kept us out."),
        ("notes", "1 page could not be read."),
        ("notes", "No page where it may fire was looked at"),
        ("leaves", "Refused by the page's own policy"),
        ("leaves", "add_to_cart, page_visit, to ct.pinterest.com"),
        ("notes", "robots.txt keeps crawlers out"),
    ] {
        let words = page.section(section);
        assert!(words.contains(expected), "{section} lacks {expected:?}: {words}");
    }
    let rows: Vec<String> = page.all("tr").map(|node| page.text(node)).collect();
    let at = |name: &str| rows.iter().position(|row| row.starts_with(name));
    assert!(at("add_to_cart") < at("select_size") && at("select_size") < at("newsletter_submit"), "{rows:?}");
    assert!(page.html.contains("2026-11-26 10:56 UTC, for 3 min 12 s"));
    assert!(page.html.contains("Harbour &amp; Finch"));
    let sources: Vec<_> = page.all("img").filter_map(|img| page.document.attribute(img, "src")).collect();
    assert!(sources[0].starts_with("data:image/svg+xml;base64,"), "the logo");
    assert!(sources[1..].iter().all(|src| src.starts_with("data:image/png;base64,")), "pictures of elements");
    Ok(())
}

#[test]
fn the_course_of_health_is_drawn_where_there_is_one() -> Result<(), Box<dyn Error>> {
    let page = Read::of("ill", &ill(), &agency())?;
    let drawing = |page: &Read| {
        let document = &page.document;
        let all = document.descendant_elements(document.root());
        all.filter(|&node| document.tag(node) == "polyline")
            .map(|node| document.attribute(node, "points").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(drawing(&page).len(), 1);
    let points = drawing(&page)[0].clone().unwrap_or_default();
    assert_eq!(points.split(' ').count(), 6, "{points}");
    // 100 stands at the top of the scale, and 71 is the lowest of all.
    let heights: Vec<f64> = points.split(' ').filter_map(|at| at.split_once(',')?.1.parse().ok()).collect();
    assert!(points.split(' ').nth(1).is_some_and(|at| at.ends_with(",16")), "{points}");
    assert!(heights.iter().all(|&height| height <= heights[5]), "{heights:?}");
    let html = html(&ill(), &beside(&agency(), &pictures(), &Muted::new()))?;
    assert!(
        drawing(&Read { document: Document::from_html(&html)?, html }).is_empty(),
        "of one audit there is no line"
    );
    Ok(())
}

#[test]
fn the_page_needs_nothing_else_and_runs_nothing() -> Result<(), Box<dyn Error>> {
    for (name, report) in [("ill", ill()), ("well", well()), ("shut", shut()), ("huge", huge())] {
        let page = Read::of(name, &report, &agency())?;
        for tag in ["script", "link", "iframe", "object", "embed", "base", "form"] {
            assert_eq!(page.all(tag).count(), 0, "{name} has {tag}");
        }
        let document = &page.document;
        for node in document.descendant_elements(document.root()) {
            for (attribute, value) in document.attributes(node) {
                assert!(!attribute.starts_with("on") && attribute != "style", "{name}: {attribute}={value}");
                assert!(attribute != "src" || value.starts_with("data:image/"), "{name}: {value}");
            }
        }
        let policy = page.all("meta").find_map(|node| {
            let is_policy = document.attribute(node, "http-equiv") == Some("Content-Security-Policy");
            document.attribute(node, "content").filter(|_| is_policy)
        });
        assert!(policy.is_some_and(|policy| policy.starts_with("default-src 'none'; style-src 'sha256-")));
        assert!(!page.html.contains("url(") && !page.html.contains("@import"));
    }
    Ok(())
}

#[test]
fn tables_and_headings_are_ones_to_readers_by_ear() -> Result<(), Box<dyn Error>> {
    let page = Read::of("huge", &huge(), &agency())?;
    let document = &page.document;
    assert!(page.all("table").count() >= 5);
    for table in page.all("table") {
        assert!(document.descendant_elements(table).any(|node| document.is_html(node, "caption")));
    }
    for head in page.all("th") {
        assert!(matches!(document.attribute(head, "scope"), Some("col" | "row")));
    }
    let level =
        |node: NodeId| document.tag(node).strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
    let levels: Vec<u32> = document.descendant_elements(document.root()).filter_map(level).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "a level is left out");
    let ids: Vec<&str> =
        document.descendant_elements(document.root()).filter_map(|node| document.element_id(node)).collect();
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len());
    for node in document.descendant_elements(document.root()) {
        let named = document.attribute(node, "aria-labelledby");
        let anchor = document.attribute(node, "href").and_then(|href| href.strip_prefix('#'));
        for id in named.into_iter().chain(anchor) {
            assert!(ids.contains(&id), "{id} names nothing");
        }
    }
    Ok(())
}

#[test]
fn nothing_of_many_is_left_out_and_the_long_is_folded() -> Result<(), Box<dyn Error>> {
    let page = Read::of("huge", &huge(), &Branding::default())?;
    assert_eq!(page.all("article").count(), 300);
    let words = page.section("events");
    for n in 0..200 {
        assert!(words.contains(&format!("event_with_a_name_of_forty_characters_{n:03}")));
    }
    assert!(page.all("summary").any(|node| page.text(node) == "88 more: critical"));
    assert!(page.all("summary").any(|node| page.text(node) == "170 more events"));
    assert_eq!(page.all("img").count(), 0);
    Ok(())
}

#[test]
fn nothing_found_and_nothing_seen_are_told_apart() -> Result<(), Box<dyn Error>> {
    let fine = Read::of("well", &well(), &Branding::default())?;
    assert!(fine.section("first").contains("Every event that could be told works"));
    assert!(fine.section("health").contains("100"));
    assert!(fine.section("since").contains("no earlier audit"));
    assert!(fine.section("notes").contains("every event could be told"));
    assert!(fine.section("leaves").contains("Not told: no page was shown in a browser."));
    assert!(!fine.html.contains("Stopped before its end"));

    let shut = Read::of("shut", &shut(), &Branding::default())?;
    assert!(shut.section("health").contains("No score"));
    assert!(shut.section("health").contains("No page could be read"));
    assert!(!shut.section("health").contains("100") && !shut.section("first").contains("Nothing."));
    assert!(shut.section("first").contains("No page could be read"));
    assert!(shut.section("installation").contains("Not told: no page could be read"));
    assert!(shut.section("health").contains("Nothing could be told of 2 events."));
    assert!(!shut.section("installation").contains("No "), "what was not seen is not denied");
    assert!(shut.html.contains("Stopped before its end"));
    Ok(())
}

#[test]
fn texts_of_a_shop_stay_texts() -> Result<(), Box<dyn Error>> {
    let evil = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'>{{ 7*7 }}{% raw %}";
    let mut report = ill();
    report.shop = AuditedShop { name: evil.into(), url: format!("javascript:{evil}") };
    report.consent = Some(evil.into());
    report.notes = vec![evil.into()];
    report.health.formula = evil.into();
    report.themes = vec![Theme { version: Some(evil.into()), ..theme(evil) }];
    report.tags = vec![tag(Vendor::Meta, evil, 1)];
    report.tools = vec![tool(Vendor::Meta, evil, &[(evil, 1)])];
    report.page_types[0].id = Some(evil.into());
    for event in &mut report.events {
        event.name = evil.into();
        event.words = evil.into();
        for shot in &mut event.shots {
            shot.device = evil.into();
            shot.page_type = Some(evil.into());
        }
    }
    for finding in &mut report.findings {
        finding.title = evil.into();
        finding.detail = evil.into();
        finding.advice = evil.into();
        finding.pages = vec![evil.into(), format!("https://s.example/{evil}"), "data:text/html,<b>".into()];
    }
    report.since = Some(Since { resolved: vec![evil.into()], ..report.since.unwrap_or_default() });
    let page = Read::of("evil", &report, &Branding { name: evil.into(), logo: None })?;
    assert_eq!(page.all("script").count() + page.all("style").count(), 1, "the style");
    let sources: Vec<_> = page.all("img").filter_map(|img| page.document.attribute(img, "src")).collect();
    assert!(
        sources.len() == 4 && sources.iter().all(|src| src.starts_with("data:image/png;base64,")),
        "{sources:?}"
    );
    let hrefs = page.all("a").filter_map(|node| page.document.attribute(node, "href"));
    let outside: Vec<&str> = hrefs.filter(|href| !href.starts_with('#')).collect();
    assert!(
        !outside.is_empty() && outside.iter().all(|href| href.starts_with("https://s.example/")),
        "{outside:?}"
    );
    assert!(page.section("notes").contains("<script>alert(1)</script>"), "shown as it is");
    assert!(page.html.contains("{{ 7*7 }}"));
    Ok(())
}

#[test]
fn tables_hold_no_formulas_and_every_line() {
    let mut report = ill();
    report.events[0].name = "=cmd|' /C calc'!A0".into();
    report.findings[0].title = "=HYPERLINK(\"https://evil.example\")".into();
    report.findings[0].advice = "two\nlines, \"quoted\"".into();
    let findings = findings_csv(&report, &Muted::new());
    assert!(findings.starts_with("\u{feff}Severity,Finding,"));
    assert!(findings.contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\",New,\"'=cmd|' /C calc'!A0\""));
    assert!(findings.contains("\"two\nlines, \"\"quoted\"\"\",93%,"));
    assert_eq!(findings.matches("\r\n").count(), 1 + report.findings.len());

    let events = events_csv(&report);
    assert!(events.contains("Event,Weight,Standing,In words,Fires,Found,Moved,Could be several,Missing,"));
    assert!(events.contains(
        "\r\nselect_size,6,Works in part,Found on 30 of 36 pages,Fired 2 of 3 times when its action was done,30,0,0,6,0,0,0,0,0,2,"
    ));
    assert!(events.contains(",\"Google Analytics 4 G-ABC123: select_item, 2 of 3 times (currency EUR,"));
    assert!(events.contains("something whose body is not visible, 1 of 3 times\",select_size\r\n"));
    assert!(events.contains("\r\n\"'=cmd|' /C calc'!A0\",9,"));
    assert_eq!(events.matches("\r\n").count(), 1 + report.events.len());
}

#[test]
fn what_is_muted_is_marked_in_every_file() -> Result<(), Box<dyn Error>> {
    let report = ill();
    let mute = Mute { reason: "the <theme> is rebuilt".into(), until: Some(1_795_690_800_000) };
    let muted = Muted::from([(report.findings[0].key.clone(), mute)]);
    let page = html(&report, &beside(&agency(), &pictures(), &muted))?;
    assert_eq!(page.matches(">Muted</span>").count(), 1);
    assert!(page.contains("until 2026-11-26: the &lt;theme&gt; is rebuilt"));
    assert_eq!(findings_csv(&report, &muted).matches("until 2026-11-26: the <theme> is rebuilt").count(), 1);
    let json: serde_json::Value = serde_json::from_str(&json(&report, &muted)?)?;
    assert_eq!(json["muted"][&report.findings[0].key]["reason"], "the <theme> is rebuilt");
    Ok(())
}

#[test]
fn json_is_the_report_itself() -> Result<(), Box<dyn Error>> {
    for report in [ill(), well(), shut(), huge()] {
        assert_eq!(serde_json::from_str::<Report>(&json(&report, &Muted::new())?)?, report);
    }
    Ok(())
}

#[test]
fn what_moved_is_shown_as_it_was_and_as_it_is_now_and_nothing_is_shown_twice() -> Result<(), Box<dyn Error>> {
    let page = Read::of("pictured", &ill(), &agency())?;
    let captions = |section: &str| -> Vec<String> {
        let root = page.document.by_id(page.document.root(), section);
        let figures = page.all("figcaption").filter(|figure| {
            root.is_some_and(|root| page.document.descendant_elements(root).any(|node| node == *figure))
        });
        figures.map(|figure| page.text(figure)).collect()
    };
    assert_eq!(
        captions("first"),
        [
            "When it was tagged",
            "Its new place, Product pages, desktop",
            "Its new place, Product pages, phone"
        ]
    );
    assert_eq!(captions("pictures"), ["Now, Product pages, phone"]);
    assert_eq!(page.html.matches("data:image/png;base64,").count(), 4);
    Ok(())
}

#[test]
fn what_was_not_shown_in_a_browser_has_no_picture_and_says_so() -> Result<(), Box<dyn Error>> {
    let mut report = ill();
    report.events[0].shots.clear();
    let words = Read::of("not-seen", &report, &agency())?.section("first");
    assert!(words.contains("no page that was shown in a browser had it in its new place"), "{words}");
    report.totals.rendered = 0;
    let page = Read::of("not-shown", &report, &agency())?;
    let words = page.section("first");
    assert!(
        words.contains("When it was tagged") && words.contains("no page was shown in a browser"),
        "{words}"
    );
    let none = html(&ill(), &beside(&agency(), &Pictures::default(), &Muted::new()))?;
    assert!(
        !none.contains("data:image/png") && none.contains("Not all pictures are here"),
        "they are not kept any more"
    );
    Ok(())
}

#[test]
fn pictures_leave_the_page_small_enough_to_be_sent() -> Result<(), Box<dyn Error>> {
    let mut report = ill();
    let mut album = Pictures::default();
    let model = report.events[0].clone();
    report.events.clear();
    for number in 0..40_u8 {
        let mut event = model.clone();
        event.id = waymark_model::EventId(format!("event-{number}"));
        event.tagged = Some(album.add(vec![number; 400_000]));
        event.shots[0].picture = album.add(vec![number; 40_000]);
        event.shots.truncate(1);
        report.events.push(event);
    }
    let page = html(&report, &beside(&agency(), &album, &Muted::new()))?;
    assert!(page.len() < 5 << 20, "{} bytes", page.len());
    assert!(page.contains("Not all pictures are here"));
    Ok(())
}
