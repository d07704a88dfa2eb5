//! Imports: many objects under one entry, parents with their children, codes that change hands.

use crate::engine::Place;
use crate::sql::{self, TABLES};
use crate::words::title;
use crate::world::World;
use crate::world::objects::{self as o, BUREAU, PLAN, WAGES, action, agency};
use domain::Object;
use domain::action::Action;
use domain::actor::Actor;
use domain::agency::{Agency, AgencyKind};
use domain::changed::Changed;
use domain::ids::{ActionId, AgencyId, NodeId, Version};
use domain::import::Import;
use domain::ledger::{Rows, Seq};
use domain::person::Person;
use store::StoreError;
use uuid::Uuid;

on_both_engines!(
    an_import_of_many_rows_is_one_entry_that_gives_them_by_their_root,
    an_import_that_is_too_large_for_one_entry_is_refused_before_anything_is_written,
    an_entry_names_up_to_200_rows_one_by_one,
    two_agencies_exchange_their_codes_in_one_entry,
    an_object_stands_once_in_an_entry,
    a_child_is_never_born_before_its_parent,
    only_reference_data_is_imported_without_a_rule,
    lists_stand_in_the_same_order_on_both_engines,
);

async fn an_import_of_many_rows_is_one_entry_that_gives_them_by_their_root(place: &Place) {
    let world = World::begin(place).await;
    let seq = load(&world, offices(250), true).await.unwrap();
    assert_eq!((seq, world.head().await), (Seq(9), Seq(9)));
    let entry = world.store.entries(seq, seq, 1).await.unwrap().remove(0);
    let Rows::ByRoot(root) = entry.leaf.entry().rows else { panic!("they are too many to be named") };
    assert_eq!(root.count, 250);
    let imported = domain::Event::Imported { file: "5".repeat(64), added: 250, changed: 0 };
    assert_eq!(entry.event, Some(imported));
    assert_eq!(world.store.verify(None).await.unwrap().row_versions, 250 + 7 + 2 + 3 + 5 + 6 + 7);
    let view = world.view(&world.justice).await;
    assert_eq!(view.agencies().count(), 255);
    let office = view.agency_by_code("X-249").unwrap().clone();
    let history = view.history_of(&office).await.unwrap();
    assert_eq!(history.iter().map(store::HistoryEntry::seq).collect::<Vec<_>>(), [seq]);
}

async fn an_entry_names_up_to_200_rows_one_by_one(place: &Place) {
    let world = World::begin(place).await;
    let seq = load(&world, offices(200), true).await.unwrap();
    let entry = world.store.entries(seq, seq, 1).await.unwrap().remove(0);
    let Rows::Listed(rows) = &entry.leaf.entry().rows else { panic!("200 rows are named") };
    assert!(rows.is_sorted_by(|a, b| (a.kind.as_str(), a.id) < (b.kind.as_str(), b.id)), "by kind and id");
    assert_eq!(rows.len(), 200);
    world.store.verify(None).await.unwrap();
}

async fn an_import_that_is_too_large_for_one_entry_is_refused_before_anything_is_written(place: &Place) {
    let world = World::begin(place).await;
    let one = offices(1).remove(0);
    let finished = finished(vec![one; 50_001], true);
    let refused = world.refuses(&Actor::Operator, async |change| change.save(finished).await).await;
    assert_eq!(refused, "This file has 50001 rows. The limit is 50000. Split the file.");
}

async fn two_agencies_exchange_their_codes_in_one_entry(place: &Place) {
    let world = World::begin(place).await;
    let exchanged = vec![
        agency(BUREAU, "WHD", AgencyKind::Component, &[o::JUSTICE]).into(),
        agency(WAGES, "FBI", AgencyKind::Component, &[o::LABOR]).into(),
    ];
    let seq = load(&world, exchanged, false).await.unwrap();
    let named = async |entry, name| world.view_at(&world.chair, Seq(entry)).await.agency_by_code(name).unwrap().id;
    assert_eq!((named(seq.0, "WHD").await, named(seq.0, "FBI").await), (BUREAU, WAGES));
    // The address of the past leads to what stood there then.
    assert_eq!((named(seq.0 - 1, "WHD").await, named(seq.0 - 1, "FBI").await), (WAGES, BUREAU));
    world.store.verify(None).await.unwrap();
}

async fn an_object_stands_once_in_an_entry(place: &Place) {
    let world = World::begin(place).await;
    let head = world.checkpoint().await;
    let renamed = |name| Agency { name: title(name), ..agency(WAGES, "WHD", AgencyKind::Component, &[o::LABOR]) };
    load(&world, vec![renamed("Wages").into(), renamed("Hours").into()], false).await.unwrap_err();
    assert_eq!(world.checkpoint().await, head);
    let view = world.view(&world.chair).await;
    assert_eq!(view.agency(WAGES).unwrap().name, title("Office WHD"));
}

