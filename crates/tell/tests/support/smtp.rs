//! A mail server of a few dozen lines: speaks SMTP with or without encryption, and misbehaves as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// How it behaves.
#[derive(Clone, Default)]
pub struct Manners {
    /// Encrypted from the first byte.
    pub wrapped: bool,
    /// Offers STARTTLS.
    pub starttls: bool,
    /// Says this instead of what it should, once it hears a command that begins so; for so many times.
    pub says: Vec<(&'static str, &'static str, usize)>,
    /// Says nothing any more from this command on.
    pub hangs_at: Option<&'static str>,
}

/// A server on loopback, and what it heard.
pub struct Smtp {
    pub address: SocketAddr,
    /// The authority to trust.
    pub pem: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Smtp {
    pub async fn start(manners: Manners) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let tls = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let server = Server { manners: Arc::new(Mutex::new(manners)), heard: heard.clone(), tls };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(server.clone().meet(stream));
            }
        });
        Self { address, pem: cert.pem(), heard }
    }

    /// All lines so far; "--- secure" where encryption began.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// How often a command came.
    pub fn times(&self, command: &str) -> usize {
        self.heard().iter().filter(|line| line.to_uppercase().starts_with(command)).count()
    }
}

#[derive(Clone)]
struct Server {
    manners: Arc<Mutex<Manners>>,
    heard: Arc<Mutex<Vec<String>>>,
    tls: TlsAcceptor,
}

/// Whether the client goes on encrypted.
#[derive(PartialEq)]
enum After {
    Over,
    Secure,
}

impl Server {
    async fn meet(self, mut stream: TcpStream) {
        let wrapped = self.manners.lock().unwrap().wrapped;
        if !wrapped && self.talk(&mut stream, true).await == After::Over {
            return;
        }
        let Ok(mut stream) = self.tls.accept(stream).await else { return };
        self.heard.lock().unwrap().push("--- secure".into());
        self.talk(&mut stream, wrapped).await;
    }

    async fn talk<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: &mut S, greets: bool) -> After {
        let mut stream = BufReader::new(stream);
        if greets && !self.answer(&mut stream, "CONNECT", "220 mail.test").await {
            return After::Over;
        }
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return After::Over;
            }
            let line = line.trim_end().to_owned();
            self.heard.lock().unwrap().push(line.clone());
            let upper = line.to_uppercase();
            let offers = self.manners.lock().unwrap().starttls;
            let usual = match upper.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" if offers => "250-mail.test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN",
                "EHLO" => "250-mail.test\r\n250 AUTH PLAIN LOGIN",
                "AUTH" => "235 welcome",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                "STARTTLS" => "220 go",
                _ => "250 ok",
            };
            if !self.answer(&mut stream, &upper, usual).await {
                return After::Over;
            }
            if upper == "STARTTLS" {
                return After::Secure;
            }
            if upper == "DATA" && !self.data(&mut stream).await {
                return After::Over;
            }
        }
    }

    /// False where it hangs or the line is dead.
    async fn answer<S: AsyncWrite + Unpin>(&self, stream: &mut S, heard: &str, usual: &str) -> bool {
        let said = {
            let mut manners = self.manners.lock().unwrap();
            if manners.hangs_at.is_some_and(|at| heard.starts_with(at)) {
                None
            } else {
                let other =
                    manners.says.iter_mut().find(|(at, _, times)| heard.starts_with(at) && *times > 0);
                Some(other.map_or(usual, |(_, says, times)| {
                    *times -= 1;
                    *says
                }))
            }
        };
        match said {
            Some(said) => stream.write_all(format!("{said}\r\n").as_bytes()).await.is_ok(),
            None => std::future::pending().await,
        }
    }

    async fn data<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: &mut BufReader<S>) -> bool {
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return false;
            }
            let line = line.trim_end().to_owned();
            let is_end = line == ".";
            self.heard.lock().unwrap().push(line);
            if is_end {
                return self.answer(stream, "END", "250 taken").await;
            }
        }
    }
}
