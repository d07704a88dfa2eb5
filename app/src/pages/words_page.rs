//! The glossary: status, confidence, reporting and verification, when updates are due, strength, reasons and causes.

mod counting;

use crate::components::head::page_head;
use crate::components::mark::{Axis, Mark};
use crate::components::table::{ColumnHead, Table};
use crate::layout::{Page, Reading, Section, page};
use crate::words;
use domain::Date;
use domain::action::Strength;
use domain::date::{Zone, in_sentence};
use domain::facts::{Reporting, Status, Verification};
use domain::reporting::{ReportingPeriod, ReportingRule};
use domain::slippage::MoveReason;
use domain::update::Confidence;
use leptos::prelude::*;

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
    let meaning = |status| match status {
        Status::NotStarted => "Reported as not started.",
        Status::NoReport => "No update has been submitted. Progress is unknown.",
        Status::InProgress => "Reported as under way.",
        Status::Completed => "Reported as completed. Verification shows what supports this.",
        Status::Delayed => "Under way but late.",
        Status::Blocked => "Work has stopped and can't continue for now.",
        Status::Withdrawn => {
            "Removed by the secretariat, with a reason. Overrides the reported status. Stays on record."
        }
        Status::Recurring => "Repeats on a schedule. Never marked complete; each occurrence is counted.",
    };
    Status::ALL.into_iter().map(|status| (Axis::Status(status), meaning(status))).collect()
}

fn confidences() -> Vec<(Axis, &'static str)> {
    let meaning = |confidence| match confidence {
        Confidence::OnTrack => "Expects to meet due dates.",
        Confidence::AtRisk => "May miss a due date.",
        Confidence::OffTrack => "Does not expect to meet due dates.",
    };
    Confidence::ALL.into_iter().map(|confidence| (Axis::Confidence(confidence), meaning(confidence))).collect()
}

fn reportings() -> Vec<(Axis, &'static str)> {
    let meaning = |reporting| match reporting {
        Reporting::Current => "The latest update due was received.",
        Reporting::Stale => "At least one update is missing since the last one received.",
        Reporting::NeverReported => "An update was due and none was received.",
    };
    Reporting::ALL.into_iter().map(|reporting| (Axis::Reporting(reporting), meaning(reporting))).collect()
}

fn verifications() -> Vec<(Axis, &'static str)> {
    let meaning = |verification| match verification {
        Verification::Claimed => "Reported by the agency; no document attached.",
        Verification::EvidenceAttached => {
            "Documents are attached: one for each completed milestone or, where there is none, one for the entire \
             action. Not yet verified."
        }
        Verification::Verified => "Verified by the secretariat (with date and method), never by the reporting agency.",
    };
    Verification::ALL
        .into_iter()
        .map(|verification| (Axis::Verification(verification), meaning(verification)))
        .collect()
}

#[component]
fn UpdateRule(today: Date, rule: ReportingRule) -> impl IntoView {
    let (last, next) = (rule.latest_due(today), rule.next_due(today));
    let terms = rule.terms(next);
    let period = match terms.every {
        ReportingPeriod::Quarter => "fiscal quarter",
        ReportingPeriod::Year => "fiscal year",
    };
    let named = |quarter| rule.period_named(quarter);
    let days = words::count(terms.days.into(), "day");
    view! {
        <section class="c-section c-prose" id="silence">
            <h2>"When updates are overdue"</h2>
            <p>
                "A lead agency owes one status update per "{period}" for each open action of an active plan, due "{days}
                " after the "{period}" ends. The federal fiscal year begins on October 1. An action counts under \"updates \
                 overdue\" if an update is overdue or none was received. It is not counted as late or on track. For an \
                 action without a lead agency, no update is due; it counts under \"no lead agency\"."
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
                     of days between the original and current due dates. A milestone is overdue starting the day after \
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
        let meaning = match strength {
            Strength::Deliver => "A specific result you can check.",
            Strength::Advance => "Progress in a direction, no fixed result.",
            Strength::Explore => "A study, discussion, or attempt.",
        };
        view! {
            <tr>
                <th scope="row">{words::strength(strength)}</th>
                <td data-l="Verbs">{words::strength_verbs(strength)}</td>
                <td data-l="Meaning">{meaning}</td>
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
                 confirmed in Concord. Supporting agencies inferred by Concord have not been contacted."
            </p>
        </section>
    }
}
