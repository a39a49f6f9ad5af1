//! What the detectors propose for the pages of `tests/catalogue`, held against the truth: a line a shop and language, the
//! shops held out apart, then the entries. `cargo xtask bench catalogue`; with `--show SHOP` every case that is not right.

#![allow(clippy::print_stdout, reason = "it prints a table")]

use std::collections::BTreeMap;

#[path = "../tests/truth/mod.rs"]
mod truth;

use truth::{Case, Verdict, can_be_selected, shops};
use waymark_catalogue::Page;
use waymark_catalogue::page_type::recognise_by_defaults;

#[derive(Default)]
struct Tally {
    there: usize,
    right: usize,
    wrong: usize,
    none: usize,
    pages: usize,
    types_right: usize,
    types_wrong: usize,
    types: usize,
    /// Right ones whose selectors match these elements and nothing else.
    selected: usize,
    millis: f64,
}

impl Tally {
    fn add(&mut self, case: &Case) {
        self.there += usize::from(case.there);
        self.right += usize::from(case.verdict == Verdict::Right);
        self.wrong += usize::from(case.verdict == Verdict::Wrong);
        self.none += usize::from(case.verdict == Verdict::None);
    }

    fn and(&mut self, other: &Self) {
        self.there += other.there;
        self.right += other.right;
        self.wrong += other.wrong;
        self.none += other.none;
        self.pages += other.pages;
        self.types += other.types;
        self.types_right += other.types_right;
        self.types_wrong += other.types_wrong;
        self.selected += other.selected;
        self.millis += other.millis;
    }

    fn line(&self, name: &str, language: &str) -> String {
        let share = |part: usize, of: usize| format!("{:.1} %", 100.0 * part as f64 / of.max(1) as f64);
        let proposed = self.right + self.wrong;
        format!(
            "| {name} | {language} | {} | {} | {proposed} | {} ({}) | {} | {} ({}) | {} | {}/{}, {} wrong | {:.1} |",
            self.pages,
            self.there,
            self.right,
            share(self.right, self.there),
            share(self.selected, self.right),
            self.wrong,
            share(self.wrong, proposed),
            self.none,
            self.types_right,
            self.types,
            self.types_wrong,
            self.millis / self.pages.max(1) as f64,
        )
    }
}

/// The shops in groups: title, held out, made by us.
const GROUPS: [(&str, bool, bool); 4] = [
    ("all", false, false),
    ("held out", true, false),
    ("made, not in any total", false, true),
    ("made and held out", true, true),
];

/// Prints lines and keeps them for the report.
#[derive(Default)]
struct Report(String);

impl Report {
    fn say(&mut self, line: &str) {
        println!("{line}");
        self.0.push_str(line);
        self.0.push('\n');
    }
}

const ABOUT: &str = "# What the catalogue's detectors propose\n\n\
    Written by `cargo xtask bench catalogue`. The truth is in `tests/catalogue`, by hand; that of the shops is older than the\n\
    detectors, that of the made themes is not. *Wrong* is a proposal that is somewhere else or not on the page at all, *none*\n\
    what is there and was not proposed, *selectable* what selectors match and nothing else: what is not, the app does not\n\
    offer. Page types are told by the rules of a new shop, the page and its address. No shop but the made ones is held out\n\
    any more; [catalogue.md](catalogue.md) tells what was measured at first look.\n\n";

fn main() -> std::io::Result<()> {
    let mut report = Report::default();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shown =
        arguments.iter().position(|argument| argument == "--show").and_then(|at| arguments.get(at + 1));
    let mut entries: BTreeMap<String, Tally> = BTreeMap::new();
    report.say("| shop | language | pages | there | proposed | right (of there) | of these selectable | wrong (of proposed) | none | page types | ms a page |");
    report.say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (title, held_out, made) in GROUPS {
        let mut total = Tally::default();
        for shop in shops().iter().filter(|shop| (shop.held_out, shop.made) == (held_out, made)) {
            let mut tally = Tally::default();
            for (release, name, kind, document) in shop.pages() {
                let begun = std::time::Instant::now();
                let cases = shop.judge(&release, &name, &kind, &document);
                tally.millis += begun.elapsed().as_secs_f64() * 1000.0;
                tally.pages += 1;
                let address =
                    shop.paths.get(&name).map_or(String::new(), |path| format!("https://shop.example{path}"));
                let document = document.at(&address);
                let guess =
                    recognise_by_defaults(&Page::of(&document)).map(|guess| guess.id).unwrap_or_default();
                if !kind.is_empty() {
                    tally.types += 1;
                    tally.types_right += usize::from(guess == kind);
                    tally.types_wrong += usize::from(!guess.is_empty() && guess != kind);
                }
                let in_full = shown.is_some_and(|wanted| shop.name.starts_with(wanted.as_str()));
                if in_full && guess != kind {
                    println!("   type {release}/{name}: {guess:?} for {kind:?}");
                }
                for case in &cases {
                    tally.add(case);
                    let right = case.verdict == Verdict::Right;
                    tally.selected += usize::from(right && can_be_selected(&document, &case.nodes));
                    if !held_out && !made {
                        entries.entry(case.entry.clone()).or_default().add(case);
                    }
                    if in_full && case.verdict != Verdict::Right {
                        println!("   {:?} {} {}: {}", case.verdict, case.page, case.entry, case.proposed);
                    }
                }
            }
            report.say(&tally.line(&shop.name, &shop.language));
            total.and(&tally);
        }
        if total.pages > 0 {
            report.say(&total.line(&format!("**{title}**"), ""));
        }
    }
    if arguments.iter().any(|argument| argument == "--entries") {
        for (entry, tally) in &entries {
            println!(
                "{entry}: there {} right {} wrong {} none {}",
                tally.there, tally.right, tally.wrong, tally.none
            );
        }
    }
    let written =
        arguments.iter().position(|argument| argument == "--report").and_then(|at| arguments.get(at + 1));
    written.map_or(Ok(()), |file| std::fs::write(file, format!("{ABOUT}{}", report.0)))
}
