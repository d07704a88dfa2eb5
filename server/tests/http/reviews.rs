//! What was submitted for a period is accepted together, or returned with what is missing, and the agency sees that.

use crate::browser::{Answer, Browser, fields};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World, instant};

const REVIEW: &str = "/periods/FY2024-Q3/HHS/review";

async fn two(world: &World) -> [Target; 2] {
    let first = Target::make(world, Thing::ReportInTime, Object::OfHealth, "First").await;
    [first, Target::make(world, Thing::ReportInTime, Object::OfHealth, "Second").await]
}

async fn accept(browser: &mut Browser, of: &[(&Target, &str)]) -> Answer {
    let mut typed = vec![("page".to_owned(), REVIEW.to_owned()), ("of".to_owned(), "FY2024-Q3/HHS".to_owned())];
    typed.extend(of.iter().map(|(target, version)| (target.fill("accept-{report}"), (*version).to_owned())));
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/api/accept_reports", &fields(&typed)).await
}

async fn return_it(browser: &mut Browser, target: &Target, remark: &str) -> Answer {
    let page = target.fill("/reports/{report}/return");
    let id = target.fill("{report}");
    let typed = [("page", page.as_str()), ("back", REVIEW), ("id", id.as_str()), ("version", "1"), ("remark", remark)];
    browser.post("/api/return_report", &fields(&typed)).await
}

async fn page(browser: &mut Browser, path: &str) -> String {
    words(browser.get(path).await.text())
}

#[tokio::test]
async fn the_secretariat_accepts_several_updates_at_once() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let said = page(&mut secretariat, REVIEW).await;
    assert!(said.contains("2 updates submitted, 2 to accept or return."), "{said}");
    assert!(said.contains("First: two sites are late.") && said.contains("Awaiting acceptance"), "{said}");
    let before = world.size().await;
    assert_eq!(accept(&mut secretariat, &[(&first, "1"), (&second, "1")]).await.location(), REVIEW);
    assert_eq!(world.size().await, before + 2, "an entry for each");
    let said = page(&mut secretariat, REVIEW).await;
    assert!(said.contains("2 updates accepted.") && said.contains("Nothing waits for you."), "{said}");
    let own = page(&mut world.signed_in(Who::Health).await, "/periods/FY2024-Q3/HHS").await;
    assert!(own.contains("Submitted Accepted"), "{own}");
}

#[tokio::test]
async fn nothing_is_accepted_where_one_of_the_updates_was_replaced_by_another_version() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    return_it(&mut secretariat, &first, "Say which sites.").await;
    let before = world.size().await;
    accept(&mut secretariat, &[(&first, "1"), (&second, "1")]).await;
    assert_eq!(world.size().await, before);
    let said = secretariat.get(REVIEW).await;
    let named = first.fill("Something was recorded for {reference} after you opened this page.");
    assert!(words(said.text()).contains(&named), "{}", words(said.text()));
    // What was returned is not ticked again; what still waits is.
    let ticked: Vec<&str> =
        said.text().split("name=\"accept-").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    let is_ticked = |target: &Target| {
        ticked.iter().find(|tag| tag.starts_with(&target.fill("{report}"))).unwrap().contains("checked")
    };
    assert!(!is_ticked(&first) && is_ticked(&second));
    accept(&mut secretariat, &[]).await;
    assert!(page(&mut secretariat, REVIEW).await.contains("Select at least one update."));
}

