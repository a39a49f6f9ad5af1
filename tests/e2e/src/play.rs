//! The main job, played where nobody could see it: open the demo shop, pick three elements with the real mouse, tag
//! how far a page is read, save, test, export, see the exported file fire in a plain Chromium, publish, and go back.
//! Leaves pictures, the exported and published files and a report.

mod exporting;
mod publishing;
mod report;

use std::path::{Path, PathBuf};

use self::report::Report;
use crate::app::App;
use crate::error::Result;
use crate::panel::id;

/// One element that is tagged.
#[derive(Clone, Copy)]
struct Job {
    page: &'static str,
    css: &'static str,
    /// What is typed before it is used: the field and the text.
    typed: Option<(&'static str, &'static str)>,
    /// The trigger that is chosen, where it is not left as it is suggested.
    trigger: Option<&'static str>,
}

const JOBS: [Job; 3] = [
    Job { page: PRODUCT, css: "main button[name=add]", typed: None, trigger: None },
    Job { page: PRODUCT, css: ".product__size-chart", typed: None, trigger: None },
    Job {
        page: "/",
        css: ".newsletter-form__button",
        typed: Some((".newsletter-form input[type=email]", "ada@example.com")),
        trigger: Some("submit"),
    },
];

const PRODUCT: &str = "/products/tarn-crew-jumper";
const SCROLLED: &str = "product_page_read";

/// Plays it; everything goes into `out`, the report as `report.md`. Returns where that is.
pub async fn play(out: &Path) -> Result<PathBuf> {
    let mut report = Report::begin(out)?;
    let app = App::start("play").await?;
    let panel = app.panel();
    report.step(&app, "Waymark starts").await?;
    panel.press(&id("open-demo")).await?;
    panel.sees(&id("shop-screen")).await?;
    app.shop_loaded().await?;
    let home = app.shop_address().await?;
    let shop = home.trim_end_matches('/');
    report.step(&app, "The demo shop is open").await?;

    tag(&app, shop, &mut report).await?;
    test(&app, shop, &mut report).await?;
    exporting::script(&app, shop, &JOBS, &mut report).await?;
    exporting::container(&app, &mut report).await?;
    publishing::both(&app, &mut report).await?;
    report.end()
}

async fn tag(app: &App, shop: &str, report: &mut Report) -> Result {
    let panel = app.panel();
    for Job { page, css, trigger, .. } in JOBS {
        app.visit(&format!("{shop}{page}")).await?;
        app.start_picking().await?;
        app.pick(css).await?;
        panel.sees(&id("draft-picture")).await?;
        if let Some(trigger) = trigger {
            choose_trigger(app, trigger).await?;
        }
        let name = panel.value(&id("draft-name")).await?;
        report.step(app, &format!("Picked with the mouse: the draft of {name}")).await?;
        panel.press(&id("draft-save")).await?;
        panel.sees(&event(&name)).await?;
    }
    app.visit(&format!("{shop}{PRODUCT}")).await?;
    panel.press(&id("page-view")).await?;
    panel.sees(&id("draft")).await?;
    choose_trigger(app, "scroll").await?;
    panel.fill(&id("draft-name"), SCROLLED).await?;
    report.step(app, "Tagged without an element: how far a page is scrolled").await?;
    panel.press(&id("draft-save")).await?;
    panel.sees(&event(SCROLLED)).await
}

async fn choose_trigger(app: &App, trigger: &str) -> Result {
    app.panel().choose(&id("draft-trigger"), trigger).await?;
    app.panel().sees(&format!("{}[data-trigger=\"{trigger}\"]", id("trigger-options"))).await
}

/// Does what visitors do, until each event is proven.
async fn test(app: &App, shop: &str, report: &mut Report) -> Result {
    let panel = app.panel();
    panel.press(&id("test-toggle")).await?;
    for Job { page, css, typed, .. } in JOBS {
        app.visit(&format!("{shop}{page}")).await?;
        panel.forget().await?;
        if let Some((field, text)) = typed {
            app.click(field).await?;
            app.display().type_text(text)?;
        }
        app.click(css).await?;
        proven(app).await?;
    }
    app.visit(&format!("{shop}{PRODUCT}")).await?;
    panel.forget().await?;
    // As a visitor does: a page that scrolls itself proves nothing.
    app.click("main h1").await?;
    app.display().key("End")?;
    proven(app).await?;
    panel.reads(&id("test-progress"), "4 of 4 fired").await?;
    report.step(app, "All four fired in test").await?;
    panel.press(&id("test-toggle")).await
}

async fn proven(app: &App) -> Result {
    app.panel().hears("hit", |hit| hit["proven"] == serde_json::Value::Bool(true)).await.map(drop)
}

fn event(name: &str) -> String {
    format!("[data-testid=event-row][data-name=\"{name}\"]")
}
