//! For a liaison: what the agency must do, by date, and the status of what it leads.

use super::due::{self, Due, NEAR};
use crate::error::QueryError;
use crate::lists::{ActionQuery, PlanFilter};
use crate::point::judged;
use domain::Date;
use domain::agency::Agency;
use domain::date::FiscalQuarter;
use domain::facts::{ActionFacts, MilestoneFacts};
use domain::gaps::Completeness;
use domain::ids::AgencyId;
use domain::plan::{Plan, PlanState};
use domain::progress::Judged;
use domain::reporting::ReportingRule;
use std::collections::BTreeMap;
use store::View;

#[derive(Debug)]
pub struct MyWork<'a> {
    pub agency: Option<&'a Agency>,
    /// What the reader's agency leads, in all plans.
    pub led: Vec<&'a ActionFacts>,
    /// Of these, the ones of active plans.
    pub led_in_force: Vec<&'a ActionFacts>,
    /// How many actions of active plans it supports with its components, and the list of these.
    pub supports: Option<(usize, ActionQuery)>,
    /// The period that closes next, the day on which it does, and how complete it is.
    pub period: FiscalQuarter,
    pub closes: Date,
    pub completeness: Completeness,
    /// What is due or requested, earliest first; what has no date comes last.
    pub due: Vec<Due<'a>>,
    /// What lies farther ahead than that, by day.
    pub ahead: Vec<(Date, Ahead<'a>)>,
}

/// What comes after the list of work.
#[derive(Clone, Debug)]
pub enum Ahead<'a> {
    /// Updates for that period are due.
    Updates(FiscalQuarter),
    /// A plan ends, with that many open milestones due by then and later.
    PlanEnds {
        plan: &'a Plan,
        by_then: usize,
        after: usize,
    },
    Milestones(Vec<(&'a ActionFacts, &'a MilestoneFacts)>),
}

impl<'a> MyWork<'a> {
    /// `agency` is that of the reader.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &'a View, agency: Option<AgencyId>) -> Result<MyWork<'a>, QueryError> {
        let (actor, judged) = (view.actor(), judged(view));
        let rule = judged.rule.for_agency(agency);
        let judged = Judged { rule, ..judged };
        let led: Vec<&ActionFacts> =
            view.actions().filter(|facts| facts.lead.is_some_and(|lead| actor.acts_for(lead))).collect();
        let is_in_force = |facts: &&ActionFacts| facts.plan_state == PlanState::InForce;
        let agency = agency.and_then(|id| view.agency(id));
        let supports = agency.map(|agency| {
            let (supporter, plan) = (Some(agency.code.to_string()), Some(PlanFilter::InForce));
            let query = ActionQuery { supporter, plan, ..ActionQuery::default() };
            (query.select(view).len(), query)
        });
        let period = rule.next_due(judged.today);
        Ok(MyWork {
            agency,
            led_in_force: led.iter().copied().filter(is_in_force).collect(),
            supports,
            period,
            closes: rule.due(period),
            completeness: Completeness::of(led.iter().copied(), judged),
            due: due::all(view, &led).await?,
            ahead: ahead(view, rule, &led),
            led,
        })
    }
}

fn ahead<'a>(view: &'a View, rule: ReportingRule, led: &[&'a ActionFacts]) -> Vec<(Date, Ahead<'a>)> {
    let today = view.position().day;
    let near = today + NEAR;
    let quarter = rule.next_due(today);
    let quarter =
        if rule.due(quarter) > near { quarter } else { rule.next_due(rule.due(quarter) + chrono::Days::new(1)) };
    let owes = led.iter().any(|facts| facts.owes_reports());
    let updates = owes.then(|| (rule.due(quarter), Ahead::Updates(quarter)));
    let plans = view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce);
    let ends = plans.filter_map(|plan| {
        let ends = plan.ends.filter(|ends| *ends > today)?;
        let ours = led.iter().filter(|facts| facts.plan == plan.id).flat_map(|facts| facts.open_milestones());
        let (mut by_then, mut after) = (0, 0);
        for milestone in ours {
            if milestone.due <= ends { by_then += 1 } else { after += 1 }
        }
        (by_then + after > 0).then_some((ends, Ahead::PlanEnds { plan, by_then, after }))
    });
    updates.into_iter().chain(ends).chain(milestones_after(near, led)).collect()
}

/// One line a day.
fn milestones_after<'a>(near: Date, led: &[&'a ActionFacts]) -> impl Iterator<Item = (Date, Ahead<'a>)> {
    let mut days: BTreeMap<Date, Vec<(&ActionFacts, &MilestoneFacts)>> = BTreeMap::new();
    for facts in led {
        for milestone in facts.open_milestones().filter(|milestone| milestone.due > near) {
            days.entry(milestone.due).or_default().push((facts, milestone));
        }
    }
    days.into_iter().map(|(day, milestones)| (day, Ahead::Milestones(milestones)))
}
