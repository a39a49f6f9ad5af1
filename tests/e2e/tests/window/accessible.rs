//! The panel as assistive technology meets it, in the real window with the real shell behind it: axe-core finds no fault
//! in any of its views, light and dark. Pictures of them go into `target/e2e`.

use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result};

use crate::{pick, play_with, row, save};

/// What opens a view from the header, and what is there then.
const DIALOGS: [(&str, &str); 4] = [
    ("walks", "walks-dialog"),
    ("export", "export-dialog"),
    ("audit", "audit-dialog"),
    ("publish", "publish-dialog"),
];

#[test]
fn no_view_has_a_fault_in_the_light() {
    play_with("accessible-light", &[("GTK_THEME", "Adwaita")], async |app| views(app, false).await);
}

#[test]
fn no_view_has_a_fault_in_the_dark() {
    play_with("accessible-dark", &[("GTK_THEME", "Adwaita:dark")], async |app| views(app, true).await);
}

async fn views(app: &App, is_dark: bool) -> Result {
    let panel = app.panel();
    panel.sees(&id("first-screen")).await?;
    assert_eq!(panel.prefers_dark().await?, is_dark);
    look(app, "first").await?;
    panel.press(&id("open-demo")).await?;
    panel.sees(&id("empty-plan")).await?;
    app.shop_loaded().await?;
    look(app, "empty").await?;

    panel.press(&id("empty-guide")).await?;
    panel.sees(&id("suggestion")).await?;
    look(app, "guide").await?;
    panel.press(&id("guide-leave")).await?;

    let home = app.shop_address().await?;
    app.visit(&format!("{}/products/tarn-crew-jumper", home.trim_end_matches('/'))).await?;
    pick(app, "main button[name=add]").await?;
    panel.sees(&id("draft-picture")).await?;
    look(app, "draft").await?;
    save(app, "add_to_cart").await?;
    look(app, "list").await?;
    panel.press(&format!("{} [data-testid=event-menu]", row("add_to_cart"))).await?;
    panel.press(&id("event-past")).await?;
    panel.sees(&id("past-dialog")).await?;
    look(app, "past").await?;
    panel.press(&id("past-close")).await?;

    panel.press(&id("shop-switcher")).await?;
    panel.sees(&id("open-settings")).await?;
    look(app, "switcher").await?;
    panel.press(&id("open-settings")).await?;
    panel.sees(&id("settings-dialog")).await?;
    look(app, "settings").await?;
    panel.press(&id("settings-close")).await?;

    for (opens, dialog) in DIALOGS {
        panel.press(&id(opens)).await?;
        panel.sees(&id(dialog)).await?;
        look(app, opens).await?;
        panel.press(&id(&format!("{opens}-close"))).await?;
        panel.sees_no(&id(dialog)).await?;
    }
    panel.press(&id("test-toggle")).await?;
    panel.sees(&id("test-stream")).await?;
    look(app, "test").await
}

/// Takes a picture, and refuses every fault that axe finds.
async fn look(app: &App, view: &str) -> Result {
    if let Some(folder) = app.evidence() {
        std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        app.picture(&folder.join(format!("{view}.png"))).await?;
    }
    let faults = app.panel().accessibility_faults().await?;
    assert!(faults.is_empty(), "{view}: {faults:#?}");
    let wide = app.panel().scrolled_sideways().await?;
    assert!(wide.is_empty(), "{view}: {wide:#?}");
    Ok(())
}
