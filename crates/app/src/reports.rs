//! Reports from the page, believed only after a cap on bytes and a check of every field. The page is hostile:
//! whatever it manages to send must cost little and mean nothing until it passed here.

use serde_json::Value;
use url::Url;
use waymark_identify::Snapshot;
use waymark_model::DestinationKind;
use waymark_model::naming::{MAX_NAME, MAX_PARAMETERS, MAX_VALUE};

use crate::error::AppError;
use crate::pane::Report;

/// Most bytes of a report that carries a snapshot.
pub const MAX_PICKED: usize = 16 << 20;
/// Most bytes of any other report.
pub const MAX_OTHER: usize = 64 << 10;

const MAX_URL: usize = 8 << 10;
const MAX_TITLE: usize = 300;
const MAX_LABEL: usize = 120;
const MAX_HOST: usize = 253;
const MAX_ID: usize = 100;
/// Events that one gesture is about.
const MAX_MEANT: usize = 500;
/// Boxes that no picture of an element may show.
const MAX_COVERS: usize = 60;
/// Dotted name of a function of the page.
const MAX_CALL: usize = 100;
/// Nobody waits longer for a pick; the page's clock may say anything.
const MAX_TOOK: f64 = 60_000.0;

/// Reads one report. Texts that are only shown are cut; whatever else is out of bounds refuses the report.
pub fn parse_report(json: &str) -> Result<Report, AppError> {
    if json.len() > MAX_PICKED {
        return Err(AppError::Report("it is larger than a page can be"));
    }
    let report: Report = serde_json::from_str(json).map_err(|_| AppError::Report("it is malformed"))?;
    if json.len() > MAX_OTHER
        && !matches!(report, Report::Picked { .. } | Report::Page { .. } | Report::Acted { .. })
    {
        return Err(AppError::Report("it is too large"));
    }
    checked(report)
}

fn checked(mut report: Report) -> Result<Report, AppError> {
    match &mut report {
        Report::Ready { url, title } | Report::Moved { url, title } => {
            web_url(url)?;
            cut(title, MAX_TITLE);
        }
        Report::Hover { label } => cut(label, MAX_LABEL),
        Report::Picked { snapshot, bounds, took } => {
            page(snapshot)?;
            numbers(bounds)?;
            *took = if took.is_finite() { took.clamp(0.0, MAX_TOOK) } else { 0.0 };
        }
        Report::Page { snapshot, .. } => page(snapshot)?,
        Report::Acted { snapshot, value, .. } => {
            page(snapshot)?;
            if let Some(value) = value {
                cut(value, MAX_VALUE);
            }
        }
        Report::Meant { events } => {
            if events.len() > MAX_MEANT || events.iter().any(|id| id.0.len() > MAX_ID) {
                return Err(AppError::Report("a gesture cannot mean so many events"));
            }
        }
        Report::Framed { events, bounds, covers, .. } => {
            if events.len() > MAX_MEANT || events.iter().any(|id| id.0.len() > MAX_ID) {
                return Err(AppError::Report("an element cannot be that of so many events"));
            }
            if covers.len() > MAX_COVERS {
                return Err(AppError::Report("there is more to cover than to show"));
            }
            numbers(bounds)?;
            covers.iter().try_for_each(numbers)?;
        }
        Report::Refused { host, .. } => cut(host, MAX_HOST),
        Report::Matches { count, visible, bounds, .. } => {
            *visible = (*visible).min(*count);
            bounds.iter().try_for_each(numbers)?;
        }
        Report::Aimed { count, visible, point, cover, .. } => {
            *visible = (*visible).min(*count);
            cut(cover, MAX_LABEL);
            if point.iter().flatten().any(|number| !number.is_finite()) {
                return Err(AppError::Report("the point is not made of numbers"));
            }
        }
        Report::Hit { id, name, revision, parameters, url, deliveries, .. } => {
            web_url(url)?;
            if id.0.len() > MAX_ID || name.len() > MAX_NAME || revision.len() > MAX_ID {
                return Err(AppError::Report("a name is too long"));
            }
            if parameters.len() > MAX_PARAMETERS || parameters.keys().any(|name| name.len() > MAX_NAME) {
                return Err(AppError::Report("there are more or longer parameters than an event can have"));
            }
            parameters.values_mut().try_for_each(plain_value)?;
            if deliveries.len() > DestinationKind::ALL.len() {
                return Err(AppError::Report("there are more deliveries than destinations"));
            }
            for delivery in deliveries {
                cut(&mut delivery.call, MAX_CALL);
            }
        }
        Report::Mode { .. } | Report::Unseen { .. } | Report::Still { .. } => {}
    }
    Ok(report)
}

