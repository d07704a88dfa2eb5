//! Who carries an action: offered, asked, accepted, declined, handed over, taken back.

use crate::engine::Place;
use crate::words::{day, sentence};
use crate::world::objects::{
    BUREAU, CENTER, HOTLINE, HOUSING, HOUSING_ASSUMED, JUSTICE, LABOR, SURVEY, SURVEY_LEAD, TRAINING, TRAINING_LEAD,
    TRAINING_SUPPORT,
};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::assignment::{AssignmentState, CarrierRole, Ending, Offer};
use domain::body::Party;
use domain::gaps::LeadBasis;
use domain::ids::{ActionId, AgencyId, AssignmentId, Version};
use domain::ledger::Seq;
use store::AsOf;
use uuid::Uuid;

on_both_engines!(
    the_chair_offers_a_lead_and_the_agency_accepts_it,
    a_lead_that_another_accepts_is_handed_over_in_the_same_entry,
    the_lead_asks_another_to_support_it,
    an_assumed_supporter_is_asked_and_declines_with_a_reason,
    the_secretariat_answers_on_behalf_of_an_agency,
    the_department_answers_for_its_joint_center_and_for_its_component,
    the_secretariat_takes_a_role_back,
    the_secretariat_withdraws_a_request_that_is_pending,
    an_agency_hands_back_the_lead_that_it_accepted,
    nobody_answers_for_somebody_else,
    only_those_with_a_say_offer_roles,
    an_offer_goes_to_a_party_that_there_is,
    carriers_of_a_draft_are_not_found_by_those_who_were_not_asked,
    asking_an_agency_lets_it_see_the_draft,
);

const OFFERED: AssignmentId = AssignmentId(Uuid::from_u128(0x31));
const FIRST: Version = Version::FIRST;

async fn the_chair_offers_a_lead_and_the_agency_accepts_it(place: &Place) {
    let world = World::begin(place).await;
    let (role, party) = (CarrierRole::Lead, Party::Agency(LABOR));
    let said = world.does(&world.chair, async |change| change.offer_role(lead(HOUSING, LABOR)).await).await;
    assert_eq!(said, Said::by(LABOR, Event::RoleOffered { role, party }));
    let facts = world.view(&world.auditor).await.facts(HOUSING).unwrap().clone();
    assert_eq!((facts.lead, facts.lead_offered_to), (None, Some(party)));
    let said = world.does(&world.labor, async |change| change.accept_role(OFFERED, FIRST).await).await;
    assert_eq!(said, Said::by(LABOR, Event::RoleAccepted { role, party }));
    let view = world.view(&world.auditor).await;
    assert_eq!(view.facts(HOUSING).unwrap().lead, Some(party));
    let accepted = view.assignment(OFFERED).await.unwrap();
    assert_eq!((accepted.version, accepted.value.in_force_from), (Version(2), Some(day("2024-02-13"))));
}

async fn a_lead_that_another_accepts_is_handed_over_in_the_same_entry(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| change.offer_role(lead(TRAINING, LABOR)).await).await;
    assert_eq!(world.view(&world.chair).await.facts(TRAINING).unwrap().lead, Some(Party::Agency(JUSTICE)));
    world.does(&world.labor, async |change| change.accept_role(OFFERED, FIRST).await).await;
    let view = world.view(&world.chair).await;
    let former = view.assignment(TRAINING_LEAD).await.unwrap();
    let to = Party::Agency(LABOR);
    assert_eq!(former.value.state, AssignmentState::HandedOver { on: day("2024-02-13"), to });
    assert_eq!(former.since, view.assignment(OFFERED).await.unwrap().since);
    assert_eq!(view.carriers(TRAINING).await.unwrap().lead.unwrap().party, to);
}

