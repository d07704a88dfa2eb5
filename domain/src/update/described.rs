//! What the record knows of status updates.

use super::{Report, Speaker};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};
use crate::text::Title;

impl Described for Report {
    const SEARCH_PLACE: Option<u8> = Some(3);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.action)
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.narrative.to_string()];
        texts.extend(self.native_word.iter().map(Title::to_string));
        texts
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Report>> {
        let said_by = match &self.said_by {
            Speaker::Agency(authority) => Speaker::Agency(*authority),
            Speaker::Source(_) => Speaker::Source(words.text()?),
        };
        Ok(Some(Report {
            narrative: words.text()?,
            native_word: words.instead_of(self.native_word.as_ref())?,
            said_by,
            verified: self.verified.erased(words)?,
            retracted: self.retracted.erased(words)?,
            review: self.review.erased(words)?,
            ..self.clone()
        }))
    }
}
