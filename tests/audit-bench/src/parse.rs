//! What checking one page costs in memory, beside a bare parse and beside a loop over the rules. Moved events are looked
//! for as on the first page of a template, and as in an audit of all the pages, the first ones included.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use scraper::{Html, Selector};
use url::Url;
use waymark_audit::check::{Checker, EventOnPage, Passing};
use waymark_audit::install::{Loaders, installed};
use waymark_identify::product::Product;
use waymark_identify::{CompiledRule, Document, Rules};
use waymark_model::{PagePath, Target};

use crate::error::{Error, Result};
use crate::floor;
use crate::measure::{Way, median, rounds};
use crate::report::{Row, Table};
use crate::rules::{SHOP, moved, plan, targets};

/// Numbers of rules, and what parsing and selecting may cost of a bare parse.
const RULES: [(usize, f64); 3] = [(20, 1.25), (200, 1.5), (2_000, 2.6)];
/// What finding twenty moved events again may add in an audit, as a share of the parse.
const RELOCATING: f64 = 0.6;
/// Every page searched as if there were no other, all of them one after the other, and with events that are found nowhere.
const SEARCHED: [&str; 3] = [
    "20 moved events, each page for itself",
    "20 moved events, an audit of the pages",
    "18 moved events and two that are gone, an audit of the pages",
];

/// Measures.
pub fn measure(pages: &[String], number: usize) -> Result<Table> {
    let rules: Vec<Vec<Target>> =
        RULES.iter().map(|&(number, _)| targets(pages, number)).collect::<Result<_>>()?;
    let compiled: Vec<Rules> = rules.iter().map(|targets| read(targets)).collect::<Result<_>>()?;
    let foreign: Vec<Vec<Selector>> = rules.iter().map(|targets| foreign(targets)).collect();
    let (plan, some_gone) = (plan(pages, 20, 0)?, plan(pages, 20, 2)?);
    let checkers =
        [Checker::new(Arc::new(plan.clone())), Checker::new(moved(&plan)), Checker::new(moved(&some_gone))];
    let address = Url::parse(SHOP).map_err(|error| Error::Audit(error.to_string()))?;
    let page = |html: &str| {
        let document = Document::from_html(html).map(|document| document.at(SHOP));
        let document = document.unwrap_or_else(|error| unreachable!("pages of our own: {error}"));
        black_box(installed(&document, &address, &Loaders::default(), &[]));
        // What it says of its product, JSON-LD included.
        black_box(Product::of(&document));
        document
    };
    let selected = |rules: &Rules, number: usize| -> usize {
        let count = |html: &String| {
            let document = page(html);
            let rules = rules.on(&document);
            (0..number).map(|rule| rules.count(rule).nodes().len()).sum::<usize>()
        };
        pages.iter().map(count).sum()
    };
    let path = |number: usize| PagePath::parse(&format!("/products/{number}"), "/");
    let checked = |checker: &Checker| -> usize {
        pages.iter().zip(0..).map(|(html, at)| checker.check(&path(at), &page(html)).len()).sum()
    };
    let audited = |checker: &Checker| -> Vec<Vec<EventOnPage>> {
        let mut passing = Passing::default();
        let check = |(html, at): (&String, usize)| {
            let (events, lessons) = checker.check_after(&path(at), &page(html), &passing.known(at));
            passing.tell(at, lessons);
            events
        };
        pages.iter().zip(0..).map(check).collect()
    };
    for checker in &checkers {
        same(&audited(checker), |at| checker.check(&path(at), &page(&pages[at])))?;
    }
    let naive = |rules: &[Selector]| -> usize {
        let count = |html: &String| {
            let document = Html::parse_document(html);
            rules.iter().map(|rule| document.select(rule).count()).sum::<usize>()
        };
        pages.iter().map(count).sum()
    };
    let mut ways = vec![
        Way::new("bare html5ever tree", || pages.iter().map(|html| floor::parse(html)).sum()),
        Way::new("parse and inventory", || pages.iter().map(|html| page(html).len()).sum()),
    ];
    for (at, (rules, _)) in RULES.iter().enumerate() {
        let compiled = &compiled[at];
        ways.push(Way::new(names(*rules)[0], move || selected(compiled, *rules)));
    }
    ways.push(Way::new("20 events checked on other products", || checked(&checkers[0])));
    ways.push(Way::new(SEARCHED[0], || checked(&checkers[1])));
    ways.push(Way::new(SEARCHED[1], || audited(&checkers[1]).len()));
    ways.push(Way::new(SEARCHED[2], || audited(&checkers[2]).len()));
    for (at, (rules, _)) in RULES.iter().enumerate() {
        let foreign = &foreign[at];
        ways.push(Way::new(names(*rules)[1], move || naive(foreign)));
    }
    let times = rounds(&mut ways, number);
    let named: Vec<&str> = ways.iter().map(|way| way.name).collect();
    drop(ways);
    Ok(table(&named, &times, pages.len()))
}

