//! The numbers of dashboards. Each is the size of a set of rows, and the same rule that counts a row lists it; so every
//! number opens into what it counts. `docs/counting.md` says the rules in words.

use crate::Date;
use crate::date::FiscalQuarter;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding, Status};
use crate::slippage::{Booked, MoveReason};
use crate::update::{Confidence, ReportingRule};
use chrono::Months;
use std::collections::BTreeMap;

/// The day and the rule by which something is called overdue or silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub today: Date,
    pub rule: ReportingRule,
}

/// What a figure counts among actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Every action, withdrawn ones too.
    Tracked,
    /// Neither completed nor withdrawn.
    Open,
    Completed,
    DelayedOrBlocked,
    /// Open, and last reported Off track.
    OffTrack,
    /// Open, and at least one of its milestones is past its date.
    Overdue,
    /// Owed a report and sent none: Stale or Never reported.
    Silent,
    /// Open, and nobody has the lead.
    NoLead,
}

impl Measure {
    pub const ALL: [Measure; 8] = [
        Measure::Tracked,
        Measure::Open,
        Measure::Completed,
        Measure::DelayedOrBlocked,
        Measure::OffTrack,
        Measure::Overdue,
        Measure::Silent,
        Measure::NoLead,
    ];

    /// Whether the action is one of those that the figure counts.
    pub fn holds(self, action: &ActionFacts, judged: Judged) -> bool {
        let status = action.status();
        match self {
            Measure::Tracked => true,
            Measure::Open => status.is_open(),
            Measure::Completed => status == Status::Completed,
            Measure::DelayedOrBlocked => matches!(status, Status::Delayed | Status::Blocked),
            Measure::OffTrack => status.is_open() && action.confidence() == Some(Confidence::OffTrack),
            Measure::Overdue => action.overdue_milestones(judged.today) > 0,
            Measure::Silent => action.is_silent(judged.today, judged.rule),
            Measure::NoLead => status.is_open() && action.lead.is_none(),
        }
    }

    /// How many of the actions it counts.
    pub fn count<'a>(self, actions: impl IntoIterator<Item = &'a ActionFacts>, judged: Judged) -> usize {
        actions.into_iter().filter(|action| self.holds(action, judged)).count()
    }
}

/// How many milestones are open and past their date.
pub fn overdue_milestones<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, today: Date) -> usize {
    actions.into_iter().map(|action| action.overdue_milestones(today)).sum()
}

/// As what a chart draws an action. Silence is a state of its own: where a report is owed and did not come, what was said
/// before it no longer counts as what is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// What was said last, where nothing more is owed.
    Status(Status),
    /// Stale or Never reported.
    Silent,
}

impl State {
    /// In the order in which charts stack them, so that neighbors differ most.
    pub const ALL: [State; 9] = [
        State::Status(Status::Completed),
        State::Status(Status::InProgress),
        State::Status(Status::Recurring),
        State::Status(Status::Delayed),
        State::Status(Status::Blocked),
        State::Status(Status::NotStarted),
        State::Silent,
        State::Status(Status::NoReport),
        State::Status(Status::Withdrawn),
    ];

    pub fn of(action: &ActionFacts, judged: Judged) -> State {
        if Measure::Silent.holds(action, judged) { State::Silent } else { State::Status(action.status()) }
    }

    /// Neither completed nor withdrawn. Only open actions owe reports, so whatever is silent is open.
    pub fn is_open(self) -> bool {
        match self {
            State::Status(status) => status.is_open(),
            State::Silent => true,
        }
    }
}

/// How many actions are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts([usize; State::ALL.len()]);

impl StateCounts {
    pub fn of_actions<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, judged: Judged) -> StateCounts {
        let mut counts = StateCounts::default();
        for action in actions {
            counts.add(State::of(action, judged));
        }
        counts
    }

    pub fn add(&mut self, state: State) {
        for (counted, number) in State::ALL.iter().zip(&mut self.0) {
            *number += usize::from(*counted == state);
        }
    }

    pub fn of(&self, state: State) -> usize {
        self.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, number)| number)
    }

    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    pub fn open(&self) -> usize {
        self.iter().filter(|(state, _)| state.is_open()).map(|(_, number)| number).sum()
    }

    /// Those whose lead says now that they are delayed or blocked.
    pub fn delayed_or_blocked(&self) -> usize {
        self.of(State::Status(Status::Delayed)) + self.of(State::Status(Status::Blocked))
    }

    /// Every state with its number, in the order in which charts stack them.
    pub fn iter(&self) -> impl Iterator<Item = (State, usize)> {
        State::ALL.into_iter().zip(self.0)
    }
}

