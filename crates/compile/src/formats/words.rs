//! What a plan says of an event, in words: what makes it fire, for whom, how often, what it sends. For the formats
//! that people read, and for reasons in a loss report.

use waymark_model::{
    Condition, ConsentRule, Device, Event, EventId, Hop, Limit, Outcome, Parameter, Per, Plan, ProductField,
    Reading, Selector, Source, Span, Traffic, Trigger, Utm, VisitorKind,
};

/// What makes the event fire, with all options.
pub fn trigger(trigger: &Trigger, plan: &Plan) -> String {
    trigger_words(trigger, &|id| name_of(id, plan))
}

/// The same of a trigger whose events are called so.
#[must_use]
pub fn trigger_words(trigger: &Trigger, name_of: &dyn Fn(&EventId) -> String) -> String {
    let names = |events: &[EventId]| list(events.iter().map(name_of));
    let counted =
        |events: &[EventId]| if events.is_empty() { "all events".to_owned() } else { names(events) };
    match trigger {
        Trigger::Click => "Click".to_owned(),
        Trigger::Submit { outcome: Outcome::Attempt, success } => {
            with_success("Form submit, tried".to_owned(), success)
        }
        Trigger::Submit { outcome: Outcome::Success, success } => {
            with_success("Form submit that worked".to_owned(), success)
        }
        Trigger::Change => "Field change".to_owned(),
        Trigger::PageView => "Page view".to_owned(),
        Trigger::Visible { percent, millis, per } => format!(
            "Comes into view: {percent} % for {}, {}",
            duration(*millis),
            match per {
                Per::Page => "once a page",
                Per::Element => "once for each element",
            }
        ),
        Trigger::Scroll { percents } => format!("Scroll depth: {} %", list(percents)),
        Trigger::Time { seconds } => format!("Engaged time on page: {} s", list(seconds)),
        Trigger::Video { start, percents, complete } => {
            let mut steps = Vec::new();
            steps.extend(start.then(|| "start".to_owned()));
            steps.extend(percents.iter().map(|percent| format!("{percent} %")));
            steps.extend(complete.then(|| "end".to_owned()));
            format!("Video: {}", list(steps))
        }
        Trigger::Gallery => "Gallery: another picture".to_owned(),
        Trigger::Hover { millis } => format!("Hover for {}", duration(*millis)),
        Trigger::Copy => "Text copied".to_owned(),
        Trigger::AddToCart => "Added to the cart".to_owned(),
        Trigger::Exit => "About to leave".to_owned(),
        Trigger::RageClick { clicks, millis } => {
            format!("Rage click: {clicks} clicks within {}", duration(*millis))
        }
        Trigger::Count { events, times, different, within } => format!(
            "{times} times {}{}, within one {}",
            names(events),
            if *different { ", each about something else" } else { "" },
            span(*within)
        ),
        Trigger::Sequence { events, within } => {
            let steps: Vec<_> = events.iter().map(name_of).collect();
            format!("In this order: {}; within one {}", steps.join(", then "), span(*within))
        }
        Trigger::Score { threshold, events, within, unbought_minutes } => format!(
            "Score of {threshold} from {}, within one {}{}",
            counted(events),
            span(*within),
            unbought_minutes
                .map(|minutes| format!(", and no purchase {minutes} minutes later"))
                .unwrap_or_default()
        ),
        Trigger::Velocity { events, times, minutes } => {
            format!("{times} of {} within {minutes} minutes", counted(events))
        }
    }
}

fn with_success(words: String, success: &[Selector]) -> String {
    if success.is_empty() {
        return words;
    }
    format!("{words}, shown by {}", list(success.iter().map(selector)))
}

fn name_of(id: &EventId, plan: &Plan) -> String {
    plan.events.iter().find(|event| event.id == *id).map_or_else(|| id.0.clone(), |event| event.name.clone())
}

fn span(span: Span) -> &'static str {
    match span {
        Span::Page => "page view",
        Span::Session => "visit",
        Span::Visitor => "visitor",
    }
}

fn duration(millis: u32) -> String {
    format!("{} s", f64::from(millis) / 1000.0)
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}

/// The elements it listens to: all selectors, in order; empty for what is about the whole page.
pub fn target(event: &Event) -> String {
    let Some(target) = event.target.as_ref().filter(|_| event.trigger.takes_target()) else {
        return String::new();
    };
    let selectors = spares(&target.selectors);
    if target.multiple { format!("all of: {selectors}") } else { selectors }
}

/// Selectors in the order in which they count.
fn spares(selectors: &[Selector]) -> String {
    selectors.iter().map(selector).collect::<Vec<_>>().join("; else ")
}

/// One selector with the ways into its root and what else it asks for.
#[must_use]
pub fn selector(selector: &Selector) -> String {
    let Selector { css, within, text, alone } = selector;
    let mut words = String::new();
    for hop in within {
        let (Hop::Shadow(css) | Hop::Frame(css)) = hop;
        words += css;
        words += if matches!(hop, Hop::Shadow(_)) { " >>> " } else { " >>> (frame) " };
    }
    words += css;
    if let Some(text) = text {
        words += " with the words \"";
        words += text;
        words += "\"";
    }
    if *alone {
        words += ", if there is only one";
    }
    words
}

