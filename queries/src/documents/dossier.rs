//! The action file: everything about one action, which an auditor can attach to a workpaper.

use super::{ReportKind, ReportQuery, Setting, action, number_of, point, tables};
use crate::action_words;
use crate::dossiers::ActionDossier;
use crate::error::QueryError;
use crate::lists::PlanFilter;
use crate::paths::reference_in_addresses;
use crate::sentences::sentence;
use crate::words;
use domain::assignment::{Assignment, AssignmentState};
use domain::date::{in_sentence, in_table};
use domain::evidence::{Evidence, Held};
use domain::update::Report;
use reports::Cell;
use reports::document::{Document, Grid, Head, Part};
use store::{StoreError, Versioned, View};

/// # Errors
/// [`StoreError::NotFound`] where no one action is asked for, or there is none that the reader may see.
pub(super) async fn dossier(setting: &Setting<'_>, query: &ReportQuery) -> Result<Document, QueryError> {
    let view = setting.view;
    let plan = query.actions.plan.as_ref().and_then(PlanFilter::one);
    let (Some(plan), Some(reference)) = (plan, query.action.as_deref()) else {
        return Err(StoreError::NotFound.into());
    };
    let dossier = match ActionDossier::of(view, plan, reference).await {
        // People type references in lower case.
        Err(StoreError::NotFound) => ActionDossier::of(view, plan, &reference.to_uppercase()).await?,
        found => found?,
    };
    let facts = dossier.facts;
    let mut parts = action::parts_of(view, &dossier);
    // The title of the report is that of the action.
    parts.remove(0);
    parts.insert(0, Part::chapter("action", "Status"));
    parts.push(Part::chapter("updates", "Status updates"));
    if dossier.reports.is_empty() {
        parts.push(Part::Text("No status update was received.".to_owned()));
    }
    for seen in &dossier.reports {
        parts.extend(update(view, seen));
    }
    parts.push(Part::chapter("evidence", "Evidence"));
    parts.push(match dossier.evidence.as_slice() {
        [] => Part::Text("No document is attached.".to_owned()),
        documents => Part::Grid(evidence(&dossier, documents)),
    });
    parts.push(Part::section("agencies", "Responsible agencies"));
    parts.push(match dossier.assignments.as_slice() {
        [] => Part::Text("No agency was ever named for it.".to_owned()),
        roles => Part::Grid(agencies(view, roles)),
    });
    let linked: Vec<String> = dossier
        .linked(view)
        .map(|linked| {
            let relation = if linked.is_from_here {
                words::relation(linked.link.relation)
            } else {
                words::relation_reversed(linked.link.relation)
            };
            format!("{relation}: {}, {} {}", linked.plan.short_title, linked.other.reference, linked.other.title)
        })
        .collect();
    if !linked.is_empty() {
        parts.push(Part::section("linked", "Linked actions"));
        parts.push(Part::Items(linked));
    }
    parts.push(Part::chapter("history", "History"));
    parts.push(Part::Grid(history(view, &dossier)));

    let pairs = vec![("plan", plan.to_owned()), ("action", reference_in_addresses(facts))];
    let filters = vec![format!("Plan: {plan}"), format!("Action: {}", facts.reference)];
    Ok(Document {
        kind: ReportKind::Action.code(),
        kind_title: ReportKind::Action.title(),
        title: format!("{} {}", facts.reference, facts.title),
        publisher: setting.publisher.to_owned(),
        scope: format!("As of {}. {}.", point(view), dossier.plan.title),
        is_landscape: false,
        is_sample: view.is_sample(),
        parts,
        data: tables::of_found(view, &[facts], &pairs).await?,
        source: setting.source(ReportKind::Action, &pairs, filters, None),
    }
    .with_sources())
}

/// One update: what was reported, by whom, and its text.
fn update(view: &View, seen: &Versioned<Report>) -> [Part; 3] {
    let report = &seen.value;
    let confidence = report.confidence.map(|of| format!(", {}", words::confidence(of).to_lowercase()));
    let status = format!("{}{}", words::reported_status(report.status), confidence.unwrap_or_default());
    let retracted = report
        .retracted
        .as_ref()
        .map(|retraction| format!(" Retracted {}: {}", in_sentence(retraction.on), retraction.reason));
    let entry = words::entry_number(seen.born);
    [
        Part::section(format!("update-{}", seen.born.number()), format!("{}: {status}", report.quarter.named())),
        Part::Note(format!(
            "{}, log entry {entry}.{}",
            action_words::said_when(view, report),
            retracted.unwrap_or_default()
        )),
        Part::Text(report.narrative.to_string()),
    ]
}

fn evidence(dossier: &ActionDossier<'_>, documents: &[Versioned<Evidence>]) -> Grid {
    let row = |seen: &Versioned<Evidence>| {
        let document = &seen.value;
        let of = document.milestone.map_or_else(|| "The entire action".to_owned(), |id| dossier.milestone_title(id));
        let (at, sha256) = match &document.at {
            Held::Link { address, sha256 } => (address.to_string(), sha256.as_ref().map(ToString::to_string)),
            Held::File(file) => (file.name.to_string(), Some(file.sha256.to_string())),
        };
        let standing = match (&document.withdrawn, &document.verified) {
            (Some(withdrawal), _) => format!("Withdrawn {}: {}", in_table(withdrawal.on), withdrawal.reason),
            (None, Some(verified)) => format!("Verified {}", in_table(verified.on)),
            (None, None) => "Not verified".to_owned(),
        };
        let sha256 = sha256.map(|sha256| format!(". SHA-256 {sha256}")).unwrap_or_default();
        vec![
            Cell::Text(format!("{}: {at}{sha256}", document.title)),
            Cell::Text(of),
            Cell::Date(document.dated),
            Cell::Date(document.attached),
            Cell::Text(standing),
        ]
    };
    let heads = vec![
        Head::text("Document").wide(3),
        Head::text("Evidence for").wide(2),
        Head::text("Dated"),
        Head::text("Attached"),
        Head::text("Verification").wide(1),
    ];
    Grid::new("Evidence", heads, documents.iter().map(row).collect())
}

fn agencies(view: &View, roles: &[Versioned<Assignment>]) -> Grid {
    let row = |seen: &Versioned<Assignment>| {
        let role = &seen.value;
        vec![
            Cell::Text(view.short_name(role.party)),
            Cell::Text(words::carrier_role(role.role).to_owned()),
            Cell::Text(words::capitalized(words::basis(role.basis))),
            Cell::Text(state(&role.state)),
        ]
    };
    let heads = vec![
        Head::text("Agency").wide(1),
        Head::text("Role"),
        Head::text("Basis").wide(1),
        Head::text("State").wide(1),
    ];
    Grid::new("Responsible agencies", heads, roles.iter().map(row).collect())
}

fn state(of: &AssignmentState) -> String {
    reports::words::assignment_state(of).to_owned()
}

fn history(view: &View, dossier: &ActionDossier<'_>) -> Grid {
    let rows = dossier.history.entries().iter().map(|entry| {
        let logged = entry.entry.leaf.entry();
        vec![
            number_of(entry.seq()),
            Cell::Date(view.zone().day(logged.recorded_at.instant())),
            Cell::Text(dossier.history.made_by(view, entry)),
            Cell::Text(sentence(view, &entry.entry)),
        ]
    });
    let heads = vec![
        Head::number("Log entry"),
        Head::text("Recorded"),
        Head::text("By").wide(2),
        Head::text("What changed").wide(3),
    ];
    Grid::new("History", heads, rows.collect())
}
