//! The list of shops: adding, opening, selecting, closing, and what the panel is shown of them.

use url::Url;
use waymark_model::page_type::defaults;
use waymark_model::validate::EventChecks;
use waymark_model::{Balance, Shop, ShopSlug};
use waymark_store::StoreError;

use crate::address::{self, AddressError};
use crate::arrival::Arrival;
use crate::error::AppError;
use crate::labels;
use crate::state::App;
use crate::view::{OpenShop, Overview, ShopView};

/// Short name of the demo shop, whatever port it is served on.
pub const DEMO: &str = "demo";

/// A shop was opened: what to show, and where to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Everything for the panel.
    pub overview: Overview,
    /// Its short name.
    pub slug: ShopSlug,
    /// Page for the shop pane.
    pub page: Url,
}

impl App {
    /// All shops, and the open one with its plan.
    pub fn overview(&self) -> Result<Overview, AppError> {
        let open = match &self.open {
            Some(slug) => Some(self.open_shop_view(slug)?),
            None => None,
        };
        Ok(Overview { shops: self.shops()?, open })
    }

    /// Opens the shop that was found; adds it if it is new.
    pub fn open_shop(&mut self, arrival: &Arrival) -> Result<Opened, AppError> {
        let slug = match self.shop_at(arrival)? {
            Some(slug) => slug,
            None => self.add(&arrival.base, None)?.slug,
        };
        self.switch_to(slug, arrival.page.clone())
    }

    /// A shop's name; its short name where it has none.
    #[must_use]
    pub fn shop_name(&self, slug: &ShopSlug) -> String {
        self.plan_of(slug).map_or_else(|_| slug.0.clone(), |plan| plan.shop.name)
    }

    /// Opens the demo shop, which may be served on another port each time.
    pub fn open_demo(&mut self, url: &Url) -> Result<Opened, AppError> {
        let slug = ShopSlug(DEMO.to_owned());
        if self.shops()?.iter().all(|entry| entry.shop.slug != slug) {
            let shop = Shop { slug: slug.clone(), url: url.to_string(), name: "Demo shop".to_owned() };
            self.store.add_shop(&shop, &defaults(), self.now())?;
        }
        self.demo = Some(url.clone());
        self.switch_to(slug, url.clone())
    }

    /// Opens a shop of the list at its base address. The demo shop has to be served first.
    pub fn select_shop(&mut self, slug: &ShopSlug) -> Result<Opened, AppError> {
        let page = base_url(&self.plan_of(slug)?.shop)?;
        self.switch_to(slug.clone(), page)
    }

    /// Back to the first screen.
    pub fn close_shop(&mut self) -> Result<Overview, AppError> {
        self.open = None;
        self.leave();
        self.overview()
    }

    /// Adds a shop without asking the network whether it is there.
    pub fn add_shop(&mut self, typed: &str, name: Option<&str>) -> Result<Shop, AppError> {
        let candidates = address::parse(typed)?;
        self.add(&address::base(candidates.first()), name)
    }

    /// All shops, the last used first. The demo shop has the address it has in this run.
    pub fn shops(&self) -> Result<Vec<ShopView>, AppError> {
        let mut shops: Vec<ShopView> = self
            .store
            .shops()?
            .into_iter()
            .map(|entry| ShopView { shop: entry.shop, events: entry.events, opened_at: entry.opened_at })
            .collect();
        if let Some(url) = &self.demo
            && let Some(entry) = shops.iter_mut().find(|entry| entry.shop.slug.0 == DEMO)
        {
            entry.shop.url = url.to_string();
        }
        Ok(shops)
    }

    fn add(&mut self, base: &Url, name: Option<&str>) -> Result<Shop, AppError> {
        let slug = self.free_slug(base)?;
        let name = name.map_or_else(|| address::shop_name(base), str::to_owned);
        let shop = Shop { slug, url: base.to_string(), name };
        self.store.add_shop(&shop, &defaults(), self.now())?;
        Ok(shop)
    }

    /// The host; with the base path behind it when another storefront of the host is there already.
    fn free_slug(&self, base: &Url) -> Result<ShopSlug, AppError> {
        let shops = self.shops()?;
        if let Some(twin) = shops.iter().find(|entry| base_url(&entry.shop).is_ok_and(|known| known == *base))
        {
            return Err(StoreError::ShopTaken(twin.shop.slug.clone()).into());
        }
        let is_taken = |slug: &ShopSlug| shops.iter().any(|entry| entry.shop.slug == *slug);
        let host = ShopSlug(address::slug(base));
        if !is_taken(&host) {
            return Ok(host);
        }
        let path = base.path().trim_matches('/').replace('/', "-");
        let with_path = ShopSlug(format!("{}-{path}", host.0));
        if path.is_empty() || is_taken(&with_path) {
            Err(StoreError::ShopTaken(host).into())
        } else {
            Ok(with_path)
        }
    }

    /// The shop that an address belongs to: the one with this very base; for a page of no particular base the
    /// one with the longest base around it.
    fn shop_at(&self, arrival: &Arrival) -> Result<Option<ShopSlug>, AppError> {
        let shops: Vec<(ShopSlug, Url)> = self
            .shops()?
            .into_iter()
            .filter_map(|entry| Some((entry.shop.slug.clone(), base_url(&entry.shop).ok()?)))
            .filter(|(_, base)| address::same_host(base, &arrival.base))
            .collect();
        let exact = shops.iter().find(|(_, base)| base.path() == arrival.base.path());
        let around = || {
            shops
                .iter()
                .filter(|(_, base)| {
                    arrival.base.path() == "/" && arrival.page.path().starts_with(base.path())
                })
                .max_by_key(|(_, base)| base.path().len())
        };
        Ok(exact.or_else(around).map(|(slug, _)| slug.clone()))
    }

    fn switch_to(&mut self, slug: ShopSlug, page: Url) -> Result<Opened, AppError> {
        if self.open.as_ref() != Some(&slug) {
            self.leave();
        }
        let now = self.now();
        self.store.touch_shop(&slug, now)?;
        self.open = Some(slug.clone());
        Ok(Opened { overview: self.overview()?, slug, page })
    }

    /// Drops what belongs to the shop that is left.
    fn leave(&mut self) {
        self.drafts.clear();
        self.checked = None;
        self.suggested = None;
        self.meant = None;
        self.shown.clear();
        self.forget_samples();
        self.tested = None;
        self.walking = None;
        self.playing = None;
    }

    fn open_shop_view(&self, slug: &ShopSlug) -> Result<OpenShop, AppError> {
        let plan = self.plan_of(slug)?;
        let pictured = self.store.pictured(slug)?;
        let standing = self.standing(slug)?;
        let checks = EventChecks::of(&plan);
        let events = plan
            .events
            .iter()
            .map(|event| labels::event_view(event, &checks, &standing, pictured.contains(&event.id)))
            .collect::<Result<_, _>>()?;
        let (undo, redo) = (self.store.next_undo(slug)?, self.store.next_redo(slug)?);
        Ok(OpenShop {
            settings: plan.settings(),
            findings: crate::settings::of_plan(&plan),
            balance: Balance::of(&plan),
            shop: plan.shop,
            page_types: plan.page_types,
            events,
            walks: self.walk_briefs(slug)?,
            undo,
            redo,
            author: self.author()?,
        })
    }
}

/// A shop's base address.
pub(crate) fn base_url(shop: &Shop) -> Result<Url, AppError> {
    Url::parse(&shop.url).map_err(|_| AddressError::NotAnAddress.into())
}
