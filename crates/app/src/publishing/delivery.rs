//! Whether visitors' browsers get what a place says is live: its files are asked for as a page of the shop asks, from the
//! shop's origin and without a token. A pointer that answers is not enough: the script beside it, the runtime and the
//! config have to be there, be what they are named after, be readable from another origin (CORS), be run as scripts, and
//! have no policy of the shop against them. The words for what is not so stand in `undelivered`.

use serde::Deserialize;
use sha2::{Digest, Sha256};
use url::Url;
use waymark_audit::{Prober, Served, Unrun, is_intact};
use waymark_model::web_address::is_loopback;
use waymark_publish::is_revision;
use waymark_publish::shopify::{ScriptTag, TagSource};

use super::door::Progress;
use super::errand::{Errand, until_stopped};
use super::shop_page::ShopPage;
use super::targets::entry_of;
use super::undelivered::{is_there, kept_out, late, not_shared, other, stale, unencrypted, unrun, waits};
use crate::view::Undelivered;

/// Named by every edition of the script that the tag names, which asks for it.
pub(super) const POINTER: &str = "current.json";
pub(super) const ENTRY: &str = "waymark.js";
/// Browsers that keep the pointer for longer keep visitors on an old revision, in seconds.
const LONGEST_KEPT: u64 = 2 * 3_600;

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
    /// With which status its server turned a program away that is no browser: nothing is known then.
    pub turned_away: Option<u16>,
}

impl Errand {
    /// Whether it is known at which address browsers get the files.
    #[must_use]
    pub fn has_public_address(&self) -> bool {
        entry_of(&self.shop, &self.target).is_some()
    }

    /// Why browsers on the shop's page there do not get what is live at this place, where it is a revision; nothing where
    /// they do, and where it is not known at which address they would ask.
    pub async fn undelivered(&self, prober: &Prober, page: &Url, live: &str) -> Option<Undelivered> {
        let entry = Url::parse(&entry_of(&self.shop, &self.target)?).ok()?;
        // Visitors are where the address leads, such as to www. A page that cannot be read says nothing of its policies.
        let read = ShopPage::read_any(prober, page).await.ok();
        let page = read.as_ref().map_or(page, ShopPage::url);
        let told = delivered(prober, page, &entry, None).await;
        let is_kept_out =
            || read.as_ref().is_some_and(|read| read.keeps_out(entry.as_str(), TagSource::HostedEntry));
        let other = told.revision.as_ref().filter(|there| *there != live);
        let (slow, broken) = match told.undelivered {
            Some(slow) if slow.works => (Some(slow), None),
            broken => (None, broken),
        };
        broken
            .or_else(|| is_kept_out().then(|| kept_out(&entry, page)))
            .or_else(|| other.map(|there| late(&entry, there, live)))
            .or(slow)
    }

    /// The same, as long as the person wants to know.
    pub async fn undelivered_unless_stopped(
        &self,
        prober: &Prober,
        page: &Url,
        live: &str,
        progress: &dyn Progress,
    ) -> Option<Undelivered> {
        until_stopped(|| progress.is_cancelled(), self.undelivered(prober, page, live)).await.flatten()
    }
}

/// What a browser on this page gets of the place whose script lies there, by this tag or by one as Waymark writes it.
pub(super) async fn delivered(
    prober: &Prober,
    page: &Url,
    entry: &Url,
    tag: Option<&ScriptTag>,
) -> Delivered {
    let asked = Asked { prober, page, entry, tag };
    match asked.pointer().await {
        Err(undelivered) => Delivered { undelivered: Some(undelivered), ..Delivered::default() },
        Ok((pointer, served)) => Delivered {
            undelivered: asked.look(&pointer, &served).await.err(),
            runtime: pointer.runtime.strip_suffix(".js").map(str::to_owned),
            revision: Some(pointer.revision),
            turned_away: None,
        },
    }
}

/// Why a browser does not load what a tag in a page asks for, by what the page itself says.
pub(super) fn held_back(page: &ShopPage, tag: &ScriptTag, from: &Url) -> Option<Undelivered> {
    if tag.waits && !page.has_consent_banner() {
        return Some(waits());
    }
    page.keeps_out(&tag.address, tag.source).then(|| kept_out(from, page.url()))
}

