//! Whether a shop loads what a target has: what a look at it told, held against what should be there.

use url::Url;
use waymark_model::{Place, PublicationTarget, ShopSlug, TargetId};
use waymark_publish::Site;
use waymark_publish::shopify::{ShopDomain, ThemeId};
use waymark_store::{PublicationKind, Revision};

mod words;

pub(super) use self::words::host_of;
use self::words::words;
use super::errand::{Done, Noted};
use super::known::has_runtime;
use super::served::{Loaded, LoadedBy, OnShop, verdict};
use super::targets::entry_of;
use crate::error::AppError;
use crate::state::App;
use crate::view::{InstallCheck, InstallVerdict, Serving};

/// Where Shopify sends visitors of a shop that is not open yet.
pub(super) const PASSWORD_PAGE: &str = "/password";

impl App {
    /// The page that shows what visitors get of a target: the shop's first, or that of the shop which a theme is of.
    pub fn visited_page(&self, shop: &ShopSlug, target: &PublicationTarget) -> Result<Url, AppError> {
        page_of(target, None)?.map_or_else(|| self.base_of(shop), Ok)
    }

    /// The page that shows what a target has: the same, but of the theme that was chosen, which need not be live.
    pub fn installed_page(&self, shop: &ShopSlug, target: &PublicationTarget) -> Result<Url, AppError> {
        let theme = if let Place::Theme { theme, .. } = &target.place { theme.as_deref() } else { None };
        page_of(target, theme)?.map_or_else(|| self.base_of(shop), Ok)
    }

    /// What a look at the shop says of a target. A revision that a person pasted, and that is there, was published by
    /// hand: it is written down as such.
    pub fn check_install(
        &mut self,
        shop: &ShopSlug,
        target: &PublicationTarget,
        seen: &OnShop,
    ) -> Result<InstallCheck, AppError> {
        let is_pasted = matches!(target.place, Place::Theme { .. });
        // A plan that breaks a rule cannot be pasted; what was published before it is looked for all the same.
        let order = if is_pasted { self.order(shop).ok() } else { None };
        let planned = order.as_ref().map(|order| order.release.revision.clone());
        let last = self.last_at(shop, &target.id)?;
        let published = last.as_ref().map(|last| last.revision.clone());
        let wanted = Wanted { published: &published, planned: &planned };
        let others = self.store.publication_targets(shop)?;
        let elsewhere = seen.loads.first().and_then(|loaded| elsewhere(shop, target, &others, loaded));
        let verdict = verdict(&Serving::from(seen), elsewhere, |revision| wanted.is(revision, is_pasted));
        let served = seen.loads.first().and_then(|loaded| loaded.revision.as_ref());
        let is_planned = served.is_some() && served == planned.as_ref();
        if let Some(order) = order.filter(|_| verdict == InstallVerdict::Installed && is_planned)
            && published != planned
        {
            self.sending(shop, &order, &target.id)?;
            let unseen_in = self.unseen(shop)?.remove(&target.id);
            let noted = Noted::default();
            self.went_live(shop, &order, &Done { target: target.clone(), moved: true, unseen_in, noted })?;
        } else if verdict == InstallVerdict::Installed && served == published.as_ref() {
            self.keep_gone(shop, &target.id, false)?;
        }
        let first = seen.loads.first();
        let revision = first.and_then(|loaded| loaded.revision.clone());
        let known = self.store.revisions(shop)?;
        let number = first.and_then(|loaded| number_of(loaded, last.as_ref(), &known));
        let undelivered = first.and_then(|loaded| loaded.undelivered.as_ref());
        let (mut message, mut hint) = match undelivered {
            Some(undelivered) if verdict == InstallVerdict::NotDelivered => {
                (undelivered.message.clone(), undelivered.hint.as_str())
            }
            _ => words(verdict, target, seen, revision.as_deref(), number),
        };
        let is_slow = verdict == InstallVerdict::Installed && undelivered.is_some();
        if let Some(slow) = undelivered.filter(|_| is_slow) {
            message = format!("{message} {}", slow.message);
            hint = slow.hint.as_str();
        }
        if verdict == InstallVerdict::Installed && is_pasted && !is_planned {
            message.push_str(" Your plan has changed since.");
        }
        Ok(InstallCheck {
            verdict,
            page: seen.page.to_string(),
            from: first.and_then(|loaded| loaded.from.as_ref()).map(Url::to_string),
            revision,
            number,
            message,
            hint: hint.to_owned(),
            is_slow,
        })
    }

