//! Checking a page: the demo shop is redesigned, and every event says what became of its element. One that
//! moved goes to the new place when somebody says so, and fires there.

use serde_json::json;
use waymark_e2e::app::{App, Pane};
use waymark_e2e::display::Area;
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result, page, wait};

use crate::{pick, play, row, text};

/// What is tagged on today's theme, and where a person finds it in the redesign; empty where it is gone.
const ELEMENTS: [(&str, &str); 4] = [
    ("#cart-icon-bubble", ".bar__tool--bag"),
    (".banner__buttons .button--primary", ".lead__words .btn"),
    (".banner__buttons .button--secondary", ""),
    (".footer__policies a[href='/policies/privacy-policy']", ".base a[href='/policies/privacy-policy']"),
];
/// The colour of the outlines that the picker draws.
const OUTLINE: [u8; 3] = [13, 148, 136];

#[test]
fn after_a_redesign_every_event_says_what_became_of_its_element() {
    play("checking", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let mut names = Vec::new();
        for (today, _) in ELEMENTS {
            let draft = pick(app, today).await?;
            assert!(text(&draft, "/quality/reason").len() > 20, "no grade for {today}: {draft}");
            app.panel().sees(&id("draft-quality")).await?;
            app.panel().press(&id("draft-save")).await?;
            names.push(text(&draft, "/event/name").to_owned());
            app.panel().sees(&row(&names[names.len() - 1])).await?;
        }
        for (name, verdict) in names.iter().zip(check(app, &names).await?) {
            assert_eq!(verdict, "intact", "{name} on the page it was picked on");
        }
        app.panel().reads(&id("check-summary"), "4 found on this page").await?;

        app.panel().press(&id("edition-redesign")).await?;
        app.shop_until("the redesign", "return window.Shopify?.theme.name.startsWith('Strand');").await?;
        app.shop_loaded().await?;
        app.panel().reads(&id("check-summary"), "The page changed").await?;
        let mut moved = None;
        for ((name, verdict), (_, there)) in names.iter().zip(check(app, &names).await?).zip(ELEMENTS) {
            match verdict.as_str() {
                "moved" | "intact" => {
                    assert_ne!(there, "", "{name} is gone, and another element is called it");
                    is_outlined(app, name, there).await?;
                    if verdict == "moved" {
                        moved = Some((name.as_str(), there));
                    }
                }
                // Folded away, so that there is nothing to see an outline on.
                "hidden" => assert_ne!(there, "", "{name} is gone, and another element is called it"),
                _ => assert!(matches!(verdict.as_str(), "missing" | "ambiguous"), "{name} is {verdict}"),
            }
        }
        let Some((name, there)) = moved else { panic!("nothing was found in a new place") };
        moves(app, name).await?;
        fires(app, name, there).await
    });
}

/// Checks the page and returns each event's verdict.
async fn check(app: &App, names: &[String]) -> Result<Vec<String>> {
    app.panel().press(&id("check-page")).await?;
    let mut verdicts = Vec::new();
    for name in names {
        let line = format!("{} {}", row(name), id("event-check"));
        app.panel().sees(&line).await?;
        let read = "const line = all(arguments[0])[0]; return [line.dataset.verdict, line.textContent];";
        let read = page::run(app.session()?, read, vec![json!(line)]).await?;
        assert!(text(&read, "/1").len() > 20, "no reason beside the verdict: {read}");
        verdicts.push(text(&read, "/0").to_owned());
    }
    Ok(verdicts)
}

/// Opening the reasons outlines the element: there and with nothing else matched.
async fn is_outlined(app: &App, name: &str, css: &str) -> Result {
    app.panel().forget().await?;
    app.panel().press(&format!("{} {}", row(name), id("event-reasons"))).await?;
    app.panel().hears("matches", |matches| matches["count"] == json!(1)).await?;
    wait::until(&format!("an outline around {css} for {name}"), async || {
        app.to(Pane::Shop).await?;
        let found =
            page::run(app.session()?, "return place(all(arguments[0])[0]);", vec![json!(css)]).await?;
        let side = |name: &str| found.get(name).and_then(serde_json::Value::as_f64).unwrap_or_default();
        let (x, y) = app.on_screen(side("left"), side("top")).await?;
        // The upper edge of the box, where the dashes of its outline are.
        let edge = Area { x, y: y - 1, width: (side("width") as i32).max(1), height: 4 };
        let dashes = app.display().pixels_of(OUTLINE, edge)?;
        if dashes * 3 > edge.width as usize {
            return Ok(Some(()));
        }
        Err(Error::Page(format!("{dashes} pixels of it along {} at {found}", edge.width)))
    })
    .await
}

/// Accepts the new place.
async fn moves(app: &App, name: &str) -> Result {
    let before = saved(app, name).await?;
    app.panel().press(&format!("{} {}", row(name), id("use-new-place"))).await?;
    app.panel().sees("[data-testid=finding][data-code=element_changed]").await?;
    app.panel().sees("[data-testid=draft-matches][data-count=\"1\"]").await?;
    app.panel().sees(&id("draft-picture")).await?;
    assert_eq!(saved(app, name).await?, before, "it moved without a yes");
    app.panel().press(&id("draft-save")).await?;
    app.panel().sees(&format!("{} [data-testid=event-check][data-verdict=intact]", row(name))).await?;
    let after = saved(app, name).await?;
    assert_ne!(after.pointer("/target"), before.pointer("/target"));
    assert_eq!(after.pointer("/where"), before.pointer("/where"));
    Ok(())
}

async fn saved(app: &App, name: &str) -> Result<serde_json::Value> {
    let events = app.panel().events().await?;
    let found = events.iter().find(|view| text(view, "/event/name") == name);
    found
        .and_then(|view| view.get("event").cloned())
        .ok_or_else(|| Error::Page(format!("there is no event {name}")))
}

/// A real click on the new place counts.
async fn fires(app: &App, name: &str, css: &str) -> Result {
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees(&id("test-stream")).await?;
    app.click(css).await?;
    app.panel().sees(&format!("[data-testid=hit][data-name=\"{name}\"][data-proven=true]")).await
}
