//! The words for why visitors' browsers do not get what a place says is live, and what to do about it. Whether they get it
//! is found out elsewhere.

use url::Url;
use waymark_audit::{AuditError, Served, Unrun};

use super::installation::host_of;
use crate::error::AppError;
use crate::failure::Failure;
use crate::view::Undelivered;

fn told(message: String, hint: &str) -> Undelivered {
    Undelivered { message, hint: hint.to_owned(), works: false }
}

/// The file, where its server gave it; otherwise what browsers get instead.
pub(super) fn is_there(
    entry: &Url,
    file: &str,
    served: Result<Served, AuditError>,
) -> Result<Served, Undelivered> {
    let host = host_of(entry);
    match served {
        Ok(served) if served.status == 200 => Ok(served),
        Ok(Served { status: 404 | 410, .. }) => Err(told(
            format!("Nothing fires: {host} does not have {file}."),
            "Publish to this place again: files that are missing are written once more. Where files come online some time \
             after they were written, check again then, and see that the address for browsers is the right one.",
        )),
        Ok(Served { status: status @ (401 | 403), .. }) => Err(told(
            format!("Nothing fires: {host} does not let browsers have {file} ({status})."),
            "Let everybody read the files there without a token; in a bucket or a container that is public read access.",
        )),
        Ok(Served { status, .. }) => Err(told(
            format!("Nothing fires: {host} answers {status} where browsers ask for {file}."),
            "See that the address for browsers is the right one, and what is wrong with that server.",
        )),
        Err(error) => Err(told(
            format!(
                "Nothing fires: browsers do not get {file}. {}",
                Failure::from(AppError::from(error)).message
            ),
            "See that the address for browsers is the right one, and that it answers.",
        )),
    }
}

/// What a page loads by itself, from the theme or a file that somebody put online, is gone.
pub(super) fn missing(from: &Url) -> Undelivered {
    told(
        format!(
            "Nothing fires: the shop loads {} from {}, which does not have it.",
            from.path(),
            host_of(from)
        ),
        "Publish to that theme again, or put the file back.",
    )
}

/// The same of a file that no place for files has: the shop serves it itself.
pub(super) fn of_its_own(told: Undelivered) -> Undelivered {
    let hint = "It is a file of the shop itself: see whether it opens in your browser, then check again.";
    Undelivered { hint: hint.to_owned(), ..told }
}

pub(super) fn not_shared(entry: &Url, page: &Url) -> Undelivered {
    told(
        format!(
            "Browsers get nothing from {}: it does not let pages of {} read its files (CORS).",
            host_of(entry),
            page.origin().ascii_serialization()
        ),
        "Have it send the header Access-Control-Allow-Origin: * once with every file; in a bucket or a container that \
         is a CORS rule for GET from every origin. Then check again.",
    )
}

pub(super) fn unencrypted(entry: &Url) -> Undelivered {
    told(
        format!(
            "Browsers get nothing from {}: the shop is encrypted, and they load nothing into it that is not.",
            host_of(entry)
        ),
        "Give this place an address for browsers that begins with https://, and put its line into the shop.",
    )
}

pub(super) fn other(entry: &Url, file: &str) -> Undelivered {
    told(
        format!("{} gives browsers another {file} than was published.", host_of(entry)),
        "Publish to this place again. If that does not help, see what changes files on their way, such as a \
         minifier, and that the address for browsers is the right one.",
    )
}

/// What is live at the place is not what its address for browsers gives.
pub(super) fn late(entry: &Url, there: &str, live: &str) -> Undelivered {
    told(
        format!(
            "Browsers get revision {there} from {}, and not {live}, which is live there.",
            host_of(entry)
        ),
        "Caches on the way keep the old one for a while: check again in some minutes. If that stays so, the address for \
         browsers is that of another place, or files come online only when somebody puts them there.",
    )
}

/// Its pointer is kept by browsers for too long, in seconds.
pub(super) fn stale(entry: &Url, seconds: u64) -> Undelivered {
    let (hours, days) = (seconds / 3_600, seconds / 86_400);
    let long = if days > 1 { format!("{days} days") } else { format!("{hours} hours") };
    let told = told(
        format!(
            "{} lets browsers keep current.json for {long}: who was there before gets the old revision that long.",
            host_of(entry)
        ),
        "Have it send Cache-Control: max-age=60 with current.json. The other files may be kept for as long as you like, but \
         for waymark.js no longer than a day.",
    );
    Undelivered { works: true, ..told }
}

pub(super) fn unrun(entry: &Url, file: &str, why: &Unrun) -> Undelivered {
    let host = host_of(entry);
    match why {
        Unrun::MediaType(kind) => {
            let kind = if kind.is_empty() { "without a type" } else { kind };
            told(
                format!("Browsers do not run {file} from {host}: it is sent as no script ({kind})."),
                "Have it send files that end in .js with Content-Type: text/javascript. Hosts for source code insist on plain \
                 text: put the files on a web server, into a bucket or at a CDN instead.",
            )
        }
        Unrun::OwnPagesOnly => told(
            format!("Browsers do not run {file} from {host}: that server keeps it for its own pages."),
            "Have it send the header Cross-Origin-Resource-Policy: cross-origin with every file, or none of that name.",
        ),
        Unrun::Integrity => told(
            format!(
                "Browsers do not run {file} from {host}: the shop's tag has an integrity that does not fit."
            ),
            "Take integrity out of the line in the shop: the file changes with Waymark's versions.",
        ),
    }
}

/// The shop's own policy is in the way.
pub(super) fn kept_out(entry: &Url, page: &Url) -> Undelivered {
    let host = host_of(entry);
    told(
        format!("The shop's own security policy (CSP) keeps browsers on {} from {host}.", host_of(page)),
        "Have whoever looks after the shop's server add the address of this place to script-src and connect-src of its \
         Content-Security-Policy.",
    )
}

/// The tag is held back, and nothing is known to turn it on.
pub(super) fn waits() -> Undelivered {
    told(
        "The shop's line has a type (text/plain, say) with which browsers do not run it, and no consent banner is known \
         there that turns it on."
            .to_owned(),
        "Take the type out of the line: Waymark waits for the visitor's consent by itself.",
    )
}
