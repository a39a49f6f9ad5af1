//! What a rule does on pages that were read, page by page and in a sentence, with a guess why there is nothing on some.
//! Nothing is fetched here.

use std::collections::BTreeSet;

use waymark_audit::discover::Stratum;
use waymark_audit::run::{Specimen, Specimens};
use waymark_identify::{CompiledRule, Count, Document, is_shell, text};
use waymark_model::page_path::base_of;
use waymark_model::{PagePath, Plan, Scope, Selector};

use crate::page_names::{shortened, titles};
use crate::view::{Draft, SampleStrip, SampledPage, SampledState};

/// Pages that are named in a sentence.
const NAMED: usize = 2;

/// The strip of a draft on pages of a kind.
pub(super) fn of(draft: &Draft, kind: &Scope, sampled: &Specimens, plan: &Plan) -> SampleStrip {
    let target = draft.event.target.as_ref();
    let selectors = target.map_or(&[][..], |target| &target.selectors);
    let is_set = target.is_some_and(|target| target.multiple);
    let rule = CompiledRule::usable(selectors);
    let base = base_of(&plan.shop.url);
    let named: Vec<_> = sampled.pages.iter().map(|page| (page.document.as_ref(), page.url.path())).collect();
    let titles = titles(&named);
    let mut pages = Vec::new();
    let mut missed = Vec::new();
    for (page, title) in sampled.pages.iter().zip(titles) {
        let covered = draft.event.scope.covers(&PagePath::of_url(&page.url, &base), &plan.page_types);
        let (state, count, words) = match &page.document {
            _ if !covered => (SampledState::NotMeant, 0, "does not count there".to_owned()),
            None => (SampledState::Unread, 0, page.reason.clone()),
            Some(document) => tried(document, &rule, selectors, is_set),
        };
        if state == SampledState::Nothing {
            missed.push((pages.len(), page));
        }
        pages.push(SampledPage { title, url: page.url.to_string(), state, count, words });
    }
    // What pages have where the rule works is no reason why it does not elsewhere.
    let matched = sampled.pages.iter().zip(&pages).filter(|(_, page)| page.count > 0);
    let harmless: BTreeSet<Stratum> = matched.map(|(page, _)| page.stratum).collect();
    for (at, page) in missed {
        let guess = why_none(page, selectors, &harmless);
        pages[at].words = guess.map_or_else(|| "none".to_owned(), |guess| format!("none: {guess}"));
    }
    let noun = if kind.page_types.is_empty() { "page".to_owned() } else { noun(&kind.label()) };
    SampleStrip {
        headline: headline(&pages, &noun, sampled.shut.as_deref()),
        notes: notes(&pages),
        good: !pages.is_empty() && pages.iter().all(|page| is_good(page.state)),
        pages,
    }
}

fn is_good(state: SampledState) -> bool {
    matches!(state, SampledState::Fine | SampledState::NotMeant)
}

/// What the rule does on one page.
fn tried(
    document: &Document,
    rule: &CompiledRule,
    selectors: &[Selector],
    is_set: bool,
) -> (SampledState, u32, String) {
    let needs_browser = || (SampledState::NeedsBrowser, 0, "needs a browser".to_owned());
    match rule.count(document) {
        Count::Matched { nodes, .. } => {
            let number = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            let state = if number > 1 && !is_set { SampledState::Many } else { SampledState::Fine };
            (state, number, elements(number))
        }
        Count::NeedsRendering { .. } => needs_browser(),
        // What lies in a component is there once its script ran.
        Count::Nothing | Count::Invalid { .. } => {
            let is_inside = selectors.iter().any(|selector| !selector.within.is_empty());
            if is_shell(document) || (is_inside && document.roots().count() == 1) {
                needs_browser()
            } else {
                (SampledState::Nothing, 0, String::new())
            }
        }
    }
}

/// Why a page may have nothing: another text, or what sets the page apart from those where there is something.
fn why_none(page: &Specimen, selectors: &[Selector], harmless: &BTreeSet<Stratum>) -> Option<String> {
    if let Some(other) = page.document.as_ref().and_then(|document| other_text(document, selectors)) {
        return Some(format!("it says “{other}” there"));
    }
    let guess = match page.stratum {
        stratum if harmless.contains(&stratum) => None,
        Stratum::SoldOut => Some("sold out?"),
        Stratum::NoVariants => Some("no variants?"),
        Stratum::ManyVariants => Some("many variants?"),
        Stratum::GiftCard => Some("a gift card?"),
        Stratum::OnSale => Some("on sale?"),
        Stratum::Ordinary => None,
    };
    guess.map(str::to_owned)
}

