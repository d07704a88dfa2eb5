//! One agency: what it is, what it and its components carry, where it sits, and what it owns.

use crate::components::Breadcrumb;
use crate::components::action_table::action_section;
use crate::components::asked::asked_section;
use crate::components::compare::compare_form;
use crate::components::fact::{fact, fact_if};
use crate::components::head::page_head;
use crate::components::owned::owned_sections;
use crate::components::party::{agency_links, in_one_line};
use crate::components::scorecard::{counted_plans, figure_column, scorecard_cells, scorecard_changes};
use crate::components::seats::seats_section;
use crate::components::table::{Column, Table};
use crate::error::AppError;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{ActionQuery, AgencyQuery, Carried, PlanFilter, Whose};
use crate::pages::plan::path_part;
use crate::reference_words;
use domain::agency::Agency;
use domain::scorecard::Figure;
use leptos::prelude::*;

#[component]
pub fn AgencyPage() -> impl IntoView {
    let code = path_part("agency");
    page(async move |reading: Reading| {
        let agency = reading.view.agency_by_code(&code?)?;
        let code = Some(agency.code.to_string());
        let in_force = ActionQuery { plan: Some(PlanFilter::InForce), ..ActionQuery::default() };
        let led = ActionQuery { lead: code.clone(), ..in_force.clone() };
        let supported = ActionQuery { supporter: code, ..in_force };
        let lead =
            format!("{}. What its components carry is listed here too.", reference_words::agency_kind(agency.kind));
        let above = vec![("Agencies".to_owned(), reading.paths.agencies())];
        let body = view! {
            <Breadcrumb above here=agency.short_name.to_string()/>
            {page_head(agency.name.as_str(), lead)}
            <Jump/>
            {scorecard_section(&reading, agency).await?}
            {facts(&reading, agency)}
            {action_section(&reading, "leads", "What it leads in plans in force", &led)}
            {action_section(&reading, "supports", "What it supports in plans in force", &supported)}
            {asked_section(&reading, agency).await?}
            {seats_section(&reading, agency)}
            {owned_sections(&reading, agency).await?}
        }
        .into_any();
        Ok(Page { title: agency.short_name.to_string(), section: Section::Agencies, body })
    })
}

#[component]
fn Jump() -> impl IntoView {
    view! {
        <nav class="c-jump" aria-label="Parts of this page">
            <a href="#scorecard">"Scorecard"</a>
            <a href="#leads">"Leads"</a>
            <a href="#supports">"Supports"</a>
            <a href="#asked">"Asked to carry"</a>
            <a href="#seats">"Bodies and meetings"</a>
            <a href="#owns">"Programs, contacts, documents"</a>
            <a href="#indicators">"Indicators"</a>
        </nav>
    }
}

const SCORECARD: &[Column] = &[
    Column::text("Counted"),
    figure_column(Figure::Leads),
    figure_column(Figure::Open),
    figure_column(Figure::Completed),
    figure_column(Figure::OffTrack),
    figure_column(Figure::Overdue),
    figure_column(Figure::Silent),
    figure_column(Figure::SlipDays),
    Column::text("Changed"),
];

/// Its figures, with its components and alone, beside those of an earlier day where one is asked for.
async fn scorecard_section(reading: &Reading, agency: &Agency) -> Result<AnyView, AppError> {
    let query = AgencyQuery::read(&reading.request.query_without_as_of())?;
    let then = query.then(&reading.view).await?;
    let now = Carried::of(&reading.view, query.plans);
    let before = then.as_ref().map(|then| (then, now.of_the_same_plans(then)));
    let code = agency.code.as_str();
    let path = format!("/agencies/{code}");
    let row = |name: &'static str, whose: Whose| {
        let card = now.scorecard(agency.id, whose);
        let changed = before.as_ref().map_or_else(
            || view! { <span class="c-quiet">"Not compared"</span> }.into_any(),
            |(then, carried)| {
                let before = then.agency(agency.id).map(|_| carried.scorecard(agency.id, whose));
                scorecard_changes(&card, before.as_ref())
            },
        );
        view! {
            <tr>
                <th scope="row">{name}</th>
                {scorecard_cells(reading, (code, whose, query.plans), &card)}
                <td data-l="Changed">{changed}</td>
            </tr>
        }
        .into_any()
    };
    let rows = vec![row("With its components", Whose::WithComponents), row("Itself alone", Whose::ItselfOnly)];
    Ok(view! {
        <section class="c-section" id="scorecard">
            <h2>"Scorecard"</h2>
            <p class="c-small c-quiet">{counted_plans(reading, &path, &query)}</p>
            <Table label="Scorecard" columns=SCORECARD rows/>
            {compare_form(reading, &path, query.since.as_ref(), query.plans.pair().as_slice())}
        </section>
    }
    .into_any())
}

fn facts(reading: &Reading, agency: &Agency) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let mut components: Vec<&Agency> = view.agencies().filter(|other| other.parents.contains(&agency.id)).collect();
    components.sort_by(|a, b| a.name.cmp(&b.name));
    let components = agency_links(view, paths, components.iter().map(|component| component.id));
    let parents = agency_links(view, paths, agency.parents.iter().copied());
    let roles: Vec<_> = agency.roles.iter().map(|role| view! { <li>{role.to_string()}</li> }).collect();
    let what_it_does = (!roles.is_empty()).then(|| fact("What it does", view! { <ul class="c-dots">{roles}</ul> }));
    view! {
        <dl class="c-facts">
            {fact("Code", agency.code.to_string())}
            {fact("Belongs to", parents)}
            {fact("Components", components)}
            {what_it_does}
            {co_chaired_plans(reading, agency)}
            {fact_if("Note", agency.note.as_ref())}
            {fact("Source", agency.source.to_string())}
        </dl>
    }
    .into_any()
}

fn co_chaired_plans(reading: &Reading, agency: &Agency) -> Option<AnyView> {
    let plans = reading.view.plans();
    let mut plans = plans.iter().filter(|plan| plan.co_chairs.contains(&agency.id)).peekable();
    plans.peek()?;
    let links = plans.map(|plan| {
        let address = reading.paths.plan(plan.code.as_str());
        view! { <a href=address>{plan.short_title.to_string()}</a> }.into_any()
    });
    let links = in_one_line(links.collect::<Vec<_>>());
    Some(fact("Co-chairs the plan", links))
}
