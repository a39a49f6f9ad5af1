//! Containers of Tag Manager as drafts: read and shown first, taken afterwards. What of a container is understood is
//! decided in `compile`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use url::Url;
use waymark_compile::formats::{Imported, LARGEST_CONTAINER, NotUnderstood, import_gtm};
use waymark_model::naming::destinations::sent_name;
use waymark_model::page_path::base_of;
use waymark_model::{DestinationKind, Event, EventId, Plan, ShopSlug, Status};
use waymark_store::{Addition, Origin};

use crate::error::AppError;
use crate::labels;
use crate::plans::refuse_errors;
use crate::state::App;
use crate::view::{ContainerDraft, ContainerView, LeftOut, Overview};
use crate::words::of_trigger;

/// What became of a container.
#[derive(Clone, Debug, PartialEq)]
pub struct ContainerImport {
    /// Events that the shop has now and did not have, in their order.
    pub added: Vec<Event>,
    /// What did not come, or not whole.
    pub rest: Vec<LeftOut>,
}

/// A container that was read for a shop and waits for a person's choice.
pub(crate) struct Container {
    slug: ShopSlug,
    drafts: Vec<Event>,
}

impl App {
    /// Takes a container's events into a shop as drafts, one step for undo. What the shop has already stays as it is.
    pub fn import_container(&mut self, slug: &ShopSlug, json: &str) -> Result<ContainerImport, AppError> {
        let mut understood = understand(&self.store.plan(slug)?, json)?;
        let added = self.add_read(slug, understood.added.clone())?;
        understood.added.retain(|event| added.contains(&event.id));
        Ok(understood)
    }

    /// Reads a container for the open shop and changes nothing yet.
    pub fn read_container(&mut self, json: &str) -> Result<ContainerView, AppError> {
        let slug = self.open_slug()?;
        let ContainerImport { added, rest } = understand(&self.plan_of(&slug)?, json)?;
        let drafts = added.iter().map(draft).collect();
        self.container = Some(Container { slug, drafts: added });
        Ok(ContainerView { drafts, rest })
    }

    /// The same of a file, of which no more is read than a container can have.
    pub fn open_container(&mut self, file: &Path) -> Result<ContainerView, AppError> {
        let json = read(file).map_err(|source| AppError::FileNotRead { path: file.to_owned(), source })?;
        self.read_container(&json)
    }

    /// Takes these drafts of the container that was read last into the open shop, one step for undo.
    pub fn take_container(&mut self, chosen: &[EventId]) -> Result<Overview, AppError> {
        let slug = self.open_slug()?;
        let container = self.container.as_ref().filter(|container| container.slug == slug);
        let container = container.ok_or(AppError::ContainerGone)?;
        let is_chosen = |event: &&Event| chosen.contains(&event.id);
        let events = container.drafts.iter().filter(is_chosen).cloned().collect();
        self.add_read(&slug, events)?;
        self.container = None;
        self.overview()
    }

    fn add_read(&mut self, slug: &ShopSlug, events: Vec<Event>) -> Result<Vec<EventId>, AppError> {
        let new: Vec<Addition> = events.into_iter().map(Addition::from).collect();
        let now = self.now();
        Ok(self.store.add_events(slug, Origin::Container, &new, now)?)
    }
}

/// What of a container a plan can take.
fn understand(plan: &Plan, json: &str) -> Result<ContainerImport, AppError> {
    let shop = Url::parse(&plan.shop.url).ok();
    let host = shop.as_ref().and_then(Url::host_str).unwrap_or_default();
    let Imported { events, rest } = import_gtm(json, host, &base_of(&plan.shop.url))?;
    let mut rest: Vec<LeftOut> = rest.into_iter().map(LeftOut::from).collect();
    let known: BTreeSet<_> = plan.events.iter().map(|event| &event.id).collect();
    let owns = Owns::of(plan);
    let mut added = Vec::new();
    // The plan's own events are not judged again for each draft.
    let mut alone = Plan { events: Vec::new(), ..plan.clone() };
    for event in events {
        if known.contains(&event.id) {
            let why = "It was imported before; the plan's event stays as it is.";
            rest.push(LeftOut { what: event.description, why: why.to_owned() });
            continue;
        }
        if let Some(own) = owns.same(&event) {
            let paused = if own.status == Status::Paused { ", paused" } else { "" };
            let is_off = !own.goes_to(DestinationKind::Ga4);
            let off = if is_off { ", switched off at Google Analytics" } else { "" };
            let name = &own.name;
            let why =
                format!("The plan has this event already{paused}{off}, as \"{name}\". That stays as it is.");
            rest.push(LeftOut { what: event.description, why });
            continue;
        }
        alone.events = vec![event.clone()];
        match refuse_errors(&alone) {
            Ok(()) => added.push(event),
            Err(AppError::Invalid { message, .. }) => {
                rest.push(LeftOut { what: event.description, why: message });
            }
            Err(other) => return Err(other),
        }
    }
    if added.is_empty() && rest.is_empty() {
        let why = "There is nothing in it: no tags, triggers or variables. Export the workspace or version that has them.";
        rest.push(LeftOut { what: "The container".to_owned(), why: why.to_owned() });
    }
    Ok(ContainerImport { added, rest })
}

/// A plan's events by what a container may call them: their own name, and that at Google.
struct Owns<'a>(BTreeMap<Cow<'a, str>, Vec<&'a Event>>);

impl<'a> Owns<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut by_name: BTreeMap<_, Vec<&Event>> = BTreeMap::new();
        for event in plan.events.iter().filter(|event| event.is_for_web()) {
            let own = Cow::Borrowed(event.name.as_str());
            let sent = sent_name(event, DestinationKind::Ga4, plan.naming);
            if sent != own {
                by_name.entry(sent).or_default().push(event);
            }
            by_name.entry(own).or_default().push(event);
        }
        Self(by_name)
    }

    /// The plan's event that a container's is, or may have been made of: containers have the name at Google and the first
    /// selector. What else differs, such as parameters or that it is switched off, is the plan's to keep: a second event
    /// would count the same element twice.
    fn same(&self, read: &Event) -> Option<&'a Event> {
        let first =
            |event: &Event| event.target.as_ref().and_then(|target| target.selectors.first().cloned());
        let mut named = self.0.get(read.name.as_str()).into_iter().flatten().copied();
        named.find(|own| {
            (&own.trigger, &own.scope) == (&read.trigger, &read.scope) && first(own) == first(read)
        })
    }
}

fn draft(event: &Event) -> ContainerDraft {
    ContainerDraft {
        id: event.id.clone(),
        name: event.name.clone(),
        trigger: of_trigger(&event.trigger).label.to_owned(),
        target: labels::target(event),
        scope: event.scope.label(),
        from: event.description.clone(),
        is_paused: event.status == Status::Paused,
    }
}

/// A file's text, of which at most one byte more is read than a container has.
pub(crate) fn read(file: &Path) -> io::Result<String> {
    let file = File::open(file)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST_CONTAINER as u64 + 1).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl From<NotUnderstood> for LeftOut {
    fn from(NotUnderstood { what, why }: NotUnderstood) -> Self {
        Self { what, why }
    }
}
