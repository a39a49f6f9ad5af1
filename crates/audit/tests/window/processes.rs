//! What runs, and that nothing runs on.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use waymark_audit::render::{Device, Worker};

use super::shop::Shop;
use super::{block_on, render};

/// Process ids below this one, whatever they run.
pub fn descendants(of: u32) -> BTreeSet<u32> {
    let mut found = BTreeSet::from([of]);
    loop {
        let before = found.len();
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
                continue;
            };
            if parent(id).is_some_and(|parent| found.contains(&parent)) {
                found.insert(id);
            }
        }
        if found.len() == before {
            found.remove(&of);
            return found;
        }
    }
}

/// Name of a process, 15 characters of it; empty when it is gone or only waits to be buried.
pub fn name(id: u32) -> String {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let Some((name, rest)) = stat.split_once('(').and_then(|(_, rest)| rest.rsplit_once(") ")) else {
        return String::new();
    };
    if rest.starts_with('Z') { String::new() } else { name.to_owned() }
}

pub fn kill(id: u32) {
    let id = Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
    kill_process(id, Signal::KILL).unwrap();
}

fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
}

/// Everything that the worker of this process started; other tests run before or after, never beside.
async fn gone(ids: BTreeSet<u32>) {
    for _ in 0..100 {
        if ids.iter().all(|id| name(*id).is_empty()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let left: Vec<String> = ids.into_iter().map(name).filter(|name| !name.is_empty()).collect();
    panic!("still running: {left:?}");
}

#[test]
fn nothing_runs_on_however_the_worker_ends() {
    block_on(async {
        let shop = Shop::start(&[("/", "<!doctype html><p>Good page.</p>")]).await;
        let own = std::process::id();
        for gently in [true, false] {
            let worker = Worker::new().unwrap();
            render(&worker, shop.url("/"), Device::PHONE).await.unwrap();
            let running = descendants(own);
            let names: BTreeSet<String> = running.iter().map(|id| name(*id)).collect();
            let has = |wanted: &str| names.iter().any(|name| name.starts_with(wanted));
            assert!(has("waymark-desktop") && has("WebKitNetwork"), "{names:?}");
            assert_eq!(
                has("Xvfb"),
                std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none()
            );
            if gently {
                worker.close().await;
            } else {
                drop(worker);
            }
            gone(running).await;
        }
    });
}

#[test]
fn a_screen_does_not_outlive_a_worker_that_nobody_ended() {
    block_on(async {
        let shop = Shop::start(&[("/", "<!doctype html><p>Good page.</p>")]).await;
        let worker = Worker::new().unwrap();
        render(&worker, shop.url("/"), Device::PHONE).await.unwrap();
        let running = descendants(std::process::id());
        // As if this process had been killed: neither is the screen ended nor the worker told.
        kill(worker.process().await.unwrap());
        gone(running).await;
    });
}
