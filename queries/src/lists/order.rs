//! The rows of a query, in its order.

use super::bounds::ActionBounds;
use super::query::ActionQuery;
use super::said::Said;
use super::shape::Sort;
use domain::facts::{ActionFacts, Status};
use domain::ids::{ActionId, PlanId};
use std::cmp::Reverse;
use std::collections::HashMap;
use store::View;

impl ActionQuery {
    /// The actions that the reader may see and the query asks for, in its order, whatever they say: words are looked up
    /// by [`rows`](ActionQuery::rows).
    pub fn select<'a>(&self, view: &'a View) -> Vec<&'a ActionFacts> {
        self.select_saying(view, &Said::Anything)
    }

    /// How many that are, whatever they say.
    pub fn number(&self, view: &View) -> usize {
        let bounds = ActionBounds::of(self, view, &Said::Anything);
        let all = view.actions().chain(view.retracted_actions());
        all.filter(|facts| bounds.holds(self, view, facts)).count()
    }

    pub(super) fn select_saying<'a>(&self, view: &'a View, said: &Said<ActionId>) -> Vec<&'a ActionFacts> {
        let bounds = ActionBounds::of(self, view, said);
        let all = view.actions().chain(view.retracted_actions());
        let mut found: Vec<&ActionFacts> = all.filter(|facts| bounds.holds(self, view, facts)).collect();
        self.order(view, &mut found);
        found
    }

    fn order(&self, view: &View, found: &mut [&ActionFacts]) {
        let place = places_of_plans(view);
        let by_reference = |facts: &ActionFacts| (place.get(&facts.plan).copied(), facts.reference);
        found.sort_by_cached_key(|facts| by_reference(facts));
        match self.layout.sort {
            // Decisions are put in their order by `rows`, which can ask since when.
            Sort::Reference | Sort::Decision => {}
            Sort::Title => found.sort_by_cached_key(|facts| facts.title.to_lowercase()),
            Sort::Lead => found.sort_by_cached_key(|facts| {
                (facts.lead.is_none(), facts.lead.map(|lead| view.short_name(lead).to_lowercase()))
            }),
            Sort::Status => found.sort_by_key(|facts| Status::ALL.iter().position(|status| *status == facts.status())),
            Sort::Confidence => found.sort_by_key(|facts| (facts.confidence().is_none(), Reverse(facts.confidence()))),
            Sort::Reporting => {
                let reporting = |facts: &ActionFacts| facts.reporting(view.position().day, view.reporting_rule());
                found.sort_by_key(|facts| (reporting(facts).is_none(), Reverse(reporting(facts))));
            }
            Sort::Verification => {
                found.sort_by_key(|facts| (facts.verification().is_none(), facts.verification()));
            }
            Sort::Acceptance => {
                found.sort_by_key(|facts| (facts.acceptance().is_none(), facts.acceptance()));
            }
            Sort::NextDue => found.sort_by_key(|facts| (facts.next_due().is_none(), facts.next_due())),
            Sort::Slip => found.sort_by_key(|facts| Reverse(facts.slip())),
        }
    }
}

/// The position of each plan among the plans, the newest first.
pub(super) fn places_of_plans(view: &View) -> HashMap<PlanId, usize> {
    view.plans().into_iter().rev().enumerate().map(|(place, plan)| (plan.id, place)).collect()
}
