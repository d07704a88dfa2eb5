//! Documents: attached, withdrawn, verified.

use crate::engine::Place;
use crate::words::{day, sentence, title, web_link};
use crate::world::objects::{HOTLINE, HOUSING, JUSTICE, LABOR, SURVEY, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, MilestoneId, Version};
use store::{Change, StoreError};
use uuid::Uuid;

on_both_engines!(
    the_lead_and_a_supporter_attach_documents,
    the_secretariat_attaches_on_behalf_of_the_lead,
    a_document_shows_a_milestone_of_its_own_action_only,
    a_document_is_not_dated_in_the_future,
    a_withdrawn_document_counts_no_longer_and_can_still_be_read,
    the_secretariat_verifies_a_document_once_and_never_its_own,
    only_those_who_carry_an_action_attach_documents_to_it,
    documents_of_a_draft_are_not_found_by_those_who_were_not_asked,
);

const PROOF: EvidenceId = EvidenceId(Uuid::from_u128(0x51));
const SECOND: EvidenceId = EvidenceId(Uuid::from_u128(0x52));
const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0x53));
const FIRST: Version = Version::FIRST;

async fn the_lead_and_a_supporter_attach_documents(place: &Place) {
    let world = World::begin(place).await;
    let attached = Event::EvidenceAttached { dated: day("2024-02-01") };
    let said = world.does(&world.justice, async |change| attach(change, PROOF, TRAINING).await).await;
    assert_eq!(said, Said::by(JUSTICE, attached.clone()));
    let said = world.does(&world.labor, async |change| attach(change, SECOND, TRAINING).await).await;
    assert_eq!(said, Said::by(LABOR, attached));
    let view = world.view(&world.auditor).await;
    let documents = view.evidence(TRAINING).await.unwrap();
    assert_eq!(documents.iter().map(|seen| seen.value.id).collect::<Vec<_>>(), [SECOND, PROOF]);
    assert_eq!((view.facts(TRAINING).unwrap().evidence, documents[0].value.attached), (2, day("2024-02-13")));
    assert_eq!(view.document(PROOF).await.unwrap(), documents[1]);
}

async fn the_secretariat_attaches_on_behalf_of_the_lead(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.secretariat, async |change| attach(change, PROOF, TRAINING).await).await;
    assert_eq!(said, Said::on_behalf_of(JUSTICE, Event::EvidenceAttached { dated: day("2024-02-01") }));
}

async fn a_document_shows_a_milestone_of_its_own_action_only(place: &Place) {
    let world = World::begin(place).await;
    let due = day("2024-06-30");
    world.does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, title("Curriculum"), due, None).await).await;
    let elsewhere =
        world.refuses(&world.justice, async |c| c.attach_evidence(PROOF, HOTLINE, Some(STEP), guide()).await);
    assert_eq!(elsewhere.await, NOT_FOUND);
    world.does(&world.justice, async |c| c.attach_evidence(PROOF, TRAINING, Some(STEP), guide()).await).await;
    let facts = world.view(&world.labor).await.facts(TRAINING).unwrap().clone();
    assert_eq!((facts.evidence, facts.milestones[0].evidence), (1, 1));
}

async fn a_document_is_not_dated_in_the_future(place: &Place) {
    let world = World::begin(place).await;
    let tomorrow = Document { dated: day("2024-02-14"), ..guide() };
    let refused =
        world.refuses(&world.justice, async |c| c.attach_evidence(PROOF, TRAINING, None, tomorrow).await).await;
    assert_eq!(refused, "The document date can't be in the future. Enter today's date or an earlier one.");
}

