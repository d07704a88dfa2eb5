//! Files of reports that take longer than their reader waits: made in the background, shown while they are, and kept for
//! who asked for them.

use crate::browser::{Answer, Browser, fields};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World, title};
use domain::actor::Role;
use domain::date::Instant;
use domain::ids::Version;
use domain::ledger::Seq;
use domain::person::Details;
use domain::text::MailAddress;
use std::time::Duration;
use store::{FileId, FileOrder, MadeFile, Taken};
use tokio::time::sleep;

const PDF: &str = "/exports/reports/progress.pdf?plan=NAP-2021&as_of=2024-09-30";

/// A file that was made for the auditor, whom other tests ask about it.
pub async fn made_for_the_auditor(world: &World) -> FileId {
    let (store, person) = (&world.store, Who::Auditor.person());
    let sight = world.view(Who::Auditor).await.sight().await.unwrap();
    let order = FileOrder {
        person,
        sight,
        request: "/exports/reports/progress.pdf".to_owned(),
        title: "Progress report".to_owned(),
        format: "PDF".to_owned(),
    };
    if let Some(made) = store.same_report_file(&order).await.unwrap() {
        return made;
    }
    let id = store.order_report_file(&order).await.unwrap();
    let what = "progress-report.pdf".to_owned();
    let taken =
        Taken { at: store.now(), person, what, query: String::new(), position: Seq(0), rows: 1, is_withheld: false };
    let (name, content) = ("progress.pdf".to_owned(), b"%PDF-1.7".to_vec());
    store.keep_report_file(&id, MadeFile { name, content_type: "application/pdf", content, taken }).await.unwrap();
    id
}

/// Opens the page of a file until it says something else than that it is underway.
async fn until_over(browser: &mut Browser, page: &str) -> Answer {
    for _ in 0..600 {
        let answer = browser.get(page).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let text = answer.text();
        if !text.contains("data-file-state=\"waiting\"") && !text.contains("data-file-state=\"making\"") {
            return answer;
        }
        sleep(Duration::from_millis(100)).await;
    }
    panic!("the file is not over after a minute");
}

/// Asks for a file, and opens the page to which its reader is sent.
async fn asked(browser: &mut Browser, address: &str) -> String {
    let answer = browser.get(address).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = answer.location().to_owned();
    assert!(page.starts_with("/reports/files/"), "{page}");
    page
}

fn link_to_file(answer: &Answer) -> String {
    let (_, rest) = answer.text().split_once("href=\"/exports/files/").expect("a link to the file");
    format!("/exports/files/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn a_file_that_takes_longer_is_made_while_its_reader_sees_how_far_it_is() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;

    let first = auditor.get(&page).await;
    assert!(
        words(first.text()).contains("Progress report as of September 30, 2024. Plan: NAP-2021 (PDF)"),
        "{}",
        words(first.text())
    );
    let over = until_over(&mut auditor, &page).await;
    assert!(words(over.text()).contains("Ready"), "{}", words(over.text()));

    let before = world.rows("access_log").await;
    let file = auditor.get(&link_to_file(&over)).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/pdf"));
    assert!(file.body.starts_with(b"%PDF-"));
    assert_eq!(world.rows("access_log").await, before + 1, "taking it is noted in the access log");
    let same = World::of_the_demonstration().await.signed_in_as("auditor").await.get(PDF).await;
    assert!(file.body == same.body, "the file of one who waits has the same bytes");
}

#[tokio::test]
async fn the_same_file_is_made_once_and_listed_for_its_maker() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;
    assert_eq!(asked(&mut auditor, PDF).await, page, "asked for again while it is made");
    until_over(&mut auditor, &page).await;
    assert_eq!(asked(&mut auditor, PDF).await, page, "asked for again when it is made");
    assert_eq!(world.rows("report_files").await, 1);

    let list = auditor.get("/reports/files").await;
    assert!(list.text().contains(&page), "{}", words(list.text()));
    let reports = auditor.get("/reports").await;
    assert!(reports.text().contains("href=\"/reports/files\""), "the page of reports leads to it");
}

#[tokio::test]
async fn nobody_else_sees_takes_or_cancels_it() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;
    let file = link_to_file(&until_over(&mut auditor, &page).await);

    let mut chair = world.signed_in_as("chair").await;
    assert_eq!(chair.get(&page).await.status, 404);
    assert_eq!(chair.get(&file).await.status, 404);
    assert!(!chair.get("/reports/files").await.text().contains(&page));
    chair.post(&format!("{page}/cancel"), &fields(&[])).await;
    assert_eq!(auditor.get(&file).await.status, 200, "it is still there for its maker");

    let mut visitor = world.visitor();
    assert_eq!(visitor.get(&page).await.location().split('?').next(), Some("/sign-in"));
    assert_eq!(visitor.get(&file).await.location(), "/sign-in");
}

#[tokio::test]
async fn a_file_that_is_canceled_is_not_made_and_can_be_made_again() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;
    let answer = auditor.post(&format!("{page}/cancel"), &fields(&[])).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, page.as_str()));
    let canceled = auditor.get(&page).await;
    assert!(words(canceled.text()).contains("You canceled this file."), "{}", words(canceled.text()));
    assert!(canceled.text().contains("href=\"/exports/reports/progress.pdf?"), "it can be made again");
    sleep(Duration::from_secs(2)).await;
    assert!(words(auditor.get(&page).await.text()).contains("You canceled this file."), "it stays canceled");
    let again = asked(&mut auditor, PDF).await;
    assert_ne!(again, page);
    assert!(words(until_over(&mut auditor, &again).await.text()).contains("Ready"));
}

