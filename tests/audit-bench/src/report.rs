//! What was measured, as a table of a document.

use std::fmt::Write as _;

/// One line: what was measured, its own value, its ratio and what that has to be.
pub struct Row {
    name: String,
    value: String,
    ratio: f64,
    goal: Option<Goal>,
}

#[derive(Clone, Copy)]
enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Row {
    /// A line without a goal.
    pub fn new(name: impl Into<String>, value: String, ratio: f64) -> Self {
        Self { name: name.into(), value, ratio, goal: None }
    }

    /// The ratio has to be this or less.
    #[must_use]
    pub fn at_most(self, goal: Option<f64>) -> Self {
        Self { goal: goal.map(Goal::AtMost), ..self }
    }

    /// The ratio has to be this or more.
    #[must_use]
    pub fn at_least(self, goal: f64) -> Self {
        Self { goal: Some(Goal::AtLeast(goal)), ..self }
    }

    /// Whether it has a goal and misses it.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        match self.goal {
            Some(Goal::AtMost(goal)) => self.ratio > goal,
            Some(Goal::AtLeast(goal)) => self.ratio < goal,
            None => false,
        }
    }
}

/// Lines that belong together.
pub struct Table {
    /// What is measured.
    pub title: String,
    /// The lines.
    pub rows: Vec<Row>,
}

impl Table {
    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text =
            format!("## {}\n\n| | value | ratio | goal | |\n|---|---:|---:|---:|---|\n", self.title);
        for row in &self.rows {
            let (goal, mark) = match row.goal {
                Some(Goal::AtMost(goal)) => {
                    (format!("≤ {goal}"), if row.is_missed() { "missed" } else { "reached" })
                }
                Some(Goal::AtLeast(goal)) => {
                    (format!("≥ {goal}"), if row.is_missed() { "missed" } else { "reached" })
                }
                None => (String::new(), ""),
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "| {} | {} | {:.2} | {goal} | {mark} |", row.name, row.value, row.ratio);
        }
        text
    }
}
