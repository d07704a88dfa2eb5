//! Priority actions: what a plan promises, in which words, for when, and how firmly.

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::error::{ActionError, DomainError};
use crate::event::{Changed, Event};
use crate::ids::{ActionId, NodeId, PlanId};
use crate::plan::{Basis, Withdrawal};
use crate::text::{Citation, Code, Narrative, Sentence, Title};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub plan: PlanId,
    pub node: NodeId,
    /// Whether the source places it under that node, or somebody inferred it.
    pub node_basis: Basis,
    /// The record's own key within the plan, which never changes.
    pub reference: Code,
    /// The plan's own number, where it is known.
    pub official_number: Option<Title>,
    pub title: Title,
    pub promise: Narrative,
    /// Whether title and promise stand as published.
    pub wording: Wording,
    pub kind: ActionKind,
    pub strength: Strength,
    pub strength_basis: Basis,
    pub recurrence: Option<Recurrence>,
    pub timeframe: Timeframe,
    /// Whether the source states both who leads and what is promised. It says nothing about progress.
    pub source_states_lead: bool,
    /// Whether this entry is known to stand for just one published action.
    pub matches_published: bool,
    /// The node of another plan that this commitment carries out.
    pub contributes_to: Option<NodeId>,
    pub note: Option<Narrative>,
    pub source: Citation,
    pub withdrawn: Option<Withdrawal>,
}

/// How firmly something is promised: the verb of the published text decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Release, launch, dismantle: it can be checked whether it happened.
    Deliver,
    /// Expand, strengthen, prioritize: a direction.
    Advance,
    /// Consider, seek, explore: a meeting could meet it.
    Explore,
}

/// Whether words are the plan's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    Published,
    Paraphrased,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionKind {
    Action,
    /// An office that its source lists as having acted under an objective, without a numbered action.
    Contribution,
}

/// An action that comes round again is never completed; its occurrences are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// As the source writes it: "twice a year".
    pub stated: Title,
    /// How many occurrences a fiscal year should have.
    pub times_a_year: u32,
}

/// When an action is to be done: the source's words, and the days that the rules need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeframe {
    pub stated: Title,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    /// Where the two days come from.
    pub basis: Basis,
}

/// What the secretariat may change in an action's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    pub node: NodeId,
    pub node_basis: Basis,
    pub official_number: Option<Title>,
    pub title: Title,
    pub promise: Narrative,
    pub wording: Wording,
    pub strength: Strength,
    pub timeframe: Timeframe,
    pub note: Option<Narrative>,
}

impl Action {
    /// # Errors
    /// Only the secretariat (and an import by the operator) keeps plans; a timeframe ends after it starts.
    pub fn add(actor: &Actor, action: Action) -> Result<Changed<Action>, DomainError> {
        actor.require(Permission::KeepPlans)?;
        action.timeframe.check()?;
        let event = Event::ActionAdded { reference: action.reference.to_string() };
        Ok(Changed::by(actor, action, event))
    }

    /// # Errors
    /// Only the secretariat keeps plans; a withdrawn action is not amended; a change must change something.
    pub fn amend(&self, actor: &Actor, to: Amendment) -> Result<Changed<Action>, DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.still_stands()?;
        to.timeframe.check()?;
        // What is not changed keeps the basis that it had.
        let strength_basis = if to.strength == self.strength { self.strength_basis } else { Basis::Inferred };
        let node_basis = if to.node == self.node { self.node_basis } else { to.node_basis };
        let days = |timeframe: &Timeframe| (timeframe.starts, timeframe.ends);
        let is_same_time = days(&to.timeframe) == days(&self.timeframe);
        let basis = if is_same_time { self.timeframe.basis } else { to.timeframe.basis };
        let after = Action {
            node: to.node,
            node_basis,
            official_number: to.official_number,
            title: to.title,
            promise: to.promise,
            wording: to.wording,
            strength: to.strength,
            strength_basis,
            timeframe: Timeframe { basis, ..to.timeframe },
            note: to.note,
            ..self.clone()
        };
        if after == *self {
            return Err(DomainError::NothingChanged);
        }
        Ok(Changed::by(actor, after, Event::ActionAmended {}))
    }

    /// Withdrawn wins over whatever was reported, and the action stays in every count that asks for it.
    ///
    /// # Errors
    /// Only the secretariat withdraws an action, once.
    pub fn withdraw(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Action>, DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.still_stands()?;
        let withdrawn = Some(Withdrawal { on: today, reason });
        Ok(Changed::by(actor, Action { withdrawn, ..self.clone() }, Event::ActionWithdrawn {}))
    }

    /// # Errors
    /// [`ActionError::Withdrawn`] with the day since which it no longer stands.
    pub fn still_stands(&self) -> Result<(), DomainError> {
        match &self.withdrawn {
            None => Ok(()),
            Some(withdrawal) => Err(ActionError::Withdrawn { on: withdrawal.on }.into()),
        }
    }
}

