//! A screen of its own for every run: a virtual X server on a free display, a window manager, a real mouse
//! and keyboard, and pictures of it.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::error::Result;
use crate::process::{self, Program};
use crate::wait;

/// Width and height of the screen in pixels.
pub const SIZE: (i32, i32) = (1920, 1080);

/// The virtual screen. Ends with this value.
#[derive(Debug)]
pub struct Display {
    name: String,
    _manager: Program,
    _server: Program,
}

/// Where a window's content lies on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Display {
    /// Starts the X server and the window manager; logs go into `logs`.
    pub async fn start(logs: &Path) -> Result<Self> {
        let screen = format!("{}x{}x24", SIZE.0, SIZE.1);
        // The server chooses a free number and writes it when it is ready.
        let (server, number) = Program::start_announced(
            Command::new("Xvfb").args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &screen,
                "-nolisten",
                "tcp",
                "-noreset",
            ]),
            &logs.join("xvfb.log"),
        )?;
        let name = format!(":{number}");
        let manager =
            Program::start(Command::new("openbox").env("DISPLAY", &name), &logs.join("openbox.log"))?;
        let display = Self { name, _manager: manager, _server: server };
        wait::until("the window manager", async || {
            Ok(display
                .tool("xprop", &["-root", "_NET_SUPPORTING_WM_CHECK"])?
                .contains("window id")
                .then_some(()))
        })
        .await?;
        Ok(display)
    }

    /// Its name, for the environment variable `DISPLAY`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Moves the real mouse, in two steps: a page sees a movement, not only an arrival.
    pub fn move_to(&self, x: i32, y: i32) -> Result {
        let (near_x, near_y) = ((x - 3).to_string(), (y - 2).to_string());
        let (x, y) = (x.to_string(), y.to_string());
        self.xdotool(&["mousemove", &near_x, &near_y, "mousemove", &x, &y])
    }

    /// Presses and lets go the left button where the mouse is.
    pub fn click(&self) -> Result {
        self.xdotool(&["click", "1"])
    }

    /// Moves there and clicks.
    pub fn click_at(&self, x: i32, y: i32) -> Result {
        self.move_to(x, y)?;
        self.click()
    }

    /// Presses a key by its X name: `Escape`, `Return`, `ctrl+a`.
    pub fn key(&self, name: &str) -> Result {
        self.xdotool(&["key", "--clearmodifiers", name])
    }

    /// Types a text.
    pub fn type_text(&self, text: &str) -> Result {
        self.xdotool(&["type", "--delay", "8", text])
    }

    /// Makes the window whose title begins with this as large as said, where the window manager agrees.
    pub fn resize(&self, title: &str, width: i32, height: i32) -> Result {
        let Some(id) = self.window_id(title) else { return Ok(()) };
        self.xdotool(&["windowsize", &id, &width.to_string(), &height.to_string()])
    }

    /// A picture of the whole screen as PNG.
    pub fn picture(&self, file: &Path) -> Result {
        self.tool("import", &["-window", "root", &file.to_string_lossy()]).map(drop)
    }

    /// A picture of a part of the screen as PNG.
    pub fn picture_of(&self, area: Area, file: &Path) -> Result {
        let part = format!("{}x{}+{}+{}", area.width, area.height, area.x, area.y);
        self.tool("import", &["-window", "root", "-crop", &part, "+repage", &file.to_string_lossy()])
            .map(drop)
    }

    /// How many colours a part of the screen has.
    pub fn colours(&self, area: Area) -> Result<usize> {
        let bytes = self.pixels(area)?;
        let colours: HashSet<&[u8]> = bytes.chunks_exact(3).collect();
        Ok(colours.len())
    }

    /// How many pixels of a part of the screen have exactly this colour: red, green, blue.
    pub fn pixels_of(&self, colour: [u8; 3], area: Area) -> Result<usize> {
        let bytes = self.pixels(area)?;
        Ok(bytes.chunks_exact(3).filter(|pixel| *pixel == colour).count())
    }

    /// Red, green and blue of every pixel of a part of the screen.
    fn pixels(&self, area: Area) -> Result<Vec<u8>> {
        let part = format!("{}x{}+{}+{}", area.width, area.height, area.x, area.y);
        let mut import = Command::new("import");
        import.args(["-window", "root", "-crop", &part, "-depth", "8", "rgb:-"]).env("DISPLAY", &self.name);
        process::bytes(&mut import)
    }

    /// The content of the only visible window whose title begins with this.
    pub fn window(&self, title: &str) -> Result<Option<Area>> {
        let Some(id) = self.window_id(title) else { return Ok(None) };
        let described = self.tool("xwininfo", &["-id", &id])?;
        let number = |name: &str| -> Option<i32> {
            described.lines().find_map(|line| line.trim().strip_prefix(name)?.trim().parse().ok())
        };
        let area = (
            number("Absolute upper-left X:"),
            number("Absolute upper-left Y:"),
            number("Width:"),
            number("Height:"),
        );
        let (Some(x), Some(y), Some(width), Some(height)) = area else { return Ok(None) };
        Ok(Some(Area { x, y, width, height }))
    }

    fn window_id(&self, title: &str) -> Option<String> {
        let pattern = format!("^{title}");
        // The search fails where there is no such window, and now and then where another one goes while it looks.
        let search = || self.tool("xdotool", &["search", "--onlyvisible", "--name", &pattern]).ok();
        let found = (0..3).find_map(|_| search())?;
        found.lines().last().map(str::to_owned)
    }

    fn xdotool(&self, arguments: &[&str]) -> Result {
        self.tool("xdotool", arguments).map(drop)
    }

    fn tool(&self, name: &str, arguments: &[&str]) -> Result<String> {
        process::output(Command::new(name).args(arguments).env("DISPLAY", &self.name))
    }
}
