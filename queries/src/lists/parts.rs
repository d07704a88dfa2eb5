//! Tables of what belongs to actions: status updates, documents, verifications and roles, of the actions that a query asks
//! for.

use super::ActionQuery;
use crate::error::QueryError;
use crate::point::about;
use domain::actor::Authority;
use domain::assignment::Assignment;
use domain::body::Party;
use domain::evidence::Evidence;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, Kind, MilestoneId, ReportId};
use domain::milestone::{Milestone, Verified};
use domain::update::{Report, Speaker};
use reports::Table;
use reports::belongs::{OfAction, PartyNames};
use reports::evidence::EvidenceRow;
use reports::roles::RoleRow;
use reports::updates::UpdateRow;
use reports::verifications::VerificationRow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Versioned, View};
use uuid::Uuid;

/// The actions that are asked for, each with its position among them.
struct Selected<'a> {
    view: &'a View,
    places: HashMap<ActionId, (usize, &'a ActionFacts)>,
    ids: Vec<ActionId>,
}

impl<'a> Selected<'a> {
    async fn of(view: &'a View, query: &ActionQuery) -> Result<Selected<'a>, QueryError> {
        query.check(view)?;
        Ok(Selected::these(view, &query.rows(view).await?.actions))
    }

    fn these(view: &'a View, found: &[&'a ActionFacts]) -> Selected<'a> {
        let ids = found.iter().map(|facts| facts.id).collect();
        let places = found.iter().enumerate().map(|(place, facts)| (facts.id, (place, *facts))).collect();
        Selected { view, places, ids }
    }

    fn action(&self, id: ActionId) -> Option<OfAction<'a>> {
        let (_, facts) = self.places.get(&id)?;
        of_action(self.view, facts)
    }

    /// In the order of the actions, and of one action in the order in which the record got to know them.
    fn sort<T>(&self, parts: &mut [Versioned<T>], action: impl Fn(&T) -> ActionId) {
        let place = |of: &Versioned<T>| self.places.get(&action(&of.value)).map(|(place, _)| *place);
        parts.sort_by_key(|of| (place(of), of.born));
    }
}

/// The action as a table names it.
pub(super) fn of_action<'a>(view: &'a View, facts: &'a ActionFacts) -> Option<OfAction<'a>> {
    Some(OfAction { plan: view.plan(facts.plan).ok()?.code.as_str(), facts })
}

/// Code and name of an agency or an interagency group.
pub fn party_names(view: &View, party: Party) -> PartyNames {
    let code = match party {
        Party::Agency(id) => view.agency(id).map(|agency| agency.code.to_string()),
        Party::Body(id) => view.body(id).map(|body| body.code.to_string()),
    };
    PartyNames { code: code.unwrap_or_default(), name: view.short_name(party) }
}

/// # Errors
/// When the query asks for what there is not, and when the database does not answer.
pub async fn table_of_updates(view: &View, query: &ActionQuery) -> Result<Table, QueryError> {
    let selected = Selected::of(view, query).await?;
    written(view, &selected, &query.pairs_of_rows()).await
}

/// The same of actions that were found before. `pairs` is what they were asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn updates_of(
    view: &View,
    found: &[&ActionFacts],
    pairs: &[(&'static str, String)],
) -> Result<Table, QueryError> {
    written(view, &Selected::these(view, found), pairs).await
}

async fn written(view: &View, selected: &Selected<'_>, pairs: &[(&'static str, String)]) -> Result<Table, QueryError> {
    let mut updates = view.reports_of(&selected.ids).await?;
    selected.sort(&mut updates, |report| report.action);
    let last: BTreeSet<ReportId> = view.last_report_ids(&selected.ids).await?.into_iter().collect();
    let rows: Vec<UpdateRow<'_>> = updates.iter().filter_map(|seen| update(view, selected, seen, &last)).collect();
    let about = about(view, ("updates", "Status updates"), pairs);
    reports::updates::table(about, &rows).map_err(QueryError::from)
}

