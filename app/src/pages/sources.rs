//! The sources of the data: where they disagree, the status terms of their reports, the calendar, and every source cited.

mod citations;
mod vocabularies;

use crate::words;
use citations::{Citations, citation_table};
use domain::body::Party;
use domain::reference::{Reference, ReferenceContent};
use leptos::prelude::*;
use ui::components::head::page_head;
use ui::components::party::{in_one_line, party_link};
use ui::components::table::{ColumnHead, Table};
use ui::layout::{Page, Reading, Section, page};
use vocabularies::vocabularies;

const DISCREPANCIES: &[ColumnHead] = &[
    ColumnHead::text("Topic"),
    ColumnHead::text("Source says"),
    ColumnHead::text("Conflicting information"),
    ColumnHead::text("Source"),
    ColumnHead::text("Basis"),
];
const CALENDAR: &[ColumnHead] = &[ColumnHead::text("Date"), ColumnHead::text("Event"), ColumnHead::text("Source")];
const MANDATES: &[ColumnHead] =
    &[ColumnHead::text("Statute or executive order"), ColumnHead::text("Authorizes"), ColumnHead::text("Source")];
const DOCUMENTS: &[ColumnHead] =
    &[ColumnHead::text("Document"), ColumnHead::text("Agency"), ColumnHead::text("Dated"), ColumnHead::text("Source")];

#[component]
pub fn SourcesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let references = reading.view.references().await?;
        let citations = Citations::of(&reading.view, &references).await?;
        let lead = format!(
            "{} cite {}. Where sources disagree, Concord keeps both and lists the difference.",
            words::count(citations.rows(), "item"),
            words::count(citations.sources(), "source"),
        );
        let body = view! {
            {page_head("Sources", lead)}
            <Jump/>
            {discrepancies(&references)}
            {vocabularies(&reading, &references)}
            {calendar(&references)}
            {mandates(&reading, &references)}
            {documents(&reading, &references)}
            {citation_table(&citations)}
        }
        .into_any();
        Ok(Page { title: "Sources".to_owned(), section: Section::Sources, body })
    })
}

#[component]
fn Jump() -> impl IntoView {
    view! {
        <nav class="c-jump" aria-label="Parts of this page">
            <a href="#discrepancies">"Where sources disagree"</a>
            <a href="#vocabularies">"Status terms"</a>
            <a href="#calendar">"Reporting calendar"</a>
            <a href="#mandates">"Authorities"</a>
            <a href="#documents">"Documents"</a>
            <a href="#citations">"All sources"</a>
        </nav>
    }
}

fn section(
    id: &'static str,
    title: &'static str,
    columns: &'static [ColumnHead],
    rows: Vec<AnyView>,
) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let view = view! {
        <section class="c-section" id=id><h2>{title}</h2><Table label=title columns rows/></section>
    };
    Some(view.into_any())
}

fn discrepancies(references: &[Reference]) -> Option<AnyView> {
    let mut found: Vec<(u32, AnyView)> = references.iter().filter_map(discrepancy_row).collect();
    found.sort_by_key(|(position, _)| *position);
    let rows = found.into_iter().map(|(_, row)| row).collect();
    section("discrepancies", "Where sources disagree", DISCREPANCIES, rows)
}

fn discrepancy_row(reference: &Reference) -> Option<(u32, AnyView)> {
    let ReferenceContent::Discrepancy { position, item, said_by, says, issue, basis } = &reference.content else {
        return None;
    };
    let row = view! {
        <tr>
            <th scope="row">{item.to_string()}</th>
            <td data-l="Source says">{says.to_string()}</td>
            <td data-l="Conflicting information">{issue.to_string()}</td>
            <td data-l="Source">{said_by.to_string()}</td>
            <td data-l="Basis">{basis.to_string()}</td>
        </tr>
    };
    Some((*position, row.into_any()))
}

fn calendar(references: &[Reference]) -> Option<AnyView> {
    let mut found: Vec<(u32, AnyView)> = references.iter().filter_map(calendar_row).collect();
    found.sort_by_key(|(position, _)| *position);
    let rows = found.into_iter().map(|(_, row)| row).collect();
    section("calendar", "Reporting calendar", CALENDAR, rows)
}

fn calendar_row(reference: &Reference) -> Option<(u32, AnyView)> {
    let ReferenceContent::Calendar { position, when, what } = &reference.content else { return None };
    let row = view! {
        <tr>
            <th scope="row">{when.to_string()}</th>
            <td data-l="Event">{what.to_string()}</td>
            <td data-l="Source">{reference.source.to_string()}</td>
        </tr>
    };
    Some((*position, row.into_any()))
}

fn mandates(reading: &Reading, references: &[Reference]) -> Option<AnyView> {
    let rows = references.iter().filter_map(|reference| {
        let ReferenceContent::Mandate { title, authorizes } = &reference.content else { return None };
        let bodies = authorizes.iter().map(|body| party_link(&reading.view, &reading.paths, Party::Body(*body)));
        let row = view! {
            <tr>
                <th scope="row">{title.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Authorizes">{in_one_line(bodies.collect::<Vec<_>>())}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        };
        Some(row.into_any())
    });
    section("mandates", "Authorities", MANDATES, rows.collect())
}

fn documents(reading: &Reading, references: &[Reference]) -> Option<AnyView> {
    let rows = references.iter().filter_map(|reference| {
        let ReferenceContent::Document { title, owner, date } = &reference.content else { return None };
        let dated = date.as_ref().map_or_else(|| "Unknown".to_owned(), ToString::to_string);
        let row = view! {
            <tr>
                <th scope="row">{title.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Agency">{party_link(&reading.view, &reading.paths, Party::Agency(*owner))}</td>
                <td data-l="Dated" class="c-nowrap">{dated}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        };
        Some(row.into_any())
    });
    section("documents", "Documents", DOCUMENTS, rows.collect())
}
