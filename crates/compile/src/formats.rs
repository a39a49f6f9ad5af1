//! A plan in the formats of other tools, each with what the format cannot say. Pure: the time of the export is an
//! argument. What visitors' browsers run is made in the crate's root; where the bytes go is for others to decide.

mod calendar;
mod csv;
mod destinations;
mod evidence;
mod ga4_list;
mod gtm;
mod loss;
mod markdown;
mod page;
mod pixel;
mod sheet;
mod words;
mod xlsx;

use waymark_model::{Format, FormatSetting, FormatSettings, Millis, Plan, validate_format_settings};

use crate::{CompileError, refuse_errors};

pub use calendar::Moment;
pub use csv::table as csv_table;
pub use evidence::{Evidence, Live, Proof, cells as proof_cells};
pub use gtm::import::{ImportError, Imported, LARGEST as LARGEST_CONTAINER, NotUnderstood, import_gtm};
pub use loss::{Loss, LossKind};
pub use words::{how_often, json_word, selector as selector_words, source as source_words, trigger_words};

/// A plan in another format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Name for the file, without folder.
    pub file_name: String,
    /// Its whole content.
    pub bytes: Vec<u8>,
    /// What the format cannot say, what works differently in it, and what is left to do; the whole export's first.
    pub losses: Vec<Loss>,
}

/// What a format needs and this plan does not say, or a format asks of everybody.
#[must_use]
pub fn settings_of(plan: &Plan, format: Format) -> Vec<FormatSetting> {
    let all = match format {
        Format::Gtm => &[FormatSetting::MeasurementId][..],
        Format::ShopifyPixel => {
            &[FormatSetting::MeasurementId, FormatSetting::MetaPixel, FormatSetting::Endpoint]
        }
        _ => &[],
    };
    all.iter().copied().filter(|setting| destinations::wants(plan, *setting)).collect()
}

/// Writes a plan in another format. `at` is the time of the export; the same plan, settings and time give the same
/// bytes.
pub fn write(
    plan: &Plan,
    format: Format,
    settings: &FormatSettings,
    at: Millis,
) -> Result<Exported, CompileError> {
    write_with(plan, format, settings, &Evidence::default(), at)
}

/// The same, with what is known of the events beside the plan. Only what people read shows any of it.
pub fn write_with(
    plan: &Plan,
    format: Format,
    settings: &FormatSettings,
    evidence: &Evidence,
    at: Millis,
) -> Result<Exported, CompileError> {
    let findings = validate_format_settings(settings);
    if !findings.is_empty() {
        return Err(CompileError::Invalid { findings });
    }
    let (bytes, mut losses) = match format {
        Format::Gtm => {
            refuse_errors(plan)?;
            gtm::export::write(plan, settings, at)?
        }
        Format::ShopifyPixel => {
            refuse_errors(plan)?;
            pixel::write(plan, settings)?
        }
        Format::Ga4List => ga4_list::write(plan),
        Format::Csv => csv::plan(plan, evidence),
        Format::Markdown => markdown::write(plan, evidence),
        Format::Xlsx => xlsx::write(plan, evidence, at)?,
        Format::Page => page::write(plan, evidence, at)?,
        Format::Json => (document(plan)?.into_bytes(), vec![stays_here()]),
    };
    losses.sort_by_key(|loss| loss.event.is_some());
    Ok(Exported { file_name: file_name(plan, format), bytes, losses })
}

/// What no plan has, whatever it is written as.
fn stays_here() -> Loss {
    Loss::overall(
        LossKind::Missing,
        "pictures, proofs, walks and what was published",
        "They belong to this installation of Waymark, not to the plan. To move all of it, copy the data folder.",
    )
}

/// A plan as an indented JSON document.
pub fn document(plan: &Plan) -> Result<String, CompileError> {
    Ok(serde_json::to_string_pretty(plan)? + "\n")
}

/// The shop's short name as every file system takes it, and the format's ending.
fn file_name(plan: &Plan, format: Format) -> String {
    let usual = |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '-' };
    let slug: String =
        plan.shop.slug.0.chars().take(80).map(|letter| usual(letter.to_ascii_lowercase())).collect();
    let mut shop = slug.trim_matches(['.', '-']);
    if shop.is_empty() {
        shop = "shop";
    }
    format!("{shop}.{}", ending(format))
}

/// What follows the shop's name in the file's.
fn ending(format: Format) -> &'static str {
    match format {
        Format::Gtm => "gtm.json",
        Format::ShopifyPixel => "pixel.js",
        Format::Ga4List => "ga4.csv",
        Format::Csv => "plan.csv",
        Format::Markdown => "plan.md",
        Format::Xlsx => "plan.xlsx",
        Format::Page => "plan.html",
        Format::Json => "plan.json",
    }
}