fn update<'a>(
    view: &'a View,
    selected: &Selected<'a>,
    seen: &'a Versioned<Report>,
    last: &BTreeSet<ReportId>,
) -> Option<UpdateRow<'a>> {
    let report = &seen.value;
    let party = match &report.said_by {
        Speaker::Agency(authority) => Some(party_names(view, authority.party())),
        Speaker::Source(_) => None,
    };
    let (entry, submitted_by, is_last) = (seen.since, seen.born, last.contains(&report.id));
    Some(UpdateRow { of: selected.action(report.action)?, report, party, entry, submitted_by, is_last })
}

/// # Errors
/// As for updates.
pub async fn table_of_evidence(view: &View, query: &ActionQuery) -> Result<Table, QueryError> {
    let selected = Selected::of(view, query).await?;
    let mut documents = view.documents_of(&selected.ids).await?;
    selected.sort(&mut documents, |document| document.action);
    let rows: Vec<EvidenceRow<'_>> = documents.iter().filter_map(|seen| document(view, &selected, seen)).collect();
    let about = about(view, ("evidence", "Evidence"), &query.pairs_of_rows());
    reports::evidence::table(about, &rows).map_err(QueryError::from)
}

fn document<'a>(view: &'a View, selected: &Selected<'a>, seen: &'a Versioned<Evidence>) -> Option<EvidenceRow<'a>> {
    let document = &seen.value;
    let of = selected.action(document.action)?;
    let milestone = document.milestone.and_then(|id| title_of(of.facts, id));
    let party = party_names(view, Authority::party(document.attached_by));
    Some(EvidenceRow { of, document, milestone, party, entry: seen.since, attached_by: seen.born })
}

fn title_of(facts: &ActionFacts, id: MilestoneId) -> Option<String> {
    facts.milestones.iter().find(|milestone| milestone.id == id).map(|milestone| milestone.title.to_string())
}

/// # Errors
/// As for updates.
pub async fn table_of_roles(view: &View, query: &ActionQuery) -> Result<Table, QueryError> {
    let selected = Selected::of(view, query).await?;
    roles_written(view, &selected, &query.pairs_of_rows()).await
}

/// The roles in actions that were found before. `pairs` is what they were asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn roles_of(
    view: &View,
    found: &[&ActionFacts],
    pairs: &[(&'static str, String)],
) -> Result<Table, QueryError> {
    roles_written(view, &Selected::these(view, found), pairs).await
}

async fn roles_written(
    view: &View,
    selected: &Selected<'_>,
    pairs: &[(&'static str, String)],
) -> Result<Table, QueryError> {
    let mut roles = view.assignments_of(&selected.ids).await?;
    selected.sort(&mut roles, |assignment| assignment.action);
    let rows: Vec<RoleRow<'_>> = roles.iter().filter_map(|seen| role(view, selected, seen)).collect();
    let about = about(view, ("roles", "Roles"), pairs);
    reports::roles::table(about, &rows).map_err(QueryError::from)
}

fn role<'a>(view: &'a View, selected: &Selected<'a>, seen: &'a Versioned<Assignment>) -> Option<RoleRow<'a>> {
    let assignment = &seen.value;
    let through = assignment.through.and_then(|through| view.agency(through.agency));
    Some(RoleRow {
        of: selected.action(assignment.action)?,
        assignment,
        party: party_names(view, assignment.party),
        through: through.map(|agency| agency.code.to_string()),
        entry: seen.since,
    })
}

/// What was verified, as it was when it was.
struct Once {
    kind: Kind,
    id: Uuid,
    action: ActionId,
    name: String,
    verified: Verified,
    entry: domain::ledger::Seq,
    stands: bool,
}

/// # Errors
/// As for updates.
pub async fn table_of_verifications(view: &View, query: &ActionQuery) -> Result<Table, QueryError> {
    let selected = Selected::of(view, query).await?;
    let mut all = completions(view).await?;
    all.extend(updates_and_documents(view).await?);
    all.sort_by_key(|once| once.entry);
    let entries = view.entries_of(&all.iter().map(|once| once.entry).collect::<Vec<_>>()).await?;
    let authors = view.authors(&entries).await?;
    let entries: BTreeMap<_, _> = entries.iter().map(|entry| (entry.leaf.entry().seq, entry)).collect();
    let row = |once: &'_ Once| {
        let entry = entries.get(&once.entry)?;
        Some((entry.account().map(|id| id.to_string()), authors.of(entry).map(|author| author.name.to_string())))
    };
    let rows: Vec<VerificationRow<'_>> = all
        .iter()
        .filter_map(|once| {
            let (account, account_name) = row(once).unwrap_or_default();
            let Once { kind, id, name, verified, entry, stands, .. } = once;
            Some(VerificationRow {
                of: selected.action(once.action)?,
                kind: *kind,
                id: id.to_string(),
                name: name.clone(),
                verified,
                account,
                account_name,
                entry: *entry,
                stands: *stands,
            })
        })
        .collect();
    let about = about(view, ("verifications", "Verifications"), &query.pairs_of_rows());
    reports::verifications::table(about, &rows).map_err(QueryError::from)
}