    /// Marker of the revision that went live at a target last, as far as it is known here.
    pub(crate) fn published_last(
        &self,
        shop: &ShopSlug,
        target: &TargetId,
    ) -> Result<Option<String>, AppError> {
        Ok(self.last_at(shop, target)?.map(|last| last.revision))
    }

    /// The revision that went live at a target last, as far as it is known here.
    pub(super) fn last_at(&self, shop: &ShopSlug, target: &TargetId) -> Result<Option<Revision>, AppError> {
        let published = self.store.publications(shop)?;
        let last =
            published.iter().find(|each| each.target == *target && each.kind != PublicationKind::Attempt);
        let Some(last) = last else { return Ok(None) };
        let known = self.store.revisions(shop)?;
        Ok(known.into_iter().find(|known| known.id == last.revision))
    }
}

/// How the places of a shop stand together, each as a look at it told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Installations {
    /// Visitors get what they should.
    Right,
    /// At least one is not as it should be.
    Wrong,
    /// Of at least one it could not be told.
    Untold,
}

impl Installations {
    /// A page loads one of a shop's places: where that one is right, the others are no fault.
    #[must_use]
    pub fn of(checks: &[InstallCheck]) -> Self {
        let is_untold = |check: &InstallCheck| {
            matches!(
                check.verdict,
                InstallVerdict::RevisionUnknown | InstallVerdict::PlaceUnknown | InstallVerdict::Closed
            )
        };
        let is_right = |check: &InstallCheck| match check.verdict {
            InstallVerdict::Installed => !check.is_slow,
            InstallVerdict::OtherPlace => checks
                .iter()
                .any(|other| other.verdict == InstallVerdict::Installed && is_same_file(other, check)),
            _ => false,
        };
        if checks.iter().any(is_untold) {
            Self::Untold
        } else if checks.iter().all(is_right) {
            Self::Right
        } else {
            Self::Wrong
        }
    }
}

/// Whether the same file is loaded for both, whatever is added against caches. What stands in a page itself is the same in
/// the same page.
fn is_same_file(one: &InstallCheck, other: &InstallCheck) -> bool {
    match (&one.from, &other.from) {
        (None, None) => one.page == other.page,
        (Some(one), Some(other)) => one.split('?').next() == other.split('?').next(),
        _ => false,
    }
}

/// First page of the shop that a theme is of; `None` for places that are no themes.
fn page_of(target: &PublicationTarget, theme: Option<&str>) -> Result<Option<Url>, AppError> {
    let Place::Theme { shop, endpoint, .. } = &target.place else { return Ok(None) };
    let not_web = |_| AppError::Report("the theme's address is not a web address");
    let stand_in = endpoint.as_deref().map(Url::parse).transpose().map_err(not_web)?;
    let shop = ShopDomain::parse(shop)?;
    let address = match theme {
        Some(theme) => shop.preview_page(&ThemeId::parse(theme)?, stand_in.as_ref()),
        None => shop.first_page(stand_in.as_ref()),
    };
    Url::parse(&address).map(Some).map_err(not_web)
}

/// The revisions that are right for a target.
struct Wanted<'a> {
    /// What was published there last, from here.
    published: &'a Option<String>,
    /// The plan as it is now, where a person may have pasted it.
    planned: &'a Option<String>,
}

impl Wanted<'_> {
    /// A place that nothing was published to from here says itself what it has; a theme may hold anybody's.
    fn is(&self, revision: &str, is_theme: bool) -> bool {
        let mut wanted = [self.published, self.planned].into_iter().flatten().peekable();
        if wanted.peek().is_none() { !is_theme } else { wanted.any(|wanted| wanted == revision) }
    }
}

/// Number of what is loaded. Where only the marker is told, it is taken for what went live last.
fn number_of(loaded: &Loaded, last: Option<&Revision>, known: &[Revision]) -> Option<u32> {
    let is_it = |known: &&Revision| {
        Some(&known.revision) == loaded.revision.as_ref()
            && loaded.runtime.as_ref().is_none_or(|runtime| has_runtime(&known.id, runtime))
    };
    last.filter(is_it).or_else(|| known.iter().find(is_it)).map(|known| known.number)
}

