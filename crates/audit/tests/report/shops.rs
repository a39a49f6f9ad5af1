//! Reports of shops as they may be: well, ill, larger than any, shut. What they must look like lies in the tests.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use flate2::read::ZlibEncoder;
use flate2::{Compression, Crc};

use waymark_audit::check::Repair;
use waymark_audit::discover::SampleSize;
use waymark_audit::install::{Theme, Vendor};
use waymark_audit::report::formats::{Branding, Logo};
use waymark_audit::report::{
    AuditedShop, Ending, EventReport, Example, Finding, FindingKind, Fires, Health, PageTypeReport, Pictures,
    RefusedReport, Report, Severity, Shot, Since, Standing, TagReport, ToldReport, ToolReport, Totals,
};
use waymark_model::{EventId, Selector, Target, Verdict};

use crate::places::{devices, kinds};

/// 2026-11-26 11:00 UTC.
pub const AT: i64 = 1_795_690_800_000;
pub const DAY: i64 = 86_400_000;

/// A shop that nothing is wrong with.
pub fn well() -> Report {
    Report {
        schema: 1,
        shop: AuditedShop { name: "Northlight Goods".into(), url: "https://northlight.example/".into() },
        started_at: AT - 192_000,
        finished_at: AT,
        sample: SampleSize::Normal,
        ending: Ending::Complete,
        health: Health {
            score: Some(100),
            formula: "Each event counts by its weight.".into(),
            told: 2,
            all: 2,
        },
        totals: Totals { pages: 40, checked: 40, bytes: 12_345_678, ..Totals::default() },
        page_types: vec![
            PageTypeReport {
                id: Some("product".into()),
                checked: 36,
                pages: 36,
                with_waymark: 36,
                ..PageTypeReport::default()
            },
            PageTypeReport { id: None, checked: 4, pages: 4, with_waymark: 4, ..PageTypeReport::default() },
        ],
        devices: Vec::new(),
        events: vec![
            event("add_to_cart", 9, Standing::Works, "Found on all 36 pages", &[(Verdict::Intact, 36)]),
            event("newsletter_submit", 4, Standing::Works, "Found on all 40 pages", &[(Verdict::Intact, 40)]),
        ],
        findings: Vec::new(),
        revision: None,
        not_shown: None,
        themes: vec![theme("Dawn")],
        tags: vec![tag(Vendor::GoogleAnalytics, "G-ABC123", 0)],
        tools: Vec::new(),
        refused: Vec::new(),
        consent: Some("OneTrust".into()),
        since: None,
        notes: Vec::new(),
    }
}

/// The pictures of [`ill`].
pub fn pictures() -> Pictures {
    let mut pictures = Pictures::default();
    for (_, colour, size) in PICTURED {
        pictures.add(png(colour, size));
    }
    pictures
}

/// Device (none: from when it was tagged), colour, and size.
type Pictured = (Option<&'static str>, [u8; 3], (u32, u32));

const PICTURED: [Pictured; 4] = [
    (None, [23, 112, 91], (280, 62)),
    (Some("desktop"), [40, 40, 46], (360, 74)),
    (Some("phone"), [40, 40, 46], (330, 66)),
    (Some("phone"), [196, 140, 60], (64, 64)),
];

fn name((_, colour, size): Pictured) -> String {
    Pictures::default().add(png(colour, size))
}

fn shot(verdict: Verdict, pictured: Pictured) -> Shot {
    Shot {
        url: "https://northlight.example/products/mug".into(),
        page_type: Some("product".into()),
        device: pictured.0.unwrap_or_default().into(),
        verdict,
        picture: name(pictured),
    }
}

/// A picture of one colour with a lighter border.
fn png(colour: [u8; 3], (width, height): (u32, u32)) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        pixels.push(0);
        for x in 0..width {
            let is_edge = x < 8 || y < 8 || x + 8 >= width || y + 8 >= height;
            pixels.extend(if is_edge { [244, 244, 240] } else { colour });
        }
    }
    let mut packed = Vec::new();
    // Reading from memory ends well.
    let _ = ZlibEncoder::new(pixels.as_slice(), Compression::best()).read_to_end(&mut packed);
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        let body = [kind.as_slice(), &data].concat();
        let mut check = Crc::new();
        check.update(&body);
        png.extend((data.len() as u32).to_be_bytes());
        png.extend(&body);
        png.extend(check.sum().to_be_bytes());
    }
    png
}

