//! The schedule in the panel: set, kept, and people told by a test that really sends. No desktop shows notifications here,
//! which is said.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result};

use crate::{play, text};

const TOKEN: &str = "T0KEN-b3f";

#[test]
fn a_schedule_is_set_and_people_are_told_in_a_test() {
    play("scheduling", async |app| {
        let (address, heard) = webhook()?;
        let panel = app.panel();
        panel.press(&id("open-demo")).await?;
        panel.sees(&id("shop-screen")).await?;
        panel.press(&id("audit")).await?;
        panel.press(&id("open-schedule")).await?;
        panel.press(&id("every-weekly")).await?;
        panel.press(&id("pulse")).await?;
        panel.press(&id("tell-webhook")).await?;
        panel.fill(&id("webhook-address"), &format!("{address}/{TOKEN}")).await?;
        panel.press(&id("test-webhook")).await?;
        panel.sees(&id("tested-webhook")).await?;
        let request = heard.recv_timeout(Duration::from_secs(10)).unwrap_or_default();
        assert!(request.starts_with(&format!("POST /{TOKEN} ")), "{request}");
        assert!(request.contains("A test: Waymark would tell you here"), "{request}");

        panel.press(&id("tell-desktop")).await?;
        panel.press(&id("test-desktop")).await?;
        panel.reads(&id("test-failed-desktop"), "This desktop shows no notifications.").await?;
        panel.reads(&id("next-audit"), "Due now").await?;

        let view = panel.invoke("audit_schedule", json!({})).await?;
        assert_eq!(text(&view, "/schedule/every"), "weekly", "{view}");
        let tells = json!({ "desktop": true, "webhook": true, "mail": null });
        assert_eq!(view.pointer("/schedule/tells"), Some(&tells), "{view}");
        let failures = view["told"].as_array().into_iter().flatten();
        let failed: Vec<&Value> = failures.filter(|told| !told["failure"].is_null()).collect();
        assert_eq!(failed.len(), 1, "{view}");
        assert!(!view.to_string().contains(TOKEN), "secrets do not come back");
        panel.press(&id("audit-back")).await?;
        panel.reads(&id("open-schedule"), "weekly, pulse").await?;

        let database = app.data().join("waymark.db");
        let bytes = std::fs::read(&database).map_err(Error::file(&database))?;
        assert!(!bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()), "no secret is kept there");
        Ok(())
    });
}

/// A server that says yes to everything, and what it was told.
fn webhook() -> Result<(String, Receiver<String>)> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Error::file("a port"))?;
    let address = listener.local_addr().map_err(Error::file("a port"))?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let mut all = String::new();
            // Head and body may come apart.
            while !all.ends_with('}') {
                let Ok(read @ 1..) = stream.read(&mut request) else { break };
                all += &String::from_utf8_lossy(&request[..read]);
            }
            let answered = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
            if answered.is_err() || tell.send(all).is_err() {
                return;
            }
        }
    });
    Ok((format!("http://{address}"), told))
}
