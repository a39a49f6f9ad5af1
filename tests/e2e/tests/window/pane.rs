//! The shop's pane as a browser: where links lead, and what is remembered about whom.

use serde_json::json;
use waymark_e2e::app::{App, Pane};
use waymark_e2e::panel::id;
use waymark_e2e::shops::server::Server;
use waymark_e2e::shops::small;
use waymark_e2e::{Result, page};

use crate::{open, play, play_with, save, text};

#[test]
fn a_link_that_wants_a_new_window_stays_in_the_pane() {
    play("blank", async |app| {
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(small::BLANK)).await?;
        app.click("#out").await?;
        app.shop_until("the page behind the link", "return all('#landed').length === 1;").await?;
        app.panel().press(&id("pane-back")).await?;
        app.shop_until("the page before", "return all('#out').length === 1;").await?;
        app.panel().press(&id("pane-forward")).await?;
        app.shop_until("the page after", "return all('#landed').length === 1;").await?;
        let windows = app.session()?.client().windows().await?;
        assert_eq!(windows.len(), 2, "panel and shop, nothing else");
        app.to(Pane::Panel).await
    });
}

/// Waits until a shop was asked for a path with these cookies.
async fn asked(shop: &Server, path: &str, cookies: &str) -> Result {
    waymark_e2e::wait::until(&format!("{path} to be asked for with cookies \"{cookies}\""), async || {
        let last = shop.asked().into_iter().rev().find(|asked| asked.path == path);
        match last {
            Some(asked) if asked.cookies == cookies => Ok(Some(())),
            other => Err(waymark_e2e::Error::Page(format!("the last such request was {other:?}"))),
        }
    })
    .await
}

/// Types an address into the browser row; the page cannot be asked, because it is out of the driver's sight.
async fn go(app: &App, address: &str) -> Result {
    app.panel().fill(&id("pane-address"), &format!("{address}\u{E007}")).await
}

async fn enter(app: &App, shop: &Server) -> Result {
    app.panel().fill(&id("address"), &shop.url("/")).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&id("shop-screen")).await
}

#[test]
fn cookies_are_kept_per_shop_and_over_a_restart() {
    play_with("cookies", &[("WAYMARK_SEPARATE_DATA", "1")], async |app| {
        let (first, second) = (small::start().await?, small::start().await?);
        enter(app, &first).await?;
        go(app, &first.url(small::LOGIN)).await?;
        asked(&first, small::LOGIN, "").await?;
        go(app, &first.url(small::PLAIN)).await?;
        asked(&first, small::PLAIN, "visitor=known").await?;

        // Both shops are on the same host, so that a shared store would send the cookie to the second, too.
        app.panel().press(&id("shop-switcher")).await?;
        app.panel().press(&id("open-another")).await?;
        enter(app, &second).await?;
        go(app, &second.url(small::PLAIN)).await?;
        asked(&second, small::PLAIN, "").await?;

        app.restart().await?;
        enter(app, &first).await?;
        go(app, &first.url("/?again")).await?;
        asked(&first, "/?again", "visitor=known").await?;
        assert!(second.asked().iter().all(|asked| asked.cookies.is_empty()));
        Ok(())
    });
}

/// Points the real mouse at an element of a page that is not as wide as its pane, which is `pane` CSS pixels wide and high,
/// and clicks once the panel says what is there.
async fn pick_on(app: &App, device: f64, pane: (f64, f64), css: &str) -> Result<serde_json::Value> {
    app.panel().forget().await?;
    app.start_picking().await?;
    app.to(Pane::Shop).await?;
    let spot = page::spot(app.session()?, css).await?;
    let zoom = (pane.0 / device).min(1.0);
    let area = app.area()?;
    let left = f64::from(area.x + area.width) - pane.0 + (pane.0 - device * zoom) / 2.0;
    let top = f64::from(area.y + area.height) - pane.1;
    app.display().move_to((left + spot.x * zoom).round() as i32, (top + spot.y * zoom).round() as i32)?;
    app.panel().reads(&id("hover-label"), "Add to cart").await?;
    app.display().click()?;
    app.panel().sees(&id("draft")).await?;
    app.panel().hears("draft", |_| true).await
}

async fn is_looked_at_with(app: &App, width: u32, name: &str, screen: u32) -> Result {
    let is_so = format!(
        "return Math.abs(innerWidth - {width}) <= 1 && navigator.userAgent.includes('{name}') && screen.width === {screen}
            && document.readyState === 'complete';"
    );
    app.shop_until(&format!("a viewport of {width} pixels of a {name}"), &is_so).await
}

#[test]
fn a_shop_is_looked_at_with_a_device_picked_on_it_and_the_shop_keeps_it() {
    play("device", async |app| {
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(small::PLAIN)).await?;
        app.to(Pane::Shop).await?;
        let size =
            page::run(app.session()?, "return [innerWidth, innerHeight, screen.width];", Vec::new()).await?;
        let length = |at: usize| size[at].as_f64().unwrap_or_default();
        let pane = (length(0), length(1));
        assert!(pane.0 > 400.0 && pane.0 < 1300.0, "{size}");

        app.panel().choose(&id("device"), "phone").await?;
        app.panel().reads(&id("device-said"), "390").await?;
        is_looked_at_with(app, 390, "iPhone", 390).await?;
        app.shop_until("a finger", "return matchMedia('(pointer: coarse)').matches;").await?;
        app.shop_until("the phone's own style", "return matchMedia('(max-width: 400px)').matches;").await?;
        app.picture(&app.folder().join("phone.png")).await?;
        let draft = pick_on(app, 390.0, pane, ".buy").await?;
        assert_eq!(text(&draft, "/event/name"), "add_to_cart");
        app.panel().hears("picture", |_| true).await?;
        save(app, "add_to_cart").await?;

        app.panel().choose(&id("device"), "desktop").await?;
        is_looked_at_with(app, 1366, "Macintosh", 1366).await?;
        app.picture(&app.folder().join("desktop.png")).await?;
        let draft = pick_on(app, 1366.0, pane, ".buy").await?;
        assert_eq!(draft["matches"], json!(1), "{draft:#}");
        app.panel().press(&id("draft-discard")).await?;

        // Another shop is looked at as the pane is; this one is again when it comes back.
        let other = small::start().await?;
        for (address, width) in [(other.url("/"), None), (shop.url("/"), Some(1366))] {
            app.panel().press(&id("shop-switcher")).await?;
            app.panel().press(&id("open-another")).await?;
            app.panel().fill(&id("address"), &address).await?;
            app.panel().press(&id("open-shop")).await?;
            app.panel().sees(&id("shop-screen")).await?;
            app.shop_loaded().await?;
            match width {
                Some(width) => is_looked_at_with(app, width, "Macintosh", 1366).await?,
                None => {
                    app.shop_until("the pane's own width", &format!("return innerWidth === {};", pane.0))
                        .await?;
                }
            }
        }
        app.panel().choose(&id("device"), "").await?;
        app.panel().sees_no(&id("device-said")).await?;
        app.shop_until("the pane's own width", &format!("return innerWidth === {};", pane.0)).await?;
        app.shop_until("the pane's own name", "return !navigator.userAgent.includes('Macintosh');").await
    });
}
