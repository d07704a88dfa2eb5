//! The numbers of dashboards. Each is the size of a set of rows, and the same rule that counts a row lists it; so every
//! number opens into what it counts. `docs/counting.md` says the rules in words.

mod next;
mod promised;
mod slip;

pub use next::{Next, is_next, last_day, next_milestones};
pub use promised::{Promised, Promises, promised_and_completed};
pub use slip::{DateChange, SlipOf, Slipped, date_changes_since, slip_by, slip_by_reason};

use crate::Date;
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::facts::{ActionFacts, Reporting, Status};
use crate::ids::AgencyId;
use crate::reporting::ReportingRule;
use std::collections::{BTreeMap, HashMap};

/// The day and the rule by which something is called overdue or silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub today: Date,
    pub rule: ReportingRule,
}

/// An action with what the rules find of it on a day: found once, and counted by as many rules as there are.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    pub action: &'a ActionFacts,
    pub status: Status,
    /// An update was due by now.
    pub is_due: bool,
    /// It was, and it was not received.
    pub is_silent: bool,
    /// Milestones that are open and past their date.
    pub overdue: usize,
    /// Past the end of its own timeframe.
    pub has_ended: bool,
    /// Days between first and current dates, summed over the dates that still count.
    pub slip: i64,
}

impl<'a> Counted<'a> {
    pub fn of(action: &'a ActionFacts, judged: Judged) -> Counted<'a> {
        Counted::on(action, judged.today, judged.rule.for_lead(action.lead).latest_due(judged.today))
    }

    /// `latest_due` is the latest quarter whose update is due from its lead and past its day.
    fn on(action: &'a ActionFacts, today: Date, latest_due: FiscalQuarter) -> Counted<'a> {
        let reporting = action.reporting_for(latest_due);
        Counted {
            action,
            status: action.status(),
            is_due: reporting.is_some(),
            is_silent: reporting.is_some_and(Reporting::is_silent),
            overdue: action.overdue_milestones(today),
            has_ended: action.timeframe_ended(today).is_some(),
            slip: action.slip(),
        }
    }

    /// As what a chart draws it.
    pub fn state(&self) -> State {
        State { status: self.status, is_overdue: self.is_silent }
    }
}

/// Actions, each with what the rules find of it.
pub fn counted<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, judged: Judged) -> Vec<Counted<'a>> {
    let of = |agency| judged.rule.for_agency(agency).latest_due(judged.today);
    // Found once for all, and once for each agency to which more time was given.
    let usual = of(None);
    let others: HashMap<AgencyId, FiscalQuarter> =
        judged.rule.agencies_with_more_time().into_iter().map(|agency| (agency, of(Some(agency)))).collect();
    let latest_due = |action: &ActionFacts| match action.lead {
        Some(Party::Agency(agency)) => others.get(&agency).copied().unwrap_or(usual),
        Some(Party::Body(_)) | None => usual,
    };
    actions.into_iter().map(|action| Counted::on(action, judged.today, latest_due(action))).collect()
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
    /// Open, and no one has the lead.
    NoLead,
    /// Open, of a plan in force, and past the end of its own timeframe.
    TimeframeEnded,
}

impl Measure {
    pub const ALL: [Measure; 9] = [
        Measure::Tracked,
        Measure::Open,
        Measure::Completed,
        Measure::DelayedOrBlocked,
        Measure::OffTrack,
        Measure::Overdue,
        Measure::Silent,
        Measure::NoLead,
        Measure::TimeframeEnded,
    ];

    /// Whether the action is one of those that the figure counts.
    pub fn holds(self, action: &ActionFacts, judged: Judged) -> bool {
        self.counts(&Counted::of(action, judged))
    }

    /// The same, of what was found already.
    pub fn counts(self, of: &Counted<'_>) -> bool {
        match self {
            Measure::Tracked => true,
            Measure::Open => of.status.is_open(),
            Measure::Completed => of.status == Status::Completed,
            Measure::DelayedOrBlocked => matches!(of.status, Status::Delayed | Status::Blocked),
            Measure::OffTrack => of.action.is_off_track(),
            Measure::Overdue => of.overdue > 0,
            Measure::Silent => of.is_silent,
            Measure::NoLead => of.status.is_open() && of.action.lead.is_none(),
            Measure::TimeframeEnded => of.has_ended,
        }
    }

