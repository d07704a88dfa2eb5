//! What the record knows of plans and of their nodes.

use super::{Node, Plan};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};
use crate::text::Narrative;

impl Described for Plan {
    const SEARCH_PLACE: Option<u8> = Some(5);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Plan(self.id)
    }

    fn texts(&self) -> Vec<String> {
        let mut texts =
            vec![self.title.to_string(), self.short_title.to_string(), self.code.to_string(), self.period.to_string()];
        texts.extend(self.coverage_note.iter().map(Narrative::to_string));
        texts.extend(self.facts.iter().map(|(name, fact)| format!("{name}: {fact}")));
        texts
    }
}

impl Described for Node {
    const SEARCH_PLACE: Option<u8> = Some(6);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Plan(self.plan)
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.to_string(), self.reference.to_string(), self.level.to_string()];
        texts.extend(self.note.iter().map(Narrative::to_string));
        texts
    }

    /// The level stays: it is a word of the plan, by which its tree is drawn.
    fn erased(&self, words: &ErasedWords) -> Erased<Option<Node>> {
        Ok(Some(Node {
            reference_basis: words.text()?,
            title: words.text()?,
            note: words.instead_of(self.note.as_ref())?,
            source: words.text()?,
            withdrawn: self.withdrawn.erased(words)?,
            ..self.clone()
        }))
    }
}
