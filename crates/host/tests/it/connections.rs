//! Clients that are slow, never finish, or never read; stopping while somebody is being answered.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::time::{Duration, Instant};

use reqwest::{Client, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use crate::common::{Host, sha256};

const PATIENCE: Duration = Duration::from_millis(400);
/// More than any patience here, less than any default.
const AT_MOST: Duration = Duration::from_secs(5);

async fn impatient() -> Host {
    let mut host = Host::start_with(|settings| {
        settings.patience.head = PATIENCE;
        settings.patience.body = PATIENCE;
        settings.patience.taking = PATIENCE;
    })
    .await;
    // A connection that lies idle is closed soon, maybe just when a client takes it up again.
    host.client = Client::builder().pool_max_idle_per_host(0).build().unwrap();
    host
}

async fn connect(host: &Host) -> TcpStream {
    TcpStream::connect(host.address).await.unwrap()
}

/// Everything until the host closes the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // A reset is an end as well.
    let _ = timeout(AT_MOST, stream.read_to_end(&mut all)).await.unwrap();
    String::from_utf8_lossy(&all).into_owned()
}

fn put(host: &Host, headers: &str) -> String {
    let token = &host.token;
    format!(
        "PUT /v1/kiln/waymark.js HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{headers}\r\n\r\n"
    )
}

#[tokio::test]
async fn whoever_says_nothing_or_half_a_head_is_let_go() {
    let host = impatient().await;
    for said in ["", "GET /v1/kiln/current.json HTTP/1.1\r\nHost:"] {
        let mut stream = connect(&host).await;
        stream.write_all(said.as_bytes()).await.unwrap();
        rest(&mut stream).await;
    }
    // One byte at a time keeps nobody's place either.
    let mut stream = connect(&host).await;
    let begun = Instant::now();
    while stream.write_all(b"G").await.is_ok() && begun.elapsed() < AT_MOST {
        sleep(Duration::from_millis(50)).await;
    }
    assert!(begun.elapsed() < AT_MOST);
    host.stop().await;
}

#[tokio::test]
async fn half_a_body_is_refused_and_changes_nothing() {
    let host = impatient().await;
    let mut stream = connect(&host).await;
    stream.write_all(put(&host, "Content-Length: 100").as_bytes()).await.unwrap();
    stream.write_all(b"half").await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("too_slow"), "{answer}");
    assert_eq!(host.get("waymark.js").await.status(), StatusCode::NOT_FOUND);

    // Hung up in the middle.
    let mut stream = connect(&host).await;
    stream.write_all(put(&host, "Content-Length: 100").as_bytes()).await.unwrap();
    drop(stream);
    sleep(PATIENCE).await;
    assert_eq!(host.get("waymark.js").await.status(), StatusCode::NOT_FOUND);
    host.stop().await;
}

/// A write with a wrong token of which only the beginning comes.
async fn refused_and_never_ends(host: &Host) -> TcpStream {
    let mut stream = connect(host).await;
    let head = put(host, "Content-Length: 4000000").replace(&host.token, "wrong");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(b"beginning").await.unwrap();
    stream
}

#[tokio::test]
async fn few_refused_bodies_are_waited_for_and_none_of_those_who_try_too_often() {
    let patience = Duration::from_secs(3);
    let host = Host::start_with(|settings| settings.patience.body = patience).await;
    let begun = Instant::now();
    let mut first = refused_and_never_ends(&host).await;
    // The first ten are wrong, all further ones too many.
    let mut others = Vec::new();
    for _ in 0..9 {
        others.push(refused_and_never_ends(&host).await);
    }
    sleep(Duration::from_millis(300)).await;
    for _ in 0..20 {
        let mut stream = refused_and_never_ends(&host).await;
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 429 "), "{answer}");
    }
    assert!(begun.elapsed() < patience, "nobody waits for a body of those: {:?}", begun.elapsed());
    let answer = rest(&mut first).await;
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    host.stop().await;
}

