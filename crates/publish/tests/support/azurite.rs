//! Azure Blob Storage by `Azurite`, with an empty container.

use std::net::SocketAddr;
use std::process::{Command, Stdio};

use waymark_publish::{AzureCredential, ObjectsPlace, Place, Provider};

use super::places::{ACCOUNT, BUCKET, KEY, azure};
use super::program::{Program, peers};

/// A running Azurite.
pub struct Azurite {
    pub address: SocketAddr,
    _program: Program,
}

impl Azurite {
    pub fn start() -> Self {
        let script = peers().join("azurite/node_modules/azurite/dist/src/blob/main.js");
        assert!(script.exists(), "Azurite is missing; run cargo xtask setup");
        let mut command = Command::new("node");
        command
            .arg(script)
            .args(["--inMemoryPersistence", "--disableTelemetry", "--silent", "--skipApiVersionCheck"])
            .args(["--blobHost", "127.0.0.1", "--blobPort", "0"])
            .stderr(Stdio::null());
        let (program, address) = Program::start::<SocketAddr>(&mut command, |line| {
            line.split("http://").nth(1).filter(|_| line.contains("successfully"))?.trim().parse().ok()
        });
        let made = Command::new("node")
            .arg(peers().join("azurite/container.mjs"))
            .args([&address.to_string(), BUCKET, ACCOUNT, KEY])
            .status()
            .unwrap();
        assert!(made.success());
        Self { address, _program: program }
    }

    /// Address of the container.
    pub fn container(&self) -> String {
        format!("http://{}/{ACCOUNT}/{BUCKET}", self.address)
    }

    /// The container's settings with a signature that permits what these letters say.
    pub fn signed(&self, permissions: &str) -> ObjectsPlace {
        let printed = Command::new("node")
            .arg(peers().join("azurite/sas.mjs"))
            .args([BUCKET, ACCOUNT, KEY, permissions])
            .output()
            .unwrap();
        assert!(printed.status.success(), "{printed:?}");
        let signature = String::from_utf8(printed.stdout).unwrap();
        let mut settings = azure(self.address);
        if let Provider::Azure { credential, .. } = &mut settings.provider {
            *credential = AzureCredential::Sas(signature.into());
        }
        settings
    }

    pub fn place(&self) -> Place {
        Place::objects(&azure(self.address)).unwrap()
    }
}
