//! What a page reads from.

use crate::notice::Refusal;
use crate::paths::Paths;
use crate::request::Request;
use domain::date::Instant;
use std::sync::{Arc, Mutex, PoisonError};
use store::{Preferences, View};

/// Who asks, and what that person sees at that point of the record.
#[derive(Debug)]
pub struct Reading {
    pub request: Request,
    pub view: View,
    pub paths: Paths,
    /// A form of this page that was refused, with what was typed.
    pub refusal: Option<Refusal>,
    /// When that was, where the page has said so before: what was typed is there again, and nothing is an error.
    pub kept_since: Option<Instant>,
    /// What the person has set for the pages.
    pub preferences: Preferences,
    /// What the page is limited to. Its title says so.
    pub limits: Limits,
}

/// What a list is limited to, in words: gathered while its filters are drawn.
#[derive(Clone, Debug, Default)]
pub struct Limits(Arc<Mutex<Vec<String>>>);

impl Limits {
    pub fn add(&self, words: impl IntoIterator<Item = String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(words);
    }

    /// "Plan: NAP 2021; Status: Delayed", or nothing where the whole list is shown.
    pub fn in_words(&self) -> Option<String> {
        let words = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!words.is_empty()).then(|| words.join("; "))
    }
}

impl Reading {
    /// The refusal of one form of this page. What was typed about another thing than the address names is left alone: a form
    /// about one milestone does not take over the form about another.
    pub fn refusal_of(&self, form: &str) -> Option<Refusal> {
        let asked = self.request.query_without_as_of();
        let is_about_this = |refusal: &Refusal| {
            asked.iter().all(|(name, value)| refusal.typed.get(name).is_none_or(|typed| typed == value))
        };
        self.refusal.clone().filter(|refusal| refusal.form == form && is_about_this(refusal))
    }
}
