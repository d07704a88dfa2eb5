//! Every page as of then: a day, an entry, a meeting, an instant. What was known then is shown, and nothing can be changed.

use crate::browser::Browser;
use crate::html::{self, tags};
use crate::rights::Object;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::pages::{PAGES, PageRow};
use crate::targets::Target;
use crate::world::{History, Who, World};
use axum::http::StatusCode;

/// Points after the milestone was planned and before it moved, each with the day that the band names.
const POINTS: [(&str, &str); 4] = [
    ("2024-02-25", "February 25, 2024"),
    ("entry:9", "February 20, 2024"),
    ("meeting:MEETING-2024", "February 13, 2024"),
    ("2024-03-01T12:00:00-05:00", "March 1, 2024"),
];

/// The address of every page about what there was from the beginning on.
fn addresses() -> Vec<String> {
    let names = [
        ("{plan}", "PLAN-2024"),
        ("{reference}", "A-01"),
        ("{milestone}", &History::TRAINING_PLANNED.to_string()),
        ("{agency}", "DOJ"),
        ("{body}", "GROUP"),
        ("{meeting}", "MEETING-2024"),
        ("{indicator}", "CALLS"),
        ("{kind}", "progress"),
        ("{period}", "FY2024-Q1"),
        ("{seq}", "1"),
    ];
    // The security log is for administrators and auditors, and has its own test of the past. Files are as they were made;
    // workpapers are not for everyone.
    let left_out = ["/sign-in", "/welcome/{token}", "/security-log", "/reports/files/{file}", "/reports/workpaper"];
    let pages = PAGES.iter().map(|PageRow(path, _)| *path).filter(|path| !left_out.contains(path));
    let filled = |path: &str| names.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    pages.map(filled).collect()
}

fn encoded(as_of: &str) -> String {
    as_of.replace('+', "%2B")
}

#[tokio::test]
async fn every_page_answers_at_every_kind_of_point_and_says_which() {
    let world = World::begin().await;
    for who in [Who::Secretariat, Who::Justice, Who::Administrator] {
        let mut browser = world.signed_in(who).await;
        for address in addresses().iter().filter(|address| who != Who::Justice || *address != "/people") {
            for (as_of, day) in POINTS {
                let answer = browser.get(&format!("{address}?as_of={}", encoded(as_of))).await;
                assert_eq!(answer.status, StatusCode::OK, "{who:?}, {address} as of {as_of}");
                let words = html::words(answer.text());
                assert!(
                    words.contains(&format!("You are viewing Concord as of {day}")),
                    "{address} as of {as_of}: {words}"
                );
                assert!(
                    words.contains("You can't make changes in this view. Return to today"),
                    "{address} as of {as_of}"
                );
            }
        }
    }
}

#[tokio::test]
async fn on_a_page_of_the_past_there_are_no_forms_that_change_anything() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for address in addresses() {
        // Today too: the page of a day is what was known at its end, and the day is not over.
        for as_of in ["2024-04-30", "2024-06-03", "entry:11"] {
            let answer = browser.get(&format!("{address}?as_of={as_of}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{address} as of {as_of}");
            let forms: Vec<String> = html::forms(answer.text()).into_iter().map(|form| form.action).collect();
            assert_eq!(forms, ["/sign-out"], "{address} as of {as_of}");
            for link in links(answer.text()) {
                let path = link.split('?').next().unwrap();
                let leads_to_a_form =
                    COMMAND_ROWS.iter().any(|row| path.ends_with(last_part(row.page)) && path.matches('/').count() > 2);
                assert!(!leads_to_a_form, "{address} as of {as_of} leads to {link}");
            }
        }
    }
}

fn last_part(path: &str) -> &str {
    &path[path.rfind('/').unwrap_or_default()..]
}

fn links(page: &str) -> Vec<String> {
    let links = tags(page).into_iter().filter(|tag| tag.name == "a");
    links.filter_map(|tag| tag.attribute("href").map(str::to_owned)).filter(|link| link.starts_with('/')).collect()
}

#[tokio::test]
async fn the_page_of_a_form_leads_to_the_page_of_the_thing_in_the_past() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let mut administrator = world.signed_in(Who::Administrator).await;
    for row in COMMAND_ROWS {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let as_of = format!("as_of=entry:{}", world.size().await - 1);
        let browser = if row.page.starts_with("/people/{person}") { &mut administrator } else { &mut browser };
        let answer = browser.get(&format!("{}?{as_of}", target.fill(row.page))).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{}", row.page);
        let thing = answer.location().strip_suffix(&format!("?{as_of}"));
        assert!(thing.is_some(), "{} leads to {}", row.page, answer.location());
        let there = browser.get(answer.location()).await;
        assert_eq!(there.status, StatusCode::OK, "{} leads to {}", row.page, answer.location());
    }
}

