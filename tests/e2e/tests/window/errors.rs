//! What the first screen says when an address cannot be opened.

use std::process::Command;

use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::process::{self, Program};
use waymark_e2e::shops::small;
use waymark_e2e::{Error, Result, wait};

use crate::{open, play};

/// Tries an address and waits for the sentence with this code; there is always a way on.
async fn refused(app: &App, address: &str, code: &str) -> Result {
    app.panel().fill(&id("address"), address).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&format!("[data-testid=open-failure][data-code={code}]")).await?;
    let said = app.panel().reads("[data-testid=open-failure] .message", "").await?;
    assert!(said.ends_with('.') && said.len() > 20, "not a sentence: {said}");
    app.panel().sees("[data-testid=open-failure] button").await
}

#[test]
fn an_address_that_cannot_be_opened_gets_a_sentence_and_a_way_on() {
    play("errors", async |app| {
        let shop = small::start().await?;
        refused(app, "not an address", "address_invalid").await?;
        refused(app, "http://no-such-shop.invalid/", "host_unknown").await?;
        refused(app, "http://127.0.0.1:1/", "connection_refused").await?;
        refused(app, &shop.url(small::FILE), "not_html").await?;
        let (_server, secure) = self_signed(app).await?;
        refused(app, &secure, "certificate_invalid").await?;
        // The way on works.
        open(app, &shop.url("/")).await
    });
}

#[test]
fn a_shop_that_does_not_answer_is_given_up() {
    play("timeout", async |app| {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").map_err(Error::file("a loopback port"))?;
        let port = silent.local_addr().map_err(Error::file("a loopback port"))?.port();
        refused(app, &format!("http://127.0.0.1:{port}/"), "timeout").await?;
        app.panel().sees(&id("open-retry")).await
    });
}

/// A web server whose certificate nobody vouches for.
async fn self_signed(app: &App) -> Result<(Program, String)> {
    let below = |name: &str| app.folder().join(name).to_string_lossy().into_owned();
    let (key, certificate) = (below("key.pem"), below("certificate.pem"));
    process::output(Command::new("openssl").args([
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        "1",
        "-keyout",
        &key,
        "-out",
        &certificate,
    ]))?;
    let port = waymark_e2e::session::free_port()?;
    let server = Program::start(
        Command::new("openssl").args([
            "s_server",
            "-quiet",
            "-www",
            "-accept",
            &port.to_string(),
            "-key",
            &key,
            "-cert",
            &certificate,
        ]),
        &app.folder().join("openssl.log"),
    )?;
    wait::until("the server with a bad certificate", async || {
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(drop))
    })
    .await?;
    Ok((server, format!("https://127.0.0.1:{port}/")))
}