/// A shop with a bit of everything.
pub fn ill() -> Report {
    let target = Target { selectors: vec![Selector::new("#buy")], ..Target::default() };
    let repair = Repair { target, confidence: Some(0.934) };
    let mut moved = event("add_to_cart", 9, Standing::Broken, "Moved on 36 pages", &[(Verdict::Moved, 36)]);
    moved.examples.push(Example {
        url: "https://northlight.example/products/mug".into(),
        page_type: Some("product".into()),
        verdict: Verdict::Moved,
        reasons: vec!["The name is new.".into()],
        found: "Button: Add to bag".into(),
        repair: Some(repair.clone()),
    });
    let [then, desktop, phone, chosen] = PICTURED;
    moved.tagged = Some(name(then));
    moved.shots = vec![shot(Verdict::Moved, desktop), shot(Verdict::Moved, phone)];
    let mut partly = event(
        "select_size",
        6,
        Standing::Partly,
        "Found on 30 of 36 pages",
        &[(Verdict::Intact, 30), (Verdict::Missing, 6)],
    );
    partly.shots = vec![shot(Verdict::Intact, chosen)];
    partly.excused = 2;
    partly.fires = Some(Fires::Yes { times: 2, of: 3, not: Vec::new() });
    partly.told = Some(vec![
        told("select_item", 2, &[("currency", "EUR"), ("items.item_id", "SKU-1"), ("coupon", "")]),
        told("", 1, &[]),
    ]);
    partly.devices = [
        ("phone".to_owned(), [(Verdict::Intact, 1)].into()),
        ("desktop".to_owned(), [(Verdict::Missing, 1)].into()),
    ]
    .into();
    let findings = vec![
        Finding {
            event: Some(EventId("add_to_cart".into())),
            repair: Some(repair),
            pages: (1..=10).map(|n| format!("https://northlight.example/products/p-{n}")).collect(),
            ..finding(
                "event/add_to_cart/eventmoved",
                Severity::Critical,
                "\"add_to_cart\" does not fire: its element has moved",
            )
        },
        Finding {
            pages: vec!["https://northlight.example/pages/about".into(), "javascript:alert(1)".into()],
            ..finding("install/notinstalled", Severity::Warning, "2 of 40 pages do not load Waymark")
        },
        finding("tag/is-new-on-the-shop/meta", Severity::Notice, "Meta Pixel 123456789 is new on the shop"),
    ];
    Report {
        health: Health { score: Some(71), told: 3, all: 5, ..well().health },
        totals: Totals {
            pages: 52,
            checked: 40,
            blocked: 8,
            unreachable: 1,
            gone: 3,
            rendered: 9,
            ..well().totals
        },
        page_types: kinds(),
        devices: devices(),
        events: vec![
            moved,
            partly,
            event(
                "open_menu",
                3,
                Standing::Unknown,
                "Could not be told on 40 pages",
                &[(Verdict::NeedsRendering, 40)],
            ),
            event("apply_filter", 5, Standing::NotCovered, "No page where it may fire was looked at", &[]),
            event("scroll_half", 1, Standing::NoElement, "Fires by itself; there is no element to find", &[]),
            event("newsletter_submit", 4, Standing::Works, "Found on all 40 pages", &[(Verdict::Intact, 40)]),
        ],
        findings,
        tags: vec![tag(Vendor::TagManager, "GTM-5XK9", 0), tag(Vendor::Meta, "123456789", 12)],
        refused: vec![RefusedReport {
            vendor: Vendor::Pinterest,
            events: ["page_visit".to_owned(), "add_to_cart".to_owned()].into(),
            hosts: ["ct.pinterest.com".to_owned()].into(),
            pages: vec!["https://northlight.example/".into()],
        }],
        tools: vec![
            tool(Vendor::GoogleAnalytics, "G-ABC123", &[("page_view", 9), ("select_item", 2)]),
            tool(Vendor::Hotjar, "", &[]),
        ],
        since: Some(Since {
            finished_at: AT - 30 * DAY,
            score: Some(83),
            new: vec!["event/add_to_cart/eventmoved".into()],
            resolved: vec!["\"open_search\" does not fire: its element is gone".into()],
        }),
        notes: vec!["robots.txt keeps crawlers out of /search; it was obeyed.".into()],
        ..well()
    }
}

