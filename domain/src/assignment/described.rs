//! What the record knows of roles. Their words are no content of their own, and stand on the pages of their actions.

use super::{Assignment, AssignmentState};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};

impl Described for Assignment {
    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.action)
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Assignment>> {
        let (state, note) = (self.state.erased(words)?, words.instead_of(self.note.as_ref())?);
        Ok(Some(Assignment { state, note, ..self.clone() }))
    }
}

impl TypedTexts for AssignmentState {
    fn erased(&self, words: &ErasedWords) -> Erased<AssignmentState> {
        Ok(match self {
            AssignmentState::Declined { on, .. } => AssignmentState::Declined { on: *on, reason: words.text()? },
            AssignmentState::Ended { on, how, .. } => {
                AssignmentState::Ended { on: *on, reason: words.text()?, how: *how }
            }
            AssignmentState::Stated
            | AssignmentState::Assumed
            | AssignmentState::Offered { .. }
            | AssignmentState::Accepted { .. }
            | AssignmentState::HandedOver { .. } => self.clone(),
        })
    }
}