#[tokio::test]
async fn every_link_of_a_page_keeps_the_point() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for address in addresses() {
        let answer = browser.get(&format!("{address}?as_of=meeting:MEETING-2024")).await;
        for link in links(answer.text()).iter().filter(|link| !is_of_now(link, &address)) {
            assert!(link.contains("as_of="), "{address} leads to {link}, which is now");
        }
    }
}

/// The way back to now, the signed head, which is always the newest, and what an entry offers to read.
fn is_of_now(link: &str, address: &str) -> bool {
    link == address || link.starts_with("/ledger/")
}

#[tokio::test]
async fn the_past_is_shown_as_it_was_known() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let milestone = format!("/milestones/{}", History::TRAINING_PLANNED);
    let read = async |browser: &mut Browser, as_of: &str| {
        html::words(browser.get(&format!("{milestone}?as_of={as_of}")).await.text())
    };
    for (as_of, _) in POINTS {
        let words = read(&mut browser, &encoded(as_of)).await;
        assert!(
            words.contains("Current due date May 31, 2024") && !words.contains("Aug. 30, 2024"),
            "{as_of}: {words}"
        );
    }
    for as_of in ["", "2024-03-04", "entry:10"] {
        let words = read(&mut browser, as_of).await;
        assert!(
            words.contains("Current due date Aug. 30, 2024") && words.contains("The reviewers asked for more time."),
            "{as_of}: {words}"
        );
    }
    let words = html::words(browser.get("/actions/PLAN-2024/A-01?as_of=2024-02-05").await.text());
    assert!(!words.contains("Curriculum written"), "{words}");
    let missing = browser.get(&format!("{milestone}?as_of=2024-02-05")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND, "it was not planned yet");
}

#[tokio::test]
async fn a_page_of_the_past_stays_as_it_was() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let mut read = async || {
        let mut pages = Vec::new();
        for address in addresses() {
            let answer = browser.get(&format!("{address}?as_of=2024-04-30")).await;
            pages.push((address, answer.text().to_owned()));
        }
        pages
    };
    let before = read().await;
    for thing in [crate::targets::Thing::CompletedMilestone, crate::targets::Thing::Report, crate::targets::Thing::Link]
    {
        Target::make(&world, thing, Object::OfJustice, "Later").await;
    }
    world.clock.set(world.clock.now() + chrono::TimeDelta::days(200));
    for ((address, before), (_, after)) in before.into_iter().zip(read().await) {
        assert!(before == after, "{address} changed");
    }
}

#[tokio::test]
async fn before_the_record_every_page_says_when_it_begins() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for address in addresses() {
        for as_of in ["2024-01-31", "1999-12-31", "2024-02-01T14:59:59Z", "-0001-01-01"] {
            let answer = browser.get(&format!("{address}?as_of={as_of}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{address} as of {as_of}");
            let words = html::words(answer.text());
            assert!(
                words.contains("Concord's information begins on February 1, 2024."),
                "{address} as of {as_of}: {words}"
            );
        }
    }
}

#[tokio::test]
async fn the_first_day_of_the_record_is_its_own_and_tomorrow_is_nobodys() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    assert_eq!(browser.get("/plans?as_of=2024-02-01").await.status, StatusCode::OK);
    assert_eq!(browser.get("/plans?as_of=entry:0").await.status, StatusCode::OK);
    let tomorrow = browser.get("/plans?as_of=2024-06-04").await;
    assert_eq!(tomorrow.status, StatusCode::BAD_REQUEST);
    assert!(html::words(tomorrow.text()).contains("June 4, 2024, is in the future."));
}

#[tokio::test]
async fn a_blank_point_is_now() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let page = browser.get("/actions/PLAN-2024/A-01?as_of=").await;
    assert!(!html::words(page.text()).contains("Return to today"));
}

/// A form that was open while the reader looked at the past writes now, or not at all.
#[tokio::test]
async fn the_point_in_an_address_does_not_change_when_a_form_is_recorded() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let row = COMMAND_ROWS.iter().find(|row| row.function == "/api/plan_milestone").unwrap();
    let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
    let before = world.size().await;
    let form = target.fields(row.page, row.then, row.fields);
    browser.post("/api/plan_milestone?as_of=2024-03-01", &form).await;
    assert_eq!(world.size().await, before + 1);
    let entries = world.store.entries(domain::ledger::Seq(before), domain::ledger::Seq(before), 1).await.unwrap();
    assert_eq!(entries[0].leaf.entry().recorded_at.instant(), world.clock.now());
}
