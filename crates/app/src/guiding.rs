//! The guided start: taking what the catalogue proposes into the plan, and teaching the shop's rules which addresses are
//! which kind of page. What is proposed is `crate::catalogue`'s.

use waymark_model::validate::validate_settings;
use waymark_model::{PageType, Plan};

use crate::error::AppError;
use crate::findings;
use crate::pending::Page;
use crate::state::App;
use crate::view::{Draft, Finding, Overview, PageRule, PageTypeGuess};

/// From here on a guess is worth asking about.
const SURE: f32 = 0.8;
/// Kinds that a shop has many pages of, below one folder.
const MANY: [&str; 2] = ["product", "blog"];
/// Kinds that events are bound to. The rest is no loss.
const ASKED: [&str; 6] = ["product", "collection", "cart", "search", "checkout", "blog"];

impl App {
    /// Takes a proposal into the plan as it stands, and returns what was saved: its element is still to be pictured.
    pub fn accept_suggestion(&mut self, id: &str) -> Result<(Draft, Overview), AppError> {
        let draft = self.use_suggestion(id)?;
        let overview = self.save_draft(draft.clone())?;
        Ok((draft, overview))
    }

    /// The page that proposals were made for is gone.
    pub fn end_suggestions(&mut self) {
        self.suggested = None;
    }

    /// Adds addresses to a page type of the open shop; one that is not there yet is made. One step for undo.
    pub fn add_page_rule(&mut self, rule: &PageRule) -> Result<Overview, AppError> {
        let mut plan = self.open_plan()?;
        learn(&mut plan, rule);
        let found: Vec<Finding> = validate_settings(&plan).into_iter().map(Finding::from).collect();
        findings::refuse_errors(&found)?;
        let now = self.now();
        self.store.save_page_types(&plan.shop.slug, &plan.page_types, now)?;
        self.overview()
    }
}

/// What is particular goes before what is general: the first page type that knows an address has it.
fn learn(plan: &mut Plan, rule: &PageRule) {
    match plan.page_types.iter_mut().find(|kind| kind.id == rule.page_type) {
        Some(kind) if kind.patterns.contains(&rule.pattern) => {}
        Some(kind) => kind.patterns.push(rule.pattern.clone()),
        None => {
            let kind = PageType { id: rule.page_type.clone(), patterns: vec![rule.pattern.clone()] };
            plan.page_types.push(kind);
        }
    }
}

/// What the rules could learn from a page whose kind they do not know and the page itself tells.
pub(crate) fn rule(page: &Page, guess: Option<&PageTypeGuess>) -> Option<PageRule> {
    let guess = guess.filter(|guess| page.kind.is_none() && guess.confidence >= SURE)?;
    if !page.within_shop || !ASKED.contains(&guess.id.as_str()) {
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
    Some(PageRule { page_type: guess.id.clone(), pattern })
}
