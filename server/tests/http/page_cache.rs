//! Pages that the server hands out again: never an old one, and never that of another reader.

use crate::browser::{Answer, Browser, request};
use crate::rights::Object;
use crate::rights::pages::{PAGES, PageRow};
use crate::targets::{Target, Thing};
use crate::world::{NOW, Who, World, instant};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::{ACCEPT, ACCEPT_ENCODING};
use chrono::TimeDelta;
use domain::ids::Version;

/// The page as it is drawn anew: nobody asked for it in these words before.
async fn anew(browser: &mut Browser, path: &str) -> Answer {
    let request = request(Method::GET, path).header(ACCEPT, "text/html").header(ACCEPT_ENCODING, "identity;q=0.5");
    browser.send(request, Body::empty()).await
}

#[tokio::test]
async fn a_page_asked_for_again_is_the_page_drawn_anew_on_every_page_for_every_role() {
    let world = World::begin().await;
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        let target = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, &format!("Seen by {who:?}")).await;
        for PageRow(path, _) in PAGES.iter().filter(|PageRow(path, _)| !path.contains("{token}")) {
            let path = target.fill(path);
            let first = browser.get(&path).await;
            let again = browser.get(&path).await;
            let anew = anew(&mut browser, &path).await;
            assert_eq!(first.status, again.status, "{who:?} {path}");
            if first.status.is_success() {
                assert_eq!(first.text(), again.text(), "{who:?} {path}");
                assert_eq!(first.text(), anew.text(), "{who:?} {path}");
                assert_eq!(first.header("content-security-policy"), again.header("content-security-policy"));
            }
        }
    }
}

/// Where no page can be drawn any more, only kept ones are handed out.
#[tokio::test]
async fn a_page_asked_for_again_is_not_drawn_again() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let kept = browser.get("/actions").await;
    world.tamper("ALTER TABLE preferences RENAME TO preferences_of_before").await;
    assert_eq!(browser.get("/plans").await.status, 500, "no page can be drawn");
    let again = browser.get("/actions").await;
    assert_eq!((again.status.as_u16(), again.text()), (200, kept.text()));
    assert_eq!(browser.get("/actions?status=open").await.status, 500, "another address is another page");
}

/// Only the auditor's home shows downloads, and that is drawn anew each time.
#[tokio::test]
async fn what_one_person_downloads_has_no_page_of_another_drawn_again() {
    let world = World::begin().await;
    let (mut chair, mut auditor) = (world.signed_in(Who::Chair).await, world.signed_in(Who::Auditor).await);
    let kept = chair.get("/actions").await;
    auditor.get("/").await;
    assert_eq!(auditor.get("/exports/actions.csv").await.status, 200);
    assert!(auditor.get("/").await.text().contains("actions.csv"), "the auditor sees the download at once");
    let log = auditor.get("/exports/access-log.csv").await;
    assert!(auditor.get("/exports/access-log.csv").await.text().len() > log.text().len(), "and the file of them grows");
    world.tamper("ALTER TABLE preferences RENAME TO preferences_of_before").await;
    let again = chair.get("/actions").await;
    assert_eq!((again.status.as_u16(), again.text()), (200, kept.text()), "the chair's page is still kept");
}

#[tokio::test]
async fn a_page_that_says_what_was_done_is_not_said_twice() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let action = Target::make(&world, Thing::Action, Object::OfHealth, "Shelters").await;
    let page = action.fill("/actions/{plan}/{reference}");
    let before = browser.get(&page).await;
    let amended = browser
        .send_form(
            &format!("{page}/amend"),
            "/api/amend_action",
            &[
                ("title", "Open other shelters"),
                ("promise", "There."),
                ("kind", "changes-commitment"),
                ("reason", "As agreed."),
            ],
        )
        .await;
    assert!(!before.text().contains("Open other shelters"));
    assert!(amended.text().contains("Open other shelters") && amended.text().contains("role=\"status\""));
    let again = browser.get(&page).await;
    assert!(again.text().contains("Open other shelters") && !again.text().contains("role=\"status\""));
}

#[tokio::test]
async fn what_another_process_changes_is_on_the_page_at_once() {
    let check = format!(
        "INSERT INTO verifications (id, at, position, version, fault) \
         VALUES (x'01939f00000070008000000000000001', {}, 1, '9.9.9', 'An entry is damaged.')",
        instant(NOW).timestamp_micros()
    );
    let shown_after = async |tampering: &[&str]| {
        let world = World::begin().await;
        let mut browser = world.signed_in(Who::Auditor).await;
        assert!(!browser.get("/actions").await.text().contains("found a fault"));
        for sql in tampering {
            world.tamper(sql).await;
        }
        browser.get("/actions").await.text().contains("found a fault")
    };
    assert!(shown_after(&[&check]).await);
    // Without the trigger that counts it the kept page goes out, so it is the count that lets nobody see an old one.
    assert!(!shown_after(&["DROP TRIGGER verifications_insert_counted", &check]).await);
}

