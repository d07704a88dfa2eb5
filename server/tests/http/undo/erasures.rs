//! Contents that were erased under law: every page that showed them says so, at every position.

use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use domain::actor::Actor;
use domain::ids::Kind;
use domain::text::Code;
use uuid::Uuid;

const WORDS: &str = "Erased under law on June 3, 2024.";

async fn erase(world: &World, kind: Kind, id: &str) {
    let (id, ground) = (Uuid::parse_str(id).unwrap(), Code::parse("5-USC-552a").unwrap());
    let mut change = world.store.change(&Actor::Operator).await.unwrap();
    change.erase((kind, id), None, &ground).await.unwrap();
    change.commit().await.unwrap();
}

async fn shown(world: &World, who: Who, page: &str) -> String {
    let answer = world.signed_in(who).await.get(page).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    words(answer.text())
}

#[tokio::test]
async fn an_erased_update_says_so_on_its_page_now_and_in_the_past_and_in_files() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let page = target.fill("/actions/{plan}/{reference}");
    let made = world.size().await - 1;
    assert!(shown(&world, Who::Chair, &page).await.contains("Fresh: two sites are late."));
    erase(&world, Kind::Report, &target.fill("{report}")).await;
    for page in [page.clone(), format!("{page}?as_of=entry:{made}")] {
        let page = shown(&world, Who::Chair, &page).await;
        assert!(page.contains(WORDS) && !page.contains("two sites are late"), "{page}");
        assert!(page.contains("Delayed"), "what it counts as stays: {page}");
    }
    let list = target.fill("/exports/actions.csv?q={reference}");
    let file = world.signed_in(Who::Auditor).await.get(&list).await.text().to_owned();
    assert!(file.contains(WORDS) && !file.contains("two sites are late"), "{file}");
    let search = shown(&world, Who::Chair, "/search?q=%22sites+are+late%22").await;
    assert!(!search.contains("Fresh: two"), "{search}");
    let record = shown(&world, Who::Auditor, "/record").await;
    assert!(record.contains("Content erased under law (5-USC-552a): 1 version of a report."), "{record}");
    shown(&world, Who::Auditor, &format!("/record/{}", made + 1)).await;
    // The entry that made it shows what stands in, the hash, and which entry says why.
    let entry = shown(&world, Who::Auditor, &format!("/record/{made}")).await;
    assert!(entry.contains(WORDS) && !entry.contains("two sites are late"), "{entry}");
    assert!(entry.contains("Salt and content were erased under law; see log entry"), "{entry}");
    let file = world.signed_in(Who::Auditor).await.get("/exports/contents.jsonl").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(!file.text().contains("two sites are late") && file.text().contains("Fresh: train the trainers"));
}

#[tokio::test]
async fn every_kind_that_people_type_is_still_shown_after_it_was_erased() {
    let world = World::begin().await;
    for (thing, kind, page) in [
        (Thing::Action, Kind::Action, "/actions/{plan}/{reference}"),
        (Thing::CompletedMilestone, Kind::Milestone, "/milestones/{milestone}"),
        (Thing::Document, Kind::Evidence, "/actions/{plan}/{reference}"),
        (Thing::Link, Kind::Link, "/actions/{plan}/{reference}"),
        (Thing::LeadingRole, Kind::Assignment, "/actions/{plan}/{reference}"),
        (Thing::EmptyNode, Kind::Node, "/plans/{plan}"),
    ] {
        let target = Target::make(&world, thing, Object::OfHealth, "Robin Vale").await;
        erase(&world, kind, &target.fill("{id}")).await;
        let page = shown(&world, Who::Secretariat, &target.fill(page)).await;
        if kind != Kind::Assignment {
            assert!(page.contains(WORDS), "{kind}: {page}");
        }
        for list in ["/actions", "/milestones", "/search?q=Robin+Vale"] {
            shown(&world, Who::Secretariat, list).await;
        }
    }
    world.store.verify(None).await.unwrap();
}

#[tokio::test]
async fn nobody_is_offered_to_erase_anything() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    for who in Who::SIGNED_IN {
        let page = shown(&world, who, &target.fill("/actions/{plan}/{reference}")).await;
        assert!(!page.to_lowercase().contains("erase"), "{who:?}");
    }
}
