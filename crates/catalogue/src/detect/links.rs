//! Links that every shop has somewhere: policies, help, stores, social networks, telephone and chat.

use super::Found;
use super::weigh::heaviest;
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// Most words of such a link; more is a sentence.
const MOST_WORDS: usize = 6;

/// The link that says one of these things. `others` are what tells it apart from neighbours that say more.
fn told(page: &Page<'_>, meaning: Meaning, others: &[Meaning], why: &'static str) -> Option<Found> {
    let links = page.sights.iter().filter(|sight| {
        sight.act == Act::Link
            && sight.href.as_deref().is_some_and(|href| href.len() > 1)
            && page.card(sight.node).is_none()
    });
    heaviest(links, |case| {
        let sight = case.sight;
        let is = sight.is(meaning);
        let says = sight.says(meaning) && sight.said.words <= MOST_WORDS;
        case.add(is, 0.6, why)
            .add(!is && says, 0.45, why)
            .add(sight.path.has(meaning) && (says || sight.said.words == 0), 0.3, "leads there")
            .add(sight.path.has(meaning) && !says && sight.said.words > 0, 0.2, "leads there")
            .add(sight.zone.footer, 0.2, "stands in the footer")
            .add(!sight.zone.footer && !sight.zone.main, 0.1, "")
            .less(sight.said.has.has_any(others) && !is, 0.35)
            .less(is_of_a_product(sight), 0.3)
            .less(
                sight.zone.main && sight.href.as_deref().is_some_and(|href| href.starts_with("http")),
                0.15,
            );
    })
}

fn is_of_a_product(sight: &Sight) -> bool {
    sight
        .href
        .as_deref()
        .and_then(waymark_identify::address::path)
        .is_some_and(waymark_identify::address::is_particular)
}

pub fn shipping_policy(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Shipping, &[Meaning::AddToCart, Meaning::Contact], "speaks of shipping")
}

pub fn returns_policy(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Returns, &[Meaning::Shipping], "speaks of returns")
}

pub fn faq(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Faq, &[Meaning::Contact, Meaning::SizeChart], "speaks of questions and answers")
}

pub fn contact(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::Contact, &[Meaning::AskQuestion], "speaks of contact")
}

pub fn store_locator(page: &Page<'_>) -> Option<Found> {
    told(page, Meaning::StoreLocator, &[Meaning::Search], "speaks of stores")
}

pub fn quiz(page: &Page<'_>) -> Option<Found> {
    heaviest(page.sights.iter().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::Quiz), 0.7, "says quiz")
            .add(
                !sight.is(Meaning::Quiz) && sight.says(Meaning::Quiz) && sight.said.words <= 6,
                0.55,
                "says quiz",
            )
            .add(sight.path.has(Meaning::Quiz), 0.25, "leads to a quiz");
    })
}

/// Profiles on social networks.
pub fn social(page: &Page<'_>) -> Option<Found> {
    const HOSTS: [&str; 14] = [
        "instagram.com",
        "facebook.com",
        "tiktok.com",
        "youtube.com",
        "pinterest.com",
        "twitter.com",
        "x.com",
        "linkedin.com",
        "threads.net",
        "snapchat.com",
        "vimeo.com",
        "tumblr.com",
        "line.me",
        "pinterest.de",
    ];
    let profiles: Vec<&Sight> = page
        .sights
        .iter()
        .filter(|sight| sight.act == Act::Link)
        .filter(|sight| {
            let Some(href) = sight.href.as_deref().map(str::to_ascii_lowercase) else { return false };
            let host =
                href.split("//").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or_default();
            let host = host.trim_start_matches("www.").trim_start_matches("m.");
            HOSTS.contains(&host) && !["share", "intent", "pin/create"].iter().any(|word| href.contains(word))
        })
        .filter(|sight| !sight.zone.main)
        .collect();
    // The same profiles stand in the header and in the footer: those of the footer are one list.
    let in_footer = profiles.iter().filter(|sight| sight.zone.footer).count();
    let nodes: Vec<_> =
        profiles.iter().filter(|sight| in_footer == 0 || sight.zone.footer).map(|sight| sight.node).collect();
    Found::set(nodes, 0.93, "leads to a profile on a social network")
}

pub fn phone(page: &Page<'_>) -> Option<Found> {
    let link = page
        .sights
        .iter()
        .find(|sight| sight.href.as_deref().is_some_and(|href| href.starts_with("tel:")))?;
    Some(Found::one(link.node, 0.95, "calls a telephone number"))
}

/// A conversation with the shop: a button that says so, or a link to a messenger.
pub fn chat(page: &Page<'_>) -> Option<Found> {
    let messenger = |sight: &&Sight| {
        let to = |host: &str| sight.href.as_deref().is_some_and(|href| href.contains(host));
        to("wa.me/") || to("api.whatsapp.com") || to("m.me/")
    };
    if let Some(link) = page.sights.iter().find(messenger) {
        return Some(Found::one(link.node, 0.9, "opens a messenger"));
    }
    heaviest(page.sights.iter().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        case.add(sight.is(Meaning::Chat), 0.75, "says chat")
            .add(
                !sight.is(Meaning::Chat) && sight.says(Meaning::Chat) && sight.said.words <= 4,
                0.6,
                "says chat",
            )
            .add(sight.is_button(), 0.1, "is a button");
    })
}
