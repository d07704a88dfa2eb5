//! Reports: which there are, with a form for each, and a report as a page.

use crate::pages::report_files::ALL_FILES;
use crate::pages::workpaper;
use domain::date::in_table;
use domain::facts::ActionFacts;
use domain::visibility::takes_files;
use leptos::prelude::*;
use queries::documents::{ReportKind, ReportQuery, Setting, report};
use reports::document::Document;
use ui::components::Breadcrumb;
use ui::components::document::{contents, parts};
use ui::components::filters::{leads, plans, required_select, select_with_id};
use ui::components::head::page_head;
use ui::components::mark::sample;
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

const LEAD: &str = "A report shows the record as of the date you are viewing. Its last page says where every number comes from \
                    and how to check it.";

/// `/reports`: a form for each kind.
#[component]
pub fn ReportsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let forms = ReportKind::ALL.map(|kind| form(&reading, kind)).collect_view();
        let files = takes_files(reading.request.actor())
            .then(|| view! { <p>"Files that take longer to make are in "<a href=reading.paths.to(ALL_FILES)>"Your files"</a>"."</p> });
        let body = view! { {page_head("Reports", LEAD)}{files}{forms}{workpaper::form(&reading)} }.into_any();
        Ok(Page { title: "Reports".to_owned(), section: Section::Reports, body })
    })
}

/// What a report holds, and for whom it is.
const fn holds(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Progress => {
            "Figures, a summary, charts, agencies, and every action with its milestones; or, for a meeting, what needs a decision."
        }
        ReportKind::Scorecard => {
            "What one agency and its components lead and support: figures, actions, updates, slip, and requests."
        }
        ReportKind::Slippage => "How far due dates moved, by cause, agency, and section, with every date change.",
        ReportKind::Changes => {
            "Everything that changed between two dates, from what to what: commitments, dates with their reasons, roles, updates, evidence."
        }
        ReportKind::Status => {
            "In the form of the Federal Strategic Action Plan: agencies, fiscal years, status, and a comment for each action."
        }
        ReportKind::Action => "Everything about one action: milestones, status updates, evidence, and history.",
    }
}

