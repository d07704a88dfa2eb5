//! Accounts: added, disabled, and as whom their people act.

use crate::engine::Place;
use crate::words::{address, instant};
use crate::world::objects::{
    ADMINISTRATOR, AUDITOR, BUREAU, CENTER, CHAIR, GROUP, JUSTICE, JUSTICE_LIAISON, LABOR, LABOR_LIAISON, SECRETARIAT,
    agency, person,
};
use crate::world::{BEGINNING, NOT_FOUND, Said, World};
use chrono::TimeDelta;
use domain::Event;
use domain::actor::{Acting, Actor, Role};
use domain::agency::AgencyKind;
use domain::ids::{AgencyId, PersonId, Version};
use domain::person::{Details, Person};
use std::collections::BTreeSet;
use store::SessionLimits;
use uuid::Uuid;

on_both_engines!(
    an_administrator_adds_an_account_of_any_role,
    the_secretariat_invites_a_liaison_and_nobody_else_does,
    an_address_belongs_to_one_account,
    a_liaison_is_of_an_agency_that_there_is,
    a_disabled_account_acts_no_longer_and_its_sessions_end_with_it,
    only_those_who_keep_an_account_disable_it,
    of_two_administrators_who_disable_each_other_one_stays,
    a_changed_account_has_an_entry_for_each_fact_and_its_sessions_and_links_end,
    a_liaison_acts_for_what_is_below_its_agency_and_for_the_groups_that_it_chairs,
    rights_are_those_of_now_whatever_day_is_looked_at,
    accounts_are_listed_for_those_who_may_read_them,
);

const NEW: PersonId = PersonId(Uuid::from_u128(0x81));
const FIRST: Version = Version::FIRST;

async fn an_administrator_adds_an_account_of_any_role(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.administrator, async |change| change.add_person(auditor()).await).await;
    assert_eq!(said, Said::for_nobody(Event::PersonAdded { role: Role::Auditor }));
    let (actor, found) = world.store.actor(NEW).await.unwrap();
    assert_eq!((actor.role(), &found), (Some(Role::Auditor), &auditor()));
    assert_eq!(world.store.person_by_address(&found.address).await.unwrap(), Some(auditor()));
}

async fn the_secretariat_invites_a_liaison_and_nobody_else_does(place: &Place) {
    let world = World::begin(place).await;
    let liaison = person(NEW, "New Liaison", Role::Liaison, Some(BUREAU));
    let said = world.does(&world.secretariat, async |change| change.add_person(liaison.clone()).await).await;
    assert_eq!(said, Said::by(BUREAU, Event::PersonAdded { role: Role::Liaison }));
    let refused = world.refuses(&world.secretariat, async |change| change.add_person(auditor()).await).await;
    assert_eq!(refused, "Only an administrator can manage accounts.");
    for actor in [&world.chair, &world.justice, &world.auditor] {
        let refused = world.refuses(actor, async |change| change.add_person(liaison.clone()).await).await;
        assert_eq!(refused, "Only the secretariat and administrators can manage liaison accounts.");
    }
}

async fn an_address_belongs_to_one_account(place: &Place) {
    let world = World::begin(place).await;
    let twin = Person { address: address("JO.REYES@agency.example"), ..auditor() };
    let refused = world.refuses(&world.administrator, async |change| change.add_person(twin.clone()).await).await;
    assert_eq!(refused, "This email address already has an account.");
}

async fn a_liaison_is_of_an_agency_that_there_is(place: &Place) {
    let world = World::begin(place).await;
    for (agency, words) in
        [(None, "Select the agency that this liaison represents."), (Some(AgencyId(Uuid::from_u128(0x82))), NOT_FOUND)]
    {
        let liaison = person(NEW, "New Liaison", Role::Liaison, agency);
        assert_eq!(world.refuses(&world.secretariat, async |change| change.add_person(liaison).await).await, words);
    }
}

