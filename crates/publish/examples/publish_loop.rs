//! Publishes one release after the other until it is killed or somebody else publishes, for `tests/it/processes.rs`:
//! `publish_loop KIND WHERE NUMBER`. Says `ready`, then the number of each release that is live, or `changed SHA256`.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program for a test")]

#[allow(dead_code, reason = "not all of them are needed here")]
#[path = "../tests/support/places.rs"]
mod places;
#[allow(dead_code, reason = "not all of them are needed here")]
#[path = "../tests/support/releases.rs"]
mod releases;

use releases::{release, site, stamp};
use waymark_publish::{Expected, PublishError, Unwatched, live, publish};

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let place = places::named(&arguments[1], &arguments[2]);
    let first: usize = arguments[3].parse().unwrap();
    let mut expected = match live(&place, &site()).await.unwrap() {
        None => Expected::Nothing,
        Some(live) => Expected::at(&live.pointer),
    };
    println!("ready");
    for number in first.. {
        let release = release(number);
        match publish(&place, &site(), &release, &expected, &stamp("Eve"), &Unwatched).await {
            Err(PublishError::Changed { live: Some(live) }) => {
                println!("changed {}", live.sha256);
                return;
            }
            published => published.unwrap(),
        };
        println!("{number}");
        expected = Expected::of(&release);
    }
}