#[tokio::test]
async fn a_file_whose_server_stopped_says_so() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;
    until_over(&mut auditor, &page).await;
    let raw = world.raw().await;
    let long_ago = Instant::UNIX_EPOCH.timestamp_micros();
    sea_orm_migration::sea_orm::ConnectionTrait::execute_unprepared(
        &raw,
        &format!("UPDATE report_files SET state = 'making', content = NULL, beat_at = {long_ago}"),
    )
    .await
    .unwrap();
    let stopped = auditor.get(&page).await;
    assert!(words(stopped.text()).contains("The server was stopped before the file was made."));
    assert_ne!(asked(&mut auditor, PDF).await, page, "it is made anew");
}

#[tokio::test]
async fn a_server_that_stops_says_at_once_which_files_it_gives_up() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, PDF).await;
    world.files.stop().await;
    let stopped = auditor.get(&page).await;
    assert!(words(stopped.text()).contains("The server was stopped before the file was made."));
}

#[tokio::test]
async fn a_workpaper_that_takes_longer_is_made_in_the_background_with_the_same_bytes() {
    const WORKPAPER: &str = "/exports/workpaper.zip?plan=NAP-2021&size=5&seed=7&as_of=2024-09-30";
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, WORKPAPER).await;
    let over = until_over(&mut auditor, &page).await;
    let said = words(over.text());
    assert!(said.contains("Workpaper as of September 30, 2024: 5 actions, seed 7 (zip)"), "{said}");
    let file = auditor.get(&link_to_file(&over)).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/zip"));
    let same = World::of_the_demonstration().await.signed_in_as("auditor").await.get(WORKPAPER).await;
    assert!(file.body == same.body, "the file of one who waits has the same bytes");

    let mut liaison = world.signed_in_as("justice").await;
    assert_eq!(liaison.get(WORKPAPER).await.status, 404, "who draws no samples is sent to no page");
    assert_eq!(liaison.get(&page).await.status, 404);
}

#[tokio::test]
async fn an_address_that_names_no_file_is_not_found() {
    let world = World::begin().await.without_waiting();
    let mut auditor = world.signed_in(Who::Auditor).await;
    for path in ["/reports/files/1", "/reports/files/00000000000000000000000000000000"] {
        assert_eq!(auditor.get(path).await.status, 404, "{path}");
    }
    for path in ["/exports/files/1", "/exports/files/00000000000000000000000000000000"] {
        assert_eq!(auditor.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn one_account_has_only_so_many_files_underway() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let mut locations = Vec::new();
    for day in ["2024-09-30", "2024-09-29", "2024-09-28", "2024-09-27", "2024-09-26", "2024-09-25"] {
        let answer = auditor.get(&format!("/exports/reports/progress.pdf?as_of={day}")).await;
        locations.push(answer.location().to_owned());
    }
    assert!(locations.iter().any(|location| location == "/reports/files"), "{locations:?}");
    let list = auditor.get("/reports/files").await;
    assert!(words(list.text()).contains("the most at a time"), "{}", words(list.text()));
}

#[tokio::test]
async fn a_file_is_gone_when_its_maker_may_no_longer_see_what_is_in_it() {
    let world = World::begin().await.without_waiting();
    let draft = Target::make(&world, Thing::Action, Object::InDraft, "Confidential").await;
    let mut chair = world.signed_in(Who::Chair).await;
    let page = asked(&mut chair, &draft.fill("/exports/reports/progress.json?plan={plan}")).await;
    let file = link_to_file(&until_over(&mut chair, &page).await);
    let content = chair.get(&file).await;
    assert!(content.text().contains("Confidential"), "{}", content.text());

    let view = world.view(Who::Administrator).await;
    let agency = view.agency_by_code("HHS").unwrap().id;
    world
        .does(Who::Administrator, async |change| {
            let (id, address) = (Who::Chair.person(), MailAddress::parse(&Who::Chair.address()).unwrap());
            let name = title(Who::Chair.name());
            let details = Details { name, address, role: Role::Liaison, agency: Some(agency) };
            change.change_person(id, Version::FIRST, details).await
        })
        .await;
    let mut demoted = world.signed_in(Who::Chair).await;
    assert_eq!(demoted.get(&draft.fill("/plans/{plan}")).await.status, 404);
    assert_eq!(demoted.get(&file).await.status, 404);
    assert_eq!(demoted.get(&page).await.status, 404);
    let list = demoted.get("/reports/files").await;
    assert!(!list.text().contains(&page) && !list.text().contains(&draft.fill("{plan}")), "{}", words(list.text()));
}

#[tokio::test]
async fn many_asks_at_once_are_no_way_around_the_most_that_one_account_has_underway() {
    let world = World::of_the_demonstration().await.without_waiting();
    let auditor = world.signed_in_as("auditor").await;
    let asks = (1..=12).map(|day| {
        let mut browser = auditor.clone();
        async move { browser.get(&format!("/exports/reports/progress.pdf?as_of=2024-09-{day:02}")).await }
    });
    let answers = futures::future::join_all(asks).await;
    let made = answers.iter().filter(|answer| answer.location().starts_with("/reports/files/")).count();
    assert!(made <= store::MOST_UNDERWAY, "{made}");
    let refused = answers.iter().filter(|answer| answer.location() == "/reports/files").count();
    assert_eq!(made + refused, 12);
}

#[tokio::test]
async fn a_file_that_cannot_be_made_says_why() {
    let world = World::of_the_demonstration().await.without_waiting();
    let mut auditor = world.signed_in_as("auditor").await;
    let page = asked(&mut auditor, "/exports/reports/progress.pdf?since=2012-09-03&as_of=2024-09-30").await;
    let over = until_over(&mut auditor, &page).await;
    assert!(words(over.text()).contains("Concord's information begins on"), "{}", words(over.text()));
}
