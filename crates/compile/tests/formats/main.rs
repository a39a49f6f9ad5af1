//! Every format over everything a plan can say: it is in the bytes, or in the losses; never neither.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod changes;
#[path = "../common/mod.rs"]
mod common;
mod page;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use changes::changes;
use common::{event, full, plan};
use waymark_compile::formats::{Exported, LossKind, settings_of, write};
use waymark_model::{
    Destination, EventId, Format, FormatSetting, FormatSettings, Parameter, Plan, Source, Trigger,
};

const AT: i64 = 1_795_676_400_000;

fn export(plan: &Plan, format: Format) -> Exported {
    write(plan, format, &FormatSettings::default(), AT).unwrap_or_else(|error| panic!("{format:?}: {error}"))
}

/// A plan of three events, of which the first is changed.
fn base() -> Plan {
    let mut plan =
        plan(vec![event("a", Trigger::Click), event("b", Trigger::Click), event("c", Trigger::PageView)]);
    plan.destinations = vec![
        Destination::DataLayer,
        Destination::Shopify,
        Destination::Ga4 { measurement_id: Some("G-ABCD1234".into()) },
    ];
    plan
}

fn ids(names: &[&str]) -> Vec<EventId> {
    names.iter().map(|name| EventId((*name).into())).collect()
}

/// What a format says of itself that it never has, for any plan: by words of the change's name, the loss that says so.
fn never_has(format: Format, change: &str) -> Option<&'static str> {
    let begins = |words: &[&str]| words.iter().any(|word| change.starts_with(word));
    let of_element = ["css", "spare", "shadow", "frame", "text", "alone", "multiple"];
    match format {
        Format::Gtm if change == "multiple" => Some("what elements look like"),
        Format::Gtm if begins(&["ready", "platforms", "notes"]) => {
            Some("status, stage, phase, weight, platforms, owner, description and notes")
        }
        Format::Gtm if begins(&["off for", "name at"]) => Some("other destinations"),
        Format::Gtm if change == "page type patterns" => Some("page types"),
        Format::ShopifyPixel
            if begins(&[
                "trigger",
                "source",
                "condition",
                "limit",
                "debounce",
                "page type",
                "several",
                "url",
            ]) || begins(&of_element) =>
        {
            Some("what fires events")
        }
        Format::ShopifyPixel if change.ends_with("Ga4") => Some("Google Analytics 4"),
        Format::ShopifyPixel if begins(&["off for", "name at"]) => Some("other destinations"),
        Format::ShopifyPixel
            if begins(&[
                "shop's",
                "ready",
                "stage",
                "phase",
                "weight",
                "macro",
                "owner",
                "description",
                "platforms",
                "notes",
            ]) =>
        {
            Some(
                "shop's name, status, stage, phase, weight, key events, platforms, owner, description and notes",
            )
        }
        Format::Ga4List
            if begins(&[
                "ready",
                "platforms",
                "for apps",
                "notes",
                "limit",
                "debounce",
                "condition",
                "off for",
                "name at",
                "destination",
            ]) || begins(&of_element) =>
        {
            Some("status, platforms, notes, elements, limits, conditions and other destinations")
        }
        Format::Ga4List if begins(&["measurement", "consent", "visitor", "page type patterns", "shop's"]) => {
            Some("shop, consent and page types")
        }
        _ => None,
    }
}

