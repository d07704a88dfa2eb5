//! A reporting period of all agencies: from whom updates are due, how many came in, and until when.

use crate::top_level::TopLevel;
use domain::Date;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::facts::{ActionFacts, ReportFacts};
use domain::ids::ActionId;
use domain::period::Period;
use domain::update::Acceptance;
use std::collections::{BTreeMap, HashMap};
use store::{AsOf, StoreError, View};

/// How far a period is.
#[derive(Debug)]
pub struct Board {
    pub quarter: FiscalQuarter,
    /// What the secretariat said of it, where it said anything.
    pub said: Option<Period>,
    /// The last day on which an update is in time, of those to whom no other day was given.
    pub due: Date,
    /// The agency that is furthest behind comes first. An action that is led by a center of two agencies is in the row of
    /// each.
    pub rows: Vec<BoardRow>,
    /// Each action once.
    pub total: Updates,
    /// How many more updates for the period came in after it was closed. Its figures are those of then.
    pub late: usize,
}

/// Updates that are due, and those that came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updates {
    pub due: usize,
    /// Returned ones are not among them.
    pub submitted: usize,
    /// Of those submitted, how many the secretariat has still to look at, and how many it accepted.
    pub awaiting: usize,
    pub accepted: usize,
    pub returned: usize,
}

impl Updates {
    pub const fn left(self) -> usize {
        self.due - self.submitted
    }
}

/// An agency with its components, or a group.
#[derive(Debug)]
pub struct BoardRow {
    pub party: Party,
    pub code: String,
    pub name: String,
    pub updates: Updates,
    /// Until when its updates are in time.
    pub due: Date,
    /// Whether that is later than for others.
    pub is_extended: bool,
    /// Whether someone there has begun to write. Only those who run periods are told.
    pub has_begun: bool,
    /// The update that came in last, by the reference of its action, and its day.
    pub last: Option<(String, Date)>,
}

/// How far an agency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Updates are missing and that many days late.
    Overdue(i64),
    /// Updates are missing, and there is time left: that many days, 0 on the last one.
    Open(i64),
    Submitted,
}

impl BoardRow {
    pub fn stage(&self, today: Date) -> Stage {
        match (self.updates.left(), (self.due - today).num_days()) {
            (0, _) => Stage::Submitted,
            (_, days) if days < 0 => Stage::Overdue(-days),
            (_, days) => Stage::Open(days),
        }
    }
}

impl Board {
    /// The day on which it is judged what is overdue: that of the closing, where the period is closed.
    pub fn judged_on(&self, today: Date) -> Date {
        self.said.as_ref().and_then(|said| said.closed).unwrap_or(today)
    }

    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &View, quarter: FiscalQuarter) -> Result<Board, StoreError> {
        let said = view.period(quarter).await?;
        let now = Board::counted(view, quarter).await?;
        let Some(closed) = said.as_ref().filter(|said| said.value.closed.is_some()) else {
            return Ok(Board { said: said.map(|said| said.value), ..now });
        };
        // Nothing is said of a period after it was closed, so that its last version is the one that closed it.
        let then = view.at(&AsOf::Entry(closed.since)).await?;
        let board = Board::counted(&then, quarter).await?;
        let late = now.total.submitted.saturating_sub(board.total.submitted);
        Ok(Board { said: said.map(|said| said.value), late, ..board })
    }

    /// As the view has it, whether the period is closed or not.
    async fn counted(view: &View, quarter: FiscalQuarter) -> Result<Board, StoreError> {
        let (rule, today) = (view.reporting_rule(), view.position().day);
        let mut led: BTreeMap<Party, Vec<&ActionFacts>> = BTreeMap::new();
        for facts in view.actions().filter(|facts| facts.is_in_period(quarter)) {
            if let Some(lead) = facts.lead {
                led.entry(lead).or_default().push(facts);
            }
        }
        let (begun, own) = (view.begun(quarter).await?, view.updates_for(quarter).await?);
        let total = counted(led.values().flatten().copied(), quarter, &own);
        let due = rule.for_agency(None).due(quarter);
        let row = |TopLevel { party, code, name, reach }: TopLevel| {
            let actions = || reach.iter().filter_map(|lead| led.get(lead)).flatten().copied();
            let updates = counted(actions(), quarter, &own);
            let theirs = rule.for_lead(Some(party)).due(quarter);
            let submitted = actions().filter_map(|facts| Some((facts, own.get(&facts.id)?.submitted)));
            let last = submitted.max_by_key(|(_, submitted)| *submitted);
            let last = last.map(|(facts, submitted)| (facts.reference.to_string(), submitted));
            (updates.due > 0).then(|| BoardRow {
                has_begun: reach.iter().any(|party| begun.contains(party)),
                is_extended: theirs > due,
                due: theirs,
                party,
                code,
                name,
                updates,
                last,
            })
        };
        let mut rows: Vec<BoardRow> = TopLevel::all(view).filter_map(row).collect();
        rows.sort_by_cached_key(|row| {
            // The longest overdue first, and of two the one that owes more.
            let stage = match row.stage(today) {
                Stage::Overdue(days) => Stage::Overdue(-days),
                stage => stage,
            };
            (stage, std::cmp::Reverse(row.updates.left()), row.name.clone())
        });
        Ok(Board { quarter, said: None, due, rows, total, late: 0 })
    }
}

/// How many of these actions were reported for the quarter. `own` are the updates for just that quarter: a later one covers it,
/// and was accepted or returned for its own.
fn counted<'a>(
    actions: impl Iterator<Item = &'a ActionFacts>,
    quarter: FiscalQuarter,
    own: &HashMap<ActionId, ReportFacts>,
) -> Updates {
    let mut counted = Updates::default();
    for facts in actions {
        let acceptance = own.get(&facts.id).and_then(ReportFacts::acceptance);
        let is = |of| usize::from(acceptance == Some(of));
        counted.due += 1;
        counted.submitted += usize::from(facts.is_done_for(quarter));
        counted.awaiting += is(Acceptance::Awaiting);
        counted.accepted += is(Acceptance::Accepted);
        counted.returned += is(Acceptance::Returned);
    }
    counted
}
