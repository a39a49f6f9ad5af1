//! The bench's result as Markdown.

use std::fmt::Write as _;

use waymark_app::evaluating::{Evaluation, Kind};

use super::browser::About;
use super::rows::Row;
use super::speed::{RELEASES, SHOP, Speed, Times};
use crate::corpus::Shop;
use crate::pairs::Measured;

/// Everything that goes into the report.
pub struct Facts<'a> {
    pub shops: &'a [Shop],
    pub seen: &'a About,
    pub evaluation: &'a Evaluation,
    pub rows: &'a [Row],
    pub pairs: &'a Measured,
    pub speed: &'a Speed,
}

/// Columns of the first table: sets whose names begin so, whether the element is gone there, and a title.
const COLUMNS: [(&str, bool, &str); 8] = [
    ("releases", false, "other releases"),
    ("releases", true, "gone"),
    ("products", false, "other products"),
    ("products", true, "gone"),
    ("replaced", false, "theme replaced"),
    ("replaced", true, "gone"),
    ("same", true, "gone from its own page"),
    ("elsewhere", true, "page of another type"),
];

const INTRODUCTION: &str = "\
An element is tagged on one page and looked for on another. Where it is there, the first number says how often a
locator pointed at exactly it, the second how often it pointed at something else; the rest was left open. Where it is
gone, the number says how often the locator pointed at nothing: the element was deleted alone or with what it is part
of, with something like it left standing or not, or was never there. All numbers but counts and times are percentages;
n is the number of cases. `ms` is the mean time to describe an element and to look for it.

Reproduce it with `cargo xtask bench identity`, which writes this file. The cases come from `tests/drift/corpus`
(`cargo run -p waymark-drift -- cases --out DIR` writes them for `waymark identity eval`); `tests/drift/src/cases`
says what the sets are.
";

const NOTES: &str = "\
## What was compared

- `@medv/finder` and `css-selector-generator` come from the npm registry, as does `playwright-core`, whose locator is
  that of `locator.normalize()`. All three run in Chromium with their default options, on the pages as the shop sent
  them, their scripts blocked, without style sheets that lie outside the page.
- ROBULA+ (Leotta et al., JSEP 2016), Similo (Nass et al., TOSEM 2023) and Healenium's score (its published source) are
  re-implemented in `tests/drift/src/peers`. Similo takes all elements as candidates instead of the visible ones of
  chosen tags, and the boxes that Chromium gives; texts are cut at 200 characters. Similo and Healenium take the best
  candidate, whatever its score; with the mutual check, only if no other element of the old page is more like it. Of
  what is deleted they see the rest of the page as it was before.
- Waymark's relocation was fitted to this corpus: its row says how well the fit went, not what to expect elsewhere. What
  it reaches on a shop that was left out of the fit stands with the fitted model. Runtime selectors are not fitted.
