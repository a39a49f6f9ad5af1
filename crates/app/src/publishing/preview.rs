//! Previews of a theme publication: made, remembered until they are discarded, discarded. One is written down before
//! Shopify is asked for it, so that a copy that was made while nobody could write down its id is found again.

use serde::{Deserialize, Serialize};
use waymark_model::{Millis, Place, PublicationTarget, ShopSlug, TargetId};
use waymark_publish::shopify::{PreviewGround, PreviewOn, Role, ShopifyError, ThemeId, ThemeTarget};

use super::door::{Door, Progress, Watching};
use super::errand::Errand;
use super::order::Order;
use super::words;
use crate::error::AppError;
use crate::state::App;
use crate::view::{PreviewView, ThemeView};

/// A preview as it is kept among the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remembered {
    target: TargetId,
    revision: String,
    /// A theme that the merchant has; absent for a copy.
    chosen: Option<String>,
    at: Millis,
    /// What the chosen theme had before any preview.
    #[serde(default)]
    had: Had,
    /// Absent until it is complete.
    made: Option<Made>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    theme: String,
    name: String,
    address: String,
}

/// What a theme had of Waymark's before any preview was put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Had {
    /// A revision: taking it out would take out more than the preview.
    asset: bool,
    /// The snippet, which something in it may render.
    snippet: bool,
}

impl Default for Had {
    /// Where that was not written down, nothing is taken out.
    fn default() -> Self {
        Self { asset: true, snippet: true }
    }
}

impl Had {
    /// By what a look found, and the previews that are known in the same theme: what they put in was not there before.
    fn of(ground: &PreviewGround, known: &[&Remembered]) -> Self {
        let is_preview = |revision: &String| known.iter().any(|known| known.revision == *revision);
        let is_other = ground.revision.as_ref().is_some_and(|revision| !is_preview(revision));
        Self {
            asset: is_other || known.iter().any(|known| known.had.asset),
            snippet: match known {
                [] => ground.has_snippet,
                known => known.iter().any(|known| known.had.snippet),
            },
        }
    }
}

/// A preview that can be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previewed {
    /// Where to look at it.
    pub address: String,
    /// Name of the theme.
    pub theme: String,
    kept: Vec<Remembered>,
}

impl App {
    /// Writes down that a preview is about to be made: in a theme that was chosen by its id, or in a copy, as
    /// [`Errand::preview_ground`] found it. To be given to [`Errand::preview`].
    pub fn previewing(
        &mut self,
        shop: &ShopSlug,
        order: &Order,
        target: &PublicationTarget,
        chosen: Option<&str>,
        ground: &PreviewGround,
    ) -> Result<Vec<Remembered>, AppError> {
        let revision = &order.release.revision;
        let chosen = chosen.map(ThemeId::parse).transpose()?.map(String::from);
        if chosen.is_some() && chosen == own_theme(target) {
            return Err(ShopifyError::NotUnpublished.into());
        }
        let others = self.store.publication_targets(shop)?;
        let holding = others.into_iter().find(|other| chosen.is_some() && own_theme(other) == chosen);
        if let Some(other) = holding {
            return Err(AppError::PreviewInPlace { target: other.name });
        }
        let mut all = self.previews(shop)?;
        let known: Vec<&Remembered> = all.iter().filter(|known| known.chosen == chosen).collect();
        let had = Had::of(ground, &known);
        let is_same = |known: &Remembered| {
            known.target == target.id && known.revision == *revision && known.chosen == chosen
        };
        let before = all.iter().position(is_same).map(|at| all.remove(at));
        all.push(Remembered {
            target: target.id.clone(),
            revision: revision.clone(),
            chosen,
            at: self.now(),
            had,
            made: before.and_then(|before| before.made),
        });
        self.keep_previews(shop, &all)?;
        self.spare_places(shop, of_target(all, &target.id))
    }

    /// Out of the themes of places nothing is taken with a preview: it may have been published there since.
    fn spare_places(
        &self,
        shop: &ShopSlug,
        mut previews: Vec<Remembered>,
    ) -> Result<Vec<Remembered>, AppError> {
        let of_places = self.themes_of_places(shop)?;
        let is_place = |preview: &&mut Remembered| {
            preview.chosen.as_ref().is_some_and(|chosen| of_places.contains(chosen))
        };
        previews.iter_mut().filter(is_place).for_each(|preview| preview.had.asset = true);
        Ok(previews)
    }

