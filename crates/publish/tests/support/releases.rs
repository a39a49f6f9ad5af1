//! Releases to publish, made of nothing but a number.

use sha2::{Digest, Sha256};
use waymark_compile::Release;
use waymark_publish::{Site, Stamp};

/// The same number, the same release.
pub fn release(number: usize) -> Release {
    let config_json = format!("{{\"schema\":1,\"number\":{number},\"text\":\"{}\"}}\n", "Käse ".repeat(50));
    let runtime_js = format!("/* runtime {} */", number / 3);
    let sha256 = hash(config_json.as_bytes());
    Release {
        revision: sha256[..16].to_owned(),
        runtime_sha256: hash(runtime_js.as_bytes()),
        bundle_js: String::new(),
        runtime_version: "1".to_owned(),
        sha256,
        config_json,
        runtime_js,
    }
}

pub fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

pub fn site() -> Site {
    Site::of("kiln.example").unwrap()
}

pub fn stamp(by: &str) -> Stamp {
    Stamp { by: by.to_owned(), at: "2026-11-26T07:15:39Z".to_owned() }
}
