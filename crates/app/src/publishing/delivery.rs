//! Whether visitors' browsers get what a place says is live: its files are asked for as a page of the shop asks, from the
//! shop's origin and without a token. A pointer that answers is not enough: the script beside it, the runtime and the
//! config have to be there, be what they are named after, and be readable from another origin (CORS).

use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;
use waymark_audit::{AuditError, Prober, Served};
use waymark_model::web_address::is_loopback;
use waymark_publish::is_revision;

use super::errand::Errand;
use super::installation::host_of;
use super::targets::entry_of;
use crate::error::AppError;
use crate::failure::Failure;
use crate::view::Undelivered;

/// Named by every edition of the script that the tag names, which asks for it.
const POINTER: &str = "current.json";
const ENTRY: &str = "waymark.js";

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
    /// Whether it is known at which address browsers get the files.
    #[must_use]
    pub fn has_public_address(&self) -> bool {
        entry_of(&self.shop, &self.target).is_some()
    }

    /// Why browsers on the shop's page there do not get what is live at this place; nothing where they do, and where it is
    /// not known at which address they would ask.
    pub async fn undelivered(&self, prober: &Prober, page: &Url) -> Option<Undelivered> {
        let entry = Url::parse(&entry_of(&self.shop, &self.target)?).ok()?;
        // Visitors are where the address leads, such as to www. Where it leads nowhere, it is taken as it is.
        let reached = prober.probe(page).await.ok();
        let page = reached.map_or_else(|| page.clone(), |reached| reached.url);
        delivered(prober, &page, &entry).await.undelivered
    }
}

/// What a browser on this page gets of the place whose script lies there.
pub(super) async fn delivered(prober: &Prober, page: &Url, entry: &Url) -> Delivered {
    let asked = Asked { prober, page, entry };
    match asked.pointer().await {
        Err(undelivered) => Delivered { undelivered: Some(undelivered), ..Delivered::default() },
        Ok((pointer, is_shared)) => Delivered {
            undelivered: asked.fault(&pointer, is_shared).await,
            runtime: pointer.runtime.strip_suffix(".js").map(str::to_owned),
            revision: Some(pointer.revision),
        },
    }
}

struct Asked<'a> {
    prober: &'a Prober,
    page: &'a Url,
    entry: &'a Url,
}

impl Asked<'_> {
    /// What the pointer says, and whether a script on the page may read it.
    async fn pointer(&self) -> Result<(Pointer, bool), Undelivered> {
        let address = self.entry.join(POINTER).map_err(|_| self.other(POINTER))?;
        let served = self.prober.read_from(&self.page.origin(), &address).await;
        let served = self.is_there(POINTER, served)?;
        // Browsers pass over a mark of the byte order.
        let pointer = serde_json::from_str(served.text.trim_start_matches('\u{feff}')).ok();
        let pointer = pointer.filter(|pointer: &Pointer| is_revision(&pointer.revision));
        Ok((pointer.ok_or_else(|| self.other(POINTER))?, served.is_shared))
    }

    /// The first thing that keeps browsers from it.
    async fn fault(&self, pointer: &Pointer, is_shared: bool) -> Option<Undelivered> {
        if self.page.scheme() == "https" && self.entry.scheme() == "http" && !is_loopback(self.entry) {
            return Some(self.unencrypted());
        }
        if !is_shared {
            return Some(self.not_shared());
        }
        // The pointer is data: it may name what lies beside it, nothing else.
        let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let runtime = pointer.runtime.strip_suffix(".js").filter(|runtime| is_hash(runtime));
        let Some(runtime) = runtime.filter(|_| is_hash(&pointer.sha256)) else {
            return Some(self.other(POINTER));
        };
        match self.is_there(ENTRY, self.prober.read(self.entry).await) {
            Ok(entry) if entry.text.contains(POINTER) => {}
            Ok(_) => return Some(self.other(ENTRY)),
            Err(undelivered) => return Some(undelivered),
        }
        let config = format!("{}.json", pointer.sha256);
        match self.file(&config, &pointer.sha256).await {
            Ok(true) => self.file(&pointer.runtime, runtime).await.err(),
            Ok(false) => Some(self.not_shared()),
            Err(undelivered) => Some(undelivered),
        }
    }

    /// Whether a script may read a file that is named after its content; a tag that loads one needs no leave.
    async fn file(&self, name: &str, sha256: &str) -> Result<bool, Undelivered> {
        let address = self.entry.join(name).map_err(|_| self.other(POINTER))?;
        let served = self.prober.read_from(&self.page.origin(), &address).await;
        let served = self.is_there(name, served)?;
        let is_it = format!("{:x}", Sha256::digest(&served.text)) == sha256;
        if is_it { Ok(served.is_shared) } else { Err(self.other(name)) }
    }

    fn is_there(&self, file: &str, served: Result<Served, AuditError>) -> Result<Served, Undelivered> {
        let host = host_of(self.entry);
        let fault = |message: String, hint: &str| Undelivered { message, hint: hint.to_owned() };
        match served {
            Ok(served) if served.status == 200 => Ok(served),
            Ok(Served { status: 404 | 410, .. }) => Err(fault(
                format!("Nothing fires: {host} does not have {file}."),
                "Publish to this place again: files that are missing are written once more. Where files come online some time \
                 after they were written, check again then, and see that the address for browsers is the right one.",
            )),
            Ok(Served { status: status @ (401 | 403), .. }) => Err(fault(
                format!("Nothing fires: {host} does not let browsers have {file} ({status})."),
                "Let everybody read the files there without a token; in a bucket or a container that is public read access.",
            )),
            Ok(Served { status, .. }) => Err(fault(
                format!("Nothing fires: {host} answers {status} where browsers ask for {file}."),
                "See that the address for browsers is the right one, and what is wrong with that server.",
            )),
            Err(error) => Err(fault(
                format!(
                    "Nothing fires: browsers do not get {file}. {}",
                    Failure::from(AppError::from(error)).message
                ),
                "See that the address for browsers is the right one, and that it answers.",
            )),
        }
    }

    fn not_shared(&self) -> Undelivered {
        let origin = self.page.origin().ascii_serialization();
        Undelivered {
            message: format!(
                "Browsers get nothing from {}: it does not let pages of {origin} read its files (CORS).",
                host_of(self.entry)
            ),
            hint: "Have it send the header Access-Control-Allow-Origin: * once with every file; in a bucket or a container that \
                   is a CORS rule for GET from every origin. Then check again."
                .to_owned(),
        }
    }

    fn unencrypted(&self) -> Undelivered {
        Undelivered {
            message: format!(
                "Browsers get nothing from {}: the shop is encrypted, and they load nothing into it that is not.",
                host_of(self.entry)
            ),
            hint: "Give this place an address for browsers that begins with https://, and put its line into the shop."
                .to_owned(),
        }
    }

    fn other(&self, file: &str) -> Undelivered {
        Undelivered {
            message: format!("{} gives browsers another {file} than was published.", host_of(self.entry)),
            hint: "Publish to this place again. If that does not help, see what changes files on their way, such as a \
                   minifier, and that the address for browsers is the right one."
                .to_owned(),
        }
    }
}