    /// The themes that the shop's places publish to by themselves. To be given to [`Errand::preview_themes`].
    pub fn themes_of_places(&self, shop: &ShopSlug) -> Result<Vec<String>, AppError> {
        Ok(self.store.publication_targets(shop)?.iter().filter_map(own_theme).collect())
    }

    /// Writes down what became of it.
    pub fn previewed(&mut self, errand: &Errand, done: &Previewed) -> Result<(), AppError> {
        self.replace_previews(errand, &done.kept)
    }

    /// The previews of a target that are to be discarded; at least one. To be given to [`Errand::discard`].
    pub fn previews_of(&self, errand: &Errand) -> Result<Vec<Remembered>, AppError> {
        let previews = of_target(self.previews(&errand.shop)?, &errand.target.id);
        if previews.is_empty() {
            return Err(AppError::NoPreview { target: errand.target.name.clone() });
        }
        self.spare_places(&errand.shop, previews)
    }

    /// Forgets the previews of a target.
    pub fn discarded(&mut self, errand: &Errand) -> Result<(), AppError> {
        self.replace_previews(errand, &[])
    }

    /// A preview of a target would be forgotten in the merchant's shop if the target went away or elsewhere.
    pub(super) fn refuse_preview_left(
        &self,
        shop: &ShopSlug,
        target: &PublicationTarget,
    ) -> Result<(), AppError> {
        let is_left = self.previews(shop)?.iter().any(|preview| preview.target == target.id);
        if is_left { Err(AppError::PreviewLeft { target: target.name.clone() }) } else { Ok(()) }
    }

    pub(super) fn previews(&self, shop: &ShopSlug) -> Result<Vec<Remembered>, AppError> {
        self.kept(&key(shop))
    }

    fn replace_previews(&mut self, errand: &Errand, previews: &[Remembered]) -> Result<(), AppError> {
        let mut all = self.previews(&errand.shop)?;
        all.retain(|known| known.target != errand.target.id);
        all.extend_from_slice(previews);
        self.keep_previews(&errand.shop, &all)
    }

    fn keep_previews(&mut self, shop: &ShopSlug, previews: &[Remembered]) -> Result<(), AppError> {
        self.keep(&key(shop), previews)
    }
}

/// The theme that a place publishes to by itself. A preview there would be taken for what is live.
fn own_theme(target: &PublicationTarget) -> Option<String> {
    let Place::Theme { theme: Some(own), .. } = &target.place else { return None };
    ThemeId::parse(own).ok().map(String::from)
}

fn key(shop: &ShopSlug) -> String {
    format!("previews/{}", shop.0)
}

fn of_target(mut previews: Vec<Remembered>, target: &TargetId) -> Vec<Remembered> {
    previews.retain(|preview| preview.target == *target);
    previews
}

/// What is shown of a target's previews: the one that was asked for last.
pub(super) fn shown(previews: &[Remembered], target: &TargetId) -> Option<PreviewView> {
    let last = previews.iter().rev().find(|preview| preview.target == *target)?;
    Some(PreviewView {
        revision: last.revision.clone(),
        theme: last.made.as_ref().map(|made| made.name.clone()),
        is_copy: last.chosen.is_none(),
        address: last.made.as_ref().map(|made| made.address.clone()),
        at: last.at,
    })
}

impl Errand {
    /// Themes that a preview can be written into besides a copy: those that visitors do not see and that are no place's,
    /// as [`App::themes_of_places`] gave them.
    pub async fn preview_themes(&self, of_places: &[String]) -> Result<Vec<ThemeView>, AppError> {
        let door = self.open().await?;
        let mut themes = self.theme_in(&door)?.0.themes(&()).await?;
        themes.retain(|theme| {
            !of_places.iter().any(|place| place == theme.id.as_str())
                && matches!(theme.role, Role::Unpublished | Role::Development)
                && !theme.name.starts_with("Waymark preview")
        });
        Ok(words::themes(&themes))
    }

