//! Plans in the formats of other tools, with what is lost on the way; and containers of Tag Manager as drafts. What
//! the formats are lies in `compile`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use waymark_compile::formats::{self, Exported, Format, Imported, Loss, NotUnderstood, import_gtm};
use waymark_model::{Event, Millis, Plan, ShopSlug};

use crate::error::AppError;
use crate::plans::refuse_errors;
use crate::state::App;
use crate::view::{FormatExport, LeftOut, LossView};

/// What became of a container.
#[derive(Clone, Debug, PartialEq)]
pub struct ContainerImport {
    /// Events that the shop has now and did not have, in their order.
    pub added: Vec<Event>,
    /// What did not come, or not whole.
    pub rest: Vec<LeftOut>,
}

impl App {
    /// Writes a shop's plan in another format, as [`write_format`] does.
    pub fn export_format(
        &self,
        slug: &ShopSlug,
        format: Format,
        to: &Path,
    ) -> Result<FormatExport, AppError> {
        // The plan document has what elements look like; nothing else needs it.
        let plan = if format == Format::Json { self.store.plan(slug)? } else { self.plan_of(slug)? };
        write_format(&plan, format, to, self.now())
    }

    /// Takes a container's events into a shop as drafts, one step for undo. What the shop has already stays as it is.
    pub fn import_container(&mut self, slug: &ShopSlug, json: &str) -> Result<ContainerImport, AppError> {
        let Imported { events, rest } = import_gtm(json)?;
        let mut rest: Vec<LeftOut> = rest.into_iter().map(LeftOut::from).collect();
        let mut plan = self.store.plan(slug)?;
        let known: BTreeSet<_> = plan.events.iter().map(|event| event.id.clone()).collect();
        let mut added = Vec::new();
        for event in events {
            if known.contains(&event.id) {
                let why = "It was imported before; the plan's event stays as it is.";
                rest.push(LeftOut { what: event.description, why: why.to_owned() });
                continue;
            }
            match refuse_errors(&Plan { events: vec![event.clone()], ..plan.clone() }) {
                Ok(()) => added.push(event),
                Err(AppError::Invalid { message, .. }) => {
                    rest.push(LeftOut { what: event.description, why: message });
                }
                Err(other) => return Err(other),
            }
        }
        if !added.is_empty() {
            plan.events.extend(added.iter().cloned());
            self.store.merge_plan(&plan, self.now())?;
        }
        Ok(ContainerImport { added, rest })
    }
}

/// Writes a plan in another format into a file, or under a name of its own into a folder that is there.
pub fn write_format(plan: &Plan, format: Format, to: &Path, at: Millis) -> Result<FormatExport, AppError> {
    let Exported { file_name, bytes, losses } = formats::write(plan, format, at)?;
    let path = if to.is_dir() { to.join(file_name) } else { to.to_owned() };
    fs::write(&path, &bytes).map_err(|source| AppError::ExportNotWritten { path: path.clone(), source })?;
    let name_of = |loss: &Loss| {
        let event = plan.events.iter().find(|event| Some(&event.id) == loss.event.as_ref());
        event.map(|event| event.name.clone())
    };
    Ok(FormatExport {
        file: path.display().to_string(),
        bytes: bytes.len() as u32,
        losses: losses
            .into_iter()
            .map(|loss| LossView {
                event_name: name_of(&loss),
                event: loss.event,
                kind: loss.kind.into(),
                what: loss.what,
                why: loss.why,
            })
            .collect(),
    })
}

impl From<NotUnderstood> for LeftOut {
    fn from(NotUnderstood { what, why }: NotUnderstood) -> Self {
        Self { what, why }
    }
}