async fn a_child_is_never_born_before_its_parent(place: &Place) {
    let world = World::begin(place).await;
    let (new_node, new_action) = (NodeId(Uuid::from_u128(0xb1)), ActionId(Uuid::from_u128(0xb2)));
    let orphan = action(new_action, (PLAN, new_node), "A-09", "An action without a place");
    let allowed = Action::add(&Actor::Operator, orphan.clone()).unwrap();
    world.refuses(&Actor::Operator, async |change| change.save(allowed).await).await;

    let mut import = Import::begin(&Actor::Operator).unwrap();
    let parent = o::node(new_node, PLAN, "P9", 8);
    import.take(domain::plan::Node::add(&Actor::Operator, parent).unwrap(), true);
    import.take(Action::add(&Actor::Operator, orphan).unwrap(), true);
    let finished = import.finish(&Actor::Operator, "6".repeat(64));
    world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
    assert_eq!(world.view(&world.chair).await.node(new_node).unwrap().plan, PLAN);

    let raw = place.reader().await;
    let [actions, versions, _] = TABLES[8];
    for (parents, column) in [("plans", "plan_id"), ("nodes", "node_id")] {
        let older_than_its_parent = format!(
            "SELECT count(*) FROM {actions} c JOIN {versions} v ON v.id = c.id AND v.version = 1 \
             JOIN {parents} p ON p.id = v.{column} WHERE c.born < p.born"
        );
        assert_eq!(sql::numbers(&raw, &older_than_its_parent).await, [0]);
    }
}

async fn only_reference_data_is_imported_without_a_rule(place: &Place) {
    let world = World::begin(place).await;
    let mut import = Import::begin(&Actor::Operator).unwrap();
    let refused = import.take_reference_data(o::actions()[0].clone().into(), true).unwrap_err();
    assert_eq!(refused.to_string(), "action has rules of its own and is not reference data");
    let liaison_imports = Import::begin(&world.justice).unwrap_err();
    assert_eq!(liaison_imports.to_string(), "Only the secretariat can edit plans and actions.");
    assert!(Person::add(&world.justice, o::people()[0].clone()).is_err());
}

/// The databases put blanks and letters of other alphabets in different places, so neither of them sorts.
async fn lists_stand_in_the_same_order_on_both_engines(place: &Place) {
    let world = World::begin(place).await;
    let names = ["zulu", "Alpha", "alpha", "\u{c4}mter", "Zebra"];
    for (number, name) in (0_u128..).zip(names) {
        let person = Person {
            name: title(name),
            address: crate::words::address(&format!("n{number}@agency.example")),
            agency: (number % 2 == 0).then_some(o::LABOR),
            ..o::person(
                domain::ids::PersonId(Uuid::from_u128(0xb100 + number)),
                "Someone",
                domain::actor::Role::Auditor,
                None,
            )
        };
        world.does(&world.administrator, async |change| change.add_person(person).await).await;
    }
    let people = world.view(&world.auditor).await.people().await.unwrap();
    let listed: Vec<_> =
        people.iter().map(|seen| seen.value.name.as_str()).filter(|name| names.contains(name)).collect();
    assert_eq!(listed, ["Alpha", "Zebra", "alpha", "zulu", "\u{c4}mter"]);
    let all: Vec<_> = world.view(&world.auditor).await.agencies().map(|agency| agency.id).collect();
    assert!(all.is_sorted(), "{all:?}");
    assert_eq!(people.iter().find(|seen| seen.value.id == o::CHAIR).unwrap().version, Version::FIRST);
}

fn offices(number: u128) -> Vec<Object> {
    let office = |number| {
        let id = AgencyId(Uuid::from_u128(0xb0_0000 + number));
        agency(id, &format!("X-{number}"), AgencyKind::Office, &[o::JUSTICE]).into()
    };
    // Not in the order of their ids, because an entry gives its rows in that order whatever the file says.
    (0..number).rev().map(office).collect()
}

fn finished(objects: Vec<Object>, are_new: bool) -> Changed<Vec<Object>> {
    let mut import = Import::begin(&Actor::Operator).unwrap();
    objects.into_iter().for_each(|object| import.take_reference_data(object, are_new).unwrap());
    import.finish(&Actor::Operator, "5".repeat(64))
}

async fn load(world: &World, objects: Vec<Object>, are_new: bool) -> Result<Seq, StoreError> {
    let finished = finished(objects, are_new);
    world
        .change(&Actor::Operator, async |change| {
            change.all::<Agency>().await?;
            change.save(finished).await
        })
        .await
}
