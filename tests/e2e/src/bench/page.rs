//! Picking and hovering on a page of 5,000 elements: in the app from the click to the filled draft; and the
//! picker alone in WebKit, where every call into it can be timed.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::{ELEMENTS, Figure, spread};
use crate::app::{App, Pane};
use crate::display::Display;
use crate::error::{Error, Result};
use crate::page as looking;
use crate::panel::id;
use crate::session::{Launch, Session};
use crate::shops::server::{Page, Server};
use crate::wait;

/// Cards of the page; a card has eleven elements.
const CARDS: usize = ELEMENTS / 11;
const PICKS: usize = 25;
const SNAPSHOTS: usize = 40;
const MOVES: i32 = 300;
/// A mouse reports this often; all movements at once would be drawn in a handful of frames.
const BETWEEN_MOVES: Duration = Duration::from_millis(8);

/// A collection page. Isolated, so that the clock of its scripts is fine enough.
async fn collection() -> Result<Server> {
    let mut body = String::from(
        "<!doctype html><html lang=\"en\"><title>All</title><style>li { display: inline-block; width: 180px }</style><h1>All</h1><ul>",
    );
    for card in 0..CARDS {
        let words = format!(
            "<li class=\"card\" id=\"card-{card}\"><a href=\"/products/p{card}\"><img alt=\"\" width=\"160\" height=\"20\">\
             <h3>Product {card}</h3></a><p><s>{card}.99</s> <b>{card}.49</b></p>\
             <form><select><option>S</option></select><button class=\"buy\">Add to cart</button></form></li>"
        );
        body.push_str(&words);
    }
    let page = Page::html(body)
        .with("cross-origin-opener-policy", "same-origin")
        .with("cross-origin-embedder-policy", "require-corp");
    let product = Page::html("<!doctype html><title>Home</title><a href=\"/collections/all\">All</a>");
    Server::start(BTreeMap::from([("/collections/all".to_owned(), page), ("/".to_owned(), product)])).await
}

/// From the click to the filled draft, as the panel is told.
pub async fn picks() -> Result<Vec<Figure>> {
    let shop = collection().await?;
    let app = App::start("bench-page").await?;
    app.panel().fill(&id("address"), &shop.url("/")).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&id("shop-screen")).await?;
    app.shop_loaded().await?;
    app.visit(&shop.url("/collections/all")).await?;
    let mut times = Vec::new();
    for at in 0..PICKS {
        app.panel().forget().await?;
        app.start_picking().await?;
        app.pick(&format!("#card-{} .buy", at * CARDS / PICKS)).await?;
        let draft = app.panel().hears("draft", |_| true).await?;
        times.extend(draft["took"].as_f64());
        app.panel().press(&id("draft-discard")).await?;
        app.panel().sees_no(&id("draft")).await?;
        app.to(Pane::Shop).await?;
    }
    Ok(vec![spread("click to filled draft, 5,000 elements", &times, "ms", "p95 under 100 ms")])
}

/// Loads the picker into the page's own world, with a listener that keeps what it reports, and times its calls.
const LOAD: &str = "
    const timed = (call, kept) => function (...given) {
      const begun = performance.now();
      try { return call.apply(this, given); } finally { kept.push(performance.now() - begun); }
    };
    window.costs = { move: [], frame: [] };
    window.reports = [];
    window.webkit = { messageHandlers: { picker: { postMessage: (text) => reports.push(text) } } };
    const add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const isMove = /^(mouse|pointer)(move|over)$/.test(type);
      return add.call(this, type, isMove ? timed(listener, costs.move) : listener, options);
    };
    const frame = window.requestAnimationFrame;
    window.requestAnimationFrame = (call) => frame.call(window, timed(call, costs.frame));
    (0, eval)(arguments[0]);
    return typeof __waymark;";

/// One snapshot after the other, at the middle of the page.
const SNAP: &str = "
    for (let at = 0; at < arguments[0]; at += 1) __waymark({ kind: 'pick_at', x: 100 + at * 10, y: 300 });
    return reports.map((text) => JSON.parse(text)).filter(({ kind }) => kind === 'picked').map(({ took }) => took);";

/// The picker alone: snapshots, and what a movement of the mouse costs the page.
pub async fn hovers() -> Result<Vec<Figure>> {
    let logs = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
    let display = Display::start(logs.path()).await?;
    let session = Session::start(&display, &Launch::default(), logs.path()).await?;
    let shop = collection().await?;
    session.client().goto(&shop.url("/collections/all")).await?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/page/dist/picker.js");
    let picker = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
    looking::run(&session, LOAD, vec![json!(picker)]).await?;
    let snapshots = numbers(&looking::run(&session, SNAP, vec![json!(SNAPSHOTS)]).await?);

    looking::run(
        &session,
        "__waymark({ kind: 'pick', on: true }); costs.move.length = costs.frame.length = 0;",
        Vec::new(),
    )
    .await?;
    for step in 0..MOVES {
        display.move_to(500 + (step * 37) % 600, 350 + (step * 23) % 400)?;
        tokio::time::sleep(BETWEEN_MOVES).await;
    }
    let arrived = async || {
        let seen = looking::run(&session, "return costs.move.length;", Vec::new()).await?;
        Ok(seen.as_i64().is_some_and(|seen| seen >= i64::from(MOVES) / 2).then_some(()))
    };
    wait::until_within(Duration::from_secs(60), "the movements to have arrived", arrived).await?;
    let of = async |kind: &str| -> Result<Vec<f64>> {
        Ok(numbers(&looking::run(&session, "return costs[arguments[0]];", vec![json!(kind)]).await?))
    };
    let (moves, frames) = (of("move").await?, of("frame").await?);
    Ok(vec![
        spread("snapshot in the page, 5,000 elements", &snapshots, "ms", ""),
        spread("hover: handler, per mouse move", &moves, "ms", "p95 under 2 ms with its frame"),
        spread("hover: drawing, per frame", &frames, "ms", "p95 under 2 ms with its handler"),
    ])
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
