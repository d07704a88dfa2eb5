//! Who sees what: one rule for SQL, memory, lists, exports and single pages. What an actor may not see is not found.

use crate::actor::{Actor, Permission, Role};
use crate::body::Party;
use crate::person::Person;
use crate::plan::PlanState;

/// Whether the actor reads plans, actions, reports and meetings at all: everybody who is signed in does.
pub fn reads_content(actor: &Actor) -> bool {
    match actor {
        Actor::Operator | Actor::Person(_) => true,
    }
}

/// Whether a plan in that state is visible. `asked` are the parties that were asked to carry, or carry, one of its actions.
pub fn sees_plan(actor: &Actor, state: PlanState, asked: impl IntoIterator<Item = Party>) -> bool {
    match state {
        PlanState::InForce | PlanState::Superseded | PlanState::Closed => reads_content(actor),
        PlanState::Draft => actor.may(Permission::ReadDrafts) || asked.into_iter().any(|party| actor.acts_for(party)),
    }
}

/// Whether an action of a plan in that state is visible. In a draft, a liaison sees only what it is asked to carry.
pub fn sees_action(actor: &Actor, state: PlanState, asked: impl IntoIterator<Item = Party>) -> bool {
    sees_plan(actor, state, asked)
}

/// Whether an account is visible: all to administrators and auditors, those of liaisons to the secretariat, which keeps
/// them, and to everybody their own. The name of whoever made
/// an entry is part of what happened, and stands there for all who see the entry.
pub fn sees_person(actor: &Actor, person: &Person) -> bool {
    let keeps_it = person.role == Role::Liaison && actor.may(Permission::InviteLiaisons);
    actor.may(Permission::ReadAccounts) || keeps_it || actor.person() == Some(person.id)
}

/// Whether the actor takes lists out of the record as files. An administrator keeps accounts and reads, but takes nothing.
pub fn takes_files(actor: &Actor) -> bool {
    actor.role() != Some(Role::Administrator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Role;
    use crate::assignment::{Assignment, AssignmentState, CarrierRole, Ending};
    use crate::ids::PersonId;
    use crate::sample::{
        HEALTH, JUSTICE, LABOR, STATE, TASK_FORCE, TODAY, VICTIM_SERVICES, acting, auditor, carrier, chair, liaison_of,
        person, secretariat, sentence,
    };

    /// Who of an action has to be asked about: everybody who carries it or has an offer to answer.
    fn asked(part: &Assignment) -> Option<Party> {
        (part.is_in_force() || part.is_unanswered()).then_some(part.party)
    }

    /// Whether the plan is seen of which this part is the only one, and with it the action that the part is of.
    fn sees_draft(actor: &Actor, part: &Assignment) -> bool {
        let of_action = sees_action(actor, PlanState::Draft, asked(part));
        // Of another action, for which the actor was not asked, a liaison sees nothing.
        let of_another = sees_action(actor, PlanState::Draft, []);
        assert_eq!(of_another, actor.may(Permission::ReadDrafts), "{actor:?}");
        of_action && sees_plan(actor, PlanState::Draft, asked(part))
    }

    #[test]
    fn a_liaison_sees_a_draft_while_its_agency_is_asked_to_carry_some_of_it_or_carries_it() {
        let (on, reason, to) = (TODAY, sentence("No staff."), Party::Agency(STATE));
        let states = [
            (AssignmentState::Stated, true),
            (AssignmentState::Assumed, false),
            (AssignmentState::Offered { on }, true),
            (AssignmentState::Accepted { on }, true),
            (AssignmentState::Declined { on, reason: reason.clone() }, false),
            (AssignmentState::HandedOver { on, to }, false),
            (AssignmentState::Ended { on, reason: reason.clone(), how: Ending::TakenBack }, false),
            (AssignmentState::Ended { on, reason: reason.clone(), how: Ending::RequestWithdrawn }, false),
            (AssignmentState::Ended { on, reason, how: Ending::HandedBack }, false),
        ];
        for (state, is_seen) in states {
            for role in [CarrierRole::Lead, CarrierRole::Support] {
                let part = carrier(role, Party::Agency(VICTIM_SERVICES), state.clone());
                assert_eq!(sees_draft(&liaison_of(VICTIM_SERVICES), &part), is_seen, "{part:?}");
                assert_eq!(sees_draft(&liaison_of(JUSTICE), &part), is_seen, "the department above, {part:?}");
                assert!(!sees_draft(&liaison_of(HEALTH), &part), "another agency, {part:?}");
                assert!(sees_draft(&secretariat(), &part) && sees_draft(&chair(), &part), "{part:?}");
                assert!(!sees_draft(&auditor(), &part), "{part:?}");
            }
        }
    }

    #[test]
    fn the_liaison_of_a_component_does_not_see_what_only_its_department_is_asked_to_carry() {
        let part = carrier(CarrierRole::Lead, Party::Agency(JUSTICE), AssignmentState::Offered { on: TODAY });
        assert!(!sees_draft(&liaison_of(VICTIM_SERVICES), &part));
    }

    #[test]
    fn the_liaison_of_its_chair_sees_what_a_body_is_asked_to_carry() {
        let part = carrier(CarrierRole::Lead, Party::Body(TASK_FORCE), AssignmentState::Offered { on: TODAY });
        assert!(sees_draft(&liaison_of(STATE), &part));
        assert!(!sees_draft(&liaison_of(LABOR), &part));
    }

    #[test]
    fn one_part_that_is_asked_is_enough_to_see_the_plan() {
        let parties = [Party::Agency(LABOR), Party::Agency(HEALTH)];
        assert!(sees_plan(&liaison_of(HEALTH), PlanState::Draft, parties));
        assert!(!sees_plan(&liaison_of(STATE), PlanState::Draft, parties));
        assert!(!sees_plan(&liaison_of(HEALTH), PlanState::Draft, []));
    }

    #[test]
    fn everybody_sees_their_own_account() {
        for role in Role::ALL {
            let actor = acting(role, Some(LABOR));
            let own = actor.person().map(|id| Person { id, ..person(role, Some(LABOR)) });
            assert!(own.is_some_and(|own| sees_person(&actor, &own)), "{role:?}");
            let another = Person { id: PersonId(uuid::Uuid::nil()), ..person(role, Some(LABOR)) };
            let reads_all = matches!(role, Role::Administrator | Role::Auditor);
            assert_eq!(sees_person(&actor, &another), reads_all, "{role:?}");
            let liaison = Person { role: Role::Liaison, ..another };
            assert_eq!(sees_person(&actor, &liaison), reads_all || role == Role::Secretariat, "{role:?} of a liaison");
        }
    }
}
