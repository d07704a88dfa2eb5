//! The list of date changes: one row a change, of the milestones that its address asks for.

use super::milestones::{MilestoneQuery, MilestoneRow};
use super::{ListQuery, PAGE};
use crate::error::AppError;
use domain::progress::{DateChange, date_changes};
use std::cmp::Reverse;
use store::View;

/// What the address of the list asks for: the milestones, and so their changes. A reason holds for the change itself, and
/// with an earlier point only those are held that were made since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateChangeQuery {
    pub milestones: MilestoneQuery,
}

/// A change of a date with its milestone.
#[derive(Clone, Copy, Debug)]
pub struct DateChangeRow<'a> {
    pub of: MilestoneRow<'a>,
    pub change: DateChange,
}

impl DateChangeQuery {
    /// # Errors
    /// As for the list of milestones.
    pub fn read(pairs: &[(String, String)]) -> Result<DateChangeQuery, AppError> {
        Ok(DateChangeQuery { milestones: MilestoneQuery::read(pairs)? })
    }

    /// The query as it is written in addresses, without page and without `as_of`. The list has one order and one set of
    /// columns.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        MilestoneQuery { layout: Default::default(), ..self.milestones.clone() }.pairs()
    }

    /// The page that is asked for, from 1.
    pub fn page(&self) -> usize {
        self.milestones.layout.page
    }

    /// The changes, most days later first.
    ///
    /// # Errors
    /// As for the list of milestones.
    pub async fn rows<'a>(&self, view: &'a View) -> Result<Vec<DateChangeRow<'a>>, AppError> {
        self.milestones.check(view)?;
        let found = self.milestones.rows(view).await?;
        let before = |row: &MilestoneRow<'_>| {
            let then = found.compared.as_ref()?.then.facts(row.action.id).ok()?;
            then.milestones.iter().find(|before| before.id == row.milestone.id).map(|before| before.booked.len())
        };
        let reason = self.milestones.reason;
        let changes = |row: &MilestoneRow<'a>| {
            let (of, made_then) = (*row, before(row).unwrap_or_default());
            let is_asked = move |change: &DateChange| {
                change.place >= made_then && reason.is_none_or(|reason| change.booked.reason == reason)
            };
            date_changes(row.milestone).filter(is_asked).map(move |change| DateChangeRow { of, change })
        };
        let mut rows: Vec<DateChangeRow<'a>> = found.milestones.iter().flat_map(changes).collect();
        rows.sort_by_key(|row| Reverse(row.change.booked.days));
        Ok(rows)
    }
}

/// The rows of the page that is asked for.
pub fn on_page<'r, 'a>(query: &DateChangeQuery, rows: &'r [DateChangeRow<'a>]) -> &'r [DateChangeRow<'a>] {
    let from = query.milestones.layout().rows_before().min(rows.len());
    let to = from.saturating_add(PAGE).min(rows.len());
    rows.get(from..to).unwrap_or_default()
}
