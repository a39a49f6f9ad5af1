//! A shop made of the cases that are hard to pick: strict policies, frames, shadow roots, dialogs, pages that
//! never stand still. Every page counts in `document.title` how often it reacted to a press or click.

use std::collections::BTreeMap;

use super::server::{Page, Server};
use crate::error::Result;

/// Path of the page with nothing special.
pub const PLAIN: &str = "/products/mug";
/// As strict a policy as a shop can have: no inline script, nothing from elsewhere.
pub const STRICT: &str = "/products/strict-mug";
/// A button in a same-origin frame.
pub const FRAMED: &str = "/products/framed-mug";
/// A button in a frame of another site.
pub const FOREIGN: &str = "/products/foreign-mug";
/// A button in an open shadow root.
pub const SHADOW: &str = "/products/shadow-mug";
/// A modal dialog over a sticky header.
pub const DIALOG: &str = "/products/dialog-mug";
/// A page that makes itself anew all the time.
pub const BUSY: &str = "/products/busy-mug";
/// A link that wants a new window.
pub const BLANK: &str = "/pages/links";
/// Where that link leads.
pub const LANDED: &str = "/pages/landed";
/// Sets the cookie `visitor` and shows what came.
pub const LOGIN: &str = "/account/login";
/// Not a page.
pub const FILE: &str = "/files/size-chart.pdf";

const SCRIPT: &str = "
let reactions = 0;
for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'submit'])
  addEventListener(type, () => { document.title = `reacted ${++reactions}`; }, true);
customElements.define('buy-box', class extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).innerHTML = '<p>In a box</p><button class=\"buy\">Add to cart</button>';
  }
});
document.querySelector('dialog')?.showModal();
const busy = document.querySelector('#busy');
if (busy) {
  let round = 0;
  // A press holds it: no engine clicks a button that is gone before the mouse is let go. The picker keeps its
  // own press from the page, so a pick has to do with a page that never stops.
  let pressed = false;
  addEventListener('mousedown', () => { pressed = true; }, true);
  addEventListener('mouseup', () => { pressed = false; }, true);
  const again = () => {
    if (!pressed) busy.innerHTML = `<button class=\"buy\">Add to cart</button><p>${++round} people look at this</p>`;
    requestAnimationFrame(again);
  };
  again();
}
";

const HEADER: &str = "<header style=\"position: sticky; top: 0; background: #ffe; padding: 8px\">\
    <a href=\"/\">Small shop</a> <nav><a href=\"/collections/mugs\">Mugs</a></nav></header>";

fn page(title: &str, body: &str) -> Page {
    Page::html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>main {{ padding: 40px }} button {{ font-size: 20px; padding: 10px }}</style></head>\
         <body>{HEADER}<main><h1>{title}</h1>{body}</main><script src=\"/shop.js\"></script></body></html>"
    ))
}

/// Serves the shop.
pub async fn start() -> Result<Server> {
    let buy = "<form action=\"/cart/add\" method=\"post\"><button class=\"buy\" name=\"add\">\
        <svg class=\"icon\" width=\"24\" height=\"24\"><circle cx=\"12\" cy=\"12\" r=\"11\"/></svg>\
        <span>Add to cart</span></button></form>";
    // The other site has another name for the same server; its port is known to the page only.
    let foreign = "<iframe title=\"Reviews\" id=\"foreign\" width=\"400\" height=\"200\"></iframe>";
    let pages: [(&str, Page); 13] = [
        ("/", page("Small shop", "<p>Welcome.</p>")),
        (PLAIN, page("Mug", buy)),
        (
            STRICT,
            page("Strict mug", buy).with(
                "content-security-policy",
                "default-src 'self'; connect-src 'self'; style-src 'unsafe-inline'",
            ),
        ),
        (
            FRAMED,
            page(
                "Framed mug",
                "<iframe title=\"Buy\" src=\"/framed\" width=\"400\" height=\"200\"></iframe>",
            ),
        ),
        (
            "/framed",
            Page::html(
                "<!doctype html><title>Buy</title><button class=\"buy\" style=\"margin: 30px\">Add to cart</button>",
            ),
        ),
        (FOREIGN, page("Foreign mug", foreign)),
        (SHADOW, page("Shadow mug", "<buy-box></buy-box>")),
        (
            DIALOG,
            page(
                "Dialog mug",
                &format!(
                    "{buy}<dialog><p>Ten percent off?</p><button class=\"yes\">Sign me up</button></dialog>"
                ),
            ),
        ),
        (BUSY, page("Busy mug", "<div id=\"busy\"></div>")),
        (
            BLANK,
            page("Links", &format!("<a id=\"out\" href=\"{LANDED}\" target=\"_blank\">Open elsewhere</a>")),
        ),
        (LANDED, page("Landed", "<p id=\"landed\">Here.</p>")),
        (
            LOGIN,
            page("Login", "<p>Welcome back.</p>").with("set-cookie", "visitor=known; Max-Age=86400; Path=/"),
        ),
        (FILE, Page::html("%PDF-1.4 not a page").with("content-type", "application/pdf")),
    ];
    let mut pages: BTreeMap<String, Page> =
        pages.into_iter().map(|(path, page)| (path.to_owned(), page)).collect();
    let script = format!(
        "{SCRIPT}\nconst foreign = document.querySelector('#foreign');\n\
         if (foreign) foreign.src = `http://localhost:${{location.port}}/framed`;"
    );
    pages.insert("/shop.js".into(), Page::html(script).with("content-type", "text/javascript"));
    Server::start(pages).await
}
