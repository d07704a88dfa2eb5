//! One action as a report shows it: what was promised, what was reported, what dates and evidence show.

use crate::action_words;
use crate::dossiers::ActionDossier;
use crate::milestone_words;
use crate::tree::plan_name;
use crate::words;
use domain::assignment::{Assignment, CarrierRole};
use domain::date::{in_sentence, in_table};
use domain::facts::Verification;
use domain::milestone::Milestone;
use reports::Cell;
use reports::document::{Fact, Grid, Head, Part};
use store::View;

/// The heading of the action, and where it stands.
pub(super) fn parts_of(view: &View, dossier: &ActionDossier<'_>) -> Vec<Part> {
    let facts = dossier.facts;
    let mut parts = vec![
        Part::section(
            anchor(dossier.plan.code.as_str(), &facts.reference),
            format!("{} {}", facts.reference, facts.title),
        ),
        Part::Note(above(view, dossier)),
        Part::Text(dossier.action.promise.to_string()),
        Part::Facts(standing(view, dossier)),
    ];
    let shown: Vec<String> = dossier.signals.iter().map(|signal| action_words::signal(dossier, signal)).collect();
    if !shown.is_empty() && !facts.is_withdrawn {
        parts.push(Part::Items(shown));
    }
    if let Some((verdict, rest)) = action_words::verdict(view, dossier) {
        parts.push(Part::Text(format!("{verdict} {rest}")));
    }
    if !dossier.milestones.is_empty() {
        parts.push(Part::Grid(milestones(view, dossier)));
    }
    parts
}

/// "action-NAP-2021-DOJ-08": letters, digits and hyphens, whatever the reference has.
fn anchor(plan: &str, reference: &str) -> String {
    let plain =
        |text: &str| -> String { text.chars().map(|of| if of.is_ascii_alphanumeric() { of } else { '-' }).collect() };
    format!("action-{}-{}", plain(plan), plain(reference))
}

/// "National Action Plan 2021; Pillar 2, Protection".
fn above(view: &View, dossier: &ActionDossier<'_>) -> String {
    let sections = dossier.above.iter().map(|node| format!("{} {}", node.reference, node.title));
    let all: Vec<String> = std::iter::once(plan_name(view, dossier.facts)).chain(sections).collect();
    all.join("; ")
}

/// Who is responsible, and where it stands.
fn standing(view: &View, dossier: &ActionDossier<'_>) -> Vec<Fact> {
    let facts = dossier.facts;
    let (today, rule) = (view.position().day, view.reporting_rule());
    let lead = facts.lead.map_or_else(|| "None".to_owned(), |lead| view.short_name(lead));
    let supporting: Vec<String> = dossier
        .assignments
        .iter()
        .map(|seen| &seen.value)
        .filter(|of| is_supporting(of))
        .map(|of| view.short_name(of.party))
        .collect();
    let mut said = vec![Fact::new("Lead agency", lead)];
    if !supporting.is_empty() {
        said.push(Fact::new("Supporting agencies", supporting.join(", ")));
    }
    said.push(Fact::new("Status", words::status(facts.status())));
    said.extend(facts.confidence().map(|of| Fact::new("Confidence", words::confidence(of))));
    if let Some(last) = dossier.last_report() {
        let report = &last.value;
        let when = action_words::said_when(view, report);
        said.push(Fact::new(
            "Last update",
            format!("{when}, for {}: {}", report.quarter.named(), report.narrative.as_str()),
        ));
    } else {
        said.push(Fact::new("Last update", dossier.no_update_stands().unwrap_or_else(|| "None yet".to_owned())));
    }
    said.push(Fact::new("Updates", action_words::owed(facts, today, rule)));
    said.push(Fact::new("Evidence", action_words::evidence(dossier)));
    if let Some(withdrawn) = &dossier.action.withdrawn {
        said.push(Fact::new("Withdrawn", format!("{}: {}", in_sentence(withdrawn.on), withdrawn.reason)));
    }
    said
}

fn is_supporting(of: &Assignment) -> bool {
    of.role == CarrierRole::Support && of.is_in_force()
}

/// The milestones with both dates, the slip and its causes, and the completion.
fn milestones(view: &View, dossier: &ActionDossier<'_>) -> Grid {
    let today = view.position().day;
    let gone = dossier.action.withdrawn.as_ref().map(|withdrawal| withdrawal.on);
    let row = |milestone: &Milestone| {
        let moves = milestone_words::moves(&milestone.moves).map(|moves| format!(". {moves}")).unwrap_or_default();
        let verification = dossier
            .facts
            .completed_milestones()
            .find(|facts| facts.id == milestone.id)
            .map(|facts| words::verification(Verification::of_claim(facts.is_verified, facts.evidence > 0)));
        let words = milestone_words::completed(milestone, gone, today).in_one();
        // A day with nothing beside it is a date.
        let completed_on = milestone.completion().map(|completion| completion.on).filter(|on| in_table(*on) == words);
        vec![
            Cell::Text(format!("{}{moves}", milestone.title)),
            Cell::Date(milestone.original),
            Cell::Date(milestone.due),
            Cell::Integer(milestone.slip()),
            completed_on.map_or(Cell::Text(words), Cell::Date),
            Cell::text(verification),
        ]
    };
    let rows = dossier.milestones.iter().map(|seen| row(&seen.value)).collect();
    let heads = vec![
        Head::text("Milestone").wide(3),
        Head::text("Original due date"),
        Head::text("Current due date"),
        Head::number("Slip (days)"),
        Head::text("Completion").wide(2),
        Head::text("Verification"),
    ];
    Grid::new(format!("Milestones of {}", dossier.facts.reference), heads, rows)
}
