//! The place of something in a plan file: a readable path, and its line and column.

use serde_json::value::RawValue;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// A path into a plan file. Shown as `plans[0].actions[3] (DOJ-04).lead`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Index(usize),
    /// A row of a list that has a code of its own.
    Row(usize, String),
}

impl Place {
    /// The whole file.
    pub fn root() -> Place {
        Place::default()
    }

    /// A field of the object at this place.
    pub fn field(&self, name: &str) -> Place {
        self.then(Step::Field(name.to_owned()))
    }

    /// An item, from 0, of the list at this place.
    pub fn index(&self, index: usize) -> Place {
        self.then(Step::Index(index))
    }

    /// An item, from 0, of the list at this place, with the code of the row.
    pub fn row(&self, index: usize, code: impl fmt::Display) -> Place {
        self.then(Step::Row(index, code.to_string()))
    }

    fn then(&self, step: Step) -> Place {
        Place(self.0.iter().cloned().chain([step]).collect())
    }
}

/// The text of a file, in which places are looked up. Parts that were parsed for one place are reused for the next.
#[derive(Debug)]
pub struct Located<'a> {
    text: &'a str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// The parts of each list and object that was parsed, by where it begins.
    parts: HashMap<usize, Parts<'a>>,
}

#[derive(Debug)]
enum Parts<'a> {
    Fields(BTreeMap<String, &'a RawValue>),
    Items(Vec<&'a RawValue>),
}

impl<'a> Located<'a> {
    pub fn of(text: &'a str) -> Located<'a> {
        let lines = [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        Located { text, lines, parts: HashMap::new() }
    }

    /// The line and the column of a place, from 1. For a missing field, those of the object that should contain it.
    pub fn line_and_column(&mut self, place: &Place) -> (usize, usize) {
        let mut here = self.text;
        for step in &place.0 {
            match self.enter(here, step) {
                Some(inner) => here = inner,
                None => break,
            }
        }
        let offset = self.offset(here);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The JSON of a part, cut out of the JSON of the whole.
    fn enter(&mut self, whole: &'a str, step: &Step) -> Option<&'a str> {
        let offset = self.offset(whole);
        let parts = match self.parts.entry(offset) {
            Entry::Occupied(entered) => entered.into_mut(),
            Entry::Vacant(new) => new.insert(Parts::of(whole)?),
        };
        let part = match (parts, step) {
            (Parts::Fields(fields), Step::Field(name)) => fields.get(name),
            (Parts::Items(items), Step::Index(index) | Step::Row(index, _)) => items.get(*index),
            _ => None,
        };
        part.map(|part| part.get())
    }

    /// `part` is cut out of the text: so the distance between the two is the number of bytes before it.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

impl<'a> Parts<'a> {
    fn of(whole: &'a str) -> Option<Parts<'a>> {
        let fields = serde_json::from_str(whole).map(Parts::Fields);
        fields.or_else(|_| serde_json::from_str(whole).map(Parts::Items)).ok()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let innermost = self.0.iter().rposition(|step| matches!(step, Step::Row(..)));
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if depth == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Row(index, code) if Some(depth) == innermost => write!(f, "[{index}] ({code})")?,
                Step::Index(index) | Step::Row(index, _) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "{\n  \"plans\": [\n    {\"code\": \"A\", \"nod\\u0065s\": [1, 22]}\n  ]\n}";

    #[test]
    fn a_place_shows_the_code_of_the_innermost_row() {
        let place = Place::root().field("plans").row(0, "NAP-2021").field("actions").row(3, "DOJ-04").field("lead");
        assert_eq!(place.to_string(), "plans[0].actions[3] (DOJ-04).lead");
    }

    #[test]
    fn a_place_is_found_in_the_text() {
        let plan = Place::root().field("plans").row(0, "A");
        let mut located = Located::of(FILE);
        assert_eq!(located.line_and_column(&plan), (3, 5));
        assert_eq!(located.line_and_column(&plan.field("code")), (3, 14));
        assert_eq!(located.line_and_column(&plan.field("nodes").index(1)), (3, 37));
        assert_eq!(located.line_and_column(&Place::root()), (1, 1));
    }

    #[test]
    fn a_missing_field_is_found_at_the_object_that_should_contain_it() {
        let title = Place::root().field("plans").row(0, "A").field("title");
        assert_eq!(Located::of(FILE).line_and_column(&title), (3, 5));
    }
}
