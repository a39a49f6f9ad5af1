//! What many selectors of a config have in common, said once: the same guards stand in nearly all that Waymark makes. The
//! runtime puts them together again (`ui/page/runtime/parts.ts`). Twin of `fold` in `ui/page/assemble.mjs`. What a selector
//! means is not looked at here.

use std::collections::BTreeMap;

use waymark_model::Config;

use crate::config::selectors_of;
use crate::css::{Piece, pieces};

/// Shorter stretches are not worth a number. Bytes.
const SHORTEST: usize = 16;

/// Longer selectors are no longer put together: a config may be anybody's. Bytes.
const LONGEST: usize = 10_000;

/// The config with stretches that stand in several selectors in `parts`. One that has signs of such stretches in any of its
/// texts stays as it is.
pub fn folded(mut config: Config) -> Config {
    let all: Vec<String> =
        config.events.iter_mut().flat_map(selectors_of).map(|selector| selector.css.clone()).collect();
    let has_signs =
        serde_json::to_string(&config.events).map_or(true, |text| text.split('{').any(begins_with_number));
    if has_signs {
        return config;
    }
    let mut seen: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for stretch in all.iter().flat_map(|css| stretches(css)).filter(|(is_part, _)| *is_part) {
        let count = counts.entry(stretch.1).or_default();
        if *count == 0 {
            seen.push(stretch.1);
        }
        *count += 1;
    }
    let parts: Vec<&str> = seen.into_iter().filter(|text| counts[text] > 1).collect();
    let numbers: BTreeMap<&str, usize> = parts.iter().enumerate().map(|(at, text)| (*text, at)).collect();
    for (selector, css) in config.events.iter_mut().flat_map(selectors_of).zip(&all) {
        selector.css = stretches(css)
            .into_iter()
            .map(|(is_part, text)| match numbers.get(text).filter(|_| is_part) {
                Some(at) => ["{", &at.to_string(), "}"].concat(),
                None => text.to_owned(),
            })
            .collect();
    }
    config.parts = parts.into_iter().map(str::to_owned).collect();
    config
}

/// The config as it was before it was `folded`.
pub fn unfolded(mut config: Config) -> Config {
    let parts = std::mem::take(&mut config.parts);
    for selector in config.events.iter_mut().flat_map(selectors_of).filter(|_| !parts.is_empty()) {
        if let Some(whole) = whole(&selector.css, &parts) {
            selector.css = whole;
        }
    }
    config
}

fn whole(css: &str, parts: &[String]) -> Option<String> {
    let mut texts = css.split('{');
    let mut out = texts.next()?.to_owned();
    for text in texts {
        let named = text.split_once('}').and_then(|(number, after)| {
            let part = parts.get(number.parse::<usize>().ok()?)?;
            Some((part, after))
        });
        match named {
            Some((part, after)) => out.extend([part, after]),
            None => out.extend(["{", text]),
        }
        if out.len() > LONGEST {
            return None;
        }
    }
    Some(out)
}

/// A selector cut into what may stand in others too, and what is between: pseudo-classes with something in parentheses.
fn stretches(css: &str) -> Vec<(bool, &str)> {
    let Some(pieces) = pieces(css) else { return vec![(false, css)] };
    let is_part =
        |piece: &Piece, text: &str| matches!(piece, Piece::Pseudo(_, Some(_))) && text.len() >= SHORTEST;
    pieces.into_iter().map(|(piece, text)| (is_part(&piece, text), text)).collect()
}

fn begins_with_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}