async fn the_lead_asks_another_to_support_it(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.justice, async |change| change.offer_role(support(TRAINING, CENTER)).await).await;
    let (role, party) = (CarrierRole::Support, Party::Agency(CENTER));
    assert_eq!(said, Said::by(CENTER, Event::RoleOffered { role, party }));
    let again = world.refuses(&world.justice, async |change| change.ask_again(OFFERED, Version(9)).await).await;
    assert_eq!(again, crate::world::CHANGED_MEANWHILE);
    world.does(&world.justice, async |change| change.ask_again(OFFERED, FIRST).await).await;
    let refused = world.refuses(&world.justice, async |change| change.ask_again(TRAINING_SUPPORT, FIRST).await).await;
    assert_eq!(refused, "This agency already has this role.");
}

async fn an_assumed_supporter_is_asked_and_declines_with_a_reason(place: &Place) {
    let world = World::begin(place).await;
    let (role, party) = (CarrierRole::Support, Party::Agency(LABOR));
    let early = world.refuses(&world.labor, async |change| change.accept_role(HOUSING_ASSUMED, FIRST).await).await;
    assert_eq!(early, "There is no pending request. Someone may have already responded.");
    let said = world.does(&world.chair, async |change| change.ask_again(HOUSING_ASSUMED, FIRST).await).await;
    assert_eq!(said, Said::by(LABOR, Event::RoleOffered { role, party }));
    let reason = sentence("Another office has the money.");
    let said = world
        .does(&world.labor, async |change| change.decline_role(HOUSING_ASSUMED, Version(2), reason.clone()).await)
        .await;
    assert_eq!(said, Said::by(LABOR, Event::RoleDeclined { role, party }));
    let seen = world.view(&world.justice).await.assignment(HOUSING_ASSUMED).await.unwrap();
    assert_eq!(seen.value.state, AssignmentState::Declined { on: day("2024-02-13"), reason });
}

async fn the_secretariat_answers_on_behalf_of_an_agency(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.secretariat, async |change| change.offer_role(lead(HOUSING, LABOR)).await).await;
    let said = world.does(&world.secretariat, async |change| change.accept_role(OFFERED, FIRST).await).await;
    let accepted = Event::RoleAccepted { role: CarrierRole::Lead, party: Party::Agency(LABOR) };
    assert_eq!(said, Said::on_behalf_of(LABOR, accepted));
}

async fn the_department_answers_for_its_joint_center_and_for_its_component(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.chair, async |change| change.offer_role(lead(HOUSING, BUREAU)).await).await;
    let said = world.does(&world.justice, async |change| change.accept_role(OFFERED, FIRST).await).await;
    assert_eq!((said.agency, said.on_behalf_of), (Some(BUREAU), None));
    let of_center = Offer { id: AssignmentId(Uuid::from_u128(0x32)), ..support(HOUSING, CENTER) };
    world.does(&world.bureau, async |change| change.offer_role(of_center).await).await;
    let refused = world.refuses(&world.bureau, async |change| change.accept_role(of_center.id, FIRST).await).await;
    assert_eq!(refused, "Only the agency that received the request, or the secretariat on its behalf, can respond.");
    let said = world.does(&world.labor, async |change| change.accept_role(of_center.id, FIRST).await).await;
    assert_eq!(said.agency, Some(CENTER));
}

async fn the_secretariat_takes_a_role_back(place: &Place) {
    let world = World::begin(place).await;
    let reason = sentence("The group was dissolved.");
    let said = world
        .does(&world.secretariat, async |change| change.end_role(TRAINING_LEAD, FIRST, reason.clone()).await)
        .await;
    assert_eq!(said, Said::by(JUSTICE, Event::RoleEnded { role: CarrierRole::Lead, party: Party::Agency(JUSTICE) }));
    let view = world.view(&world.auditor).await;
    assert_eq!((view.facts(TRAINING).unwrap().lead, view.assignments(TRAINING).await.unwrap().len()), (None, 2));
    let again = world
        .refuses(&world.secretariat, async |change| change.end_role(TRAINING_LEAD, Version(2), reason.clone()).await);
    assert_eq!(again.await, "This role has ended. Use \"Request lead or supporting agency\" to send a new request.");
}

