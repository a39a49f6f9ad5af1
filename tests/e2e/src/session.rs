//! A WebDriver session with a program that shows web pages: the app, or WebKit's own small browser. The
//! driver is WebKitGTK's; tauri-driver would only pass the same protocol on.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::display::Display;
use crate::error::{Error, Result};
use crate::process::Program;
use crate::wait;

/// What to start and how.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// The program; WebKit's own small browser where none is given.
    pub program: Option<PathBuf>,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Variables on top of the environment of this process.
    pub variables: Vec<(String, String)>,
}

/// The driver and what it drives. Both end with this value.
#[derive(Debug)]
pub struct Session {
    client: Client,
    _driver: Program,
}

impl Session {
    /// Starts the driver, lets it start the program, and connects.
    pub async fn start(display: &Display, launch: &Launch, logs: &Path) -> Result<Self> {
        let port = free_port()?;
        let log = logs.join("webdriver.log");
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("DISPLAY", display.name())
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .envs(launch.variables.iter().cloned());
        let driver = Program::start(&mut command, &log)?;
        let connector = HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        let mut capabilities = Capabilities::new();
        if let Some(program) = &launch.program {
            let options = json!({"binary": program, "args": launch.arguments});
            capabilities.insert("webkitgtk:browserOptions".into(), options);
        }
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        wait::until("WebKitWebDriver to listen", async || {
            Ok(tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok().map(drop))
        })
        .await?;
        let connected = tokio::time::timeout(Duration::from_secs(60), builder.connect(&address)).await;
        match connected {
            Ok(Ok(client)) => Ok(Self { client, _driver: driver }),
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err(Error::Program {
                program: launch.program.as_deref().unwrap_or(Path::new("the browser")).display().to_string(),
                said: std::fs::read_to_string(&log).unwrap_or_default(),
            }),
        }
    }

    /// The connection.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }
}

/// A loopback port that nobody listened on a moment ago.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(Error::file("a loopback port"))?;
    Ok(listener.local_addr().map_err(Error::file("a loopback port"))?.port())
}
