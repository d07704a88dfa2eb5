//! The list of milestones: what its address asks for, and which milestones that is.

mod compared;
mod order;
mod shape;

pub use compared::{ComparedMilestones, MilestoneRows, milestones};
pub use shape::{MilestoneColumn, MilestoneGroup, MilestoneLayout, MilestoneSort};

use super::SavedList;
use super::any_of::{AnyOf, add_codes};
use super::bounds::{Asked, Bounds};
use super::filter::{DueWindow, PlanFilter, code};
use super::layout::ListQuery;
use super::said::Said;
use crate::error::BadQuery;
use crate::paths::code_of;
use domain::Date;
use domain::facts::{ActionFacts, CommittedDate, MilestoneFacts, MilestoneStanding};
use domain::ids::MilestoneId;
use domain::progress::is_next;
use domain::slippage::MoveReason;
use store::{AsOf, View};

/// What the address of the list asks for. Blank filters let everything through that was not withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MilestoneQuery {
    /// Words in its text or in its action's reference and title: as the search of the header finds them.
    pub text: Option<String>,
    pub plan: Option<PlanFilter>,
    /// The codes of leads of its action, with components; `none` for actions without one.
    pub lead: Option<String>,
    /// The codes of lead agencies or groups themselves, without components; `none` as above.
    pub led_by: Option<String>,
    /// As `lead`, for current supporters.
    pub supporter: Option<String>,
    /// The reference of a section of that plan, including everything below it.
    pub node: Option<String>,
    pub state: Option<StateFilter>,
    /// When an open milestone is due.
    pub due: Option<DueWindow>,
    /// Only those with a date change for one of these reasons.
    pub reason: AnyOf<MoveReason>,
    /// Only those with a date change.
    pub is_moved: bool,
    /// Only open ones that are overdue or due in the nine months ahead.
    pub is_next: bool,
    /// An earlier date with which the rows are compared.
    pub since: Option<AsOf>,
    /// Only what changed in this way since.
    pub changed: Option<ChangedFilter>,
    pub layout: MilestoneLayout,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateFilter {
    Open,
    Completed,
    /// No other list has these.
    Withdrawn,
}

/// How a milestone changed since the earlier date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedFilter {
    /// In anything that is shown.
    Any,
    /// Its date is later, than then or than it was planned since.
    Later,
    /// It was withdrawn since.
    Withdrawn,
}

/// A milestone with the action that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneRow<'a> {
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
}

impl MilestoneRow<'_> {
    /// Slip: the days by which the current due date is after the original one.
    pub fn slip(&self) -> i64 {
        CommittedDate::from(self.milestone).slip()
    }

    /// What it counts as: it is withdrawn with its action, too.
    pub fn standing(&self) -> MilestoneStanding {
        self.action.standing_of(self.milestone)
    }
}

impl MilestoneQuery {
    /// Everything that its addresses may ask for, beside the layout.
    pub const NAMES: [&str; 13] = [
        "q",
        "plan",
        "lead",
        "led-by",
        "supporter",
        "node",
        "state",
        "due",
        "reason",
        "moved",
        "next",
        "since",
        "changed",
    ];