fn page(snapshot: &mut Snapshot) -> Result<(), AppError> {
    cut(&mut snapshot.title, MAX_TITLE);
    snapshot.product.values_mut().for_each(|value| cut(value, MAX_VALUE));
    web_url(&snapshot.url)
}

fn numbers(bounds: &[f64; 4]) -> Result<(), AppError> {
    let are_numbers = bounds.iter().all(|side| side.is_finite());
    if are_numbers { Ok(()) } else { Err(AppError::Report("the box is not made of numbers")) }
}

fn web_url(text: &str) -> Result<(), AppError> {
    let is_web = text.len() <= MAX_URL
        && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if is_web { Ok(()) } else { Err(AppError::Report("the address is not a web address")) }
}

/// Parameters are texts, numbers and truth values.
fn plain_value(value: &mut Value) -> Result<(), AppError> {
    match value {
        Value::String(text) => {
            cut(text, MAX_VALUE);
            Ok(())
        }
        Value::Number(_) | Value::Bool(_) => Ok(()),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            Err(AppError::Report("a parameter is neither text nor number"))
        }
    }
}

/// Cuts after this many characters.
fn cut(text: &mut String, characters: usize) {
    if let Some((end, _)) = text.char_indices().nth(characters) {
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hit(change: impl FnOnce(&mut Value)) -> Value {
        let mut report = json!({
            "kind": "hit", "id": "e1", "name": "add_to_cart", "revision": "0123456789abcdef",
            "parameters": {"element_text": "Add to cart", "n": 2, "b": true},
            "proven": true, "url": "https://shop.example/products/tee"
        });
        change(&mut report);
        report
    }

    fn picked(change: impl FnOnce(&mut Value)) -> Value {
        let mut report = json!({
            "kind": "picked", "bounds": [0, 0, 10, 10], "took": 12.5,
            "snapshot": {
                "url": "https://shop.example/", "title": "Shop", "viewport": [800, 600], "scroll": [0, 0],
                "nodes": [{"p": -1, "t": "html"}], "picked": 0
            }
        });
        change(&mut report);
        report
    }

    /// A page as it is: what a pick reports but for the pick.
    fn page(change: impl FnOnce(&mut Value)) -> Value {
        let snapshot = picked(|report| drop(report["snapshot"].as_object_mut().unwrap().remove("picked")));
        let mut report = json!({"kind": "page", "request": 7, "snapshot": snapshot["snapshot"]});
        change(&mut report);
        report
    }

    /// What a person did while a walk is recorded.
    fn acted(change: impl FnOnce(&mut Value)) -> Value {
        let snapshot = picked(|_| {})["snapshot"].take();
        let mut report = json!({"kind": "acted", "gesture": "click", "snapshot": snapshot});
        change(&mut report);
        report
    }

    fn parse(report: &Value) -> Result<Report, AppError> {
        parse_report(&report.to_string())
    }

    #[test]
    fn honest_reports_pass() {
        for report in [
            json!({"kind": "ready", "url": "https://shop.example/", "title": "Shop"}),
            json!({"kind": "moved", "url": "http://127.0.0.1:1/x?y#z", "title": ""}),
            json!({"kind": "mode", "picking": true, "frozen": false}),
            json!({"kind": "hover", "label": "Button: Add to cart"}),
            json!({"kind": "refused", "reason": "cross_origin_frame", "host": "pay.example"}),
            json!({"kind": "matches", "request": 3, "count": 2, "visible": 1, "selector": 0}),
            json!({"kind": "matches", "request": 3, "count": 1, "visible": 1, "bounds": [1, 2, 3.5, 4]}),
            json!({"kind": "unseen", "request": 3, "reason": "too_large"}),
            json!({"kind": "meant", "events": ["e1"]}),
            json!({"kind": "framed", "frame": 7, "events": ["e1"], "bounds": [0, 1, 2, 3], "covers": [[1, 1, 1, 1]]}),
            json!({"kind": "still", "frame": 7}),
            acted(|_| {}),
            json!({"kind": "aimed", "request": 3, "count": 2, "visible": 1, "point": [1, 2.5], "control": "list"}),
            hit(|_| {}),
            picked(|_| {}),
            page(|_| {}),
            page(|report| report["snapshot"]["picked"] = json!(null)),
        ] {
            parse(&report).unwrap_or_else(|error| panic!("{report}: {error}"));
        }
    }

    #[test]
    fn malformed_reports_do_not_pass() {
        for report in [
            json!(null),
            json!([]),
            json!({"kind": "invoke", "cmd": "delete_event"}),
            json!({"kind": "meant", "events": vec!["e"; 501]}),
            json!({"kind": "framed", "frame": 7, "events": vec!["e"; 501], "bounds": [0, 1, 2, 3], "covers": []}),
            json!({"kind": "framed", "frame": 7, "events": ["e1"], "bounds": [0, 1, 2, null], "covers": []}),
            json!({"kind": "framed", "frame": 7, "events": [], "bounds": [0, 1, 2, 3], "covers": vec![[0, 0, 1, 1]; 61]}),
            json!({"kind": "framed", "frame": -7, "events": ["e1"], "bounds": [0, 1, 2, 3], "covers": []}),
            acted(|report| report["gesture"] = json!("pay")),
            acted(|report| report["snapshot"]["url"] = json!("file:///etc/passwd")),
            json!({"kind": "ready", "url": "tauri://localhost/", "title": ""}),
            json!({"kind": "ready", "url": "javascript:alert(1)", "title": ""}),
            json!({"kind": "moved", "url": format!("https://a.example/{}", "x".repeat(9000)), "title": ""}),
            json!({"kind": "matches", "request": -1, "count": 2, "visible": 1}),
            json!({"kind": "matches", "request": 1, "count": 1, "visible": 1, "bounds": [1, 2, 3]}),
            json!({"kind": "unseen", "request": 3, "reason": "because"}),
            json!({"kind": "aimed", "request": 3, "count": 2, "visible": 1, "point": [1]}),
            json!({"kind": "aimed", "request": 3, "count": 2, "visible": 1, "control": "lever"}),
            page(|report| report["request"] = json!(-1)),
            page(|report| report["snapshot"]["url"] = json!("tauri://localhost/")),
            page(|report| report["snapshot"]["nodes"] = json!([{"p": "x"}])),
            page(|report| report["snapshot"] = json!(null)),
            hit(|report| report["parameters"]["deep"] = json!({"a": 1})),
            hit(|report| report["parameters"]["list"] = json!([1])),
            hit(|report| report["parameters"] = (0..26).map(|i| (format!("p{i}"), json!(1))).collect()),
            hit(|report| report["name"] = json!("x".repeat(41))),
            hit(|report| report["id"] = json!("x".repeat(101))),
            hit(|report| report["url"] = json!("file:///etc/passwd")),
            hit(|report| report["proven"] = json!("yes")),
            picked(|report| report["bounds"] = json!([0, 0, 1])),
            picked(|report| report["bounds"] = json!([0, 0, 1, null])),
            picked(|report| report["snapshot"]["picked"] = json!(-1)),
            picked(|report| report["snapshot"]["url"] = json!("about:blank")),
            picked(|report| report["snapshot"]["nodes"] = json!([{"p": "x"}])),
        ] {
            assert!(matches!(parse(&report), Err(AppError::Report(_))), "{report}");
        }
        assert!(parse_report(&"[".repeat(60_000)).is_err(), "nesting");
    }

    #[test]
    fn texts_that_are_shown_are_cut() {
        let Ok(Report::Hover { label }) = parse(&json!({"kind": "hover", "label": "ä".repeat(5000)})) else {
            panic!()
        };
        assert_eq!(label.chars().count(), MAX_LABEL);
        let Ok(Report::Hit { parameters, .. }) =
            parse(&hit(|r| r["parameters"]["a"] = json!("x".repeat(900))))
        else {
            panic!()
        };
        assert_eq!(parameters["a"].as_str().map(str::len), Some(MAX_VALUE));
        let Ok(Report::Picked { took, .. }) = parse(&picked(|report| report["took"] = json!(1e300))) else {
            panic!()
        };
        assert!((took - MAX_TOOK).abs() < 1.0);
    }

    #[test]
    fn sizes_are_capped_by_kind() {
        let long = json!({"kind": "hover", "label": "x".repeat(MAX_OTHER)});
        assert!(parse(&long).is_err());
        let text = "x".repeat(MAX_OTHER);
        let page =
            picked(|report| report["snapshot"]["nodes"] = json!([{"p": -1, "t": "p"}, {"p": 0, "x": text}]));
        assert!(parse(&page).is_ok());
        let page = json!({"kind": "page", "request": 1, "snapshot": page["snapshot"]});
        assert!(parse(&page).is_ok());
        assert!(parse_report(&" ".repeat(MAX_PICKED + 1)).is_err());
    }

    #[test]
    fn a_flood_of_nodes_is_refused_while_it_is_read() {
        let nodes = vec!["{}"; 2_000_000].join(",");
        let json = picked(|_| {}).to_string().replace(r#"[{"p":-1,"t":"html"}]"#, &format!("[{nodes}]"));
        assert!(json.len() > 4_000_000 && json.len() < MAX_PICKED);
        assert!(parse_report(&json).is_err());
    }
}
