//! Actions that were added by mistake: out of every list and count, and still there on their page and by a filter.

use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use domain::Version;
use domain::action::Amendment;
use domain::ids::ActionId;
use domain::text::{Citation, Code, Sentence, Title};
use store::NewAction;

async fn leads_to(world: &World, who: Who, page: &str, form: &str) -> bool {
    let answer = world.signed_in(who).await.get(page).await;
    tags(answer.text()).into_iter().any(|tag| tag.attribute("href") == Some(form))
}

async fn shown(world: &World, who: Who, page: &str) -> String {
    words(world.signed_in(who).await.get(page).await.text())
}

/// Another action in the words of the first, under the same reference.
async fn added_again(world: &World, first: &Target) -> ActionId {
    let view = world.view(Who::Secretariat).await;
    let action = view.action(first.fill("{id}").parse().unwrap()).await.unwrap().value;
    let text = Amendment {
        node: action.node,
        node_basis: action.node_basis,
        official_number: None,
        title: Title::parse("The right one").unwrap(),
        promise: action.promise,
        wording: action.wording,
        strength: action.strength,
        timeframe: action.timeframe,
        note: None,
    };
    let (reference, source) = (Code::parse(&first.fill("{reference}")).unwrap(), Citation::parse("Page 9").unwrap());
    let new = NewAction { plan: action.plan, reference, text, source };
    world
        .does(Who::Secretariat, async |change| {
            let id = change.new_id();
            change.add_action(id, new).await?;
            Ok(id)
        })
        .await
}

async fn retract(world: &World, target: &Target) {
    let (id, reason) = (target.fill("{id}").parse().unwrap(), Sentence::parse("Added twice.").unwrap());
    world.does(Who::Secretariat, async |change| change.retract_action(id, Version::FIRST, reason).await).await;
}

#[tokio::test]
async fn the_secretariat_retracts_an_action_that_was_added_by_mistake() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let (page, form) = (target.fill("/actions/{plan}/{reference}"), target.fill("/actions/{plan}/{reference}/retract"));
    for who in [Who::Chair, Who::Health, Who::Auditor, Who::Administrator] {
        assert!(!leads_to(&world, who, &page, &form).await, "{who:?}");
    }
    assert!(leads_to(&world, Who::Secretariat, &page, &form).await);
    let before = world.size().await;
    let all = shown(&world, Who::Auditor, "/actions").await;

    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let done = secretariat.send_form(&form, "/api/retract_action", &[("reason", "Added twice.")]).await;
    let said = words(done.text());
    assert!(said.contains("Action retracted. It stays on record, but no count includes it."), "{said}");
    assert!(said.contains("Retracted June 3, 2024: Added twice."), "{said}");
    assert!(done.drawn().contains("<s>Fresh: train the trainers</s>"), "{}", done.text());
    let id = target.fill("{id}");
    for form in ["amend", "withdraw", "retract", "report", "plan-milestone", "attach-evidence", "offer", "link"] {
        let form = target.fill(&format!("/actions/{{plan}}/{id}/{form}"));
        assert!(!leads_to(&world, Who::Secretariat, &page, &form).await, "{form}");
    }

    let reference = target.fill("{reference}");
    for list in ["/actions", &target.fill("/plans/{plan}")] {
        assert!(!shown(&world, Who::Auditor, list).await.contains(&reference), "{list}");
    }
    let file = async |list: &str| world.signed_in(Who::Auditor).await.get(list).await.text().to_owned();
    assert!(!file("/exports/actions.csv").await.contains(&reference));
    assert_ne!(shown(&world, Who::Auditor, "/actions").await, all);
    let filtered = shown(&world, Who::Auditor, "/actions?status=retracted").await;
    assert!(filtered.contains("1 of 1 retracted actions in all plans."), "{filtered}");
    let list = world.signed_in(Who::Auditor).await.get("/actions?status=retracted").await;
    assert!(list.drawn().contains("<s>Fresh: train the trainers</s>"), "struck through there too");
    assert!(filtered.contains(&reference) && filtered.contains("Status: Retracted"), "{filtered}");
    let retracted = file("/exports/actions.csv?status=retracted").await;
    assert!(retracted.contains(&reference) && retracted.contains("Retracted"), "{retracted}");
    // As of the entry before, it stood in the list.
    let then = shown(&world, Who::Auditor, &format!("/actions?as_of=entry:{}", before - 1)).await;
    assert!(then.contains(&reference), "{then}");
}

