//! One element in the app: go there, pick it, save it, and see it fire in test mode.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::element::Element;
use super::judging::judge;
use super::outcome::Outcome;
use crate::acting::act;
use crate::app::App;
use crate::error::{Error, Result};
use crate::outside::Act;
use crate::panel::id;
use crate::{page, wait};

/// How long an element is looked for before the page is asked for once more.
const APPEARS: Duration = Duration::from_secs(8);

/// Tags the element; whatever goes wrong is told in the outcome.
pub async fn tag(app: &App, shop: &str, element: &Element, picture: &Path) -> Outcome {
    let begun = Instant::now();
    let mut outcome = Outcome { name: element.name.clone(), ..Outcome::default() };
    let done = steps(app, shop, element, picture, &mut outcome).await;
    outcome.ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    if let Err(error) = done {
        outcome.error = Some(error.to_string());
        // Leave nothing behind for the next one.
        tidy_up(app).await;
    }
    outcome
}

async fn steps(app: &App, shop: &str, element: &Element, picture: &Path, outcome: &mut Outcome) -> Result {
    arrive(app, shop, element).await?;
    app.panel().forget().await?;
    app.start_picking().await?;
    app.pick(&element.css).await?;
    outcome.draft = wait::until("a draft, or the reason why there is none", async || {
        match app.panel().heard("failure").await?.pop() {
            Some(failure) => Ok(Some(Err(Error::Page(failure["message"].to_string())))),
            None => Ok(app.panel().heard("draft").await?.pop().map(Ok)),
        }
    })
    .await??;
    outcome.picked = true;
    app.panel().sees(&id("draft")).await?;
    app.picture(picture).await?;

    let event = save(app, element, &outcome.draft).await?;
    outcome.saved = true;
    outcome.event = event["id"].as_str().map(str::to_owned).unwrap_or_default();
    outcome.selectors =
        event.pointer("/target/selectors").and_then(Value::as_array).cloned().unwrap_or_default();
    let verdict = judge(app, &element.css, &outcome.selectors).await?;
    (outcome.right, outcome.matches, outcome.stranger) = (verdict.right, verdict.matches, verdict.stranger);
    outcome.test_fired = prove(app, shop, element, &outcome.event).await?;
    Ok(())
}

/// Opens the element's page at its width and does what has to be done before it is there.
async fn arrive(app: &App, shop: &str, element: &Element) -> Result {
    app.visit(&element.address(shop)).await?;
    app.set_viewport(element.viewport.width()).await?;
    for step in &element.before {
        act(app, &step.css, step.act, step.value.as_deref()).await?;
        app.shop_loaded().await?;
    }
    let there = async || Ok((page::count(app.session()?, &element.css).await? == 1).then_some(()));
    if wait::until_within(APPEARS, "the element", there).await.is_err() {
        // What was done before may have led away from the page.
        app.visit(&element.address(shop)).await?;
    }
    Ok(())
}

/// Saves the draft with the trigger that is asked for, under a name that is free, and returns the event.
async fn save(app: &App, element: &Element, draft: &Value) -> Result<Value> {
    let panel = app.panel();
    let wanted = match element.act {
        Act::Submit => "submit",
        Act::Change => "change",
        Act::Click | Act::Fill => "click",
    };
    let other_trigger = draft.pointer("/event/trigger/type").and_then(Value::as_str) != Some(wanted);
    if other_trigger {
        panel.choose(&id("draft-trigger"), wanted).await?;
    }
    let suggested = draft.pointer("/event/name").and_then(Value::as_str).unwrap_or_default();
    let taken: Vec<Value> = panel.events().await?;
    let is_taken = |name: &str| taken.iter().any(|view| view.pointer("/event/name") == Some(&json!(name)));
    // A suggested name follows the trigger; one that was typed stays.
    let name = if other_trigger || is_taken(suggested) {
        format!("{suggested}_{}", taken.len() + 1)
    } else {
        suggested.to_owned()
    };
    if name != suggested {
        panel.fill(&id("draft-name"), &name).await?;
    }
    panel.press(&id("draft-save")).await?;
    wait::until(&format!("the saved event {name}"), async || {
        let event = panel.events().await?.into_iter().map(|mut view| view["event"].take());
        Ok(event.into_iter().find(|event| event["name"] == json!(name)))
    })
    .await
}

/// Acts in test mode and waits for the event.
async fn prove(app: &App, shop: &str, element: &Element, event: &str) -> Result<bool> {
    arrive(app, shop, element).await?;
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees(&id("test-stream")).await?;
    for (css, value) in &element.fill {
        act(app, css, Act::Fill, Some(value)).await?;
    }
    app.panel().forget().await?;
    act(app, &element.css, element.act, element.value.as_deref()).await?;
    let ours = |hit: &Value| hit["id"] == json!(event) && hit["proven"] == json!(true);
    let fired = app.panel().hears("hit", ours).await;
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees_no(&id("test-stream")).await?;
    fired.map(|_| true)
}

/// Closes what an element that went wrong left open.
async fn tidy_up(app: &App) {
    let panel = app.panel();
    for command in ["set_picking", "set_testing"] {
        // There may be nothing to switch off.
        drop(panel.invoke(command, json!({"on": false})).await);
    }
    if panel.count(&id("draft")).await.is_ok_and(|open| open > 0) {
        drop(panel.press(&id("draft-discard")).await);
        if panel.count(&id("draft-discard-yes")).await.is_ok_and(|asking| asking > 0) {
            drop(panel.press(&id("draft-discard-yes")).await);
        }
    }
}
