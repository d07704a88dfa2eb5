//! Milestones that were promised, and those that were completed.

use crate::Date;
use crate::date::FiscalQuarter;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};

/// What was promised and what became of it by a day. Milestones that were withdrawn count nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// Milestones that stand.
    pub milestones: usize,
    /// The first and the last day that was promised first.
    pub span: Option<(Date, Date)>,
    /// The same, with the days on which something was completed: before and after them no number changes.
    pub events: Option<(Date, Date)>,
    /// Those that were first promised by the day.
    pub due_by_now: usize,
    pub completed: usize,
    /// Those that were first promised by the day, are open, and were moved to a later date that is not over.
    pub moved_on: usize,
}

impl Promises {
    pub fn of<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, today: Date) -> Promises {
        let mut promises = Promises::default();
        for milestone in standing(actions) {
            let (original, is_due) = (milestone.original, milestone.original <= today);
            let (first, last) = promises.span.unwrap_or((original, original));
            promises.span = Some((first.min(original), last.max(original)));
            promises.event(original);
            promises.milestones += 1;
            promises.due_by_now += usize::from(is_due);
            match milestone.state {
                MilestoneStanding::Completed(on) => {
                    promises.completed += 1;
                    promises.event(on.min(today));
                }
                MilestoneStanding::Open => {
                    let is_moved_on = milestone.due >= today && milestone.due > original;
                    promises.moved_on += usize::from(is_due && is_moved_on);
                }
                MilestoneStanding::Withdrawn => {}
            }
        }
        promises
    }

    fn event(&mut self, day: Date) {
        let (first, last) = self.events.unwrap_or((day, day));
        self.events = Some((first.min(day), last.max(day)));
    }
}

fn standing<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>) -> impl Iterator<Item = &'a MilestoneFacts> {
    actions.into_iter().flat_map(ActionFacts::standing_milestones)
}

/// Milestones promised and completed by the end of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The last day of the quarter.
    pub by: Date,
    /// Milestones whose first promised date is not later, whatever became of the date since.
    pub promised: usize,
    /// Milestones completed by then; of the quarter that runs, until today. `None` for quarters to come.
    pub completed: Option<usize>,
}

/// Cumulated by quarter, from the quarter in which `from` lies to that of `to`. Milestones that were withdrawn count
/// under neither.
pub fn promised_and_completed<'a>(
    actions: impl IntoIterator<Item = &'a ActionFacts>,
    (from, to): (Date, Date),
    today: Date,
) -> Vec<Promised> {
    let (first, last, running) = (FiscalQuarter::of(from), FiscalQuarter::of(to), FiscalQuarter::of(today));
    let quarters: Vec<FiscalQuarter> = (first.index()..=last.index()).map(FiscalQuarter::from_index).collect();
    // The quarter by whose end something counts: each milestone is looked at once, and sums are made afterwards.
    let ends: Vec<Date> = quarters.iter().map(|quarter| quarter.last_day()).collect();
    let (mut promised, mut completed) = (vec![0; ends.len()], vec![0; ends.len()]);
    let count = |counts: &mut Vec<usize>, day: Date| {
        if let Some(number) = counts.get_mut(ends.partition_point(|end| *end < day)) {
            *number += 1;
        }
    };
    for milestone in standing(actions) {
        count(&mut promised, milestone.original);
        if let MilestoneStanding::Completed(on) = milestone.state
            && on <= today
        {
            count(&mut completed, on);
        }
    }
    let cumulated = |counts: Vec<usize>| {
        counts.into_iter().scan(0, |sum, number| {
            *sum += number;
            Some(*sum)
        })
    };
    let counts = cumulated(promised).zip(cumulated(completed));
    let each = quarters.iter().zip(&ends).zip(counts);
    each.map(|((quarter, by), (promised, completed))| Promised {
        by: *by,
        promised,
        completed: (*quarter <= running).then_some(completed),
    })
    .collect()
}
