//! A form that is sent twice is saved once: its key is in the database exactly when what it saved is.

use crate::engine::Place;
use crate::words::{day, instant, narrative, title, web_link};
use crate::world::World;
use crate::world::objects::{CHAIR, HOTLINE, JUSTICE_LIAISON, LABOR, LABOR_LIAISON, OUTREACH, TRAINING};
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::date::Instant;
use domain::evidence::Document;
use domain::ids::{MilestoneId, PersonId, SavedViewId};
use domain::ledger::Hash;
use domain::saved_view::SavedView;
use domain::update::{Confidence, ReportedStatus, Statement};
use std::sync::Arc;
use store::{FormKey, Preferences, Store, StoreError, Submission, Told};
use tokio::task::JoinSet;

on_both_engines!(
    of_twenty_sends_of_one_form_of_the_record_one_is_saved_and_nineteen_are_told,
    of_twenty_sends_of_one_form_beside_the_record_one_is_saved_and_nineteen_are_told,
    of_twenty_sends_to_two_servers_one_is_saved_and_nineteen_are_told,
    a_change_that_is_not_saved_leaves_the_key_as_it_was,
    the_same_key_of_another_account_or_with_other_words_is_not_the_same_form,
    what_a_form_did_is_said_in_its_session_exactly_when_it_was_saved,
    old_forms_are_forgotten,
    a_password_is_set_once_and_its_form_is_known_again,
);

const SENDS: usize = 20;
const AT: &str = "2024-02-13T15:00:00Z";

fn of(person: PersonId, key: &FormKey, typed: &str) -> Submission {
    Submission { person, key: key.clone(), sent: Hash::of(&[typed.as_bytes()]) }
}

fn new_key() -> FormKey {
    FormKey::new().unwrap()
}

fn at() -> Instant {
    instant(AT)
}

/// What forms make that were refused, or failed, when they were sent twice.
#[derive(Clone, Copy, Debug)]
enum Made {
    Milestone,
    Report,
    Document,
    Role,
}

/// Saves one such form.
async fn save(world: &World, made: Made, form: &Submission) -> Result<(), StoreError> {
    let mut change = world.store.change(&world.secretariat).await?;
    change.submit(form, at()).await?;
    match made {
        Made::Milestone => {
            let id = change.new_id();
            change.plan_milestone(id, TRAINING, title("Sites chosen"), day("2024-09-30"), None).await?;
        }
        Made::Report => {
            let said = Statement {
                quarter: "FY2024-Q1".parse().unwrap(),
                status: ReportedStatus::InProgress,
                confidence: Confidence::OnTrack,
                narrative: narrative("Two sites are open."),
            };
            let id = change.new_id();
            change.report_progress(id, TRAINING, None, said).await?;
        }
        Made::Document => {
            let link = web_link("https://documents.example.gov/sites");
            let document = Document { title: title("The list of sites"), link, dated: day("2024-02-12") };
            let id = change.new_id();
            change.attach_evidence(id, TRAINING, None, document).await?;
        }
        Made::Role => {
            let (id, party) = (change.new_id(), Party::Agency(LABOR));
            change.offer_role(Offer { id, action: HOTLINE, party, role: CarrierRole::Support }).await?;
        }
    }
    change.commit().await
}

/// Plans a milestone with a form.
async fn plan(store: &Store, actor: &Actor, form: &Submission) -> Result<MilestoneId, StoreError> {
    let mut change = store.change(actor).await?;
    change.submit(form, at()).await?;
    let id = change.new_id();
    change.plan_milestone(id, TRAINING, title("Sites chosen"), day("2024-09-30"), None).await?;
    change.commit().await?;
    Ok(id)
}

/// One was saved, and all others are told just that.
fn assert_saved_once<T>(ended: Vec<Result<T, StoreError>>) {
    let sends = ended.len();
    let told = ended.iter().filter(|ended| matches!(ended, Err(StoreError::AlreadySubmitted))).count();
    let others = ended.iter().filter_map(|ended| ended.as_ref().err()).map(ToString::to_string);
    assert_eq!(
        (ended.iter().filter(|ended| ended.is_ok()).count(), told),
        (1, sends - 1),
        "{:?}",
        others.collect::<Vec<_>>()
    );
}

async fn of_twenty_sends_of_one_form_of_the_record_one_is_saved_and_nineteen_are_told(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let secretariat = world.secretariat.person().unwrap();
    for made in [Made::Milestone, Made::Report, Made::Document, Made::Role] {
        let (form, before) = (of(secretariat, &new_key(), "What was typed"), world.head().await);
        let mut sends = JoinSet::new();
        for _ in 0..SENDS {
            let (world, form) = (Arc::clone(&world), form.clone());
            sends.spawn(async move { save(&world, made, &form).await });
        }
        assert_saved_once(sends.join_all().await);
        assert_eq!(world.head().await.0, before.0 + 1, "{made:?}");
    }
    world.store.verify(None).await.unwrap();
}

async fn of_twenty_sends_of_one_form_beside_the_record_one_is_saved_and_nineteen_are_told(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let form = of(LABOR_LIAISON, &new_key(), "Off track");
    let mut sends = JoinSet::new();
    for _ in 0..SENDS {
        let (world, form) = (Arc::clone(&world), form.clone());
        sends.spawn(async move {
            let change = world.store.unrecorded_change(&world.labor).await?;
            change.submit(&form, at()).await?;
            let id: SavedViewId = change.new_view_id();
            let (name, list, query) = (title("Off track"), "/actions".to_owned(), String::new());
            let view = SavedView { id, owner: LABOR_LIAISON, name, list, query, as_of: None, is_shared: false };
            change.keep_view(view).await?;
            change.commit().await
        });
    }
    assert_saved_once(sends.join_all().await);
    assert_eq!(world.store.saved_views(&world.labor).await.unwrap().len(), 1);
}

