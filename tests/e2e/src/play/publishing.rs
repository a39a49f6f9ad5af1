//! Publishing: to a folder and to a `waymark-host` that is started for it, a change of the plan, and back again. What
//! is live is read from where a shop would load it.

use std::path::Path;

use super::report::Report;
use crate::app::App;
use crate::error::{Error, Result};
use crate::host::{Host, revision};
use crate::panel::id;

/// What the places are called.
const FOLDER: &str = "Our server";
const HOST: &str = "Waymark host";
/// The demo shop's name at the host and in the folder.
const SITE: &str = "demo";

/// Publishes to both, changes the plan, publishes again and goes back.
pub async fn both(app: &App, report: &mut Report) -> Result {
    let www = report.folder("www")?;
    let host = Host::start(app.folder(), SITE).await?;
    add_folder(app, &www).await?;
    publish(app, report, FOLDER, "a folder").await?;
    let first = live_in(&www)?;
    report.add(&format!("`current.json` in the folder says that revision {first} is live."));

    add_host(app, &host).await?;
    publish(app, report, HOST, "a waymark-host").await?;
    let served = host.live().await?;
    if served != first {
        return Err(Error::Page(format!("the host serves {served}, and the folder has {first}")));
    }
    report.add(&format!("`http://{}/v1/{SITE}/current.json` serves revision {served}.", host.address));
    app.panel().press(&id("publish-close")).await?;

    change(app).await?;
    app.panel().press(&id("publish")).await?;
    app.panel().press(&place(FOLDER)).await?;
    publish(app, report, FOLDER, "the folder, with an event that never fired").await?;
    let second = live_in(&www)?;
    go_back(app, report, &first).await?;
    let now = live_in(&www)?;
    if second == first || now != first {
        return Err(Error::Page(format!("revision {first} was followed by {second} and {now}")));
    }
    report.add(&format!("The folder had revision {second}, and has {now} again."));
    app.panel().press(&id("publish-close")).await
}

/// Adds a folder, through the system's own dialog. Leaves it open.
async fn add_folder(app: &App, www: &Path) -> Result {
    let panel = app.panel();
    panel.press(&id("publish")).await?;
    panel.press(&id("add-place")).await?;
    panel.press(&id("kind-folder")).await?;
    panel.fill(&id("place-name"), FOLDER).await?;
    panel.press(&id("place-choose-folder")).await?;
    app.choose_in_dialog("Choose a folder", www).await?;
    panel.sees(&id("place-path")).await?;
    panel.press(&id("place-save")).await?;
    panel.sees(&id("place-edit")).await
}

/// Adds the host, after a test of the connection. Leaves it open.
async fn add_host(app: &App, host: &Host) -> Result {
    let panel = app.panel();
    panel.press(&id("add-place")).await?;
    panel.press(&id("kind-host")).await?;
    panel.fill(&id("place-name"), HOST).await?;
    panel.fill(&id("place-url"), &format!("http://{}", host.address)).await?;
    panel.fill(&id("place-secret"), &host.token).await?;
    panel.press(&id("place-test")).await?;
    panel.sees("[data-testid=place-tested][data-writable=true]").await?;
    panel.press(&id("place-save")).await?;
    panel.sees(&id("place-edit")).await
}

/// Publishes what the opened place shows; asked about what never fired, it says yes.
async fn publish(app: &App, report: &mut Report, name: &str, to: &str) -> Result {
    let panel = app.panel();
    panel.sees(&id("publish-now")).await?;
    let asks = panel.count(&id("unproven")).await? > 0;
    report.step(app, &format!("What a publication to {to} would change")).await?;
    panel.press(&id("publish-now")).await?;
    if asks {
        panel.press(&id("publish-anyway")).await?;
    }
    panel.sees(&id("published")).await?;
    report.step(app, &format!("Published to {to}")).await?;
    panel.press(&id("publish-done")).await?;
    panel.reads(&place(name), "Up to date").await.map(drop)
}

/// One more event, so that there is something to go back from.
async fn change(app: &App) -> Result {
    let panel = app.panel();
    panel.press(&id("page-view")).await?;
    panel.sees(&id("draft")).await?;
    panel.fill(&id("draft-name"), "shop_seen").await?;
    panel.press(&id("draft-save")).await?;
    panel.sees("[data-testid=event-row][data-name=shop_seen]").await
}

async fn go_back(app: &App, report: &mut Report, revision: &str) -> Result {
    let panel = app.panel();
    panel.press(&place(FOLDER)).await?;
    panel.press(&id("place-history")).await?;
    let entry = format!("{}[data-revision=\"{revision}\"]", id("history-entry"));
    panel.press(&format!("{entry} [data-testid=go-back]")).await?;
    panel.press(&id("go-back-yes")).await?;
    panel.sees(&id("published")).await?;
    report.step(app, "Rolled back to the revision before").await
}

fn place(name: &str) -> String {
    format!("{}[data-name=\"{name}\"]", id("place"))
}

/// What a folder says is live.
fn live_in(www: &Path) -> Result<String> {
    let file = www.join("v1").join(SITE).join("current.json");
    revision(&std::fs::read_to_string(&file).map_err(Error::file(&file))?)
}
