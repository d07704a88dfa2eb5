//! What an agency owns: programs, contacts, documents and indicators.

use crate::words;
use domain::reference::{Reference, ReferenceContent};
use leptos::prelude::*;
use queries::dossiers::AgencyDossier;
use ui::components::indicator_table::{INDICATOR_COLUMNS, indicator_row};
use ui::components::table::{ColumnHead, Table};
use ui::reading::Reading;

const PROGRAMS: &[ColumnHead] = &[
    ColumnHead::text("Program"),
    ColumnHead::text("Type"),
    ColumnHead::text("Description"),
    ColumnHead::text("Tracked as"),
    ColumnHead::text("Source"),
];
const CONTACTS: &[ColumnHead] = &[ColumnHead::text("Contact"), ColumnHead::text("Number"), ColumnHead::text("Source")];
const DOCUMENTS: &[ColumnHead] = &[ColumnHead::text("Document"), ColumnHead::text("Dated"), ColumnHead::text("Source")];

pub fn owned_sections(reading: &Reading, dossier: &AgencyDossier<'_>) -> AnyView {
    let rows = |row: fn(&Reference) -> Option<AnyView>| -> Vec<AnyView> {
        dossier.references.iter().filter_map(row).collect()
    };
    let tables = [
        titled_table("Programs", PROGRAMS, rows(program_row)),
        titled_table("Contacts", CONTACTS, rows(contact_row)),
        titled_table("Documents", DOCUMENTS, rows(document_row)),
    ];
    let tables: Vec<AnyView> = tables.into_iter().flatten().collect();
    let owns = if tables.is_empty() {
        view! { <p class="c-empty">"Sources list no programs, contacts, or documents for this agency."</p> }.into_any()
    } else {
        tables.into_any()
    };
    view! {
        <section class="c-section" id="owns"><h2>"Programs, contacts, documents"</h2>{owns}</section>
        {indicators(reading, dossier)}
    }
    .into_any()
}

fn titled_table(title: &'static str, columns: &'static [ColumnHead], rows: Vec<AnyView>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    Some(view! { <h3 class="c-block-gap">{title}</h3><Table label=title columns rows/> }.into_any())
}

fn program_row(reference: &Reference) -> Option<AnyView> {
    let ReferenceContent::Program { name, kind, summary, tracked_as, .. } = &reference.content else { return None };
    Some(
        view! {
            <tr>
                <th scope="row">{name.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Type">{words::capitalized(kind.as_str())}</td>
                <td data-l="Description">{summary.to_string()}</td>
                <td data-l="Tracked as">{tracked_as.to_string()}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any(),
    )
}

fn contact_row(reference: &Reference) -> Option<AnyView> {
    let ReferenceContent::Contact { name, value, .. } = &reference.content else { return None };
    Some(
        view! {
            <tr>
                <th scope="row">{name.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Number" class="c-nowrap">{value.to_string()}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any(),
    )
}

fn document_row(reference: &Reference) -> Option<AnyView> {
    let ReferenceContent::Document { title, date, .. } = &reference.content else { return None };
    let dated = date.as_ref().map_or_else(|| "Unknown".to_owned(), ToString::to_string);
    Some(
        view! {
            <tr>
                <th scope="row">{title.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Dated" class="c-nowrap">{dated}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any(),
    )
}

fn indicators(reading: &Reading, dossier: &AgencyDossier<'_>) -> AnyView {
    let rows: Vec<_> = dossier.indicators.iter().map(|indicator| indicator_row(reading, indicator)).collect();
    view! {
        <section class="c-section" id="indicators">
            <h2>"Indicators"</h2>
            <Table label="Indicators" columns=INDICATOR_COLUMNS rows empty="This agency owns no indicators."/>
        </section>
    }
    .into_any()
}
