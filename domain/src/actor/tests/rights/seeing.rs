//! Who reads what: plans, drafts and accounts.

use super::Who::*;
use super::*;
use crate::visibility::tests::{OnePlan, sees_as_described};

#[test]
fn everybody_who_is_signed_in_reads_published_plans() {
    for who in EVERYBODY {
        for state in [PlanState::InForce, PlanState::Superseded, PlanState::Closed] {
            let plan = OnePlan { state, asked: &[] };
            let sees = plan.is_seen_by(&who.actor()) && plan.shows_its_action_to(&who.actor());
            assert!(sees, "{who:?}, {state:?}");
        }
    }
}

#[test]
fn a_draft_is_read_by_the_secretariat_the_chair_and_those_asked_to_carry_it() {
    let carriers = carriers();
    let asked = carriers.iter().filter(|part| part.is_in_force() || part.is_unanswered()).map(|part| part.party);
    let asked: Vec<_> = asked.collect();
    let draft = OnePlan { state: PlanState::Draft, asked: &asked };
    let readers =
        [Operator, Secretariat, Chair, LiaisonOfTheLead, LiaisonAboveTheLead, LiaisonOfASupporter, LiaisonOfTheAsked];
    for who in EVERYBODY {
        let (actor, reads) = (who.actor(), readers.contains(&who));
        assert_eq!(draft.is_seen_by(&actor), reads, "{who:?}");
        assert_eq!(draft.shows_its_action_to(&actor), reads, "{who:?}");
    }
}

#[test]
fn accounts_are_read_by_administrators_and_auditors_and_those_of_liaisons_by_the_secretariat() {
    for who in EVERYBODY {
        for role in Role::ALL {
            let sees = sees_as_described(&who.actor(), &person(role, Some(INTERIOR)));
            let reads = [Operator, Administrator, Auditor].contains(&who);
            let keeps = who == Secretariat && role == Role::Liaison;
            assert_eq!(sees, reads || keeps, "{who:?} of a {role:?}");
        }
    }
}