impl Timeframe {
    fn check(&self) -> Result<(), DomainError> {
        match (self.starts, self.ends) {
            (Some(starts), Some(ends)) if ends < starts => Err(ActionError::EndsBeforeItStarts { starts, ends }.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{TODAY, action, amendment, day, refused, secretariat, sentence, title};

    fn timeframe(starts: Option<&str>, ends: Option<&str>) -> Timeframe {
        Timeframe { starts: starts.map(day), ends: ends.map(day), ..action().timeframe }
    }

    fn withdrawn() -> Action {
        Action { withdrawn: Some(Withdrawal { on: TODAY, reason: sentence("Merged.") }), ..action() }
    }

    #[test]
    fn an_action_is_added_under_its_reference() {
        let added = Action::add(&secretariat(), action()).unwrap();
        assert_eq!((added.after(), added.event()), (&action(), &Event::ActionAdded { reference: "DOJ-08".to_owned() }));
    }

    #[test]
    fn a_timeframe_does_not_end_before_it_starts() {
        let reversed = timeframe(Some("2024-06-30"), Some("2024-06-29"));
        let words = "The timeframe ends on 29 June 2024, before it starts on 30 June 2024.";
        assert_eq!(refused(Action::add(&secretariat(), Action { timeframe: reversed.clone(), ..action() })), words);
        let amended = action().amend(&secretariat(), Amendment { timeframe: reversed, ..amendment() });
        assert_eq!(refused(amended), words);
    }

    #[test]
    fn a_timeframe_may_last_a_day_or_be_open_on_either_side() {
        let (one_day, open) = (Some("2024-06-30"), None);
        for (starts, ends) in [(one_day, one_day), (one_day, open), (open, one_day), (open, open)] {
            assert!(Action::add(&secretariat(), Action { timeframe: timeframe(starts, ends), ..action() }).is_ok());
        }
    }

    #[test]
    fn an_amendment_changes_the_text_and_nothing_else() {
        let amended = action().amend(&secretariat(), amendment()).unwrap();
        let expected = Action { title: title("Housing for survivors of trafficking"), ..action() };
        assert_eq!((amended.after(), amended.event()), (&expected, &Event::ActionAmended {}));
    }

    #[test]
    fn a_strength_that_somebody_changes_is_inferred_from_then_on() {
        let to = Amendment { strength: Strength::Explore, ..amendment() };
        let amended = action().amend(&secretariat(), to).unwrap();
        assert_eq!((amended.after().strength, amended.after().strength_basis), (Strength::Explore, Basis::Inferred));
        let kept = action().amend(&secretariat(), amendment()).unwrap();
        assert_eq!((kept.after().strength, kept.after().strength_basis), (Strength::Deliver, Basis::Stated));
    }

    #[test]
    fn a_place_and_a_timeframe_that_nobody_changes_keep_their_basis() {
        let to = |basis, timeframe| Amendment { node_basis: basis, timeframe, ..amendment() };
        let retyped = Timeframe { basis: Basis::Unknown, ..action().timeframe };
        let kept = action().amend(&secretariat(), to(Basis::Unknown, retyped)).unwrap();
        let before = action();
        assert_eq!(
            (kept.after().node_basis, kept.after().timeframe.basis),
            (before.node_basis, before.timeframe.basis)
        );
        let moved = Timeframe { basis: Basis::Unknown, ..timeframe(Some("2031-01-01"), None) };
        let changed = action().amend(&secretariat(), to(before.node_basis, moved)).unwrap();
        assert_eq!(changed.after().timeframe.basis, Basis::Unknown);
    }

    #[test]
    fn an_action_is_not_amended_to_what_it_is() {
        let same = action().amend(&secretariat(), Amendment { title: action().title, ..amendment() });
        assert_eq!(refused(same), "Nothing was changed: this is what the record says already.");
    }

    #[test]
    fn a_withdrawn_action_stays_with_the_day_and_the_reason() {
        let gone = action().withdraw(&secretariat(), sentence("Merged."), TODAY).unwrap();
        assert_eq!((gone.after(), gone.event()), (&withdrawn(), &Event::ActionWithdrawn {}));
        assert!(action().still_stands().is_ok());
    }

    #[test]
    fn a_withdrawn_action_is_neither_amended_nor_withdrawn_again() {
        let words = "This action was withdrawn on 3 May 2024. Nothing more is reported on it.";
        assert_eq!(refused(withdrawn().amend(&secretariat(), amendment())), words);
        assert_eq!(refused(withdrawn().withdraw(&secretariat(), sentence("Again."), day("2024-06-01"))), words);
    }
}
