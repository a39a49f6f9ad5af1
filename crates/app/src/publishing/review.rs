//! What a publication would change, and what speaks against it: the plan held against what is live at one target.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use waymark_compile::{Compiled, compile};
use waymark_model::{Config, Plan, ShopSlug};

use super::changes::{Elements, changes};
use super::errand::Look;
use super::known::name_of;
use super::order::Order;
use super::words;
use crate::error::AppError;
use crate::findings::{self, large_config, takes_all_away};
use crate::plans::findings_of;
use crate::state::App;
use crate::view::{EventName, Finding, LiveView, Planned, Review};

/// A config that is larger slows the shop down, in bytes as gzip makes it.
const LARGE: usize = 64 * 1024;

impl App {
    /// The plan against what is live at a target. A plan that breaks a rule hides nothing of what is live: it comes with
    /// what is wrong, and without a release.
    pub fn review(&self, shop: &ShopSlug, look: &Look) -> Result<Review, AppError> {
        let plan = self.plan_of(shop)?;
        let known = self.store.revisions(shop)?;
        let here = match &look.live {
            Some(live) => self.known_as(shop, live, &known)?,
            None => None,
        };
        let live_config = match here {
            Some(here) => Some(config(&self.release(shop, &here.id)?.config_json)?),
            None => look.config.clone(),
        };
        let here_id = here.map(|here| here.id.as_str());
        let history = self.history(shop, &look.target.id, here_id, &known)?;
        let live = look.live.as_ref().map(|live| LiveView {
            revision: live.revision.clone(),
            files: live.id().files,
            number: here.map(|here| here.number),
            by: live.by.clone(),
            published_at: live.published_at.clone(),
            is_ours: history.owns(here_id),
            is_foreign: live.is_foreign(),
            is_loaded: live.is_loaded,
        });
        let lost =
            look.found.live.as_ref().filter(|_| here.is_none()).and_then(|find| find.is.as_ref().err());
        let Draft { compiled, mut findings } = Draft::of(&plan)?;
        let release = compiled.as_ref().map(Compiled::release).transpose()?;
        // The same plan with the runtime of a newer Waymark is not live yet.
        let is_there =
            look.live.as_ref().zip(release.as_ref()).is_some_and(|(live, release)| live.has(release));
        let is_loaded = look.live.as_ref().is_some_and(|live| live.is_loaded);
        let theirs = live.as_ref().is_some_and(|live| !live.is_ours);
        let elements =
            compiled.as_ref().map(|compiled| Elements::of(&plan, &compiled.config)).unwrap_or_default();
        let conflict = match &live_config {
            _ if is_there || !theirs => None,
            Some(live) => {
                let ours = match history.last_ours() {
                    Some(ours) => Some(config(&self.release(shop, &ours.id)?.config_json)?),
                    None => None,
                };
                Some(changes(ours, live, &elements))
            }
            // No config of it can be had.
            None => Some(vec![]),
        };
        let is_unknown = live_config.is_none() && look.live.as_ref().is_some_and(|live| !live.is_foreign());
        let has_live_events =
            look.unseen_in.is_none() && live_config.as_ref().is_some_and(|config| !config.events.is_empty());
        let changes = match &compiled {
            Some(_) if !is_there && is_unknown => None,
            Some(compiled) if !is_there => Some(changes(live_config, &compiled.config, &elements)),
            _ => Some(vec![]),
        };
        let planned = compiled.zip(release).map(|(compiled, release)| {
            let bytes = gzipped(&compiled.config_json);
            if bytes > LARGE {
                findings.push(large_config(bytes / 1024));
            }
            let events = compiled.config.events.len() as u32;
            if events == 0 && has_live_events {
                findings.push(takes_all_away());
            }
            Planned { release: name_of(&release), events, bytes: bytes as u32 }
        });
        let unproven = match &planned {
            Some(_) => self.unproven(shop, &plan)?.into_iter().map(EventName::from).collect(),
            None => vec![],
        };
        Ok(Review {
            target: look.target.id.clone(),
            planned,
            is_live: is_there && is_loaded && look.unseen_in.is_none(),
            is_there,
            is_unfinished: is_there && !is_loaded,
            unseen_in: look.unseen_in.clone(),
            is_gone: live.is_none() && self.should_have(shop, &look.target.id)?,
            live,
            // What the plan makes is at hand.
            unkept: lost.filter(|_| !is_there).copied().map(words::unkept),
            changes,
            conflict,
            empties: has_live_events.then(|| words::EMPTIES.to_owned()),
            unproven,
            findings,
        })
    }
}

impl Review {
    /// What to know before an order takes the place of what is live.
    #[must_use]
    pub fn warning_before(&self, order: &Order) -> Option<&str> {
        self.empties.as_deref().filter(|_| order.is_empty())
    }
}

/// A plan as it would be published, as far as its rules let it.
struct Draft {
    compiled: Option<Compiled>,
    findings: Vec<Finding>,
}

impl Draft {
    fn of(plan: &Plan) -> Result<Self, AppError> {
        let findings = findings_of(plan);
        if findings::refuse_errors(&findings).is_err() {
            return Ok(Self { compiled: None, findings });
        }
        let compiled = compile(plan)?;
        let findings = compiled.warnings.iter().cloned().map(Finding::from).collect();
        Ok(Self { compiled: Some(compiled), findings })
    }
}

fn config(json: &str) -> Result<Config, AppError> {
    serde_json::from_str(json).map_err(AppError::Json)
}

/// Size as visitors download it, in bytes.
fn gzipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail; if it did, the size would only be thought smaller.
    let _ = encoder.write_all(text.as_bytes());
    encoder.finish().map_or(text.len(), |bytes| bytes.len())
}
