//! Every kind of object goes the whole way: it is saved, read, not there before, in its history, found by its words, in the
//! file of contents, verified. A new kind has its place here, or this does not compile.

use crate::engine::Place;
use crate::sql::TABLES;
use crate::tampering::forge;
use crate::words::{citation, code, day, narrative, title, web_link};
use crate::world::World;
use crate::world::objects::{self as o, HOTLINE, HOUSING, JUSTICE, LABOR, OUTREACH, PILLAR_1, PLAN, TRAINING};
use domain::action::Action;
use domain::actor::{Actor, Role};
use domain::agency::AgencyKind;
use domain::assignment::{Assignment, CarrierRole};
use domain::body::{Body, Party};
use domain::evidence::Document;
use domain::ids::{AgencyId, IndicatorId, Version};
use domain::import::Import;
use domain::indicator::{Indicator, IndicatorForm, IndicatorKind};
use domain::ledger::Seq;
use domain::link::Relation;
use domain::meeting::Meeting;
use domain::person::Person;
use domain::plan::{Node, Plan};
use domain::reference::{Reference, ReferenceContent};
use domain::search::Search;
use domain::update::{Confidence, ReportedStatus, Statement};
use domain::{Kind, Object, with_object};
use sea_orm::ConnectionTrait;
use store::{Found, HistoryEntry, View};
use uuid::Uuid;

on_both_engines!(
    an_object_of_every_kind_is_saved_and_found_from_then_on_and_not_before,
    a_changed_content_of_every_kind_is_found,
);

/// Stands in a text of each object that is made here, where its kind is searched.
const WORD: &str = "quillwort";

async fn an_object_of_every_kind_is_saved_and_found_from_then_on_and_not_before(place: &Place) {
    let world = World::begin(place).await;
    for kind in Kind::ALL {
        let before = world.head().await;
        let id = make(&world, kind).await;
        let made = world.head().await;
        assert_eq!(made, Seq(before.0 + 1), "one {kind} is one entry");
        let (earlier, view) = (world.view_at(&world.auditor, before).await, world.view(&world.auditor).await);

        let object = made_by(&world, &view, made).await;
        assert_eq!((object.kind(), object.id()), (kind, id));
        let kept = world.store.kept_contents(kind, id).await.unwrap();
        assert_eq!(kept.iter().map(|kept| (kept.version, kept.since)).collect::<Vec<_>>(), [(Version::FIRST, made)]);

        assert_eq!(lines_about(&earlier, id).await, 0, "{kind} in the file of contents of before");
        assert_eq!(lines_about(&view, id).await, 1, "{kind} in the file of contents");

        assert_eq!(history(&earlier, &object).await, [], "{kind}");
        assert_eq!(history(&view, &object).await, [made], "{kind}");

        let hit = Found { kind, id };
        let is_searched = kind.search_place().is_some();
        assert_eq!(view.search(&Search::read(WORD)).await.unwrap().contains(&hit), is_searched, "{kind}");
        assert!(!earlier.search(&Search::read(WORD)).await.unwrap().contains(&hit), "{kind} before it was there");
        if is_searched {
            assert_eq!(view.found_objects(&[hit]).await.unwrap(), std::slice::from_ref(&object));
        }

        match object.erased(day("2024-02-13")) {
            Ok(stand_in) => {
                assert_eq!((stand_in.kind(), stand_in.id()), (kind, id));
                assert!(!stand_in.texts().concat().to_lowercase().contains(WORD), "{kind}: {stand_in:?}");
            }
            Err(refused) => assert!(refused.to_string().contains("plan file"), "{kind}: {refused}"),
        }
    }
    world.store.verify(Some(&world.checkpoint().await)).await.unwrap();
}

async fn a_changed_content_of_every_kind_is_found(place: &Place) {
    let world = World::begin(place).await;
    for kind in Kind::ALL {
        make(&world, kind).await;
    }
    let raw = place.owner().await;
    forge::drop_guards(&raw).await;
    for (kind, [_, _, contents]) in Kind::ALL.into_iter().zip(TABLES) {
        let set = async |body: &str| {
            raw.execute_unprepared(&format!("UPDATE {contents} SET body = {body}")).await.unwrap();
        };
        set("body || ' '").await;
        assert!(world.store.verify(None).await.is_err(), "{kind}");
        set("substr(body, 1, length(body) - 1)").await;
        world.store.verify(None).await.unwrap();
    }
}

