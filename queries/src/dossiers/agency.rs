//! One agency: its scorecard, what it and its components lead and support, its requests, its seats, and what it owns.

use crate::error::QueryError;
use crate::lists::{ActionQuery, AgencyQuery, Carried, PlanFilter, Whose};
use domain::Date;
use domain::agency::Agency;
use domain::assignment::Assignment;
use domain::body::{Body, Party};
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId};
use domain::indicator::Indicator;
use domain::meeting::Meeting;
use domain::plan::Plan;
use domain::reference::{Reference, ReferenceContent};
use domain::scorecard::Scorecard;
use std::collections::BTreeSet;
use store::{StoreError, View};

#[derive(Debug)]
pub struct AgencyDossier<'a> {
    pub agency: &'a Agency,
    /// With its components, and itself alone.
    pub cards: [CardOf; 2],
    /// What belongs to it, by name.
    pub components: Vec<&'a Agency>,
    /// The plans that it co-chairs.
    pub co_chairs: Vec<&'a Plan>,
    /// The list of the actions of active plans that it leads with its components.
    pub leads: ActionQuery,
    /// The list of those that it supports.
    pub supports: ActionQuery,
    /// Roles of it or a component that are not current, pending requests first.
    pub requests: Vec<AgencyRequest<'a>>,
    /// By the name of the body, a chair before memberships.
    pub seats: Vec<Seat<'a>>,
    /// The meetings and events that it hosted, the latest first.
    pub hosted: Vec<&'a Meeting>,
    /// Its programs, contacts and documents.
    pub references: Vec<Reference>,
    pub indicators: Vec<Indicator>,
}

/// A scorecard beside that of an earlier date.
#[derive(Clone, Debug)]
pub struct CardOf {
    pub whose: Whose,
    pub card: Scorecard,
    pub before: Before,
}

/// The same figures as of the earlier date.
#[derive(Clone, Debug)]
pub enum Before {
    /// No date to compare with was chosen.
    NotCompared,
    /// The agency was not in Concord then.
    NotThere,
    Was(Scorecard),
}

/// An assignment that is not current, with its action.
#[derive(Clone, Debug)]
pub struct AgencyRequest<'a> {
    pub facts: &'a ActionFacts,
    pub assignment: Assignment,
}

/// Where an agency sits.
#[derive(Clone, Copy, Debug)]
pub struct Seat<'a> {
    pub body: &'a Body,
    pub kind: SeatKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatKind {
    /// Its dates are those of the group.
    Chair,
    Member {
        from: Option<Date>,
        to: Option<Date>,
    },
}

impl<'a> AgencyDossier<'a> {
    /// An agency by its code. `query` chooses the plans that are counted and the date to compare with.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none, and when the earlier date cannot be read.
    pub async fn of(view: &'a View, code: &str, query: &AgencyQuery) -> Result<AgencyDossier<'a>, QueryError> {
        let agency = view.agency_by_code(code)?;
        let code = Some(agency.code.to_string());
        let in_force = ActionQuery { plan: Some(PlanFilter::InForce), ..ActionQuery::default() };
        Ok(AgencyDossier {
            agency,
            cards: cards(view, agency, query).await?,
            components: components(view, agency),
            co_chairs: view.plans().into_iter().filter(|plan| plan.co_chairs.contains(&agency.id)).collect(),
            leads: ActionQuery { lead: code.clone(), ..in_force.clone() },
            supports: ActionQuery { supporter: code, ..in_force },
            requests: requests(view, &view.with_components(agency.id)).await?,
            seats: seats(view, agency),
            hosted: view.meetings().into_iter().rev().filter(|meeting| meeting.host == Some(agency.id)).collect(),
            references: view.references().await?.into_iter().filter(|one| owner(one) == Some(agency.id)).collect(),
            indicators: view.indicators().await?.into_iter().filter(|one| one.owner == Some(agency.id)).collect(),
        })
    }
}

async fn cards(view: &View, agency: &Agency, query: &AgencyQuery) -> Result<[CardOf; 2], QueryError> {
    let then = query.then(view).await?;
    Ok(cards_of(agency, &Carried::of(view, query.plans), then.as_ref()))
}

/// The scorecards of an agency among these actions, compared with an earlier view of the same plans.
pub(crate) fn cards_of(agency: &Agency, now: &Carried<'_>, then: Option<&View>) -> [CardOf; 2] {
    let before = then.map(|then| (then, now.of_the_same_plans(then)));
    let of = |whose| {
        let before = match &before {
            None => Before::NotCompared,
            Some((then, _)) if then.agency(agency.id).is_none() => Before::NotThere,
            Some((_, carried)) => Before::Was(carried.scorecard(agency.id, whose)),
        };
        CardOf { whose, card: now.scorecard(agency.id, whose), before }
    };
    [of(Whose::WithComponents), of(Whose::ItselfOnly)]
}

fn components<'a>(view: &'a View, agency: &Agency) -> Vec<&'a Agency> {
    let mut components: Vec<&Agency> = view.agencies().filter(|other| other.parents.contains(&agency.id)).collect();
    components.sort_by(|a, b| a.name.cmp(&b.name));
    components
}

/// The roles of these agencies that are not current, pending requests first.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn requests<'a>(
    view: &'a View,
    reach: &BTreeSet<AgencyId>,
) -> Result<Vec<AgencyRequest<'a>>, StoreError> {
    let is_within = |party: Party| matches!(party, Party::Agency(agency) if reach.contains(&agency));
    let is_named = |facts: &ActionFacts| {
        facts.carriers.iter().any(|carrier| !carrier.standing.is_in_force() && is_within(carrier.party))
    };
    // The texts are read only where the facts show that there is one.
    let named: Vec<ActionId> = view.actions().filter(|facts| is_named(facts)).map(|facts| facts.id).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let mut assignments = view.assignments_by_action(&named).await?;
    // In the order of the actions, so that the page does not change between two looks.
    let assignments = named.iter().filter_map(|action| assignments.remove(action)).flatten();
    let found = assignments.filter(|assignment| !assignment.is_in_force() && is_within(assignment.party));
    let mut requests: Vec<AgencyRequest<'a>> = found
        .filter_map(|assignment| Some(AgencyRequest { facts: view.facts(assignment.action).ok()?, assignment }))
        .collect();
    requests.sort_by_key(|one| (!one.assignment.is_unanswered(), one.facts.plan, one.facts.reference));
    Ok(requests)
}

fn seats<'a>(view: &'a View, agency: &Agency) -> Vec<Seat<'a>> {
    let mut bodies: Vec<&Body> = view.bodies().collect();
    bodies.sort_by(|a, b| a.name.cmp(&b.name));
    let of = |body: &'a Body| {
        let chair = body.chairs.contains(&agency.id).then_some(SeatKind::Chair);
        let memberships = body.members.iter().filter(|seat| seat.agency == agency.id);
        let members = memberships.map(|seat| SeatKind::Member { from: seat.from, to: seat.to });
        chair.into_iter().chain(members).map(|kind| Seat { body, kind }).collect::<Vec<_>>()
    };
    bodies.into_iter().flat_map(of).collect()
}

/// Of programs, contacts and documents.
fn owner(reference: &Reference) -> Option<AgencyId> {
    match &reference.content {
        ReferenceContent::Program { owner, .. }
        | ReferenceContent::Contact { owner, .. }
        | ReferenceContent::Document { owner, .. } => Some(*owner),
        _ => None,
    }
}
