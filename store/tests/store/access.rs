//! What stands beside the record about who came in: the security log, forms that wait in sessions that ended, notices and
//! guesses, each of them bounded. And the log of the record as those see it who may not see everything.

use crate::engine::Place;
use crate::words::{instant, title};
use crate::world::objects::{CHAIR, JUSTICE_LIAISON, LABOR_LIAISON, person};
use crate::world::{BEGINNING, World};
use chrono::TimeDelta;
use domain::actor::Role;
use domain::ids::{PersonId, Version};
use domain::ledger::{VerifyOptions, verify_file};
use domain::person::Details;
use domain::security::SecurityEvent;
use store::{SecurityEntry, SecurityFilter, SecurityNote, SessionLimits, ShownEntry, StoreError, Target};
use uuid::Uuid;

on_both_engines!(
    refusals_that_repeat_are_one_entry_that_counts_them_and_others_are_entries_of_their_own,
    refusals_from_very_many_places_are_counted_without_an_entry_for_each,
    what_is_done_to_accounts_is_noted_with_it_or_not_at_all,
    the_security_log_is_read_by_those_who_may_and_filtered,
    a_form_waits_only_in_a_session_of_its_own_writer,
    a_session_has_something_to_say_on_twenty_pages_at_most,
    of_many_guesses_those_at_the_targets_guessed_at_most_are_remembered,
    when_a_session_ends_is_asked_without_using_it,
    the_log_withholds_the_accounts_that_a_reader_may_not_see_and_its_file_is_whole,
);

const NEW: PersonId = PersonId(Uuid::from_u128(0x81));
const LIMITS: SessionLimits = SessionLimits { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) };

async fn entries(world: &World) -> Vec<SecurityEntry> {
    let view = world.view(&world.auditor).await;
    view.security_log_onward(&SecurityFilter::default(), 1_000).await.unwrap()
}

fn failed(about: Option<PersonId>, place: &str) -> SecurityNote {
    SecurityNote::of_a_visitor(SecurityEvent::SignInFailed, about, place)
}

async fn refusals_that_repeat_are_one_entry_that_counts_them_and_others_are_entries_of_their_own(place: &Place) {
    let world = World::begin(place).await;
    let before = entries(&world).await.len();
    for note in [
        failed(Some(CHAIR), "192.0.2.1"),
        failed(Some(CHAIR), "192.0.2.1"),
        failed(None, "192.0.2.1"),
        failed(Some(CHAIR), "192.0.2.2"),
        failed(Some(CHAIR), "192.0.2.1"),
    ] {
        world.store.note_security(&note).await.unwrap();
    }
    world.pass(TimeDelta::minutes(11));
    world.store.note_security(&failed(Some(CHAIR), "192.0.2.1")).await.unwrap();
    for _ in 0..2 {
        let note = SecurityNote::of(SecurityEvent::SignedIn, CHAIR, Some("192.0.2.1"));
        world.store.note_security(&note).await.unwrap();
    }
    let times: Vec<u64> = entries(&world).await[before..].iter().map(|entry| entry.times).collect();
    assert_eq!(times, [3, 1, 1, 1, 1, 1]);
}

async fn refusals_from_very_many_places_are_counted_without_an_entry_for_each(place: &Place) {
    let world = World::begin(place).await;
    let before = entries(&world).await.len();
    for number in 0..520 {
        world.store.note_security(&failed(None, &format!("198.51.{}.{}", number / 256, number % 256))).await.unwrap();
    }
    let refused = entries(&world).await.split_off(before);
    assert_eq!(refused.len(), 501);
    let rest = refused.last().unwrap();
    assert_eq!((rest.times, rest.detail.as_deref(), &rest.place), (20, Some("many-places"), &None));
}

