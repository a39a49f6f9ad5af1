//! One function a command: call the use case, print what it answers.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::json;
use tokio::runtime::Runtime;
use waymark_app::exporting::export_plan;
use waymark_app::formats::write_format;
use waymark_app::plans::{Import, parse_plan, parse_plan_alone};
use waymark_app::view::LossViewKind;
use waymark_app::{App, data_folder, system_clock};
use waymark_model::{Format, FormatSettings, ShopSlug};

use crate::args::{Export, Plan, STANDARD_OUTPUT, Shop};
use crate::error::CliError;
use crate::output::Output;

pub fn shop(command: Shop, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    match command {
        Shop::Add { url, name } => {
            let shop = app.add_shop(&url, name.as_deref())?;
            output.answer(&shop, [shop.slug.0.clone()])
        }
        Shop::List => {
            let shops = app.shops()?;
            let lines = shops.iter().map(|listed| {
                let shop = &listed.shop;
                format!("{}\t{}\t{}\t{}", shop.slug.0, listed.events, shop.url, shop.name)
            });
            output.answer(&shops, lines)
        }
    }
}

pub fn plan(command: Plan, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    match command {
        Plan::List { shop } => {
            let events = app.event_proofs(&ShopSlug(shop))?;
            let lines = events.iter().map(|event| {
                let [state, fired, page, live] = &event.cells;
                format!(
                    "{}\t{state}\t{}\t{}\t{fired}\t{page}\t{live}",
                    event.name, event.trigger, event.place
                )
            });
            output.answer(&events, lines)
        }
        Plan::Export { shop, file } => {
            let document = app.export_plan_document(&ShopSlug(shop.clone()))?;
            if file.as_os_str() == STANDARD_OUTPUT {
                return output.raw(&document);
            }
            waymark_app::exporting::replace(&file, document.as_bytes())?;
            output.answer(&json!({ "shop": shop, "file": file }), [])
        }
        Plan::Import { shop, file, replace, merge: _ } => {
            let plan = parse_plan(&read(&file)?)?;
            let how = if replace { Import::Replace } else { Import::Merge };
            let imported = app.import_plan(&ShopSlug(shop.clone()), plan, how)?;
            let answer = json!({
                "shop": shop,
                "created": imported.created,
                "added": imported.added,
                "updated": imported.updated,
                "removed": imported.removed,
            });
            let line = format!(
                "{shop}: {} added, {} updated, {} removed",
                imported.added, imported.updated, imported.removed
            );
            output.answer(&answer, [line])
        }
        Plan::ImportGtm { shop, file } => {
            let imported = app.import_container(&ShopSlug(shop.clone()), &read(&file)?)?;
            let answer = json!({
                "shop": shop,
                "added": imported.added.iter().map(|event| json!({
                    "id": event.id,
                    "name": event.name,
                    "trigger": event.trigger.kind(),
                })).collect::<Vec<_>>(),
                "rest": imported.rest,
            });
            let added = imported.added.iter().map(|event| {
                format!("draft\t{}\t{}\t{}", event.name, event.trigger.kind(), event.scope.label())
            });
            // Names are whatever somebody typed; a line is one line.
            let in_one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let rest = imported
                .rest
                .iter()
                .map(|rest| format!("left out\t{}\t{}", in_one(&rest.what), in_one(&rest.why)));
            output.answer(&answer, added.chain(rest))
        }
    }
}

pub fn export(export: &Export, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    if let Some(format) = export.format.into() {
        return export_format(export, format, data, output);
    }
    let exported = match (&export.source.shop, &export.source.plan) {
        (Some(shop), _) => open(data)?.export_shop(&ShopSlug(shop.clone()), &export.out)?,
        (None, Some(file)) => export_plan(&parse_plan_alone(&read(file)?)?, &export.out)?,
        // The arguments ask for one of the two.
        (None, None) => return Ok(()),
    };
    let folder = Path::new(&exported.folder);
    let lines = exported.files.iter().map(|file| folder.join(&file.name).display().to_string());
    output.answer(&exported, lines)?;
    if export.source.shop.is_some() && exported.unproven > 0 {
        output.remark(&format!(
            "{} of {} events never fired in a test of their current definition.",
            exported.unproven, exported.events
        ));
    }
    Ok(())
}

fn export_format(
    export: &Export,
    format: Format,
    data: Option<PathBuf>,
    output: &mut Output,
) -> Result<(), CliError> {
    let settings = FormatSettings::from(&export.settings);
    let exported = match (&export.source.shop, &export.source.plan) {
        (Some(shop), _) => {
            open(data)?.export_format(&ShopSlug(shop.clone()), format, &settings, &export.out)?
        }
        (None, Some(file)) => {
            write_format(&parse_plan_alone(&read(file)?)?, format, &settings, &export.out, system_clock()())?
        }
        // The arguments ask for one of the two.
        (None, None) => return Ok(()),
    };
    let losses = exported.losses.iter().map(|loss| {
        let about = loss.event_name.as_deref().unwrap_or("all");
        format!("{}\t{about}\t{}\t{}", kind_of(loss.kind), loss.what, loss.why)
    });
    output.answer(&exported, std::iter::once(exported.file.clone()).chain(losses))
}

fn kind_of(kind: LossViewKind) -> &'static str {
    match kind {
        LossViewKind::Missing => "missing",
        LossViewKind::NeedsRuntime => "needs runtime",
        LossViewKind::Differs => "differs",
        LossViewKind::ToDo => "to do",
    }
}

/// What waits for the network.
pub fn runtime() -> Result<Runtime, CliError> {
    Runtime::new().map_err(CliError::Run)
}

pub fn open(data: Option<PathBuf>) -> Result<App, CliError> {
    Ok(App::open(&data_folder(data, |name| std::env::var_os(name)), system_clock())?)
}

pub fn read(file: &Path) -> Result<String, CliError> {
    let read = if file.as_os_str() == STANDARD_OUTPUT {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    read.map_err(|source| CliError::Read { path: file.to_owned(), source })
}
