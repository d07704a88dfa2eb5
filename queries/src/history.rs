//! What happened to a thing: its entries, with what a line about them needs beside the entry itself.

use crate::sentences;
use domain::Event;
use std::sync::Arc;
use store::{Authors, HistoryEntry, StoreError, View};

#[derive(Debug)]
pub struct History {
    entries: Vec<HistoryEntry>,
    authors: Arc<Authors>,
}

impl History {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &View, entries: Vec<HistoryEntry>) -> Result<History, StoreError> {
        let authors = view.authors(entries.iter().map(|entry| &entry.entry)).await?;
        Ok(History::by(entries, Arc::new(authors)))
    }

    /// The same where it is known already who made them.
    pub fn by(entries: Vec<HistoryEntry>, authors: Arc<Authors>) -> History {
        History { entries, authors }
    }

    /// The latest first.
    pub fn entries(&self) -> &[HistoryEntry] {
        &self.entries
    }

    /// "Sam Ortiz, Secretariat": who made an entry, in a sentence.
    pub fn made_by(&self, view: &View, entry: &HistoryEntry) -> String {
        let role = sentences::who(view, &entry.entry);
        self.authors.of(&entry.entry).map_or(role.clone(), |author| format!("{}, {role}", author.name))
    }

    /// How many entries before this one are about the same thing and tell what `is_alike` asks for.
    pub fn earlier(&self, entry: &HistoryEntry, is_alike: impl Fn(&Event) -> bool) -> usize {
        let subject = |entry: &HistoryEntry| entry.entry.leaf.entry().subject.as_ref().map(|subject| subject.id);
        let before = self.entries.iter().filter(|other| other.seq() < entry.seq() && subject(other) == subject(entry));
        before.filter(|other| other.entry.event.as_ref().is_some_and(&is_alike)).count()
    }

    /// Who made them.
    pub fn authors(&self) -> &Authors {
        &self.authors
    }
}
