//! What the record knows of actions.

use super::{Action, Edit, Recurrence, Timeframe};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};
use crate::text::{Narrative, Title};

impl Described for Action {
    const SEARCH_PLACE: Option<u8> = Some(1);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.id)
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.to_string(), self.reference.to_string()];
        texts.extend(self.official_number.iter().map(Title::to_string));
        texts.push(self.promise.to_string());
        texts.extend(self.note.iter().map(Narrative::to_string));
        texts
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Action>> {
        Ok(Some(Action {
            official_number: words.instead_of(self.official_number.as_ref())?,
            title: words.text()?,
            promise: words.text()?,
            timeframe: Timeframe { stated: words.text()?, ..self.timeframe.clone() },
            recurrence: self.recurrence.erased(words)?,
            note: words.instead_of(self.note.as_ref())?,
            source: words.text()?,
            withdrawn: self.withdrawn.erased(words)?,
            retracted: self.retracted.erased(words)?,
            moves: self.moves.erased(words)?,
            edited: self.edited.erased(words)?,
            ..self.clone()
        }))
    }
}

impl TypedTexts for Recurrence {
    fn erased(&self, words: &ErasedWords) -> Erased<Recurrence> {
        Ok(Recurrence { stated: words.text()?, ..self.clone() })
    }
}

impl TypedTexts for Edit {
    fn erased(&self, words: &ErasedWords) -> Erased<Edit> {
        Ok(Edit { reason: words.text()?, ..self.clone() })
    }
}
