//! Whether visitors' browsers get what a place says is live: its files are asked for as a page of the shop asks, from the
//! shop's origin and without a token. A pointer that answers is not enough: the script beside it, the runtime and the
//! config have to be there, be what they are named after, and be readable from another origin (CORS).

use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;
use waymark_audit::Prober;
use waymark_publish::is_revision;

use super::errand::Errand;
use super::targets::entry_of;
use crate::view::Undelivered;

/// What every edition of the script that the tag names has in it.
const ENTRY_ASKS_FOR: &str = "current.json";
const AGAIN: &str = "Publish to this place again: files that are missing are written once more.";

#[derive(Deserialize)]
struct Pointer {
    revision: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    runtime: String,
}

/// What a place gives to visitors.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// The revision that its pointer names, where it could be read.
    pub revision: Option<String>,
    /// SHA-256 of the runtime that it names.
    pub runtime: Option<String>,
    /// Why browsers do not get that.
    pub undelivered: Option<Undelivered>,
}

impl Errand {
    /// Why browsers on a page of the shop do not get what this place says is live; nothing where they do, where nothing
    /// is live, and where it is not known at which address they would ask.
    pub async fn undelivered(&self, prober: &Prober, page: &Url) -> Option<Undelivered> {
        let entry = Url::parse(&entry_of(&self.shop, &self.target)?).ok()?;
        delivered(prober, page, &entry).await.undelivered
    }
}

/// What a browser on this page gets of the place whose script lies there.
pub(super) async fn delivered(prober: &Prober, page: &Url, entry: &Url) -> Delivered {
    let asked = Asked { prober, page, entry };
    let Some((pointer, is_shared)) = asked.pointer().await else { return Delivered::default() };
    let undelivered = if is_shared { asked.missing(&pointer).await } else { Some(asked.not_shared()) };
    let runtime = pointer.runtime.strip_suffix(".js").map(str::to_owned);
    Delivered { revision: Some(pointer.revision), runtime, undelivered }
}

struct Asked<'a> {
    prober: &'a Prober,
    page: &'a Url,
    entry: &'a Url,
}

impl Asked<'_> {
    /// What the pointer says, and whether a script on the page may read it.
    async fn pointer(&self) -> Option<(Pointer, bool)> {
        let address = self.entry.join("current.json").ok()?;
        let origin = self.page.origin();
        let served =
            self.prober.read_from(&origin, &address).await.ok().filter(|served| served.status == 200)?;
        let pointer: Pointer = serde_json::from_str(&served.text).ok()?;
        is_revision(&pointer.revision).then(|| (pointer, served.is_shared_with(&origin)))
    }

    /// The first file that is not there as it should be.
    async fn missing(&self, pointer: &Pointer) -> Option<Undelivered> {
        match self.prober.read(self.entry).await {
            Ok(entry) if entry.status == 200 && entry.text.contains(ENTRY_ASKS_FOR) => {}
            Ok(entry) if entry.status == 200 => return Some(self.other("waymark.js")),
            Ok(entry) => return Some(self.absent("waymark.js", &format!("it answers {}", entry.status))),
            Err(error) => return Some(self.absent("waymark.js", &error.to_string())),
        }
        let config = format!("{}.json", pointer.sha256);
        let fetched = self.file(&config, &pointer.sha256, true).await;
        let runtime = pointer.runtime.strip_suffix(".js").unwrap_or_default();
        match fetched {
            Some(undelivered) => Some(undelivered),
            None => self.file(&pointer.runtime, runtime, false).await,
        }
    }

    /// A file that is named after its content; `is_read` says that a script reads it, where a tag needs no permission.
    async fn file(&self, name: &str, sha256: &str, is_read: bool) -> Option<Undelivered> {
        let Ok(address) = self.entry.join(name) else { return Some(self.other("current.json")) };
        let origin = self.page.origin();
        match self.prober.read_from(&origin, &address).await {
            Err(error) => Some(self.absent(name, &error.to_string())),
            Ok(served) if served.status != 200 => {
                Some(self.absent(name, &format!("it answers {}", served.status)))
            }
            Ok(served) if format!("{:x}", Sha256::digest(&served.text)) != sha256 => Some(self.other(name)),
            Ok(served) => (is_read && !served.is_shared_with(&origin)).then(|| self.not_shared()),
        }
    }

    fn not_shared(&self) -> Undelivered {
        let origin = self.page.origin().ascii_serialization();
        Undelivered {
            message: format!(
                "Browsers get nothing from {}: it does not let pages of {origin} read its files (CORS).",
                self.host()
            ),
            hint: "Have it send the header Access-Control-Allow-Origin: * with every file; in a bucket or a container that \
                   is a CORS rule for GET from every origin. Then check again."
                .to_owned(),
        }
    }

    fn absent(&self, file: &str, why: &str) -> Undelivered {
        let message = format!("Nothing fires: browsers do not get {file} from {} ({why}).", self.host());
        Undelivered { message, hint: AGAIN.to_owned() }
    }

    fn other(&self, file: &str) -> Undelivered {
        let message = format!(
            "Nothing can be relied on: {} gives browsers another {file} than was published.",
            self.host()
        );
        let hint = format!(
            "{AGAIN} If that does not help, see what changes files on their way, such as a minifier."
        );
        Undelivered { message, hint }
    }

    fn host(&self) -> String {
        let port = self.entry.port().map(|port| format!(":{port}")).unwrap_or_default();
        self.entry.host_str().unwrap_or_default().to_owned() + &port
    }
}
