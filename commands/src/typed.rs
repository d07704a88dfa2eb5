//! What was typed into a form, and how it becomes values that rules take.

use crate::handler::Failure;
use crate::input::{Input, Shown};
use crate::uploads::Upload;
use domain::Date;
use domain::date::read;
use domain::error::FieldErrors;
use domain::ledger::Hash;
use domain::milestone::Reschedule;
use domain::text::{Sentence, TextError};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

/// The field with the key under which a form is saved once. The server makes it, new for each time that a form is shown.
pub const FORM_KEY: &str = "form_key";

/// The field in which each form says who opened it.
pub const WRITER: &str = "writer";

/// What a page puts into its form, and may put in again when it shows a refused one.
const OF_THE_PAGE: [&str; 6] = ["page", "back", "version", "after", WRITER, FORM_KEY];

/// The fields of a form by name, just as they came, and the file that came with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    fields: BTreeMap<String, String>,
    upload: Option<Arc<Upload>>,
}

impl Typed {
    pub fn new(fields: BTreeMap<String, String>, upload: Option<Arc<Upload>>) -> Typed {
        Typed { fields, upload }
    }

    /// The input of a command.
    ///
    /// # Errors
    /// With every field that is at fault.
    pub fn read<I: Input>(&self) -> Result<I, Failure> {
        let mut fields = self.fields();
        let input = I::read(&mut fields);
        fields.finish(input)
    }

    /// A field, blank when it did not come.
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// Whether the form has the field, blank or not.
    pub fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    /// An id or a version that the page itself put into the form.
    ///
    /// # Errors
    /// [`Failure::NotAForm`] when it was tampered with: users don't type these.
    pub fn hidden<T: FromStr>(&self, field: &str) -> Result<T, Failure> {
        self.get(field).parse().map_err(|_| Failure::NotAForm)
    }

    /// The same where it may be absent.
    ///
    /// # Errors
    /// [`Failure::NotAForm`] when it is there and not one.
    pub fn hidden_or_none<T: FromStr>(&self, field: &str) -> Result<Option<T>, Failure> {
        if self.get(field).is_empty() { Ok(None) } else { self.hidden(field).map(Some) }
    }

    /// A hash over the page of the form, what was typed and selected there, and the file that came with it, to tell the same
    /// form from another.
    pub fn hash(&self) -> Hash {
        let typed = self.fields.iter().filter(|(name, _)| !OF_THE_PAGE.contains(&name.as_str()));
        let typed = typed.map(|(name, value)| (name.as_str(), value.as_str()));
        let mut parts: Vec<&[u8]> = std::iter::once(("page", self.get("page")))
            .chain(typed)
            .flat_map(|(name, value)| [name.as_bytes(), &[0], value.as_bytes(), &[0]])
            .collect();
        if let Some(Upload::File { content, .. }) = self.upload.as_deref() {
            parts.push(content);
        }
        Hash::of(&parts)
    }

    /// The same form without a field.
    pub fn without(mut self, field: &str) -> Typed {
        self.fields.remove(field);
        self
    }

    /// What a test types.
    #[cfg(test)]
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Typed {
        let fields = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Typed::new(fields.collect(), None)
    }

    fn fields(&self) -> Fields<'_> {
        Fields { typed: self, faults: FieldErrors::default(), is_a_form: true }
    }

    /// What is kept for the page of a refused form.
    pub fn into_kept(self) -> BTreeMap<String, String> {
        self.fields
    }
}

/// Reads fields one by one and collects every fault, so that a form is refused once, with all of them.
#[derive(Debug)]
pub struct Fields<'a> {
    typed: &'a Typed,
    faults: FieldErrors,
    /// Whether every hidden field was as a page puts it there.
    is_a_form: bool,
}