async fn completions(view: &View) -> Result<Vec<Once>, QueryError> {
    let then: Vec<Versioned<Milestone>> = view.verified_completions().await?;
    let now = view.milestone_texts(then.iter().map(|seen| seen.value.id).collect()).await?;
    let now: HashMap<MilestoneId, Milestone> = now.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let once = |seen: Versioned<Milestone>| {
        let Milestone { id, action, title, .. } = &seen.value;
        let completion = seen.value.completion()?;
        let stands = now.get(id).is_some_and(|now| now.completion() == Some(completion));
        let (kind, verified) = (Kind::Milestone, completion.verified.clone()?);
        Some(Once { kind, id: id.0, action: *action, name: title.to_string(), verified, entry: seen.since, stands })
    };
    Ok(then.into_iter().filter_map(once).collect())
}

async fn updates_and_documents(view: &View) -> Result<Vec<Once>, QueryError> {
    let updates = view.verified_reports().await?;
    let actions: BTreeSet<ActionId> = updates.iter().map(|seen| seen.value.action).collect();
    let now = view.reports_of(&actions.into_iter().collect::<Vec<_>>()).await?;
    let retracted: BTreeSet<Uuid> =
        now.iter().filter(|seen| !seen.value.stands()).map(|seen| seen.value.id.0).collect();
    let of_update = |seen: Versioned<Report>| {
        let Report { id, action, quarter, verified, .. } = seen.value;
        let (kind, name, verified) = (Kind::Report, quarter.to_string(), verified?);
        // An update is never edited, so its verification is valid until it is retracted.
        let stands = !retracted.contains(&id.0);
        Some(Once { kind, id: id.0, action, name, verified, entry: seen.since, stands })
    };
    let mut found: Vec<Once> = updates.into_iter().filter_map(of_update).collect();
    let documents = view.verified_documents().await?;
    let actions: BTreeSet<ActionId> = documents.iter().map(|seen| seen.value.action).collect();
    let now = view.documents_of(&actions.into_iter().collect::<Vec<_>>()).await?;
    let withdrawn: BTreeSet<Uuid> =
        now.iter().filter(|seen| seen.value.withdrawn.is_some()).map(|seen| seen.value.id.0).collect();
    let of_document = |seen: Versioned<Evidence>| {
        let Evidence { id, action, title, verified, .. } = seen.value;
        let (kind, name, verified) = (Kind::Evidence, title.to_string(), verified?);
        let stands = !withdrawn.contains(&id.0);
        Some(Once { kind, id: id.0, action, name, verified, entry: seen.since, stands })
    };
    found.extend(documents.into_iter().filter_map(of_document));
    Ok(found)
}
