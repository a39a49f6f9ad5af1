//! Plans in the formats of other tools, with what is lost on the way. What the formats are lies in `compile`.

use std::collections::BTreeMap;
use std::path::Path;

use waymark_compile::definition;
use waymark_compile::formats::{self, Evidence, Exported, Loss};
use waymark_model::{Format, FormatSettings, Millis, Plan, ShopSlug, validate_format_settings};

use crate::error::AppError;
use crate::exporting::replace;
use crate::findings::refuse_errors;
use crate::state::App;
use crate::view::{Finding, FormatExport, FormatPreview, LossView};

impl App {
    /// What the open shop's plan would be in another format, without writing it anywhere. Settings that are wrong are
    /// told and not used.
    pub fn preview_format(
        &self,
        format: Format,
        settings: &FormatSettings,
    ) -> Result<FormatPreview, AppError> {
        let plan = self.plan_for(&self.open_slug()?, format)?;
        let findings = validate_format_settings(settings);
        let is_fine = |field: &str| findings.iter().all(|finding| finding.field != field);
        let used = FormatSettings {
            measurement_id: settings.measurement_id.clone().filter(|_| is_fine("measurementId")),
            meta_pixel: settings.meta_pixel.clone().filter(|_| is_fine("metaPixel")),
            endpoint: settings.endpoint.clone().filter(|_| is_fine("endpoint")),
        };
        let evidence = self.evidence(&plan, format)?;
        let Exported { file_name, bytes, losses } =
            formats::write_with(&plan, format, &used, &evidence, self.now())?;
        Ok(FormatPreview {
            file_name,
            bytes: bytes.len() as u32,
            settings: formats::settings_of(&plan, format),
            findings: findings.into_iter().map(Finding::from).collect(),
            losses: loss_views(losses, &plan),
            code: (format == Format::ShopifyPixel).then(|| String::from_utf8_lossy(&bytes).into_owned()),
        })
    }

    /// Writes a shop's plan in another format, as [`write_format`] does.
    pub fn export_format(
        &self,
        slug: &ShopSlug,
        format: Format,
        settings: &FormatSettings,
        to: &Path,
    ) -> Result<FormatExport, AppError> {
        let plan = self.plan_for(slug, format)?;
        let evidence = self.evidence(&plan, format)?;
        write_file(&plan, format, settings, &evidence, to, self.now())
    }

    /// What the store knows of the events, for those who read the plan.
    fn evidence(&self, plan: &Plan, format: Format) -> Result<Evidence, AppError> {
        let mut evidence = Evidence::default();
        if !matches!(format, Format::Page | Format::Csv | Format::Markdown | Format::Xlsx) {
            return Ok(evidence);
        }
        let slug = &plan.shop.slug;
        let standing = self.standing(slug)?;
        let mut proofs = BTreeMap::new();
        for event in &plan.events {
            if format == Format::Page {
                // As it fired, where that is known, rather than as it was tagged.
                let definition = definition(event, &plan.page_types)?;
                let fired = self.store.proof_picture(slug, &event.id, &definition)?;
                if let Some(png) =
                    fired.map_or_else(|| self.store.picture(slug, &event.id), |png| Ok(Some(png)))?
                {
                    evidence.pictures.insert(event.id.clone(), png);
                }
            }
            proofs.insert(event.id.clone(), standing.of(event, &plan.page_types)?.into());
        }
        evidence.proofs = Some(proofs);
        Ok(evidence)
    }

    /// The plan document has what elements look like; nothing else needs it.
    fn plan_for(&self, slug: &ShopSlug, format: Format) -> Result<Plan, AppError> {
        if format == Format::Json { Ok(self.store.plan(slug)?) } else { self.plan_of(slug) }
    }
}

/// Writes a plan in another format into a file, or under a name of its own into a folder that is there.
pub fn write_format(
    plan: &Plan,
    format: Format,
    settings: &FormatSettings,
    to: &Path,
    at: Millis,
) -> Result<FormatExport, AppError> {
    write_file(plan, format, settings, &Evidence::default(), to, at)
}

fn write_file(
    plan: &Plan,
    format: Format,
    settings: &FormatSettings,
    evidence: &Evidence,
    to: &Path,
    at: Millis,
) -> Result<FormatExport, AppError> {
    let findings: Vec<Finding> = validate_format_settings(settings).into_iter().map(Finding::from).collect();
    refuse_errors(&findings)?;
    let Exported { file_name, bytes, losses } = formats::write_with(plan, format, settings, evidence, at)?;
    let path = if to.is_dir() { to.join(file_name) } else { to.to_owned() };
    replace(&path, &bytes)?;
    Ok(FormatExport {
        file: path.display().to_string(),
        bytes: bytes.len() as u32,
        losses: loss_views(losses, plan),
    })
}

fn loss_views(losses: Vec<Loss>, plan: &Plan) -> Vec<LossView> {
    let name_of = |loss: &Loss| {
        let event = plan.events.iter().find(|event| Some(&event.id) == loss.event.as_ref());
        event.map(|event| event.name.clone())
    };
    losses
        .into_iter()
        .map(|loss| LossView {
            event_name: name_of(&loss),
            event: loss.event,
            kind: loss.kind.into(),
            what: loss.what,
            why: loss.why,
        })
        .collect()
}
