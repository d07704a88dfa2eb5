//! The same with the function that the program uses: files into a database, one entry for each file.

use domain::action::{EditKind, EditReason};
use domain::actor::{Acting, Actor, Role};
use domain::date::Zone;
use domain::event::{Event, Progress};
use domain::ids::PersonId;
use domain::ledger::{LogName, RecordKey, Seq};
use domain::reporting::ReportingTerms;
use domain::text::{Sentence, Title};
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use seeds::real::REAL_FILES;
use seeds::{ImportError, import, load_real_plans};
use std::collections::BTreeSet;
use std::path::PathBuf;
use store::{AsOf, Clock, Store, StoreOptions};
use uuid::Uuid;

/// A migrated database in a file that is removed at the end.
struct Place(PathBuf);

impl Place {
    async fn with_empty_record() -> (Place, Store) {
        Place::opened(Clock::Machine, Progress::Real).await
    }

    async fn opened(clock: Clock, progress: Progress) -> (Place, Store) {
        let place = Place(std::env::temp_dir().join(format!("concord-seeds-{}.db", Uuid::now_v7())));
        let url = format!("sqlite://{}?mode=rwc", place.0.display());
        let connection = sea_orm::Database::connect(&url).await.unwrap();
        Migrator::up(&connection, None).await.unwrap();
        connection.close().await.unwrap();
        let key = RecordKey::from_seed(LogName::parse("record.example").unwrap(), &[7; 32]);
        let zone = Zone::NEW_YORK;
        let store = Store::open(StoreOptions { url, zone, clock, key }).await.unwrap();
        assert!(store.open_record(progress, ReportingTerms::default()).await.unwrap());
        (place, store)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", self.0.display()));
        }
    }
}

async fn events(store: &Store) -> Vec<Event> {
    let last = Seq(store.head().await.unwrap().size.0 - 1);
    let entries = store.entries(Seq(0), last, 1_000).await.unwrap();
    entries.into_iter().filter_map(|entry| entry.event).collect()
}

fn nap_2021(change: impl Fn(String) -> String) -> String {
    change(REAL_FILES.iter().find(|file| file.name == "nap-2021.json").unwrap().text.to_owned())
}

#[tokio::test]
async fn the_real_plans_are_loaded_one_entry_a_file_and_the_record_verifies() {
    let (_place, store) = Place::with_empty_record().await;
    let reports = load_real_plans(&store, &Actor::Operator).await.unwrap();
    let events = events(&store).await;
    assert_eq!((reports.len(), events.len()), (9, 10));
    assert!(events[1..].iter().all(|event| matches!(event, Event::Imported { changed: 0, .. })));
    store.verify(None).await.unwrap();

    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    assert_eq!((view.plans().len(), view.actions().count()), (8, 141));
    let housing = view.facts_by_reference("NAP-2021", "DOJ-08").unwrap();
    assert_eq!(view.short_name(housing.lead.unwrap()), "Justice");
}

#[tokio::test]
async fn the_real_plans_loaded_twice_make_no_entry() {
    let (_place, store) = Place::with_empty_record().await;
    load_real_plans(&store, &Actor::Operator).await.unwrap();
    let before = store.head().await.unwrap().root;
    let reports = load_real_plans(&store, &Actor::Operator).await.unwrap();
    assert!(reports.iter().all(|report| report.written() == 0));
    assert_eq!(store.head().await.unwrap().root, before);
}

#[tokio::test]
async fn a_file_with_a_fault_leaves_the_record_as_it_was() {
    let (_place, store) = Place::with_empty_record().await;
    load_real_plans(&store, &Actor::Operator).await.unwrap();
    let before = store.head().await.unwrap().root;
    let file = nap_2021(|text| text.replacen("\"party\": \"DOJ\"", "\"party\": \"DOX\"", 1));
    let refused = import(&store, &Actor::Operator, file.as_bytes()).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "line 262, column 22: plans[0].actions[0] (DOJ-01).lead.party: there is no agency or body with the code \"DOX\""
    );
    assert_eq!(store.head().await.unwrap().root, before);
}

#[tokio::test]
async fn what_users_edited_survives_a_later_file_in_the_record_too() {
    let (_place, store) = Place::with_empty_record().await;
    load_real_plans(&store, &Actor::Operator).await.unwrap();
    let secretariat = Acting::new(PersonId(Uuid::from_u128(1)), Role::Secretariat, None, BTreeSet::new(), &[]);
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    let id = view.facts_by_reference("NAP-2021", "DOJ-08").unwrap().id;
    let action = view.action(id).await.unwrap().value;
    let ours = domain::action::Amendment {
        node: action.node,
        node_basis: action.node_basis,
        official_number: None,
        title: Title::parse("Housing first").unwrap(),
        promise: action.promise.clone(),
        wording: action.wording,
        strength: action.strength,
        timeframe: action.timeframe.clone(),
        note: None,
    };
    let actor = Actor::Person(secretariat);
    let mut change = store.change(&actor).await.unwrap();
    change.all::<domain::action::Action>().await.unwrap();
    let why = EditReason { kind: EditKind::CorrectsError, reason: Sentence::parse("As agreed.").unwrap() };
    change.save(action.amend(&actor, ours, why, store.today()).unwrap()).await.unwrap();
    change.commit().await.unwrap();

    let before = action.promise.as_str();
    let file = nap_2021(|text| {
        let text = text.replacen("Prioritize the OVC housing program", "Prioritize housing for victims", 1);
        text.replacen(before, "Support safe housing for victims.", 1)
    });
    let report = import(&store, &actor, file.as_bytes()).await.unwrap();
    assert_eq!(report.changed, ["action NAP-2021/DOJ-08"]);
    let kept: Vec<String> = report.kept.iter().map(ToString::to_string).collect();
    assert_eq!(kept, ["action NAP-2021/DOJ-08: users changed title, so the import did not"]);
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    let after = view.action(id).await.unwrap().value;
    assert_eq!((after.title.as_str(), after.promise.as_str()), ("Housing first", "Support safe housing for victims."));
    store.verify(None).await.unwrap();
}

#[tokio::test]
async fn a_liaison_imports_nothing() {
    let (_place, store) = Place::with_empty_record().await;
    let liaison = Acting::new(PersonId(Uuid::from_u128(1)), Role::Liaison, None, BTreeSet::new(), &[]);
    let refused = load_real_plans(&store, &Actor::Person(liaison)).await.unwrap_err();
    assert!(matches!(refused.cause, ImportError::Refused(_)), "{refused}");
}

#[tokio::test]
async fn every_command_of_the_demonstration_is_one_that_the_rules_allow() {
    let (_place, store) = Place::opened(Clock::standing_at(seeds::demo::begins()), Progress::Sample).await;
    seeds::demo::play(&store).await.unwrap();
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    assert!(view.actions().any(|action| !action.milestones.is_empty()));
}
