//! What the record knows of milestones.

use super::{Completion, Milestone, MilestoneState, Reopening};
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};

impl Described for Milestone {
    const SEARCH_PLACE: Option<u8> = Some(2);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.action)
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.title.to_string()];
        texts.extend(self.moves.iter().map(|made| made.sentence.to_string()));
        texts
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Milestone>> {
        Ok(Some(Milestone {
            title: words.text()?,
            moves: self.moves.erased(words)?,
            state: self.state.erased(words)?,
            planned_late: words.instead_of(self.planned_late.as_ref())?,
            reopenings: self.reopenings.erased(words)?,
            ..self.clone()
        }))
    }
}

impl TypedTexts for MilestoneState {
    fn erased(&self, words: &ErasedWords) -> Erased<MilestoneState> {
        Ok(match self {
            MilestoneState::Open => MilestoneState::Open,
            MilestoneState::Completed(completion) => MilestoneState::Completed(completion.erased(words)?),
            MilestoneState::Withdrawn(withdrawal) => MilestoneState::Withdrawn(withdrawal.erased(words)?),
        })
    }
}

impl TypedTexts for Completion {
    fn erased(&self, words: &ErasedWords) -> Erased<Completion> {
        Ok(Completion { verified: self.verified.erased(words)?, ..self.clone() })
    }
}

impl TypedTexts for Reopening {
    fn erased(&self, words: &ErasedWords) -> Erased<Reopening> {
        Ok(Reopening { on: self.on, reason: words.text()?, ended: self.ended.erased(words)? })
    }
}