async fn what_is_done_to_accounts_is_noted_with_it_or_not_at_all(place: &Place) {
    let world = World::begin(place).await;
    let before = entries(&world).await.len();
    let auditor = person(NEW, "New Auditor", Role::Auditor, None);
    let mut dropped = world.store.change(&world.administrator).await.unwrap();
    dropped.add_person(auditor.clone()).await.unwrap();
    drop(dropped);
    assert_eq!(entries(&world).await.len(), before, "it was not committed");

    let mut change = world.store.change(&world.administrator).await.unwrap();
    change.comes_from(Some("192.0.2.1"));
    change.add_person(auditor.clone()).await.unwrap();
    change.invite(NEW, world.now() + TimeDelta::hours(72)).await.unwrap();
    let to = Details { name: title("Kit Vale"), address: auditor.address, role: Role::Chair, agency: None };
    change.change_person(NEW, Version::FIRST, to).await.unwrap();
    change.commit().await.unwrap();
    world.store.invite(NEW, world.now() + TimeDelta::hours(72)).await.unwrap();
    let noted = entries(&world).await.split_off(before);
    let said: Vec<_> = noted
        .iter()
        .map(|entry| {
            (entry.event.unwrap().code(), entry.detail.as_deref().unwrap_or("-"), entry.place.as_deref().unwrap())
        })
        .collect();
    let here = "192.0.2.1";
    let expected = [
        ("account-added", "-", here),
        ("link-made", "-", here),
        ("account-changed", "name", here),
        ("account-changed", "role", here),
        ("link-made", "-", "command-line"),
    ];
    assert_eq!(said, expected);
    assert!(noted.iter().all(|entry| entry.about == Some(NEW)));
    assert_eq!(noted[0].person, world.administrator.person());
}

async fn the_security_log_is_read_by_those_who_may_and_filtered(place: &Place) {
    let world = World::begin(place).await;
    for (about, place) in [(CHAIR, "192.0.2.1"), (LABOR_LIAISON, "192.0.2.2")] {
        world.store.note_security(&failed(Some(about), place)).await.unwrap();
    }
    let size = async |filter: SecurityFilter| world.view(&world.administrator).await.security_log_size(&filter).await;
    let all = SecurityFilter::default();
    let event = Some(SecurityEvent::SignInFailed);
    assert_eq!(size(SecurityFilter { event, ..all.clone() }).await.unwrap(), 2);
    assert_eq!(size(SecurityFilter { event, account: Some(CHAIR), ..all.clone() }).await.unwrap(), 1);
    assert_eq!(size(SecurityFilter { place: Some("192.0.2.2".to_owned()), ..all.clone() }).await.unwrap(), 1);
    let (now, later) = (world.now(), world.now() + TimeDelta::seconds(1));
    assert_eq!(size(SecurityFilter { event, from: Some(now), until: Some(later), ..all.clone() }).await.unwrap(), 2);
    assert_eq!(size(SecurityFilter { event, from: Some(later), ..all.clone() }).await.unwrap(), 0);
    assert_eq!(size(SecurityFilter { event, until: Some(now), ..all.clone() }).await.unwrap(), 0);
    let first = entries(&world).await[0].id;
    assert_eq!(
        size(SecurityFilter { after: Some(first), ..all.clone() }).await.unwrap(),
        size(all.clone()).await.unwrap() - 1
    );
    for actor in [&world.secretariat, &world.chair, &world.justice] {
        let refused = world.view(actor).await.security_log_size(&all).await;
        assert!(matches!(refused, Err(StoreError::NotFound)), "{actor:?}");
    }
    world.store.forget_security_until(world.now()).await.unwrap();
    assert_eq!(size(all).await.unwrap(), 0);
}

async fn a_form_waits_only_in_a_session_of_its_own_writer(place: &Place) {
    let world = World::begin(place).await;
    let now = instant(BEGINNING);
    let token = world.store.begin_session(Some(JUSTICE_LIAISON), now).await.unwrap();
    assert!(!world.store.keep_form(&token, LABOR_LIAISON, "theirs").await.unwrap());
    assert!(!world.store.keeps_a_form(&token).await.unwrap());
    assert!(world.store.keep_form(&token, JUSTICE_LIAISON, "mine").await.unwrap());
    let later = now + TimeDelta::minutes(31);
    let context = world.store.request_context(token.clone(), later, LIMITS).await.unwrap();
    assert!(context.session.is_none());
    let former = context.former.unwrap();
    assert_eq!(world.store.kept_form(&former, LABOR_LIAISON).await.unwrap(), None);
    assert_eq!(world.store.kept_form(&former, JUSTICE_LIAISON).await.unwrap().as_deref(), Some("mine"));
    world.store.forget_expired_sessions(later + TimeDelta::days(1), LIMITS).await.unwrap();
    assert!(!world.store.keep_form(&former, JUSTICE_LIAISON, "late").await.unwrap());
}

