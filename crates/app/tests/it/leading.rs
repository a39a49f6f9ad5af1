//! Where a page of each kind is found when the page in the pane links to none, what is asked of the shop for it, and what
//! that says of the first three.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use url::Url;
use waymark_app::Arrival;
use waymark_app::pane::Report;
use waymark_app::view::{PageSuggestions, StarterPlace, StarterView};
use waymark_demo::{Edition, serve};

use crate::support::{Fixture, snapshot};

type Asked = Arc<Mutex<Vec<String>>>;

/// A shop whose first page links to nothing, whose sitemap lies where `robots.txt` says, and which has a search only that
/// nothing names.
async fn closed_book(State(asked): State<Asked>, uri: Uri) -> Response {
    asked.lock().unwrap().push(uri.path().to_owned());
    let xml = |text: &str| ([(header::CONTENT_TYPE, "application/xml")], text.to_owned()).into_response();
    match uri.path() {
        "/" => Html("<h1>Kiln</h1><p>Open now.").into_response(),
        "/robots.txt" => {
            "User-agent: *\nDisallow: /cart\nDisallow: /secret\nSitemap: /maps/index.xml\n".into_response()
        }
        "/maps/index.xml" => xml("<sitemapindex><sitemap><loc>/maps/images.xml</loc></sitemap>
             <sitemap><loc>/maps/product.xml</loc></sitemap><sitemap><loc>/maps/collection.xml</loc></sitemap>
             </sitemapindex>"),
        "/maps/product.xml" => {
            let all: Vec<String> =
                (0..2_000).map(|n| format!("<url><loc>/products/p{n}</loc></url>")).collect();
            xml(&format!("<urlset>{}</urlset>", all.concat()))
        }
        "/maps/collection.xml" => xml("<urlset><url><loc>/collections/cups</loc></url></urlset>"),
        "/search" | "/cart" => Html("<h1>Yes").into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn start() -> (Url, Asked) {
    let asked = Asked::default();
    (serving(Router::new().fallback(closed_book).with_state(asked.clone())).await, asked)
}

async fn serving(router: Router) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    url
}

/// A shop that is open, with a page in the pane.
fn shown(base: &Url, path: &str, html: &str) -> (Fixture, PageSuggestions) {
    let mut fixture = Fixture::empty();
    fixture.app.open_shop(&Arrival { base: base.clone(), page: base.clone() }).unwrap();
    let found = look(&mut fixture, base, path, html);
    (fixture, found)
}

fn look(fixture: &mut Fixture, base: &Url, path: &str, html: &str) -> PageSuggestions {
    let mut snapshot = snapshot(html, base.join(path).unwrap().as_str(), "html");
    snapshot.picked = None;
    fixture.app.suggestions(Report::Page { request: 1, snapshot }).unwrap()
}

async fn find(fixture: &mut Fixture) -> PageSuggestions {
    let found = fixture.app.ways_errand().unwrap().run(None, |_| ()).await.unwrap();
    fixture.app.keep_ways(found).unwrap().unwrap()
}

fn ways(found: &PageSuggestions) -> Vec<(&str, &str)> {
    let path = |url: &str| url.splitn(4, '/').nth(3).map_or(0, |path| url.len() - path.len() - 1);
    found.ways.iter().map(|way| (way.page_type.as_str(), &way.url[path(&way.url)..])).collect()
}

fn starter<'a>(found: &'a PageSuggestions, id: &str) -> &'a StarterView {
    found.starters.iter().find(|starter| starter.entry.id == id).unwrap()
}

