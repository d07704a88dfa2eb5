//! The list of milestones: what its address asks for, and which milestones that is.

mod compared;

pub use compared::{ComparedMilestones, MilestoneRows, milestones};

use super::filter::{DueWindow, PlanFilter, code, refused};
use super::scope::{Parties, With, leads, parties};
use super::written;
use crate::error::AppError;
use domain::Date;
use domain::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};
use domain::progress::{next_milestones, window};
use domain::slippage::MoveReason;
use std::collections::BTreeSet;
use store::{AsOf, View};

/// What the address of the list asks for. Blank filters let everything through that was not withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MilestoneQuery {
    /// Words that the milestone's title, or its action's reference or title holds.
    pub text: Option<String>,
    pub plan: Option<PlanFilter>,
    /// The code of the lead of its action, with components; `none` for actions without one.
    pub lead: Option<String>,
    /// The code of just the agency or body that has the lead, without its components; `none` as above.
    pub led_by: Option<String>,
    pub state: Option<StateFilter>,
    /// When an open milestone is due.
    pub due: Option<DueWindow>,
    /// Only what was moved for this reason.
    pub reason: Option<MoveReason>,
    /// Only what was moved at all.
    pub is_moved: bool,
    /// Only the next open milestone of each action, from three months back to nine ahead.
    pub is_next: bool,
    /// An earlier point with which the rows are compared.
    pub since: Option<AsOf>,
    /// Only what changed since.
    pub is_changed: bool,
    pub sort: MilestoneSort,
    /// The page of the list, from 1.
    pub page: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFilter {
    Open,
    Completed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MilestoneSort {
    /// The earliest date of now first.
    #[default]
    Due,
    /// Most slip first.
    Slip,
}

/// A milestone with the action that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneRow<'a> {
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
}

impl MilestoneRow<'_> {
    /// Days from the first promise to the date of now.
    pub fn slip(&self) -> i64 {
        (self.milestone.due - self.milestone.original).num_days()
    }
}

impl MilestoneQuery {
    /// Reads the query of an address; unknown names are ignored, as in the list of actions.
    ///
    /// # Errors
    /// [`AppError::NotAFilter`] for a value that a filter does not know.
    pub fn read(pairs: &[(String, String)]) -> Result<MilestoneQuery, AppError> {
        let mut query = MilestoneQuery { page: 1, ..MilestoneQuery::default() };
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let text = || value.trim().chars().take(200).collect::<String>();
            match name.as_str() {
                "q" => query.text = Some(text()),
                "plan" => query.plan = Some(PlanFilter::of(&text())),
                "lead" => query.lead = Some(text()),
                "led-by" => query.led_by = Some(text()),
                "state" => query.state = Some(StateFilter::read(value)?),
                "due" => query.due = Some(DueWindow::read(value)?),
                "reason" => query.reason = Some(code("reason", value)?),
                "moved" => query.is_moved = yes("moved", value)?,
                "next" => query.is_next = yes("next", value)?,
                "since" => query.since = Some(value.parse().map_err(AppError::NotAPoint)?),
                "changed" => query.is_changed = yes("changed", value)?,
                "sort" => query.sort = MilestoneSort::read(value)?,
                "page" => {
                    query.page = value.parse().ok().filter(|page| *page > 0).ok_or_else(|| refused("page", value))?;
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// The query as it is written in addresses, without page and without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("q", self.text.clone()),
            ("plan", self.plan.as_ref().map(|plan| plan.code().into_owned())),
            ("lead", self.lead.clone()),
            ("led-by", self.led_by.clone()),
            ("state", self.state.map(|state| state.code().to_owned())),
            ("due", self.due.map(DueWindow::code)),
            ("reason", self.reason.map(written)),
            ("moved", self.is_moved.then(|| "yes".to_owned())),
            ("next", self.is_next.then(|| "yes".to_owned())),
            ("since", self.since.as_ref().map(ToString::to_string)),
            ("changed", self.is_changed.then(|| "yes".to_owned())),
            ("sort", (self.sort == MilestoneSort::Slip).then(|| "slip".to_owned())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The milestones that the reader may see and the query asks for, in its order.
    pub fn select<'a>(&self, view: &'a View) -> Vec<MilestoneRow<'a>> {
        let today = view.position().day;
        let next: BTreeSet<_> = if self.is_next {
            next_milestones(view.actions(), window(today)).into_iter().map(|next| next.milestone.id).collect()
        } else {
            BTreeSet::new()
        };
        let lead = self.lead.as_deref().map(|code| parties(view, code, With::Components));
        let led_by = self.led_by.as_deref().map(|code| parties(view, code, With::Nobody));
        let mut found: Vec<MilestoneRow<'a>> = view
            .actions()
            .filter(|action| self.holds_action(view, action, lead.as_ref()) && leads(led_by.as_ref(), action))
            .flat_map(|action| action.standing_milestones().map(move |milestone| MilestoneRow { action, milestone }))
            .filter(|row| self.holds(row, today) && (!self.is_next || next.contains(&row.milestone.id)))
            .collect();
        found.sort_by(|a, b| {
            let by_due = (a.milestone.due, &a.action.reference, a.milestone.id);
            let by_due = by_due.cmp(&(b.milestone.due, &b.action.reference, b.milestone.id));
            match self.sort {
                MilestoneSort::Due => by_due,
                MilestoneSort::Slip => b.slip().cmp(&a.slip()).then(by_due),
            }
        });
        found
    }

    fn holds_action(&self, view: &View, action: &ActionFacts, lead: Option<&Parties>) -> bool {
        let in_plan = |filter: &PlanFilter| view.plan(action.plan).is_ok_and(|plan| filter.holds(plan));
        !action.is_withdrawn && self.plan.as_ref().is_none_or(in_plan) && leads(lead, action)
    }

    fn holds(&self, row: &MilestoneRow<'_>, today: Date) -> bool {
        let MilestoneRow { action, milestone } = row;
        let is_open = milestone.state == MilestoneStanding::Open;
        self.state.is_none_or(|state| (state == StateFilter::Open) == is_open)
            && self.due.is_none_or(|due| is_open && due.holds(milestone.due, today))
            && self.reason.is_none_or(|reason| milestone.booked.iter().any(|booked| booked.reason == reason))
            && (!self.is_moved || !milestone.booked.is_empty())
            && self.text.as_deref().is_none_or(|text| has_words(action, milestone, text))
    }
}

impl StateFilter {
    fn read(value: &str) -> Result<StateFilter, AppError> {
        match value {
            "open" => Ok(StateFilter::Open),
            "completed" => Ok(StateFilter::Completed),
            _ => Err(refused("state", value)),
        }
    }

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            StateFilter::Open => "open",
            StateFilter::Completed => "completed",
        }
    }
}

impl MilestoneSort {
    fn read(value: &str) -> Result<MilestoneSort, AppError> {
        match value {
            "due" => Ok(MilestoneSort::Due),
            "slip" => Ok(MilestoneSort::Slip),
            _ => Err(refused("sort", value)),
        }
    }
}

fn yes(name: &'static str, value: &str) -> Result<bool, AppError> {
    if value == "yes" { Ok(true) } else { Err(refused(name, value)) }
}

fn has_words(action: &ActionFacts, milestone: &MilestoneFacts, text: &str) -> bool {
    let heading = format!("{} {} {}", milestone.title, action.reference, action.title).to_lowercase();
    text.to_lowercase().split_whitespace().all(|word| heading.contains(word))
}
