//! A list of milestones beside the same list of an earlier point.

use super::{MilestoneQuery, MilestoneRow};
use crate::error::AppError;
use domain::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};
use domain::ids::MilestoneId;
use domain::movement::{InList, MilestoneBridge, MilestoneChange, milestone_changes};
use std::collections::{BTreeMap, BTreeSet};
use store::View;

/// The earlier point, and how the list of then became that of now.
#[derive(Debug)]
pub struct ComparedMilestones {
    pub then: View,
    /// Of the list without its filter by change.
    pub bridge: MilestoneBridge,
}

impl ComparedMilestones {
    /// From what to what a milestone changed since.
    pub fn changes(&self, row: &MilestoneRow<'_>) -> Vec<MilestoneChange> {
        let action = self.then.facts(row.action.id).ok();
        let before = action.and_then(|action| action.milestones.iter().find(|before| before.id == row.milestone.id));
        milestone_changes(before, row.milestone)
    }

    /// Milestones as rows, also those that no list of now holds.
    pub fn rows_of<'a>(view: &'a View, ids: &[MilestoneId]) -> Vec<MilestoneRow<'a>> {
        let all = milestones(view);
        ids.iter().filter_map(|id| all.get(id)).map(|(action, milestone)| MilestoneRow { action, milestone }).collect()
    }
}

impl MilestoneQuery {
    /// The earlier point, where the query names one.
    ///
    /// # Errors
    /// When that point cannot be read.
    pub async fn compared(&self, view: &View) -> Result<Option<ComparedMilestones>, AppError> {
        let Some(since) = &self.since else { return Ok(None) };
        let then = view.at(since).await?;
        let bridge = MilestoneBridge::between(&self.in_list(&then), &self.in_list(view));
        Ok(Some(ComparedMilestones { then, bridge }))
    }

    /// The rows of the list; with the filter by change, those that changed.
    pub fn rows<'a>(&self, view: &'a View, compared: Option<&ComparedMilestones>) -> Vec<MilestoneRow<'a>> {
        let mut rows = self.select(view);
        if let Some(compared) = compared.filter(|_| self.is_changed) {
            rows.retain(|row| !compared.changes(row).is_empty());
        }
        rows
    }

    /// Every milestone that the reader may see, and whether the list holds it.
    fn in_list(&self, view: &View) -> BTreeMap<MilestoneId, InList> {
        let held: BTreeSet<MilestoneId> = self.select(view).iter().map(|row| row.milestone.id).collect();
        let of = |(action, milestone): (&ActionFacts, &MilestoneFacts)| InList {
            is_held: held.contains(&milestone.id),
            is_withdrawn: action.is_withdrawn || milestone.state == MilestoneStanding::Withdrawn,
        };
        milestones(view).into_iter().map(|(id, found)| (id, of(found))).collect()
    }
}

/// Every milestone of a view with its action, withdrawn ones too.
fn milestones(view: &View) -> BTreeMap<MilestoneId, (&ActionFacts, &MilestoneFacts)> {
    let all = view.actions().flat_map(|action| action.milestones.iter().map(move |milestone| (action, milestone)));
    all.map(|(action, milestone)| (milestone.id, (action, milestone))).collect()
}
