//! What a visitor does with a control, by the real mouse and keyboard.

use fantoccini::elements::Element;
use fantoccini::wd::Locator;
use serde::Deserialize;
use serde_json::json;

use crate::app::{App, Pane};
use crate::error::{Error, Result};
use crate::outside::Act;
use crate::page;

/// What kind of control a CSS means, as far as it matters for how it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Control {
    /// One that is pressed.
    Press,
    /// One that is typed into.
    Text,
    /// A list to choose from.
    Select,
    /// A form.
    Form,
}

const KIND: &str = "
    const [element] = all(arguments[0]).filter(visible);
    if (element.localName === 'form') return 'form';
    if (element.localName === 'select') return 'select';
    if (element.localName === 'textarea' || element.isContentEditable) return 'text';
    const pressed = ['submit', 'button', 'image', 'reset', 'checkbox', 'radio', 'file', 'color', 'range'];
    return element.localName === 'input' && !pressed.includes(element.type) ? 'text' : 'press';";

/// Uses the one visible element that a CSS means.
pub async fn act(app: &App, css: &str, what: Act, value: Option<&str>) -> Result {
    app.to(Pane::Shop).await?;
    page::spot(app.session()?, css).await?;
    let kind = page::run(app.session()?, KIND, vec![json!(css)]).await?;
    let kind: Control = serde_json::from_value(kind).map_err(Error::json("a kind of control"))?;
    let other = if what == Act::Change { other_than_now(app, css, value).await? } else { None };
    let value = other.as_deref().or(value);
    match (what, kind) {
        (Act::Click, _) | (Act::Submit | Act::Change, Control::Press) => app.click(css).await,
        (Act::Submit, Control::Form) => submit_form(app, css).await,
        (Act::Submit, _) => {
            app.click(css).await?;
            app.display().key("Return")
        }
        (Act::Change | Act::Fill, Control::Select) => select(app, css, value).await,
        (Act::Change, _) => {
            type_over(app, css, value).await?;
            app.display().key("Tab")
        }
        (Act::Fill, _) => type_over(app, css, value).await,
    }
}

/// Another value where the control already has the wanted one: choosing it again would change nothing.
async fn other_than_now(app: &App, css: &str, wanted: Option<&str>) -> Result<Option<String>> {
    let script = "
        const [element] = all(arguments[0]).filter(visible);
        if (element.value !== arguments[1]) return null;
        return [...(element.options ?? [])].find((option) => !option.selected)?.value ?? `${element.value}1`;";
    let other = page::run(app.session()?, script, vec![json!(css), json!(wanted)]).await?;
    Ok(other.as_str().map(str::to_owned))
}

/// Presses the form's button, or Return in its field.
async fn submit_form(app: &App, css: &str) -> Result {
    let button = format!("{css} :is(button:not([type]), [type=submit], [type=image])");
    if page::count(app.session()?, &button).await? == 1 {
        return app.click(&button).await;
    }
    let field = format!("{css} input:not([type=hidden], [type=checkbox], [type=radio])");
    app.click(&field).await?;
    app.display().key("Return")
}

async fn type_over(app: &App, css: &str, value: Option<&str>) -> Result {
    app.click(css).await?;
    app.display().key("ctrl+a")?;
    app.display().type_text(value.unwrap_or("1"))
}

/// Chooses an option. The list of a select is the system's own, out of the page, so the driver chooses in it. It
/// cannot name elements of a frame or a shadow root; there the label is typed, as the keyboard allows.
async fn select(app: &App, css: &str, value: Option<&str>) -> Result {
    if css.contains(" >>> ") {
        let script = "
            const [list] = all(arguments[0]).filter(visible);
            list.focus();
            const wanted = (option) => (arguments[1] === null ? !option.selected : option.value === arguments[1]);
            return [...list.options].find(wanted)?.label;";
        let label = page::run(app.session()?, script, vec![json!(css), json!(value)]).await?;
        return app.display().type_text(label.as_str().unwrap_or_default());
    }
    let client = app.session()?.client();
    let script = "return all(arguments[0]).filter(visible)[0];";
    let found = page::run(app.session()?, script, vec![json!(css)]).await?;
    let reference = found.as_object().and_then(|object| object.values().next()?.as_str().map(str::to_owned));
    let reference = reference.ok_or_else(|| Error::Page(format!("{css} is not an element")))?;
    let list = Element::from_element_id(client.clone(), reference.into());
    match value {
        Some(value) => list.select_by_value(value).await?,
        None => list.find(Locator::Css("option:not(:checked)")).await?.click().await?,
    }
    Ok(())
}
