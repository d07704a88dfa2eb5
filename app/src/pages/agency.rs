//! One agency: its facts, the actions that it leads or supports, its interagency groups, and what it owns.

mod asked;
mod owned;

use crate::lists::{AgencyQuery, Whose};
use crate::pages::period_buttons::period_buttons;
use crate::reference_words;
use asked::asked_section;
use domain::scorecard::Figure;
use leptos::prelude::*;
use owned::owned_sections;
use queries::documents::ReportKind;
use queries::dossiers::{AgencyDossier, Before, CardOf};
use ui::components::Breadcrumb;
use ui::components::action_table::action_section;
use ui::components::compare::compare_form;
use ui::components::fact::{fact, fact_if};
use ui::components::head::page_head;
use ui::components::party::{agency_links, in_one_line};
use ui::components::scorecard::{counted_plans, figure_column, scorecard_cells, scorecard_changes};
use ui::components::seats::seats_section;
use ui::components::table::{ColumnHead, Table};
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

#[component]
pub fn AgencyPage() -> impl IntoView {
    let code = path_part("agency");
    page(async move |reading: Reading| {
        let query = AgencyQuery::read(&reading.request.query_without_as_of())?;
        let dossier = AgencyDossier::of(&reading.view, &code?, &query).await?;
        let agency = dossier.agency;
        let lead = format!("{}. Includes its components' actions.", reference_words::agency_kind(agency.kind));
        let above = vec![("Agencies".to_owned(), reading.paths.agencies())];
        let body = view! {
            <Breadcrumb above here=agency.short_name.to_string()/>
            {page_head(agency.name.as_str(), lead)}
            {period_buttons(&reading, agency)}
            <Jump reports=reports(&reading, agency.code.as_str(), &query)/>
            {scorecard_section(&reading, &query, &dossier)}
            {facts(&reading, &dossier)}
            {action_section(&reading, "leads", "Actions this agency leads in active plans", &dossier.leads)}
            {action_section(&reading, "supports", "Actions this agency supports in active plans", &dossier.supports)}
            {asked_section(&reading, &dossier.requests)}
            {seats_section(&reading, &dossier)}
            {owned_sections(&reading, &dossier)}
        }
        .into_any();
        Ok(Page { title: agency.short_name.to_string(), section: Section::Agencies, body })
    })
}

/// The reports of the agency, with their addresses. The scorecard is of the plans and the date that the page compares.
fn reports(reading: &Reading, code: &str, query: &AgencyQuery) -> Vec<(&'static str, String)> {
    let lead = ("lead", code.to_owned());
    let compared = query.since.iter().map(|since| ("since", since.to_string()));
    let scorecard: Vec<_> = [lead.clone()].into_iter().chain(query.plans.pair()).chain(compared).collect();
    vec![
        (ReportKind::Scorecard.title(), reading.paths.report(ReportKind::Scorecard, &scorecard)),
        (ReportKind::Progress.title(), reading.paths.report(ReportKind::Progress, &[lead])),
    ]
}

#[component]
fn Jump(reports: Vec<(&'static str, String)>) -> impl IntoView {
    let reports = reports.into_iter().map(|(title, address)| view! { <a href=address>{title}</a> }).collect_view();
    view! {
        <nav class="c-jump" aria-label="Parts of this page">
            <a href="#scorecard">"Scorecard"</a>
            <a href="#leads">"Leads"</a>
            <a href="#supports">"Supports"</a>
            <a href="#asked">"Requests"</a>
            <a href="#seats">"Interagency groups and meetings"</a>
            <a href="#owns">"Programs, contacts, documents"</a>
            <a href="#indicators">"Indicators"</a>
            {reports}
        </nav>
    }
}

const SCORECARD: &[ColumnHead] = &[
    ColumnHead::text("Includes"),
    figure_column(Figure::Leads),
    figure_column(Figure::Open),
    figure_column(Figure::Completed),
    figure_column(Figure::OffTrack),
    figure_column(Figure::Overdue),
    figure_column(Figure::Silent),
    figure_column(Figure::SlipDays),
    ColumnHead::text("Changed"),
];

/// Its figures, with its components and alone, beside those of an earlier day where one is asked for.
fn scorecard_section(reading: &Reading, query: &AgencyQuery, dossier: &AgencyDossier<'_>) -> AnyView {
    let code = dossier.agency.code.as_str();
    let path = format!("/agencies/{code}");
    let row = |CardOf { whose, card, before }: &CardOf| {
        let name = match whose {
            Whose::WithComponents => "Agency and components",
            Whose::ItselfOnly => "Agency only",
        };
        let changed = match before {
            Before::NotCompared => ().into_any(),
            Before::NotThere => scorecard_changes(card, None),
            Before::Was(before) => scorecard_changes(card, Some(before)),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                {scorecard_cells(reading, (code, *whose, query.plans), card)}
                <td data-l="Changed">{changed}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = dossier.cards.iter().map(row).collect();
    view! {
        <section class="c-section" id="scorecard">
            <h2>"Scorecard"</h2>
            <p class="c-small c-quiet">{counted_plans(reading, &path, query)}</p>
            <Table label="Scorecard" columns=SCORECARD rows/>
            {compare_form(reading, &path, query.since.as_ref(), query.plans.pair().as_slice())}
        </section>
    }
    .into_any()
}

fn facts(reading: &Reading, dossier: &AgencyDossier<'_>) -> AnyView {
    let (Reading { view, paths, .. }, agency) = (reading, dossier.agency);
    let components = agency_links(view, paths, dossier.components.iter().map(|component| component.id));
    // Those of components too, which the list of agencies counts.
    let (direct, all) = (dossier.components.len(), view.with_components(agency.id).len().saturating_sub(1));
    let counted = (all > direct).then(|| format!(" ({direct} direct; {all} in all, with their own components)"));
    let parents = agency_links(view, paths, agency.parents.iter().copied());
    let roles: Vec<_> = agency.roles.iter().map(|role| view! { <li>{role.to_string()}</li> }).collect();
    let role = (!roles.is_empty()).then(|| fact("Role", view! { <ul class="c-dots">{roles}</ul> }));
    view! {
        <dl class="c-facts">
            {fact("Code", agency.code.to_string())}
            {fact("Part of", parents)}
            {fact("Components", view! { {components}{counted} })}
            {role}
            {co_chaired_plans(reading, dossier)}
            {fact_if("Note", agency.note.as_ref())}
            {fact("Source", agency.source.to_string())}
        </dl>
    }
    .into_any()
}

fn co_chaired_plans(reading: &Reading, dossier: &AgencyDossier<'_>) -> Option<AnyView> {
    let links = dossier.co_chairs.iter().map(|plan| {
        let address = reading.paths.plan(plan.code.as_str());
        view! { <a href=address>{plan.short_title.to_string()}</a> }.into_any()
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| fact("Plan co-chair", in_one_line(links)))
}