    /// What a preview finds in a theme that was chosen by its id, or the one that is to be copied. Refuses what it could
    /// not be seen on, before it is written down.
    pub async fn preview_ground(
        &self,
        chosen: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<PreviewGround, AppError> {
        let door = self.open().await?;
        let (target, own) = self.theme_in(&door)?;
        target.preview_ground(&on(chosen, own)?, &Watching(progress)).await.map_err(failed)
    }

    /// Makes the last of the target's previews, as [`App::previewing`] gave them, and then discards the others.
    pub async fn preview(
        &self,
        order: &Order,
        mut previews: Vec<Remembered>,
        progress: &dyn Progress,
    ) -> Result<Previewed, AppError> {
        let door = self.open().await?;
        let (target, own) = self.theme_in(&door)?;
        let mut wanted =
            previews.pop().ok_or_else(|| AppError::NoPreview { target: self.target.name.clone() })?;
        let on = on(wanted.chosen.as_deref(), own)?;
        let watch = Watching(progress);
        let preview = target.preview(&order.release, &on, &watch).await.map_err(failed)?;
        let (theme, address) = (preview.theme.name, preview.address);
        wanted.made =
            Some(Made { theme: preview.theme.id.into(), name: theme.clone(), address: address.clone() });
        let mut kept = Vec::new();
        for older in
            previews.into_iter().filter(|older| older.chosen.is_none() || older.chosen != wanted.chosen)
        {
            // One that stays is tried again when this one is discarded.
            if discard(target, &older, &watch).await.is_err() {
                kept.push(older);
            }
        }
        kept.push(wanted);
        Ok(Previewed { address, theme, kept })
    }

    /// Discards previews: a copy is deleted, from a chosen theme only what the preview put in is taken out. True if a
    /// theme stays as it is, because it is not what the preview left: it was renamed, published, or had Waymark before.
    pub async fn discard(&self, previews: &[Remembered], progress: &dyn Progress) -> Result<bool, AppError> {
        let door = self.open().await?;
        let (target, _) = self.theme_in(&door)?;
        let mut stays = false;
        for (at, preview) in previews.iter().enumerate() {
            let is_left = discard(target, preview, &Watching(progress)).await?;
            // What an older one leaves in a theme is the later one's.
            let mut later = previews[at + 1..].iter();
            stays |= is_left && !later.any(|later| later.chosen.is_some() && later.chosen == preview.chosen);
        }
        Ok(stays)
    }

    pub(super) fn theme_in<'a>(
        &self,
        door: &'a Door,
    ) -> Result<(&'a ThemeTarget, Option<&'a ThemeId>), AppError> {
        match door {
            Door::Theme { target, theme } => Ok((target, theme.as_ref())),
            Door::Files { .. } => Err(AppError::NoTheme { target: self.target.name.clone() }),
        }
    }
}

fn on(chosen: Option<&str>, own: Option<&ThemeId>) -> Result<PreviewOn, ShopifyError> {
    Ok(match chosen {
        Some(chosen) => PreviewOn::Theme(ThemeId::parse(chosen)?),
        None => PreviewOn::CopyOf(own.cloned()),
    })
}

/// What a stop leaves behind is another thing than that of a publication.
fn failed(error: ShopifyError) -> AppError {
    if matches!(error, ShopifyError::Cancelled) { AppError::PreviewStopped } else { error.into() }
}

/// True if the theme stays as it is.
async fn discard(
    target: &ThemeTarget,
    preview: &Remembered,
    watch: &Watching<'_>,
) -> Result<bool, ShopifyError> {
    let discarded = match (&preview.chosen, &preview.made) {
        (None, made) => {
            let known = match made {
                Some(made) => target.discard(&ThemeId::parse(&made.theme)?, watch).await,
                None => Ok(()),
            };
            // Shopify may have made another one whose answer was lost.
            target.discard_revision(&preview.revision, watch).await?;
            known
        }
        (Some(_), _) if preview.had.asset => return Ok(true),
        (Some(chosen), _) => {
            target.discard_in(&ThemeId::parse(chosen)?, &preview.revision, preview.had.snippet, watch).await
        }
    };
    match discarded {
        Err(ShopifyError::NoSuchTheme) | Ok(()) => Ok(false),
        Err(ShopifyError::NotAPreview) => Ok(true),
        Err(error) => Err(error),
    }
}
