//! What a look at an installation found, in a marketer's words. What is the case is not decided here.

use url::Url;
use waymark_model::{Place, PublicationTarget};

use crate::publishing::served::OnShop;
use crate::view::InstallVerdict;

/// With the port, which is all that differs on one computer.
pub(in crate::publishing) fn host_of(from: &Url) -> String {
    let port = from.port().map(|port| format!(":{port}")).unwrap_or_default();
    from.host_str().unwrap_or_default().to_owned() + &port
}

/// What was found, and what to do about it.
pub(super) fn words(
    verdict: InstallVerdict,
    target: &PublicationTarget,
    seen: &OnShop,
    revision: Option<&str>,
    number: Option<u32>,
) -> (String, &'static str) {
    let is_theme = matches!(target.place, Place::Theme { .. });
    let is_chosen = matches!(target.place, Place::Theme { theme: Some(_), .. });
    let name = match (number, revision) {
        (Some(number), _) => format!("revision {number}"),
        (None, Some(revision)) => format!("revision {revision}"),
        (None, None) => "a revision that could not be told".to_owned(),
    };
    let first = seen.loads.first();
    let from = first.and_then(|loaded| loaded.from.as_ref());
    let turned_away = first.and_then(|loaded| loaded.turned_away);
    let host = from.map_or_else(|| "its own page".to_owned(), host_of);
    match verdict {
        InstallVerdict::Installed if is_chosen => (
            format!("The theme that you chose loads Waymark once, in {name}."),
            "Visitors get it as long as that is the shop’s live theme.",
        ),
        InstallVerdict::Installed => (format!("The shop loads Waymark once, in {name}."), ""),
        InstallVerdict::OtherRevision if number.is_some() && is_theme => (
            format!("The shop loads Waymark in an older revision: {name}."),
            "Paste assets/waymark.js once more, or wait some minutes if you just did.",
        ),
        InstallVerdict::OtherRevision if number.is_some() => (
            format!("The shop loads Waymark in {name}, not in the one that was published last."),
            "It may take some minutes. Then check again.",
        ),
        InstallVerdict::OtherRevision => (
            format!("The shop loads Waymark in {name}, which was not published from here."),
            "It is another person’s, or another shop’s. Ask who works on this shop before you replace it.",
        ),
        InstallVerdict::RevisionUnknown => unknown(turned_away, &host, is_theme),
        InstallVerdict::PlaceUnknown => (
            "It is not known at which address browsers get this place, so that it cannot be told whether the shop loads it."
                .to_owned(),
            "Give it, as “Address for browsers” at the place or with --public-url where `target add` makes it.",
        ),
        // In its own words, unless they are missing.
        InstallVerdict::NotDelivered => unknown(None, &host, false),
        InstallVerdict::Twice => (
            format!(
                "The shop loads Waymark {} times. Only one of them runs: which revision visitors get is left to chance.",
                seen.loads.len()
            ),
            "Take the lines out until one is left.",
        ),
        InstallVerdict::Missing if is_theme => (
            "The shop does not load Waymark yet.".to_owned(),
            "See that the line is in layout/theme.liquid of the live theme, before </head>, and that it is saved.",
        ),
        InstallVerdict::Missing => (
            "The shop does not load Waymark yet.".to_owned(),
            "See that the line is in the page before </head>, and that it is saved and online. What a tag manager puts in cannot \
             be seen from here, and comes later than a line in the page.",
        ),
        InstallVerdict::OtherPlace => (
            format!("The shop loads Waymark from elsewhere ({host}), in {name}."),
            "A page loads one place. If it is to be this one, put the line of this place there instead.",
        ),
        InstallVerdict::OtherShop => (
            format!("The shop loads another shop’s Waymark ({host}), in {name}."),
            "Put the line of this place there instead.",
        ),
        InstallVerdict::Closed => (
            "The shop shows visitors its password page, which has other code than the shop.".to_owned(),
            "Open the shop, or look at a page of it in your browser: its source has waymark.js in it.",
        ),
    }
}

/// Why it is not known which revision is loaded. A server that turns programs away has an answer of its own.
fn unknown(turned_away: Option<u16>, host: &str, is_theme: bool) -> (String, &'static str) {
    match turned_away {
        Some(status) => (
            format!(
                "The shop loads Waymark, but {host} answers {status} to programs that are no browser: which revision it \
                 serves could not be told."
            ),
            "Visitors may get it all the same. Check again later, or see whether the file opens in your browser.",
        ),
        None if is_theme => (
            "The shop loads Waymark, but the file holds no revision.".to_owned(),
            "Paste all of assets/waymark.js, then check again.",
        ),
        None => (
            format!("The line is there, but {host} does not say which revision it serves."),
            "Publish to this place, and see that browsers get its files there.",
        ),
    }
}
