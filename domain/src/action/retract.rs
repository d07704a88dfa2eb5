//! Retracting an action that was added by mistake. What someone reported on, or planned, was no mistake of the list: that
//! is withdrawn.

use super::Action;
use crate::Date;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::error::{ActionError, DomainError};
use crate::event::Event;
use crate::retraction::Retraction;
use crate::text::Sentence;

/// What stands in the record for an action, and would be left without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Updates that were not retracted.
    pub updates: usize,
    /// Milestones that were not withdrawn.
    pub milestones: usize,
}

impl Action {
    /// Whether the actor may retract the action.
    ///
    /// # Errors
    /// Only the secretariat; not twice; not while an update or a milestone stands for it.
    pub fn may_retract(&self, actor: &Actor, held: Held) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.is_not_retracted()?;
        match held {
            Held { updates: 0, milestones: 0 } => Ok(()),
            Held { updates, milestones } => Err(ActionError::NotJustAMistake { updates, milestones }.into()),
        }
    }

    /// # Errors
    /// As [`may_retract`](Action::may_retract).
    pub fn retract(
        &self,
        actor: &Actor,
        held: Held,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Action>, DomainError> {
        self.may_retract(actor, held)?;
        let retracted = Some(Retraction { on: today, reason });
        Ok(Changed::by(actor, Action { retracted, ..self.clone() }, Event::ActionRetracted {}))
    }

    /// # Errors
    /// [`ActionError::Retracted`] with the day on which it was retracted.
    pub fn is_not_retracted(&self) -> Result<(), DomainError> {
        match &self.retracted {
            None => Ok(()),
            Some(retraction) => Err(ActionError::Retracted { on: retraction.on }.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::assignment::Carriers;
    use crate::link::Link;
    use crate::milestone::{Milestone, MilestoneState};
    use crate::plan::Withdrawal;
    use crate::sample::{
        JUSTICE, TODAY, action, amendment, carriers, chair, day, earlier_action, edit_reason, liaison_of, link,
        milestone, refused, report, secretariat, sentence, source,
    };
    use crate::update::Speaker;

    fn reason() -> Sentence {
        sentence("Added twice.")
    }

    fn retracted() -> Action {
        Action { retracted: Some(Retraction { on: TODAY, reason: reason() }), ..action() }
    }

    #[test]
    fn an_action_added_by_mistake_is_retracted_with_the_day_and_the_reason() {
        let gone = action().retract(&secretariat(), Held::default(), reason(), TODAY).unwrap();
        assert_eq!((gone.after(), gone.event()), (&retracted(), &Event::ActionRetracted {}));
        let withdrawn = Withdrawal { on: TODAY, reason: sentence("Not ours.") };
        let withdrawn = Action { withdrawn: Some(withdrawn), ..action() };
        assert!(withdrawn.may_retract(&secretariat(), Held::default()).is_ok(), "also where that was noticed before");
    }

    #[test]
    fn an_action_that_somebody_reported_on_or_planned_for_is_withdrawn_instead() {
        let said = report(Speaker::Source(source()));
        let planned = milestone(TODAY);
        let tried = |held| refused(action().retract(&secretariat(), held, reason(), TODAY));
        assert_eq!(tried(Held::of([&said], [])), "This action has 1 update. Withdraw the action instead.");
        assert_eq!(
            tried(Held::of([&said, &said], [&planned])),
            "This action has 2 updates and 1 milestone. Withdraw the action instead."
        );
        // What was retracted or withdrawn itself holds nothing back.
        let said = said.retract(&secretariat(), &carriers(), reason(), TODAY).unwrap().after().clone();
        let gone = MilestoneState::Withdrawn(Withdrawal { on: TODAY, reason: reason() });
        let planned = Milestone { state: gone, ..planned };
        assert!(action().retract(&secretariat(), Held::of([&said], [&planned]), reason(), TODAY).is_ok());
    }

    #[test]
    fn only_the_secretariat_retracts_an_action_and_once() {
        for actor in [chair(), liaison_of(JUSTICE)] {
            let tried = action().retract(&actor, Held::default(), reason(), TODAY);
            assert_eq!(refused(tried), "Only the secretariat can edit plans and actions.");
        }
        let words = "This action was retracted on May 3, 2024. You can't report on it or change it.";
        let again = retracted().retract(&secretariat(), Held::default(), reason(), day("2024-06-01"));
        assert_eq!(refused(again), words);
    }

    #[test]
    fn nothing_more_is_done_with_a_retracted_action() {
        let words = "This action was retracted on May 3, 2024. You can't report on it or change it.";
        assert_eq!(refused(retracted().amend(&secretariat(), amendment(), edit_reason(), TODAY)), words);
        assert_eq!(refused(retracted().withdraw(&secretariat(), reason(), TODAY)), words);
        assert_eq!(retracted().still_stands().unwrap_err().to_string(), words);
        let carriers = Carriers::of_action(&retracted(), carriers().iter().cloned().collect::<Vec<_>>());
        assert_eq!(carriers.still_stand().unwrap_err().to_string(), words);
        let other = earlier_action();
        for (from, to) in [(&retracted(), &other), (&other, &retracted())] {
            assert_eq!(refused(Link::add(&secretariat(), (from, to), link(), &[])), words);
        }
    }

    #[test]
    fn an_action_of_before_is_written_as_it_was() {
        assert_eq!(serde_json::to_value(action()).unwrap().get("retracted"), None);
    }
}
