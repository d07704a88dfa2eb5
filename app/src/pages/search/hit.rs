//! One hit: what it is called, where it stands, and the words around what was looked for.

use crate::components::action_table::action_address;
use crate::error::AppError;
use crate::layout::Reading;
use domain::date::short;
use domain::ids::ActionId;
use domain::reference::ReferenceContent;
use domain::search::{Part, Search, excerpt};
use domain::{Kind, Object};
use leptos::prelude::*;
use store::Found;

/// The hits of a page under the names of their kinds.
///
/// # Errors
/// When the database does not answer.
pub async fn groups(reading: &Reading, search: &Search, found: &[Found]) -> Result<AnyView, AppError> {
    let objects = reading.view.found_objects(found).await?;
    let groups = objects.chunk_by(|a, b| a.kind() == b.kind()).filter_map(|group| {
        let kind = group.first()?.kind();
        let hits: Vec<AnyView> = group.iter().filter_map(|object| hit(reading, search, object)).collect();
        let id = format!("hits-{}", kind.code());
        Some(view! { <section class="c-section" id=id><h2>{plural(kind)}</h2><ul class="c-hits">{hits}</ul></section> })
    });
    Ok(groups.collect_view().into_any())
}

/// What things of a kind are called on the page.
pub const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Action => "Actions",
        Kind::Milestone => "Milestones",
        Kind::Report => "Progress updates",
        Kind::Evidence => "Evidence",
        Kind::Plan => "Plans",
        Kind::Node => "Parts of plans",
        Kind::Agency => "Agencies",
        Kind::Body => "Bodies",
        Kind::Meeting => "Meetings",
        Kind::Indicator => "Indicators",
        Kind::Reference => "Programs and sources",
        Kind::Person | Kind::Assignment | Kind::Link => "Others",
    }
}

/// Where a hit leads, what it is called there, and the place around it.
struct Place {
    address: String,
    name: String,
    around: String,
}

fn hit(reading: &Reading, search: &Search, object: &Object) -> Option<AnyView> {
    let Place { address, name, around } = place(reading, object)?;
    let shown = excerpt(&name, search).unwrap_or_else(|| vec![Part { text: name.clone(), is_match: false }]);
    let texts = object.texts();
    let around_match = texts.iter().filter(|text| **text != name).find_map(|text| excerpt(text, search));
    let words = around_match.map(|parts| view! { <p>{marked(parts)}</p> });
    let view = view! {
        <li>
            <a href=address>{marked(shown)}</a>
            <span class="c-small c-quiet">{around}</span>
            {words}
        </li>
    };
    Some(view.into_any())
}

fn marked(parts: Vec<Part>) -> AnyView {
    let part = |Part { text, is_match }| {
        if is_match { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    parts.into_iter().map(part).collect_view().into_any()
}

fn place(reading: &Reading, object: &Object) -> Option<Place> {
    let (view, paths) = (&reading.view, &reading.paths);
    let found = |address: String, name: String, around: String| Some(Place { address, name, around });
    match object {
        Object::Action(action) => {
            let (address, _) = action_place(reading, action.id)?;
            let around = format!("{}, {}", view.plan(action.plan).ok()?.short_title, action.reference);
            let around = if action.retracted.is_some() { format!("{around}. Retracted") } else { around };
            found(address, action.title.to_string(), with_withdrawal(around, action.withdrawn.is_some()))
        }
        Object::Milestone(milestone) => {
            let (_, around) = action_place(reading, milestone.action)?;
            let around = format!("{around}, due {}", short(milestone.due));
            found(paths.milestone(milestone.id), milestone.title.to_string(), around)
        }
        Object::Report(report) => {
            let (address, around) = action_place(reading, report.action)?;
            let around = if report.stands() { around } else { format!("{around}. Retracted") };
            found(format!("{address}#updates"), format!("Update of {}", short(report.submitted)), around)
        }
        Object::Evidence(evidence) => {
            let (address, around) = action_place(reading, evidence.action)?;
            let around = with_withdrawal(around, evidence.withdrawn.is_some());
            found(format!("{address}#evidence"), evidence.title.to_string(), around)
        }
        Object::Plan(plan) => found(paths.plan(plan.code.as_str()), plan.title.to_string(), plan.code.to_string()),
        Object::Node(node) => {
            let plan = view.plan(node.plan).ok()?;
            let around = format!("{} {} of {}", node.level, node.reference, plan.short_title);
            found(paths.plan(plan.code.as_str()), node.title.to_string(), around)
        }
        Object::Agency(agency) => {
            found(paths.agency(agency.code.as_str()), agency.name.to_string(), agency.code.to_string())
        }
        Object::Body(body) => found(paths.body(body.code.as_str()), body.name.to_string(), body.code.to_string()),
        Object::Meeting(meeting) => {
            found(paths.meeting(meeting.code.as_str()), meeting.title.to_string(), short(meeting.date))
        }
        Object::Indicator(indicator) => {
            let address = paths.to(&format!("/indicators/{}", indicator.code));
            found(address, indicator.name.to_string(), indicator.unit.to_string())
        }
        Object::Reference(reference) => reference_place(reading, &reference.content),
        Object::Person(_) | Object::Assignment(_) | Object::Link(_) => None,
    }
}

/// The page of an action, and how it is called beside other things: "NAP 2021, DOJ-02: Fight child sex trafficking".
fn action_place(reading: &Reading, id: ActionId) -> Option<(String, String)> {
    let facts = reading.view.facts(id).ok()?;
    let plan = reading.view.plan(facts.plan).ok()?;
    let address = action_address(&reading.view, &reading.paths, facts);
    Some((address, format!("{}, {}: {}", plan.short_title, facts.reference, facts.title)))
}

fn with_withdrawal(around: String, is_withdrawn: bool) -> String {
    if is_withdrawn { format!("{around}. Withdrawn") } else { around }
}

fn reference_place(reading: &Reading, content: &ReferenceContent) -> Option<Place> {
    let (view, paths) = (&reading.view, &reading.paths);
    let owned = |name: String, what: &str, owner| {
        let agency = view.agency(owner)?;
        let address = format!("{}#owns", paths.agency(agency.code.as_str()));
        Some(Place { address, name, around: format!("{what} of {}", agency.short_name) })
    };
    let source = |part: &str, name: String, around: &str| {
        Some(Place { address: format!("{}#{part}", paths.sources()), name, around: around.to_owned() })
    };
    match content {
        ReferenceContent::Program { name, kind, owner, .. } => owned(name.to_string(), kind.as_str(), *owner),
        ReferenceContent::Contact { name, owner, .. } => owned(name.to_string(), "Contact", *owner),
        ReferenceContent::Document { title, owner, .. } => owned(title.to_string(), "Document", *owner),
        ReferenceContent::Mandate { title, .. } => source("mandates", title.to_string(), "Law or order"),
        ReferenceContent::Vocabulary { .. } => {
            source("vocabularies", "Status words of reports".to_owned(), "Vocabulary")
        }
        ReferenceContent::Calendar { what, .. } => source("calendar", what.to_string(), "Reporting calendar"),
        ReferenceContent::Discrepancy { item, .. } => {
            source("discrepancies", item.to_string(), "Where sources disagree")
        }
    }
}
