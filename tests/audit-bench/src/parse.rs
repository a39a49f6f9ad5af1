//! What checking one page costs in memory, beside a bare parse and beside a loop over the rules.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use scraper::{Html, Selector};
use url::Url;
use waymark_audit::check::Checker;
use waymark_audit::install::{Loaders, installed};
use waymark_identify::product::Product;
use waymark_identify::{CompiledRule, Document, Rules};
use waymark_model::{PagePath, Target};

use crate::error::{Error, Result};
use crate::floor;
use crate::measure::{Way, median, rounds};
use crate::report::{Row, Table};
use crate::rules::{SHOP, moved, plan, targets};

/// Pages of one round.
const PAGES: usize = 24;
/// Numbers of rules, and what parsing and selecting may cost of a bare parse.
const RULES: [(usize, f64); 3] = [(20, 1.25), (200, 1.5), (2_000, 2.6)];
/// What finding twenty moved events again may add, as a share of the parse.
const RELOCATING: f64 = 0.6;

/// Measures.
pub fn measure(pages: &[String], number: usize) -> Result<Table> {
    let few = &pages[..PAGES.min(pages.len())];
    let rules: Vec<Vec<Target>> =
        RULES.iter().map(|&(number, _)| targets(pages, number)).collect::<Result<_>>()?;
    let compiled: Vec<Rules> = rules.iter().map(|targets| read(targets)).collect::<Result<_>>()?;
    let foreign: Vec<Vec<Selector>> = rules.iter().map(|targets| foreign(targets)).collect();
    let plan = plan(pages, 20)?;
    let checkers = [Checker::new(Arc::new(plan.clone())), Checker::new(moved(&plan))];
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
        few.iter().map(count).sum()
    };
    let checked = |checker: &Checker| -> usize {
        let check = |html: &String| {
            let path = PagePath::of_url(&address, "/");
            checker.check(&path, &page(html)).len()
        };
        few.iter().map(check).sum()
    };
    let naive = |rules: &[Selector]| -> usize {
        let count = |html: &String| {
            let document = Html::parse_document(html);
            rules.iter().map(|rule| document.select(rule).count()).sum::<usize>()
        };
        few.iter().map(count).sum()
    };
    let mut ways = vec![
        Way::new("bare html5ever tree", || few.iter().map(|html| floor::parse(html)).sum()),
        Way::new("parse and inventory", || few.iter().map(|html| page(html).len()).sum()),
    ];
    for (at, (rules, _)) in RULES.iter().enumerate() {
        let compiled = &compiled[at];
        ways.push(Way::new(names(*rules)[0], move || selected(compiled, *rules)));
    }
    ways.push(Way::new("20 events checked on other products", || checked(&checkers[0])));
    ways.push(Way::new("20 moved events found again", || checked(&checkers[1])));
    for (at, (rules, _)) in RULES.iter().enumerate() {
        let foreign = &foreign[at];
        ways.push(Way::new(names(*rules)[1], move || naive(foreign)));
    }
    let times = rounds(&mut ways, number);
    let named: Vec<&str> = ways.iter().map(|way| way.name).collect();
    drop(ways);
    Ok(table(&named, &times, few.len()))
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
    let (parse, moved) = (at("parse and inventory"), at("20 moved events found again"));
    let mut added: Vec<f64> = (0..times[moved].len())
        .map(|round| times[moved][round].as_secs_f64() / times[parse][round].as_secs_f64() - 1.0)
        .collect();
    added.sort_unstable_by(f64::total_cmp);
    let added = added[added.len() / 2];
    rows.push(
        Row::new("finding 20 moved events again, as a share of the parse", String::new(), added)
            .at_most(Some(RELOCATING)),
    );
    Table { title: "One page, one thread, beside a bare parse".into(), rows }
}
