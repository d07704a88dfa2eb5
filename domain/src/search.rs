//! Finding things by their words: what is asked, and whether a text answers it.
//!
//! Question and text are folded in one way (no accents, small letters, words of letters and digits only), so nothing
//! that is typed can mean anything to a database, and the answer is the same on every engine.

mod excerpt;
mod fold;

pub use excerpt::{Part, excerpt};

use crate::Kind;
use fold::words;

/// No question holds more words than this; the rest is left out.
const MOST_TERMS: usize = 20;

/// Ends each text of a thing, so that no phrase runs from one into the next. It is no letter, so no one asks for it.
const BETWEEN_TEXTS: &str = "|";

/// The kinds that are searched, in the order in which hits are given.
pub fn searched() -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.search_place().is_some()).collect();
    kinds.sort_by_key(|kind| kind.search_place());
    kinds
}

/// What someone looks for. A thing answers when it has every term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    terms: Vec<Term>,
}

/// Words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    words: Vec<String>,
    /// Whether the last word has to end where it ends here: so it is between quotes. Otherwise it begins a word.
    is_whole: bool,
}

/// Everything by which a thing is found, folded: `" housing brief | doj 02 | "`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folded(Box<str>);

impl Search {
    /// Reads what was typed. `"sex trafficking"` in quotes is a phrase of whole words; other words begin the words that
    /// they find. Words that marks join, as in DOJ-02, follow each other. Marks alone ask for nothing.
    pub fn read(typed: &str) -> Search {
        let mut terms = Vec::new();
        // Between an odd quote and the next one, or the end, stands a phrase.
        for (place, part) in typed.split(['"', '\u{201c}', '\u{201d}']).enumerate() {
            if place % 2 == 1 {
                terms.push(Term { words: folded_words(part), is_whole: true });
            } else {
                let parts = part.split_whitespace();
                terms.extend(parts.map(|part| Term { words: folded_words(part), is_whole: false }));
            }
        }
        terms.retain(|term| !term.words.is_empty());
        terms.truncate(MOST_TERMS);
        Search { terms }
    }

    /// Whether nothing is asked: then nothing is found either.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether the thing has every term, each in any of its texts.
    pub fn finds(&self, folded: &Folded) -> bool {
        self.all_in(&folded.0)
    }

    /// Whether several things have every term between them.
    pub fn finds_among(&self, folded: &[&Folded]) -> bool {
        let is_said = |term: &Term| folded.iter().any(|folded| folded.0.contains(&term.folded()));
        !self.is_empty() && self.terms.iter().all(is_said)
    }

    /// Whether what the thing is called has every term already.
    pub fn finds_name(&self, folded: &Folded) -> bool {
        self.all_in(folded.0.split(BETWEEN_TEXTS).next().unwrap_or_default())
    }

    fn all_in(&self, folded: &str) -> bool {
        !self.is_empty() && self.terms.iter().all(|term| folded.contains(&term.folded()))
    }
}

impl Term {
    /// As it stands in a folded text.
    fn folded(&self) -> String {
        let end = if self.is_whole { " " } else { "" };
        format!(" {}{end}", self.words.join(" "))
    }
}

impl Folded {
    /// Folds the texts of a thing, its name first.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Folded {
        let mut folded = String::new();
        for text in texts {
            for (_, word) in words(text) {
                folded.push(' ');
                folded.push_str(&word);
            }
            folded.push(' ');
            folded.push_str(BETWEEN_TEXTS);
        }
        Folded(folded.into_boxed_str())
    }

    /// How many bytes it takes.
    pub fn size(&self) -> usize {
        self.0.len()
    }
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests;
