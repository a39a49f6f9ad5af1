//! The guided start: taking what the catalogue proposes into the plan, and teaching the shop's rules which addresses are
//! which kind of page. What is proposed is `crate::catalogue`'s.

use std::cmp::Reverse;

use url::Url;
use waymark_catalogue::entry;
use waymark_model::balance::overfilled_by;
use waymark_model::page_path::base_of;
use waymark_model::page_type::learn;
use waymark_model::validate::validate_settings;
use waymark_model::{PagePath, Plan, Severity, pattern};
use waymark_store::{Addition, Origin};

use crate::error::AppError;
use crate::findings;
use crate::pending::Page;
use crate::state::App;
use crate::view::{Draft, Finding, NoRoom, Overview, PageRule, PageTypeGuess, TakenAll, WayView};

/// From here on a guess is worth asking about.
const SURE: f32 = 0.8;
/// Kinds that a shop has many pages of, below one folder.
const MANY: [&str; 2] = ["product", "blog"];
/// Kinds that events are bound to. The rest is no loss.
const ASKED: [&str; 6] = ["product", "collection", "cart", "search", "checkout", "blog"];

impl App {
    /// Takes a proposal into the plan as it stands. Returns what was saved, whose element is still to be pictured; without
    /// an overview where there is something to be looked at first.
    pub fn accept_suggestion(&mut self, id: &str) -> Result<(Draft, Option<Overview>), AppError> {
        let draft = self.use_suggestion(id)?;
        if is_doubtful(&draft) {
            return Ok((draft, None));
        }
        let overview = self.save_draft(draft.clone())?;
        Ok((draft, Some(overview)))
    }

    /// Takes proposals into the plan as they stand, in one step for undo: by their weight, and only as many as the meters of
    /// their page types call full. Returns what was taken, whose elements are still to be pictured; where there is something
    /// to be looked at first, or no room, a proposal stays one.
    pub fn accept_suggestions(&mut self, ids: &[String]) -> Result<(Vec<Draft>, TakenAll), AppError> {
        let mut grown = self.open_plan()?;
        let mut new = Vec::new();
        let mut by_weight: Vec<&String> = ids.iter().collect();
        by_weight.sort_by_key(|id| Reverse(entry(id).map(|entry| entry.weight)));
        let (mut taken, mut left, mut full) = (Vec::new(), Vec::new(), Vec::new());
        for id in by_weight {
            let draft = self.use_suggestion(id)?;
            let room = overfilled_by(&draft.event, &grown);
            if is_doubtful(&draft) {
                left.push(id.clone());
            } else if let Some((page_type, events)) = room {
                full.push(NoRoom { id: id.clone(), page_type, events });
            } else {
                let (event, scene) = self.to_keep(&draft)?;
                grown.events.push(event.clone());
                new.push(Addition { scene, ..event.into() });
                taken.push(draft.clone());
            }
            self.drafts.forget(&draft.event.id);
        }
        if !taken.is_empty() {
            let now = self.now();
            self.store.add_events(&grown.shop.slug, Origin::Suggestions, &new, now)?;
        }
        Ok((taken, TakenAll { overview: self.overview()?, left, full }))
    }

    /// The page that proposals were made for is gone.
    pub fn end_suggestions(&mut self) {
        self.suggested = None;
    }

    /// Adds addresses to a page type of the open shop; one that is not there yet is made. One step for undo.
    pub fn add_page_rule(&mut self, rule: &PageRule) -> Result<Overview, AppError> {
        let mut plan = self.open_plan()?;
        learn(&mut plan.page_types, &rule.page_type, &rule.pattern);
        let found: Vec<Finding> = validate_settings(&plan).into_iter().map(Finding::from).collect();
        findings::refuse_errors(&found)?;
        let now = self.now();
        self.store.save_page_types(&plan.shop.slug, &plan.page_types, &[], now)?;
        self.overview()
    }
}

/// There is something to be looked at before it is saved.
fn is_doubtful(draft: &Draft) -> bool {
    draft.findings.iter().any(|finding| finding.severity != Severity::Note || finding.code == "other_host")
}

/// What the rules could learn from a page whose kind they do not know and the page itself tells: nothing that would take a
/// page of another kind beside it along, as far as this one links to any.
pub(crate) fn rule(
    page: &Page,
    plan: &Plan,
    guess: Option<&PageTypeGuess>,
    ways: &[WayView],
) -> Option<PageRule> {
    let guess = guess.filter(|guess| page.kind.is_none() && guess.confidence >= SURE)?;
    // A script that serves the whole shop says by its query what it shows.
    let is_script = page.path.path().to_ascii_lowercase().contains(".php");
    if !page.within_shop || is_script || !ASKED.contains(&guess.id.as_str()) {
        return None;
    }
    let path = page.path.path();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_many = MANY.contains(&guess.id.as_str());
    // One folder is no shop's whole tree: everything below "/" is not one kind.
    if is_many && folder.is_empty() {
        return None;
    }
    let pattern = if is_many { format!("{folder}/*") } else { path.to_owned() };
    let takes = |way: &WayView| {
        let is_other = way.page_type != guess.id;
        let path = Url::parse(&way.url).map(|url| PagePath::of_url(&url, &base_of(&plan.shop.url)));
        is_other
            && path.is_ok_and(|path| {
                depth(path.path()) == depth(page.path.path()) && pattern::matches(&pattern, &path)
            })
    };
    if ways.iter().any(takes) {
        return None;
    }
    Some(PageRule { page_type: guess.id.clone(), pattern })
}

/// How many folders deep a path is.
fn depth(path: &str) -> usize {
    path.matches('/').count()
}