    /// How many of the actions it counts.
    pub fn count<'a>(self, actions: impl IntoIterator<Item = &'a Counted<'a>>) -> usize {
        actions.into_iter().filter(|of| self.counts(of)).count()
    }
}

/// How many milestones are open and past their date.
pub fn overdue_milestones<'a>(actions: impl IntoIterator<Item = &'a Counted<'a>>) -> usize {
    actions.into_iter().map(|of| of.overdue).sum()
}

/// As what a chart draws an action: what was said of it last, and whether that is out of date, since an update is owed and
/// did not come. Only open actions owe updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    pub status: Status,
    /// An update is overdue: Stale, or Never reported.
    pub is_overdue: bool,
}

impl State {
    /// In the order in which charts stack them: by status, what is up to date before what is not.
    pub const ALL: [State; 14] = [
        State::current(Status::Completed),
        State::current(Status::InProgress),
        State::overdue(Status::InProgress),
        State::current(Status::Recurring),
        State::overdue(Status::Recurring),
        State::current(Status::Delayed),
        State::overdue(Status::Delayed),
        State::current(Status::Blocked),
        State::overdue(Status::Blocked),
        State::current(Status::NotStarted),
        State::overdue(Status::NotStarted),
        State::current(Status::NoReport),
        State::overdue(Status::NoReport),
        State::current(Status::Withdrawn),
    ];

    pub const fn current(status: Status) -> State {
        State { status, is_overdue: false }
    }

    pub const fn overdue(status: Status) -> State {
        State { status, is_overdue: true }
    }
}

/// How many actions are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts([usize; State::ALL.len()]);

impl StateCounts {
    pub fn of_actions<'a>(actions: impl IntoIterator<Item = &'a Counted<'a>>) -> StateCounts {
        let mut counts = StateCounts::default();
        for of in actions {
            counts.add(of.state());
        }
        counts
    }

    pub fn add(&mut self, state: State) {
        for (counted, number) in State::ALL.iter().zip(&mut self.0) {
            *number += usize::from(*counted == state);
        }
    }

    pub fn of(&self, state: State) -> usize {
        self.count(|counted| counted == state)
    }

    /// Whatever is owed of them.
    pub fn of_status(&self, status: Status) -> usize {
        self.count(|state| state.status == status)
    }

    /// Those with an update overdue, whatever their status.
    pub fn overdue(&self) -> usize {
        self.count(|state| state.is_overdue)
    }

    pub fn total(&self) -> usize {
        self.count(|_| true)
    }

    pub fn open(&self) -> usize {
        self.count(|state| state.status.is_open())
    }

    /// Every state with its number, in the order in which charts stack them.
    pub fn iter(&self) -> impl Iterator<Item = (State, usize)> {
        State::ALL.into_iter().zip(self.0)
    }

    /// Every status with its number, in the order in which charts stack them.
    pub fn by_status(&self) -> impl Iterator<Item = (Status, usize)> {
        Status::ALL.into_iter().map(|status| (status, self.of_status(status)))
    }

    fn count(&self, counts: impl Fn(State) -> bool) -> usize {
        self.iter().filter(|(state, _)| counts(*state)).map(|(_, number)| number).sum()
    }
}

/// The states of each group, by whatever the actions are grouped by.
pub fn grouped<'a, K: Ord>(
    actions: impl IntoIterator<Item = &'a Counted<'a>>,
    group: impl Fn(&ActionFacts) -> K,
) -> BTreeMap<K, StateCounts> {
    let mut groups: BTreeMap<K, StateCounts> = BTreeMap::new();
    for of in actions {
        groups.entry(group(of.action)).or_default().add(of.state());
    }
    groups
}

#[cfg(test)]
mod tests;
