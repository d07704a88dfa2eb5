//! What passed and what failed.

use std::{fmt, ops::AddAssign, process::ExitCode};

use crate::failure::Failure;

/// Numbers of tests and checks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    /// A check that is right or wrong as a whole.
    pub fn one_passed() -> Self {
        Self { passed: 1, failed: 0 }
    }

    /// A program that fails without naming a failed test did not get as far as its tests. That is a failure too.
    pub fn given_that_it_ended_well(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
    }
}

/// The sum over all steps.
#[derive(Debug, Default)]
pub struct Tally {
    sum: Counts,
}

impl Tally {
    /// Counts a step, and says so when not all of it passed. A step that could not be done counts as one failure.
    pub fn add(&mut self, step: &str, outcome: Result<Counts, Failure>) {
        let counts = outcome.unwrap_or_else(|failure| {
            println!("{step}: {failure}");
            Counts { passed: 0, failed: 1 }
        });
        if counts.failed > 0 {
            println!("{step}: {} failed", counts.failed);
        }
        self.sum += counts;
    }

    /// Success only when nothing failed.
    pub fn exit_code(&self) -> ExitCode {
        if self.sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.sum.passed, self.sum.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_could_not_be_done_is_one_failure() {
        let mut tally = Tally::default();
        tally.add("rust", Ok(Counts { passed: 40, failed: 0 }));
        tally.add("browser", Err(Failure::Skipped { because: "the site was not built" }));
        assert_eq!(tally.to_string(), "40 passed, 1 failed");
    }

    #[test]
    fn a_program_that_fails_before_its_first_test_is_one_failure() {
        assert_eq!(Counts::default().given_that_it_ended_well(false).failed, 1);
        assert_eq!(Counts { passed: 1, failed: 3 }.given_that_it_ended_well(false).failed, 3);
    }
}
