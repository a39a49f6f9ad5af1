//! HTTPS with given certificates, and their renewal.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::Path;
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client};
use tokio::sync::{mpsc, oneshot};
use waymark_host::{HostError, Server, TlsFiles};

use crate::common::settings;

fn write_certificate(folder: &Path) -> Certificate {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    Certificate::from_pem(cert.pem().as_bytes()).unwrap()
}

fn files(folder: &Path) -> TlsFiles {
    TlsFiles { certificates: folder.join("cert.pem"), key: folder.join("key.pem") }
}

#[tokio::test]
async fn https_is_served_and_renewed() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = write_certificate(folder.path());
    let mut settings = settings(folder.path());
    settings.tls = Some(files(folder.path()));
    let server = Server::bind(settings).await.unwrap();
    let address = server.address();
    let (stop, stopped) = oneshot::channel::<()>();
    let (renew, renewals) = mpsc::channel::<()>(1);
    let renewals = std::sync::Arc::new(tokio::sync::Mutex::new(renewals));
    let running = tokio::spawn(server.run(
        async {
            let _ = stopped.await;
        },
        move || {
            let renewals = std::sync::Arc::clone(&renewals);
            async move {
                if renewals.lock().await.recv().await.is_none() {
                    std::future::pending::<()>().await;
                }
            }
        },
    ));
    let reach = async |certificate: Certificate| {
        let client = Client::builder()
            .tls_built_in_root_certs(false)
            .add_root_certificate(certificate)
            .resolve("localhost", address)
            .build()
            .unwrap();
        let answer = client.get(format!("https://localhost:{}/healthz", address.port())).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    };
    assert!(reach(certificate.clone()).await);
    let plain = reqwest::get(format!("http://{address}/healthz")).await;
    assert!(plain.is_err(), "HTTP was answered where HTTPS is");

    // A damaged renewal keeps the old one in use.
    std::fs::write(folder.path().join("cert.pem"), "nonsense").unwrap();
    renew.send(()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(reach(certificate.clone()).await);

    let renewed = write_certificate(folder.path());
    renew.send(()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(reach(renewed).await);
    assert!(!reach(certificate).await);
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
}

#[tokio::test]
async fn what_is_no_certificate_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write_certificate(folder.path());
    std::fs::write(folder.path().join("key.pem"), "nonsense").unwrap();
    let mut settings = settings(folder.path());
    settings.tls = Some(files(folder.path()));
    match Server::bind(settings).await {
        Err(HostError::Certificate { path, .. }) => assert!(path.ends_with("key.pem")),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it listens"),
    }
}
