//! What the agency reported, beside what dates and evidence show.

use super::since::since_words;
use crate::components::mark::{Axis, Mark};
use crate::components::prose::prose;
use crate::layout::Reading;
use crate::words;
use domain::Date;
use domain::actor::Authority;
use domain::date::in_sentence;
use domain::facts::{ActionFacts, Reporting, Status};
use domain::ids::MilestoneId;
use domain::plan::PlanState;
use domain::reporting::ReportingRule;
use domain::signals::{Difference, Lacking, Signal, Verdict};
use domain::update::{Report, Speaker};
use leptos::prelude::*;
use queries::dossiers::ActionDossier;

/// Who said it, and when: "Justice, July 12, 2024".
pub fn said_when(reading: &Reading, report: &Report) -> String {
    let view = &reading.view;
    match &report.said_by {
        Speaker::Agency(Authority::Own(party)) => {
            format!("{}, {}", view.short_name(*party), in_sentence(report.submitted))
        }
        Speaker::Agency(Authority::OnBehalfOf(party)) => {
            format!("Secretariat on behalf of {}, {}", view.short_name(*party), in_sentence(report.submitted))
        }
        Speaker::Source(source) => format!("Quoted from {source}, {}", in_sentence(report.submitted)),
    }
}

pub fn said_and_shown(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
    let verdict = verdict_words(dossier, dossier.verdict, is_stale(dossier.facts, today, rule));
    let shown = dossier.signals.iter().map(|signal| view! { <li>{signal_words(dossier, signal)}</li> }).collect_view();
    let shown = if dossier.facts.is_withdrawn {
        view! { <p class="c-quiet">"The action was withdrawn. Its dates no longer count."</p> }.into_any()
    } else if dossier.signals.is_empty() {
        view! { <p class="c-quiet">"No milestones, and no update overdue."</p> }.into_any()
    } else {
        view! { <ul class="c-dots">{shown}</ul> }.into_any()
    };
    view! {
        <div class="c-two">
            <div><h3>"What the agency reported"</h3>{said(reading, dossier)}</div>
            <div><h3>"What dates and evidence show"</h3>{shown}{happened_since(reading, dossier)}</div>
        </div>
        {verdict.map(|(verdict, rest)| view! { <p class="c-verdict"><b>{verdict}</b>" "{rest}</p> })}
    }
    .into_any()
}

/// How many of the things that happened since are shown; those before are in the history.
const SINCE_SHOWN: usize = 6;

fn happened_since(reading: &Reading, dossier: &ActionDossier<'_>) -> Option<AnyView> {
    let since = &dossier.since;
    let last = &dossier.last_report().filter(|_| !since.is_empty())?.value;
    let earlier = since.len().saturating_sub(SINCE_SHOWN);
    let shown = since.iter().skip(earlier);
    let shown = shown.map(|since| view! { <li>{since_words(reading, dossier, since)}</li> }).collect_view();
    let earlier = (earlier > 0).then(|| {
        let number = if earlier == 1 { "1 more".to_owned() } else { format!("{earlier} more") };
        view! { <li>{number}" before these: "<a href="#history">"History"</a></li> }
    });
    Some(
        view! {
            <h3 class="c-block-gap">{format!("Since the update of {}", in_sentence(last.submitted))}</h3>
            <ul class="c-dots">{earlier}{shown}</ul>
        }
        .into_any(),
    )
}

/// Whether an update for a later period than the last one is due. Otherwise no later update is expected.
fn is_stale(facts: &ActionFacts, today: Date, rule: ReportingRule) -> bool {
    facts.reporting(today, rule) == Some(Reporting::Stale)
}

/// Why no later update is due.
fn nothing_due(facts: &ActionFacts) -> &'static str {
    if facts.plan_state != PlanState::InForce {
        "no later update is due, because the plan is not active"
    } else if facts.lead.is_none() {
        "no later update is due, because there is no lead agency"
    } else {
        "no later update is due yet"
    }
}

fn verdict_words(dossier: &ActionDossier<'_>, verdict: Verdict, is_stale: bool) -> Option<(&'static str, String)> {
    let last = &dossier.last_report()?.value;
    Some(match verdict {
        Verdict::NothingReported => return None,
        Verdict::NothingToCompare(lacking) => ("Nothing to compare.", lacking_words(lacking).to_owned()),
        Verdict::TooOld => (
            "The last update is out of date.",
            format!(
                "It covers {}, and {}. It can't be compared with what dates and evidence show now.",
                last.quarter.named(),
                if is_stale { "a later update is overdue" } else { nothing_due(dossier.facts) }
            ),
        ),
        Verdict::Differ(difference) => ("These don't match.", difference_words(difference).to_owned()),
        Verdict::ChangedSince => (
            "Changed since the update.",
            "The next update can confirm whether the reported status is still correct.".to_owned(),
        ),
        Verdict::ReportedOnly => ("Reported only.", unbacked_words(dossier.facts)),
        Verdict::Agree => {
            ("These match.", format!("Nothing shown contradicts the update of {}.", in_sentence(last.submitted)))
        }
    })
}