async fn a_withdrawn_document_counts_no_longer_and_can_still_be_read(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| attach(change, PROOF, TRAINING).await).await;
    let said = world.does(&world.justice, async |change| withdraw(change, FIRST).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::EvidenceWithdrawn {}));
    let view = world.view(&world.labor).await;
    assert_eq!(view.facts(TRAINING).unwrap().evidence, 0);
    let withdrawal = view.document(PROOF).await.unwrap().value.withdrawn.unwrap();
    assert_eq!((withdrawal.on, withdrawal.reason.as_str()), (day("2024-02-13"), "It was the wrong file."));
    let again = world.refuses(&world.justice, async |change| withdraw(change, Version(2)).await).await;
    assert_eq!(again, "This was withdrawn on February 13, 2024.");
}

async fn the_secretariat_verifies_a_document_once_and_never_its_own(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.labor, async |change| attach(change, PROOF, TRAINING).await).await;
    let said = world.does(&world.secretariat, async |change| verify(change, PROOF, FIRST).await).await;
    assert_eq!(said, Said::by(LABOR, Event::EvidenceVerified {}));
    let verified = world.view(&world.labor).await.document(PROOF).await.unwrap().value.verified.unwrap();
    assert_eq!((verified.on, verified.ground.as_str()), (day("2024-02-13"), "Read in full."));
    let again = world.refuses(&world.secretariat, async |change| verify(change, PROOF, Version(2)).await).await;
    assert_eq!(again, "Already verified on February 13, 2024.");
    world.does(&world.secretariat, async |change| attach(change, SECOND, TRAINING).await).await;
    let own = world.refuses(&world.secretariat, async |change| verify(change, SECOND, FIRST).await).await;
    assert_eq!(own, "You submitted this for the agency, so someone else must verify it.");
}

async fn only_those_who_carry_an_action_attach_documents_to_it(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| attach(change, PROOF, TRAINING).await).await;
    let words = "Only the lead and supporting agencies, or the secretariat on their behalf, can attach evidence.";
    for actor in [&world.bureau, &world.chair, &world.auditor, &world.administrator, &Actor::Operator] {
        assert_eq!(world.refuses(actor, async |change| attach(change, SECOND, TRAINING).await).await, words);
        let refused = world.refuses(actor, async |change| withdraw(change, FIRST).await).await;
        assert_eq!(
            refused,
            "Only the agency that attached this document, the lead agency, and the secretariat can withdraw it."
        );
        let refused = world.refuses(actor, async |change| verify(change, PROOF, FIRST).await).await;
        assert_eq!(refused, "Only the secretariat can verify updates, milestones, and evidence.");
    }
    // Labor is only assumed to support the housing.
    let refused = world.refuses(&world.labor, async |change| attach(change, SECOND, HOUSING).await).await;
    assert_eq!(refused, "This action has no lead agency. The secretariat or the chair must request one first.");
}

async fn documents_of_a_draft_are_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.labor, async |change| attach(change, PROOF, SURVEY).await).await;
    assert_eq!(world.view(&world.chair).await.evidence(SURVEY).await.unwrap().len(), 1);
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.evidence(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.document(PROOF).await.unwrap_err().to_string(), NOT_FOUND);
        let refused = [
            world.refuses(actor, async |change| attach(change, SECOND, SURVEY).await).await,
            world.refuses(actor, async |change| withdraw(change, Version(7)).await).await,
            world.refuses(actor, async |change| verify(change, PROOF, FIRST).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 3], "{actor:?}");
    }
}

async fn attach(change: &mut Change, id: EvidenceId, action: ActionId) -> Result<(), StoreError> {
    change.attach_evidence(id, action, None, guide()).await
}

async fn withdraw(change: &mut Change, seen: Version) -> Result<(), StoreError> {
    change.withdraw_evidence(PROOF, seen, sentence("It was the wrong file.")).await
}

async fn verify(change: &mut Change, id: EvidenceId, seen: Version) -> Result<(), StoreError> {
    change.verify_evidence(id, seen, sentence("Read in full.")).await
}

fn guide() -> Document {
    Document { title: title("Guide"), link: web_link("https://agency.example/guide"), dated: day("2024-02-01") }
}
