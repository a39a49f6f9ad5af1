//! What pages of one kind are called to people: by their own heading, or by their title where all have the same one or none.

use std::collections::BTreeSet;

use waymark_identify::{Document, text};

/// Longest title and other words of a page, in characters.
const LONGEST: usize = 60;

/// Names of pages, each with its path, which is the name where nothing else is known.
pub(crate) fn titles(pages: &[(Option<&Document>, &str)]) -> Vec<String> {
    let headings: Vec<Option<String>> = pages.iter().map(|(page, _)| page.and_then(heading)).collect();
    let different: BTreeSet<&String> = headings.iter().flatten().collect();
    let tell = different.len() > 1 || pages.len() == 1;
    let named = |((page, path), heading): (&(Option<&Document>, &str), &Option<String>)| {
        let titled = || page.map(|page| shortened(page.title())).filter(|title| !title.is_empty());
        heading.clone().filter(|_| tell).or_else(titled).unwrap_or_else(|| shortened(path))
    };
    pages.iter().zip(&headings).map(named).collect()
}

fn heading(document: &Document) -> Option<String> {
    let headings = document.descendant_elements(document.root()).filter(|&node| document.tag(node) == "h1");
    headings.map(|node| shortened(&text::readable(document, node))).find(|heading| !heading.is_empty())
}

/// Words of a page, no longer than a line.
pub(crate) fn shortened(words: &str) -> String {
    let words = text::collapse(words);
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}