#[test]
fn nothing_a_plan_says_is_lost_silently() {
    let mut silent = Vec::new();
    for (name, one, other) in changes() {
        for format in Format::ALL {
            let [one, other] = [&one, &other].map(|plan| export(plan, format));
            // A revision stands for the whole plan without saying any of it.
            let said = |exported: &Exported| without_revision(&exported.bytes);
            if said(&one) != said(&other) || one.losses != other.losses {
                continue;
            }
            let told = never_has(format, &name)
                .is_some_and(|wanted| other.losses.iter().any(|loss| loss.what == wanted));
            if !told {
                silent.push(format!("{format:?}: {name}"));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

fn without_revision(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match text.split_once("\"revision\":\"") {
        Some((before, rest)) if text.starts_with("/*") => [before, &rest[16..]].concat().into_bytes(),
        _ => bytes.to_vec(),
    }
}

#[test]
fn the_same_plan_and_time_give_the_same_bytes() {
    for format in Format::ALL {
        let (one, other) = (export(&full(), format), export(&full(), format));
        assert_eq!(one, other, "{format:?}");
        assert!(!one.bytes.is_empty());
    }
    let later = |format| {
        write(&full(), format, &FormatSettings::default(), AT + 86_400_000).unwrap().bytes
            != export(&full(), format).bytes
    };
    assert!(later(Format::Gtm) && later(Format::Xlsx), "they have a date in them");
}

#[test]
fn the_json_is_the_plan() {
    let exported = export(&full(), Format::Json);
    assert_eq!(serde_json::from_slice::<Plan>(&exported.bytes).unwrap(), full());
    let lost: Vec<&str> = exported.losses.iter().map(|loss| loss.what.as_str()).collect();
    assert_eq!(lost, ["pictures, proofs, walks and what was published"]);
    assert_eq!(exported.file_name, "shop.example.plan.json");
}

#[test]
fn names_of_files_are_plain() {
    let named = |slug: &str| {
        let mut plan = full();
        plan.shop.slug.0 = slug.into();
        export(&plan, Format::Csv).file_name
    };
    assert_eq!(named("shop.example:8080"), "shop.example-8080.plan.csv");
    assert_eq!(named("../../etc/passwd"), "etc-passwd.plan.csv");
    assert_eq!(named("店"), "shop.plan.csv");
}

/// The CSV read as RFC 4180 says.
fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                row.last_mut().unwrap().push(letters.next().unwrap());
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(letters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""], "the last line ends");
    rows
}

#[test]
fn a_table_has_a_row_an_event_and_no_formulas() {
    let mut plan = full();
    plan.events[0].description = "=cmd|' /C calc'!A0, \"x\"\r\nnext".into();
    plan.events[1].owner = "+49 170 1234567".into();
    plan.events[2].description = "@SUM(1)".into();
    plan.events[3].owner = "-1".into();
    let rows = read_csv(&export(&plan, Format::Csv).bytes);
    assert_eq!(rows.len(), plan.events.len() + 1);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let column = |head: &str| rows[0].iter().position(|cell| cell == head).unwrap();
    assert_eq!(rows[1][column("Description")], "'=cmd|' /C calc'!A0, \"x\"\r\nnext");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(rows[1][column("Fires on")], "Click");
    assert_eq!(rows[1][column("Where")], "Product pages, addresses like /products/*");
}

#[test]
fn the_list_for_google_has_events_key_events_and_definitions() {
    let mut plan = base();
    plan.events[0].is_macro = true;
    plan.events[0].name = "checkout_start".into();
    for (name, from) in
        [("cart_total", Source::CartTotal), ("device", Source::Device), ("currency", Source::PageType)]
    {
        plan.events[0].parameters.push(Parameter { name: name.into(), from });
    }
    let rows = read_csv(&export(&plan, Format::Ga4List).bytes);
    let kinds: Vec<[&str; 2]> = rows.iter().map(|row| [row[0].as_str(), row[1].as_str()]).collect();
    assert_eq!(
        kinds,
        [
            ["Kind", "Name"],
            ["Key event", "begin_checkout"],
            ["Event", "event_b"],
            ["Event", "event_c"],
            ["Custom dimension", "device"],
            ["Custom metric", "cart_total"],
        ]
    );
}

#[test]
fn the_workbook_is_one() {
    let bytes = export(&full(), Format::Xlsx).bytes;
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    let mut long = full();
    long.events[0].description = "x".repeat(40_000);
    let losses = export(&long, Format::Xlsx).losses;
    assert!(losses.iter().any(|loss| loss.what == "Description" && loss.kind == LossKind::Missing));
}

#[test]
fn another_reader_finds_in_the_workbook_what_the_csv_has() {
    let mut plan = full();
    plan.events[0].description = "=HYPERLINK(\"https://x\")\nÉté \u{1f6d2}".into();
    let mut book = Xlsx::new(Cursor::new(export(&plan, Format::Xlsx).bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Events", "Plan"]);
    let mut texts = |sheet: &str, numbers: Option<usize>| -> Vec<Vec<String>> {
        let range = book.worksheet_range(sheet).unwrap();
        // What is no text would be a number, a date or a formula.
        let text = |(at, (column, cell)): (usize, (usize, &Data))| match cell {
            Data::Float(number) if at > 0 && numbers == Some(column) => number.to_string(),
            Data::String(text) if at == 0 || numbers != Some(column) => text.clone(),
            Data::Empty => String::new(),
            other => panic!("{sheet}: {other:?}"),
        };
        let rows = range.rows().enumerate();
        rows.map(|(at, row)| row.iter().enumerate().map(|cell| text((at, cell))).collect()).collect()
    };
    let mut csv = read_csv(&export(&plan, Format::Csv).bytes);
    for cell in csv.iter_mut().flatten().filter(|cell| cell.starts_with("'=")) {
        cell.remove(0);
    }
    assert_eq!(csv.len(), plan.events.len() + 1);
    let weight = csv[0].iter().position(|head| head == "Weight").unwrap();
    assert_eq!(texts("Events", Some(weight)), csv);
    let facts = texts("Plan", None);
    for fact in [["About", "Fact"], ["Shop", "Shop"], ["Address", "https://shop.example/en-gb/"]] {
        assert!(facts.contains(&fact.map(str::to_owned).to_vec()), "{facts:?}");
    }
    assert!(book.worksheet_formula("Events").unwrap().is_empty());
}

#[test]
fn other_destinations_are_told_where_there_are_any() {
    let mut plan = full();
    let told = |plan: &Plan, format| {
        let losses = export(plan, format).losses;
        losses.iter().any(|loss| loss.what == "other destinations")
    };
    plan.destinations = vec![Destination::Shopify, Destination::Klaviyo];
    assert!(told(&plan, Format::ShopifyPixel) && told(&plan, Format::Gtm));
    plan.destinations = vec![Destination::Shopify];
    assert!(!told(&plan, Format::ShopifyPixel));
    plan.destinations = vec![Destination::DataLayer];
    assert!(!told(&plan, Format::Gtm));
}

#[test]
fn markdown_shows_texts_as_they_are() {
    let mut plan = full();
    plan.shop.name = "A | B <script>".into();
    let text = String::from_utf8(export(&plan, Format::Markdown).bytes).unwrap();
    assert!(text.starts_with("# Tracking plan of A \\| B \\<script\\>\n"));
    assert!(!text.replace("\\<", "").contains('<'), "{text}");
}

#[test]
fn a_plan_that_breaks_rules_is_refused_where_it_would_run() {
    let mut plan = full();
    plan.events[0].name = "click".into();
    assert!(write(&plan, Format::Gtm, &FormatSettings::default(), AT).is_err());
    assert!(write(&plan, Format::ShopifyPixel, &FormatSettings::default(), AT).is_err());
    write(&plan, Format::Csv, &FormatSettings::default(), AT).unwrap();
}

#[test]
fn what_the_plan_does_not_say_can_be_told_to_the_format() {
    let mut open = base();
    open.destinations = vec![Destination::DataLayer, Destination::Shopify];
    let all = [FormatSetting::MeasurementId, FormatSetting::MetaPixel, FormatSetting::Endpoint];
    assert_eq!(settings_of(&open, Format::ShopifyPixel), all);
    assert_eq!(settings_of(&open, Format::Gtm), all[..1]);
    assert_eq!(settings_of(&base(), Format::Gtm), []);
    assert_eq!(settings_of(&open, Format::Csv), []);
    let settings = FormatSettings {
        measurement_id: Some("G-TOLD1234".into()),
        meta_pixel: Some("123456789012345".into()),
        endpoint: Some("https://events.shop.example/collect".into()),
    };
    let told = |plan: &Plan, format| write(plan, format, &settings, AT).unwrap();
    let todo = |exported: &Exported, what: &str| exported.losses.iter().any(|loss| loss.what == what);

    let pixel = told(&open, Format::ShopifyPixel);
    let code = String::from_utf8(pixel.bytes.clone()).unwrap();
    for part in [
        "const WAYMARK_GOOGLE = [\"G-TOLD1234\"];",
        "const WAYMARK_META = \"123456789012345\";",
        "\"endpoints\":[\"https://events.shop.example/collect\"]",
        "\"endpoint\":\"event_a\"",
        "\"endpoint\":\"purchase\"",
    ] {
        assert!(code.contains(part), "{part}");
    }
    assert!(!todo(&pixel, "measurement ID") && !todo(&pixel, "Meta pixel"));
    let bare = export(&open, Format::ShopifyPixel);
    assert!(todo(&bare, "measurement ID") && todo(&bare, "Meta pixel"));

    let container = told(&open, Format::Gtm);
    assert!(String::from_utf8(container.bytes.clone()).unwrap().contains("G-TOLD1234"));
    assert!(!todo(&container, "measurement ID") && todo(&export(&open, Format::Gtm), "measurement ID"));
    // What the plan says itself counts.
    assert_eq!(told(&base(), Format::Gtm), export(&base(), Format::Gtm));

    let wrong = FormatSettings { meta_pixel: Some("\"; alert(1) //".into()), ..FormatSettings::default() };
    assert!(write(&open, Format::ShopifyPixel, &wrong, AT).is_err());
}
