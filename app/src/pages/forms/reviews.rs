//! What an agency submitted for a reporting period, to be accepted or returned.

use super::form_of::Asking;
use super::form_page::FormPage;
use super::updates::period_page;
use crate::words;
use commands::about::{AboutPeriod, AboutUpdate};
use commands::updates::{ACCEPT, ACCEPT_REPORTS, RETURN_REPORT};
use domain::date::in_table;
use domain::facts::Status;
use domain::update::{Acceptance, Report};
use leptos::prelude::*;
use queries::paths::action_address;
use queries::periods::{AgencyPeriod, PeriodRow};
use store::Versioned;
use ui::components::Breadcrumb;
use ui::components::mark::{Axis, Mark};
use ui::components::prose::prose;
use ui::layout::{Page, Reading, Section};

/// What the address says where every update is selected that waits.
const ALL: &str = "all";

pub fn review<'a>(about: &'a AboutPeriod, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let (reading, view) = (form.reading, &form.reading.view);
        let period = AgencyPeriod::of(view, &about.agency, about.quarter).await?;
        let here = reading.request.path().to_owned();
        let submitted: Vec<(&PeriodRow<'_>, &Versioned<Report>)> =
            period.rows.iter().filter_map(|row| Some((row, row.update_for(about.quarter)?))).collect();
        let waiting = submitted.iter().filter(|(_, report)| waits(reading, &report.value)).count();
        let has_form = submitted.iter().any(|(_, report)| may_accept(reading, &report.value));
        let all = reading.request.query("select").is_some_and(|select| select == ALL);
        // What was returned since a box was ticked is not ticked again: it is accepted one by one.
        let is_selected = |report: &Report| {
            let is_typed = || form.state.typed(&format!("{ACCEPT}{}", report.id)).is_some();
            waits(reading, report) && (all || is_typed())
        };
        let drawn = |(of, report): &(&PeriodRow<'_>, &Versioned<Report>)| {
            row(reading, of, report, (&here, is_selected(&report.value)))
        };
        let list = submitted.iter().map(drawn).collect_view();
        let list = view! { <div class="c-quarter__list"><ul>{list}</ul></div> }.into_any();
        let head = head(reading, about, (submitted.len(), waiting));
        let title = format!("{}: {}", ACCEPT_REPORTS.command.title, about.agency.short_name);
        if !has_form {
            return Ok(form.around(move |_| page(title, view! { {head}{list} }.into_any())));
        }
        let form = form.back(here).part(list);
        Ok(form
            .around(move |form| page(title, view! { {head}<div class="c-quarter c-review">{form}</div> }.into_any())))
    })
}

fn page(title: String, body: AnyView) -> Page {
    Page { title, section: Section::Home, body }
}

fn may_accept(reading: &Reading, report: &Report) -> bool {
    let is_accepted = report.review.as_ref().is_some_and(|review| review.acceptance() == Acceptance::Accepted);
    !is_accepted && report.may_review(reading.request.actor()).is_ok()
}

/// Neither accepted nor returned yet.
fn waits(reading: &Reading, report: &Report) -> bool {
    report.review.is_none() && may_accept(reading, report)
}

fn head(reading: &Reading, about: &AboutPeriod, (submitted, waiting): (usize, usize)) -> AnyView {
    let rule = reading.view.reporting_rule();
    let period = rule.period_short(about.quarter);
    let above =
        vec![("Reporting periods".to_owned(), reading.paths.periods()), (period, reading.paths.period(about.quarter))];
    let agency = about.agency.short_name.to_string();
    let said = match (submitted, waiting) {
        (0, _) => "Nothing was submitted yet.".to_owned(),
        (submitted, 0) => format!("{} submitted. Nothing waits for you.", words::count(submitted, "update")),
        (submitted, waiting) => format!(
            "{} submitted, {} to accept or return.",
            words::count(submitted, "update"),
            words::thousands(waiting)
        ),
    };
    let all = (waiting > 0).then(|| {
        let address = reading.paths.with_query(reading.request.path(), &[("select", ALL)]);
        view! { <p class="c-noprint c-block-gap"><a href=address>{format!("Select all {}", words::thousands(waiting))}</a></p> }
    });
    view! {
        <Breadcrumb above here=agency.clone()/>
        <div class="c-page">
            <div class="c-page__text">
                <h1>{ACCEPT_REPORTS.command.title}</h1>
                <p><b>{agency}</b>{format!(", {}. {said}", rule.period_named(about.quarter))}</p>
            </div>
        </div>
        {all}
    }
    .into_any()
}

