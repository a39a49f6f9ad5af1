//! `cargo xtask run`: the app as it stands, opened; or played where nobody could see it.

use crate::error::Result;
use crate::process::{run as start, run_with_code};
use crate::{app, setup, workspace};

/// Builds and opens the app. Without a display (or with `play`) the main job is played under a virtual one.
pub fn run(play: bool, arguments: &[String]) -> Result {
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if has_display && !play {
        setup::for_building()?;
        app::build(false)?;
        return run_with_code(app::built("waymark-desktop", false).args(arguments));
    }
    setup::for_driving()?;
    app::build(false)?;
    println!("no display: playing the main job under a virtual one");
    start(app::built("waymark-e2e", false).arg("play").arg("--out").arg(workspace::target().join("play")))
}
