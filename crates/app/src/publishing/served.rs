//! What a shop really serves its visitors: whether a page of it loads Waymark, from where, and which revision that is.
//! Asked as a visitor asks, not through the target's own door.

use serde::Deserialize;
use url::Url;
use waymark_audit::Prober;
use waymark_publish::shopify::{ScriptTag, revision_of, verify_on_page};

use crate::error::AppError;
use crate::view::Serving;

#[derive(Deserialize)]
struct Pointer {
    revision: String,
}

/// Looks at a page of the shop. An address that does not answer is an error: then nothing can be told.
pub async fn serving(prober: &Prober, page: &Url) -> Result<Serving, AppError> {
    let served = prober.read(page).await?;
    if served.status >= 400 {
        return Err(AppError::NotServed { status: served.status });
    }
    let found = verify_on_page(&served.text);
    let mut tags = found.tags.into_iter();
    let Some(tag) = tags.next() else {
        let loads = found.revision.is_some();
        return Ok(Serving { loads, from: None, revision: found.revision, twice: false });
    };
    let (source, revision) = match tag {
        ScriptTag::ThemeAsset(source) => {
            let address = served.url.join(&source).ok();
            let revision = match &address {
                Some(address) => prober.read(address).await.ok().and_then(|script| revision_of(&script.text)),
                None => None,
            };
            (address, revision)
        }
        ScriptTag::HostedEntry(source) => {
            let address = served.url.join(&source).ok();
            let pointer = address.as_ref().and_then(|address| address.join("current.json").ok());
            let revision = match pointer {
                Some(pointer) => live_at(prober, &pointer).await,
                None => None,
            };
            (address, revision)
        }
    };
    Ok(Serving { loads: true, from: source.map(String::from), revision, twice: tags.next().is_some() })
}

async fn live_at(prober: &Prober, pointer: &Url) -> Option<String> {
    let served = prober.read(pointer).await.ok().filter(|served| served.status == 200)?;
    serde_json::from_str::<Pointer>(&served.text).ok().map(|pointer| pointer.revision)
}