#[tokio::test]
async fn a_returned_update_is_to_do_again_with_the_remark_beside_it_until_it_is_replaced() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    assert_eq!(return_it(&mut secretariat, &first, "Say which sites.").await.location(), REVIEW);
    let mut health = world.signed_in(Who::Health).await;
    // Selecting all leaves out what was returned.
    let all = secretariat.get(&format!("{REVIEW}?select=all")).await;
    let boxes: Vec<&str> = all.text().split("name=\"accept-").skip(1).collect();
    assert_eq!(boxes.iter().filter(|rest| rest.split('>').next().unwrap().contains("checked")).count(), 1);
    assert_eq!(boxes.len(), 2);
    let own = page(&mut health, "/periods/FY2024-Q3/HHS").await;
    assert!(own.contains("2 of 3 to do") && own.contains("Returned June 3, 2024 Say which sites."), "{own}");
    let board = page(&mut secretariat, "/periods/FY2024-Q3").await;
    assert!(board.contains("1 of 3"), "{board}");
    let list = page(&mut health, "/actions?acceptance=returned").await;
    assert!(list.contains(&first.fill("{reference}")) && list.contains("Acceptance: Returned"), "{list}");
    let action = page(&mut health, &first.fill("/actions/{plan}/{reference}")).await;
    assert!(action.contains("Say which sites.") && action.contains("Status update returned."), "{action}");
    // Its status still counts.
    assert!(page(&mut health, &first.fill("/actions?q={reference}")).await.contains("Delayed"));
    let form = health.get(&first.fill("/actions/{plan}/{reference}/report")).await;
    assert!(words(form.text()).contains("Say which sites."), "{}", words(form.text()));
}

/// A period keeps its own updates: what is submitted for the next one is not what was submitted for it.
#[tokio::test]
async fn the_update_of_the_next_period_is_reviewed_there() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    accept(&mut secretariat, &[(&first, "1")]).await;
    world.clock.set(instant("2024-07-20T15:00:00Z"));
    let (form, action, after) =
        (first.fill("/actions/{plan}/{reference}/report"), first.fill("{action_id}"), first.fill("{report}"));
    let typed = [
        ("page", form.as_str()),
        ("back", "/"),
        ("action", action.as_str()),
        ("after", after.as_str()),
        ("quarter", "FY2024-Q4"),
        ("status", "in-progress"),
        ("confidence", "on-track"),
        ("narrative", "Four sites are open in July."),
    ];
    let mut health = world.signed_in(Who::Health).await;
    assert_eq!(health.post("/api/report_progress", &fields(&typed)).await.location(), "/");
    let (third, fourth) = (page(&mut secretariat, REVIEW).await, "/periods/FY2024-Q4/HHS/review");
    assert!(third.contains("First: two sites are late.") && !third.contains("Four sites"), "{third}");
    let fourth = page(&mut secretariat, fourth).await;
    assert!(fourth.contains("Four sites are open in July.") && fourth.contains("1 update submitted"), "{fourth}");
    let row = |said: &str| said.split(" Health ").nth(1).unwrap().chars().take(40).collect::<String>();
    let board = row(&page(&mut secretariat, "/periods/FY2024-Q3").await);
    assert!(board.contains("2 of 3 1 0 1"), "one to review, none returned, one accepted: {board}");
}

#[tokio::test]
async fn what_was_returned_is_due_again_on_the_home_of_the_liaison_and_of_the_secretariat() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let received = |said: &str| said.contains("2 of 5 received.");
    let home = page(&mut secretariat, "/").await;
    assert!(received(&home), "{home}");
    return_it(&mut secretariat, &first, "Say which sites.").await;
    let home = page(&mut secretariat, "/").await;
    assert!(!received(&home) && home.contains("1 of 5 received."), "{home}");
    let mine = page(&mut world.signed_in(Who::Health).await, "/").await;
    assert!(mine.contains(&first.fill("{reference}. Returned: submit it again.")), "{mine}");
}

#[tokio::test]
async fn others_see_what_became_of_an_update_and_are_not_offered_to_review_it() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    for who in [Who::Chair, Who::Auditor, Who::Health, Who::Justice] {
        let mut browser = world.signed_in(who).await;
        let board = browser.get("/periods/FY2024-Q3").await;
        assert!(!board.text().contains("/review"), "{who:?}");
        assert_eq!(browser.get(REVIEW).await.status, 403, "{who:?}");
        let action = browser.get(&first.fill("/actions/{plan}/{reference}")).await;
        assert!(!action.text().contains("/return\""), "{who:?}");
    }
}
