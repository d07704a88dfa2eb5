//! What the lead says, beside what dates, evidence and silence show.

use super::Dossier;
use crate::components::mark::{Axis, Mark};
use crate::layout::Reading;
use crate::words;
use domain::actor::Authority;
use domain::date::{long, short};
use domain::facts::Reporting;
use domain::ids::MilestoneId;
use domain::signals::{Signal, Verdict, signals, verdict};
use domain::update::{Report, Speaker};
use leptos::prelude::*;

/// The four axes, where a dashboard has its five figures.
pub fn axes(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    let (view, facts) = (&reading.view, dossier.facts);
    let (today, rule) = (view.position().day, view.reporting_rule());
    let said = dossier.reports.first().map(|seen| said_when(reading, &seen.value));
    let said = said.unwrap_or_else(|| "Nobody has reported yet".to_owned());
    let reporting = facts.reporting(today, rule);
    let is_old = reporting.is_some_and(Reporting::is_silent);
    let next = rule.next_due(today);
    let owed = if facts.owes_reports() {
        format!("Next report, for {}, is due {}", next.in_words(), short(rule.due(next)))
    } else if facts.lead.is_none() {
        "Without a lead nobody owes a report".to_owned()
    } else {
        "No report is owed".to_owned()
    };
    let evidence = dossier.evidence.iter().find(|seen| seen.value.withdrawn.is_none());
    let evidence = evidence.map_or_else(
        || "No evidence attached".to_owned(),
        |seen| format!("Latest evidence: {}", short(seen.value.attached)),
    );
    let class = if is_old { "c-axes c-old" } else { "c-axes" };
    view! {
        <dl class=class>
            <div><dt>"Status, reported"</dt><dd><Mark of=Axis::Status(facts.status())/><p>{said.clone()}</p></dd></div>
            <div><dt>"Confidence, reported"</dt><dd>{mark(facts.confidence().map(Axis::Confidence), "Not stated")}<p>{said}</p></dd></div>
            <div><dt>"Reporting"</dt><dd>{mark(reporting.map(Axis::Reporting), "Nothing due")}<p>{owed}</p></dd></div>
            <div><dt>"Verification"</dt><dd>{mark(facts.verification().map(Axis::Verification), "Nothing claimed")}<p>{evidence}</p></dd></div>
        </dl>
    }
    .into_any()
}

fn mark(of: Option<Axis>, else_words: &'static str) -> AnyView {
    match of {
        Some(of) => view! { <Mark of=of/> }.into_any(),
        None => view! { <span class="c-quiet">{else_words}</span> }.into_any(),
    }
}

/// Who said it, and when: "Justice, 12 July 2024".
pub fn said_when(reading: &Reading, report: &Report) -> String {
    let view = &reading.view;
    match &report.said_by {
        Speaker::Agency(Authority::Own(party)) => format!("{}, {}", view.short_name(*party), long(report.submitted)),
        Speaker::Agency(Authority::OnBehalfOf(party)) => {
            format!("Secretariat on behalf of {}, {}", view.short_name(*party), long(report.submitted))
        }
        Speaker::Source(source) => format!("Quoted from {source}, {}", long(report.submitted)),
    }
}

pub fn said_and_shown(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
    let signals = signals(dossier.facts, today, rule);
    let words = match verdict(dossier.facts, &signals) {
        Verdict::NothingSaid => None,
        Verdict::Agree => Some(("They agree", "as far as the record shows.")),
        Verdict::Differ => Some((
            "They differ.",
            "A date has passed, or a milestone stands open, since this was said. The next report can settle it.",
        )),
    };
    let shown = signals.iter().map(|signal| view! { <li>{signal_words(dossier, signal)}</li> }).collect_view();
    let shown = if signals.is_empty() {
        view! { <p class="c-quiet">"Nothing yet: no milestone, no evidence, and no report was due."</p> }.into_any()
    } else {
        view! { <ul class="c-dots">{shown}</ul> }.into_any()
    };
    view! {
        <div class="c-two">
            <div><h3>"Said"</h3>{said(reading, dossier)}</div>
            <div><h3>"Shown by dates, evidence and silence"</h3>{shown}</div>
        </div>
        {words.map(|(verdict, rest)| view! { <p class="c-verdict"><b>{verdict}</b>" "{rest}</p> })}
    }
    .into_any()
}

fn said(reading: &Reading, dossier: &Dossier<'_>) -> AnyView {
    let Some(last) = dossier.reports.first() else {
        return view! { <p class="c-quiet">"Nobody has reported on this action."</p> }.into_any();
    };
    let report = &last.value;
    let native = report
        .native_word
        .as_ref()
        .map(|word| view! { <span class="c-quiet">" (in its own words: "{word.to_string()}")"</span> });
    let entry = reading.paths.entry(last.born);
    view! {
        <p class="c-marks">
            <Mark of=Axis::Status(dossier.facts.status())/>
            {report.confidence.map(|confidence| view! { <Mark of=Axis::Confidence(confidence)/> })}
            {native}
        </p>
        <blockquote class="c-promise">{report.narrative.to_string()}</blockquote>
        <p class="c-small c-quiet">{said_when(reading, report)}", for "{report.quarter.in_words()}", "<a href=entry>"entry "{words::thousands(last.born.0 as usize)}</a></p>
    }
    .into_any()
}

fn signal_words(dossier: &Dossier<'_>, signal: &Signal) -> String {
    let title = |id: MilestoneId| {
        let found = dossier.milestones.iter().find(|seen| seen.value.id == id);
        found.map_or_else(|| "A milestone".to_owned(), |seen| seen.value.title.to_string())
    };
    match signal {
        Signal::Overdue { milestone, due, days } => {
            format!("{}: due {}, {} overdue.", title(*milestone), long(*due), words::count(*days as usize, "day"))
        }
        Signal::MovedOften { milestone, times, days } => {
            format!(
                "{}: its date has moved {times} times, {} from the first promise.",
                title(*milestone),
                words::count(days.unsigned_abs() as usize, "day")
            )
        }
        Signal::CompletedWithoutEvidence { milestone, on } => {
            format!("{}: completed {}, without evidence.", title(*milestone), long(*on))
        }
        Signal::Stale { last } => {
            format!("The last report is from {}; a later one was due and did not come.", long(*last))
        }
        Signal::NeverReported => "A report was due, and none has ever come.".to_owned(),
        Signal::CompletedWithOpenMilestones { open } => {
            format!("Reported as completed, while {} open.", stand(*open))
        }
        Signal::MilestonesDone { done, of } => format!("{done} of {} done.", words::count(*of, "milestone")),
    }
}

fn stand(open: usize) -> String {
    if open == 1 { "1 milestone stands".to_owned() } else { format!("{open} milestones stand") }
}