/// Saves an object of the kind, with an entry of its own.
async fn make(world: &World, kind: Kind) -> Uuid {
    let id = Uuid::from_u128(0xeee0 + kind as u128);
    let (name, short) = (title("Quillwort"), code("QUILLWORT"));
    let operator = &Actor::Operator;
    let mut import = Import::begin(operator).unwrap();
    match kind {
        Kind::Agency => {
            let agency = o::agency(AgencyId(id), "QUILLWORT", AgencyKind::Office, &[]);
            import.take_reference_data(agency.into(), true).unwrap();
        }
        Kind::Body => {
            let body = Body { id: id.into(), name, code: short, ..o::group() };
            import.take_reference_data(body.into(), true).unwrap();
        }
        Kind::Reference => {
            let content = ReferenceContent::Document { title: name, owner: JUSTICE, date: None };
            let reference = Reference { id: id.into(), code: short, source: citation("A list"), content };
            import.take_reference_data(reference.into(), true).unwrap();
        }
        Kind::Indicator => import.take_reference_data(indicator(id.into()).into(), true).unwrap(),
        Kind::Meeting => {
            let meeting = Meeting { title: name, ..o::meeting(id.into(), "QUILLWORT", "2024-02-01") };
            import.take_reference_data(meeting.into(), true).unwrap();
        }
        Kind::Plan => {
            let [plan, _] = o::plans();
            let plan = Plan { id: id.into(), code: short, title: name, ..plan };
            import.take(Plan::add(operator, plan).unwrap(), true);
        }
        Kind::Node => {
            let node = Node { title: name, ..o::node(id.into(), PLAN, "P9", 9) };
            import.take(Node::add(operator, node).unwrap(), true);
        }
        Kind::Action => {
            let action = o::action(id.into(), (PLAN, PILLAR_1), "A-99", "Quillwort");
            import.take(Action::add(operator, action).unwrap(), true);
        }
        Kind::Assignment => {
            let stated = o::assignment(id.into(), HOUSING, Party::Agency(JUSTICE), CarrierRole::Support);
            import.take(Assignment::from_source(operator, stated).unwrap(), true);
        }
        Kind::Person | Kind::Milestone | Kind::Report | Kind::Evidence | Kind::Link | Kind::Period => {
            return by_a_person(world, kind, id).await;
        }
    }
    world.change(operator, async |change| change.save(import.finish(operator, "1".repeat(64))).await).await.unwrap();
    id
}

/// The kinds that no import makes.
async fn by_a_person(world: &World, kind: Kind, id: Uuid) -> Uuid {
    let name = title("Quillwort");
    if kind == Kind::Person {
        let person: Person = o::person(id.into(), "Quillwort", Role::Liaison, Some(LABOR));
        world.change(&world.administrator, async |change| change.add_person(person).await).await.unwrap();
        return id;
    }
    if kind == Kind::Period {
        let (quarter, asked) = ("FY2024-Q2".parse().unwrap(), Some(narrative("Count the quillwort.")));
        let work = async |change: &mut store::Change| change.instruct_period(quarter, asked).await;
        world.change(&world.secretariat, work).await.unwrap();
        return world.view(&world.auditor).await.period(quarter).await.unwrap().unwrap().value.id.into();
    }
    let work = async |change: &mut store::Change| match kind {
        Kind::Milestone => change.plan_milestone(id.into(), TRAINING, name, day("2024-06-30"), None).await,
        Kind::Report => change.report_progress(id.into(), OUTREACH, None, statement()).await,
        Kind::Evidence => {
            let document = Document { title: name, link: web_link("https://example.gov/a"), dated: day("2024-02-01") };
            change.attach_evidence(id.into(), TRAINING, None, document).await
        }
        _ => {
            let note = Some(narrative("Quillwort"));
            change.link_actions(id.into(), (TRAINING, HOTLINE), Relation::Continues, note).await
        }
    };
    world.change(&world.secretariat, work).await.unwrap();
    id
}

fn statement() -> Statement {
    Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("The quillwort is counted."),
    }
}

fn indicator(id: IndicatorId) -> Indicator {
    Indicator {
        id,
        code: code("QUILLWORT"),
        name: title("Quillwort"),
        unit: title("plants"),
        kind: IndicatorKind::Output,
        form: IndicatorForm::Series,
        owner: None,
        note: None,
        points: vec![],
        source: citation("A count"),
    }
}

/// The one object that an entry made, as it is read.
async fn made_by(world: &World, view: &View, entry: Seq) -> Object {
    let logged = world.store.entries(entry, entry, 1).await.unwrap().remove(0);
    let mut versions = view.versions_of_entry(entry, &logged.leaf.entry().rows).await.unwrap();
    assert_eq!(versions.len(), 1);
    versions.remove(0).shown.expect("the auditor sees it").object
}

/// How many lines of the file of contents are about an object.
async fn lines_about(view: &View, id: Uuid) -> usize {
    let (mut lines, mut found) = (view.content_lines(None).unwrap(), 0);
    while let Some(some) = lines.next().await.unwrap() {
        found += some.iter().filter(|line| line.contains(&format!(r#","id":"{id}","kind""#))).count();
    }
    found
}

async fn history(view: &View, object: &Object) -> Vec<Seq> {
    let entries = with_object!(object, it => view.history_of(it).await).unwrap();
    entries.iter().map(HistoryEntry::seq).collect()
}