#[tokio::test]
async fn so_many_refused_bodies_are_waited_for_and_no_more() {
    let patience = Duration::from_secs(3);
    let host = Host::start_with(|settings| settings.patience.body = patience).await;
    let begun = Instant::now();
    let without_token = async || {
        let mut stream = connect(&host).await;
        let head = put(&host, "Content-Length: 4000000");
        let (_, rest) = head.split_once("Authorization").unwrap();
        let head = head.replace(&format!("Authorization{}", rest.split("\r\n").next().unwrap()), "X: y");
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    };
    let mut waiting = Vec::new();
    for _ in 0..32 {
        waiting.push(without_token().await);
    }
    sleep(Duration::from_millis(500)).await;
    let answer = rest(&mut without_token().await).await;
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert!(begun.elapsed() < patience, "the one too many is answered at once: {:?}", begun.elapsed());
    let answer = rest(&mut waiting[0]).await;
    assert!(answer.starts_with("HTTP/1.1 401 ") && begun.elapsed() >= patience, "{:?}", begun.elapsed());
    host.stop().await;
}

#[tokio::test]
async fn a_body_of_unsaid_length_has_the_same_cap() {
    let host = impatient().await;
    let mut stream = connect(&host).await;
    stream.write_all(put(&host, "Transfer-Encoding: chunked\r\nConnection: close").as_bytes()).await.unwrap();
    let piece = [b'x'; 0x1000];
    for _ in 0..17 {
        stream.write_all(b"1000\r\n").await.unwrap();
        stream.write_all(&piece).await.unwrap();
        stream.write_all(b"\r\n").await.unwrap();
    }
    stream.write_all(b"0\r\n\r\n").await.unwrap();
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("too_large"), "{answer}");
    assert_eq!(host.get("waymark.js").await.status(), StatusCode::NOT_FOUND);
    host.stop().await;
}

#[tokio::test]
async fn whoever_takes_nothing_is_let_go() {
    let host = impatient().await;
    // Does not compress, and is more than the buffers on the way hold.
    let mut seed = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(2 * 1024 * 1024)
    .collect();
    let name = format!("{}.js", sha256(&noise));
    assert_eq!(host.create(&name, noise.clone()).await.status(), StatusCode::CREATED);
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(host.address).await.unwrap();
    let ask = format!("GET /v1/kiln/{name} HTTP/1.1\r\nHost: x\r\n\r\n").repeat(4);
    stream.write_all(ask.as_bytes()).await.unwrap();
    sleep(PATIENCE * 4).await;
    let got = rest(&mut stream).await;
    assert!(got.len() < 4 * noise.len(), "everything was sent after all");

    // Whoever takes it slowly, but takes it, gets it.
    let mut stream = connect(&host).await;
    let ask = format!("GET /v1/kiln/{name} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.unwrap();
    let mut got = 0;
    let mut piece = vec![0; 256 * 1024];
    while let Ok(read @ 1..) = stream.read(&mut piece).await {
        got += read;
        sleep(PATIENCE / 4).await;
    }
    assert!(got > noise.len(), "{got}");
    host.stop().await;
}

#[tokio::test]
async fn who_is_being_answered_when_the_host_stops_is_answered() {
    let host = Host::start().await;
    let mut idle = connect(&host).await;
    let mut busy = connect(&host).await;
    busy.write_all(put(&host, "Content-Length: 4").as_bytes()).await.unwrap();
    busy.write_all(b"x(").await.unwrap();
    sleep(Duration::from_millis(200)).await;
    let stopping = tokio::spawn(host.stop());
    assert_eq!(rest(&mut idle).await, "");
    busy.write_all(b");").await.unwrap();
    let answer = rest(&mut busy).await;
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    let folder = timeout(AT_MOST, stopping).await.unwrap().unwrap();
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["host.db"]);
}