async fn the_secretariat_withdraws_a_request_that_is_pending(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.chair, async |change| change.offer_role(lead(HOUSING, LABOR)).await).await;
    let before = world.store.head().await.unwrap().size;
    let reason = sentence("Sent to the wrong department.");
    for actor in [&world.labor, &world.auditor] {
        let refused = world.refuses(actor, async |c| c.withdraw_request(OFFERED, FIRST, reason.clone()).await).await;
        assert_eq!(refused, "Only the secretariat, the chair, and the lead agency can request a new lead agency.");
    }
    let said = world
        .does(&world.secretariat, async |change| change.withdraw_request(OFFERED, FIRST, reason.clone()).await)
        .await;
    let (role, party) = (CarrierRole::Lead, Party::Agency(LABOR));
    assert_eq!(said, Said::by(LABOR, Event::RequestWithdrawn { role, party }));
    let view = world.view(&world.auditor).await;
    let how = Ending::RequestWithdrawn;
    let state = AssignmentState::Ended { on: day("2024-02-13"), reason, how };
    assert_eq!(view.assignment(OFFERED).await.unwrap().value.state, state);
    assert_eq!(view.facts(HOUSING).unwrap().lead_offered_to, None);
    // As of the entry before, it was pending.
    let then = view.at(&AsOf::Entry(Seq(before.0 - 1))).await.unwrap();
    assert_eq!(then.facts(HOUSING).unwrap().lead_offered_to, Some(party));
    // Nobody accepts it any more, and another agency can be asked.
    let late = world.refuses(&world.labor, async |change| change.accept_role(OFFERED, Version(2)).await).await;
    assert_eq!(late, "There is no pending request. Someone may have already responded.");
    let other = Offer { id: AssignmentId(Uuid::from_u128(0x32)), ..lead(HOUSING, BUREAU) };
    world.does(&world.chair, async |change| change.offer_role(other).await).await;
}

async fn an_agency_hands_back_the_lead_that_it_accepted(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.chair, async |change| change.offer_role(lead(HOUSING, LABOR)).await).await;
    world.does(&world.labor, async |change| change.accept_role(OFFERED, FIRST).await).await;
    let reason = sentence("The program moved away.");
    for actor in [&world.chair, &world.justice, &world.auditor] {
        let refused = world.refuses(actor, async |c| c.hand_back_role(OFFERED, Version(2), reason.clone()).await).await;
        let words = "Only the agency that accepted this role, or the secretariat on its behalf, can hand it back.";
        assert_eq!(refused, words);
    }
    let said =
        world.does(&world.labor, async |change| change.hand_back_role(OFFERED, Version(2), reason.clone()).await).await;
    let (role, party) = (CarrierRole::Lead, Party::Agency(LABOR));
    assert_eq!(said, Said::by(LABOR, Event::RoleHandedBack { role, party }));
    let view = world.view(&world.auditor).await;
    let facts = view.facts(HOUSING).unwrap();
    assert_eq!((facts.lead, LeadBasis::of(facts)), (None, LeadBasis::HandedBack));
    // The secretariat asks another: the action is no longer one that was handed back.
    let other = Offer { id: AssignmentId(Uuid::from_u128(0x32)), ..lead(HOUSING, BUREAU) };
    world.does(&world.secretariat, async |change| change.offer_role(other).await).await;
    let view = world.view(&world.auditor).await;
    assert_eq!(LeadBasis::of(view.facts(HOUSING).unwrap()), LeadBasis::Offered);
}

