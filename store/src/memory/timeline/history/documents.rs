//! The documents of an action, and what they back.
//!
//! A document is counted for what it was attached to: one that came before a milestone was reopened, or before the status was
//! reported, does not back what is claimed now.

use super::reports::Reports;
use crate::memory::timeline::columns::EvidenceColumns;
use domain::facts::MilestoneFacts;
use domain::ids::MilestoneId;
use domain::ledger::Seq;
use std::sync::Arc;
use uuid::Uuid;

/// The documents after the last entry that was added.
#[derive(Debug, Default)]
pub(super) struct Documents {
    all: Vec<Document>,
    /// The entry that last took a completion of each milestone back.
    reopened: Vec<(MilestoneId, Seq)>,
}

#[derive(Debug)]
struct Document {
    id: Uuid,
    /// The entry that attached it.
    born: Seq,
    /// None for one about the action as a whole.
    milestone: Option<MilestoneId>,
    is_withdrawn: bool,
}

/// How many documents there are, and how many can back what the last update claims.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Backing {
    pub documents: u32,
    pub of_claim: u32,
}

impl Documents {
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn put(&mut self, id: Uuid, since: Seq, columns: &EvidenceColumns) {
        let EvidenceColumns { milestone, is_withdrawn } = *columns;
        match self.all.iter_mut().find(|document| document.id == id) {
            Some(document) => *document = Document { milestone, is_withdrawn, ..*document },
            None => self.all.push(Document { id, born: since, milestone, is_withdrawn }),
        }
    }

    /// The completion of a milestone is taken back.
    pub fn reopen(&mut self, id: MilestoneId, since: Seq) {
        match self.reopened.iter_mut().find(|(of, _)| *of == id) {
            Some((_, reopened)) => *reopened = since,
            None => self.reopened.push((id, since)),
        }
    }

    pub fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.reopened.shrink_to_fit();
    }

    pub fn backing(&self, reports: &Reports) -> Backing {
        let claimed_after = reports.claimed_after();
        let backs = |document: &&Document| {
            document.milestone.is_none() && claimed_after.is_none_or(|before| document.born > before)
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Backing { documents: count(self.standing().count()), of_claim: count(self.standing().filter(backs).count()) }
    }

    /// Counts them for the milestones that they were attached to. Whether any number changed.
    pub fn count_in(&self, milestones: &mut Arc<[MilestoneFacts]>) -> bool {
        let evidence = |milestone: &MilestoneFacts| {
            let reopened = self.reopened.iter().find(|(of, _)| *of == milestone.id).map(|(_, since)| *since);
            let of_it = self.standing().filter(|document| document.milestone == Some(milestone.id));
            let shown = of_it.filter(|document| reopened.is_none_or(|before| document.born > before)).count();
            u32::try_from(shown).unwrap_or(u32::MAX)
        };
        if milestones.iter().all(|milestone| milestone.evidence == evidence(milestone)) {
            return false;
        }
        for milestone in Arc::make_mut(milestones) {
            milestone.evidence = evidence(milestone);
        }
        true
    }

    fn standing(&self) -> impl Iterator<Item = &Document> {
        self.all.iter().filter(|document| !document.is_withdrawn)
    }
}
