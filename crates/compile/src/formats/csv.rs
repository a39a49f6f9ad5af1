//! Tables as CSV (RFC 4180), made so that no spreadsheet takes a cell for a formula.

use waymark_model::Plan;

use super::evidence::Evidence;
use super::{Loss, LossKind, sheet};

/// The tracking plan.
pub fn plan(plan: &Plan, evidence: &Evidence) -> (Vec<u8>, Vec<Loss>) {
    let rows = plan.events.iter().map(|event| sheet::row(event, plan, evidence));
    let heads = sheet::heads().map(str::to_owned).collect();
    let mut losses = sheet::losses(evidence);
    let about_plan: Vec<String> =
        sheet::facts(plan).into_iter().map(|[about, fact]| format!("{about}: {fact}")).collect();
    losses.push(Loss::overall(
        LossKind::Missing,
        "shop, destinations' settings, consent and page types",
        format!("One table has the events only. What it leaves out: {}.", about_plan.join("; ")),
    ));
    (table(std::iter::once(heads).chain(rows)).into_bytes(), losses)
}

/// Rows of cells as CSV. The text begins with a byte order mark.
pub fn table(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    // Excel reads a file as UTF-8 only if this stands at its beginning.
    let mut out = "\u{feff}".to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out += &cells.join(",");
        out += "\r\n";
    }
    out
}

/// One cell. What a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['\t', '\r', '\n']) || begins_formula(text);
    let mut guarded = String::from(if is_formula { "'" } else { "" });
    // A spreadsheet that parts cells by semicolons takes quotes within a line for letters: what follows one begins a cell.
    let mut rest = text;
    while let Some(at) = rest.find([';', '\t', '\r', '\n']) {
        let (before, after) = rest.split_at(at + 1);
        let word = after.trim_start_matches(' ');
        guarded += before;
        if begins_formula(word) {
            guarded += &after[..after.len() - word.len()];
            guarded.push('\'');
            rest = word;
        } else {
            rest = after;
        }
    }
    guarded += rest;
    let text = guarded;
    if is_formula || text.contains([',', '"', '\r', '\n', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_and_never_formulas() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t'=1\""),
            ("x;=1+1; =A1;y", "\"x;'=1+1; '=A1;y\""),
            ("two\n=1", "\"two\n'=1\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }
}
