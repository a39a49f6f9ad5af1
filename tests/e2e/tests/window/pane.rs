//! The shop's pane as a browser: where links lead, and what is remembered about whom.

use waymark_e2e::Result;
use waymark_e2e::app::{App, Pane};
use waymark_e2e::panel::id;
use waymark_e2e::shops::server::Server;
use waymark_e2e::shops::small;

use crate::{open, play, play_with};

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
