//! A reporting period of all agencies: who owes what until when, more time, instructions, closing.

use crate::browser::{Browser, fields};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World, instant};

const BOARD: &str = "/periods/FY2024-Q3";

/// Health leads three actions of which one is reported for the period; Justice leads one.
async fn world() -> World {
    let world = World::begin().await;
    for what in ["First", "Second", "Third"] {
        Target::make(&world, Thing::Action, Object::OfHealth, what).await;
    }
    Target::make(&world, Thing::Action, Object::OfJustice, "Fourth").await;
    world
}

async fn board(browser: &mut Browser) -> String {
    words(browser.get(BOARD).await.text())
}

async fn extend(browser: &mut Browser, agency: &str, due: &str) -> String {
    let page = format!("{BOARD}/extend");
    let typed = [
        ("page", page.as_str()),
        ("back", BOARD),
        ("period", "FY2024-Q3"),
        ("agency", agency),
        ("due", due),
        ("reason", "The liaison changed."),
    ];
    browser.post("/api/extend_period", &fields(&typed)).await.location().to_owned()
}

fn agency_id(world: &store::View, code: &str) -> String {
    world.agency_by_code(code).unwrap().id.to_string()
}

#[tokio::test]
async fn everyone_sees_which_agencies_owe_updates_and_until_when() {
    let world = world().await;
    for who in [Who::Secretariat, Who::Chair, Who::Auditor, Who::Justice] {
        let mut browser = world.signed_in(who).await;
        let said = board(&mut browser).await;
        assert!(said.contains("Due July 15, 2024"), "{who:?}: {said}");
        let list = words(browser.get("/periods").await.text());
        assert!(list.contains("FY 2024 Q3 (April\u{2013}June 2024)"), "{who:?}: {list}");
        assert!(list.contains("Updates are due every fiscal quarter, 15 days after its end."), "{list}");
    }
    // The page and the file have the same numbers.
    let mut auditor = world.signed_in(Who::Auditor).await;
    let file = auditor.get("/exports/periods.json?period=FY2024-Q3").await;
    let file: serde_json::Value = serde_json::from_str(file.text()).unwrap();
    let said = board(&mut auditor).await;
    for row in file["rows"].as_array().unwrap() {
        let of = format!("{} of {}", row["submitted"], row["updates_due"]);
        assert!(said.contains(&of), "{of} of {row} in {said}");
    }
}

#[tokio::test]
async fn an_agency_with_more_time_is_not_overdue_while_the_others_are() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let health = agency_id(&world.view(Who::Secretariat).await, "HHS");
    assert_eq!(extend(&mut secretariat, &health, "July 31, 2024").await, BOARD);
    world.clock.set(instant("2024-07-17T15:00:00Z"));
    let said = board(&mut secretariat).await;
    assert!(said.contains("Overdue by 2 days") && said.contains("Due in 14 days"), "{said}");
    assert!(said.contains("July 31, 2024 Changed") && said.contains("The liaison changed."), "{said}");
    let own = words(world.signed_in(Who::Health).await.get("/periods/FY2024-Q3/HHS").await.text());
    assert!(own.contains("Due July 31, 2024, in 14 days."), "{own}");
    let own = words(world.signed_in(Who::Justice).await.get("/periods/FY2024-Q3/DOJ").await.text());
    assert!(own.contains("Due July 15, 2024, 2 days ago."), "{own}");
    // What was recorded then is told by the log, too.
    let log = words(secretariat.get("/record").await.text());
    assert!(log.contains("Updates for FY 2024 Q3 due July 31, 2024 in place of July 15, 2024"), "{log}");
}

#[tokio::test]
async fn a_due_date_that_cannot_be_is_refused_with_what_was_typed() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    for (due, why) in [
        ("July 15, 2024", "These updates are due on July 15, 2024 already. Enter another date."),
        ("October 20, 2024", "Enter a date before October 15, 2024, when the next updates are due."),
    ] {
        let page = extend(&mut secretariat, "all", due).await;
        assert_eq!(page, format!("{BOARD}/extend"));
        let form = secretariat.get(&page).await;
        let said = words(form.text());
        assert!(said.contains("Your changes were not saved.") && said.contains(why), "{said}");
        assert!(form.text().contains("The liaison changed."), "{}", form.text());
    }
}

#[tokio::test]
async fn instructions_are_shown_to_every_agency() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let page = format!("{BOARD}/instructions");
    let typed = [
        ("page", page.as_str()),
        ("back", BOARD),
        ("period", "FY2024-Q3"),
        ("instructions", "Name the source of each number."),
    ];
    secretariat.post("/api/instruct_period", &fields(&typed)).await;
    assert!(board(&mut secretariat).await.contains("Name the source of each number."));
    let own = words(world.signed_in(Who::Health).await.get("/periods/FY2024-Q3/HHS").await.text());
    assert!(own.contains("Name the source of each number."), "{own}");
}