#[tokio::test]
async fn what_turns_silent_at_midnight_turns_on_the_page_at_midnight() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let today = browser.get("/").await;
    world.clock.set(instant(NOW) + TimeDelta::days(1));
    let tomorrow = browser.get("/").await;
    assert!(today.text().contains("June 3, 2024") && tomorrow.text().contains("June 4, 2024"));
}

#[tokio::test]
async fn what_a_person_sets_and_keeps_is_on_the_next_page() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    assert!(browser.get("/actions").await.text().contains("aria-keyshortcuts"));
    browser.send_form("/settings", "/api/save_settings", &[("single_keys", "off")]).await;
    assert!(!browser.get("/actions").await.text().contains("aria-keyshortcuts"));
}

#[tokio::test]
async fn nobody_is_handed_the_page_of_another() {
    let world = World::begin().await;
    let (mut chair, mut health) = (world.signed_in(Who::Chair).await, world.signed_in(Who::Health).await);
    assert!(chair.get("/actions").await.text().contains(Who::Chair.name()));
    let of_health = health.get("/actions").await;
    assert!(of_health.text().contains(Who::Health.name()) && !of_health.text().contains(Who::Chair.name()));
    let mut nobody = world.visitor();
    assert_eq!(nobody.get("/actions").await.location(), "/sign-in?next=%2Factions");
}

#[tokio::test]
async fn a_kept_page_ends_with_the_session_and_with_the_account() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Health).await;
    let cookie = browser.cookie.clone();
    browser.get("/actions").await;
    browser.post("/sign-out", &Vec::new()).await;
    browser.cookie = cookie;
    assert_eq!(browser.get("/actions").await.location(), "/sign-in?next=%2Factions");

    let mut browser = world.signed_in(Who::Health).await;
    assert_eq!(browser.get("/actions").await.status, 200);
    world
        .does(Who::Administrator, async |change| change.disable_person(Who::Health.person(), Version::FIRST).await)
        .await;
    assert_eq!(browser.get("/actions").await.location(), "/sign-in?next=%2Factions");
}

#[tokio::test]
async fn a_kept_file_is_noted_each_time_and_goes_out_only_when_it_is() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let (first, again) = (browser.get("/exports/actions.csv").await, browser.get("/exports/actions.csv").await);
    assert_eq!((first.status.as_u16(), first.text()), (200, again.text()));
    let noted = world.view(Who::Auditor).await.taken_lately(10).await.unwrap();
    let noted: Vec<(&str, u64)> = noted.iter().map(|taken| (taken.what.as_str(), taken.rows)).collect();
    assert_eq!(noted, [("actions.csv", noted[0].1); 2]);
    world.tamper("ALTER TABLE access_log RENAME TO access_log_of_before").await;
    let unnoted = browser.get("/exports/actions.csv").await;
    assert!(unnoted.status.is_server_error() && !unnoted.text().contains("PLAN-2024"), "{}", unnoted.text());
}

#[tokio::test]
async fn a_file_that_the_reader_has_is_noted_and_not_sent_again_whether_or_not_it_was_kept() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let tag = browser.get("/exports/actions.csv").await.header("etag").to_owned();
    let mut again = async |tag: &str| {
        let asked = request(Method::GET, "/exports/actions.csv").header("if-none-match", tag);
        browser.send(asked, Body::empty()).await
    };
    let known = again(&format!("W/\"of-another-file\", {tag}")).await;
    assert_eq!((known.status.as_u16(), known.text(), known.header("etag")), (304, "", tag.as_str()));
    assert_eq!(known.header("cache-control"), "private, no-cache", "or the reader would forget what he has");
    assert_eq!(again("W/\"of-another-file\"").await.status.as_u16(), 200);
    assert_eq!(world.view(Who::Auditor).await.taken_lately(10).await.unwrap().len(), 3);
    // In this coding nobody asked for it yet.
    let asked = request(Method::GET, "/exports/actions.csv").header("if-none-match", &tag);
    let made = browser.send(asked.header(ACCEPT_ENCODING, "gzip"), Body::empty()).await;
    assert_eq!((made.status.as_u16(), made.text()), (304, ""));
}

#[tokio::test]
async fn a_file_of_now_has_what_was_just_said() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let before = browser.get("/exports/actions.csv").await;
    Target::make(&world, Thing::Action, Object::OfHealth, "Said just now").await;
    assert!(!before.text().contains("Said just now"));
    assert!(browser.get("/exports/actions.csv").await.text().contains("Said just now"));
}
