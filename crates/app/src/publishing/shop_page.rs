//! A page of the shop as visitors get it, and what it says itself of a script that it loads or is to load: its tags, its
//! security policies, whether it has a consent banner. What the script's own server says is not known here.

use url::Url;
use waymark_audit::install::{Loaders, installed, keeps_out};
use waymark_audit::{Prober, Served};
use waymark_identify::Document;
use waymark_publish::shopify::{OnPage, ScriptTag, TagSource, verify_on_page};

use super::delivery::POINTER;
use crate::error::AppError;

/// A page that was read.
pub(super) struct ShopPage {
    served: Served,
    /// None where there are more nodes than are read.
    document: Option<Document>,
}

impl ShopPage {
    /// Reads it. An address that does not answer with a page is an error: then nothing can be told.
    pub async fn read(prober: &Prober, address: &Url) -> Result<Self, AppError> {
        let read = Self::read_any(prober, address).await?;
        match read.served.status {
            status @ 400.. => Err(AppError::NotServed { status }),
            _ => Ok(read),
        }
    }

    /// The same, whatever its status: also a page that says no has an address in the end.
    pub async fn read_any(prober: &Prober, address: &Url) -> Result<Self, AppError> {
        let served = prober.read(address).await?;
        let document = Document::from_html(&served.text).ok();
        Ok(Self { served, document })
    }

    /// Its address, after redirects.
    pub fn url(&self) -> &Url {
        &self.served.url
    }

    /// What it loads.
    pub fn loads(&self) -> OnPage {
        verify_on_page(&self.served.text)
    }

    /// Whether its own security policies keep out the script at this address, as it is written in its tag, or what that
    /// asks for.
    pub fn keeps_out(&self, written: &str, source: TagSource) -> bool {
        // A page that says no is not the one that visitors get.
        if self.served.status >= 400 {
            return false;
        }
        let Some(document) = &self.document else { return false };
        let asked = asked_by(source);
        keeps_out(document, self.url(), &self.served.head.policies(), written, asked)
    }

    /// Whether something may turn on what waits for a visitor's consent.
    pub fn has_consent_banner(&self) -> bool {
        self.document
            .as_ref()
            .is_some_and(|page| installed(page, self.url(), &Loaders::default(), &[]).consent.is_some())
    }
}

/// What scripts ask for that are loaded so, beside themselves. The theme's asset and what was exported have all they need.
fn asked_by(source: TagSource) -> Option<&'static str> {
    match source {
        TagSource::HostedEntry => Some(POINTER),
        TagSource::ThemeAsset | TagSource::Copy => None,
    }
}

/// How the tags of Waymark are told from others in the text of a page.
pub(crate) fn loaders(html: &str) -> Loaders {
    let mut found = verify_on_page(html);
    // Anybody may call a file so, and it is not read here: it only counts where nothing else is there.
    let is_else = found.revision.is_some() || found.tags.iter().any(|tag| tag.source != TagSource::Copy);
    found.tags.retain(|tag| !is_else || tag.source != TagSource::Copy);
    let asked = |tag: &ScriptTag| Some((tag.address.clone(), asked_by(tag.source)?.to_owned()));
    Loaders {
        waiting: found.tags.iter().filter(|tag| tag.waits).map(|tag| tag.address.clone()).collect(),
        asked: found.tags.iter().filter_map(asked).collect(),
        addresses: found.tags.into_iter().map(|tag| tag.address).collect(),
        inline: found.revision,
    }
}
