//! What an agency owns: programs, contacts, documents and indicators.

use crate::components::indicator_table::{INDICATOR_COLUMNS, indicator_row};
use crate::components::table::{Column, Table};
use crate::error::AppError;
use crate::layout::Reading;
use domain::agency::Agency;
use domain::reference::{Reference, ReferenceContent};
use leptos::prelude::*;

const PROGRAMS: &[Column] = &[
    Column::text("Program"),
    Column::text("Kind"),
    Column::text("What it is"),
    Column::text("Tracked as"),
    Column::text("Source"),
];
const CONTACTS: &[Column] = &[Column::text("Contact"), Column::text("Number"), Column::text("Source")];
const DOCUMENTS: &[Column] = &[Column::text("Document"), Column::text("Dated"), Column::text("Source")];

pub async fn owned_sections(reading: &Reading, agency: &Agency) -> Result<AnyView, AppError> {
    let references = reading.view.references().await?;
    let rows = |row: fn(&Reference, &Agency) -> Option<AnyView>| -> Vec<AnyView> {
        references.iter().filter_map(|reference| row(reference, agency)).collect()
    };
    let tables = [
        titled_table("Programs", PROGRAMS, rows(program_row)),
        titled_table("Contacts", CONTACTS, rows(contact_row)),
        titled_table("Documents", DOCUMENTS, rows(document_row)),
    ];
    let tables: Vec<AnyView> = tables.into_iter().flatten().collect();
    let owns = if tables.is_empty() {
        view! { <p class="c-empty">"The sources name no program, contact or document of it."</p> }.into_any()
    } else {
        tables.into_any()
    };
    let view = view! {
        <section class="c-section" id="owns"><h2>"Programs, contacts, documents"</h2>{owns}</section>
        {indicators(reading, agency).await?}
    };
    Ok(view.into_any())
}

fn titled_table(title: &'static str, columns: &'static [Column], rows: Vec<AnyView>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    Some(view! { <h3 class="c-block-gap">{title}</h3><Table label=title columns rows/> }.into_any())
}

fn program_row(reference: &Reference, agency: &Agency) -> Option<AnyView> {
    let ReferenceContent::Program { name, kind, owner, summary, tracked_as } = &reference.content else { return None };
    (*owner == agency.id).then(|| {
        view! {
            <tr>
                <th scope="row">{name.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Kind">{kind.to_string()}</td>
                <td data-l="What it is">{summary.to_string()}</td>
                <td data-l="Tracked as">{tracked_as.to_string()}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any()
    })
}

fn contact_row(reference: &Reference, agency: &Agency) -> Option<AnyView> {
    let ReferenceContent::Contact { name, value, owner } = &reference.content else { return None };
    (*owner == agency.id).then(|| {
        view! {
            <tr>
                <th scope="row">{name.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Number" class="c-nowrap">{value.to_string()}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any()
    })
}

fn document_row(reference: &Reference, agency: &Agency) -> Option<AnyView> {
    let ReferenceContent::Document { title, owner, date } = &reference.content else { return None };
    let dated = date.as_ref().map_or_else(|| "Not known".to_owned(), ToString::to_string);
    (*owner == agency.id).then(|| {
        view! {
            <tr>
                <th scope="row">{title.to_string()}<span class="sub">{reference.code.to_string()}</span></th>
                <td data-l="Dated" class="c-nowrap">{dated}</td>
                <td data-l="Source">{reference.source.to_string()}</td>
            </tr>
        }
        .into_any()
    })
}

async fn indicators(reading: &Reading, agency: &Agency) -> Result<AnyView, AppError> {
    let indicators = reading.view.indicators().await?;
    let own = indicators.iter().filter(|indicator| indicator.owner == Some(agency.id));
    let rows: Vec<_> = own.map(|indicator| indicator_row(reading, indicator)).collect();
    let view = view! {
        <section class="c-section" id="indicators">
            <h2>"Indicators"</h2>
            <Table label="Indicators" columns=INDICATOR_COLUMNS rows empty="It owns no indicator."/>
        </section>
    };
    Ok(view.into_any())
}