async fn a_session_has_something_to_say_on_twenty_pages_at_most(place: &Place) {
    let world = World::begin(place).await;
    let now = instant(BEGINNING);
    let [token, other] = [
        world.store.begin_session(Some(JUSTICE_LIAISON), now).await.unwrap(),
        world.store.begin_session(Some(LABOR_LIAISON), now).await.unwrap(),
    ];
    world.store.leave_notice(&other, "/page", "said", now).await.unwrap();
    for number in 0..25 {
        let at = now + TimeDelta::seconds(number);
        world.store.leave_notice(&token, &format!("/page/{number}"), "said", at).await.unwrap();
    }
    let mut kept = Vec::new();
    for number in 0..25 {
        if world.store.notice(&token, &format!("/page/{number}")).await.unwrap().is_some() {
            kept.push(number);
        }
    }
    assert_eq!(kept, (5..25).collect::<Vec<_>>(), "those that were left last");
    assert!(world.store.notice(&other, "/page").await.unwrap().is_some(), "another session");
    world.store.forget_notices_until(now).await.unwrap();
    assert!(world.store.notice(&other, "/page").await.unwrap().is_none());
    assert!(world.store.notice(&token, "/page/24").await.unwrap().is_some());
}

async fn of_many_guesses_those_at_the_targets_guessed_at_most_are_remembered(place: &Place) {
    let world = World::begin(place).await;
    let now = instant(BEGINNING);
    let often = Target::account("chair@agency.example");
    for _ in 0..5 {
        world.store.note_failed_guess(&often, 0, now).await.unwrap();
    }
    for number in 0..10 {
        let place = Target::place(&format!("198.51.100.{number}"));
        world.store.note_failed_guess(&place, 0, now + TimeDelta::seconds(number)).await.unwrap();
    }
    world.store.forget_guesses_beyond(4).await.unwrap();
    assert_eq!(world.store.guesses(&often).await.unwrap().map(|guesses| guesses.failed), Some(5));
    let mut kept = Vec::new();
    for number in 0..10 {
        if world.store.guesses(&Target::place(&format!("198.51.100.{number}"))).await.unwrap().is_some() {
            kept.push(number);
        }
    }
    assert_eq!(kept, [7, 8, 9]);
}

async fn when_a_session_ends_is_asked_without_using_it(place: &Place) {
    let world = World::begin(place).await;
    let begun = instant(BEGINNING);
    let token = world.store.begin_session(Some(CHAIR), begun).await.unwrap();
    let later = begun + TimeDelta::minutes(20);
    let ends = async |now| world.store.session_ends(&token, now, LIMITS).await.unwrap();
    for _ in 0..2 {
        let ends = ends(later).await.unwrap();
        assert_eq!((ends.first(), ends.can_continue()), (begun + LIMITS.idle, true));
    }
    let session = world.store.request_context(token.clone(), later, LIMITS).await.unwrap().session.unwrap();
    assert_eq!(session.ends.first(), later + LIMITS.idle);
    assert_eq!(ends(later).await, Some(session.ends));
    assert_eq!(ends(later + LIMITS.idle).await, None);
}

async fn the_log_withholds_the_accounts_that_a_reader_may_not_see_and_its_file_is_whole(place: &Place) {
    let world = World::begin(place).await;
    let chair = person(NEW, "Another Chair", Role::Chair, None);
    world.does(&world.administrator, async |change| change.add_person(chair).await).await;
    let last = world.head().await;
    for (actor, is_whole) in [(&world.administrator, true), (&world.auditor, true), (&world.justice, false)] {
        let view = world.view(actor).await;
        let shown = view.shown_entries(last, last, 1).await.unwrap().remove(0);
        assert_eq!(matches!(shown, ShownEntry::Whole(_)), is_whole, "{actor:?}");
        let mut file = String::new();
        let mut lines = view.ledger_lines().await.unwrap();
        while let Some(batch) = lines.next().await.unwrap() {
            file += &(batch.join("\n") + "\n");
        }
        let report = verify_file(file.as_bytes(), &VerifyOptions::default()).unwrap();
        assert_eq!(report.root, world.store.head().await.unwrap().root);
        // There is a draft that neither administrators nor auditors see.
        assert!(report.withheld > 0);
    }
}
