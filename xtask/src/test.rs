//! `cargo xtask test`: everything is built once, then everything is checked; the last line says how many
//! checks passed and failed. A check that cannot run fails.

use std::fmt;
use std::process::Command;
use std::time::Instant;

use crate::error::{Error, Result};
use crate::process::{cargo, program, run, show_and_read, succeeds};
use crate::{app, setup, tidy};

/// Checks that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
}

impl Tally {
    /// Counts one check.
    pub fn count(&mut self, passed: bool) {
        if passed { self.passed += 1 } else { self.failed += 1 }
    }

    /// Counts a program that ran many checks, by what it printed. A program that failed without counting a
    /// failure, or that counted nothing at all, is one failed check.
    fn add(&mut self, succeeded: bool, output: &str) {
        let counted = Self::printed(output);
        self.passed += counted.passed;
        self.failed += counted.failed;
        if counted.failed == 0 && (!succeeded || counted.passed == 0) {
            self.failed += 1;
        }
    }

    /// What the test runners here say of themselves: libtest ("ok. 3 passed; 0 failed"), nextest ("3 tests
    /// run: 3 passed, 1 failed") and Node ("ℹ pass 3", "# fail 0"). A skipped test counts as failed.
    fn printed(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines().map(str::trim) {
            let words: Vec<&str> = line
                .split(|letter: char| letter.is_whitespace() || ";,".contains(letter))
                .filter(|word| !word.is_empty())
                .collect();
            if line.starts_with("test result:") || line.contains("tests run:") || line.contains("test run:") {
                for pair in words.windows(2) {
                    let number = pair[0].parse().unwrap_or(0);
                    match pair[1] {
                        "passed" => tally.passed += number,
                        "failed" | "ignored" | "skipped" | "timed" => tally.failed += number,
                        _ => {}
                    }
                }
            } else if let [mark, what, number] = words[..]
                && matches!(mark, "#" | "ℹ")
            {
                let number = number.parse().unwrap_or(0);
                match what {
                    "pass" => tally.passed += number,
                    "fail" | "cancelled" | "skipped" | "todo" => tally.failed += number,
                    _ => {}
                }
            }
        }
        tally
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Everything.
pub fn test() -> Result {
    let begun = Instant::now();
    setup::everything()?;
    tidy::build_ui()?;
    run(&mut cargo(&["build", "--workspace", "--all-targets"]))?;
    let mut tally = Tally::default();
    tidy::check(&mut tally)?;
    let nextest = ["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "fail"];
    let libtest = ["test", "--quiet", "--workspace", "--all-targets", "--no-fail-fast"];
    let has_nextest = succeeds(&mut cargo(&["nextest", "--version"]));
    suite(&mut tally, "Rust tests", &mut cargo(if has_nextest { &nextest } else { &libtest }))?;
    suite(&mut tally, "examples in documentation", &mut cargo(&["test", "--quiet", "--workspace", "--doc"]))?;
    suite(&mut tally, "page script tests", &mut program("npm", &["run", "--silent", "test:page"]))?;
    suite(&mut tally, "panel tests", &mut program("npm", &["run", "--silent", "test:panel"]))?;
    suite(&mut tally, "end to end", &mut app::window_tests())?;
    println!("took {:.0} s", begun.elapsed().as_secs_f32());
    println!("{tally}");
    if tally.failed == 0 { Ok(()) } else { Err(Error::Findings(tally.failed)) }
}

fn suite(tally: &mut Tally, name: &str, command: &mut Command) -> Result {
    let begun = Instant::now();
    let (succeeded, output) = show_and_read(command)?;
    let before = *tally;
    tally.add(succeeded, &output);
    let here = Tally { passed: tally.passed - before.passed, failed: tally.failed - before.failed };
    println!("{name}: {here} ({:.0} s)", begun.elapsed().as_secs_f32());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn every_runner_is_understood() {
        let nextest = "     Summary [   0.051s] 7 tests run: 6 passed, 1 failed, 0 skipped";
        let libtest =
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let node = "ℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0";
        assert_eq!(Tally::printed(nextest), Tally { passed: 6, failed: 1 });
        assert_eq!(Tally::printed(libtest), Tally { passed: 3, failed: 0 });
        assert_eq!(Tally::printed(node), Tally { passed: 4, failed: 1 });
    }

    #[test]
    fn a_skipped_test_is_a_failed_one() {
        let libtest =
            "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::printed(libtest), Tally { passed: 3, failed: 2 });
    }

    #[test]
    fn a_suite_that_says_nothing_has_failed() {
        let mut tally = Tally::default();
        tally.add(true, "");
        tally.add(false, "test result: ok. 1 passed; 0 failed; 0 ignored");
        assert_eq!(tally, Tally { passed: 1, failed: 2 });
    }
}