    /// Reads the query of an address; unknown names are ignored, as in the list of actions.
    ///
    /// # Errors
    /// [`BadQuery::NotAFilter`] for a value that a filter does not know, [`BadQuery::NothingToCompareWith`] for a change since
    /// no day.
    pub fn read(pairs: &[(String, String)]) -> Result<MilestoneQuery, BadQuery> {
        let mut query = MilestoneQuery::default();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let text = || value.trim().chars().take(200).collect::<String>();
            match name.as_str() {
                "q" => query.text = Some(text()),
                "plan" => PlanFilter::add(&mut query.plan, value.trim()),
                "lead" => add_codes(&mut query.lead, Some(text())),
                "led-by" => add_codes(&mut query.led_by, Some(text())),
                "supporter" => add_codes(&mut query.supporter, Some(text())),
                "node" => query.node = Some(text()),
                "state" => query.state = Some(StateFilter::read(value)?),
                "due" => query.due = Some(DueWindow::read(value)?),
                "reason" => query.reason.take(value, |value| code("reason", value))?,
                "moved" => query.is_moved = yes("moved", value)?,
                "next" => query.is_next = yes("next", value)?,
                "since" => query.since = Some(value.parse().map_err(BadQuery::from)?),
                "changed" => query.changed = Some(ChangedFilter::read(value)?),
                name => {
                    query.layout.take(name, value)?;
                }
            }
        }
        if query.changed.is_some() && query.since.is_none() {
            return Err(BadQuery::NothingToCompareWith);
        }
        Ok(query)
    }

    /// The milestones that the reader may see and the query asks for, in its order, whatever they say: words are looked
    /// up by [`rows`](MilestoneQuery::rows).
    pub fn select<'a>(&self, view: &'a View) -> Vec<MilestoneRow<'a>> {
        self.select_saying(view, &Said::Anything)
    }

    /// The withdrawn milestones that fit the other filters, with their days of slip: counted apart. Those of withdrawn
    /// actions are among them.
    pub fn withdrawn(&self, view: &View) -> (usize, i64) {
        let apart = MilestoneQuery { state: Some(StateFilter::Withdrawn), ..self.clone() };
        let found = apart.select(view);
        (found.len(), found.iter().map(MilestoneRow::slip).sum())
    }

    /// How many that are, whatever they say.
    pub fn number(&self, view: &View) -> usize {
        self.rows_saying(view, &Said::Anything).len()
    }

    fn select_saying<'a>(&self, view: &'a View, said: &Said<MilestoneId>) -> Vec<MilestoneRow<'a>> {
        let mut found = self.rows_saying(view, said);
        self.order(view, &mut found);
        found
    }

    fn rows_saying<'a>(&self, view: &'a View, said: &Said<MilestoneId>) -> Vec<MilestoneRow<'a>> {
        let today = view.position().day;
        let bounds = self.bounds(view);
        view.actions()
            .filter(|action| bounds.hold(action))
            .flat_map(|action| action.milestones.iter().map(move |milestone| MilestoneRow { action, milestone }))
            .filter(|row| said.holds(&row.milestone.id) && self.holds(row, today))
            .collect()
    }

    /// The sections and responsible agencies of the list.
    pub(super) fn bounds<'a>(&'a self, view: &'a View) -> Bounds<'a> {
        let asked = Asked {
            plan: self.plan.as_ref(),
            node: self.node.as_deref(),
            lead: self.lead.as_deref(),
            led_by: self.led_by.as_deref(),
            supporter: self.supporter.as_deref(),
        };
        Bounds::of(asked, view)
    }

    fn holds(&self, row: &MilestoneRow<'_>, today: Date) -> bool {
        let (milestone, standing) = (row.milestone, row.standing());
        let is_open = standing == MilestoneStanding::Open;
        let is_asked_for = match self.state {
            // What was withdrawn since is asked for among the withdrawn ones.
            None if self.changed == Some(ChangedFilter::Withdrawn) => standing == MilestoneStanding::Withdrawn,
            None => standing != MilestoneStanding::Withdrawn,
            Some(StateFilter::Open) => is_open,
            Some(StateFilter::Completed) => matches!(standing, MilestoneStanding::Completed(_)),
            Some(StateFilter::Withdrawn) => standing == MilestoneStanding::Withdrawn,
        };
        is_asked_for
            && self.due.is_none_or(|due| is_open && due.holds(milestone.due, today))
            && (!self.is_next || is_open && is_next(milestone.due, today))
            && self.reason.lets(|reason| milestone.booked.iter().any(|booked| booked.reason == reason))
            && (!self.is_moved || !milestone.booked.is_empty())
    }
}

impl ListQuery for MilestoneQuery {
    type Sort = MilestoneSort;
    type Group = MilestoneGroup;
    type Column = MilestoneColumn;
    const LIST: SavedList = SavedList::Milestones;

    fn layout(&self) -> &MilestoneLayout {
        &self.layout
    }

    fn layout_mut(&mut self) -> &mut MilestoneLayout {
        &mut self.layout
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("q", self.text.clone()),
            ("plan", self.plan.as_ref().map(|plan| plan.code().into_owned())),
            ("lead", self.lead.clone()),
            ("led-by", self.led_by.clone()),
            ("supporter", self.supporter.clone()),
            ("node", self.node.clone()),
            ("state", self.state.map(|state| state.code().to_owned())),
            ("due", self.due.map(DueWindow::code)),
            ("reason", self.reason.code(code_of)),
            ("moved", self.is_moved.then(|| "yes".to_owned())),
            ("next", self.is_next.then(|| "yes".to_owned())),
            ("since", self.since.as_ref().map(ToString::to_string)),
            ("changed", self.changed.map(|changed| changed.code().to_owned())),
        ];
        let filters = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
        filters.chain(self.layout.pairs(MilestoneSort::default())).collect()
    }
}

impl ChangedFilter {
    fn read(value: &str) -> Result<ChangedFilter, BadQuery> {
        match value {
            "yes" => Ok(ChangedFilter::Any),
            "later" => Ok(ChangedFilter::Later),
            "withdrawn" => Ok(ChangedFilter::Withdrawn),
            _ => Err(BadQuery::filter("changed", value)),
        }
    }

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            ChangedFilter::Any => "yes",
            ChangedFilter::Later => "later",
            ChangedFilter::Withdrawn => "withdrawn",
        }
    }
}

impl StateFilter {
    fn read(value: &str) -> Result<StateFilter, BadQuery> {
        match value {
            "open" => Ok(StateFilter::Open),
            "completed" => Ok(StateFilter::Completed),
            "withdrawn" => Ok(StateFilter::Withdrawn),
            _ => Err(BadQuery::filter("state", value)),
        }
    }

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            StateFilter::Open => "open",
            StateFilter::Completed => "completed",
            StateFilter::Withdrawn => "withdrawn",
        }
    }
}

fn yes(name: &'static str, value: &str) -> Result<bool, BadQuery> {
    if value == "yes" { Ok(true) } else { Err(BadQuery::filter(name, value)) }
}
