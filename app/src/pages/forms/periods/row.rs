//! One action of a reporting period: its last update beside what is to do now.

use super::anchor;
use commands::updates::{LAST, NO_CHANGE, ONLY, REPORT_PROGRESS};
use domain::date::in_table;
use domain::facts::Status;
use domain::update::{Acceptance, Report};
use leptos::prelude::*;
use queries::paths::{action_address, reference_in_addresses};
use queries::periods::{PeriodRow, ToDo};
use ui::components::mark::{Axis, Mark};
use ui::components::prose::prose;
use ui::layout::Reading;

/// `here` is the page, to which the form of an update leads back.
pub(super) fn row(
    reading: &Reading,
    of: &PeriodRow<'_>,
    to_do: ToDo<'_>,
    (here, is_selected): (&str, &dyn Fn(&str) -> bool),
) -> AnyView {
    let facts = of.dossier.facts;
    let reference = facts.reference.to_string();
    let id = facts.id.to_string();
    let name = format!("{NO_CHANGE}{id}");
    let checked = is_selected(&name);
    let select = match &to_do {
        ToDo::NoChange(_) => Some(view! {
            <input class="c-quarter__box" type="checkbox" name=name value="yes" checked=checked aria-label=format!("No change, {reference}")/>
        }),
        ToDo::Submitted | ToDo::Returned(..) | ToDo::Draft(_) | ToDo::Update(_) => None,
    };
    let last = of.dossier.last_report().map(|last| said(&last.value));
    let own_due = of.own_due.map(|due| view! { <b>{format!(" Due {}", in_table(due))}</b> });
    view! {
        <li id=anchor(of) class=of.is_submitted.then_some("is-submitted")>
            <div class="tick">{select}</div>
            <div class="what">
                <h3>{facts.title.to_string()}</h3>
                <p><a href=action_address(&reading.view, &reading.paths, facts)>{reference.clone()}</a>{own_due}</p>
            </div>
            <div class="last">{last.unwrap_or_else(|| view! { <p class="c-quiet">"No updates yet."</p> }.into_any())}</div>
            {state(reading, of, to_do, here)}
        </li>
    }
    .into_any()
}

/// The last update: its day, the marks, and its words.
fn said(report: &Report) -> AnyView {
    let confidence = report.confidence.map(|of| view! { " "<Mark of=Axis::Confidence(of)/> });
    view! {
        <p class="marks">
            <span class="c-quiet">{in_table(report.submitted)}</span>
            " "
            <Mark of=Axis::Status(Status::shown(false, false, Some(report.status)))/>
            {confidence}
        </p>
        <p class="words">{report.narrative.to_string()}</p>
    }
    .into_any()
}

/// What is to do, and the buttons that do it.
fn state(reading: &Reading, of: &PeriodRow<'_>, to_do: ToDo<'_>, here: &str) -> AnyView {
    let facts = of.dossier.facts;
    let (id, reference) = (facts.id.to_string(), facts.reference.to_string());
    // Buttons of several rows have different names.
    let of_which = || view! { <span class="usa-sr-only">{format!(", {reference}")}</span> };
    let form = REPORT_PROGRESS.command.page_about(&[&of.plan.code, &reference_in_addresses(facts)]);
    let update = reading.paths.with_query(&form, &[("from", here)]);
    match to_do {
        ToDo::Submitted => {
            let accepted = (facts.acceptance() == Some(Acceptance::Accepted)).then(|| view! { <p><Mark of=Axis::Acceptance(Acceptance::Accepted)/></p> });
            view! {
            <div class="now"><p><b>"Submitted"</b></p>{accepted}</div>
            <div class="do"><a class="usa-button usa-button--outline c-b-s" href=update>"Update again"{of_which()}</a></div>
        }
        .into_any()
        }
        ToDo::NoChange(last) => {
            let name = format!("{LAST}{id}");
            let last = last.value.id.to_string();
            view! {
                <div class="now"><p>"Not submitted"</p></div>
                <div class="do">
                    <input type="hidden" name=name value=last/>
                    <button class="usa-button usa-button--outline c-b-s" type="submit" name=ONLY value=id>"No change"{of_which()}</button>
                    <a class="usa-button usa-button--outline c-b-s" href=update>"Update"{of_which()}</a>
                </div>
            }
            .into_any()
        }
        ToDo::Returned(on, remark) => view! {
            <div class="now">
                <p><Mark of=Axis::Acceptance(Acceptance::Returned)/><span class="c-quiet">{format!(" {}", in_table(on))}</span></p>
                <div class="c-remark">{prose(remark.as_str())}</div>
            </div>
            <div class="do"><a class="usa-button usa-button--outline c-b-s" href=update>"Update"{of_which()}</a></div>
        }
        .into_any(),
        ToDo::Draft(draft) => {
            let saved = format!("Saved {}", reading.view.zone().time(draft.saved_at));
            view! {
                <div class="now"><p><b>{if of.is_submitted { "Submitted, and a draft" } else { "Draft" }}</b></p><p class="c-small">{saved}</p></div>
                <div class="do"><a class="usa-button usa-button--outline c-b-s" href=update>"Continue"{of_which()}</a></div>
            }
            .into_any()
        }
        ToDo::Update(why) => {
            let why = why.into_iter().map(|words| view! { <p class="c-small">{words}</p> }).collect_view();
            view! {
                <div class="now"><p>"Not submitted"</p>{why}</div>
                <div class="do"><a class="usa-button usa-button--outline c-b-s" href=update>"Update"{of_which()}</a></div>
            }
            .into_any()
        }
    }
}
