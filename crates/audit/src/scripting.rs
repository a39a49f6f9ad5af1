//! Whether a browser runs what a script tag loads, as far as the answer's head and the tag say: media types with `nosniff`
//! and the cross-origin resource policy (Fetch standard), integrity (Subresource Integrity), and how long a copy is taken
//! for the file. Judges what was read; asking is others' business, and policies of the page are `install`'s.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::HeaderMap;
use sha2::{Digest, Sha256, Sha384, Sha512};
use url::{Host, Url};

use crate::hop::media_type;

/// Types that are scripts, whatever comes before the slash (MIME Sniffing, "JavaScript MIME type").
const SCRIPTS: [&str; 8] = [
    "javascript",
    "ecmascript",
    "x-javascript",
    "x-ecmascript",
    "jscript",
    "livescript",
    "javascript1.5",
    "javascript1.2",
];

/// Why a browser does not run a script that it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unrun {
    /// It is sent as something else, and the server insists on that.
    MediaType(String),
    /// Its server keeps it for its own pages.
    OwnPagesOnly,
    /// It is not what the tag says that it has to be, or cannot be compared.
    Integrity,
}

/// What the head of an answer says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    media_type: String,
    insists: bool,
    resource_policy: String,
    policies: Vec<String>,
    fresh_for: u64,
}

impl Head {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let all = |name: &str| -> Vec<String> {
            let values = headers.get_all(name).iter();
            values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
        };
        let insists = |value: &String| {
            value.split(',').next().unwrap_or_default().trim().eq_ignore_ascii_case("nosniff")
        };
        Self {
            media_type: media_type(headers).unwrap_or_default(),
            insists: all("x-content-type-options").first().is_some_and(insists),
            resource_policy: all("cross-origin-resource-policy").join(", "),
            policies: all("content-security-policy"),
            fresh_for: fresh_for(
                &all("cache-control").join(","),
                all("expires").first(),
                all("date").first(),
            ),
        }
    }

    /// How long a browser takes its copy without asking again, in seconds, where the server says so (RFC 9111, 4.2.1).
    #[must_use]
    pub fn fresh_for(&self) -> u64 {
        self.fresh_for
    }

    /// Content security policies, a header each.
    #[must_use]
    pub fn policies(&self) -> Vec<&str> {
        self.policies.iter().map(String::as_str).collect()
    }

    /// Why a tag on this page does not run what came from that address. `asks_leave` is whether the tag has `crossorigin`,
    /// so that it is asked by the rules of CORS and not by these.
    #[must_use]
    pub fn unrun(&self, page: &Url, from: &Url, asks_leave: bool) -> Option<Unrun> {
        let is_kept = match self.resource_policy.trim() {
            "same-origin" => page.origin() != from.origin(),
            "same-site" => !may_be_same_site(page, from),
            _ => false,
        };
        if is_kept && !asks_leave {
            return Some(Unrun::OwnPagesOnly);
        }
        let (kind, rest) = self.media_type.split_once('/').unwrap_or_default();
        let is_script = matches!(kind, "text" | "application") && SCRIPTS.contains(&rest);
        let is_refused = matches!(kind, "image" | "audio" | "video") || self.media_type == "text/csv";
        let is_unrun = is_refused || self.insists && !is_script;
        is_unrun.then(|| Unrun::MediaType(self.media_type.clone()))
    }
}

/// What `Cache-Control` says comes before what `Expires` says.
fn fresh_for(control: &str, expires: Option<&String>, date: Option<&String>) -> u64 {
    let control = control.to_ascii_lowercase();
    let directives: Vec<&str> = control.split(',').map(str::trim).collect();
    if directives.iter().any(|it| matches!(it.split('=').next(), Some("no-cache" | "no-store"))) {
        return 0;
    }
    let seconds = directives.iter().find_map(|it| it.strip_prefix("max-age="));
    if let Some(seconds) = seconds {
        let seconds = seconds.trim_matches('"');
        let is_number = !seconds.is_empty() && seconds.bytes().all(|digit| digit.is_ascii_digit());
        // A number too large to be told is as long as can be (RFC 9111, 1.2.2).
        return if is_number { seconds.parse().unwrap_or(u64::MAX) } else { 0 };
    }
    let time = |text: Option<&String>| httpdate::parse_http_date(text?).ok();
    match (time(expires), time(date)) {
        (Some(expires), Some(date)) => expires.duration_since(date).map_or(0, |fresh| fresh.as_secs()),
        _ => 0,
    }
}

