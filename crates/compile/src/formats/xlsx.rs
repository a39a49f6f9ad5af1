//! The tracking plan as an Excel workbook: a sheet of events and one about the plan. The creation date is the
//! export's, so that the same plan and time give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use waymark_model::{Millis, Plan};

use super::calendar::Moment;
use super::evidence::Evidence;
use super::{Loss, LossKind, sheet};
use crate::CompileError;

/// Longest text of a cell, in UTF-16 units; Excel's own limit.
const LONGEST: usize = 32_767;
/// Widest column, in characters.
const WIDEST: f64 = 48.0;

/// The workbook.
pub fn write(plan: &Plan, evidence: &Evidence, at: Millis) -> Result<(Vec<u8>, Vec<Loss>), CompileError> {
    let mut book = Workbook::new();
    let Moment { year, month, day, hour, minute, second } = Moment::of(at);
    // Excel's calendar begins in 1900.
    let created = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month, day)?.and_hms(
        u16::from(hour),
        minute,
        second,
    )?;
    book.set_properties(&DocProperties::new().set_author("Waymark").set_creation_datetime(&created));

    let mut losses = sheet::losses(evidence);
    let events = book.add_worksheet();
    events.set_name("Events")?;
    events.set_freeze_panes(1, 1)?;
    let columns: Vec<&str> = sheet::heads().collect();
    heads(events, &columns)?;
    for (event, at) in plan.events.iter().zip(1..) {
        for (cell, column) in sheet::row(event, plan, evidence).iter().zip(0..) {
            if columns[usize::from(column)] == sheet::WEIGHT
                && let Ok(weight) = cell.parse::<u8>()
            {
                events.write_number(at, column, weight)?;
                continue;
            }
            let shown = cut(cell);
            if shown.len() < cell.len() {
                losses.push(Loss::of(
                    event,
                    LossKind::Missing,
                    columns[usize::from(column)],
                    "Excel takes no longer text; the rest is cut off.",
                ));
            }
            events.write_string(at, column, shown)?;
        }
    }
    let about = book.add_worksheet();
    about.set_name("Plan")?;
    heads(about, &["About", "Fact"])?;
    for ([what, fact], at) in sheet::facts(plan).iter().zip(1..) {
        about.write_string(at, 0, cut(what))?;
        about.write_string(at, 1, cut(fact))?;
    }
    Ok((book.save_to_buffer()?, losses))
}

fn heads(sheet: &mut Worksheet, heads: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (head, column) in heads.iter().zip(0..) {
        sheet.write_string_with_format(0, column, *head, &bold)?;
        sheet.set_column_width(column, WIDEST.min(12.0 + head.len() as f64))?;
    }
    Ok(())
}

/// As much as a cell takes.
fn cut(text: &str) -> String {
    let mut left = LONGEST;
    text.chars()
        .take_while(|letter| {
            let fits = letter.len_utf16() <= left;
            left = left.saturating_sub(letter.len_utf16());
            fits
        })
        .collect()
}
