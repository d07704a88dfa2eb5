//! Who sees drafts, what belongs to them, and accounts.

use super::*;
use crate::actor::Role;
use crate::assignment::{Assignment, AssignmentState, CarrierRole, Ending};
use crate::described::Described;
use crate::ids::PersonId;
use crate::person::Person;
use crate::sample::{
    HEALTH, JUSTICE, LABOR, STATE, TASK_FORCE, TODAY, VICTIM_SERVICES, acting, auditor, carrier, chair, liaison_of,
    person, secretariat, sentence,
};

/// Who of an action has to be asked about: everybody who carries it or has an offer to answer.
fn asked(part: &Assignment) -> Option<Party> {
    (part.is_in_force() || part.is_unanswered()).then_some(part.party)
}

/// A record with one plan, and one action for which these parties are asked.
pub(crate) struct OnePlan<'a> {
    pub state: PlanState,
    pub asked: &'a [Party],
}

/// The action, and another of the plan for which no one is asked.
const ACTION: ActionId = ActionId(uuid::Uuid::from_u128(1));
const ANOTHER: ActionId = ActionId(uuid::Uuid::from_u128(2));
const PLAN: PlanId = PlanId(uuid::Uuid::from_u128(3));
const NO_PLAN: PlanId = PlanId(uuid::Uuid::from_u128(4));

impl OnePlan<'_> {
    pub(crate) fn is_seen_by(&self, actor: &Actor) -> bool {
        sees(actor, BelongsTo::Plan(PLAN), self)
    }

    pub(crate) fn shows_its_action_to(&self, actor: &Actor) -> bool {
        sees(actor, BelongsTo::Action(ACTION), self)
    }

    fn shows_the_other_action_to(&self, actor: &Actor) -> bool {
        sees(actor, BelongsTo::Action(ANOTHER), self)
    }
}

impl RightsBasis for OnePlan<'_> {
    fn plan(&self, id: PlanId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        (id == PLAN).then(|| (self.state, self.asked.iter().copied()))
    }

    fn action(&self, id: ActionId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        let asked = if id == ACTION { self.asked } else { &[] };
        (id == ACTION || id == ANOTHER).then(|| (self.state, asked.iter().copied()))
    }
}

/// Whether the draft is seen of which this part is the only one, and with it the action that the part is of. Of another
/// action, for which the actor was not asked, a liaison sees nothing.
fn sees_draft(actor: &Actor, part: &Assignment) -> bool {
    let asked = asked(part);
    let draft = OnePlan { state: PlanState::Draft, asked: asked.as_slice() };
    assert_eq!(draft.shows_the_other_action_to(actor), actor.may(Permission::ReadDrafts), "{actor:?}");
    draft.is_seen_by(actor) && draft.shows_its_action_to(actor)
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
    let draft = |asked| OnePlan { state: PlanState::Draft, asked };
    assert!(draft(&parties).is_seen_by(&liaison_of(HEALTH)));
    assert!(!draft(&parties).is_seen_by(&liaison_of(STATE)));
    assert!(!draft(&[]).is_seen_by(&liaison_of(HEALTH)));
}

#[test]
fn what_joins_two_actions_is_seen_by_who_sees_both_and_what_is_not_there_by_nobody() {
    let parties = [Party::Agency(HEALTH)];
    let draft = OnePlan { state: PlanState::Draft, asked: &parties };
    let joined = BelongsTo::Actions(ACTION, ANOTHER);
    assert!(!sees(&liaison_of(HEALTH), joined, &draft));
    assert!(sees(&secretariat(), joined, &draft));
    for nothing in [BelongsTo::Plan(NO_PLAN), BelongsTo::Action(ActionId(uuid::Uuid::nil()))] {
        assert!(!sees(&secretariat(), nothing, &draft), "{nothing:?}");
    }
}

/// Whether an account is seen, by what it says of itself.
pub(crate) fn sees_as_described(actor: &Actor, account: &Person) -> bool {
    sees(actor, account.belongs_to(), &OnePlan { state: PlanState::Draft, asked: &[] })
}

#[test]
fn everybody_sees_their_own_account() {
    for role in Role::ALL {
        let actor = acting(role, Some(LABOR));
        let own = actor.person().map(|id| Person { id, ..person(role, Some(LABOR)) });
        assert!(own.is_some_and(|own| sees_as_described(&actor, &own)), "{role:?}");
        let another = Person { id: PersonId(uuid::Uuid::nil()), ..person(role, Some(LABOR)) };
        let reads_all = matches!(role, Role::Administrator | Role::Auditor);
        assert_eq!(sees_as_described(&actor, &another), reads_all, "{role:?}");
        let liaison = Person { role: Role::Liaison, ..another };
        assert_eq!(
            sees_as_described(&actor, &liaison),
            reads_all || role == Role::Secretariat,
            "{role:?} of a liaison"
        );
    }
}

#[test]
fn auditors_and_the_secretariat_draw_workpapers_and_so_does_the_operator() {
    for actor in [acting(Role::Auditor, None), acting(Role::Secretariat, None), Actor::Operator] {
        assert!(takes_workpapers(&actor), "{actor:?}");
    }
}

#[test]
fn nobody_else_draws_a_workpaper_and_who_does_takes_files_too() {
    for role in [Role::Administrator, Role::Chair, Role::Liaison] {
        assert!(!takes_workpapers(&acting(role, Some(LABOR))), "{role:?}");
    }
    for role in Role::ALL {
        let actor = acting(role, Some(LABOR));
        assert!(takes_files(&actor) || !takes_workpapers(&actor), "{role:?}");
    }
}
