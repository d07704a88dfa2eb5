//! The part of a text in which something was found, with the words that were looked for marked.

use super::fold::words;
use super::{Search, Term};
use std::ops::Range;

/// How many words stand before the first one that is marked, and how many the excerpt has in all.
const WORDS_BEFORE: usize = 10;
const WORDS_IN_ALL: usize = 34;

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    /// Whether it is what was looked for.
    pub is_match: bool,
}

/// The text around the first match, or nothing where the text has none. What was left out shows as an ellipsis.
pub fn excerpt(text: &str, search: &Search) -> Option<Vec<Part>> {
    let words: Vec<(Range<usize>, String)> = words(text).collect();
    let matches = matches(&words, search);
    let first = matches.iter().position(|is_match| *is_match)?;
    let from = first.saturating_sub(WORDS_BEFORE);
    let to = (from + WORDS_IN_ALL).min(words.len());
    let start = if from == 0 { 0 } else { words.get(from)?.0.start };
    let end = if to == words.len() { text.len() } else { words.get(to - 1)?.0.end };

    let mut parts = Parts::default();
    parts.add(if from == 0 { "" } else { "\u{2026} " }, false);
    let mut at = start;
    for ((range, _), is_match) in words.iter().zip(matches).take(to).skip(from) {
        let between = text.get(at..range.start).unwrap_or_default();
        // Blanks and marks between two words that match belong to the match: a phrase is marked as one.
        parts.add(between, is_match && parts.ends_with_match());
        parts.add(text.get(range.clone()).unwrap_or_default(), is_match);
        at = range.end;
    }
    parts.add(text.get(at..end).unwrap_or_default(), false);
    parts.add(if to == words.len() { "" } else { " \u{2026}" }, false);
    Some(parts.0)
}

/// Of each word, whether a term holds it.
fn matches(words: &[(Range<usize>, String)], search: &Search) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    for term in &search.terms {
        let length = term.words.len();
        for (place, window) in words.windows(length).enumerate() {
            if term.is_at(window) {
                found.iter_mut().skip(place).take(length).for_each(|is_match| *is_match = true);
            }
        }
    }
    found
}

impl Term {
    fn is_at(&self, window: &[(Range<usize>, String)]) -> bool {
        let last = self.words.len().saturating_sub(1);
        self.words.iter().zip(window).enumerate().all(|(place, (asked, (_, word)))| {
            if place == last && !self.is_whole { word.starts_with(asked.as_str()) } else { word == asked }
        })
    }
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn ends_with_match(&self) -> bool {
        self.0.last().is_some_and(|part| part.is_match)
    }

    fn add(&mut self, text: &str, is_match: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(text),
            _ => self.0.push(Part { text: text.to_owned(), is_match }),
        }
    }
}