async fn of_twenty_sends_to_two_servers_one_is_saved_and_nineteen_are_told(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let other = place.store(&world.clock).await;
    let (form, before) = (of(JUSTICE_LIAISON, &new_key(), "Sites chosen"), world.head().await);
    let mut sends = JoinSet::new();
    for send in 0..SENDS {
        let (world, form) = (Arc::clone(&world), form.clone());
        let store = if send % 2 == 0 { world.store.clone() } else { other.clone() };
        sends.spawn(async move { plan(&store, &world.justice, &form).await });
    }
    assert_saved_once(sends.join_all().await);
    assert_eq!(world.head().await.0, before.0 + 1);
}

async fn a_change_that_is_not_saved_leaves_the_key_as_it_was(place: &Place) {
    let world = World::begin(place).await;
    let form = of(JUSTICE_LIAISON, &new_key(), "Sites chosen");
    let change = world.store.change(&world.justice).await.unwrap();
    change.submit(&form, at()).await.unwrap();
    drop(change);
    // Refused by the rule: Justice does not lead it.
    let mut change = world.store.change(&world.justice).await.unwrap();
    change.submit(&form, at()).await.unwrap();
    let id = change.new_id();
    assert!(change.plan_milestone(id, OUTREACH, title("Sites chosen"), day("2024-09-30"), None).await.is_err());
    drop(change);
    assert!(!world.store.was_submitted(&form.key).await.unwrap());
    plan(&world.store, &world.justice, &form).await.unwrap();
    assert!(world.store.was_submitted(&form.key).await.unwrap());
}

async fn the_same_key_of_another_account_or_with_other_words_is_not_the_same_form(place: &Place) {
    let world = World::begin(place).await;
    let (key, secretariat) = (new_key(), world.secretariat.person().unwrap());
    plan(&world.store, &world.justice, &of(JUSTICE_LIAISON, &key, "Sites chosen")).await.unwrap();
    plan(&world.store, &world.secretariat, &of(secretariat, &key, "Sites chosen")).await.unwrap();
    let other = plan(&world.store, &world.justice, &of(JUSTICE_LIAISON, &key, "Sites opened")).await;
    assert!(matches!(other, Err(StoreError::SubmittedDifferently)), "{other:?}");
    let same = plan(&world.store, &world.justice, &of(JUSTICE_LIAISON, &key, "Sites chosen")).await;
    assert!(matches!(same, Err(StoreError::AlreadySubmitted)), "{same:?}");
}

async fn what_a_form_did_is_said_in_its_session_exactly_when_it_was_saved(place: &Place) {
    let World { store, chair, .. } = World::begin(place).await;
    let token = store.begin_session(Some(CHAIR), at()).await.unwrap();
    store.leave_notice(&token, "/settings", "refused", at()).await.unwrap();
    let (of, page) = ("/settings".to_owned(), "/views".to_owned());
    let told = Told { token: &token, of, page, notice: "saved".to_owned(), key: None, at: at() };
    let said = async |page| store.notice(&token, page).await.unwrap().map(|left| left.notice);

    let change = store.unrecorded_change(&chair).await.unwrap();
    change.keep_preferences(CHAIR, Preferences { single_keys: false, ..Preferences::default() }).await.unwrap();
    change.tell(&told).await.unwrap();
    drop(change);
    assert_eq!((said("/settings").await.as_deref(), said("/views").await), (Some("refused"), None));

    let change = store.unrecorded_change(&chair).await.unwrap();
    change.keep_preferences(CHAIR, Preferences { single_keys: false, ..Preferences::default() }).await.unwrap();
    change.tell(&told).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!((said("/settings").await, said("/views").await.as_deref()), (None, Some("saved")));
    assert!(!store.preferences(CHAIR).await.unwrap().single_keys);

    // A session that ended in between has no page left to say it on, and what was done is done.
    store.end_session(&token).await.unwrap();
    let change = store.unrecorded_change(&chair).await.unwrap();
    change.keep_preferences(CHAIR, Preferences { single_keys: true, ..Preferences::default() }).await.unwrap();
    change.tell(&told).await.unwrap();
    change.commit().await.unwrap();
    assert!(store.preferences(CHAIR).await.unwrap().single_keys);
}

async fn old_forms_are_forgotten(place: &Place) {
    let world = World::begin(place).await;
    let form = of(JUSTICE_LIAISON, &new_key(), "Sites chosen");
    plan(&world.store, &world.justice, &form).await.unwrap();
    world.store.forget_submissions_until(at() - TimeDelta::seconds(1)).await.unwrap();
    assert!(world.store.was_submitted(&form.key).await.unwrap());
    world.store.forget_submissions_until(at()).await.unwrap();
    assert!(!world.store.was_submitted(&form.key).await.unwrap());
}

async fn a_password_is_set_once_and_its_form_is_known_again(place: &Place) {
    let World { store, .. } = World::begin(place).await;
    let (key, token) = (new_key(), store.invite(CHAIR, at() + TimeDelta::hours(1)).await.unwrap());
    assert!(!store.was_submitted(&key).await.unwrap());
    let first = store.use_invitation(&token, "hash", Some(&key), at()).await.unwrap();
    let second = store.use_invitation(&token, "other", Some(&key), at()).await.unwrap();
    assert_eq!((first, second), (Some(CHAIR), None));
    assert_eq!(store.password_hash(CHAIR).await.unwrap().as_deref(), Some("hash"));
    assert!(store.was_submitted(&key).await.unwrap());
}
