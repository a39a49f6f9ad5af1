//! The main job, played where nobody could see it: open the demo shop, pick three elements with the real
//! mouse, save, test, export, and see the exported file fire in a plain Chromium. Leaves pictures, the exported
//! files and a report.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::error::{Error, Result};
use crate::outside::{self, Act, Step, Visit};
use crate::panel::{Panel, id};

/// One element that is tagged.
#[derive(Clone, Copy)]
struct Job {
    page: &'static str,
    css: &'static str,
    /// What is typed before it is used: the field and the text.
    typed: Option<(&'static str, &'static str)>,
}

const JOBS: [Job; 3] = [
    Job { page: "/products/tarn-crew-jumper", css: "main button[name=add]", typed: None },
    Job { page: "/products/tarn-crew-jumper", css: ".product__size-chart", typed: None },
    Job {
        page: "/",
        css: ".newsletter-form__button",
        typed: Some((".newsletter-form input[type=email]", "ada@example.com")),
    },
];

/// The report that is being written, and where.
struct Report {
    out: PathBuf,
    text: String,
    pictures: usize,
}

impl Report {
    async fn step(&mut self, app: &App, what: &str) -> Result {
        self.pictures += 1;
        let picture = format!("{:02}.png", self.pictures);
        app.picture(&self.out.join(&picture)).await?;
        // Writing to a text cannot fail.
        let _ = write!(self.text, "## {}. {what}\n\n![{what}]({picture})\n\n", self.pictures);
        Ok(())
    }
}

/// Plays it; everything goes into `out`, the report as `report.md`. Returns where that is.
pub async fn play(out: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(out).map_err(Error::file(out))?;
    let out = out.canonicalize().map_err(Error::file(out))?;
    let mut report = Report { out: out.clone(), text: "# The main job, played\n\n".into(), pictures: 0 };
    let app = App::start("play").await?;
    let panel = app.panel();
    report.step(&app, "Waymark starts").await?;
    panel.press(&id("open-demo")).await?;
    panel.sees(&id("shop-screen")).await?;
    app.shop_loaded().await?;
    let home = app.shop_address().await?;
    let shop = home.trim_end_matches('/');
    report.step(&app, "The demo shop is open").await?;

    for Job { page, css, .. } in JOBS {
        app.visit(&format!("{shop}{page}")).await?;
        app.start_picking().await?;
        app.pick(css).await?;
        panel.sees(&id("draft-picture")).await?;
        let name = panel.value(&id("draft-name")).await?;
        report.step(&app, &format!("Picked with the mouse: the draft of {name}")).await?;
        panel.press(&id("draft-save")).await?;
        panel.sees(&event(&name)).await?;
    }
    panel.press(&id("test-toggle")).await?;
    for Job { page, css, typed } in JOBS {
        app.visit(&format!("{shop}{page}")).await?;
        panel.forget().await?;
        if let Some((field, text)) = typed {
            app.click(field).await?;
            app.display().type_text(text)?;
        }
        app.click(css).await?;
        panel.hears("hit", |hit| hit["proven"] == serde_json::Value::Bool(true)).await?;
    }
    panel.reads(&id("test-progress"), "3 of 3 fired").await?;
    report.step(&app, "All three fired in test").await?;
    panel.press(&id("test-toggle")).await?;

    let exported = export(&app, &panel, &out).await?;
    report.step(&app, "Exported").await?;
    fires_outside(shop, &exported, &mut report)?;
    let file = out.join("report.md");
    std::fs::write(&file, report.text).map_err(Error::file(&file))?;
    Ok(file)
}

async fn export(app: &App, panel: &Panel<'_>, out: &Path) -> Result<PathBuf> {
    let exported = out.join("exported");
    std::fs::create_dir_all(&exported).map_err(Error::file(&exported))?;
    panel.press(&id("export")).await?;
    panel.press(&id("choose-folder")).await?;
    app.choose_in_dialog("Choose a folder", &exported).await?;
    panel.sees(&id("export-result")).await?;
    Ok(exported)
}

fn fires_outside(shop: &str, exported: &Path, report: &mut Report) -> Result {
    let visit = |Job { page, css, typed }: Job| {
        let mut steps: Vec<Step> = typed
            .map(|(field, text)| Step { css: field.into(), act: Act::Fill, value: Some(text.into()) })
            .into_iter()
            .collect();
        steps.push(Step { css: css.into(), act: Act::Click, value: None });
        Visit { url: format!("{shop}{page}"), script: exported.join("waymark.js"), steps, width: 1280 }
    };
    let seen = outside::visit(&JOBS.map(visit))?;
    report.text.push_str("## The exported file in a plain Chromium\n\n```json\n");
    for (seen, Job { css, .. }) in seen.iter().zip(JOBS) {
        let ours: Vec<_> = seen.data_layer.iter().filter(|push| push.data.get("waymark").is_some()).collect();
        if ours.is_empty() {
            return Err(Error::Page(format!("{css} fired nothing outside")));
        }
        for push in ours {
            let _ = writeln!(report.text, "{}", push.data);
        }
    }
    report.text.push_str("```\n");
    Ok(())
}

fn event(name: &str) -> String {
    format!("[data-testid=event-row][data-name=\"{name}\"]")
}
