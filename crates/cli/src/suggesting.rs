//! `waymark suggest`: what the catalogue proposes for a page, saved or fetched.

use serde_json::json;
use waymark_app::catalogue::{suggest_at, suggest_saved};
use waymark_app::view::PageSuggestions;

use crate::args::Suggest;
use crate::commands::{read, runtime};
use crate::error::CliError;
use crate::output::Output;

pub fn run(command: &Suggest, output: &mut Output) -> Result<(), CliError> {
    let page_type = command.page_type.as_deref();
    let is_address = |page: &&str| page.starts_with("http://") || page.starts_with("https://");
    let found = match command.page.to_str().filter(is_address) {
        Some(address) => runtime()?.block_on(suggest_at(address, page_type))?,
        None => suggest_saved(&read(&command.page)?, command.url.as_deref(), page_type)?,
    };
    output.answer(&answer(&found), lines(&found))
}

fn answer(found: &PageSuggestions) -> serde_json::Value {
    let suggestions = found.suggestions.iter().map(|suggestion| {
        json!({
            "id": suggestion.entry.id,
            "name": suggestion.entry.name,
            "css": suggestion.css,
            "selectors": suggestion.selectors,
            "elements": suggestion.elements,
            "trigger": suggestion.entry.trigger,
            "confidence": f64::from((suggestion.confidence * 100.0).round()) / 100.0,
            "reason": suggestion.reason,
        })
    });
    json!({
        "url": found.url,
        "platform": found.platform.kind,
        "platformVersion": found.platform.version,
        "theme": found.platform.theme,
        "themeVersion": found.platform.theme_version,
        "pageType": found.page_type.as_ref().map(|guess| &guess.id),
        "pageTypeConfidence": found.page_type.as_ref().map(|guess| guess.confidence),
        "suggestions": suggestions.collect::<Vec<_>>(),
        "wholePage": found.whole_page.iter().map(|entry| &entry.id).collect::<Vec<_>>(),
    })
}

fn lines(found: &PageSuggestions) -> impl Iterator<Item = String> {
    let kind = found.page_type.as_ref().map_or("unknown", |guess| &guess.id);
    let head = format!("{}\t{kind}", found.platform.words);
    let rows = found.suggestions.iter().map(|suggestion| {
        let percent = (suggestion.confidence * 100.0).round();
        format!(
            "{}\t{percent} %\t{}\t{}\t{}",
            suggestion.entry.id, suggestion.label, suggestion.css, suggestion.reason
        )
    });
    std::iter::once(head).chain(rows).collect::<Vec<_>>().into_iter()
}