/// Whether a text is what an `integrity` attribute says: of the hashes of the strongest kind one has to fit, and without any
/// that is known everything does.
#[must_use]
pub fn is_intact(integrity: &str, text: &str) -> bool {
    let of_kind = |name: &str| -> Vec<&str> {
        let tokens = integrity.split_ascii_whitespace();
        tokens.filter_map(|token| token.strip_prefix(name)?.strip_prefix('-')?.split('?').next()).collect()
    };
    let is_one = |hashes: &[&str], digest: &[u8]| {
        let digest = BASE64_STANDARD.encode(digest);
        hashes.iter().any(|hash| hash.replace('-', "+").replace('_', "/") == digest)
    };
    let [strongest, stronger, strong] = ["sha512", "sha384", "sha256"].map(of_kind);
    if !strongest.is_empty() {
        return is_one(&strongest, &Sha512::digest(text));
    }
    if !stronger.is_empty() {
        return is_one(&stronger, &Sha384::digest(text));
    }
    strong.is_empty() || is_one(&strong, &Sha256::digest(text))
}

/// Where sites end under one another cannot be told without a list of all public suffixes, so hosts whose last two names
/// are the same may be one.
fn may_be_same_site(page: &Url, from: &Url) -> bool {
    if page.scheme() == "https" && from.scheme() != "https" {
        return false;
    }
    match (page.host(), from.host()) {
        (Some(Host::Domain(page)), Some(Host::Domain(from))) => {
            let end = |host: &str| host.rsplit('.').take(2).map(str::to_owned).collect::<Vec<_>>();
            end(page) == end(from)
        }
        (page, from) => page == from,
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn unrun(headers: &[(&'static str, &'static str)], page: &str) -> Option<Unrun> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        let from = Url::parse("https://cdn.shop.example/v1/s/waymark.js").ok()?;
        Head::of(&map).unrun(&Url::parse(page).ok()?, &from, false)
    }

    #[test]
    fn a_server_that_insists_on_another_type_has_no_script() {
        let shop = "https://shop.example/";
        let strict = ("x-content-type-options", "nosniff");
        for (kind, is_run) in [
            ("text/javascript; charset=utf-8", true),
            ("application/javascript", true),
            ("Application/X-JavaScript", true),
            ("text/plain", false),
            ("application/octet-stream", false),
            ("application/json", false),
        ] {
            let told = unrun(&[("content-type", kind), strict], shop);
            assert_eq!(told.is_none(), is_run, "{kind}: {told:?}");
            assert_eq!(unrun(&[("content-type", kind)], shop), None, "browsers guess");
        }
        assert!(unrun(&[strict], shop).is_some(), "no type is no script's");
        assert_eq!(unrun(&[("content-type", "image/png")], shop), Some(Unrun::MediaType("image/png".into())));
    }

    #[test]
    fn a_server_may_keep_its_files_for_its_own_pages() {
        for (policy, page, is_run) in [
            ("same-origin", "https://shop.example/", false),
            ("same-origin", "https://cdn.shop.example/", true),
            ("same-site", "https://www.shop.example/", true),
            ("same-site", "https://other.example.org/", false),
            ("cross-origin", "https://other.example.org/", true),
            ("nonsense", "https://other.example.org/", true),
        ] {
            let told = unrun(&[("cross-origin-resource-policy", policy)], page);
            assert_eq!(told, (!is_run).then_some(Unrun::OwnPagesOnly), "{policy} on {page}");
        }
    }

    #[test]
    fn a_copy_is_as_fresh_as_its_server_says() {
        let (date, later) =
            ("Sat, 28 Nov 2026 10:00:00 GMT".to_owned(), "Sat, 28 Nov 2026 11:00:00 GMT".to_owned());
        for (control, expires, expected) in [
            ("", None, 0),
            ("public, max-age=31536000, immutable", None, 31_536_000),
            ("Max-Age=60", Some(&later), 60),
            ("max-age=600, no-cache", None, 0),
            ("no-store", Some(&later), 0),
            ("public", Some(&later), 3_600),
            ("", Some(&date), 0),
            ("max-age=soon", None, 0),
            ("max-age=99999999999999999999", None, u64::MAX),
        ] {
            assert_eq!(fresh_for(control, expires, Some(&date)), expected, "{control} {expires:?}");
        }
    }

    #[test]
    fn the_strongest_hashes_count() {
        // openssl dgst -sha384 -binary | base64, of "alert('Hello, world.');" (the example of the W3C recommendation).
        let hello = "alert('Hello, world.');";
        let fits = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert!(is_intact(fits, hello));
        assert!(is_intact(&format!("sha256-AAAA {fits}?ct=x"), hello), "weaker ones are passed over");
        assert!(!is_intact(fits, "alert('Hello')"));
        assert!(!is_intact("sha256-AAAA", hello));
        for nothing in ["", "md5-AAAA", "nonsense"] {
            assert!(is_intact(nothing, hello), "{nothing}");
        }
    }
}