/// An audit may not say anything else of a page than a search of it does.
fn same(audited: &[Vec<EventOnPage>], searched: impl Fn(usize) -> Vec<EventOnPage>) -> Result<()> {
    for (at, audited) in audited.iter().enumerate() {
        for (one, other) in audited.iter().zip(searched(at)) {
            if (one.verdict, &one.found) != (other.verdict, &other.found) {
                return Err(Error::Audit(format!("page {at}: {one:?} instead of {other:?}")));
            }
        }
    }
    Ok(())
}

/// What the numbers of rules are called.
fn names(rules: usize) -> [&'static str; 2] {
    match rules {
        20 => ["... and 20 rules", "`scraper`, a loop over 20 rules"],
        200 => ["... and 200 rules", "`scraper`, a loop over 200 rules"],
        _ => ["... and 2,000 rules", "`scraper`, a loop over 2,000 rules"],
    }
}

/// The rules as an audit reads them. One that cannot be used would cost nothing and is none to measure.
fn read(targets: &[Target]) -> Result<Rules> {
    for target in targets {
        CompiledRule::new(&target.selectors).map_err(|error| Error::Audit(error.to_string()))?;
    }
    Ok(Rules::usable(targets.iter().map(|target| target.selectors.as_slice())))
}

/// The rules as `scraper` understands them: their selectors, one after the other.
fn foreign(targets: &[Target]) -> Vec<Selector> {
    let first = |target: &Target| target.selectors.first().and_then(|it| Selector::parse(&it.css).ok());
    targets.iter().filter_map(first).collect()
}

fn table(names: &[&str], times: &[Vec<Duration>], pages: usize) -> Table {
    let middle: Vec<f64> =
        times.iter().map(|times| median(times.clone()).as_secs_f64() * 1e3 / pages as f64).collect();
    // Rounds are compared with themselves: what slows one down slows down all of it.
    let ratio = |at: usize, beside: &dyn Fn(usize) -> f64| {
        let mut ratios: Vec<f64> =
            (0..times[at].len()).map(|round| times[at][round].as_secs_f64() / beside(round)).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    };
    let floor = |round: usize| times[0][round].as_secs_f64();
    let mut rows = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let goal = RULES.iter().position(|&(rules, _)| self::names(rules)[0] == *name).map(|at| RULES[at].1);
        rows.push(Row::new(*name, format!("{:.2} ms", middle[at]), ratio(at, &floor)).at_most(goal));
    }
    let at = |name: &str| names.iter().position(|known| *known == name).unwrap_or(0);
    let parse = at("parse and inventory");
    for (name, what, goal) in [
        (SEARCHED[0], "finding 20 moved events again on the first page of a template", None),
        (SEARCHED[1], "the same, the mean of an audit", Some(RELOCATING)),
        (SEARCHED[2], "the same with two that are gone and searched for on every page", None),
    ] {
        let beside_parse = |round: usize| times[parse][round].as_secs_f64();
        let added = ratio(at(name), &beside_parse) - 1.0;
        rows.push(Row::new(format!("{what}, as a share of the parse"), String::new(), added).at_most(goal));
    }
    Table { title: "One page, one thread, beside a bare parse".into(), rows }
}
