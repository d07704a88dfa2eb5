//! The milestones of a query, in its order.

use super::{MilestoneQuery, MilestoneRow, MilestoneSort};
use crate::lists::order::places_of_plans;
use domain::facts::MilestoneStanding;
use std::cmp::Reverse;
use store::View;

impl MilestoneQuery {
    /// Ties are sorted by date, then by action.
    pub(super) fn order(&self, view: &View, found: &mut [MilestoneRow<'_>]) {
        let today = view.position().day;
        found.sort_by(|a, b| {
            let place = (a.milestone.due, &a.action.reference, a.milestone.id);
            place.cmp(&(b.milestone.due, &b.action.reference, b.milestone.id))
        });
        match self.layout.sort {
            MilestoneSort::Due => {}
            MilestoneSort::Title => found.sort_by_cached_key(|row| row.milestone.title.to_lowercase()),
            MilestoneSort::Action => {
                let places = places_of_plans(view);
                found.sort_by_cached_key(|row| (places.get(&row.action.plan).copied(), row.action.reference));
            }
            MilestoneSort::Lead => found.sort_by_cached_key(|row| {
                let lead = row.action.lead;
                (lead.is_none(), lead.map(|lead| view.short_name(lead).to_lowercase()))
            }),
            MilestoneSort::Promised => found.sort_by_key(|row| row.milestone.original),
            MilestoneSort::Slip => found.sort_by_key(|row| Reverse(row.slip())),
            MilestoneSort::Moves => found.sort_by_key(|row| Reverse(row.milestone.booked.len())),
            MilestoneSort::State => found.sort_by_key(|row| match row.standing() {
                MilestoneStanding::Open => (0, row.milestone.due >= today),
                MilestoneStanding::Completed(_) => (1, false),
                MilestoneStanding::Withdrawn => (2, false),
            }),
        }
    }
}
