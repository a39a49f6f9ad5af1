//! `waymark pack`: some events of a shop as a file, and their way into another shop.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use waymark_app::exporting::replace;
use waymark_app::packs::Guesses;
use waymark_app::view::{PackEvent, PackOutcome, PackView};
use waymark_model::ShopSlug;

use crate::args::{Pack, STANDARD_OUTPUT};
use crate::commands::{open, read, runtime};
use crate::error::CliError;
use crate::output::Output;

pub fn pack(command: Pack, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    match command {
        Pack::Export { shop, events, file } => {
            let slug = ShopSlug(shop);
            if file.as_os_str() == STANDARD_OUTPUT {
                return output.raw(&app.pack_document(&slug, &events)?);
            }
            let written = app.export_pack(&slug, &events, &file)?;
            let lines: Vec<String> = written.events.clone();
            output.answer(&written, lines)
        }
        Pack::Import { shop, file, report, dry_run, accept_guesses } => {
            let slug = ShopSlug(shop);
            let errand = app.pack_errand(&slug, &read(&file)?)?;
            let relocation = runtime()?.block_on(errand.look(Arc::new(|step| Output::step(&step))))?;
            let view = &relocation.view;
            if let Some(path) = report {
                let text = serde_json::to_string_pretty(view)? + "\n";
                replace(&path, text.as_bytes())?;
            }
            let guesses = if accept_guesses { Guesses::Confirmed } else { Guesses::Paused };
            let added = if dry_run { 0 } else { app.add_pack(&slug, &relocation, guesses, |_| true)? };
            let answer = json!({ "shop": slug, "added": added, "pack": view });
            output.answer(&answer, view.events.iter().map(line))?;
            for note in &view.notes {
                output.remark(note);
            }
            for page in &view.unread {
                output.remark(&format!("{} was not read: {}", page.url, page.words));
            }
            ending(view)
        }
    }
}

fn line(event: &PackEvent) -> String {
    let outcome = match event.outcome {
        PackOutcome::Found => "found",
        PackOutcome::Guessed => "guessed",
        PackOutcome::Missing => "missing",
        PackOutcome::There => "there",
        PackOutcome::Refused => "refused",
    };
    let sure = event.confidence.map(|sure| format!("{:.0} %", sure * 100.0)).unwrap_or_default();
    [outcome, &event.name, &event.now, &sure, &event.reasons.join(" ")].join("\t")
}

/// Nothing could be told where no page was read; whatever a person has to look at is a finding.
fn ending(view: &PackView) -> Result<(), CliError> {
    if view.pages.is_empty() {
        return Err(CliError::NotTold);
    }
    let is_fine = |event: &PackEvent| matches!(event.outcome, PackOutcome::Found | PackOutcome::There);
    if view.events.iter().all(is_fine) { Ok(()) } else { Err(CliError::Findings) }
}
