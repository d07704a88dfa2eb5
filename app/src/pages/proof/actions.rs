//! The sources of a number of actions.

use super::{Sourced, action_address, decided, draw, linked};
use crate::lists::{ActionQuery, ListQuery, PAGE};
use crate::words;
use domain::assignment::{Assignment, CarrierRole};
use domain::facts::ActionFacts;
use domain::ids::{ActionId, ReportId};
use leptos::prelude::*;
use queries::{filter_words, lead_words};
use std::collections::{BTreeSet, HashMap};
use store::VersionBehind;
use ui::components::table::ColumnHead;
use ui::layout::{Reading, page};
use uuid::Uuid;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Ref."),
    ColumnHead::text("Action"),
    ColumnHead::text("Counted as"),
    ColumnHead::text("Deciding entries"),
    ColumnHead::text("Every version"),
];

const VERSIONS: &str = "every version of the action and of its roles, milestones, status updates, and documents";
const DECIDES: &str = "The deciding entries set the status (the last status update, or the action itself if it was withdrawn \
                       or has no update), the lead agency, and the next due date.";

/// What stands behind the actions of one page.
struct Sources {
    versions: HashMap<ActionId, Vec<VersionBehind>>,
    last_reports: BTreeSet<ReportId>,
    carriers: HashMap<ActionId, Vec<Assignment>>,
}

/// `/proof/actions` with the query of the list of actions.
#[component]
pub fn ActionsProofPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = ActionQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let found = query.rows(&reading.view).await?.actions;
        let shown: Vec<&ActionFacts> = found.iter().copied().skip(query.layout.rows_before()).take(PAGE).collect();
        let ids: Vec<ActionId> = shown.iter().map(|facts| facts.id).collect();
        let sources = Sources {
            versions: reading.view.versions_behind(&ids).await?,
            last_reports: reading.view.last_report_ids(&ids).await?.into_iter().collect(),
            carriers: reading.view.assignments_by_action(&ids).await?,
        };
        let rows = shown.iter().map(|facts| row(&reading, facts, &sources)).collect();
        let (pairs, page, number) = (query.pairs(), query.layout.page, found.len());
        let (list, list_title, thing) = ("actions", "Actions", "action");
        let sourced = Sourced {
            list,
            list_title,
            thing,
            pairs,
            filters: filter_words::of_actions(&query),
            page,
            number,
            columns: COLUMNS,
            rows,
            versions: VERSIONS,
            decides: DECIDES,
        };
        draw(&reading, sourced).await
    })
}

fn row(reading: &Reading, facts: &ActionFacts, sources: &Sources) -> AnyView {
    let judged = crate::point::judged(&reading.view);
    let said = words::status(facts.status());
    let silent = facts.is_silent(judged.today, judged.rule).then_some(", update overdue");
    let no_lead = || lead_words::none(facts).to_lowercase();
    let lead = facts.lead.map_or_else(no_lead, |lead| reading.view.short_name(lead));
    let versions = sources.versions.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
    let read = |id: Uuid| versions.iter().find(|version| version.id == id && version.is_read);
    let entry = |id: Option<Uuid>| id.and_then(read).map(|version| version.since);
    view! {
        <tr>
            <td class="ref">{facts.reference.to_string()}</td>
            <th scope="row"><a href=action_address(reading, facts)>{facts.title.to_string()}</a></th>
            <td data-l="Counted as">{said}{silent}", "{lead}</td>
            <td data-l="Deciding entries">
                {decided(reading, Some("Status"), entry(Some(of_status(facts, sources))))}
                {decided(reading, Some("Lead"), entry(of_lead(facts, sources)))}
                {decided(reading, Some("Next due"), entry(next_due(facts)))}
            </td>
            <td data-l="Every version">{linked(reading, versions.iter().map(|version| version.since))}</td>
        </tr>
    }
    .into_any()
}

/// The object from which the status is read.
fn of_status(facts: &ActionFacts, sources: &Sources) -> Uuid {
    let versions = sources.versions.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
    let is_last = |version: &&VersionBehind| sources.last_reports.contains(&ReportId(version.id));
    match versions.iter().find(is_last) {
        Some(version) if !facts.is_withdrawn => version.id,
        _ => facts.id.0,
    }
}

fn of_lead(facts: &ActionFacts, sources: &Sources) -> Option<Uuid> {
    let carriers = sources.carriers.get(&facts.id)?;
    let leads = |of: &&Assignment| of.role == CarrierRole::Lead && of.is_in_force();
    carriers.iter().find(leads).map(|lead| lead.id.0)
}

fn next_due(facts: &ActionFacts) -> Option<Uuid> {
    facts.open_milestones().min_by_key(|milestone| milestone.due).map(|milestone| milestone.id.0)
}
