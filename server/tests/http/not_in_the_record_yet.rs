//! A page about something that was added later says so, with the way to today; what a reader may not see stays not found.

use crate::html;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World};
use axum::http::StatusCode;
use domain::actor::Actor;

/// A plan with everything that has a page, loaded long after the record began.
const LATER: &str = r#"{
  "concord": "plan-file", "format": 1,
  "agencies": [{"code": "LATE", "name": "Department of Later", "short_name": "Later", "kind": "department", "source": "A directory"}],
  "bodies": [{"code": "LATERS", "name": "Group of Later", "kind": "working group", "chairs": ["LATE"], "cadence": "quarterly", "source": "A directory"}],
  "meetings": [{"code": "MEETING-LATER", "kind": "meeting", "title": "Second meeting", "body": "LATERS", "date": "2024-05-13", "summary": "They met.", "source": "The minutes"}],
  "indicators": [{"code": "BEDS", "name": "Beds", "unit": "beds", "kind": "output", "form": "series", "owner": "LATE", "points": [{"period": "FY2023", "value": "10", "source": "A yearbook"}], "source": "A yearbook"}],
  "plans": [{
    "code": "PLAN-LATER", "title": "The later plan", "short_title": "Plan later", "state": "in-force",
    "issued": "2024-05-15", "starts": "2024-05-15", "period": "from 2024", "span_basis": "stated",
    "levels": [["Pillar"], ["Action"]], "source": "The plan",
    "nodes": [{"reference": "1", "reference_basis": "published", "level": "Pillar", "position": 0, "title": "Protection", "source": "The plan"}],
    "actions": []
  }]
}"#;

#[tokio::test]
async fn a_page_about_something_added_later_says_so_and_leads_to_today() {
    let world = World::begin().await;
    seeds::import(&world.store, &Actor::Operator, LATER.as_bytes()).await.unwrap();
    let target = Target::make(&world, Thing::OpenMilestone, Object::OfJustice, "Later").await;
    let mut browser = world.signed_in(Who::Chair).await;
    let addresses = [
        "/plans/PLAN-LATER".to_owned(),
        "/plans/PLAN-LATER/dashboard".to_owned(),
        "/agencies/LATE".to_owned(),
        "/bodies/LATERS".to_owned(),
        "/meetings/MEETING-LATER".to_owned(),
        "/indicators/BEDS".to_owned(),
        target.fill("/actions/{plan}/{reference}"),
        target.fill("/milestones/{id}"),
        target.fill("/record/{seq}"),
    ];
    for address in addresses {
        assert_eq!(browser.get(&address).await.status, StatusCode::OK, "{address}");
        let answer = browser.get(&format!("{address}?as_of=2024-03-13")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        let words = html::words(answer.text());
        assert!(words.contains("Not in the record on March 13, 2024"), "{address}: {words}");
        assert!(words.contains(" was added to the record after March 13, 2024."), "{address}: {words}");
        assert!(
            words.contains("You are viewing Concord as of March 13, 2024"),
            "{address} keeps the band of the past: {words}"
        );
        let today = format!("href=\"{address}\"");
        let way = answer.text().split("View this page as of today").next().unwrap();
        assert!(way.rfind(&today).is_some_and(|at| way.len() - at < 200), "{address}: {}", answer.text());
        assert!(!words.contains("Later: sites chosen") && !words.contains("Department of Later"), "{address}: {words}");
    }
}

#[tokio::test]
async fn what_a_reader_may_not_see_and_what_there_never_was_stay_not_found() {
    let world = World::begin().await;
    let draft = Target::make(&world, Thing::OpenMilestone, Object::InDraft, "Hidden").await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let hidden = [draft.fill("/actions/{plan}/{reference}"), draft.fill("/milestones/{id}")];
    let never = ["/plans/NOPE", "/actions/PLAN-2024/NOPE", "/milestones/nope", "/record/100000", "/no/such/page"];
    for address in hidden.iter().map(String::as_str).chain(never) {
        let answer = auditor.get(&format!("{address}?as_of=2024-03-13")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        let words = html::words(answer.text());
        assert!(words.contains("Page not found") && !words.contains("Not in the record"), "{address}: {words}");
    }
    // Who may see it today is told that it came later.
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let answer = secretariat.get(&format!("{}?as_of=2024-03-13", hidden[0])).await;
    assert!(html::words(answer.text()).contains("Not in the record on March 13, 2024"));
    // As of now there is nothing to say but that it is not found.
    let now = secretariat.get(&format!("/milestones/{}", uuid::Uuid::now_v7())).await;
    assert!(html::words(now.text()).contains("Page not found"), "{}", History::TRAINING_PLANNED);
}