async fn a_disabled_account_acts_no_longer_and_its_sessions_end_with_it(place: &Place) {
    let world = World::begin(place).await;
    let now = instant(BEGINNING);
    let limits = SessionLimits { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) };
    let token = world.store.begin_session(Some(JUSTICE_LIAISON), now).await.unwrap();
    let other = world.store.begin_session(Some(LABOR_LIAISON), now).await.unwrap();
    let said =
        world.does(&world.administrator, async |change| change.disable_person(JUSTICE_LIAISON, FIRST).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::PersonDisabled {}));
    assert_eq!(world.store.actor(JUSTICE_LIAISON).await.unwrap_err().to_string(), NOT_FOUND);
    assert_eq!(world.store.person_by_address(&address("jo.reyes@agency.example")).await.unwrap(), None);
    assert!(world.store.request_context(token, now, limits).await.unwrap().session.is_none());
    assert!(world.store.request_context(other, now, limits).await.unwrap().session.is_some());
    let again =
        world.refuses(&world.administrator, async |change| change.disable_person(JUSTICE_LIAISON, Version(2)).await);
    assert_eq!(again.await, "This account is already disabled.");
}

async fn only_those_who_keep_an_account_disable_it(place: &Place) {
    let world = World::begin(place).await;
    let keeps_accounts = "Only the secretariat and administrators can manage liaison accounts.";
    for (actor, words) in [
        (&world.auditor, keeps_accounts),
        // Those who cannot see the account of another at all.
        (&world.chair, NOT_FOUND),
        (&world.labor, NOT_FOUND),
    ] {
        let refused = world.refuses(actor, async |change| change.disable_person(JUSTICE_LIAISON, FIRST).await).await;
        assert_eq!(refused, words, "{actor:?}");
    }
    let own = world.refuses(&world.justice, async |change| change.disable_person(JUSTICE_LIAISON, FIRST).await).await;
    assert_eq!(own, keeps_accounts);
    let chair = world.refuses(&world.secretariat, async |change| change.disable_person(CHAIR, FIRST).await).await;
    assert_eq!(chair, NOT_FOUND);
    let said = world.does(&world.secretariat, async |change| change.disable_person(JUSTICE_LIAISON, FIRST).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::PersonDisabled {}));
    let said = world.does(&world.secretariat, async |change| change.enable_person(JUSTICE_LIAISON, Version(2)).await);
    assert_eq!(said.await, Said::by(JUSTICE, Event::PersonEnabled {}));
    assert!(world.store.actor(JUSTICE_LIAISON).await.is_ok());
}

async fn of_two_administrators_who_disable_each_other_one_stays(place: &Place) {
    let world = World::begin(place).await;
    let second = person(NEW, "Max Lund", Role::Administrator, None);
    world.does(&world.administrator, async |change| change.add_person(second).await).await;
    let (other, _) = world.store.actor(NEW).await.unwrap();
    let disables = async |actor: &Actor, id: PersonId| {
        let mut change = world.store.change(actor).await?;
        change.disable_person(id, FIRST).await?;
        change.commit().await
    };
    // One who was only invited cannot sign in: who can stays.
    world.store.set_password(ADMINISTRATOR, "hash", world.now()).await.unwrap();
    assert_eq!(disables(&world.administrator, ADMINISTRATOR).await.unwrap_err().to_string(), LAST);
    world.store.set_password(NEW, "hash", world.now()).await.unwrap();
    let ended = tokio::join!(disables(&world.administrator, NEW), disables(&other, ADMINISTRATOR));
    let words = [ended.0, ended.1].into_iter().filter_map(Result::err).map(|error| error.to_string());
    assert_eq!(words.collect::<Vec<_>>(), [LAST]);
}

const LAST: &str = "This is the last administrator who can sign in. Make another account an administrator first; its owner must \
                    have chosen a password.";