/// What is loaded is not what this target has, or nobody can tell: where it is not known at which address browsers get the
/// target, only the addresses of the shop's `others` can be.
fn elsewhere(
    shop: &ShopSlug,
    target: &PublicationTarget,
    others: &[PublicationTarget],
    loaded: &Loaded,
) -> Option<InstallVerdict> {
    let is_theme = matches!(target.place, Place::Theme { .. });
    match loaded.by {
        LoadedBy::ThemeAsset | LoadedBy::Page => (!is_theme).then_some(InstallVerdict::OtherPlace),
        LoadedBy::Entry if is_theme => Some(InstallVerdict::OtherPlace),
        LoadedBy::Entry => {
            let from = loaded.from.as_ref()?;
            let ours = Site::of(&shop.0).ok()?.entry();
            if !from.path().ends_with(&format!("/{ours}")) {
                return Some(InstallVerdict::OtherShop);
            }
            let is_of = |target: &PublicationTarget| is_entry_of(shop, target, from);
            match is_of(target) {
                Some(true) => None,
                Some(false) => Some(InstallVerdict::OtherPlace),
                None if others.iter().any(|other| is_of(other) == Some(true)) => {
                    Some(InstallVerdict::OtherPlace)
                }
                None => Some(InstallVerdict::PlaceUnknown),
            }
        }
    }
}

/// Whether that is the address at which browsers get a place's script; nothing where that is not known.
fn is_entry_of(shop: &ShopSlug, target: &PublicationTarget, from: &Url) -> Option<bool> {
    let wanted = Url::parse(&entry_of(shop, target)?).ok()?;
    let is_same = (wanted.host(), wanted.port_or_known_default(), wanted.path())
        == (from.host(), from.port_or_known_default(), from.path());
    Some(is_same)
}

/// Whether a page loads this very place, and no other: what is live there is what it should serve.
#[must_use]
pub fn is_loaded_from(shop: &ShopSlug, target: &PublicationTarget, serving: &Serving) -> bool {
    let from = serving.from.as_deref().and_then(|from| Url::parse(from).ok());
    from.and_then(|from| is_entry_of(shop, target, &from)).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://kiln.example/";

    fn check(verdict: InstallVerdict, page: &str, from: Option<&str>) -> InstallCheck {
        InstallCheck {
            verdict,
            page: page.to_owned(),
            from: from.map(str::to_owned),
            revision: None,
            number: None,
            message: String::new(),
            hint: String::new(),
            is_slow: false,
        }
    }

    #[test]
    fn a_place_that_is_not_loaded_is_no_fault_beside_the_one_that_is() {
        use InstallVerdict::{Installed, OtherPlace};
        let file = "https://cdn.example/v1/kiln/waymark.js";
        let busted = "https://cdn.example/v1/kiln/waymark.js?v=2";
        let elsewhere = "https://cdn.example/v1/other/waymark.js";
        let (other_page, other_query) = ("https://kiln.example/cart", "https://kiln.example/?theme=2");
        for ((page, from), expected) in [
            ((PAGE, Some(file)), Installations::Right),
            ((PAGE, Some(busted)), Installations::Right),
            ((PAGE, Some(elsewhere)), Installations::Wrong),
            ((PAGE, None), Installations::Wrong),
        ] {
            let both = [check(Installed, PAGE, Some(file)), check(OtherPlace, page, from)];
            assert_eq!(Installations::of(&both), expected, "{page} {from:?}");
        }
        for (page, expected) in [
            (PAGE, Installations::Right),
            (other_page, Installations::Wrong),
            (other_query, Installations::Wrong),
        ] {
            let both = [check(Installed, PAGE, None), check(OtherPlace, page, None)];
            assert_eq!(Installations::of(&both), expected, "in the page itself: {page}");
        }
        let alone = [check(OtherPlace, PAGE, Some(file))];
        assert_eq!(Installations::of(&alone), Installations::Wrong, "nothing is right beside it");
    }

    #[test]
    fn what_cannot_be_told_of_one_cannot_be_told_of_all() {
        use InstallVerdict::{Closed, Installed, Missing, PlaceUnknown, RevisionUnknown};
        for verdict in [Closed, PlaceUnknown, RevisionUnknown] {
            let both = [check(Installed, PAGE, None), check(verdict, PAGE, None)];
            assert_eq!(Installations::of(&both), Installations::Untold, "{verdict:?}");
        }
        let slow = InstallCheck { is_slow: true, ..check(Installed, PAGE, None) };
        assert_eq!(Installations::of(&[slow]), Installations::Wrong);
        assert_eq!(Installations::of(&[check(Missing, PAGE, None)]), Installations::Wrong);
    }
}
