//! With what the chair's home compares, and that each of its counts is of what it says.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::world::{History, Who, World, day, instant, title};
use axum::http::StatusCode;
use domain::Version;
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::Sentence;

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

async fn home(world: &World, address: &str) -> String {
    words(world.signed_in(Who::Chair).await.get(address).await.text())
}

/// Justice moves the date of a milestone on a day.
async fn moves(world: &World, on: &str, to: &str, reason: MoveReason) {
    world.clock.set(instant(&format!("{on}T17:00:00Z")));
    let seen = world.view(Who::Justice).await.milestone(History::TRAINING_PLANNED).await.unwrap().version;
    let to = Reschedule { to: day(to), reason, sentence: sentence("As agreed with counsel.") };
    world.does(Who::Justice, async |change| change.move_milestone(History::TRAINING_PLANNED, seen, to).await).await;
}

/// The list that the page leads to by an address that has these words in it.
async fn opened(browser: &mut Browser, page: &str, of: &str) -> String {
    let page = browser.get(page).await;
    let links = tags(page.text()).into_iter().filter(|tag| tag.name == "a");
    let found = links.filter_map(|tag| tag.attribute("href").map(str::to_owned)).find(|href| href.contains(of));
    let address = found.unwrap_or_else(|| panic!("no link with {of}: {}", words(page.text())));
    words(browser.get(&address).await.text())
}

