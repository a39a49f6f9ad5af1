//! A plan as files for a folder.

use std::path::Path;

use waymark_compile::compile;
use waymark_model::{Plan, ShopSlug};
use waymark_publish::PublishError;

use crate::error::AppError;
use crate::plans::refuse_errors;
use crate::state::App;
use crate::view::{Exported, ExportedFile};

impl App {
    /// Writes the open shop's config and runtime into the folder, which is made if it is not there.
    pub fn export(&self, folder: &Path) -> Result<Exported, AppError> {
        self.export_shop(&self.open_slug()?, folder)
    }

    /// The same for any shop.
    pub fn export_shop(&self, slug: &ShopSlug, folder: &Path) -> Result<Exported, AppError> {
        let plan = self.plan_of(slug)?;
        let mut exported = export_plan(&plan, folder)?;
        exported.unproven = self.unproven(slug, &plan)?.len() as u32;
        Ok(exported)
    }
}

/// Writes one file in place of what is there, whole or not at all.
pub fn replace(file: &Path, bytes: &[u8]) -> Result<(), AppError> {
    waymark_publish::folder::replace(file, bytes).map_err(|error| match error {
        PublishError::Io { source, .. } => AppError::ExportNotWritten { path: file.to_owned(), source },
        other => other.into(),
    })
}

/// Writes the files of a plan that no store knows: nothing of it was ever proven.
pub fn export_plan(plan: &Plan, folder: &Path) -> Result<Exported, AppError> {
    refuse_errors(plan)?;
    let compiled = compile(plan)?;
    let written = waymark_publish::folder::write(folder, &compiled)?;
    let events = compiled.config.events.len() as u32;
    Ok(Exported {
        folder: written.folder.display().to_string(),
        files: written
            .files
            .into_iter()
            .map(|file| ExportedFile { name: file.name.to_owned(), bytes: file.bytes as u32 })
            .collect(),
        revision: compiled.config.revision,
        events,
        unproven: events,
    })
}