- Pointing at several elements is wrong for everybody. Sets (\"all like this one\") are asked of Waymark only.
- Times of locators that run in Chromium include the way there and back for Playwright, and do not for the others.
";

/// The whole report.
pub fn markdown(facts: &Facts<'_>) -> String {
    let About { date, chromium, finder, generator, playwright } = facts.seen;
    let mut text = format!(
        "# How well elements are found again\n\nMeasured on {date}, Chromium {chromium}, @medv/finder {finder}, \
         css-selector-generator {generator}, playwright-core {playwright}.\n\n{INTRODUCTION}\n"
    );
    text.push_str(&headline(facts.rows));
    text.push_str("\n## Waymark by set\n\n");
    text.push_str(&by_set(facts.evaluation));
    text.push_str("\n## Public element pairs\n\n");
    text.push_str(&pairs(facts.pairs));
    text.push_str("\n## Speed\n\n");
    text.push_str(&speed(facts.speed));
    text.push_str("\n## The corpus\n\n");
    text.push_str(&corpus(facts.shops));
    text.push('\n');
    text.push_str(NOTES);
    text
}

fn headline(rows: &[Row]) -> String {
    let mut head = "| locator |".to_owned();
    for (name, gone, title) in COLUMNS {
        let n = rows.first().map_or(0, |row| row.sum(name, gone).n);
        let _ = write!(head, " {title}, n {n} |");
    }
    let mut table = format!("{head} ms |\n|---|{}---|\n", "---|".repeat(COLUMNS.len()));
    for row in rows {
        let _ = write!(table, "| {} |", row.name);
        for (name, gone, _) in COLUMNS {
            let counts = row.sum(name, gone);
            let correct = percent(counts.correct, counts.n);
            let _ = if gone {
                write!(table, " {correct} |")
            } else {
                write!(table, " {correct} / {} |", percent(counts.wrong, counts.n))
            };
        }
        let describing = row.describing_ms.map(|ms| format!("{ms:.1} + ")).unwrap_or_default();
        let _ = writeln!(table, " {describing}{:.1} |", row.ms);
    }
    table
}

/// What was measured on the public element pairs.
pub fn pairs(measured: &Measured) -> String {
    let n = measured.pairs;
    let mut text = format!(
        "{n} elements of {} public sites, years apart, of which attributes are known but no pages; {:.0} candidates each, \
         all visible elements of the new page. The first number says how often the right one was chosen when one had to \
         be; then how often it was pointed at and how often something else was; last, how often nothing was pointed at \
         when the right one had been taken away. The model for pages does not apply; these rows use its comparison, as far \
         as attributes go, and some aspects more, fitted by its trainer. Everything is said of sites that were left out of \
         the fit. Which aspects there are was decided with these sites in view.\n\n",
        measured.sites, measured.candidates
    );
    text.push_str("| locator | has to choose | may abstain | gone |\n|---|---|---|---|\n");
    for (name, counts) in &measured.rows {
        let [forced, correct, wrong, gone] =
            [counts.forced, counts.correct, counts.wrong, counts.gone].map(|part| percent(part, n));
        let _ = writeln!(text, "| {name} | {forced} | {correct} / {wrong} | {gone} |");
    }
    text
}

/// How long it takes on a large page.
pub fn speed(speed: &Speed) -> String {
    let mut text = format!(
        "On one core, in release. The page has {} bytes and {} elements: the home page and the first collection of \
         {SHOP} {}, one body after the other. What is looked for are {} interactive elements all over the same page of {}; \
         {} are found, and what is not takes longest.\n\n",
        speed.bytes, speed.elements, RELEASES[1], speed.targets, RELEASES[0], speed.found
    );
    text.push_str("| | mean, ms | 95 of 100 under, ms | times the parse |\n|---|---|---|---|\n");
    for (name, Times { mean, p95 }) in [
        ("parse the page", speed.parse),
        ("locate 50 targets, parse included", speed.locate),
        ("of which: read the old page's scene", speed.read_old),
        ("of which: prepare the new page, whose elements are read as they are compared", speed.read_new),
        ("of which: search", speed.search),
        ("describe one element", speed.describe),
    ] {
        let _ = writeln!(text, "| {name} | {mean:.2} | {p95:.2} | {:.1} |", mean / speed.parse.mean);
    }
    text
}

fn by_set(evaluation: &Evaluation) -> String {
    let mut table =
        "| set | element | kind | n | correct | wrong | ambiguous | missing | needs a browser |\n\
                     |---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    let mut tallies = evaluation.tallies();
    tallies.sort_by(|one, other| (&one.set, one.gone, one.kind).cmp(&(&other.set, other.gone, other.kind)));
    for tally in tallies {
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            tally.set,
            if tally.gone { "gone" } else { "there" },
            if tally.kind == Kind::Relocation { "relocation" } else { "runtime selectors" },
            tally.n,
            percent(tally.correct, tally.n),
            percent(tally.wrong, tally.n),
            percent(tally.ambiguous, tally.n),
            percent(tally.missing, tally.n),
            percent(tally.untold, tally.n)
        );
    }
    table
}

fn corpus(shops: &[Shop]) -> String {
    let mut list = String::new();
    for shop in shops {
        let truth = &shop.truth;
        let _ = writeln!(
            list,
            "- {}: releases {}; {} pages, {} elements",
            truth.shop,
            truth.releases.join(", "),
            shop.all_pages().count(),
            truth.elements.len()
        );
    }
    list
}

fn percent(part: usize, all: usize) -> String {
    if all == 0 { "-".to_owned() } else { format!("{:.1}", 100.0 * part as f64 / all as f64) }
}