#[tokio::test]
async fn no_list_no_agency_and_no_file_is_compared_with_a_later_point() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let said = "The date to compare with (2024-05-01) is later than the date being viewed.";
    for page in ["/actions", "/milestones", "/date-changes", "/agencies", "/agencies/DOJ", "/proof/actions"] {
        let answer = browser.get(&format!("{page}?as_of=2024-03-01&since=2024-05-01")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{page}");
        assert!(words(answer.text()).contains(said), "{page}: {}", words(answer.text()));
        let earlier = browser.get(&format!("{page}?as_of=2024-05-01&since=2024-03-01")).await;
        assert_eq!(earlier.status, StatusCode::OK, "{page}");
    }
    let file = world.signed_in(Who::Auditor).await.get("/exports/actions.csv?as_of=2024-03-01&since=2024-05-01").await;
    assert_eq!(file.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_day_is_compared_with_an_earlier_one_and_never_with_a_later_one() {
    let world = World::begin().await;
    let page = home(&world, "/?as_of=2024-03-01&since=2024-05-01").await;
    let told = "You can't compare with a later date (May 1, 2024). This page compares with the last meeting instead.";
    assert!(page.contains(told), "{page}");
    assert!(page.contains("From February 13, 2024 (log entry"), "{page}");
    let earlier = home(&world, "/?as_of=2024-03-01&since=2024-02-20").await;
    assert!(!earlier.contains("You can't compare") && earlier.contains("From February 20, 2024"), "{earlier}");
    let mut chair = world.signed_in(Who::Chair).await;
    let field = |page: &str| {
        let tags = tags(page);
        tags.iter().find_map(|tag| tag.attribute("data-last")).unwrap().to_owned()
    };
    assert_eq!(field(chair.get("/").await.text()), "2024-06-03");
    assert_eq!(field(chair.get("/?as_of=2024-03-01").await.text()), "2024-03-01");
    let file = chair.get("/exports/charts/bridge.csv?as_of=2024-03-01&since=2024-05-01").await;
    assert_eq!(file.status, StatusCode::BAD_REQUEST, "{}", words(file.text()));
}

#[tokio::test]
async fn the_title_names_the_day_where_it_was_no_meeting() {
    let world = World::begin().await;
    for (address, heading) in [
        ("/", "Since the last meeting"),
        ("/?since=meeting:MEETING-2024", "Since the last meeting"),
        ("/?since=2024-04-11", "Since April 11, 2024"),
    ] {
        let page = home(&world, address).await;
        let day = if heading.contains("meeting") { "February 13" } else { "April 11" };
        assert!(page.contains(&format!("{heading} From {day}, 2024")), "{address}: {page}");
        assert!(page.starts_with(&format!("{heading} | Concord")), "{address}: {page}");
    }
}

#[tokio::test]
async fn the_secretariat_prepares_the_meeting_with_what_the_chair_sees() {
    let world = World::begin().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    assert!(secretariat.get("/").await.text().contains("href=\"/since\""));
    let page = secretariat.get("/since?since=2024-04-11").await;
    assert!(words(page.text()).contains("Since April 11, 2024 From April 11, 2024"), "{}", words(page.text()));
    assert!(page.text().contains("action=\"/since\""), "comparing with another day stays on the page");
}

#[tokio::test]
async fn the_chair_counts_actions_past_their_timeframe_and_without_a_lead_and_opens_just_these() {
    let world = World::begin().await;
    world.clock.set(instant("2025-02-03T15:00:00Z"));
    let page = home(&world, "/").await;
    assert!(page.contains("Timeframe ended") && page.contains("No lead"), "{page}");
    let mut chair = world.signed_in(Who::Chair).await;
    let ended = opened(&mut chair, "/", "decision=timeframe-ended").await;
    assert!(ended.contains("1 of 5 actions"), "{ended}");
}

#[tokio::test]
async fn the_number_of_withdrawn_commitments_opens_into_just_these() {
    let world = World::begin().await;
    let (share, open) = {
        let view = world.view(Who::Secretariat).await;
        let action = |reference: &str| view.facts_by_reference("PLAN-2024", reference).unwrap().id;
        (action("A-04"), action("A-02"))
    };
    world
        .does(Who::Secretariat, async |change| change.withdraw_action(open, Version::FIRST, sentence("Merged.")).await)
        .await;
    world.clock.set(instant("2024-06-10T15:00:00Z"));
    world
        .does(Who::Secretariat, async |change| {
            change.withdraw_action(share, Version::FIRST, sentence("Merged.")).await?;
            change.withdraw_milestone(History::TRAINING_PLANNED, Version(2), sentence("The states write it.")).await
        })
        .await;
    let page = home(&world, "/?since=2024-06-05").await;
    assert!(page.contains("2 actions and milestones withdrawn View 1 milestone View 1 action"), "{page}");
    let mut chair = world.signed_in(Who::Chair).await;
    let actions = opened(&mut chair, "/?since=2024-06-05", "step=newly-withdrawn").await;
    assert!(actions.contains("Share cases") && !actions.contains("Open shelters"), "{actions}");
    let milestones = opened(&mut chair, "/?since=2024-06-05", "changed=withdrawn").await;
    assert!(milestones.contains("Curriculum written") && milestones.contains("1 withdrawn, 91 days"), "{milestones}");
}

#[tokio::test]
async fn the_home_and_the_list_of_date_changes_measure_days_under_a_reason_alike() {
    let world = World::begin().await;
    moves(&world, "2024-06-10", "2024-12-30", MoveReason::Funding).await;
    moves(&world, "2024-07-10", "2024-10-30", MoveReason::Clearance).await;
    let page = home(&world, "/?since=2024-06-05").await;
    assert!(page.contains("Aug. 30, 2024 Oct. 30, 2024 +61 Funding +61"), "{page}");
    let list = home(&world, "/date-changes?since=2024-06-05").await;
    assert!(list.contains("+122 +61 of slip Funding") && list.contains("Total of 2 changes +61"), "{list}");
    assert!(list.contains("\u{2212}61 0 of slip Clearance or approval"), "a true minus: {list}");
    let one = home(&world, "/date-changes?since=2024-06-05&reason=clearance").await;
    assert!(one.contains("Total of 1 change 0"), "{one}");
}

#[tokio::test]
async fn what_was_planned_since_is_not_said_to_be_later_than_on_a_day_before_it_was_there() {
    let world = World::begin().await;
    let action = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    world.clock.set(instant("2024-06-10T15:00:00Z"));
    world
        .does(Who::Justice, async |change| {
            let id = change.new_id();
            change.plan_milestone(id, action, title("Trainers trained"), day("2024-07-01"), None).await?;
            let sentence = sentence("One of them is ill.");
            let to = Reschedule { to: day("2024-07-31"), reason: MoveReason::Staffing, sentence };
            change.move_milestone(id, Version::FIRST, to).await
        })
        .await;
    let page = home(&world, "/?since=2024-06-05").await;
    assert!(page.contains("1 open milestone slipped since June 5, 2024"), "{page}");
    assert!(page.contains("1 of these was added after June 5, 2024: days count from the original due date."), "{page}");
    assert!(!page.contains("later than on"), "{page}");
}

#[tokio::test]
async fn the_first_meeting_is_compared_with_nothing_and_the_page_says_so() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let page = words(chair.get("/?as_of=meeting:PITF-M-2022").await.text());
    assert!(page.contains("holds no earlier meeting to compare with."), "{page}");
    assert!(!page.contains("Since the last meeting"), "{page}");
    let presented = chair.get("/?as_of=meeting:PITF-M-2022&present=1").await.text().to_owned();
    assert!(words(&presented).contains(" open actions; "), "{}", words(&presented));
    assert!(!presented.contains("class=\"c-open\""), "no band without steps");
}
