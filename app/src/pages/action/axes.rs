//! The four axes of an action: status, confidence, reporting, and verification, each with its source.

use super::said_and_shown::said_when;
use crate::components::mark::{Axis, Mark};
use crate::components::term::{term, term_as};
use crate::layout::Reading;
use crate::words;
use domain::Date;
use domain::Event;
use domain::date::in_sentence;
use domain::facts::{ActionFacts, Reporting};
use domain::plan::Withdrawal;
use domain::reporting::ReportingRule;
use leptos::prelude::*;
use queries::dossiers::ActionDossier;
use queries::glossary;
use store::HistoryEntry;

/// The four axes, where a dashboard has its five figures.
pub fn axes(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let (view, facts) = (&reading.view, dossier.facts);
    let (today, rule) = (view.position().day, view.reporting_rule());
    let said = dossier.last_report().map(|seen| said_when(reading, &seen.value));
    let none_stands = dossier.no_update_stands();
    let said = said.or(none_stands.clone()).unwrap_or_else(|| "No updates yet".to_owned());
    // The secretariat withdrew the action; no agency reported that.
    let (status_title, status_words) = match withdrawn_by(reading, dossier) {
        Some(words) => ("Status", words),
        None => ("Reported status", said.clone()),
    };
    let reporting = facts.reporting(today, rule);
    let is_old = reporting.is_some_and(Reporting::is_silent);
    let owed = owed_words(facts, today, rule);
    let evidence = evidence_words(dossier);
    let class = if is_old { "c-axes c-old" } else { "c-axes" };
    view! {
        <dl class=class>
            <div><dt>{status_title}</dt><dd><Mark of=Axis::Status(facts.status())/><p>{status_words}</p></dd></div>
            <div><dt>{term_as(&glossary::CONFIDENCE, "Reported confidence")}</dt><dd>{mark(facts.confidence().map(Axis::Confidence), "Not reported")}<p>{said}</p></dd></div>
            <div><dt>"Reporting"</dt><dd>{reporting_mark(reporting, none_stands.is_some())}<p>{owed}</p></dd></div>
            <div><dt>{term(&glossary::VERIFICATION)}</dt><dd>{mark(facts.verification().map(Axis::Verification), "Nothing reported")}<p>{evidence}</p></dd></div>
        </dl>
    }
    .into_any()
}

/// "Withdrawn by Sam Ortiz, Secretariat, October 4, 2023: Merged with another.": `None` where the action was not withdrawn.
fn withdrawn_by(reading: &Reading, dossier: &ActionDossier<'_>) -> Option<String> {
    let Withdrawal { on, reason } = dossier.action.withdrawn.as_ref()?;
    let withdrew = |entry: &&HistoryEntry| matches!(entry.entry.event, Some(Event::ActionWithdrawn {}));
    let entry = dossier.history.entries().iter().find(withdrew);
    let by = entry.map(|entry| format!(" by {},", dossier.history.made_by(&reading.view, entry))).unwrap_or_default();
    Some(format!("Withdrawn{by} {}: {reason}", in_sentence(*on)))
}

/// A retracted update was received too.
fn reporting_mark(reporting: Option<Reporting>, none_stands: bool) -> AnyView {
    match reporting {
        Some(never @ Reporting::NeverReported) if none_stands => {
            view! { <Mark of=Axis::Reporting(never) word="No current update"/> }.into_any()
        }
        reporting => mark(reporting.map(Axis::Reporting), "No update due"),
    }
}

/// How many missed quarters are named one by one.
const NAMED: usize = 3;

/// Which updates are overdue, all of them, and which one comes next.
fn owed_words(facts: &ActionFacts, today: Date, rule: ReportingRule) -> String {
    let missed = facts.missed_updates(today, rule);
    let overdue = match missed.as_slice() {
        [] => None,
        [one] => Some(format!("Overdue: {}, due {}.", rule.period_named(*one), in_sentence(rule.due(*one)))),
        [first, .., last] if missed.len() > NAMED => Some(format!(
            "Overdue for {}: {} through {}.",
            words::count(missed.len(), "period"),
            rule.period_named(*first),
            rule.period_named(*last)
        )),
        several => {
            let named: Vec<String> = several.iter().map(|quarter| rule.period_named(*quarter)).collect();
            Some(format!("Overdue: {}.", named.join(", ")))
        }
    };
    let next = facts.next_update(today, rule);
    let next = next.map(|next| format!("Next: {}, due {}.", rule.period_named(next), in_sentence(rule.due(next))));
    match (overdue, next) {
        (Some(overdue), Some(next)) => format!("{overdue} {next}"),
        (Some(words), None) | (None, Some(words)) => words,
        (None, None) if facts.lead.is_none() => "No lead agency, so no update is due".to_owned(),
        (None, None) => "No update due".to_owned(),
    }
}

/// What evidence there is for what was reported.
fn evidence_words(dossier: &ActionDossier<'_>) -> String {
    let facts = dossier.facts;
    let completed = facts.completed_milestones().count();
    let backed = facts.completed_milestones().filter(|milestone| milestone.is_backed()).count();
    let of_milestones = (completed > 0)
        .then(|| format!("{backed} of {} with evidence or verified", words::count(completed, "completed milestone")));
    let of_action = match facts.claim_evidence {
        0 => None,
        number => Some(format!("{} for the entire action", words::count(number as usize, "document"))),
    };
    match (of_milestones, of_action) {
        (Some(milestones), Some(action)) => format!("{milestones}; {action}"),
        (Some(words), None) | (None, Some(words)) => words,
        (None, None) if facts.evidence > 0 => "No document supports this update".to_owned(),
        (None, None) => "No evidence attached".to_owned(),
    }
}

fn mark(of: Option<Axis>, else_words: &'static str) -> AnyView {
    match of {
        Some(of) => view! { <Mark of=of/> }.into_any(),
        None => view! { <span class="c-quiet">{else_words}</span> }.into_any(),
    }
}
