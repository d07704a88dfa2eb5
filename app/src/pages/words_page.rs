//! What the words mean: the four axes, silence with its days, strength, reasons and causes.

mod counting;

use crate::components::head::page_head;
use crate::components::mark::{Axis, Mark};
use crate::components::table::{ColumnHead, Table};
use crate::layout::{Page, Reading, Section, page};
use crate::words;
use domain::Date;
use domain::action::Strength;
use domain::date::in_sentence;
use domain::facts::{Reporting, Status, Verification};
use domain::reporting::{ReportingPeriod, ReportingRule};
use domain::slippage::MoveReason;
use domain::update::Confidence;
use leptos::prelude::*;

const MARKS: &[ColumnHead] = &[ColumnHead::text("Word"), ColumnHead::text("What it means")];
const STRENGTHS: &[ColumnHead] =
    &[ColumnHead::text("Strength"), ColumnHead::text("Verbs of the promise"), ColumnHead::text("What it means")];
const REASONS: &[ColumnHead] = &[ColumnHead::text("Reason"), ColumnHead::text("Cause under which its days are booked")];

const LEAD: &str = "An action is described on four separate axes. What an agency says stands beside what dates, \
                    evidence and silence show.";

#[component]
pub fn WordsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
        let body = view! {
            {page_head("What the words mean", LEAD)}
            <AxisSection id="status" title="Status: how far it is" rows=statuses()/>
            <AxisSection id="confidence" title="Confidence: whether its dates are expected to hold" rows=confidences()/>
            <AxisSection id="reporting" title="Reporting: whether its agency has spoken" rows=reportings()/>
            <SilenceRule today rule/>
            <AxisSection id="verification" title="Verification: how anyone knows" rows=verifications()/>
            <Dates/>
            <Strengths/>
            <counting::Counting/>
            <Basis/>
        }
        .into_any();
        Ok(Page { title: "What the words mean".to_owned(), section: Section::None, body })
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
        Status::NotStarted => "Reported as not begun.",
        Status::NoReport => "Nobody has reported on it. That says nothing of how far it is.",
        Status::InProgress => "Reported as under way.",
        Status::Completed => "Reported as done. Verification says how anyone knows.",
        Status::Delayed => "Reported as going on, later than promised.",
        Status::Blocked => "Reported as unable to go on.",
        Status::Withdrawn => {
            "Taken back by the secretariat with a reason. It wins over what was reported and stays in the record."
        }
        Status::Recurring => {
            "Comes round again and is reported as going on. It is never completed; its occurrences are counted."
        }
    };
    Status::ALL.into_iter().map(|status| (Axis::Status(status), meaning(status))).collect()
}

fn confidences() -> Vec<(Axis, &'static str)> {
    let meaning = |confidence| match confidence {
        Confidence::OnTrack => "The agency expects to keep its dates.",
        Confidence::AtRisk => "The agency sees something that may keep it from its dates.",
        Confidence::OffTrack => "The agency does not expect to keep its dates.",
    };
    Confidence::ALL.into_iter().map(|confidence| (Axis::Confidence(confidence), meaning(confidence))).collect()
}

fn reportings() -> Vec<(Axis, &'static str)> {
    let meaning = |reporting| match reporting {
        Reporting::Current => {
            "The last report is for the latest period that is due, or none is due yet since the last one."
        }
        Reporting::Stale => "The last report is for an earlier period than the latest one that is due.",
        Reporting::NeverReported => "There is no report at all, and one was due.",
    };
    Reporting::ALL.into_iter().map(|reporting| (Axis::Reporting(reporting), meaning(reporting))).collect()
}

fn verifications() -> Vec<(Axis, &'static str)> {
    let meaning = |verification| match verification {
        Verification::Claimed => "The agency says so, and nothing else shows it.",
        Verification::EvidenceAttached => {
            "Documents back what is claimed: one for each completed milestone or, where there is none, one about the \
             action as a whole. Nobody has checked them yet."
        }
        Verification::Verified => {
            "Checked by the secretariat, with a ground and a day; never by the agency that reported."
        }
    };
    Verification::ALL
        .into_iter()
        .map(|verification| (Axis::Verification(verification), meaning(verification)))
        .collect()
}

#[component]
fn SilenceRule(today: Date, rule: ReportingRule) -> impl IntoView {
    let (last, next) = (rule.latest_due(today), rule.next_due(today));
    let terms = rule.terms(next);
    let period = match terms.every {
        ReportingPeriod::Quarter => "fiscal quarter",
        ReportingPeriod::Year => "fiscal year",
    };
    let named = |quarter| rule.period_in_words(quarter);
    view! {
        <section class="c-section c-prose" id="silence">
            <h2>"Silence"</h2>
            <p>
                "An open action of a plan in force that has a lead owes one report for each "{period}", due "
                {words::count(terms.days.into(), "day")}
                " after its end. The federal fiscal year begins on October 1. An action is silent when it is Stale or \
                 Never reported. Silence is a state of its own: it is not counted as late, and not as on track. An \
                 action without a lead owes nothing, and is counted under \"no lead\"."
            </p>
            <p>
                "As of "{in_sentence(today)}": the latest report due was that for "{named(last)}", on "{in_sentence(rule.due(last))}
                ". The next is that for "{named(next)}", due "{in_sentence(rule.due(next))}"."
            </p>
        </section>
    }
}

#[component]
fn Dates() -> impl IntoView {
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
                    "A milestone keeps the date that was first promised. The date may move, each time with a reason; \
                     slip is the number of days from the first promise to the date of now. Overdue means that the date \
                     is before today and the milestone is not done: on its day it is in time. Days are those of the \
                     task force's zone."
                </p>
            </div>
            <Table label="Reasons for a move" columns=REASONS rows=rows.into()/>
        </section>
    }
}

#[component]
fn Strengths() -> impl IntoView {
    let row = |strength| {
        let meaning = match strength {
            Strength::Deliver => "It can be checked whether it happened.",
            Strength::Advance => "It gives a direction.",
            Strength::Explore => "A meeting could meet it.",
        };
        view! {
            <tr>
                <th scope="row">{words::strength(strength)}</th>
                <td data-l="Verbs">{words::strength_verbs(strength)}</td>
                <td data-l="What it means">{meaning}</td>
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
            <h2>"Stated, inferred, not known"</h2>
            <p>
                "A fact is stated when a source says so, inferred when somebody concluded it, and not known otherwise: \
                 each page says which. A title or promise that does not stand as published is marked paraphrased. A \
                 lead that a source states is neither offered nor accepted here; a supporter that somebody guessed is \
                 assumed, and has not been asked."
            </p>
        </section>
    }
}
