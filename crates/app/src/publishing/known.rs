//! Which of the revisions that this data folder has something is. A marker does not tell: the same plan gives another release
//! with the runtime of another Waymark.

use waymark_compile::Release;
use waymark_model::{Place, ShopSlug};
use waymark_publish::shopify::Checksum;
use waymark_store::Revision;

use super::live::LiveRevision;
use crate::error::AppError;
use crate::state::App;
use crate::view::{LiveId, ReleaseId};

/// Which revision it is: by its config, and by the runtime that another Waymark may make of the same plan.
pub(super) fn id_of(release: &Release) -> String {
    id_of_parts(&release.sha256, &release.runtime_sha256)
}

pub(super) fn id_of_parts(sha256: &str, runtime: &str) -> String {
    format!("{sha256}-{runtime}")
}

/// Whether a revision has this config, whichever runtime is with it.
pub(super) fn is_of_config(id: &str, sha256: &str) -> bool {
    id.split_once('-').is_some_and(|(config, _)| config == sha256)
}

/// Whether a revision has this runtime, whichever config is with it.
pub(super) fn has_runtime(id: &str, runtime: &str) -> bool {
    id.split_once('-').is_some_and(|(_, of)| of == runtime)
}

pub(super) fn name_of(release: &Release) -> ReleaseId {
    ReleaseId { revision: release.revision.clone(), runtime: release.runtime_sha256.clone() }
}

/// An order's release as a place tells what it has.
pub(super) fn live_id(release: &Release, place: &Place) -> LiveId {
    let files = match place {
        Place::Theme { .. } => Checksum::of(&release.bundle_js).as_str().to_owned(),
        _ => release.runtime_sha256.clone(),
    };
    LiveId { revision: release.revision.clone(), files: Some(files) }
}

impl App {
    /// What is live, if it is here: by config and runtime, in a theme by the very bytes.
    pub(super) fn known_as<'a>(
        &self,
        shop: &ShopSlug,
        live: &LiveRevision,
        known: &'a [Revision],
    ) -> Result<Option<&'a Revision>, AppError> {
        if let (Some(sha256), Some(runtime)) = (&live.sha256, &live.runtime) {
            let id = id_of_parts(sha256, runtime);
            return Ok(known.iter().find(|known| known.id == id));
        }
        self.first_of(shop, &live.revision, known, |release| live.has(release))
    }

    /// The same for what a person saw to be live.
    pub(super) fn known_seen<'a>(
        &self,
        shop: &ShopSlug,
        seen: &LiveId,
        known: &'a [Revision],
    ) -> Result<Option<&'a Revision>, AppError> {
        let Some(files) = &seen.files else {
            return Ok(known.iter().find(|known| known.revision == seen.revision));
        };
        let is_there = |known: &&Revision| known.revision == seen.revision && has_runtime(&known.id, files);
        match known.iter().find(is_there) {
            Some(known) => Ok(Some(known)),
            None => self.first_of(shop, &seen.revision, known, |release| {
                Checksum::of(&release.bundle_js).as_str() == files
            }),
        }
    }

    /// The newest of one marker that is what is asked for.
    fn first_of<'a>(
        &self,
        shop: &ShopSlug,
        marker: &str,
        known: &'a [Revision],
        is_it: impl Fn(&Release) -> bool,
    ) -> Result<Option<&'a Revision>, AppError> {
        for each in known.iter().filter(|known| known.revision == marker) {
            if is_it(&self.release(shop, &each.id)?) {
                return Ok(Some(each));
            }
        }
        Ok(None)
    }
}
