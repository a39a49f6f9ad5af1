//! django-oscar: a shop with a catalogue, a basket and a checkout that nobody here wrote, in a virtual
//! environment that `cargo xtask setup` prepared.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::process::Program;

/// The running shop. Ends with this value.
#[derive(Debug)]
pub struct Oscar {
    url: String,
    _server: Program,
}

impl Oscar {
    /// Starts it; the first time the catalogue is filled, which takes a while.
    pub fn start(logs: &Path) -> Result<Self> {
        Self::start_with(logs, None)
    }

    /// [`Oscar::start`] with a folder of what its owner adds: `templates`, which go before oscar's own, and `files`,
    /// served below `/files/`.
    pub fn start_with(logs: &Path, own: Option<&Path>) -> Result<Self> {
        let home = environment()?;
        let mut command = Command::new(home.join("bin/python"));
        command.arg("-B").arg(folder().join("serve.py")).arg(home.join("shop"));
        if let Some(own) = own {
            command.env("SHOP_OWN", own);
        }
        let (server, url) = Program::start_announced(&mut command, &logs.join("oscar.log"))?;
        Ok(Self { url, _server: server })
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Where its files and its list of elements lie.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shops/oscar")
}

/// The virtual environment: `oscar` in cargo's target folder, which this program lies in too.
fn environment() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(Error::file("this program"))?;
    own.ancestors()
        .map(|folder| folder.join("oscar"))
        .find(|home| home.join("bin/python").exists())
        .ok_or_else(|| Error::Program {
            program: "the oscar shop".into(),
            said: "its Python packages are not installed: run `cargo xtask setup`".into(),
        })
}
