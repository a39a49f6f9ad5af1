//! Tag Manager's triggers as Waymark's, with what they ask of element and page.

use std::str::FromStr;

use waymark_model::{Outcome, Per, Scope, Selector, Target, Trigger as What};

use super::super::container::{Parameter, Tag, Trigger, text};
use super::conditions::{self, Asked, Kind};
use super::lookup::Lookup;
use super::same;

/// Tag Manager's triggers that stand in no container: all pages, their initialization, and that of consent.
const ALL_PAGES: [&str; 3] = ["2147479553", "2147479573", "2147479572"];
/// Most times of a timer that are taken.
const MOST_TIMES: u32 = 20;

/// A trigger that is understood.
pub struct Fired {
    pub name: String,
    pub trigger: What,
    pub target: Option<Target>,
    pub scope: Scope,
    pub remarks: Vec<String>,
}

/// The tag's triggers: those understood, and names of the others with the reason.
pub fn of_tag(tag: &Tag, lookup: &Lookup<'_>) -> (Vec<Fired>, Vec<(String, String)>) {
    let mut understood: Vec<Fired> = Vec::new();
    let mut refused = Vec::new();
    let mut moves = Vec::new();
    for id in &tag.firing_trigger_id {
        let Some(trigger) = lookup.trigger(id) else {
            if ALL_PAGES.contains(&id.as_str()) {
                understood.push(Fired {
                    name: "All Pages".to_owned(),
                    trigger: What::PageView,
                    target: None,
                    scope: Scope::default(),
                    remarks: Vec::new(),
                });
            } else {
                refused.push((id.clone(), "The container does not have it.".to_owned()));
            }
            continue;
        };
        if same(&trigger.kind, "historyChange") {
            moves.push(trigger);
            continue;
        }
        match read(trigger, lookup) {
            Ok(fired) => understood.push(fired),
            Err(why) => refused.push((trigger.name.clone(), why)),
        }
    }
    // A page view of Waymark's is also that of a page which a script shows.
    let has_page_view = understood.iter().any(|fired| fired.trigger == What::PageView);
    if !has_page_view {
        let why = "It fires when a script changes the address, which is a page view in Waymark only together with pages that are loaded.";
        refused.extend(moves.into_iter().map(|trigger| (trigger.name.clone(), why.to_owned())));
    }
    (understood, refused)
}

fn read(trigger: &Trigger, lookup: &Lookup<'_>) -> Result<Fired, String> {
    if lookup.is_too_long(trigger) {
        return Err("It is longer than any that Tag Manager makes.".to_owned());
    }
    let kind = |name: &str| same(&trigger.kind, name);
    // Timers and links may listen on some pages only, which is a condition like any other.
    let mut asked = conditions::read(trigger.filter.iter().chain(&trigger.auto_event_filter), lookup)?;
    let mut remarks = Vec::new();
    let is_click = kind("click") || kind("linkClick");
    let is_form = kind("formSubmission");
    if asked.has_element() && !is_click && !is_form {
        return Err("It asks about an element where it fires for none.".to_owned());
    }
    let (what, target) = if is_click {
        click(&mut asked, kind("linkClick"))?
    } else if is_form {
        if trigger.check_validation.as_ref().and_then(|check| check.value.as_deref()) == Some("true") {
            remarks
                .push("Its draft fires also where a script then keeps the form from being sent.".to_owned());
        }
        (What::Submit { outcome: Outcome::Attempt, success: Vec::new() }, asked.target(Kind::Form))
    } else if kind("pageview")
        || kind("domReady")
        || kind("windowLoaded")
        || kind("init")
        || kind("consentInit")
    {
        if !kind("pageview") {
            remarks.push("Its draft fires when the page is opened, not when it has loaded.".to_owned());
        }
        (What::PageView, None)
    } else if kind("elementVisibility") {
        visible(&trigger.parameter, lookup)?
    } else if kind("scrollDepth") {
        (scroll(&trigger.parameter)?, None)
    } else if kind("timer") {
        remarks.push("Its draft counts only time in which the page is looked at and used.".to_owned());
        (timer(trigger)?, None)
    } else if kind("youTubeVideo") {
        remarks.push("Its draft counts videos of the page itself and of Vimeo as well.".to_owned());
        (video(&trigger.parameter, &mut remarks)?, None)
    } else if kind("customEvent") {
        return Err("It fires on what the shop's own scripts push into the data layer, which Waymark does not listen to. Tag what the visitor does instead.".to_owned());
    } else {
        return Err("Waymark has no trigger like it.".to_owned());
    };
    remarks.append(&mut asked.remarks);
    Ok(Fired { name: trigger.name.clone(), trigger: what, target, scope: asked.scope, remarks })
}