/// Why a browser does not run a script that a tag in a page loads from there.
pub(super) fn not_run(
    page: &Url,
    from: &Url,
    file: &str,
    served: &Served,
    tag: Option<&ScriptTag>,
) -> Option<Undelivered> {
    let asks_leave = tag.is_some_and(|tag| tag.asks_leave);
    if asks_leave && !served.is_shared {
        return Some(not_shared(from, page));
    }
    if let Some(why) = served.head.unrun(page, &served.url, asks_leave) {
        return Some(unrun(from, file, &why));
    }
    let integrity = tag.and_then(|tag| tag.integrity.as_ref())?;
    // What another origin does not share cannot be compared.
    let is_comparable = asks_leave || served.url.origin() == page.origin();
    let fits = integrity.trim().is_empty() || is_comparable && is_intact(integrity, &served.text);
    (!fits).then(|| unrun(from, file, &Unrun::Integrity))
}

struct Asked<'a> {
    prober: &'a Prober,
    page: &'a Url,
    entry: &'a Url,
    tag: Option<&'a ScriptTag>,
}

impl Asked<'_> {
    /// What the pointer says, and as what it was served.
    async fn pointer(&self) -> Result<(Pointer, Served), Undelivered> {
        let address = self.entry.join(POINTER).map_err(|_| other(self.entry, POINTER))?;
        let served = self.prober.read_from(&self.page.origin(), &address).await;
        let served = is_there(self.entry, POINTER, served)?;
        // Browsers pass over a mark of the byte order.
        let pointer = serde_json::from_str(served.text.trim_start_matches('\u{feff}')).ok();
        let pointer = pointer.filter(|pointer: &Pointer| is_revision(&pointer.revision));
        Ok((pointer.ok_or_else(|| other(self.entry, POINTER))?, served))
    }

    /// The first thing that keeps browsers from it, or makes them late.
    async fn look(&self, pointer: &Pointer, served: &Served) -> Result<(), Undelivered> {
        if self.page.scheme() == "https" && self.entry.scheme() == "http" && !is_loopback(self.entry) {
            return Err(unencrypted(self.entry));
        }
        self.is_shared(served)?;
        // The pointer is data: it may name what lies beside it, nothing else.
        let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let runtime = pointer.runtime.strip_suffix(".js").filter(|runtime| is_hash(runtime));
        let Some(runtime) = runtime.filter(|_| is_hash(&pointer.sha256)) else {
            return Err(other(self.entry, POINTER));
        };
        // As a page asks: what a tag with `crossorigin` needs is told by the answer to that.
        let entry = self.prober.read_from(&self.page.origin(), self.entry).await;
        let entry = is_there(self.entry, ENTRY, entry)?;
        if !entry.text.contains(POINTER) {
            return Err(other(self.entry, ENTRY));
        }
        self.is_run(ENTRY, &entry, self.tag)?;
        let config = format!("{}.json", pointer.sha256);
        self.is_shared(&self.file(&config, &pointer.sha256).await?)?;
        // Its tag is the entry's own making.
        self.is_run(&pointer.runtime, &self.file(&pointer.runtime, runtime).await?, None)?;
        match served.head.fresh_for() {
            seconds if seconds > LONGEST_KEPT => Err(stale(self.entry, seconds)),
            _ => Ok(()),
        }
    }

    /// A script on the page may read it.
    fn is_shared(&self, served: &Served) -> Result<(), Undelivered> {
        if served.is_shared { Ok(()) } else { Err(not_shared(self.entry, self.page)) }
    }

    /// A tag on the page runs it.
    fn is_run(&self, file: &str, served: &Served, tag: Option<&ScriptTag>) -> Result<(), Undelivered> {
        not_run(self.page, self.entry, file, served, tag).map_or(Ok(()), Err)
    }

    /// A file that is named after its content.
    async fn file(&self, name: &str, sha256: &str) -> Result<Served, Undelivered> {
        let address = self.entry.join(name).map_err(|_| other(self.entry, POINTER))?;
        let served = self.prober.read_from(&self.page.origin(), &address).await;
        let served = is_there(self.entry, name, served)?;
        let is_it = format!("{:x}", Sha256::digest(&served.text)) == sha256;
        if is_it { Ok(served) } else { Err(other(self.entry, name)) }
    }
}
