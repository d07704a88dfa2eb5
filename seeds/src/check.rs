//! Checks the content of a plan file against itself and against the record, before anything is built from it.

mod action;
mod chains;
mod known;
mod plan;
mod reference;

use crate::fault::Faults;
use crate::format::PlanFile;
use crate::objects::Baseline;
use crate::place::Place;
use domain::Date;
use domain::date::in_sentence;
use domain::text::Code;
use known::Known;
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::hash::Hash;

/// A file in which every code names something, either in the file or in the record. Only [`check`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    file: &'a PlanFile,
    baseline: &'a Baseline,
}

/// Checks every row.
///
/// # Errors
/// All faults, each with its place, not only the first.
pub fn check<'a>(file: &'a PlanFile, baseline: &'a Baseline) -> Result<Checked<'a>, Faults> {
    let known = Known::of(file, &baseline.now);
    let mut faults = Faults::default();
    reference::check(file, &known, &mut faults);
    chains::check(file, &baseline.now, &mut faults);
    plan::check(file, &known, &mut faults);
    if faults.is_empty() { Ok(Checked { file, baseline }) } else { Err(faults) }
}

impl<'a> Checked<'a> {
    pub fn file(&self) -> &'a PlanFile {
        self.file
    }

    pub fn baseline(&self) -> &'a Baseline {
        self.baseline
    }
}

/// Adds a fault for every row whose key an earlier row of the list already has.
fn check_unique<K: Hash + Eq + Display>(rows: impl IntoIterator<Item = (Place, K)>, faults: &mut Faults) {
    let mut first: HashMap<K, Place> = HashMap::new();
    for (place, key) in rows {
        match first.get(&key) {
            Some(earlier) => faults.add(place, format!("{key} is already in {earlier}")),
            None => {
                first.insert(key, place);
            }
        }
    }
}

/// Adds a fault for an unknown code. `thing` is what it should name: "agency".
fn check_names(known: &HashSet<&Code>, thing: &str, place: Place, code: &Code, faults: &mut Faults) {
    if !known.contains(code) {
        faults.add(place, no_such(thing, code));
    }
}

fn no_such(thing: &str, code: &Code) -> String {
    format!("there is no {thing} with the code \"{code}\"")
}

/// Adds a fault where the end comes before the start, at the place of the end.
fn check_order(starts: Option<Date>, ends: Option<Date>, place: Place, faults: &mut Faults) {
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        faults.add(place, format!("{} is before the start date, {}", in_sentence(ends), in_sentence(starts)));
    }
}
