//! The report of a play: a picture a step, and lines about what was seen outside the window.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::error::{Error, Result};

/// The report that is being written, and where.
pub struct Report {
    /// The folder that everything goes into.
    pub out: PathBuf,
    text: String,
    pictures: usize,
}

impl Report {
    /// An empty one, in a folder that is made.
    pub fn begin(out: &Path) -> Result<Self> {
        std::fs::create_dir_all(out).map_err(Error::file(out))?;
        let out = out.canonicalize().map_err(Error::file(out))?;
        Ok(Self { out, text: "# The main job, played\n\n".into(), pictures: 0 })
    }

    /// A step with its picture.
    pub async fn step(&mut self, app: &App, what: &str) -> Result {
        self.pictures += 1;
        let picture = format!("{:02}.png", self.pictures);
        app.picture(&self.out.join(&picture)).await?;
        self.add(&format!("## {}. {what}\n\n![{what}]({picture})\n", self.pictures));
        Ok(())
    }

    /// Something that was seen, below the last step.
    pub fn add(&mut self, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "{line}\n");
    }

    /// A folder of its own, empty, whatever a play before this one left.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.out.join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
        }
        std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
        Ok(folder)
    }

    /// Writes it and says where it is.
    pub fn end(self) -> Result<PathBuf> {
        let file = self.out.join("report.md");
        std::fs::write(&file, self.text).map_err(Error::file(&file))?;
        Ok(file)
    }
}
