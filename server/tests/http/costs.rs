//! How often a page asks the database: as often for many rows as for one.

use crate::browser::{Browser, request};
use crate::world::{Who, World};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::{ACCEPT, ACCEPT_ENCODING};
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;

/// How many statements it takes to draw a page, once memory has what it needs of that point of the record.
async fn statements(world: &World, browser: &mut Browser, path: &str) -> u64 {
    let mut before = 0;
    for codings in ["identity;q=0.4", "identity;q=0.5"] {
        before = world.store.statements_sent();
        // Nobody asked for the page in these words before, so it is drawn.
        let request = request(Method::GET, path).header(ACCEPT, "text/html").header(ACCEPT_ENCODING, codings);
        assert_eq!(browser.send(request, Body::empty()).await.status, 200, "{path}");
    }
    world.store.statements_sent() - before
}

/// The most that the chair's home asks: it opens the record at each of the last five meetings.
const OF_THE_CHAIR: u64 = 24;

#[tokio::test]
async fn the_home_of_the_chair_asks_as_often_for_many_actions_off_track_as_for_few() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let mut asked = Vec::new();
    for since in ["2024-09-29", "2024-02-13", "2023-02-13"] {
        asked.push((statements(&world, &mut chair, &format!("/?since={since}")).await, since));
    }
    assert!(asked.iter().all(|(statements, _)| *statements <= OF_THE_CHAIR), "{asked:?}");
}

#[tokio::test]
async fn the_home_of_a_liaison_asks_as_often_for_many_requests_as_for_one() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    let view = world.view(Who::Secretariat).await;
    let agency = view.agency_by_code("HHS").unwrap().id;
    let offered =
        view.actions().filter(|facts| facts.carriers.iter().all(|carrier| carrier.party != Party::Agency(agency)));
    let offered: Vec<_> = offered.map(|facts| facts.id).collect();
    assert!(offered.len() > 2, "{offered:?}");
    let mut asked = Vec::new();
    for action in offered {
        world
            .does(Who::Secretariat, async |change| {
                let offer =
                    Offer { id: change.new_id(), action, party: Party::Agency(agency), role: CarrierRole::Support };
                change.offer_role(offer).await
            })
            .await;
        asked.push(statements(&world, &mut health, "/").await);
    }
    assert_eq!(asked.first(), asked.last(), "{asked:?}");
}

#[tokio::test]
async fn the_record_asks_as_often_for_fifty_entries_as_for_a_few() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let last = world.size().await.div_ceil(50);
    let (full, few) = (
        statements(&world, &mut auditor, "/record").await,
        statements(&world, &mut auditor, &format!("/record?page={last}")).await,
    );
    assert!(full <= MOST && few <= MOST, "{full} for fifty entries, {few} for a few");
}

/// That no notice waits is known since the request arrived.
#[tokio::test]
async fn a_page_with_nothing_to_say_asks_for_no_notice() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    // The account, the head, when its entry was made, the settings of the reader and the newest check.
    assert_eq!(statements(&world, &mut chair, "/plans").await, 5);
}

/// The most that any page asks: the newest page of the log, where what the reader may not see is found by kind.
const MOST: u64 = 15;

#[tokio::test]
async fn no_page_asks_for_its_rows_one_by_one() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    for path in [
        "/plans",
        "/plans/NAP-2021",
        "/plans/NAP-2021/dashboard",
        "/actions",
        "/actions?group=lead",
        "/actions/NAP-2021/DOJ-02",
        "/milestones",
        "/date-changes",
        "/agencies",
        "/agencies/DOJ",
        "/periods",
        "/periods/FY2024-Q4",
        "/meetings",
        "/indicators",
        "/sources",
        "/record",
        "/search?q=training",
        "/proof/actions?status=open",
        "/proof/milestones?due=overdue",
        "/reports",
    ] {
        let asked = statements(&world, &mut chair, path).await;
        assert!(asked <= MOST, "{path} asked {asked} times");
    }
    // A progress report has the dossiers of fifty actions at a time, and the charts of its plan.
    let asked = statements(&world, &mut chair, "/reports/progress?plan=NAP-2021").await;
    assert!(asked <= 3 * MOST, "a progress report asked {asked} times");
    // A report has the rows of four tables beside what it shows.
    for path in ["/reports/slippage?plan=NAP-2021", "/reports/status?plan=NAP-2021"] {
        let asked = statements(&world, &mut chair, path).await;
        assert!(asked <= 3 * MOST, "{path} asked {asked} times");
    }
}