#[tokio::test]
async fn an_action_that_somebody_reported_on_says_to_withdraw_it_instead() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let (page, form) = (target.fill("/actions/{plan}/{reference}"), target.fill("/actions/{plan}/{reference}/retract"));
    assert!(!leads_to(&world, Who::Secretariat, &page, &form).await);
    let refused = shown(&world, Who::Secretariat, &form).await;
    assert!(refused.contains("This action has 1 update. Withdraw the action instead."), "{refused}");
}

#[tokio::test]
async fn a_page_by_reference_shows_the_action_that_stands_and_names_the_retracted_one() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    retract(&world, &target).await;
    added_again(&world, &target).await;
    let page = target.fill("/actions/{plan}/{reference}");
    let of_the_retracted = target.fill("/actions/{plan}/{id}");
    let standing = shown(&world, Who::Auditor, &page).await;
    assert!(standing.contains("The right one"), "{standing}");
    let names = "Another action with this reference was retracted: Fresh: train the trainers";
    assert!(standing.contains(names), "{standing}");
    assert!(leads_to(&world, Who::Auditor, &page, &of_the_retracted).await);
    let retracted = shown(&world, Who::Auditor, &of_the_retracted).await;
    assert!(retracted.contains("Retracted June 3, 2024: Added twice."), "{retracted}");
    assert!(retracted.contains("Another action now has this reference: The right one"), "{retracted}");
}

#[tokio::test]
async fn the_bridge_of_open_actions_adds_up_across_a_retraction() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let before = world.size().await - 1;
    retract(&world, &target).await;
    let list = format!("/actions?since=entry:{before}&step=retracted&plan=in-force");
    let found = shown(&world, Who::Chair, &list).await;
    assert!(found.contains(&target.fill("{reference}")), "{found}");
    let table =
        world.signed_in(Who::Chair).await.get(&format!("/exports/charts/bridge.csv?since=entry:{before}")).await;
    let rows: Vec<(String, i64)> = csv::Reader::from_reader(table.body.as_slice())
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[1].parse().unwrap()))
        .collect();
    let number = |name: &str| rows.iter().find(|(step, _)| step == name).unwrap().1;
    assert_eq!(number("Retracted"), -1, "{rows:?}");
    let (opening, closing) = (rows.first().unwrap().1, rows.last().unwrap().1);
    assert_eq!(opening - 1, closing, "{rows:?}");
}

#[tokio::test]
async fn a_retracted_action_of_a_draft_is_found_only_by_those_who_see_the_draft() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::InDraft, "Fresh").await;
    retract(&world, &target).await;
    let page = target.fill("/actions/{plan}/{id}");
    assert!(shown(&world, Who::Secretariat, &page).await.contains("Retracted June 3, 2024"));
    for who in [Who::Health, Who::Auditor, Who::Administrator] {
        let answer = world.signed_in(who).await.get(&page).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who:?}");
        let filtered = shown(&world, who, "/actions?status=retracted").await;
        assert!(!filtered.contains(&target.fill("{reference}")), "{who:?}");
    }
}

#[tokio::test]
async fn nobody_is_asked_to_carry_a_retracted_action() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OfferedSupport, Object::OfHealth, "Fresh").await;
    let page = target.fill("/actions/{plan}/{reference}");
    let (ask, withdraw) =
        (target.fill("/assignments/{assignment}/ask"), target.fill("/assignments/{assignment}/withdraw"));
    assert!(leads_to(&world, Who::Secretariat, &page, &ask).await);
    let view = world.view(Who::Secretariat).await;
    let id = view.facts_by_reference(&target.fill("{plan}"), &target.fill("{reference}")).unwrap().id;
    let reason = Sentence::parse("Added twice.").unwrap();
    world.does(Who::Secretariat, async |change| change.retract_action(id, Version::FIRST, reason).await).await;
    assert!(!leads_to(&world, Who::Secretariat, &page, &ask).await);
    assert!(leads_to(&world, Who::Secretariat, &page, &withdraw).await, "the request can still be withdrawn");
}
