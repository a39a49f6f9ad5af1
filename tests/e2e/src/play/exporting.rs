//! Exports, through the system's own dialogs: the script, seen to fire in a plain Chromium, and a container of Tag
//! Manager.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Job;
use super::report::Report;
use crate::app::App;
use crate::error::{Error, Result};
use crate::outside::{self, Act, Step, Visit};
use crate::panel::id;

/// Told to the container, as the plan has no property of Google Analytics.
const MEASUREMENT: &str = "G-PLAYED123";

/// Exports the script and sees it fire.
pub async fn script(app: &App, shop: &str, jobs: &[Job], report: &mut Report) -> Result {
    let folder = report.folder("exported")?;
    let panel = app.panel();
    panel.press(&id("export")).await?;
    panel.press(&id("format-script")).await?;
    panel.press(&id("choose-folder")).await?;
    app.choose_in_dialog("Choose a folder", &folder).await?;
    panel.sees(&id("export-result")).await?;
    report.step(app, "Exported as a script for any site").await?;
    fires_outside(shop, &folder, jobs, report)?;
    panel.press(&id("export-close")).await
}

/// Exports a container, with a tag for each event.
pub async fn container(app: &App, report: &mut Report) -> Result {
    let file = report.folder("tag-manager")?.join("container.json");
    let panel = app.panel();
    panel.press(&id("export")).await?;
    panel.press(&id("format-gtm")).await?;
    panel.fill(&id("format-measurementId"), MEASUREMENT).await?;
    panel.sees(&id("losses")).await?;
    report.step(app, "A Tag Manager container: what it cannot say, before it is saved").await?;
    panel.press(&id("save-export")).await?;
    app.choose_in_dialog("Save the export", &file).await?;
    panel.sees(&id("format-result")).await?;
    report.step(app, "The container is saved, with what to do next").await?;
    panel.press(&id("export-done")).await?;

    let events = panel.events().await?;
    let text = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
    if !text.contains(MEASUREMENT) {
        return Err(Error::Page(format!("the container does not know {MEASUREMENT}")));
    }
    let tags = event_tags(&text)?;
    for event in &events {
        let name =
            format!("Waymark - {}", event.pointer("/event/name").and_then(Value::as_str).unwrap_or_default());
        if !tags.contains(&name) {
            return Err(Error::Page(format!("the container has no tag \"{name}\", but {}", tags.join(", "))));
        }
    }
    report.add(&format!("The container has the tags {}.", tags.join(", ")));
    Ok(())
}

/// Names of the container's event tags of Google Analytics 4.
fn event_tags(container: &str) -> Result<Vec<String>> {
    let container: Value = serde_json::from_str(container).map_err(Error::json("a container"))?;
    let tags = container.pointer("/containerVersion/tag").and_then(Value::as_array).cloned();
    let tags = tags.unwrap_or_default().into_iter().filter(|tag| tag["type"] == "gaawe");
    Ok(tags.filter_map(|tag| Some(tag["name"].as_str()?.to_owned())).collect())
}

fn fires_outside(shop: &str, exported: &Path, jobs: &[Job], report: &mut Report) -> Result {
    let script: PathBuf = exported.join("waymark.js");
    let visit = |Job { page, css, typed, .. }: &Job| {
        let mut steps: Vec<Step> = typed
            .map(|(field, text)| Step { css: field.into(), act: Act::Fill, value: Some(text.into()) })
            .into_iter()
            .collect();
        steps.push(Step { css: (*css).into(), act: Act::Click, value: None });
        Visit { url: format!("{shop}{page}"), script: Some(script.clone()), steps, width: 1280 }
    };
    let visits: Vec<Visit> = jobs.iter().map(visit).collect();
    let mut lines = String::new();
    for (seen, Job { css, .. }) in outside::visit(&visits)?.iter().zip(jobs) {
        let ours: Vec<_> = seen.data_layer.iter().filter(|push| push.data.get("waymark").is_some()).collect();
        if ours.is_empty() {
            return Err(Error::Page(format!("{css} fired nothing outside")));
        }
        lines.extend(ours.iter().map(|push| format!("{}\n", push.data)));
    }
    report.add(&format!("In a plain Chromium the exported file pushed:\n\n```json\n{lines}```"));
    Ok(())
}
