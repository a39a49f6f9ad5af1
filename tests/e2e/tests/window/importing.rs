//! A container of Tag Manager in the panel: chosen through the system's dialog, looked at, taken as one step and taken
//! back.

use std::path::Path;

use waymark_e2e::Error;
use waymark_e2e::panel::id;
use waymark_e2e::shops::small;

use crate::{open, play, row};

/// A container that a person made up, as Tag Manager would export it.
const CONTAINER: &str = "../../crates/compile/tests/gtm/handmade.json";

#[test]
fn a_container_becomes_drafts_at_one_click_and_is_taken_back_at_another() {
    play("import", async |app| {
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        let panel = app.panel();
        panel.press(&id("export")).await?;
        panel.press(&id("import")).await?;
        panel.press(&id("choose-container")).await?;
        let container = Path::new(env!("CARGO_MANIFEST_DIR")).join(CONTAINER);
        let container = container.canonicalize().map_err(Error::file(&container))?;
        app.choose_in_dialog("Choose a Tag Manager container", &container).await?;
        panel.reads(&id("import-left-out"), "is not read by Waymark").await?;
        assert_eq!(panel.count(&id("import-draft")).await?, 5);

        // All but one.
        let videos = format!("{}[data-name=video_watch] {}", id("import-draft"), id("import-choose"));
        panel.press(&videos).await?;
        panel.reads(&id("import-take"), "Import 4 events").await?;
        panel.press(&id("import-take")).await?;
        panel.sees(&row("newsletter_signup")).await?;
        panel.sees_no(&row("video_watch")).await?;
        assert_eq!(panel.events().await?.len(), 4);

        panel.press(&id("undo")).await?;
        panel.sees(&id("empty-plan")).await?;
        assert_eq!(panel.events().await?.len(), 0);
        Ok(())
    });
}
