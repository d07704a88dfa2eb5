//! What the lead says, beside what dates, evidence and silence show.

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
        view! { <p class="c-quiet">"Nothing: the action was withdrawn, and its dates count no more."</p> }.into_any()
    } else if dossier.signals.is_empty() {
        view! { <p class="c-quiet">"Nothing: no milestone, and no update is overdue."</p> }.into_any()
    } else {
        view! { <ul class="c-dots">{shown}</ul> }.into_any()
    };
    view! {
        <div class="c-two">
            <div><h3>"Said"</h3>{said(reading, dossier)}</div>
            <div><h3>"Shown by dates, evidence and silence"</h3>{shown}{happened_since(reading, dossier)}</div>
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

/// Whether an update for a later period than the last one is owed. Otherwise old updates are all that there will be.
fn is_stale(facts: &ActionFacts, today: Date, rule: ReportingRule) -> bool {
    facts.reporting(today, rule) == Some(Reporting::Stale)
}

/// Why none is owed, though the last one is old.
fn nothing_due(facts: &ActionFacts) -> &'static str {
    if facts.plan_state != PlanState::InForce {
        "no later update is due: its plan is not in force"
    } else if facts.lead.is_none() {
        "no later update is due: it has no lead"
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
            "The update is too old to compare.",
            format!(
                "It is for {}, and {}. It agrees with nothing shown here.",
                last.quarter.named(),
                if is_stale { "a later period is due" } else { nothing_due(dossier.facts) }
            ),
        ),
        Verdict::Differ(difference) => ("They differ.", difference_words(difference).to_owned()),
        Verdict::ChangedSince => {
            ("Changed since the update.", "The next update can say whether it still holds.".to_owned())
        }
        Verdict::ReportedOnly => ("Reported only.", unbacked_words(dossier.facts)),
        Verdict::Agree => {
            ("They agree.", format!("Nothing shown contradicts the update of {}.", in_sentence(last.submitted)))
        }
    })
}

fn lacking_words(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Withdrawn => "The action was withdrawn.",
        Lacking::NothingShown => "No milestone and no document shows what the update says.",
        Lacking::Blocker => "No due date has passed or moved later. What blocks the work is not in the record.",
    }
}

fn difference_words(difference: Difference) -> &'static str {
    match difference {
        Difference::CompletedWithOpenMilestones => "The update says Completed, while a milestone is open.",
        Difference::EveryMilestoneCompleted => {
            "Every milestone is completed, while the update does not say that the action is."
        }
        Difference::NotStartedWithCompletedMilestones => "The update says Not started, while a milestone is completed.",
        Difference::OnTrackWithOverdueMilestones => "The update says On track, while a milestone is overdue.",
        Difference::OnTrackPastTheTimeframe => "The update says On track, while the timeframe of the action has ended.",
        Difference::LateInWordsOnly => {
            "The update says that the work is late, while no due date has passed or moved later."
        }
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
        let none = none.unwrap_or_else(|| "Nobody has reported on this action.".to_owned());
        return view! { <p class="c-quiet">{none}</p> }.into_any();
    };
    let report = &last.value;
    let native = report
        .native_word
        .as_ref()
        .map(|word| view! { <span class="c-quiet">" (in its own words: "{word.to_string()}")"</span> });
    let entry = reading.paths.entry(last.born);
    view! {
        <p class="c-marks">
            <Mark of=Axis::Status(Status::shown(false, dossier.facts.recurs, Some(report.status)))/>
            {report.confidence.map(|confidence| view! { <Mark of=Axis::Confidence(confidence)/> })}
            {native}
        </p>
        <blockquote class="c-promise">{prose(report.narrative.as_str())}</blockquote>
        <p class="c-small c-quiet">{said_when(reading, report)}", for "{report.quarter.in_words()}", "<a href=entry>"entry "{words::thousands(last.born.0 as usize)}</a></p>
    }
    .into_any()
}

fn signal_words(dossier: &ActionDossier<'_>, signal: &Signal) -> String {
    let title = |id: MilestoneId| dossier.milestone_title(id);
    match signal {
        Signal::TimeframeEnded { on, days } => {
            format!("Its timeframe ended {}, {} ago.", in_sentence(*on), words::count(*days as usize, "day"))
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
            format!(
                "{}: its date has moved {times} times, {} from the first promise.",
                title(*milestone),
                words::count(days.unsigned_abs() as usize, "day")
            )
        }
        Signal::CompletedWithoutEvidence { milestone, on } => {
            format!("{}: completed {}, without evidence.", title(*milestone), in_sentence(*on))
        }
        Signal::Stale { last } => {
            format!("The last update is from {}. A later one is overdue.", in_sentence(*last))
        }
        Signal::NeverReported => match dossier.no_update_stands() {
            Some(words) => format!("An update is overdue. {words}."),
            None => "An update is overdue, and none was ever received.".to_owned(),
        },
        Signal::CompletedWithOpenMilestones { open } => {
            format!("Reported as completed, while {} open.", are(*open))
        }
        Signal::MilestonesDone { done, of } => format!("{done} of {} completed.", words::count(*of, "milestone")),
    }
}

fn are(open: usize) -> String {
    if open == 1 { "1 milestone is".to_owned() } else { format!("{open} milestones are") }
}
