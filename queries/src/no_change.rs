//! Whether the last update of an action can be submitted again as it is, and what stands in the way.

use crate::action_words;
use crate::dossiers::ActionDossier;
use domain::date::{FiscalQuarter, in_sentence};
use domain::milestone::MilestoneState;
use domain::signals::contradicted;
use domain::update::Report;
use store::{Versioned, View};

/// Whether "no change" is offered for a quarter.
#[derive(Clone, Debug)]
pub enum NoChange<'a> {
    /// This update can be submitted again.
    Of(&'a Versioned<Report>),
    /// No update of the agency is there that could be.
    NothingToRepeat,
    /// The last update was "no change" already.
    RepeatedBefore,
    /// What the last update can't speak of, or what contradicts it: repeating it would say what is not so.
    Changed(Vec<String>),
}

impl<'a> NoChange<'a> {
    /// Whether the last update of the action can be submitted again for the quarter.
    pub fn of(view: &View, dossier: &'a ActionDossier<'_>, quarter: FiscalQuarter) -> NoChange<'a> {
        let mut standing = dossier.reports.iter().filter(|seen| seen.value.stands());
        let (last, before) = (standing.next(), standing.next());
        let Some(last) = last.filter(|last| last.value.quarter < quarter && last.value.confidence.is_some()) else {
            return NoChange::NothingToRepeat;
        };
        let changed = in_the_way(view, dossier);
        if !changed.is_empty() {
            return NoChange::Changed(changed);
        }
        match last.value.may_repeat(before.map(|seen| &seen.value)) {
            Ok(()) => NoChange::Of(last),
            Err(_) => NoChange::RepeatedBefore,
        }
    }
}

/// What the last update of an action can't speak of, or what contradicts it, in sentences.
pub fn in_the_way(view: &View, dossier: &ActionDossier<'_>) -> Vec<String> {
    let today = view.position().day;
    let contradicted = contradicted(dossier.facts, dossier.expects_late(), today);
    let contradicted = contradicted.map(|difference| action_words::difference_words(difference).to_owned());
    let since = dossier.since.iter().map(|since| action_words::since(view, dossier, since));
    contradicted.into_iter().chain(since).collect()
}

/// The milestones whose due dates have passed: each is completed, or gets another date.
pub fn overdue(view: &View, dossier: &ActionDossier<'_>) -> Vec<String> {
    let today = view.position().day;
    let open = dossier.milestones.iter().map(|seen| &seen.value);
    let open = open.filter(|milestone| matches!(milestone.state, MilestoneState::Open) && milestone.due < today);
    open.map(|milestone| format!("{}: due {}.", milestone.title, in_sentence(milestone.due))).collect()
}
