//! The four axes of an action: status, confidence, reporting, and verification, each with its source.

use domain::Event;
use domain::date::in_sentence;
use domain::facts::Reporting;
use domain::plan::Withdrawal;
use leptos::prelude::*;
use queries::action_words;
use queries::dossiers::ActionDossier;
use queries::glossary;
use store::HistoryEntry;
use ui::components::mark::{Axis, Mark};
use ui::components::term::{term, term_as};
use ui::layout::Reading;

const NO_UPDATE_DUE: &str = "No update due";

/// The four axes, where a dashboard has its five figures.
pub fn axes(reading: &Reading, dossier: &ActionDossier<'_>) -> AnyView {
    let (view, facts) = (&reading.view, dossier.facts);
    let (today, rule) = (view.position().day, view.reporting_rule());
    let said = dossier.last_report().map(|seen| action_words::said_when(view, &seen.value));
    let none_stands = dossier.no_update_stands();
    let said = said.or(none_stands.clone()).unwrap_or_else(|| "No updates yet".to_owned());
    // The secretariat withdrew the action; no agency reported that.
    let (status_title, status_words) = match withdrawn_by(reading, dossier) {
        Some(words) => ("Status", words),
        None => ("Reported status", said.clone()),
    };
    let reporting = facts.reporting(today, rule);
    let is_old = reporting.is_some_and(Reporting::is_silent);
    // "No update due" stands there once.
    let owed = action_words::owed(facts, today, rule);
    let owed = (reporting.is_some() || owed != NO_UPDATE_DUE).then_some(owed);
    let evidence = action_words::evidence(dossier);
    let class = if is_old { "c-axes c-old" } else { "c-axes" };
    view! {
        <dl class=class>
            <div><dt>{status_title}</dt><dd><Mark of=Axis::Status(facts.status())/><p>{status_words}</p></dd></div>
            <div><dt>{term_as(&glossary::CONFIDENCE, "Reported confidence")}</dt><dd>{mark(facts.confidence().map(Axis::Confidence), "Not reported")}<p>{said}</p></dd></div>
            <div><dt>"Reporting"</dt><dd>{reporting_mark(reporting, none_stands.is_some())}{owed.map(|owed| view! { <p>{owed}</p> })}</dd></div>
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
        reporting => mark(reporting.map(Axis::Reporting), NO_UPDATE_DUE),
    }
}

fn mark(of: Option<Axis>, else_words: &'static str) -> AnyView {
    match of {
        Some(of) => view! { <Mark of=of/> }.into_any(),
        None => view! { <span class="c-quiet">{else_words}</span> }.into_any(),
    }
}