impl Fields<'_> {
    /// An id that the page itself put into the form.
    pub fn hidden<T: FromStr>(&mut self, field: &str) -> Option<T> {
        let read = self.typed.hidden(field).ok();
        self.is_a_form &= read.is_some();
        read
    }

    /// The same, read in another way.
    pub fn hidden_as<T>(&mut self, field: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let read = read(self.typed.get(field));
        self.is_a_form &= read.is_some();
        read
    }

    /// The same where it may be absent.
    pub fn hidden_or_none<T: FromStr>(&mut self, field: &str) -> Option<Option<T>> {
        let read = self.typed.hidden_or_none(field).ok();
        self.is_a_form &= read.is_some();
        read
    }

    /// The fields whose names begin with that and that are not blank, with the rest of their names.
    pub fn beginning_with<'b>(&'b self, prefix: &'b str) -> impl Iterator<Item = (&'b str, &'b str)> {
        let fields = self.typed.fields.iter().filter(|(_, value)| !value.is_empty());
        fields.filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.as_str())))
    }

    /// The object that the form is about, in the version that it shows.
    pub fn shown<Id: FromStr>(&mut self) -> Option<Shown<Id>> {
        let (id, version) = (self.hidden("id"), self.hidden("version"));
        Some(Shown { id: id?, version: version? })
    }

    /// The file that came with the form.
    pub fn upload(&self) -> Option<Arc<Upload>> {
        self.typed.upload.clone()
    }

    /// A text that must be there.
    pub fn text<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        let parsed = parse(self.typed.get(field));
        self.take(field, parsed)
    }

    /// Keeps a parsed value, or notes what is wrong; where nothing was typed, what to type.
    fn take<T>(&mut self, field: &str, parsed: Result<T, TextError>) -> Option<T> {
        match (parsed, what_to_type(field)) {
            (Err(TextError::Empty), Some(words)) => {
                self.faults.add(field, words);
                None
            }
            (parsed, _) => self.faults.take(field, parsed),
        }
    }

    /// A reason, or how a claim was verified. It is one sentence: the ends of lines that a text area lets in become blanks.
    pub fn sentence(&mut self, field: &str) -> Option<Sentence> {
        let words: Vec<&str> = self.typed.get(field).split_whitespace().collect();
        self.take(field, Sentence::parse(&words.join(" ")))
    }

    /// A reason that may be blank.
    pub fn optional_sentence(&mut self, field: &str) -> Option<Sentence> {
        if self.is_blank(field) { None } else { self.sentence(field) }
    }

    /// Another date with its reason, of a form that changes one.
    pub fn reschedule(&mut self) -> Option<Reschedule> {
        let to = self.date("due");
        let reason = self.choice("reason", "Select a reason.");
        let sentence = self.sentence("sentence");
        to.zip(reason).zip(sentence).map(|((to, reason), sentence)| Reschedule { to, reason, sentence })
    }

    /// A text that may be blank.
    pub fn optional_text<T>(&mut self, field: &str, parse: impl FnOnce(&str) -> Result<T, TextError>) -> Option<T> {
        if self.is_blank(field) { None } else { self.text(field, parse) }
    }

    /// A day, in any of the forms that are accepted.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        match read(self.typed.get(field)) {
            Ok(date) => Some(date),
            Err(fault) => {
                self.faults.add(field, fault.to_string());
                None
            }
        }
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
    fn finish<T>(self, value: Option<T>) -> Result<T, Failure> {
        match value {
            _ if !self.is_a_form => Err(Failure::NotAForm),
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults.into_refusal().into()),
        }
    }
}

/// What a field that was left empty asks for, by its name.
fn what_to_type(field: &str) -> Option<&'static str> {
    Some(match field {
        "address" => "Enter an email address. Example: name@agency.gov",
        "ground" => "Enter what you reviewed.",
        "link" => "Enter a web address.",
        "name" => "Enter a name.",
        "narrative" => "Enter a summary.",
        "other" => "Enter plan/reference. Example: PITF-2024/P24-HHS-1",
        "promise" => "Enter the commitment.",
        "reason" => "Enter a reason.",
        "remark" => "Enter what is missing.",
        "reference" => "Enter a reference. Example: DOJ-02",
        "sentence" => "Enter an explanation.",
        "source" => "Enter a source.",
        "timeframe" => "Enter a timeframe.",
        "title" => "Enter a title.",
        _ => return None,
    })
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

    #[test]
    fn an_empty_field_says_what_to_type() {
        let typed = Typed::of(&[("title", " ")]);
        let mut fields = typed.fields();
        assert!(fields.text("title", domain::text::Title::parse).is_none() && fields.sentence("reason").is_none());
        assert_eq!(
            (fields.faults.at("title"), fields.faults.at("reason")),
            (Some("Enter a title."), Some("Enter a reason."))
        );
    }
}
