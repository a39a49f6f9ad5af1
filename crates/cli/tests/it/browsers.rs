//! What the command line says where browsers do not get what is live: a server of files that lets no other origin read.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};

use crate::common::{Home, PLAN, json_of};

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_learn_that_browsers_get_nothing() {
    let home = Home::new();
    let www = home.path("www");
    std::fs::create_dir(&www).unwrap();
    let folder = www.clone();
    let files = serve(Router::new().fallback(move |request: Request| async move {
        let read = std::fs::read(format!("{folder}{}", request.uri().path()));
        read.map_or_else(|_| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
    }))
    .await;
    let page = format!("<title>Kiln</title><script src={files}/v1/kiln/waymark.js></script>");
    let shop = serve(Router::new().fallback(|| async { Html(page) })).await;
    let plan = home.path("plan.json");
    std::fs::write(&plan, PLAN.replace("https://kiln.example", &shop)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    home.ok(&["target", "add", "--shop", "kiln", "--name", "CDN", "folder", &www, "--public-url", &files]);
    assert!(
        home.ok(&["target", "test", "--shop", "kiln", "CDN"]).contains("Nothing was published there yet")
    );

    let published = json_of(&home.ok(&["publish", "--shop", "kiln", "--json"]));
    assert_eq!(published[0]["outcome"], "published");
    let message = published[0]["undelivered"]["message"].as_str().unwrap();
    assert!(message.contains(&shop) && message.contains("(CORS)"), "{message}");
    for command in [
        &["status", "--shop", "kiln"][..],
        &["install", "check", "--shop", "kiln"],
        &["target", "test", "--shop", "kiln", "CDN"],
    ] {
        let output = home.run(command);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}: {told}");
        assert!(told.contains(message), "{command:?}: {told}");
    }
}
