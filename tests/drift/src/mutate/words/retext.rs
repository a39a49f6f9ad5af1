//! Other words for the same thing, in the same language.

use super::super::{Page, Random};
use super::{in_capitals_of, reword};

/// Ways to say one thing, a line; the shop's words, not a dictionary's.
const SYNONYMS: &str = include_str!("synonyms.txt");

/// Says a share of what the page says in other words. Nothing gets the words of something else on the page.
pub fn retext(page: &mut Page, random: &Random, intensity: f64) {
    let groups: Vec<Vec<&str>> = SYNONYMS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let taken: Vec<String> = page
        .elements()
        .into_iter()
        .filter(|&node| page.is_interactive(node))
        .flat_map(|node| [page.text(node).to_lowercase(), page.get(node, "aria-label").to_lowercase()])
        .collect();
    reword(page, |_, _, words| {
        let lower = words.to_lowercase();
        let bare = lower.trim_end_matches(['.', '!', '…', ':', '→', ' ']);
        let group = groups.iter().find(|group| group.contains(&bare))?;
        // One thing is called one thing all over a page.
        let mut random = random.keyed(bare);
        let others: Vec<&str> = group
            .iter()
            .copied()
            .filter(|&other| other != bare && !taken.iter().any(|taken| taken == other))
            .collect();
        let other = random.pick(&others).filter(|_| random.clone().chance(intensity))?;
        let tail = &lower[bare.len()..];
        Some(in_capitals_of(words, other) + tail)
    });
}