async fn a_changed_account_has_an_entry_for_each_fact_and_its_sessions_and_links_end(place: &Place) {
    let world = World::begin(place).await;
    let now = instant(BEGINNING);
    let limits = SessionLimits { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) };
    let token = world.store.begin_session(Some(JUSTICE_LIAISON), now).await.unwrap();
    let link = world.store.invite(JUSTICE_LIAISON, now + TimeDelta::hours(1)).await.unwrap();
    let of = |name: &str, mailbox: &str, agency| Details {
        name: crate::words::title(name),
        address: address(mailbox),
        role: Role::Liaison,
        agency: Some(agency),
    };
    let changes = async |seen, to: Details| {
        world.change(&world.secretariat, async |change| change.change_person(JUSTICE_LIAISON, seen, to).await).await
    };
    let before = world.head().await.0;
    changes(FIRST, of("Jo Vale", "jo.reyes@agency.example", BUREAU)).await.unwrap();
    assert_eq!(world.head().await.0, before + 2);
    assert!(world.store.request_context(token.clone(), now, limits).await.unwrap().session.is_some());

    changes(Version(3), of("Jo Vale", "jo.vale@agency.example", BUREAU)).await.unwrap();
    assert_eq!(world.head().await.0, before + 3);
    assert!(world.store.request_context(token, now, limits).await.unwrap().session.is_none());
    assert_eq!(world.store.invited(&link, now).await.unwrap(), None);
    let taken = changes(Version(4), of("Jo Vale", "lu.chen@agency.example", BUREAU)).await;
    assert_eq!(taken.unwrap_err().to_string(), "This email address already has an account.");
    let link = world.store.invite(JUSTICE_LIAISON, now + TimeDelta::hours(1)).await.unwrap();
    let promoted =
        Details { role: Role::Administrator, agency: None, ..of("Jo Vale", "jo.vale@agency.example", BUREAU) };
    let promote = async |change: &mut store::Change| change.change_person(JUSTICE_LIAISON, Version(4), promoted).await;
    world.change(&world.administrator, promote).await.unwrap();
    assert_eq!(world.store.invited(&link, now).await.unwrap(), None, "a link to an account that may do more now");
    let nowhere = changes(Version(4), of("Jo Vale", "jo.vale@agency.example", AgencyId(Uuid::from_u128(0x82)))).await;
    assert_eq!(nowhere.unwrap_err().to_string(), NOT_FOUND);
}

async fn a_liaison_acts_for_what_is_below_its_agency_and_for_the_groups_that_it_chairs(place: &Place) {
    let world = World::begin(place).await;
    let Actor::Person(Acting { agency, reach, chairs, .. }) = &world.justice else { panic!("a person") };
    assert_eq!((*agency, reach), (Some(JUSTICE), &BTreeSet::from([JUSTICE, BUREAU, CENTER])));
    assert_eq!(chairs, &BTreeSet::from([GROUP]));
    let Actor::Person(Acting { reach, chairs, .. }) = &world.bureau else { panic!("a person") };
    assert_eq!((reach, chairs.len()), (&BTreeSet::from([BUREAU]), 0));
    let Actor::Person(Acting { reach, .. }) = &world.chair else { panic!("a person") };
    assert_eq!(reach.len(), 0);
}

async fn rights_are_those_of_now_whatever_day_is_looked_at(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    let moved = agency(CENTER, "HSTC", AgencyKind::JointCenter, &[LABOR]);
    let mut import = domain::import::Import::begin(&Actor::Operator).unwrap();
    import.take_reference_data(moved.into(), false).unwrap();
    let finished = import.finish(&Actor::Operator, "2".repeat(64));
    world
        .change(&Actor::Operator, async |change| {
            change.all::<domain::agency::Agency>().await?;
            change.save(finished).await
        })
        .await
        .unwrap();
    let (justice, _) = world.store.actor(JUSTICE_LIAISON).await.unwrap();
    let past = world.view_at(&justice, before).await;
    assert!(past.with_components(JUSTICE).contains(&CENTER));
    assert!(!justice.acts_for(domain::body::Party::Agency(CENTER)));
}

async fn accounts_are_listed_for_those_who_may_read_them(place: &Place) {
    let world = World::begin(place).await;
    let listed = async |actor| {
        let people = world.view(actor).await.people().await.unwrap();
        people.into_iter().map(|seen| seen.value.name.to_string()).collect::<Vec<_>>()
    };
    let all = ["Ada Lane", "Ben Cole", "Cleo Hart", "Jo Reyes", "Lu Chen", "Olga Berg", "Sam Ortiz"];
    assert_eq!(listed(&world.administrator).await, all);
    assert_eq!(listed(&world.auditor).await, all);
    assert_eq!(listed(&world.secretariat).await, ["Ben Cole", "Jo Reyes", "Lu Chen", "Sam Ortiz"]);
    assert_eq!(listed(&world.chair).await, ["Cleo Hart"]);
    assert_eq!(listed(&world.justice).await, ["Jo Reyes"]);
    for id in [ADMINISTRATOR, SECRETARIAT, CHAIR, AUDITOR] {
        assert!(world.store.actor(id).await.is_ok());
    }
    assert!(world.store.has_people().await.unwrap());
}

fn auditor() -> Person {
    person(NEW, "New Auditor", Role::Auditor, None)
}
