//! The tracking plan as a page of Markdown: facts, an overview, and a section an event. Texts of the plan stay text.

use std::fmt::Write as _;

use waymark_model::Plan;

use super::evidence::Evidence;
use super::{Loss, sheet};

/// The page.
pub fn write(plan: &Plan, evidence: &Evidence) -> (Vec<u8>, Vec<Loss>) {
    let mut out = format!("# Tracking plan of {}\n\n", text(&plan.shop.name));
    out += "| | |\n|---|---|\n";
    for [about, fact] in sheet::facts(plan) {
        let _ = writeln!(out, "| {} | {} |", text(&about), text(&fact));
    }
    let rows: Vec<_> = plan.events.iter().map(|event| sheet::row(event, plan, evidence)).collect();
    let heads: Vec<&str> = sheet::heads().collect();
    let column = |head: &str| heads.iter().position(|other| *other == head).unwrap_or_default();
    let overview = ["Event", "Fires on", "Where", "Platforms", "Stage", "Weight", "Status", "Proof"];
    let _ = writeln!(out, "\n## Events\n\n| {} |\n{}|", overview.join(" | "), "|---".repeat(overview.len()));
    let overview = overview.map(column);
    for row in &rows {
        let cells = overview.map(|at| text(&row[at]));
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for row in &rows {
        let _ = write!(out, "\n### {}\n\n", text(&row[0]));
        for (head, cell) in heads.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
            let _ = writeln!(out, "- {head}: {}", text(cell));
        }
    }
    (out.into_bytes(), sheet::losses(evidence))
}

/// Text that is nothing but text in Markdown, on one line, in a table as well.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if r"\`*_{}[]<>()#+-!|~&$=".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_become_markup() {
        assert_eq!(text("a | b\n# <script> [x](y)"), r"a \| b \# \<script\> \[x\]\(y\)");
    }
}