fn click(asked: &mut Asked, is_link: bool) -> Result<(What, Option<Target>), String> {
    if !asked.has_element() {
        return Err("It fires at every click anywhere, which is no event of a plan.".to_owned());
    }
    Ok((What::Click, asked.target(if is_link { Kind::Link } else { Kind::Any })))
}

fn visible(parameters: &[Parameter], lookup: &Lookup<'_>) -> Result<(What, Option<Target>), String> {
    let fixed = |key: &str| text(parameters, key).and_then(|value| lookup.constant(value));
    let is_id = fixed("selectorType").is_some_and(|kind| same(&kind, "id"));
    let css = if is_id {
        fixed("elementId").map(|id| format!("[id=\"{}\"]", id.replace('\\', "\\\\").replace('"', "\\\"")))
    } else {
        fixed("elementSelector")
    };
    let css = css.filter(|css| !css.trim().is_empty());
    let css = css.ok_or("Its element is only known in the page.")?;
    let per = match fixed("firingFrequency").unwrap_or_default() {
        each if same(&each, "once") => Per::Page,
        each if same(&each, "oncePerElement") => Per::Element,
        _ => return Err("It fires every time the element comes into view; Waymark counts once.".to_owned()),
    };
    let percent = fixed("onScreenRatio").map_or(Some(50.0), |ratio| ratio.trim().parse::<f64>().ok());
    let percent = percent.ok_or("Its share in view is no number.")?.clamp(1.0, 100.0).round() as u8;
    let has_duration = fixed("useOnScreenDuration").as_deref() == Some("true");
    let millis = fixed("onScreenDuration").filter(|_| has_duration);
    let millis = millis.map_or(Ok(0), |millis| millis.trim().parse::<u32>());
    let millis = millis.map_err(|_| "Its time in view is no number.")?;
    let target = Target { selectors: vec![Selector::new(css)], ..Target::default() };
    Ok((What::Visible { percent, millis, per }, Some(target)))
}

fn scroll(parameters: &[Parameter]) -> Result<What, String> {
    let is_on = |key: &str| text(parameters, key) == Some("true");
    if is_on("horizontalThresholdOn") || !is_on("verticalThresholdOn") {
        return Err("It measures scrolling sideways.".to_owned());
    }
    if !same(text(parameters, "verticalThresholdUnits").unwrap_or("PERCENT"), "percent") {
        return Err("It measures in pixels; Waymark measures in percent.".to_owned());
    }
    let percents = rising::<u8>(text(parameters, "verticalThresholdsPercent").unwrap_or_default(), 1..=100)?;
    Ok(What::Scroll { percents })
}

fn timer(trigger: &Trigger) -> Result<What, String> {
    let number = |parameter: &Option<Parameter>| {
        let value = parameter.as_ref()?.value.as_deref()?;
        value.trim().parse::<u32>().ok()
    };
    let interval = number(&trigger.interval).filter(|millis| *millis >= 1000 && millis % 1000 == 0);
    let interval = interval.ok_or("Its time is not in whole seconds.")? / 1000;
    let times = number(&trigger.limit).filter(|times| (1..=MOST_TIMES).contains(times));
    let times = times.ok_or("It fires again and again; Waymark's times end.")?;
    let seconds: Option<Vec<u32>> = (1..=times).map(|time| interval.checked_mul(time)).collect();
    Ok(What::Time { seconds: seconds.ok_or("Its time is too long.")? })
}

fn video(parameters: &[Parameter], remarks: &mut Vec<String>) -> Result<What, String> {
    let is_on = |key: &str| text(parameters, key) == Some("true");
    if is_on("capturePause") {
        remarks.push("Its draft does not fire when a video is paused.".to_owned());
    }
    let mut percents = Vec::new();
    if is_on("captureProgress") {
        if !same(text(parameters, "radioButtonGroup1").unwrap_or("PERCENTAGE"), "percentage") {
            return Err("It measures videos in seconds; Waymark measures in percent.".to_owned());
        }
        percents = rising(text(parameters, "progressThresholdsPercent").unwrap_or_default(), 1..=99)?;
    }
    let (start, complete) = (is_on("captureStart"), is_on("captureComplete"));
    if !start && !complete && percents.is_empty() {
        return Err("It fires on nothing that Waymark knows of a video.".to_owned());
    }
    Ok(What::Video { start, percents, complete })
}

/// Numbers with commas between them, in order and each once.
fn rising<N: FromStr + Ord>(written: &str, range: std::ops::RangeInclusive<N>) -> Result<Vec<N>, String> {
    let wrong = || format!("\"{written}\" are not the numbers it can have.");
    let numbers: Result<Vec<N>, _> = written.split(',').map(|number| number.trim().parse::<N>()).collect();
    let mut numbers = numbers.map_err(|_| wrong())?;
    if !numbers.iter().all(|number| range.contains(number)) {
        return Err(wrong());
    }
    numbers.sort();
    numbers.dedup();
    Ok(numbers)
}
