//! Milestones in groups. The total of a group is every milestone that was not withdrawn.

use super::{Group, by_lead, by_part, taken_apart, tally};
use crate::lists::{MilestoneGroup, MilestoneQuery, MilestoneRow};
use crate::tree::top_of;
use crate::words;
use domain::Date;
use domain::date::FiscalQuarter;
use std::hash::Hash;
use store::View;

/// Groups the rows. Months and quarters are those of the current due dates, the earliest first.
pub fn groups_of_milestones<'a>(
    view: &View,
    by: MilestoneGroup,
    rows: &[MilestoneRow<'a>],
) -> Vec<Group<MilestoneRow<'a>>> {
    let all = MilestoneQuery::default().select(view);
    match by {
        MilestoneGroup::Part => parts(view, rows, &all),
        MilestoneGroup::Lead => leads(view, rows, &all),
        MilestoneGroup::Month => times(rows, &all, month, |month| month.format("%B %Y").to_string()),
        MilestoneGroup::Quarter => {
            times(rows, &all, |due| FiscalQuarter::of(due).index(), |index| FiscalQuarter::from_index(*index).named())
        }
    }
}

fn parts<'a>(view: &View, rows: &[MilestoneRow<'a>], all: &[MilestoneRow<'_>]) -> Vec<Group<MilestoneRow<'a>>> {
    let top = |row: &MilestoneRow<'_>| top_of(view, row.action.node).map(|top| top.id);
    let whole = tally(all.iter().map(top));
    let group = |(part, name, rows): (Option<&domain::plan::Node>, String, Vec<MilestoneRow<'a>>)| {
        let all = whole.get(&part.map(|part| part.id)).copied().unwrap_or_default();
        Group { name, coverage: coverage(&rows, all, "in this section"), rows }
    };
    by_part(view, rows).into_iter().map(group).collect()
}

fn leads<'a>(view: &View, rows: &[MilestoneRow<'a>], all: &[MilestoneRow<'_>]) -> Vec<Group<MilestoneRow<'a>>> {
    let whole = tally(all.iter().map(|row| row.action.lead));
    let group = |(lead, name, rows): (Option<_>, String, Vec<MilestoneRow<'a>>)| {
        let of = if lead.is_some() { "of actions that this office leads" } else { "of actions without a lead agency" };
        let all = whole.get(&lead).copied().unwrap_or_default();
        Group { name, coverage: coverage(&rows, all, of), rows }
    };
    by_lead(view, rows).into_iter().map(group).collect()
}

fn times<'a, K: Ord + Eq + Hash>(
    rows: &[MilestoneRow<'a>],
    all: &[MilestoneRow<'_>],
    time: impl Fn(Date) -> K,
    name: impl Fn(&K) -> String,
) -> Vec<Group<MilestoneRow<'a>>> {
    let whole = tally(all.iter().map(|row| time(row.milestone.due)));
    let group = |(time, rows): (K, Vec<MilestoneRow<'a>>)| {
        let all = whole.get(&time).copied().unwrap_or_default();
        Group { name: name(&time), coverage: coverage(&rows, all, "due in this period"), rows }
    };
    taken_apart(rows, |row| time(row.milestone.due)).into_iter().map(group).collect()
}

/// The first day of the month.
fn month(due: Date) -> Date {
    use chrono::Datelike;
    due.with_day(1).unwrap_or(due)
}

/// "3 of 12 milestones due in this period".
fn coverage(rows: &[MilestoneRow<'_>], all: usize, of: &str) -> String {
    format!("{} of {} {of}", words::thousands(rows.len()), words::count(all, "milestone"))
}
