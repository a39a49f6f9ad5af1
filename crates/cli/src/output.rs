//! Answers on standard output, as lines or as JSON; everything else on standard error.

use std::borrow::Cow;
use std::io::{self, Stderr, Stdout, Write};

use serde::Serialize;

use crate::error::CliError;

/// Where answers go, and in which form.
pub struct Output {
    json: bool,
    answers: Stdout,
    remarks: Stderr,
}

impl Output {
    pub fn new(json: bool) -> Self {
        Self { json, answers: io::stdout(), remarks: io::stderr() }
    }

    /// Prints the answer as JSON, or else these lines.
    pub fn answer(
        &mut self,
        answer: &impl Serialize,
        lines: impl IntoIterator<Item = String>,
    ) -> Result<(), CliError> {
        let mut text = if self.json {
            serde_json::to_string_pretty(answer)?
        } else {
            let lines: Vec<String> = lines.into_iter().collect();
            plain(&lines.join("\n")).into_owned()
        };
        if !text.is_empty() {
            text.push('\n');
        }
        self.raw(&text)
    }

    /// Prints a document as it is.
    pub fn raw(&mut self, text: &str) -> Result<(), CliError> {
        let mut answers = self.answers.lock();
        answers.write_all(text.as_bytes()).and_then(|()| answers.flush()).map_err(CliError::Output)
    }

    /// Says what is being done, as it begins.
    pub fn step(words: &str) {
        // Nobody listening is no reason to fail.
        let _ = writeln!(io::stderr(), "  {words}");
    }

    /// Says something that is no answer.
    pub fn remark(&mut self, text: &str) {
        // Nobody listening is no reason to fail.
        let _ = writeln!(self.remarks, "{}", plain(text));
    }

    /// Says why a command failed.
    pub fn complain(&mut self, error: &CliError) {
        self.remark(&format!("waymark: {error}"));
    }
}

/// Without what a terminal would obey: names of themes, titles of pages and the like are other people's.
fn plain(text: &str) -> Cow<'_, str> {
    let is_obeyed = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\t');
    if text.contains(is_obeyed) { text.replace(is_obeyed, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn lines_and_columns_stay_and_escapes_go() {
        assert_eq!(plain("a\tb\nc é"), "a\tb\nc é");
        assert_eq!(plain("1\t\u{1b}]0;gotcha\u{7}Dawn\u{9b}31m\r\n"), "1\t]0;gotchaDawn31m\n");
    }
}
