//! Webhooks of a server that takes messages, and of those that do not.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use waymark_tell::TellError;
use waymark_tell::webhook::send;

use crate::support::{message, soon};

const TOKEN: &str = "T0KEN-b3f";

/// What came: path and body.
type Seen = Arc<Mutex<Vec<(String, String)>>>;

#[derive(Clone)]
struct Hook {
    seen: Seen,
    answers: Arc<Mutex<Vec<u16>>>,
}

/// Answers with these in turn, the last for good; 0 is never.
async fn hook(answers: &[u16]) -> (SecretString, Seen) {
    let hook = Hook { seen: Seen::default(), answers: Arc::new(Mutex::new(answers.to_vec())) };
    let seen = hook.seen.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook/{TOKEN}", listener.local_addr().unwrap());
    let router = Router::new().fallback(take).with_state(hook);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address.into(), seen)
}

async fn take(State(hook): State<Hook>, uri: Uri, body: String) -> Response {
    hook.seen.lock().unwrap().push((uri.path().to_owned(), body));
    let status = {
        let mut answers = hook.answers.lock().unwrap();
        if answers.len() > 1 { answers.remove(0) } else { answers[0] }
    };
    match status {
        0 => std::future::pending().await,
        300..=399 => (StatusCode::from_u16(status).unwrap(), [("location", "/elsewhere")]).into_response(),
        status => (StatusCode::from_u16(status).unwrap(), format!("about {TOKEN}")).into_response(),
    }
}

#[tokio::test]
async fn it_is_a_text_with_where_the_report_lies() {
    let (address, seen) = hook(&[200]).await;
    send(&address, &message(), soon()).await.unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 1);
    let text =
        "2 events stopped working on shop.example: add_to_cart, newsletter.\nReport: ~/reports/audit-3.html";
    assert_eq!(seen[0], (format!("/hook/{TOKEN}"), serde_json::json!({ "text": text }).to_string()));
}

#[tokio::test]
async fn what_may_pass_is_tried_three_times_and_the_rest_once() {
    for (answers, ended, times) in [
        (&[503, 200][..], Ok(()), 2),
        (&[429, 500, 204], Ok(()), 3),
        (&[500], Err(TellError::Refused { status: 500 }), 3),
        (&[404], Err(TellError::Refused { status: 404 }), 1),
        (&[410], Err(TellError::Refused { status: 410 }), 1),
        (&[302], Err(TellError::Redirected), 1),
        (&[307], Err(TellError::Redirected), 1),
        (&[0], Err(TellError::Timeout), 1),
    ] {
        let (address, seen) = hook(answers).await;
        let sent = send(&address, &message(), soon()).await;
        assert_eq!(sent, ended, "{answers:?}");
        let seen = seen.lock().unwrap();
        assert_eq!(seen.len(), times, "{answers:?}");
        assert!(seen.iter().all(|(path, _)| path.starts_with("/hook/")), "{seen:?}");
        assert!(!format!("{sent:?}").contains(TOKEN));
    }
}

#[tokio::test]
async fn nobody_there_and_no_encryption_are_told_apart_without_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    // Takes the connection, and speaks no TLS.
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut hello = [0; 4096];
            let _ = stream.read(&mut hello).await;
            let _ = stream.write_all(b"HTTP/1.1 400 no\r\n\r\n").await;
        }
    });
    for (address, error) in [
        (format!("https://127.0.0.1:{port}/{TOKEN}"), TellError::NotSecure),
        (format!("http://127.0.0.1:1/{TOKEN}"), TellError::Unreachable),
        (format!("http://shop.example/{TOKEN}"), TellError::Insecure),
    ] {
        let failed = send(&address.into(), &message(), soon()).await.unwrap_err();
        assert_eq!(failed, error);
        assert!(!format!("{failed:?} {failed}").contains(TOKEN));
    }
}
