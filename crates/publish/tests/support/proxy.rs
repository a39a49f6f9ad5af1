//! A TCP proxy that cuts connections in the middle of a request or before its answer.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// After so many bytes of the request; the server gets no more of it.
    Request(usize),
    /// The server gets the request and does it; its answer is lost.
    Answer,
    /// After so many bytes of the answer.
    InAnswer(usize),
}

struct Armed {
    cut: Cut,
    /// What the first line of the request has to contain.
    line: &'static str,
    times: usize,
}

/// A proxy before a server.
pub struct Proxy {
    pub address: SocketAddr,
    armed: Arc<Mutex<Option<Armed>>>,
}

impl Proxy {
    pub async fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let armed = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&armed);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let armed = Arc::clone(&shared);
                tokio::spawn(async move {
                    // Connections that end in errors are what this is for.
                    let _ = carry(client, server, &armed).await;
                });
            }
        });
        Self { address, armed }
    }

    /// Cuts the next requests whose first line ends its path like this.
    pub fn cut(&self, cut: Cut, line: &'static str, times: usize) {
        *self.armed.lock().unwrap() = Some(Armed { cut, line, times });
    }

    /// How many cuts are still to come.
    pub fn left(&self) -> usize {
        self.armed.lock().unwrap().as_ref().map_or(0, |armed| armed.times)
    }
}

async fn carry(
    mut client: TcpStream,
    server: SocketAddr,
    armed: &Mutex<Option<Armed>>,
) -> std::io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let (mut up, mut down) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut cut = None;
    let mut sent = 0;
    let mut answered = 0;
    loop {
        tokio::select! {
            read = client.read(&mut up) => {
                let read = read?;
                if read == 0 {
                    return server.shutdown().await;
                }
                if let Some(found) = matching(&up[..read], armed) {
                    (cut, sent, answered) = (Some(found), 0, 0);
                }
                if let Some(Cut::Request(at)) = cut && sent + read >= at {
                    return server.write_all(&up[..at - sent]).await;
                }
                server.write_all(&up[..read]).await?;
                sent += read;
            }
            read = server.read(&mut down) => {
                let read = read?;
                match cut {
                    _ if read == 0 => return client.shutdown().await,
                    Some(Cut::Answer) => return Ok(()),
                    Some(Cut::InAnswer(at)) if answered + read >= at => {
                        return client.write_all(&down[..at - answered]).await;
                    }
                    _ => client.write_all(&down[..read]).await?,
                }
                answered += read;
            }
        }
    }
}

/// Takes the cut if a request begins here that it is meant for.
fn matching(bytes: &[u8], armed: &Mutex<Option<Armed>>) -> Option<Cut> {
    let line = String::from_utf8_lossy(bytes.split(|byte| *byte == b'\r').next()?).into_owned();
    let mut armed = armed.lock().unwrap();
    let armed = armed.as_mut().filter(|armed| armed.times > 0 && is_for(&line, armed.line))?;
    armed.times -= 1;
    Some(armed.cut)
}

/// `PUT current.json` is for `PUT /any/folder/current.json?query HTTP/1.1`.
fn is_for(line: &str, wanted: &str) -> bool {
    let (method, file) = wanted.split_once(' ').unwrap();
    let mut words = line.split(' ');
    words.next() == Some(method)
        && words.next().is_some_and(|path| path.split('?').next().unwrap().ends_with(file))
        && words.next().is_some_and(|version| version.starts_with("HTTP/"))
}
