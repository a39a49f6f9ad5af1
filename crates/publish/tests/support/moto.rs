//! S3 by `moto`, with an empty bucket.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use waymark_publish::Place;

use super::places::{BUCKET, s3};
use super::program::{Program, peers, target};

/// A running moto.
pub struct Moto {
    pub address: SocketAddr,
    _program: Program,
}

impl Moto {
    pub async fn start() -> Self {
        let mut command = Command::new(target().join("moto/bin/python"));
        command.arg(peers().join("moto/serve.py")).stderr(Stdio::null());
        let (program, port) = Program::start(&mut command, |line| line.parse::<u16>().ok());
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let made = reqwest::Client::new().put(format!("http://{address}/{BUCKET}")).send().await.unwrap();
        assert!(made.status().is_success());
        Self { address, _program: program }
    }

    pub fn place(&self) -> Place {
        Place::objects(&s3(self.address)).unwrap()
    }
}
