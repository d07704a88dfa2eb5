//! Workpapers: which sample of the record an auditor asks for, what is drawn, and what ties each item to the signed log. The
//! file is made from these values by the crate `workpaper`.

mod query;
mod tying;

pub use query::{Population, StratifyBy, WorkpaperQuery};
pub use tying::items;

use crate::error::{BadQuery, QueryError};
use crate::lists::{MilestoneRow, PlanFilter, party_names};
use crate::paths::code_of;
use crate::words;
use domain::facts::{ActionFacts, MilestoneStanding};
use domain::ledger::Seq;
use domain::plan::PlanState;
use domain::sampling::{Candidate, Sample, draw};
use std::collections::HashMap;
use store::{LogFilter, View};
use workpaper::Member;
pub use workpaper::Sampled;

/// The address of the file.
pub const FILE: &str = "/exports/workpaper.zip";

/// The address of the page that shows what is drawn.
pub const PAGE: &str = "/reports/workpaper";

/// What a query draws.
#[derive(Debug)]
pub struct Selection<'a> {
    /// Everything that could be drawn.
    pub population: Vec<Member>,
    pub sample: Sample,
    /// What was drawn, in the order of the sample.
    pub items: Vec<SelectedItem<'a>>,
    /// How many log entries the reader sees only as a hash, where log entries are sampled.
    pub withheld: u64,
}

/// An item that was drawn.
#[derive(Clone, Copy, Debug)]
pub enum SelectedItem<'a> {
    Action(&'a ActionFacts),
    Milestone(MilestoneRow<'a>),
    Entry(Seq),
}

impl<'a> SelectedItem<'a> {
    /// By which a sample ranks it.
    fn id(&self) -> String {
        match self {
            SelectedItem::Action(facts) => facts.id.to_string(),
            SelectedItem::Milestone(row) => row.milestone.id.to_string(),
            SelectedItem::Entry(seq) => seq.to_string(),
        }
    }

    /// The action that it is, or belongs to.
    pub fn action(&self) -> Option<&'a ActionFacts> {
        match self {
            SelectedItem::Action(facts) => Some(facts),
            SelectedItem::Milestone(row) => Some(row.action),
            SelectedItem::Entry(_) => None,
        }
    }

    /// `NAP-2021/DOJ-08`, `entry-1203`.
    pub fn label(&self, view: &View) -> String {
        match (self, self.action()) {
            (SelectedItem::Entry(seq), _) => format!("entry-{seq}"),
            (_, Some(facts)) => format!("{}/{}", plan_code(view, facts), facts.reference),
            (_, None) => self.id(),
        }
    }

    /// What people call it.
    pub fn title(&self) -> String {
        match self {
            SelectedItem::Action(facts) => facts.title.to_string(),
            SelectedItem::Milestone(row) => format!("Milestone: {}", row.milestone.title),
            SelectedItem::Entry(seq) => format!("Log entry {}", words::entry_number(*seq)),
        }
    }

    fn stratum(&self, view: &View, by: Option<StratifyBy>) -> String {
        let (Some(by), Some(facts)) = (by, self.action()) else { return String::new() };
        match by {
            StratifyBy::Plan => plan_code(view, facts),
            StratifyBy::Lead => facts.lead.map_or_else(|| "none".to_owned(), |lead| party_names(view, lead).code),
            StratifyBy::Status => match self {
                SelectedItem::Milestone(row) => match row.standing() {
                    MilestoneStanding::Open => "open".to_owned(),
                    MilestoneStanding::Completed(_) => "completed".to_owned(),
                    MilestoneStanding::Withdrawn => "withdrawn".to_owned(),
                },
                SelectedItem::Action(_) | SelectedItem::Entry(_) => code_of(facts.status()),
            },
        }
    }
}

fn plan_code(view: &View, facts: &ActionFacts) -> String {
    view.plan(facts.plan).map(|plan| plan.code.to_string()).unwrap_or_default()
}

/// Draws the sample.
///
/// # Errors
/// For codes that there are not, for an empty population, for fewer places than groups, and when the database does not
/// answer.
pub async fn select<'a>(view: &'a View, query: &WorkpaperQuery) -> Result<Selection<'a>, QueryError> {
    let (all, withheld) = population(view, query).await?;
    let member = |item: &SelectedItem<'_>| Member {
        id: item.id(),
        stratum: workpaper::plain(&item.stratum(view, query.by)),
        label: item.label(view),
    };
    let population: Vec<Member> = all.iter().map(member).collect();
    let candidate = |of: &Member| Candidate { id: of.id.clone(), stratum: of.stratum.clone() };
    let candidates: Vec<Candidate> = population.iter().map(candidate).collect();
    let sample = draw(&query.seed, query.size, &candidates).map_err(BadQuery::from)?;
    let by_id: HashMap<String, SelectedItem<'a>> = all.into_iter().map(|item| (item.id(), item)).collect();
    let items = sample.drawn.iter().filter_map(|drawn| by_id.get(&drawn.id).copied()).collect();
    Ok(Selection { population, sample, items, withheld })
}

/// Everything that fits. What belongs to a draft is left out unless its plan is named, so that all who may draw a sample
/// draw the same one.
async fn population<'a>(view: &'a View, query: &WorkpaperQuery) -> Result<(Vec<SelectedItem<'a>>, u64), QueryError> {
    match &query.population {
        Population::Actions(asked) => {
            asked.check(view)?;
            let found = asked.rows(view).await?.actions.into_iter();
            let found = found.filter(|facts| is_drawn_from(view, asked.plan.as_ref(), facts));
            Ok((found.map(SelectedItem::Action).collect(), 0))
        }
        Population::Milestones(asked) => {
            asked.check(view)?;
            let found = asked.rows(view).await?.milestones.into_iter();
            let found = found.filter(|row| is_drawn_from(view, asked.plan.as_ref(), row.action));
            Ok((found.map(SelectedItem::Milestone).collect(), 0))
        }
        Population::Entries { from, to } => {
            let filter = LogFilter { from: *from, to: *to, ..LogFilter::default() };
            let (numbers, withheld) = view.log_numbers(&filter).await?;
            Ok((numbers.into_iter().map(SelectedItem::Entry).collect(), withheld))
        }
    }
}

fn is_drawn_from(view: &View, plans: Option<&PlanFilter>, facts: &ActionFacts) -> bool {
    let is_named = || {
        let code = plan_code(view, facts);
        plans.is_some_and(|filter| filter.plans().any(|named| named == code))
    };
    facts.plan_state != PlanState::Draft || is_named()
}