/// How often it fires at most.
pub fn limit(limit: Limit) -> &'static str {
    match limit {
        Limit::EveryTime => "",
        Limit::Page => "once a page view",
        Limit::Session => "once a visit",
        Limit::Visitor => "once a visitor",
    }
}

/// How often it fires at most, what counts as one occasion, and for whom; empty where there are no limits.
pub fn limits(event: &Event) -> String {
    how_often(event.limit, event.debounce_millis, &event.only_if)
}

/// The same, of its parts.
#[must_use]
pub fn how_often(most: Limit, debounce_millis: u32, only_if: &Condition) -> String {
    let mut parts = Vec::new();
    parts.extend(Some(limit(most).to_owned()).filter(|words| !words.is_empty()));
    if debounce_millis > 0 {
        parts.push(format!("not again within {}", duration(debounce_millis)));
    }
    parts.extend(condition(only_if));
    parts.join("; ")
}

/// For whom it fires only, a part for each thing asked.
pub fn condition(condition: &Condition) -> Vec<String> {
    let Condition { devices, sources, visitor, min_score } = condition;
    let mut parts = Vec::new();
    if !devices.is_empty() {
        let names = devices.iter().map(|device| match device {
            Device::Phone => "phones",
            Device::Tablet => "tablets",
            Device::Desktop => "desktop computers",
        });
        parts.push(format!("only on {}", list(names)));
    }
    if !sources.is_empty() {
        parts.push(format!("only for visits by {}", list(sources.iter().map(traffic))));
    }
    parts.extend(visitor.map(|kind| match kind {
        VisitorKind::New => "only new visitors".to_owned(),
        VisitorKind::Returning => "only returning visitors".to_owned(),
    }));
    if *min_score > 0 {
        parts.push(format!("only from a score of {min_score}"));
    }
    parts
}

fn traffic(traffic: &Traffic) -> String {
    match traffic {
        Traffic::Paid => "advertisement".to_owned(),
        Traffic::Organic => "search engine".to_owned(),
        Traffic::Social => "social network".to_owned(),
        Traffic::Email => "e-mail".to_owned(),
        Traffic::Referral => "link on another site".to_owned(),
        Traffic::Direct => "no known way".to_owned(),
        Traffic::ClickId { name } => format!("click id {}", json_word(name)),
        Traffic::Utm { name, value } => format!("{} {value}", utm(*name)),
        Traffic::Referrer { value } => format!("link on {value}"),
    }
}

fn utm(utm: Utm) -> String {
    format!("utm_{}", json_word(&utm))
}

/// A closed set's member as JSON has it.
#[must_use]
pub fn json_word(word: &impl serde::Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Who is believed about consent.
pub fn consent(rule: ConsentRule) -> &'static str {
    match rule {
        ConsentRule::Page => "the shop's consent system is asked, and without one nothing is granted",
        ConsentRule::Merchant => "where no consent system says otherwise, nobody has to be asked",
    }
}

/// Where a parameter's value comes from.
#[must_use]
pub fn source(source: &Source) -> String {
    match source {
        Source::ElementText => "words of the element".to_owned(),
        Source::Attribute { name } => format!("attribute {name} of the element"),
        Source::Value => "what was chosen or entered".to_owned(),
        Source::Link => "address it leads to".to_owned(),
        Source::Element { selectors, read } => {
            format!("{} of the nearest {}", reading(read), spares(selectors))
        }
        Source::FieldName => "name of the field".to_owned(),
        Source::Position => "position among its likes".to_owned(),
        Source::Milestone => "what the trigger reached".to_owned(),
        Source::Product { field } => format!(
            "product's {}",
            match field {
                ProductField::Id => "id",
                ProductField::Handle => "handle",
                ProductField::Title => "title",
                ProductField::Price => "price",
                ProductField::Currency => "currency",
                ProductField::Variant => "variant",
                ProductField::Vendor => "vendor",
            }
        ),
        Source::CartTotal => "cart total".to_owned(),
        Source::PageType => "page type".to_owned(),
        Source::Collection => "collection".to_owned(),
        Source::SearchTerm => "search term".to_owned(),
        Source::Device => "device".to_owned(),
        Source::TrafficSource { utm: None } => "traffic source".to_owned(),
        Source::TrafficSource { utm: Some(name) } => utm(*name),
        Source::Score => "score of the visit".to_owned(),
        Source::Stage => "stage".to_owned(),
        Source::Weight => "weight".to_owned(),
        Source::Experiments => "experiments and variants".to_owned(),
        Source::Literal { value } => format!("fixed text \"{value}\""),
    }
}

/// What is read of another element than the event's.
fn reading(read: &Reading) -> String {
    match read {
        Reading::ElementText => "words".to_owned(),
        Reading::Amount => "amount".to_owned(),
        Reading::Attribute { name } => format!("attribute {name}"),
        Reading::Choice => "choice".to_owned(),
        Reading::Link => "address".to_owned(),
    }
}

/// Names and where their values come from.
pub fn parameters(parameters: &[Parameter]) -> String {
    list(parameters.iter().map(|parameter| format!("{}: {}", parameter.name, source(&parameter.from))))
}