async fn nobody_answers_for_somebody_else(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.chair, async |change| change.offer_role(lead(HOUSING, LABOR)).await).await;
    for actor in [&world.justice, &world.bureau, &world.chair, &world.auditor, &world.administrator, &Actor::Operator] {
        let refused = [
            world.refuses(actor, async |c| c.accept_role(OFFERED, FIRST).await).await,
            world.refuses(actor, async |c| c.decline_role(OFFERED, FIRST, sentence("No.")).await).await,
        ];
        assert_eq!(
            refused,
            ["Only the agency that received the request, or the secretariat on its behalf, can respond."; 2]
        );
    }
}

async fn only_those_with_a_say_offer_roles(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.labor, &world.bureau, &world.auditor, &world.administrator, &Actor::Operator] {
        let refused = world.refuses(actor, async |c| c.offer_role(lead(TRAINING, BUREAU)).await).await;
        assert_eq!(refused, "Only the secretariat, the chair, and the lead agency can request a new lead agency.");
        let refused = world.refuses(actor, async |c| c.offer_role(support(HOTLINE, BUREAU)).await).await;
        let words = "Only the secretariat, the chair, and the lead agency can request supporting agencies.";
        assert_eq!(refused, words);
        assert_eq!(world.refuses(actor, async |c| c.ask_again(HOUSING_ASSUMED, FIRST).await).await, words);
    }
    for actor in [&world.justice, &world.labor, &world.chair, &world.auditor, &world.administrator] {
        let refused = world.refuses(actor, async |c| c.end_role(TRAINING_LEAD, FIRST, sentence("No.")).await).await;
        assert_eq!(refused, "Only the secretariat can edit plans and actions.");
    }
}

async fn an_offer_goes_to_a_party_that_there_is(place: &Place) {
    let world = World::begin(place).await;
    let nobody = AgencyId(Uuid::from_u128(0x33));
    let refused = world.refuses(&world.chair, async |change| change.offer_role(lead(HOUSING, nobody)).await).await;
    assert_eq!(refused, NOT_FOUND);
}

async fn carriers_of_a_draft_are_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.assignments(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.carriers(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.assignment(SURVEY_LEAD).await.unwrap_err().to_string(), NOT_FOUND);
        let refused = [
            world.refuses(actor, async |c| c.offer_role(support(SURVEY, BUREAU)).await).await,
            world.refuses(actor, async |c| c.ask_again(SURVEY_LEAD, FIRST).await).await,
            world.refuses(actor, async |c| c.accept_role(SURVEY_LEAD, Version(7)).await).await,
            world.refuses(actor, async |c| c.decline_role(SURVEY_LEAD, FIRST, sentence("No.")).await).await,
            world.refuses(actor, async |c| c.end_role(SURVEY_LEAD, FIRST, sentence("No.")).await).await,
            world.refuses(actor, async |c| c.withdraw_request(SURVEY_LEAD, FIRST, sentence("No.")).await).await,
            world.refuses(actor, async |c| c.hand_back_role(SURVEY_LEAD, FIRST, sentence("No.")).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 7], "{actor:?}");
    }
}

async fn asking_an_agency_lets_it_see_the_draft(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.labor, async |change| change.offer_role(support(SURVEY, BUREAU)).await).await;
    for asked in [&world.bureau, &world.justice] {
        assert_eq!(world.view(asked).await.assignment(OFFERED).await.unwrap().version, FIRST);
        assert_eq!(world.view(asked).await.plans().len(), 2);
    }
    let reason = sentence("No inspectors here.");
    world.does(&world.bureau, async |change| change.decline_role(OFFERED, FIRST, reason).await).await;
    for no_longer_asked in [&world.bureau, &world.justice, &world.auditor] {
        assert_eq!(world.view(no_longer_asked).await.facts(SURVEY).unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(world.view(no_longer_asked).await.plans().len(), 1);
    }
}

fn lead(action: ActionId, agency: AgencyId) -> Offer {
    Offer { id: OFFERED, action, party: Party::Agency(agency), role: CarrierRole::Lead }
}

fn support(action: ActionId, agency: AgencyId) -> Offer {
    Offer { role: CarrierRole::Support, ..lead(action, agency) }
}
