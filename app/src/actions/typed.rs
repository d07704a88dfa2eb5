//! What was typed into a form, and how it becomes values that rules take.

use super::FORM_KEY;
use super::after_the_session::WRITER;
use crate::error::AppError;
use crate::paths::local;
use domain::Date;
use domain::date::parse;
use domain::error::FieldErrors;
use domain::ledger::Hash;
use domain::milestone::Reschedule;
use domain::text::{Sentence, TextError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What a page puts into its form, and may put in anew when it shows a refused one again.
const OF_THE_PAGE: [&str; 6] = ["page", "back", "version", "after", WRITER, FORM_KEY];

/// The fields of a form by name, just as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// A field, blank when it did not come.
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// Whether the form has the field, blank or not.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// An id or a version that the page itself put into the form.
    ///
    /// # Errors
    /// [`AppError::NotAForm`] when it was tampered with: nobody types these.
    pub fn hidden<T: FromStr>(&self, field: &str) -> Result<T, AppError> {
        self.get(field).parse().map_err(|_| AppError::NotAForm)
    }

    /// The same where it may be absent.
    ///
    /// # Errors
    /// [`AppError::NotAForm`] when it is there and not one.
    pub fn hidden_or_none<T: FromStr>(&self, field: &str) -> Result<Option<T>, AppError> {
        if self.get(field).is_empty() { Ok(None) } else { self.hidden(field).map(Some) }
    }

    /// A hash over what people typed and chose, to tell the same form from one with other words.
    pub(super) fn hash(&self) -> Hash {
        let typed = self.0.iter().filter(|(name, _)| !OF_THE_PAGE.contains(&name.as_str()));
        let parts: Vec<&[u8]> =
            typed.flat_map(|(name, value)| [name.as_bytes(), &[0], value.as_bytes(), &[0]]).collect();
        Hash::of(&parts)
    }

    /// The same form without a field.
    pub(super) fn without(mut self, field: &str) -> Typed {
        self.0.remove(field);
        self
    }

    /// What a test types.
    #[cfg(test)]
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Typed {
        Typed(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// Where the form leads when it is done: the page of the thing, which the form's own page knows.
    pub fn back(&self) -> String {
        local(self.get("back")).to_owned()
    }

    /// Begins to read the fields that people type.
    pub fn fields(&self) -> Fields<'_> {
        Fields { typed: self, faults: FieldErrors::default() }
    }

    /// What is kept for the page of a refused form.
    pub(crate) fn into_kept(self) -> BTreeMap<String, String> {
        self.0
    }
}

/// Reads fields one by one and collects every fault, so that a form is refused once, with all of them.
#[derive(Debug)]
pub struct Fields<'a> {
    typed: &'a Typed,
    faults: FieldErrors,
}

impl Fields<'_> {
    /// A text that must be there.
    pub fn text<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        let parsed = parse(self.typed.get(field));
        self.faults.take(field, parsed)
    }

    /// A reason or a ground. It is one sentence: the ends of lines that a text area lets in become blanks.
    pub fn sentence(&mut self, field: &str) -> Option<Sentence> {
        let words: Vec<&str> = self.typed.get(field).split_whitespace().collect();
        self.faults.take(field, Sentence::parse(&words.join(" ")))
    }

    /// A reason that may be blank.
    pub fn optional_sentence(&mut self, field: &str) -> Option<Sentence> {
        if self.is_blank(field) { None } else { self.sentence(field) }
    }

    /// Another date with its reason, of a form that moves one.
    pub fn reschedule(&mut self) -> Option<Reschedule> {
        let to = self.date("due");
        let reason = self.choice("reason", "Choose a reason.");
        let sentence = self.sentence("sentence");
        to.zip(reason).zip(sentence).map(|((to, reason), sentence)| Reschedule { to, reason, sentence })
    }

    /// A text that may be blank.
    pub fn optional_text<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        if self.is_blank(field) { None } else { self.text(field, parse) }
    }

    /// A day, in any of the forms in which people write one.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let date = parse(self.typed.get(field));
        if date.is_none() {
            self.faults.add(field, "Give a date, as in 30 November 2024.");
        }
        date
    }

    pub fn optional_date(&mut self, field: &str) -> Option<Date> {
        if self.is_blank(field) { None } else { self.date(field) }
    }

    /// One of the choices that the form offers, by its code.
    pub fn choice<T: DeserializeOwned>(&mut self, field: &str, ask: &str) -> Option<T> {
        let code = serde_json::Value::String(self.typed.get(field).to_owned());
        let chosen = serde_json::from_value(code).ok();
        if chosen.is_none() {
            self.faults.add(field, ask);
        }
        chosen
    }

    /// A choice that is written in a form of its own.
    pub fn parsed<T: FromStr>(&mut self, field: &str, ask: &str) -> Option<T> {
        let chosen = self.typed.get(field).parse().ok();
        if chosen.is_none() {
            self.faults.add(field, ask);
        }
        chosen
    }

    /// Notes a fault that only several fields together show.
    pub fn fault(&mut self, field: &str, words: &str) {
        self.faults.add(field, words);
    }

    /// A field just as it came.
    pub fn typed(&self, field: &str) -> &str {
        self.typed.get(field)
    }

    pub fn is_blank(&self, field: &str) -> bool {
        self.typed.get(field).trim().is_empty()
    }

    /// The value that all fields together make, or the refusal with every fault.
    ///
    /// # Errors
    /// When any field was at fault.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, AppError> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults.into_refusal().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn the_same_words_are_the_same_form_also_when_the_page_was_loaded_again() {
        let form = |version: &str, reason: &str| Typed::of(&[("id", "7"), ("reason", reason), ("version", version)]);
        assert_eq!(form("1", "It was agreed so.").hash(), form("2", "It was agreed so.").hash());
        assert_ne!(form("1", "It was agreed so.").hash(), form("1", "It was agreed.").hash());
        let split = |one: &str, other: &str| Typed::of(&[("note", one), ("title", other)]).hash();
        assert_ne!(split("a", "b"), split("atitleb", ""));
    }

    #[test]
    fn a_reason_typed_on_two_lines_is_one_sentence() {
        let typed = Typed::of(&[("reason", "The grant came late.\r\nThe call moved.  ")]);
        assert_eq!(typed.fields().sentence("reason").unwrap().as_str(), "The grant came late. The call moved.");
        assert!(typed.fields().sentence("ground").is_none());
    }
}
