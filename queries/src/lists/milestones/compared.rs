//! A list of milestones beside the same list of an earlier date.

use super::{ChangedFilter, MilestoneQuery, MilestoneRow};
use crate::error::QueryError;
use crate::lists::said::Said;
use crate::point::earlier;
use domain::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};
use domain::ids::MilestoneId;
use domain::movement::{
    InList, ListBridge, MilestoneChange, Slipped, is_milestone_newly_withdrawn, milestone_changes, slipped_since,
};
use std::collections::{BTreeMap, BTreeSet};
use store::View;

/// The rows of a list of milestones.
#[derive(Debug)]
pub struct MilestoneRows<'a> {
    /// In the order of the query.
    pub milestones: Vec<MilestoneRow<'a>>,
    /// The earlier view, where one is compared.
    pub compared: Option<ComparedMilestones>,
}

/// The earlier view, and how the list changed since.
#[derive(Debug)]
pub struct ComparedMilestones {
    pub then: View,
    /// Of the list without its filter by change.
    pub bridge: ListBridge<MilestoneId>,
}

impl ComparedMilestones {
    /// From what to what a milestone changed since.
    pub fn changes(&self, row: &MilestoneRow<'_>) -> Vec<MilestoneChange> {
        let action = self.then.facts(row.action.id).ok();
        let as_counted = |of: &ActionFacts, milestone: &MilestoneFacts| MilestoneFacts {
            state: of.standing_of(milestone),
            ..*milestone
        };
        let before = action.and_then(|action| {
            let before = action.milestones.iter().find(|before| before.id == row.milestone.id)?;
            Some(as_counted(action, before))
        });
        milestone_changes(before.as_ref(), &as_counted(row.action, row.milestone))
    }

    /// Whether it was withdrawn since.
    fn was_withdrawn_since(&self, row: &MilestoneRow<'_>) -> bool {
        is_milestone_newly_withdrawn(self.then.facts(row.action.id).ok(), row.milestone)
    }

    /// From when to when it slipped since, where it did.
    pub fn slipped(&self, row: &MilestoneRow<'_>) -> Option<Slipped> {
        let slipped = slipped_since(self.then.facts(row.action.id).ok(), row.action.id, row.milestone);
        slipped.filter(|_| row.standing() != MilestoneStanding::Withdrawn)
    }
}

impl MilestoneQuery {
    /// The milestones that the reader may see and the query asks for: page, files and proof hold these.
    ///
    /// # Errors
    /// When the earlier date cannot be read, or is later than the date that is viewed.
    pub async fn rows<'a>(&self, view: &'a View) -> Result<MilestoneRows<'a>, QueryError> {
        let said = self.said(view).await?;
        let mut milestones = self.select_saying(view, &said);
        let Some(since) = &self.since else { return Ok(MilestoneRows { milestones, compared: None }) };
        let then = earlier(view, since).await?;
        let said_then = self.said(&then).await?;
        let bridge = ListBridge::between(&self.in_list(&then, &said_then), &self.in_list(view, &said));
        let compared = ComparedMilestones { then, bridge };
        match self.changed {
            None => {}
            Some(ChangedFilter::Any) => milestones.retain(|row| !compared.changes(row).is_empty()),
            Some(ChangedFilter::Later) => milestones.retain(|row| compared.slipped(row).is_some()),
            Some(ChangedFilter::Withdrawn) => milestones.retain(|row| compared.was_withdrawn_since(row)),
        }
        Ok(MilestoneRows { milestones, compared: Some(compared) })
    }

    /// Every milestone that the reader may see, and whether the list holds it.
    fn in_list(&self, view: &View, said: &Said<MilestoneId>) -> BTreeMap<MilestoneId, InList> {
        let held: BTreeSet<MilestoneId> = self.select_saying(view, said).iter().map(|row| row.milestone.id).collect();
        let of = |row: &MilestoneRow<'_>| InList {
            is_held: held.contains(&row.milestone.id),
            is_withdrawn: row.standing() == MilestoneStanding::Withdrawn,
        };
        milestones(view).into_iter().map(|(id, row)| (id, of(&row))).collect()
    }
}

/// Every milestone that the reader may see, withdrawn ones and those of withdrawn actions too.
pub fn milestones(view: &View) -> BTreeMap<MilestoneId, MilestoneRow<'_>> {
    let of = |action| move |milestone| MilestoneRow { action, milestone };
    let actions = view.actions().chain(view.retracted_actions());
    let all = actions.flat_map(|action| action.milestones.iter().map(of(action)));
    all.map(|row| (row.milestone.id, row)).collect()
}
