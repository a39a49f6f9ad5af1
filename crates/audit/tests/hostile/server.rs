//! A shop that behaves as badly as shops and what stands before them do, on loopback. Every address is one misbehaviour;
//! what was asked and how much was sent is counted. Needs the standard library and tokio only, so that other tests can
//! include it by path.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::answers;

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub at: Instant,
    /// Path with query.
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
}

/// What happened at the server.
#[derive(Debug, Default)]
pub struct Log {
    asked: Mutex<Vec<Asked>>,
    sent: AtomicUsize,
    working: AtomicUsize,
    most_working: AtomicUsize,
}

impl Log {
    /// All requests for a path, whatever its query.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        let all = self.asked.lock().unwrap();
        all.iter().filter(|asked| asked.path.split('?').next() == Some(path)).cloned().collect()
    }

    /// Bytes that went out.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// Requests that were worked on at the same time, at most.
    pub fn most_working(&self) -> usize {
        self.most_working.load(Ordering::SeqCst)
    }
}

/// A connection on which an answer is written, byte by byte if need be.
pub struct Out<'a> {
    stream: &'a mut TcpStream,
    log: &'a Log,
}

impl Out<'_> {
    /// Errors when the client has hung up.
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        self.stream.write_all(bytes.as_ref()).await?;
        self.log.sent.fetch_add(bytes.as_ref().len(), Ordering::SeqCst);
        Ok(())
    }

    /// Takes its time before anything is sent, so that the client must still be waiting.
    pub async fn work(&self, time: Duration) {
        let working = self.log.working.fetch_add(1, Ordering::SeqCst) + 1;
        self.log.most_working.fetch_max(working, Ordering::SeqCst);
        tokio::time::sleep(time).await;
        self.log.working.fetch_sub(1, Ordering::SeqCst);
    }

    /// A whole answer with a length.
    pub async fn answer(
        &mut self,
        status: &str,
        headers: &str,
        body: impl AsRef<[u8]>,
    ) -> std::io::Result<()> {
        let length = body.as_ref().len();
        self.send(format!(
            "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
        ))
        .await?;
        self.send(body).await
    }

    /// A page.
    pub async fn page(&mut self, status: &str, html: &str) -> std::io::Result<()> {
        self.answer(status, "content-type: text/html; charset=utf-8\r\n", html).await
    }
}

/// Where a hostile shop is, and what its sitemap names.
#[derive(Clone)]
pub struct Site {
    pub address: SocketAddr,
    pub named: Arc<[String]>,
}

/// A hostile shop. It serves until the runtime ends.
pub struct Hostile {
    pub address: SocketAddr,
    pub log: Arc<Log>,
}

impl Hostile {
    pub async fn start() -> Self {
        Self::naming(["/products/mug".to_owned()]).await
    }

    /// A shop whose sitemap names these paths.
    pub async fn naming(paths: impl IntoIterator<Item = String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let site = Site { address, named: paths.into_iter().collect() };
        let log = Arc::new(Log::default());
        let shared = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, site.clone(), Arc::clone(&shared)));
            }
        });
        Self { address, log }
    }

    /// The address of a page here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

async fn serve(mut stream: TcpStream, site: Site, log: Arc<Log>) {
    let Some(asked) = read_request(&mut stream).await else { return };
    log.asked.lock().unwrap().push(asked.clone());
    let times = log.asked(asked.path.split('?').next().unwrap_or_default()).len();
    // An error is the client hanging up on us, which is what it should do.
    let _ = answers::give(&asked, times, &site, &mut Out { stream: &mut stream, log: &log }).await;
    let _ = stream.shutdown().await;
    // Closing at once would reset what is still on its way.
    tokio::time::sleep(Duration::from_millis(20)).await;
}

async fn read_request(stream: &mut TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next_line().await.ok()??;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    while let Some(line) = lines.next_line().await.ok()?.filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Asked { at: Instant::now(), path, headers })
}