/// The states of each group, by whatever the actions are grouped by.
pub fn grouped<'a, K: Ord>(
    actions: impl IntoIterator<Item = &'a ActionFacts>,
    judged: Judged,
    group: impl Fn(&ActionFacts) -> K,
) -> BTreeMap<K, StateCounts> {
    let mut groups: BTreeMap<K, StateCounts> = BTreeMap::new();
    for action in actions {
        groups.entry(group(action)).or_default().add(State::of(action, judged));
    }
    groups
}

/// What one lead slipped in one part of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlipOf {
    pub actions: usize,
    /// Days between first and current dates, summed.
    pub days: i64,
    /// Milestones that are open and past their date.
    pub overdue: usize,
}

/// The slip of each group. Withdrawn actions promise nothing any more and are left out.
pub fn slip_by<'a, K: Ord>(
    actions: impl IntoIterator<Item = &'a ActionFacts>,
    today: Date,
    group: impl Fn(&ActionFacts) -> K,
) -> BTreeMap<K, SlipOf> {
    let mut groups: BTreeMap<K, SlipOf> = BTreeMap::new();
    for action in actions.into_iter().filter(|action| !action.is_withdrawn) {
        let of = groups.entry(group(action)).or_default();
        of.actions += 1;
        of.days += action.slip();
        of.overdue += action.overdue_milestones(today);
    }
    groups
}

/// The days that were booked under one reason, and in how many moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slipped {
    pub reason: MoveReason,
    pub days: i64,
    pub moves: usize,
}

/// Slip by reason, for the reasons that were given: grouped by cause, most days first within a cause, and the cause
/// with most days first. The sum of all days is the slip of the actions.
pub fn slip_by_reason<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>) -> Vec<Slipped> {
    let mut reasons: BTreeMap<MoveReason, Slipped> = BTreeMap::new();
    for booked in actions.into_iter().filter(|action| !action.is_withdrawn).flat_map(booked) {
        let of = reasons.entry(booked.reason).or_insert(Slipped { reason: booked.reason, days: 0, moves: 0 });
        of.days += i64::from(booked.days);
        of.moves += 1;
    }
    let mut of_cause: BTreeMap<_, i64> = BTreeMap::new();
    for slipped in reasons.values() {
        *of_cause.entry(slipped.reason.cause()).or_default() += slipped.days;
    }
    let mut slipped: Vec<Slipped> = reasons.into_values().collect();
    slipped.sort_by_key(|slipped| {
        let cause = slipped.reason.cause();
        (std::cmp::Reverse(of_cause.get(&cause).copied()), cause, std::cmp::Reverse(slipped.days), slipped.reason)
    });
    slipped
}

fn booked(action: &ActionFacts) -> impl Iterator<Item = &Booked> {
    action.standing_milestones().flat_map(|milestone| milestone.booked.iter())
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
    let standing = actions.into_iter().filter(|action| !action.is_withdrawn).flat_map(ActionFacts::standing_milestones);
    for milestone in standing {
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

/// The next open milestone of an action.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
}

/// The days over which next milestones are drawn: three months back, nine ahead.
pub fn window(today: Date) -> (Date, Date) {
    let (back, ahead) = (Months::new(3), Months::new(9));
    (today.checked_sub_months(back).unwrap_or(today), today.checked_add_months(ahead).unwrap_or(today))
}

/// The next open milestone of each action whose date lies in the window, the earliest first.
pub fn next_milestones<'a>(
    actions: impl IntoIterator<Item = &'a ActionFacts>,
    (from, to): (Date, Date),
) -> Vec<Next<'a>> {
    let next = |action: &'a ActionFacts| {
        let milestone = action.open_milestones().min_by_key(|milestone| (milestone.due, milestone.id))?;
        (from..=to).contains(&milestone.due).then_some(Next { action, milestone })
    };
    let mut found: Vec<Next<'a>> = actions.into_iter().filter_map(next).collect();
    let place = |next: &Next<'a>| (next.milestone.due, next.action.plan, &next.action.reference, next.milestone.id);
    found.sort_by(|one, other| place(one).cmp(&place(other)));
    found
}

#[cfg(test)]
mod tests;
