//! A shop that fights back: it calls, forges and breaks what it can reach, and writes down what happened in
//! `window.attacks` (name to outcome). The scripts lie beside this file as they would be served.

use std::collections::BTreeMap;

use super::server::{Page, Server};
use crate::error::Result;

/// Calls every command and channel it can think of, and forges picks and test hits.
pub const FORGER: &str = "/products/forger";
/// Navigates itself to the panel's own address.
pub const JUMPER: &str = "/products/jumper";
/// Shows the panel's own address in a frame.
pub const FRAMER: &str = "/products/framer";
/// 200,000 nodes.
pub const CROWD: &str = "/products/crowd";
/// Texts and attributes of 100 MB.
pub const GIANT: &str = "/products/giant";
/// Clobbers the DOM's own names and patches `Array.prototype`, `fetch` and `JSON`.
pub const BREAKER: &str = "/products/breaker";

/// Always at the same place, because what a script could say about its place cannot be relied on here.
const BUY: &str = "<button id=\"buy\" class=\"buy\" \
    style=\"position: fixed; left: 40px; top: 40px; width: 200px; height: 50px\">Add to cart</button>";
/// The middle of that button, in CSS pixels of the viewport.
pub const BUY_AT: (f64, f64) = (140.0, 65.0);

fn page(title: &str, early: &str, body: &str, late: &str) -> Page {
    Page::html(format!(
        "<!doctype html><html><head><title>{title}</title><script>{early}</script></head>\
         <body><h1>{title}</h1>{BUY}{body}<script>{late}</script></body></html>"
    ))
}

/// Serves the shop.
pub async fn start() -> Result<Server> {
    let attack = include_str!("hostile/forge.js");
    let clobber = "<form id=\"login\"><input name=\"id\"><input name=\"parentNode\"><input name=\"attributes\">\
        <input name=\"getAttribute\"><input name=\"children\"><input name=\"nodeName\"><input name=\"tagName\">\
        <button id=\"inside\">Sign in</button></form><img name=\"querySelectorAll\"><img name=\"body\">";
    let pages = BTreeMap::from([
        ("/".to_owned(), page("Hostile", "", "", "")),
        (FORGER.to_owned(), page("Forger", attack, "", "attack();")),
        (
            JUMPER.to_owned(),
            page(
                "Jumper",
                "",
                "",
                "window.attacks = {}; onclick = () => { location.href = 'tauri://localhost/'; };",
            ),
        ),
        (
            FRAMER.to_owned(),
            page(
                "Framer",
                "",
                "<iframe id=\"panel\" src=\"tauri://localhost/\" width=\"300\" height=\"150\"></iframe>",
                include_str!("hostile/frame.js"),
            ),
        ),
        (CROWD.to_owned(), page("Crowd", "", "<div id=\"crowd\"></div>", include_str!("hostile/crowd.js"))),
        (GIANT.to_owned(), page("Giant", "", "<p id=\"giant\"></p>", include_str!("hostile/giant.js"))),
        (BREAKER.to_owned(), page("Breaker", include_str!("hostile/break.js"), clobber, "")),
    ]);
    Server::start(pages).await
}
