//! How long a start takes: from starting the program until the panel's first screen is on the screen, looked at
//! from outside. A look takes some tens of milliseconds, and so much the number is too high at most.

use std::process::Command;
use std::time::Instant;

use super::{Figure, spread};
use crate::app::{self, WINDOW};
use crate::display::{Area, Display};
use crate::error::{Error, Result};
use crate::process::Program;
use crate::wait;

const TIMES: usize = 7;
/// An empty window has one or two colours, a spinner and a title a few; the edges of letters have many.
const DRAWN: usize = 40;

/// Starts the app several times on the same data folder; the first start, which makes it, does not count.
pub async fn measure() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
    let display = Display::start(folder.path()).await?;
    let mut times = Vec::new();
    for _ in 0..=TIMES {
        times.push(start(&display, folder.path()).await?);
    }
    Ok(vec![spread("start to first screen", &times[1..], "ms", "under 1000 ms, release build")])
}

async fn start(display: &Display, folder: &std::path::Path) -> Result<f64> {
    let launch = app::launch(folder, false)?;
    let program = launch.program.unwrap_or_default();
    let mut command = Command::new(program);
    command
        .args(launch.arguments)
        .envs(launch.variables)
        .env("DISPLAY", display.name())
        .env("GDK_BACKEND", "x11");
    let begun = Instant::now();
    let _app = Program::start(&mut command, &folder.join("app.log"))?;
    let window = wait::until("the window", async || display.window(WINDOW)).await?;
    // The middle of the window: name, field and buttons.
    let (x, y) = (window.x + window.width / 2 - 150, window.y + window.height / 2 - 150);
    let middle = Area { x, y, width: 300, height: 300 };
    wait::until("the first screen", async || Ok((display.colours(middle)? > DRAWN).then_some(()))).await?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}
