//! The program as its user meets it: commands, log, signals.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::time::Duration;

use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::common::program::{Program, run};

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn shops_are_added_listed_renewed_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made/if/missing");
    let added = run(&data, &["shop", "add", "kiln"]);
    assert!(added.status.success());
    let token = said(&added.stdout);
    assert!(token.starts_with("wmk_") && token.trim().len() == 47 && token.lines().count() == 1, "{token}");
    assert!(!said(&added.stderr).contains(token.trim()));

    let again = run(&data, &["shop", "add", "kiln"]);
    assert_eq!((again.status.code(), &again.stdout[..]), (Some(1), &b""[..]));
    for nonsense in ["Kiln", "ki/ln", "../kiln", ".kiln", ""] {
        assert_eq!(run(&data, &["shop", "add", nonsense]).status.code(), Some(64), "{nonsense}");
    }
    let renewed = run(&data, &["shop", "token", "kiln"]);
    assert!(said(&renewed.stdout).starts_with("wmk_") && renewed.stdout != added.stdout);
    assert_eq!(run(&data, &["shop", "token", "loom"]).status.code(), Some(1));

    assert_eq!(run(&data, &["shop", "remove", "kiln"]).status.code(), Some(64));
    assert_eq!(said(&run(&data, &["shop", "list"]).stdout), "kiln\topen\t0\t0\n");
    assert!(run(&data, &["shop", "remove", "kiln", "--yes"]).status.success());
    assert_eq!(said(&run(&data, &["shop", "list"]).stdout), "kiln\tremoved\t0\t0\n");
    assert_eq!(run(&data, &["shop", "token", "kiln"]).status.code(), Some(1));
    assert!(run(&data, &["shop", "add", "kiln"]).status.success());

    let database = std::fs::read(data.join("host.db")).unwrap();
    let holds = |text: &str| database.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("kiln") && !holds(token.trim()) && !holds(&token[4..20]));
}

#[test]
fn wrong_usage_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["serve", "--nonsense"]).status.code(), Some(64));
    assert_eq!(run(folder.path(), &["serve", "--tls-cert", "x"]).status.code(), Some(64));
    assert_eq!(run(folder.path(), &["--help"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["serve", "--listen", "192.0.2.1:1"]).status.code(), Some(1));
}

#[tokio::test]
async fn the_log_tells_of_writes_and_of_no_token() {
    let folder = tempfile::tempdir().unwrap();
    let token = said(&run(folder.path(), &["shop", "add", "kiln"]).stdout).trim().to_owned();
    let mut host = Program::serve(folder.path(), &[]);
    let url = format!("http://{}/v1/kiln/waymark.js", host.address);
    let client = Client::new();
    let wrong = "wmk_somebody-elses";
    for (token, status) in [(&*token, 201), (wrong, 401)] {
        let put =
            client.put(format!("{url}?token={token}")).bearer_auth(token).body("x()").send().await.unwrap();
        assert_eq!(put.status(), status);
    }
    client.get(format!("{url}?token={token}")).send().await.unwrap();
    drop(client);
    kill_process(Pid::from_child(&host.child), Signal::TERM).unwrap();
    assert!(host.child.wait().unwrap().success());
    let lines: Vec<String> =
        std::iter::from_fn(|| host.log.recv_timeout(Duration::from_secs(5)).ok()).collect();
    let writes: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["message"] == "write")
        .collect();
    assert_eq!(writes.len(), 2, "{lines:?}");
    assert_eq!((&writes[0]["site"], &writes[0]["object"]), (&"kiln".into(), &"waymark.js".into()));
    assert_eq!((&writes[0]["status"], &writes[0]["bytes"]), (&201.into(), &3.into()));
    assert_eq!((&writes[1]["status"], &writes[1]["code"]), (&401.into(), &"token_wrong".into()));
    let all = lines.join("\n");
    assert!(!all.contains(&token[4..]) && !all.contains(&wrong[4..]), "{all}");
}

#[tokio::test]
async fn a_backup_made_while_serving_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let token = said(&run(&data, &["shop", "add", "kiln"]).stdout).trim().to_owned();
    let host = Program::serve(&data, &[]);
    let url = |host: &Program| format!("http://{}/v1/kiln/waymark.js", host.address);
    Client::new().put(url(&host)).bearer_auth(&token).body("x()").send().await.unwrap();
    let copy = folder.path().join("copy/host.db");
    std::fs::create_dir(folder.path().join("copy")).unwrap();
    let file = copy.to_str().unwrap();
    assert!(run(&data, &["backup", file]).status.success());
    assert_eq!(run(&data, &["backup", file]).status.code(), Some(1), "a backup was overwritten");
    drop(host);
    let host = Program::serve(&folder.path().join("copy"), &[]);
    assert_eq!(reqwest::get(url(&host)).await.unwrap().text().await.unwrap(), "x()");
}
