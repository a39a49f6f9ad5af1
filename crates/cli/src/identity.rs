//! `waymark identity eval`: the table on standard output, a line a case and kind into a file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use serde_json::json;
use waymark_app::evaluating::{Evaluation, Kind, SetTally, evaluate};

use crate::args::{Identity, STANDARD_OUTPUT};
use crate::error::CliError;
use crate::output::Output;

pub fn run(command: &Identity, output: &mut Output) -> Result<(), CliError> {
    let Identity::Eval { cases, json } = command;
    let evaluation = evaluate(cases)?;
    if let Some(file) = json.as_deref().filter(|file| *file != Path::new(STANDARD_OUTPUT)) {
        write(&evaluation, file)?;
    }
    let tallies = evaluation.tallies();
    let describing = evaluation.describing_ms / evaluation.described.max(1) as f64;
    let lines = std::iter::once(row([
        "kind",
        "set",
        "element",
        "n",
        "correct",
        "wrong",
        "ambiguous",
        "missing",
        "untold",
        "ms",
    ]
    .map(str::to_owned)))
    .chain(tallies.iter().map(line))
    .chain([format!("describing an element: {describing:.2} ms, {} times", evaluation.described)]);
    let answer = json!({ "sets": tallies, "described": evaluation.described, "describingMs": describing });
    output.answer(&answer, lines)
}

fn write(evaluation: &Evaluation, file: &Path) -> Result<(), CliError> {
    let failed = |source| CliError::Write { path: file.to_owned(), source };
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    for outcome in &evaluation.outcomes {
        let line = serde_json::to_string(outcome)?;
        writeln!(out, "{line}").map_err(failed)?;
    }
    out.flush().map_err(failed)
}

fn line(tally: &SetTally) -> String {
    let kind = match tally.kind {
        Kind::Relocation => "relocation",
        Kind::Selectors => "selectors",
    };
    let counted = |count: usize| format!("{count} ({:.1}%)", 100.0 * count as f64 / tally.n.max(1) as f64);
    row([
        kind.to_owned(),
        tally.set.clone(),
        if tally.gone { "gone" } else { "there" }.to_owned(),
        tally.n.to_string(),
        counted(tally.correct),
        counted(tally.wrong),
        counted(tally.ambiguous),
        counted(tally.missing),
        counted(tally.untold),
        format!("{:.2}", tally.ms),
    ])
}

fn row([kind, set, element, n, correct, wrong, ambiguous, missing, untold, ms]: [String; 10]) -> String {
    format!(
        "{kind:<11}{set:<24}{element:<8}{n:>6}{correct:>15}{wrong:>13}{ambiguous:>13}{missing:>13}{untold:>13}{ms:>9}"
    )
}
