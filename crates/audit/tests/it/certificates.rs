//! Knocking at TLS servers. Which roots are trusted is read from the environment when a process starts to use
//! TLS, so every probe runs in a child process of this very test binary with its own `SSL_CERT_FILE`.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use url::Url;
use waymark_audit::Prober;

const ADDRESS: &str = "WAYMARK_TEST_PROBE";

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Issuer {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // A name of its own: rcgen's default would make the self-signed certificate look like a forgery of this one.
    params.distinguished_name.push(DnType::CommonName, "Authority of the tests");
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn self_signed(name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
    (certificate.der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
}

fn issued(name: &str, expired: bool, issuer: &Issuer) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    if expired {
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2021, 1, 1);
    }
    let certificate = params.signed_by(&key, issuer).unwrap();
    (certificate.der().clone(), PrivateKeyDer::Pkcs8(key.serialize_der().into()))
}

async fn serve((certificate, key): (CertificateDer<'static>, PrivateKeyDer<'static>)) -> SocketAddr {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // Clients that distrust the certificate hang up here.
            let Ok(mut stream) = acceptor.accept(socket).await else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let answer = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi";
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

/// What a process that trusts only `roots` says about the address.
async fn seen_by_child(address: String, roots: &Path) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "certificates::child_probes_the_address_it_was_given", "--nocapture"])
        .env(ADDRESS, address)
        .env("SSL_CERT_FILE", roots)
        .env_remove("SSL_CERT_DIR");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Not a test of its own: the other tests run it in a child process. Without an address there is nothing to do.
#[tokio::test]
async fn child_probes_the_address_it_was_given() {
    let Ok(address) = std::env::var(ADDRESS) else { return };
    println!("{:?}", Prober::new().unwrap().probe(&Url::parse(&address).unwrap()).await);
}

#[tokio::test]
async fn certificates_are_judged_by_the_roots_in_the_environment() {
    let authority = authority();
    let mut roots = tempfile::NamedTempFile::new().unwrap();
    roots.write_all(authority.pem().as_bytes()).unwrap();

    for (served, host, expected) in [
        (issued("localhost", false, &authority), "localhost", "status: 200"),
        (issued("localhost", true, &authority), "localhost", "problem: Expired"),
        (issued("shop.example", false, &authority), "localhost", "problem: WrongHost"),
        (self_signed("localhost"), "localhost", "problem: Untrusted"),
    ] {
        let port = serve(served).await.port();
        let said = seen_by_child(format!("https://{host}:{port}/"), roots.path()).await;
        assert!(said.contains(expected), "expected {expected}, got {said}");
    }
}

#[tokio::test]
async fn a_server_without_tls_offers_no_secure_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let roots = tempfile::NamedTempFile::new().unwrap();
    let said = seen_by_child(format!("https://{address}/"), roots.path()).await;
    assert!(said.contains("NoSecureConnection"), "{said}");
}