#[tokio::test]
async fn a_page_of_each_kind_is_found_by_sitemap_and_by_its_own_address() {
    let (base, asked) = start().await;
    let (mut fixture, found) = shown(&base, "about-us", "<main><h1>About us</h1><p>Since 1990.</p></main>");
    assert_eq!(ways(&found), [], "the page links to nothing");
    assert!(!found.search.looked);
    assert!(found.search.missing.iter().any(|kind| kind == "product"), "{:?}", found.search);
    assert_eq!(starter(&found, "add_to_cart").place, StarterPlace::Unknown);
    assert!(starter(&found, "add_to_cart").words.starts_with("On the product page, which was not found."));

    let found = find(&mut fixture).await;
    let expected = [
        ("home", "/"),
        ("collection", "/collections/cups"),
        ("product", "/products/p0"),
        ("search", "/search"),
    ];
    assert_eq!(ways(&found), expected);
    assert!(found.search.looked && found.search.note.is_empty(), "{:?}", found.search);
    assert!(found.search.missing.iter().any(|kind| kind == "cart"), "{:?}", found.search);
    let add = starter(&found, "add_to_cart");
    assert_eq!((add.place, add.words.as_str()), (StarterPlace::Elsewhere, "On the product page."));
    assert_eq!(add.way.as_ref().map(|way| way.page_type.as_str()), Some("product"));

    let asked = asked.lock().unwrap().clone();
    assert!(!asked.iter().any(|path| path == "/cart"), "robots.txt keeps programs out of it: {asked:?}");
    assert!(
        !asked.iter().any(|path| path == "/products/p1"),
        "nothing is read that is not needed: {asked:?}"
    );
    assert!(asked.len() < 24, "{asked:?}");

    // On a page of its kind that does not have it, another one is named.
    let sold_out = r#"<main><h1>A cup</h1><p>Sold out</p><a href="/products/p7">A plate</a></main>"#;
    let next = look(&mut fixture, &base, "products/p0", sold_out);
    let add = starter(&next, "add_to_cart");
    assert_eq!(add.place, StarterPlace::NotHere);
    assert!(add.words.contains("Look on another one"), "{}", add.words);
    assert!(add.way.as_ref().is_some_and(|way| way.url.ends_with("/products/p7")), "{:?}", add.way);

    // Known from now on, on every page and as long as the shop is open.
    let next = look(&mut fixture, &base, "products/p0", "<main><h1>A cup</h1></main>");
    assert_eq!(ways(&next).len(), 3, "{:?}", next.ways);
    assert!(next.search.looked);
    fixture.app.close_shop().unwrap();
    fixture.app.open_shop(&Arrival { base: base.clone(), page: base.clone() }).unwrap();
    assert!(!look(&mut fixture, &base, "", "<h1>Kiln").search.looked);
}

#[tokio::test]
async fn a_first_page_that_only_leads_on_is_no_home_page() {
    let router = Router::new()
        .route("/", get(async || Redirect::to("/collections/all")))
        .route("/collections/all", get(async || Html("<h1>All we have</h1>")));
    let base = serving(router).await;
    let (mut fixture, _) = shown(&base, "about-us", "<main><h1>About us</h1><p>Since 1990.</p></main>");
    assert_eq!(ways(&find(&mut fixture).await), [("collection", "/collections/all")]);
}

#[tokio::test]
async fn ways_that_come_when_the_page_is_gone_are_kept_for_the_next() {
    let (base, _asked) = start().await;
    let (mut fixture, _) = shown(&base, "about-us", "<h1>About us");
    let found = fixture.app.ways_errand().unwrap().run(None, |_| ()).await.unwrap();
    fixture.app.end_suggestions();
    assert_eq!(fixture.app.keep_ways(found).unwrap(), None);
    assert!(look(&mut fixture, &base, "about-us", "<h1>About us").search.looked);
}

#[tokio::test]
async fn an_empty_cart_says_how_the_checkout_comes_in_sight() {
    let shop = serve(None, Edition::Today).await.unwrap();
    let base = Url::parse(&shop.url()).unwrap();
    let empty = "<main><h1>Your cart</h1><p>It is empty.</p></main>";
    let (mut fixture, _) = shown(&base, "cart", empty);
    let found = find(&mut fixture).await;
    assert!(found.search.missing.is_empty(), "{:?}", found.search);
    let begin = starter(&found, "begin_checkout");
    assert_eq!(begin.place, StarterPlace::CartEmpty);
    assert!(
        begin.words.contains("put it into the cart; come back to the cart, and look again"),
        "{}",
        begin.words
    );
    assert_eq!(begin.way.as_ref().map(|way| way.page_type.as_str()), Some("product"));

    let filled = r#"<main><h1>Your cart</h1><form action="/cart" method="post"><ul><li><a href="/products/a">A</a>
        <button aria-label="Remove A">x</button></li></ul><button name="checkout">Check out</button></form></main>"#;
    let found = look(&mut fixture, &base, "cart", filled);
    assert_eq!(starter(&found, "begin_checkout").place, StarterPlace::Here);
    assert_eq!(starter(&found, "newsletter_signup").place, StarterPlace::NotHere);
    assert!(starter(&found, "newsletter_signup").words.contains("the home page"));
    let begin = fixture.app.use_suggestion("begin_checkout").unwrap();
    fixture.app.save_draft(begin).unwrap();
    let found = look(&mut fixture, &base, "cart", filled);
    assert_eq!(starter(&found, "begin_checkout").place, StarterPlace::Planned);
    shop.stop().await;
}