fn lacking_words(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Withdrawn => "The action was withdrawn.",
        Lacking::NothingShown => "No milestone or document shows what was reported.",
        Lacking::Blocker => {
            "No due date has passed or moved later. Concord has no information about what blocks the work."
        }
    }
}

fn difference_words(difference: Difference) -> &'static str {
    match difference {
        Difference::CompletedWithOpenMilestones => "Reported as completed, but a milestone is still open.",
        Difference::EveryMilestoneCompleted => {
            "Every milestone is completed, but the action is not reported as completed."
        }
        Difference::NotStartedWithCompletedMilestones => "Reported as not started, but a milestone is completed.",
        Difference::OnTrackWithOverdueMilestones => "Reported as on track, but a milestone is overdue.",
        Difference::OnTrackPastTheTimeframe => "Reported as on track, but the timeframe of the action has ended.",
        Difference::LateInWordsOnly => "Reported as late, but no due date has passed or moved later.",
    }
}

/// "2 of 5 completed milestones have neither a document nor a verification."
fn unbacked_words(facts: &ActionFacts) -> String {
    let all = facts.completed_milestones().count();
    let unbacked = facts.completed_milestones().filter(|milestone| !milestone.is_backed()).count();
    let have = if unbacked == 1 { "has" } else { "have" };
    format!("{unbacked} of {} {have} neither a document nor a verification.", words::count(all, "completed milestone"))
}

fn said(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let Some(last) = dossier.last_report() else {
        let none = dossier.no_update_stands().map(|words| format!("{words}."));
        let none = none.unwrap_or_else(|| "No updates yet.".to_owned());
        return view! { <p class="c-quiet">{none}</p> }.into_any();
    };
    let report = &last.value;
    let native = report
        .native_word
        .as_ref()
        .map(|word| view! { <span class="c-quiet">" (plan's term: "{word.to_string()}")"</span> });
    let entry = reading.paths.entry(last.born);
    view! {
        <p class="c-marks">
            <Mark of=Axis::Status(Status::shown(false, dossier.facts.recurs, Some(report.status)))/>
            {report.confidence.map(|confidence| view! { <Mark of=Axis::Confidence(confidence)/> })}
            {native}
        </p>
        <blockquote class="c-promise">{prose(report.narrative.as_str())}</blockquote>
        <p class="c-small c-quiet">{said_when(reading, report)}", for "{report.quarter.named()}", "<a href=entry>"entry "{words::entry_number(last.born)}</a></p>
    }
    .into_any()
}

fn signal_words(dossier: &ActionDossier<'_>, signal: &Signal) -> String {
    let title = |id: MilestoneId| dossier.milestone_title(id);
    match signal {
        Signal::TimeframeEnded { on, days } => {
            format!("The timeframe ended {}, {} ago.", in_sentence(*on), words::count(*days as usize, "day"))
        }
        Signal::Overdue { milestone, due, days } => {
            format!(
                "{}: due {}, {} overdue.",
                title(*milestone),
                in_sentence(*due),
                words::count(*days as usize, "day")
            )
        }
        Signal::MovedOften { milestone, times, days } => {
            format!("{}: due date changed {times} times; now {}.", title(*milestone), from_original(*days))
        }
        Signal::CompletedWithoutEvidence { milestone, on } => {
            format!("{}: completed {}. No evidence attached.", title(*milestone), in_sentence(*on))
        }
        Signal::Stale { last } => {
            format!("Last update: {}. At least one later update is overdue.", in_sentence(*last))
        }
        Signal::NeverReported => match dossier.no_update_stands() {
            Some(words) => format!("An update is overdue. {words}."),
            None => "No updates received. At least one is overdue.".to_owned(),
        },
        Signal::CompletedWithOpenMilestones { open } => {
            format!("Reported as completed, but {} still open.", are(*open))
        }
        Signal::MilestonesDone { done, of } => format!("{done} of {} completed.", words::count(*of, "milestone")),
    }
}

/// "153 days after the original date".
fn from_original(days: i64) -> String {
    let number = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days.signum() {
        1 => format!("{number} after the original date"),
        -1 => format!("{number} before the original date"),
        _ => "back to the original date".to_owned(),
    }
}

fn are(open: usize) -> String {
    if open == 1 { "1 milestone is".to_owned() } else { format!("{open} milestones are") }
}
