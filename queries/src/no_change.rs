//! Whether the last update of an action can be submitted again as it is, and what stands in the way.

use crate::action_words;
use crate::dossiers::ActionDossier;
use domain::date::{FiscalQuarter, in_sentence};
use domain::milestone::MilestoneState;
use domain::signals::contradicted;
use domain::update::Report;
use store::{Versioned, View};

/// Whether the last update of the action can be submitted again for the quarter. Otherwise what stands in the way, in
/// sentences; none where no update is there that could be repeated.
///
/// # Errors
/// The sentences.
pub fn no_change<'a>(
    view: &View,
    dossier: &'a ActionDossier<'_>,
    quarter: FiscalQuarter,
) -> Result<&'a Versioned<Report>, Vec<String>> {
    let mut why = overdue_updates(view, dossier);
    let mut standing = dossier.reports.iter().filter(|seen| seen.value.stands());
    let (last, before) = (standing.next(), standing.next());
    let last = last.filter(|last| last.value.quarter < quarter && last.value.confidence.is_some());
    if why.is_empty() && last.is_some() {
        why = in_the_way(view, dossier);
    }
    if let (true, Some(last)) = (why.is_empty(), last)
        && last.value.may_repeat(before.map(|seen| &seen.value)).is_err()
    {
        why.push(REPEATED_BEFORE.to_owned());
    }
    why.extend(overdue_milestones(view, dossier));
    last.filter(|_| why.is_empty()).ok_or(why)
}

const REPEATED_BEFORE: &str = "The last update was \"no change\" already: say in a sentence what the status is.";

/// The updates that were missed: a new one covers them, and repeating an old one does not.
fn overdue_updates(view: &View, dossier: &ActionDossier<'_>) -> Vec<String> {
    let rule = view.reporting_rule();
    let missed = dossier.facts.missed_updates(view.position().day, rule);
    if missed.is_empty() {
        return Vec::new();
    }
    let periods: Vec<String> = missed.into_iter().map(|missed| rule.period_short(missed)).collect();
    vec![format!("Overdue: {}. One update covers all of them.", periods.join(", "))]
}

/// What the last update of an action can't speak of, or what contradicts it, in sentences.
fn in_the_way(view: &View, dossier: &ActionDossier<'_>) -> Vec<String> {
    let today = view.position().day;
    let contradicted = contradicted(dossier.facts, dossier.expects_late(), today);
    let contradicted = contradicted.map(|difference| action_words::difference_words(difference).to_owned());
    let since = dossier.since.iter().map(|since| action_words::since(view, dossier, since));
    contradicted.into_iter().chain(since).collect()
}

/// The milestones whose due dates have passed: each is completed, or gets another date.
fn overdue_milestones(view: &View, dossier: &ActionDossier<'_>) -> Vec<String> {
    let today = view.position().day;
    let open = dossier.milestones.iter().map(|seen| &seen.value);
    let open = open.filter(|milestone| matches!(milestone.state, MilestoneState::Open) && milestone.due < today);
    open.map(|milestone| format!("{}: due {}.", milestone.title, in_sentence(milestone.due))).collect()
}
