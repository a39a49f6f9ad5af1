//! A `waymark-host` that is started for one shop, asked what it serves as a visitor's browser asks.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::program;
use crate::error::{Error, Result};
use crate::process::{self, Program};
use crate::wait;

/// A running host. Ends with this value.
#[derive(Debug)]
pub struct Host {
    /// Address and port.
    pub address: String,
    /// The shop's token.
    pub token: String,
    site: String,
    _server: Program,
}

impl Host {
    /// Starts it on a free port with its data in a folder, for a shop by its name in addresses.
    pub async fn start(folder: &Path, site: &str) -> Result<Self> {
        let data = folder.join("host");
        let log = folder.join("host.log");
        let host = program("waymark-host")?;
        let command = || {
            let mut command = Command::new(&host);
            command.arg("--data").arg(&data);
            command
        };
        let token = process::output(command().args(["shop", "add", site]))?.trim().to_owned();
        let server = Program::start(command().args(["serve", "--listen", "127.0.0.1:0"]), &log)?;
        let address = wait::until("waymark-host to listen", async || {
            let text = std::fs::read_to_string(&log).map_err(Error::file(&log))?;
            Ok(text.lines().find_map(listening))
        })
        .await?;
        Ok(Self { address, token, site: site.to_owned(), _server: server })
    }

    /// The revision that it serves as live.
    pub async fn live(&self) -> Result<String> {
        let at = || Error::file(&self.address);
        let mut connection = TcpStream::connect(&self.address).await.map_err(at())?;
        let request = format!(
            "GET /v1/{}/current.json HTTP/1.0\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.site, self.address
        );
        connection.write_all(request.as_bytes()).await.map_err(at())?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.map_err(at())?;
        revision(answer.split_once("\r\n\r\n").map_or(answer.as_str(), |(_, body)| body))
    }
}

/// The revision that a pointer names.
pub fn revision(pointer: &str) -> Result<String> {
    let pointer: Value = serde_json::from_str(pointer).map_err(Error::json("current.json"))?;
    Ok(pointer["revision"].as_str().unwrap_or_default().to_owned())
}

/// The address in the line of the log that says that it listens.
fn listening(line: &str) -> Option<String> {
    let said: Value = serde_json::from_str(line).ok()?;
    (said["message"] == "listening").then(|| said["address"].as_str().map(str::to_owned))?
}
