//! What the command line says of what browsers get: from a server of files that lets no other origin read, from one that
//! has them kept for too long, and where a page loads one of two places.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse};

use crate::common::{Home, PLAN, json_of};

async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// Serves a folder, with these headers beside every file.
async fn serve_files(www: &str, headers: &'static [(&'static str, &'static str)]) -> String {
    let folder = www.to_owned();
    serve(Router::new().fallback(move |request: Request| async move {
        let path = request.uri().path().to_owned();
        let kind = if path.ends_with("waymark.js") { "text/javascript" } else { "application/octet-stream" };
        let mut answer = match std::fs::read(format!("{folder}{path}")) {
            Ok(file) => ([(CONTENT_TYPE, kind)], file).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        };
        for (name, value) in headers {
            answer.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
        answer
    }))
    .await
}

/// A shop of one page, and the plan for it.
async fn shop_with(home: &Home, page: String) -> String {
    let shop = serve(Router::new().fallback(|| async { Html(page) })).await;
    let plan = home.path("plan.json");
    std::fs::write(&plan, PLAN.replace("https://kiln.example", &shop)).unwrap();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    shop
}

/// A shop that is published to two places, the second of which has its pointer kept for a day; its page loads one.
async fn of_two_places(loaded: usize) -> Home {
    let home = Home::new();
    let mut places = Vec::new();
    for (name, headers) in [
        ("One", &[("access-control-allow-origin", "*")][..]),
        ("Two", &[("access-control-allow-origin", "*"), ("cache-control", "max-age=86400")]),
    ] {
        let www = home.path(name);
        std::fs::create_dir(&www).unwrap();
        places.push((name, serve_files(&www, headers).await, www));
    }
    let page = format!("<title>Kiln</title><script src={}/v1/kiln/waymark.js></script>", places[loaded].1);
    shop_with(&home, page).await;
    for (name, address, www) in &places {
        home.ok(&["target", "add", "--shop", "kiln", "--name", name, "folder", www, "--public-url", address]);
    }
    home.ok(&["publish", "--shop", "kiln"]);
    home
}

fn check(home: &Home, target: &[&str]) -> (Option<i32>, String) {
    let output = home.run(&[&["install", "check", "--shop", "kiln"], target].concat());
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_places_a_page_loads_one_and_that_is_no_fault() {
    let home = of_two_places(0).await;
    let (code, told) = check(&home, &[]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = check(&home, &["--target", "Two"]);
    assert_eq!(code, Some(1), "asked for alone, it is not loaded: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pointer_that_browsers_keep_for_a_day_is_a_fault() {
    let home = of_two_places(1).await;
    let (code, told) = check(&home, &["--target", "Two"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("keep current.json for 24 hours") && told.contains("max-age=60"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_learn_that_browsers_get_nothing() {
    let home = Home::new();
    let www = home.path("www");
    std::fs::create_dir(&www).unwrap();
    let files = serve_files(&www, &[]).await;
    let page = format!("<title>Kiln</title><script src={files}/v1/kiln/waymark.js></script>");
    let shop = shop_with(&home, page).await;
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
