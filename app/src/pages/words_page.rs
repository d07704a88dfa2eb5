//! The glossary: status, confidence, reporting and verification, when updates are due, strength, reasons and causes.

mod counting;

use crate::words;
use domain::Date;
use domain::action::Strength;
use domain::date::{Zone, in_sentence};
use domain::facts::{Reporting, Status, Verification};
use domain::reporting::ReportingRule;
use domain::slippage::MoveReason;
use domain::update::Confidence;
use leptos::prelude::*;
use queries::glossary::{self, DEFINITIONS, Definition};
use ui::components::head::page_head;
use ui::components::mark::{Axis, Mark};
use ui::components::table::{ColumnHead, Table};
use ui::layout::{Page, Reading, Section, page};

const MARKS: &[ColumnHead] = &[ColumnHead::text("Term"), ColumnHead::text("Meaning")];
const STRENGTHS: &[ColumnHead] =
    &[ColumnHead::text("Strength"), ColumnHead::text("Verbs"), ColumnHead::text("Meaning")];
const REASONS: &[ColumnHead] = &[ColumnHead::text("Reason"), ColumnHead::text("Cause")];

const LEAD: &str = "Concord tracks each action four ways: status, confidence, reporting, and verification. It shows what the \
                    agency reports next to what dates and evidence show.";

#[component]
pub fn WordsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
        let zone = reading.request.site.store.zone();
        let zone = if zone == Zone::NEW_YORK { "Eastern Time".to_owned() } else { format!("the time zone {zone}") };
        let body = view! {
            {page_head("Glossary", LEAD)}
            <Terms/>
            <AxisSection id="status" title="Status: how far along" rows=statuses()/>
            <AxisSection id="confidence" title="Confidence: whether due dates are expected to be met" rows=confidences()/>
            <AxisSection id="reporting" title="Reporting: whether updates are up to date" rows=reportings()/>
            <UpdateRule today rule/>
            <AxisSection id="verification" title="Verification: what supports the update" rows=verifications()/>
            <Dates zone/>
            <Strengths/>
            <counting::Counting/>
            <Basis/>
        }
        .into_any();
        Ok(Page { title: "Glossary".to_owned(), section: Section::None, body })
    })
}

#[component]
fn Terms() -> impl IntoView {
    let row = |Definition { id, term, meaning }| {
        view! { <tr id=format!("term-{id}")><th scope="row">{term}</th><td data-l="Meaning">{meaning}</td></tr> }
            .into_any()
    };
    let rows = DEFINITIONS.map(row).into();
    view! {
        <section class="c-section" id="terms">
            <h2>"Terms"</h2>
            <Table label="Terms" columns=MARKS rows/>
        </section>
    }
}

#[component]
fn AxisSection(id: &'static str, title: &'static str, rows: Vec<(Axis, &'static str)>) -> impl IntoView {
    let row = |(of, meaning)| view! { <tr><th scope="row"><Mark of/></th><td>{meaning}</td></tr> }.into_any();
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <section class="c-section" id=id>
            <h2>{title}</h2>
            <Table label=title columns=MARKS rows/>
        </section>
    }
}

fn statuses() -> Vec<(Axis, &'static str)> {
    Status::ALL.into_iter().map(|of| (Axis::Status(of), glossary::of_status(of))).collect()
}

fn confidences() -> Vec<(Axis, &'static str)> {
    Confidence::ALL.into_iter().map(|of| (Axis::Confidence(of), glossary::of_confidence(of))).collect()
}

fn reportings() -> Vec<(Axis, &'static str)> {
    Reporting::ALL.into_iter().map(|of| (Axis::Reporting(of), glossary::of_reporting(of))).collect()
}

fn verifications() -> Vec<(Axis, &'static str)> {
    Verification::ALL.into_iter().map(|of| (Axis::Verification(of), glossary::of_verification(of))).collect()
}

#[component]
fn UpdateRule(today: Date, rule: ReportingRule) -> impl IntoView {
    let (last, next) = (rule.latest_due(today), rule.next_due(today));
    let terms = rule.terms(next);
    let period = terms.every.in_words();
    let named = |quarter| rule.period_named(quarter);
    let days = words::count(terms.days.into(), "day");
    view! {
        <section class="c-section c-prose" id="silence">
            <h2>"When updates are overdue"</h2>
            <p>
                "A lead agency submits one status update per "{period}" for each open action of an active plan, due "{days}
                " after the "{period}" ends. The federal fiscal year begins on October 1. An action counts under \"updates \
                 overdue\" if an update is overdue or none was received. Its last reported status still counts. For an action \
                 without a lead agency, no update is due; it counts under \"no lead agency\"."
            </p>
            <p>
                "As of "{in_sentence(today)}": the latest update due was for "{named(last)}", due "{in_sentence(rule.due(last))}
                ". The next is for "{named(next)}", due "{in_sentence(rule.due(next))}"."
            </p>
        </section>
    }
}

#[component]
fn Dates(zone: String) -> impl IntoView {
    let rows = MoveReason::ALL.map(|reason| {
        view! {
            <tr>
                <th scope="row">{words::move_reason(reason)}</th>
                <td data-l="Cause">{words::capitalized(words::cause(reason.cause()))}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <section class="c-section" id="dates">
            <h2>"Dates, slip and causes"</h2>
            <div class="c-prose">
                <p>
                    "A milestone keeps its original due date. Each change of the due date has a reason. Slip is the number \
                     of days between the original and current due dates; a due date moved earlier counts as 0 days. A milestone is overdue starting the day after \
                     its due date. Dates use "{zone}"."
                </p>
            </div>
            <Table label="Reasons for date changes" columns=REASONS rows=rows.into()/>
        </section>
    }
}

#[component]
fn Strengths() -> impl IntoView {
    let row = |strength| {
        view! {
            <tr>
                <th scope="row">{words::strength(strength)}</th>
                <td data-l="Verbs">{words::strength_verbs(strength)}</td>
                <td data-l="Meaning">{glossary::of_strength(strength)}</td>
            </tr>
        }
        .into_any()
    };
    let rows = [Strength::Deliver, Strength::Advance, Strength::Explore].map(row).into();
    view! {
        <section class="c-section" id="strength">
            <h2>"Strength of a commitment"</h2>
            <Table label="Strength of a commitment" columns=STRENGTHS rows/>
        </section>
    }
}

#[component]
fn Basis() -> impl IntoView {
    view! {
        <section class="c-section c-prose" id="basis">
            <h2>"From the source, inferred, unknown"</h2>
            <p>
                "Each fact is labeled: from the source, inferred by Concord, or unknown. Titles and commitments that aren't \
                 official wording are labeled \"Not official wording.\" A lead agency named in a source has not been \
                 confirmed in Concord. A lead agency inferred by Concord is not the lead agency until it accepts: no update is due. \
                 Supporting agencies inferred by Concord have not been contacted."
            </p>
        </section>
    }
}