/// One update, whole, with the summary before it.
fn row(reading: &Reading, of: &PeriodRow<'_>, report: &Versioned<Report>, (here, checked): (&str, bool)) -> AnyView {
    let (facts, said) = (of.dossier.facts, &report.value);
    let reference = facts.reference.to_string();
    let name = format!("{ACCEPT}{}", said.id);
    let select = may_accept(reading, said).then(|| {
        let label = format!("Accept, {reference}");
        view! { <input class="c-quarter__box" type="checkbox" name=name value=report.version.to_string() checked=checked aria-label=label/> }
    });
    let may_return = said.may_review(reading.request.actor()).is_ok() && said.returned().is_none();
    let return_it = may_return.then(|| {
        let form = RETURN_REPORT.command.page_about(&[&said.id]);
        let address = reading.paths.with_query(&form, &[("from", here)]);
        let of_which = format!(", {reference}");
        view! { <a class="usa-button usa-button--outline c-b-s" href=address>"Return"<span class="usa-sr-only">{of_which}</span></a> }
    });
    let is_over = select.is_none().then_some("is-submitted");
    view! {
        <li class=is_over>
            <div class="tick">{select}</div>
            <div class="what">
                <h3>{facts.title.to_string()}</h3>
                <p><a href=action_address(&reading.view, &reading.paths, facts)>{reference.clone()}</a></p>
            </div>
            <div class="last">{update(facts.recurs, said)}</div>
            <div class="now">{standing(said)}{before(of, report)}</div>
            <div class="do">{return_it}</div>
        </li>
    }
    .into_any()
}

fn update(recurs: bool, report: &Report) -> AnyView {
    let confidence = report.confidence.map(|of| view! { " "<Mark of=Axis::Confidence(of)/> });
    view! {
        <p class="marks">
            <span class="c-quiet">{in_table(report.submitted)}</span>" "
            <Mark of=Axis::Status(Status::shown(false, recurs, Some(report.status)))/>{confidence}
        </p>
        {prose(report.narrative.as_str())}
    }
    .into_any()
}

/// Whether it was accepted or returned, and with what remark.
fn standing(report: &Report) -> AnyView {
    let acceptance = report.review.as_ref().map_or(Acceptance::Awaiting, domain::update::Review::acceptance);
    let on = report.review.as_ref().map(|review| format!(" {}", in_table(review.on)));
    let remark = report.returned().map(|(_, remark)| view! { <div class="c-remark">{prose(remark.as_str())}</div> });
    view! { <p><Mark of=Axis::Acceptance(acceptance)/><span class="c-quiet">{on}</span></p>{remark} }.into_any()
}

/// The summary of the update before it, to compare with.
fn before(of: &PeriodRow<'_>, report: &Versioned<Report>) -> Option<AnyView> {
    let mut standing = of.dossier.reports.iter().filter(|seen| seen.value.stands());
    // The last one comes first.
    standing.find(|seen| seen.value.id == report.value.id)?;
    let before = standing.next()?;
    let words = if report.value.repeats(&before.value) {
        "Same as the update before.".to_owned()
    } else {
        format!("Before ({}): {}", in_table(before.value.submitted), before.value.narrative)
    };
    let remark = before.value.returned().map(|(on, remark)| {
        view! { <p class="c-small c-quiet">{format!("Returned {}: {remark}", in_table(on))}</p> }
    });
    Some(view! { <p class="c-small c-quiet">{words}</p>{remark} }.into_any())
}

pub fn return_it<'a>(_about: &AboutUpdate, form: FormPage<'a>) -> FormPage<'a> {
    let back = period_page(&form).unwrap_or_else(|| form.heading.address.clone());
    let note = "Everyone who can see the action can read your remark. The reported status counts until another update replaces \
         it; for the period, an update is to do again.";
    form.back(back).note(note).field(super::field::Field::lines("remark", "What is missing").hint(super::FACTS_ONLY))
}
