//! A plan in the formats of other tools, each with what the format cannot say. Pure: the time of the export is an
//! argument. What visitors' browsers run is made in the crate's root; where the bytes go is for others to decide.

mod calendar;
mod csv;
mod destinations;
mod ga4_list;
mod gtm;
mod loss;
mod markdown;
mod pixel;
mod sheet;
mod words;
mod xlsx;

use waymark_model::{Millis, Plan};

use crate::{CompileError, refuse_errors};

pub use calendar::Moment;
pub use csv::table as csv_table;
pub use gtm::import::{ImportError, Imported, NotUnderstood, import_gtm};
pub use loss::{Loss, LossKind};

/// A format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Import file for Google Tag Manager.
    Gtm,
    /// Code for a custom pixel in Shopify's customer events.
    ShopifyPixel,
    /// What to register in Google Analytics 4, as CSV.
    Ga4List,
    /// The tracking plan as CSV (RFC 4180).
    Csv,
    /// The tracking plan as a page of Markdown.
    Markdown,
    /// The tracking plan as an Excel workbook.
    Xlsx,
    /// The plan itself: the one format that loses nothing.
    Json,
}

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

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Gtm, Self::ShopifyPixel, Self::Ga4List, Self::Csv, Self::Markdown, Self::Xlsx, Self::Json];

    /// What follows the shop's name in the file's.
    fn ending(self) -> &'static str {
        match self {
            Self::Gtm => "gtm.json",
            Self::ShopifyPixel => "pixel.js",
            Self::Ga4List => "ga4.csv",
            Self::Csv => "plan.csv",
            Self::Markdown => "plan.md",
            Self::Xlsx => "plan.xlsx",
            Self::Json => "plan.json",
        }
    }
}

/// Writes a plan in another format. `at` is the time of the export; the same plan and time give the same bytes.
pub fn write(plan: &Plan, format: Format, at: Millis) -> Result<Exported, CompileError> {
    let (bytes, mut losses) = match format {
        Format::Gtm => {
            refuse_errors(plan)?;
            gtm::export::write(plan, at)?
        }
        Format::ShopifyPixel => {
            refuse_errors(plan)?;
            pixel::write(plan)?
        }
        Format::Ga4List => ga4_list::write(plan),
        Format::Csv => csv::plan(plan),
        Format::Markdown => markdown::write(plan),
        Format::Xlsx => xlsx::write(plan, at)?,
        Format::Json => (document(plan)?.into_bytes(), Vec::new()),
    };
    losses.sort_by_key(|loss| loss.event.is_some());
    Ok(Exported { file_name: file_name(plan, format), bytes, losses })
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
    format!("{shop}.{}", format.ending())
}
