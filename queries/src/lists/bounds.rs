//! Which actions a query holds, at the position that is read.

use super::filter::{PlanFilter, StatusFilter, StepFilter};
use super::query::ActionQuery;
use super::said::Said;
use crate::point::judged;
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::facts::{ActionFacts, CarrierFacts};
use domain::gaps::{LeadBasis, NextReport};
use domain::ids::{ActionId, NodeId};
use domain::movement::Step;
use domain::plan::Node;
use std::collections::BTreeSet;
use store::View;

/// The section and the responsible agencies that the lists of actions and of milestones both filter by.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub plan: Option<&'a PlanFilter>,
    /// The reference of a part; everything below it counts.
    pub node: Option<&'a str>,
    /// With components; `none` for no agency. Each may be several codes with commas between them.
    pub lead: Option<&'a str>,
    /// Without them.
    pub led_by: Option<&'a str>,
    pub supporter: Option<&'a str>,
}

/// What those codes mean as of the date that is viewed.
pub(super) struct Bounds<'a> {
    view: &'a View,
    plan: Option<&'a PlanFilter>,
    nodes: Option<BTreeSet<NodeId>>,
    lead: Option<Parties>,
    led_by: Option<Parties>,
    supporter: Option<Parties>,
}

struct Parties {
    /// Whether what has no such party is meant too.
    or_none: bool,
    any: BTreeSet<Party>,
}

impl<'a> Bounds<'a> {
    pub(super) fn of(asked: Asked<'a>, view: &'a View) -> Bounds<'a> {
        Bounds {
            view,
            plan: asked.plan,
            nodes: asked.node.map(|reference| below(view, asked.plan, reference)),
            lead: asked.lead.map(|code| parties(view, code, With::Components)),
            led_by: asked.led_by.map(|code| parties(view, code, With::Nobody)),
            supporter: asked.supporter.map(|code| parties(view, code, With::Components)),
        }
    }

    pub(super) fn hold(&self, facts: &ActionFacts) -> bool {
        self.plan.is_none_or(|filter| self.view.plan(facts.plan).is_ok_and(|plan| filter.holds(plan)))
            && self.nodes.as_ref().is_none_or(|nodes| nodes.contains(&facts.node))
            && leads(self.lead.as_ref(), facts)
            && leads(self.led_by.as_ref(), facts)
            && self.supports(facts)
    }

    fn supports(&self, facts: &ActionFacts) -> bool {
        let Some(wanted) = &self.supporter else { return true };
        let mut supporters = supporters(facts).peekable();
        match supporters.peek() {
            None => wanted.or_none,
            Some(_) => supporters.any(|party| wanted.any.contains(&party)),
        }
    }
}

/// What a query for actions means as of the date that is viewed.
pub(super) struct ActionBounds<'a> {
    said: &'a Said<ActionId>,
    bounds: Bounds<'a>,
}

impl ActionBounds<'_> {
    pub(super) fn of<'a>(query: &'a ActionQuery, view: &'a View, said: &'a Said<ActionId>) -> ActionBounds<'a> {
        let ActionQuery { plan, node, lead, led_by, supporter, .. } = query;
        let asked = Asked {
            plan: plan.as_ref(),
            node: node.as_deref(),
            lead: lead.as_deref(),
            led_by: led_by.as_deref(),
            supporter: supporter.as_deref(),
        };
        ActionBounds { said, bounds: Bounds::of(asked, view) }
    }

    pub(super) fn holds(&self, query: &ActionQuery, view: &View, facts: &ActionFacts) -> bool {
        let today = view.position().day;
        lists(query, facts)
            && self.bounds.hold(facts)
            && query.confidence.lets(|confidence| facts.confidence() == Some(confidence))
            && query.verification.lets(|verification| facts.verification() == Some(verification))
            && query.acceptance.lets(|acceptance| facts.acceptance() == Some(acceptance))
            && query.reporting.lets(|filter| filter.holds(facts.reporting(today, view.reporting_rule())))
            && query.lead_basis.is_none_or(|filter| filter.holds(LeadBasis::of(facts)))
            && (!query.has_lead_request || facts.lead_offered_to.is_some())
            && query.inferred.is_none_or(|inferred| inferred.holds(facts))
            && query.report.is_none_or(|filter| filter.holds(NextReport::of(facts, judged(view))))
            && query.due.is_none_or(|due| facts.next_due().is_some_and(|next| due.holds(next, today)))
            && (!query.has_ended || facts.timeframe_ended(today).is_some())
            && self.said.holds(&facts.id)
    }
}

/// A retracted action is only in a list that asks for it, whatever its status was.
fn lists(query: &ActionQuery, facts: &ActionFacts) -> bool {
    let has_status = || query.status.lets(|filter| filter.holds(facts.status()));
    let asks_for_retracted = query.status.has(StatusFilter::Retracted);
    match query.step {
        Some(StepFilter::Any) => asks_for_retracted || has_status(),
        Some(StepFilter::Is(Step::Retracted)) => facts.is_retracted && (asks_for_retracted || has_status()),
        _ if facts.is_retracted => asks_for_retracted,
        _ => has_status(),
    }
}

/// The agencies and groups that support the action now.
pub fn supporters(facts: &ActionFacts) -> impl Iterator<Item = Party> {
    let support = |carrier: &&CarrierFacts| carrier.standing.is_in_force() && carrier.role == CarrierRole::Support;
    facts.carriers.iter().filter(support).map(|carrier| carrier.party)
}

fn leads(wanted: Option<&Parties>, facts: &ActionFacts) -> bool {
    let Some(wanted) = wanted else { return true };
    match facts.lead {
        Some(lead) => wanted.any.contains(&lead),
        None => wanted.or_none,
    }
}

/// Who is meant beside an agency itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With {
    Components,
    Nobody,
}

/// Agencies, with their components where asked for, and interagency groups. An unknown code finds nothing.
fn parties(view: &View, codes: &str, with: With) -> Parties {
    let any = codes.split(',').flat_map(|code| party(view, code, with)).collect();
    Parties { or_none: codes.split(',').any(|code| code == "none"), any }
}

fn party(view: &View, code: &str, with: With) -> BTreeSet<Party> {
    let agencies = view.agency_by_code(code).map(|agency| match with {
        With::Components => view.with_components(agency.id),
        With::Nobody => BTreeSet::from([agency.id]),
    });
    let bodies = view.bodies().filter(|body| body.code.as_str() == code).map(|body| Party::Body(body.id));
    agencies.unwrap_or_default().into_iter().map(Party::Agency).chain(bodies).collect()
}

fn below(view: &View, plan: Option<&PlanFilter>, reference: &str) -> BTreeSet<NodeId> {
    let plans = view.plans();
    let nodes: Vec<&Node> = plans
        .iter()
        .filter(|candidate| plan.is_none_or(|filter| filter.holds(candidate)))
        .flat_map(|plan| view.nodes_of(plan.id))
        .collect();
    let mut found: BTreeSet<NodeId> =
        nodes.iter().filter(|node| node.reference.as_str() == reference).map(|node| node.id).collect();
    loop {
        let before = found.len();
        let children = nodes.iter().filter(|node| node.parent.is_some_and(|parent| found.contains(&parent)));
        let children: Vec<NodeId> = children.map(|node| node.id).collect();
        found.extend(children);
        if found.len() == before {
            return found;
        }
    }
}