fn form(reading: &Reading, kind: ReportKind) -> AnyView {
    let id = kind.code();
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let button = format!("View {}", kind.title().to_lowercase());
    view! {
        <section class="c-section c-reports" id=id>
            <h2>{kind.title()}</h2>
            <p>{holds(kind)}</p>
            <form method="get" action=format!("/reports/{id}") class="c-filter" aria-label=kind.title()>
                {as_of}
                <div class="c-filter__row">
                    {fields(reading, kind)}
                    <div class="btn"><button class="usa-button" type="submit">{button}</button></div>
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// What is chosen in the form. Ids of fields differ between the forms of the page.
fn fields(reading: &Reading, kind: ReportKind) -> AnyView {
    let view = &reading.view;
    let chosen = reading.request.query("plan").filter(|plan| !plan.is_empty()).unwrap_or_else(|| "in-force".to_owned());
    let id = |name: &str| format!("{}-{name}", kind.code());
    if kind == ReportKind::Action {
        let one = |(code, _): &(String, String)| code != "in-force";
        let plans: Vec<_> = plans(view).into_iter().filter(one).collect();
        // Active plans are several: the newest of them is shown.
        let newest =
            || view.plans().into_iter().rev().find(|plan| plan.is_in_force()).map(|plan| plan.code.to_string());
        let chosen = if chosen == "in-force" { newest().unwrap_or_default() } else { chosen };
        // An action that the form finds as it stands.
        let is_of_it = |facts: &&ActionFacts| view.plan(facts.plan).is_ok_and(|plan| plan.code.as_str() == chosen);
        let example = view.actions().filter(is_of_it).map(|facts| facts.reference.to_string()).min();
        let label = example.map_or_else(|| "Action".to_owned(), |reference| format!("Action (example: {reference})"));
        return view! {
            {select_with_id(id("plan"), ("plan", "Plan"), "", plans, &chosen)}
            <div>
                <label for=id("action")>{label}</label>
                <input class="usa-input" id=id("action") name="action" required/>
            </div>
        }
        .into_any();
    }
    let compared = match kind {
        ReportKind::Status | ReportKind::Action => None,
        ReportKind::Progress | ReportKind::Scorecard | ReportKind::Slippage => Some("No comparison"),
        ReportKind::Changes => Some(""),
    };
    let meetings = compared.map(|none| {
        let choices = view
            .meetings()
            .into_iter()
            .rev()
            .filter(|meeting| meeting.last_day() < view.position().day && view.begins() <= meeting.last_day())
            .map(|meeting| {
                (format!("meeting:{}", meeting.code), format!("{}, {}", meeting.title, in_table(meeting.last_day())))
            })
            .collect();
        select_with_id(id("since"), ("since", "Compare with"), none, choices, "")
    });
    if kind == ReportKind::Scorecard {
        // A scorecard without a plan is of active plans, so all plans have a name of their own.
        let plans = plans(view).into_iter().chain([("all".to_owned(), "All plans".to_owned())]).collect();
        let agencies = leads(view).into_iter().filter(|(code, _)| code != "none").collect();
        return view! {
            {required_select(id("lead"), ("lead", "Agency"), "Select an agency", agencies)}
            {select_with_id(id("plan"), ("plan", "Plan"), "", plans, &chosen)}
            {meetings}
        }
        .into_any();
    }
    view! {
        {select_with_id(id("plan"), ("plan", "Plan"), "All plans", plans(view), &chosen)}
        {select_with_id(id("lead"), ("lead", "Lead agency"), "Any lead agency", leads(view), "")}
        {meetings}
        {(kind == ReportKind::Progress).then(|| summary_box(id("detail")))}
    }
    .into_any()
}

/// Whether the report ends before the single actions.
fn summary_box(id: String) -> AnyView {
    view! {
        <div class="usa-checkbox">
            <input class="usa-checkbox__input" type="checkbox" id=id.clone() name="detail" value="summary"/>
            <label class="usa-checkbox__label" for=id>"Leave out the single actions"</label>
        </div>
    }
    .into_any()
}

/// `/reports/progress` with the query of the list of actions.
#[component]
pub fn ReportPage() -> impl IntoView {
    let kind = path_part("kind");
    page(async move |reading: Reading| {
        let kind = ReportKind::of_code(&kind?).ok_or(AppError::NotFound)?;
        let query = ReportQuery::read(kind, &reading.request.query_without_as_of())?;
        let site = &reading.request.site;
        let setting = Setting::of(&site.store, &reading.view, &reading.paths, &site.task_force).await?;
        let setting = setting.at_site(&site.public_origin);
        let document = report(&setting, kind, &query).await?;
        Ok(drawn(&reading, &document, &query.pairs()))
    })
}

fn drawn(reading: &Reading, document: &Document, pairs: &[(&'static str, String)]) -> Page {
    let above = vec![("Reports".to_owned(), reading.paths.to("/reports"))];
    let files = takes_files(reading.request.actor()).then(|| {
        let address =
            |ending: &str| reading.paths.with_pairs(&format!("/exports/reports/{}.{ending}", document.kind), pairs);
        view! {
            <div class="c-tools">
                <a class="usa-button c-b" href=address("pdf")>"Download PDF"</a>
                <a class="usa-button usa-button--outline c-b" href=address("xlsx")>"Download Excel"</a>
                <a class="usa-button usa-button--outline c-b" href=address("html")>"HTML"</a>
                <a class="usa-button usa-button--outline c-b" href=address("csv")>"CSV"</a>
                <a class="usa-button usa-button--outline c-b" href=address("json")>"JSON"</a>
            </div>
        }
    });
    let (title, scope, kind) = (document.title.clone(), document.scope.clone(), document.kind_title);
    let body = view! {
        <Breadcrumb above here=kind.to_owned()/>
        <div class="c-page">
            <div class="c-page__text">
                <p class="c-doc__kind">{kind}</p>
                <h1>{title.clone()}{sample()}</h1>
                <p>{scope}</p>
            </div>
            {files}
        </div>
        {contents(document)}
        {parts(document)}
    }
    .into_any();
    Page { title, section: Section::Reports, body }
}
