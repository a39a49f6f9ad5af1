//! The page that an event was made on, as far as its address was kept. No database: the scene is given.

use url::Url;
use waymark_model::{Event, Plan, Scene};

use crate::error::AppError;
use crate::shops::base_url;

/// Address of the page; nothing where only a part of it was kept.
pub(crate) fn address(event: &Event, scene: &Scene, plan: &Plan) -> Result<Option<Url>, AppError> {
    if !is_whole(&scene.path, event, plan) {
        return Ok(None);
    }
    let mut page = base_url(&plan.shop)?;
    page.set_path(&scene.path);
    page.set_query(None);
    Ok(Some(page))
}

/// Whether a path that was kept says all of the address: nothing of it was left out, and the shop does not tell its pages
/// by the query.
fn is_whole(path: &str, event: &Event, plan: &Plan) -> bool {
    let mut patterns = plan.page_types.iter().flat_map(|kind| &kind.patterns).chain(&event.scope.url);
    let is_by_query = path.rsplit('/').next() == Some("index.php") || patterns.any(|one| one.contains('?'));
    !path.contains('*') && !is_by_query
}