/// What the element says where it is there with other words than the rule wants.
fn other_text(document: &Document, selectors: &[Selector]) -> Option<String> {
    selectors.iter().find(|selector| selector.text.is_some())?;
    let any: Vec<Selector> =
        selectors.iter().map(|selector| Selector { text: None, ..selector.clone() }).collect();
    let counted = CompiledRule::usable(&any).count(document);
    let [node] = counted.nodes() else { return None };
    let says = shortened(&text::readable(document, *node));
    (!says.is_empty()).then_some(says)
}

/// "Matches 1 element on 9 of 10 product pages".
fn headline(pages: &[SampledPage], noun: &str, shut: Option<&str>) -> String {
    if let Some(shut) = shut {
        return format!("No other pages could be read. {shut}");
    }
    if pages.is_empty() {
        return format!("No {noun} was found to try it on.");
    }
    let of = |wanted: fn(SampledState) -> bool| pages.iter().filter(|page| wanted(page.state)).count();
    let meant = pages.len() - of(|state| state == SampledState::NotMeant);
    let told = meant - of(|state| matches!(state, SampledState::NeedsBrowser | SampledState::Unread));
    let hits: Vec<u32> = pages.iter().map(|page| page.count).filter(|&count| count > 0).collect();
    match (meant, told, hits.iter().min().zip(hits.iter().max())) {
        (0, ..) => format!("None of the {} that were read is meant.", plural(pages.len(), noun)),
        (_, 0, _) if of(|state| state == SampledState::NeedsBrowser) > 0 => {
            format!("Only a browser can tell on the {} that were read.", plural(meant, noun))
        }
        (_, 0, _) => format!("The {} that were found could not be read.", plural(meant, noun)),
        (_, _, None) => format!("Matches nothing on {} as the shop serves them.", plural(told, noun)),
        (_, _, Some((least, most))) => {
            let number = if least == most { elements(*least) } else { format!("{least} to {most} elements") };
            format!("Matches {number} on {} of {}", hits.len(), plural(told, noun))
        }
    }
}

/// What to know beside the headline.
fn notes(pages: &[SampledPage]) -> Vec<String> {
    let of = |state: SampledState| pages.iter().filter(move |page| page.state == state);
    let has_some = pages.iter().any(|page| page.count > 0);
    let mut notes: Vec<String> = Vec::new();
    if has_some {
        let where_none = named(of(SampledState::Nothing), |page| {
            let guess =
                page.words.strip_prefix("none: ").map(|guess| format!(": {guess}")).unwrap_or_default();
            format!("on “{}”{guess}", page.title)
        });
        notes.extend(where_none.map(|pages| format!("None {pages}")));
    } else if of(SampledState::Nothing).next().is_some() {
        notes.push("If it is there in the shop, a script makes it, and only a browser can tell.".to_owned());
    }
    notes.extend(named(of(SampledState::Many), |page| format!("{} on “{}”", page.words, page.title)));
    notes.extend(named(of(SampledState::NeedsBrowser), |page| format!("“{}” needs a browser", page.title)));
    notes.extend(named(of(SampledState::Unread), |page| {
        format!("“{}” could not be read. {}", page.title, page.words)
    }));
    notes
}

/// The first few in words, and how many more there are.
fn named<'a>(
    pages: impl Iterator<Item = &'a SampledPage>,
    words: impl Fn(&SampledPage) -> String,
) -> Option<String> {
    let pages: Vec<&SampledPage> = pages.collect();
    let first: Vec<String> = pages.iter().take(NAMED).map(|page| words(page)).collect();
    let more = pages.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", and {more} more like that") } else { String::new() };
    (!first.is_empty()).then(|| format!("{}{more}", first.join("; ")))
}

/// "product page" of "Product pages".
fn noun(label: &str) -> String {
    label.to_lowercase().trim_end_matches('s').to_owned()
}

fn plural(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn elements(number: u32) -> String {
    if number == 1 { "1 element".to_owned() } else { format!("{number} elements") }
}