/// More of everything, and longer, than any shop has.
pub fn huge() -> Report {
    let long =
        format!("https://northlight.example/{}?q={}", "collections/very-long/".repeat(12), "x".repeat(600));
    let findings = (0..300).map(|n| Finding {
        detail: "Found on 3 of 80 pages. The element that was picked is not there any more. ".repeat(8),
        pages: vec![long.clone(); if n % 25 == 0 { 10 } else { 1 }],
        ..finding(
            &format!("k/{n}"),
            [Severity::Critical, Severity::Warning, Severity::Notice][n / 100],
            &format!("\"event_with_a_name_of_forty_characters_{n:03}\" finds its element on 3 of 80 pages"),
        )
    });
    let events = (0..200).map(|n| {
        let standing = [Standing::Broken, Standing::Partly, Standing::Works, Standing::Unknown][n % 4];
        let name = format!("event_with_a_name_of_forty_characters_{n:03}");
        event(
            &name,
            (n % 10 + 1) as u8,
            standing,
            "Found on 12,000 of 14,000 pages",
            &[(Verdict::Intact, 12_000), (Verdict::Moved, 1_000), (Verdict::Missing, 1_000)],
        )
    });
    Report {
        shop: AuditedShop { name: "N".repeat(200), url: long.clone() },
        findings: findings.collect(),
        events: events.collect(),
        tools: (0..40)
            .map(|n| {
                tool(
                    Vendor::GoogleAds,
                    &format!("AW-{n}{}", "9".repeat(60)),
                    &[("conversion", 12_000), ("view_item_list_of_a_long_name", 3)],
                )
            })
            .collect(),
        tags: (0..40).map(|n| tag(Vendor::GoogleAds, &format!("AW-{n}{}", "9".repeat(80)), n % 3)).collect(),
        since: Some(Since {
            finished_at: AT - DAY,
            score: Some(40),
            new: (0..300).map(|n| format!("k/{n}")).collect(),
            resolved: (0..80).map(|n| format!("Resolved {n} {}", "w".repeat(300))).collect(),
        }),
        notes: vec!["A note. ".repeat(60)],
        ..ill()
    }
}

/// A shop that let nobody in.
pub fn shut() -> Report {
    Report {
        health: Health { score: None, told: 0, all: 2, ..well().health },
        totals: Totals { pages: 20, blocked: 20, ..Totals::default() },
        page_types: vec![PageTypeReport {
            id: None,
            checked: 0,
            pages: 20,
            with_waymark: 0,
            ..PageTypeReport::default()
        }],
        events: vec![event(
            "add_to_cart",
            9,
            Standing::Unknown,
            "Could not be told on 20 pages",
            &[(Verdict::Blocked, 20)],
        )],
        themes: Vec::new(),
        tags: Vec::new(),
        consent: None,
        ending: Ending::Cancelled,
        ..well()
    }
}

pub fn event(
    name: &str,
    weight: u8,
    standing: Standing,
    words: &str,
    verdicts: &[(Verdict, u32)],
) -> EventReport {
    EventReport {
        id: EventId(name.into()),
        name: name.into(),
        weight,
        standing,
        words: words.into(),
        verdicts: verdicts.iter().copied().collect::<BTreeMap<_, _>>(),
        excused: 0,
        fires: None,
        tried: Vec::new(),
        silent_on: None,
        told: None,
        devices: BTreeMap::new(),
        moved: None,
        tagged: None,
        shots: Vec::new(),
        examples: Vec::new(),
    }
}

pub fn tool(vendor: Vendor, account: &str, events: &[(&str, u32)]) -> ToolReport {
    ToolReport {
        vendor,
        account: account.into(),
        showings: 9,
        events: events.iter().map(|(event, times)| ((*event).to_owned(), *times)).collect(),
        is_loaded: false,
        is_followed: events.is_empty(),
        is_hidden: false,
        page_types: BTreeSet::new(),
    }
}

fn told(event: &str, times: u32, parameters: &[(&str, &str)]) -> ToldReport {
    ToldReport {
        vendor: Vendor::GoogleAnalytics,
        account: "G-ABC123".into(),
        event: event.into(),
        times,
        of: 3,
        parameters: parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        pages: BTreeSet::new(),
    }
}

pub fn finding(key: &str, severity: Severity, title: &str) -> Finding {
    Finding {
        key: key.into(),
        severity,
        kind: FindingKind::EventMoved,
        event: None,
        title: title.into(),
        detail: "Moved on 36 pages. The name is new.".into(),
        advice: "Accept the new place, prove it in a test, and publish.".into(),
        pages: Vec::new(),
        repair: None,
    }
}

pub fn theme(name: &str) -> Theme {
    Theme { id: "123456".into(), name: name.into(), version: Some("Dawn 15.2.0".into()), is_live: true }
}

pub fn tag(vendor: Vendor, id: &str, twice_on: u32) -> TagReport {
    TagReport { vendor, id: id.into(), pages: 40, twice_on }
}

pub fn agency() -> Branding {
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' width='48' height='48'><rect width='40' height='40' rx='8' \
                fill='#23395d'/><circle cx='20' cy='20' r='9' fill='#f4b942'/></svg>";
    Branding { name: "Harbour & Finch".into(), logo: Logo::read(logo.as_bytes().to_vec()) }
}
