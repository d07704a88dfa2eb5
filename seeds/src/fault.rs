//! What is wrong with a plan file, and where.

use crate::place::{Located, Place};
use std::fmt;

/// One thing to fix in a plan file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub place: Place,
    /// A clause in lower case, because the place precedes it.
    pub words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: ", self.line, self.column)?;
        if self.place != Place::root() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.words)
    }
}

/// Faults as they are found, before their lines are looked up.
#[derive(Debug, Default)]
pub struct Faults(Vec<(Place, String)>);

impl Faults {
    pub fn add(&mut self, place: Place, words: impl Into<String>) {
        self.0.push((place, words.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every fault with its line and column, in the order of the file.
    pub fn located_in(self, file: &str) -> Vec<Fault> {
        let mut located = Located::of(file);
        let faults = self.0.into_iter().map(|(place, words)| {
            let (line, column) = located.line_and_column(&place);
            Fault { line, column, place, words }
        });
        let mut faults: Vec<Fault> = faults.collect();
        faults.sort_by_key(|fault| (fault.line, fault.column));
        faults
    }
}
