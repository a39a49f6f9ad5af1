//! What parameters that read another element read in the shop that a pack is brought to. Nothing, or something about a
//! person, is not brought along. Pure: pages in, sentences out.

use waymark_identify::{Document, Near, NodeId, count, nearest, read_near};
use waymark_model::{Event, Parameter, Source};

use crate::pointing::refusal;

/// Takes the parameters out of an event that read nothing on these pages, or nothing that may be sent, and says why.
/// `event` is as it was in the shop that it comes from.
pub(super) fn keep_readable<'a>(
    kept: &mut Event,
    event: &Event,
    pages: impl Iterator<Item = &'a Document>,
) -> Vec<String> {
    let is_lost = kept.target.is_none() && event.target.is_some() && event.trigger.takes_target();
    let target = kept.target.as_ref();
    let place = |page: &'a Document| match target {
        Some(target) => {
            let found = count(page, &target.selectors);
            found.nodes().first().map(|&node| (page, Some(node)))
        }
        None => (!is_lost).then_some((page, None)),
    };
    let places: Vec<(&Document, Option<NodeId>)> = pages.filter_map(place).collect();
    let mut reasons = Vec::new();
    kept.parameters.retain(|parameter| {
        let why = why_not(parameter, &places);
        let is_kept = why.is_none();
        reasons.extend(why.map(|why| format!("Its parameter \"{}\" was taken out. {why}", parameter.name)));
        is_kept
    });
    reasons
}

/// Why a parameter is not brought along, as sentences.
fn why_not(parameter: &Parameter, places: &[(&Document, Option<NodeId>)]) -> Option<String> {
    let Source::Element { selectors, read } = &parameter.from else { return None };
    let mut is_read = false;
    for &(page, target) in places {
        match read_near(page, target, selectors, read) {
            Near::Value(value) => {
                let found = count(page, selectors);
                let near = nearest(page, target, found.nodes());
                let refused =
                    near.into_iter().find_map(|element| refusal::of_read(page, element, read, &value));
                if refused.is_some() {
                    return refused;
                }
                is_read = true;
            }
            Near::Unclear => {
                return Some("Several things are as near here and say something else.".to_owned());
            }
            Near::Nothing | Near::NeedsRendering => {}
        }
    }
    (!is_read).then(|| "What it reads was not found here: point at it in this shop.".to_owned())
}

#[cfg(test)]
mod tests {
    use waymark_model::{EventId, Reading, Selector, Target, Trigger};

    use super::*;

    /// What is said of a parameter that reads `.origin` near a button, and whether it is kept.
    fn brought(html: &str) -> (bool, String) {
        let page = Document::from_html(html).unwrap();
        let target = Target { selectors: vec![Selector::new("button")], ..Target::default() };
        let from = Source::Element { selectors: vec![Selector::new(".origin")], read: Reading::ElementText };
        let mut event = Event::new(EventId("e".to_owned()), "buy".to_owned(), Trigger::Click);
        event.parameters = vec![
            Parameter { name: "origin".to_owned(), from },
            Parameter { name: "kind".to_owned(), from: Source::PageType },
        ];
        event.target = Some(target);
        let mut kept = event.clone();
        if !html.contains("button") {
            kept.target = None;
        }
        let reasons = keep_readable(&mut kept, &event, std::iter::once(&page));
        assert!(kept.parameters.iter().any(|parameter| parameter.name == "kind"), "it points at nothing");
        (kept.parameters.len() == 2, reasons.join(" "))
    }

    #[test]
    fn what_is_read_here_too_is_kept() {
        let (is_kept, said) = brought("<p class=origin>Made in Wales</p><button>Buy</button>");
        assert!(is_kept && said.is_empty(), "{said}");
    }

    #[test]
    fn what_is_not_here_is_taken_out_and_told() {
        for html in ["<p>Made in Wales</p><button>Buy</button>", "<p class=origin>Made in Wales</p>"] {
            let (is_kept, said) = brought(html);
            assert!(!is_kept && said.contains("\"origin\"") && said.contains("not found"), "{said}");
        }
    }

    #[test]
    fn what_is_unclear_or_about_a_person_is_taken_out() {
        let (is_kept, said) =
            brought("<b class=origin>Wales</b><b class=origin>York</b><button>Buy</button>");
        assert!(!is_kept && said.contains("Several"), "{said}");
        let (is_kept, said) = brought("<p class=origin>Hi, Ada</p><button>Buy</button>");
        assert!(!is_kept && said.contains("somebody's name"), "{said}");
    }
}
