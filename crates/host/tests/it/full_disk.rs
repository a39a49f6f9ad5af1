//! A disk that takes nothing: what is stored is served all the same, writes are refused in words, and it goes on when there
//! is room again. The system's limit on the size of files stands for the full disk: it binds root as well.
#![cfg(target_os = "linux")]

use std::process::Command;
use std::time::Duration;

use reqwest::{Client, StatusCode};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, prlimit};

use crate::common::program::{Program, program, run};

/// `waymark-host serve` that cannot make any file longer.
fn without_room(data: &std::path::Path) -> Program {
    let plain = program(data);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -S -f 0; exec \"$0\" \"$@\""]).arg(plain.get_program());
    command.args(plain.get_args()).env_remove("RUST_LOG");
    Program::serve_by(command, &[])
}

#[tokio::test]
async fn a_full_disk_is_served_from_and_not_written_to() {
    let folder = tempfile::tempdir().unwrap();
    // A name that means something in an address.
    let data = folder.path().join("a b%20?#");
    let token = String::from_utf8(run(&data, &["shop", "add", "kiln"]).stdout).unwrap().trim().to_owned();
    let client = Client::new();
    let url = |host: &Program| format!("http://{}/v1/kiln/waymark.js", host.address);
    let put =
        |host: &Program, body: &'static str| client.put(url(host)).bearer_auth(&token).body(body).send();
    let mut host = Program::serve(&data, &[]);
    assert_eq!(put(&host, "x()").await.unwrap().status(), StatusCode::CREATED);
    kill_process(Pid::from_child(&host.child), Signal::TERM).unwrap();
    assert!(host.child.wait().unwrap().success());

    let host = without_room(&data);
    assert_eq!(client.get(url(&host)).send().await.unwrap().text().await.unwrap(), "x()");
    let health = client.get(format!("http://{}/healthz", host.address)).send().await.unwrap();
    assert_eq!(health.status(), StatusCode::OK);
    let refused = put(&host, "y()").await.unwrap();
    assert_eq!(refused.status(), StatusCode::INSUFFICIENT_STORAGE);
    assert!(refused.text().await.unwrap().contains("disk_full"));
    let warned = host.log.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(warned.contains("WARN") && warned.contains("writes are refused"), "{warned}");

    let room = Rlimit { current: None, maximum: None };
    prlimit(Some(Pid::from_child(&host.child)), Resource::Fsize, room).unwrap();
    let mut status = StatusCode::INSUFFICIENT_STORAGE;
    for _ in 0..50 {
        status = put(&host, "y()").await.unwrap().status();
        if status.is_success() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(client.get(url(&host)).send().await.unwrap().text().await.unwrap(), "y()");
}