#[tokio::test]
async fn a_period_is_closed_when_no_one_has_time_left() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let form = words(secretariat.get(&format!("{BOARD}/close")).await.text());
    assert!(form.contains("Agencies have until July 15, 2024. Close the period after that date."), "{form}");
    world.clock.set(instant("2024-07-16T15:00:00Z"));
    let typed = [("page", "/periods/FY2024-Q3/close"), ("back", BOARD), ("period", "FY2024-Q3")];
    secretariat.post("/api/close_period", &fields(&typed)).await;
    let said = board(&mut secretariat).await;
    assert!(
        said.contains("Closed July 16, 2024: these are the figures of that day.") && !said.contains("Change due date"),
        "{said}"
    );
    let list = words(secretariat.get("/periods").await.text());
    assert!(list.contains("Closed July 16, 2024"), "{list}");
}

/// What comes in after the closing is there with its own date, and the figures of the period are those of the closing.
#[tokio::test]
async fn a_late_update_and_a_correction_leave_the_figures_of_a_closed_period_as_they_were() {
    let world = World::begin().await;
    let first = Target::make(&world, Thing::ReportInTime, Object::OfHealth, "First").await;
    let second = Target::make(&world, Thing::Action, Object::OfHealth, "Second").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    world.clock.set(instant("2024-07-16T15:00:00Z"));
    let typed = [("page", "/periods/FY2024-Q3/close"), ("back", BOARD), ("period", "FY2024-Q3")];
    secretariat.post("/api/close_period", &fields(&typed)).await;
    let row = |said: &str| said.split("Health").nth(1).unwrap().chars().take(40).collect::<String>();
    let before = row(&board(&mut secretariat).await);
    assert!(before.contains("1 of 3"), "{before}");
    let file =
        async |browser: &mut Browser| browser.get("/exports/periods.csv?period=FY2024-Q3").await.text().to_owned();
    let rows = |file: &str| file.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let in_file = rows(&file(&mut secretariat).await);

    world.clock.set(instant("2024-07-20T15:00:00Z"));
    let mut health = world.signed_in(Who::Health).await;
    for (target, after) in [(&first, first.fill("{report}")), (&second, String::new())] {
        let form = target.fill("/actions/{plan}/{reference}/report");
        let action = target.fill("{action_id}");
        let typed = [
            ("page", form.as_str()),
            ("back", "/"),
            ("action", action.as_str()),
            ("after", after.as_str()),
            ("quarter", "FY2024-Q3"),
            ("status", "in-progress"),
            ("confidence", "on-track"),
            ("narrative", "Four sites were open in June."),
        ];
        assert_eq!(health.post("/api/report_progress", &fields(&typed)).await.location(), "/");
    }
    let said = board(&mut secretariat).await;
    assert_eq!(row(&said), before);
    let closed = "Closed July 16, 2024: these are the figures of that day. 1 update came in since then.";
    assert!(said.contains(closed) && said.contains("Overdue by 1 day"), "{said}");
    assert_eq!(rows(&file(&mut secretariat).await), in_file);
    let page = async |browser: &mut Browser, target: &Target| {
        words(browser.get(&target.fill("/actions/{plan}/{reference}")).await.text())
    };
    let corrected = page(&mut health, &first).await;
    let correction = "Corrects the update of June 3, 2024. The period was closed on July 16, 2024.";
    assert!(corrected.contains(correction), "{corrected}");
    let late = page(&mut health, &second).await;
    assert!(late.contains("Late: the period was closed on July 16, 2024."), "{late}");
}

#[tokio::test]
async fn the_schedule_is_changed_for_periods_to_come_and_earlier_ones_keep_theirs() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let change = [("page", "/schedule/change"), ("back", "/periods"), ("every", "half-year"), ("days", "30")];
    let from = |quarter: &'static str| change.iter().copied().chain([("from", quarter)]).collect::<Vec<_>>();
    let past = secretariat.post("/api/change_schedule", &fields(&from("FY2024-Q2"))).await;
    assert_eq!(past.location(), "/schedule/change");
    let said = words(secretariat.get("/schedule/change").await.text());
    assert!(said.contains("The rule for updates before FY 2024 Q3"), "{said}");
    let done = secretariat.post("/api/change_schedule", &fields(&from("FY2025-Q1"))).await;
    assert_eq!(done.location(), "/periods");
    let said = words(secretariat.get("/periods").await.text());
    let later = "Starting FY 2025 Q1 (October\u{2013}December 2024), updates are due every half of the fiscal year, 30 days after its end.";
    assert!(said.contains(later), "{said}");
}

#[tokio::test]
async fn a_period_that_has_not_begun_or_is_none_is_not_found() {
    let world = world().await;
    let mut chair = world.signed_in(Who::Chair).await;
    for address in ["/periods/FY2025-Q1", "/periods/FY2024", "/periods/summer", "/periods/FY2025-Q1/extend"] {
        assert_eq!(chair.get(address).await.status, 404, "{address}");
    }
}
