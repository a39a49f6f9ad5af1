//! A change as a person hears of it: short, plain, the worst first. Has names of events, titles of findings and numbers;
//! nothing of any visitor, as reports have none.

use url::Url;

use super::change::Change;

/// So many names are listed.
const MOST: usize = 5;

/// What a change of the shop at this address is about, in a line, and all of it.
pub(super) fn said(shop: &str, change: &Change) -> (String, String) {
    let subject = subject(&host(shop), change);
    let mut sentences = vec![match first_names(change) {
        Some(names) => format!("{subject}: {names}."),
        None => format!("{subject}."),
    }];
    if !change.broken.is_empty() && !change.partly.is_empty() {
        sentences.push(format!("{}: {}.", partly(change.partly.len()), listed(&change.partly)));
    }
    if !(change.broken.is_empty() && change.partly.is_empty()) {
        sentences.extend(change.found.iter().take(MOST).map(|title| format!("{title}.")));
    }
    if !change.unseen.is_empty() && first_names(change).is_none_or(|names| names != listed(&change.unseen)) {
        sentences.push(format!("Could not be checked any more: {}.", listed(&change.unseen)));
    }
    if change.is_worse() && !change.works_again.is_empty() {
        sentences.push(format!("Works again: {}.", listed(&change.works_again)));
    }
    if !change.is_worse() && change.left > 0 {
        sentences.push(match change.left {
            1 => "One thing is left to do.".to_owned(),
            left => format!("{left} things are left to do."),
        });
    }
    sentences.extend(health(change.health));
    (subject, sentences.join(" "))
}

fn subject(shop: &str, change: &Change) -> String {
    let events = |number: usize| if number == 1 { "1 event".to_owned() } else { format!("{number} events") };
    match (change.broken.len(), change.partly.len()) {
        (0, 0) if !change.found.is_empty() => format!("Tracking on {shop} needs a look"),
        (0, 0) if !change.unseen.is_empty() => {
            format!("{} could not be checked any more on {shop}", events(change.unseen.len()))
        }
        (0, 0) if change.left == 0 => format!("All is well again on {shop}"),
        (0, 0) if change.works_again.is_empty() => format!("Tracking on {shop} is better"),
        (0, 0) => format!(
            "{} {} again on {shop}",
            events(change.works_again.len()),
            match change.works_again.len() {
                1 => "works",
                _ => "work",
            }
        ),
        (0, number) => format!("{} on {shop}", partly(number)),
        (1, _) if change.is_first => format!("1 event does not work on {shop}"),
        (number, _) if change.is_first => format!("{number} events do not work on {shop}"),
        (number, _) => format!("{} stopped working on {shop}", events(number)),
    }
}

fn partly(number: usize) -> String {
    match number {
        1 => "1 event works in part only".to_owned(),
        number => format!("{number} events work in part only"),
    }
}

/// The names that belong to the subject.
fn first_names(change: &Change) -> Option<String> {
    let lists = [&change.broken, &change.partly, &change.found, &change.unseen];
    let first = lists.into_iter().find(|list| !list.is_empty());
    let is_all_well = first.is_none() && change.left == 0;
    let names = first.unwrap_or(&change.works_again);
    (!names.is_empty() && !is_all_well).then(|| listed(names))
}

/// "a, b, c and 3 more".
fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

fn health(health: (Option<u8>, Option<u8>)) -> Option<String> {
    match health {
        (Some(before), Some(now)) if before != now => Some(format!("Health {before} → {now}.")),
        (_, Some(now)) => Some(format!("Health {now}.")),
        (_, None) => None,
    }
}

/// The shop as people call it: its host.
fn host(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let host = parsed.as_ref().and_then(|url| {
        let host = url.host_str()?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    });
    host.unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn text(change: &Change) -> String {
        said("https://shop.example/", change).1
    }

    #[test]
    fn what_could_not_be_checked_any_more_is_named() {
        let health = (Some(100), Some(100));
        let unseen = names(&["add_to_cart"]);
        let change = Change { unseen: unseen.clone(), health, ..Change::default() };
        let alone = "1 event could not be checked any more on shop.example: add_to_cart. Health 100.";
        assert_eq!(text(&change), alone);
        let found = names(&["9 pages are not there any more"]);
        let change = Change { unseen, found, health, ..Change::default() };
        assert_eq!(
            text(&change),
            "Tracking on shop.example needs a look: 9 pages are not there any more. Could not be checked any more: \
             add_to_cart. Health 100."
        );
    }

    #[test]
    fn each_change_is_short_and_plain() {
        let health = (Some(92), Some(71));
        let broken = names(&["add_to_cart", "newsletter"]);
        let change = Change { broken: broken.clone(), health, ..Change::default() };
        assert_eq!(
            text(&change),
            "2 events stopped working on shop.example: add_to_cart, newsletter. Health 92 → 71."
        );
        let first = Change { is_first: true, health: (None, Some(71)), ..change };
        assert_eq!(text(&first), "2 events do not work on shop.example: add_to_cart, newsletter. Health 71.");
        let well = Change { works_again: broken, health: (Some(71), Some(100)), ..Change::default() };
        assert_eq!(text(&well), "All is well again on shop.example. Health 71 → 100.");
        assert_eq!(
            text(&Change { left: 1, ..well }),
            "2 events work again on shop.example: add_to_cart, newsletter. One thing is left to do. Health 71 → 100."
        );
        let found = names(&["No page loads Waymark"]);
        assert_eq!(
            text(&Change { found: found.clone(), health: (Some(90), Some(90)), ..Change::default() }),
            "Tracking on shop.example needs a look: No page loads Waymark. Health 90."
        );
        let all = Change {
            broken: names(&["a", "b", "c", "d", "e", "f", "g"]),
            partly: names(&["h"]),
            found,
            works_again: names(&["i"]),
            ..Change::default()
        };
        assert_eq!(
            text(&all),
            "7 events stopped working on shop.example: a, b, c, d, e and 2 more. 1 event works in part only: h. \
             No page loads Waymark. Works again: i."
        );
    }
}
