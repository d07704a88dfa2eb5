//! Drafts of status updates: saved with a button or by a script, found again, and seen by no one else.

use crate::browser::{Answer, Browser, fields};
use crate::html::words;
use crate::rights::Object;
use crate::rights::pages::{PAGES, PageRow};
use crate::rights::plain::{PLAIN, PlainRow};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::{Method, StatusCode};

/// Stands in the draft and nowhere else.
const CANARY: &str = "Quicksilver canary of the draft";

async fn target(world: &World) -> Target {
    Target::make(world, Thing::Action, Object::OfHealth, "Drafted").await
}

fn form_of(target: &Target) -> String {
    target.fill("/actions/{plan}/{reference}/report")
}

/// The value of a hidden field.
fn hidden(answer: &Answer, name: &str) -> String {
    let rest = answer.text().split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}")).1;
    rest.split_once('"').unwrap().0.to_owned()
}

/// What the form of an update sends when "Save draft" is pressed.
fn typed(page: &Answer, target: &Target, narrative: &str) -> Vec<(String, String)> {
    let of_page =
        ["draft", "draft_shown", "form_key", "writer", "after", "back"].map(|name| (name, hidden(page, name)));
    let typed = [
        ("page", form_of(target)),
        ("action", target.fill("{id}")),
        ("quarter", "FY2024-Q3".to_owned()),
        ("status", "in-progress".to_owned()),
        ("confidence", String::new()),
        ("narrative", narrative.to_owned()),
    ];
    of_page.into_iter().chain(typed).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn pairs(typed: &[(String, String)]) -> Vec<(&str, &str)> {
    typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn save(browser: &mut Browser, target: &Target, narrative: &str) -> Answer {
    let page = browser.get(&form_of(target)).await;
    browser.post("/api/save_draft", &fields(&pairs(&typed(&page, target, narrative)))).await
}

#[tokio::test]
async fn a_liaison_saves_a_draft_and_finds_it_again_in_the_form() {
    let world = World::begin().await;
    let target = target(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let before = world.size().await;
    let saved = save(&mut health, &target, CANARY).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::FOUND, form_of(&target).as_str()));
    assert_eq!(world.size().await, before, "the record has nothing of it");
    let form = health.get(&form_of(&target)).await;
    let said = words(form.text());
    assert!(said.contains("Draft saved. Only your agency can see it."), "{said}");
    assert!(said.contains(CANARY) && said.contains("by you. Not submitted. Discard draft"), "{said}");
    let period = words(health.get("/periods/FY2024-Q3/HHS").await.text());
    assert!(period.contains("Draft Saved") && !period.contains(CANARY), "{period}");
    // Submitted, it is gone.
    let mut submitted = typed(&form, &target, "Two sites are open.");
    submitted.retain(|(name, _)| name != "confidence");
    submitted.push(("confidence".to_owned(), "on-track".to_owned()));
    health.post("/api/report_progress", &fields(&pairs(&submitted))).await;
    assert_eq!(world.size().await, before + 1);
    let form = health.get(&form_of(&target)).await;
    assert!(!form.text().contains(CANARY) && !words(form.text()).contains("Discard draft"), "{}", words(form.text()));
}

#[tokio::test]
async fn a_script_saves_while_someone_types_and_leaves_no_message() {
    let world = World::begin().await;
    let target = target(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(&form_of(&target)).await;
    for text in ["Two", "Two sites", CANARY] {
        let mut sent = typed(&page, &target, text);
        sent.push(("by_script".to_owned(), "yes".to_owned()));
        let answer = health.call("/api/save_draft", &fields(&pairs(&sent))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
    let form = health.get(&form_of(&target)).await;
    assert!(form.text().contains(CANARY));
    assert!(!words(form.text()).contains("Draft saved."), "{}", words(form.text()));
}

#[tokio::test]
async fn two_windows_are_told_of_each_other_and_the_form_shows_both_texts() {
    let world = World::begin().await;
    let target = target(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let (first, second) = (health.get(&form_of(&target)).await, health.get(&form_of(&target)).await);
    health.post("/api/save_draft", &fields(&pairs(&typed(&first, &target, "From the first window.")))).await;
    health.get(&form_of(&target)).await;
    let late = typed(&second, &target, "From the second window.");
    let by_script: Vec<_> = late.iter().cloned().chain([("by_script".to_owned(), "yes".to_owned())]).collect();
    let told = health.call("/api/save_draft", &fields(&pairs(&by_script))).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let untouched = words(health.get(&form_of(&target)).await.text());
    assert!(!untouched.contains("second window"), "a script keeps its text itself: {untouched}");
    let refused = health.post("/api/save_draft", &fields(&pairs(&late))).await;
    assert_eq!(refused.location(), form_of(&target));
    let page = health.get(&form_of(&target)).await;
    let said = words(page.text());
    assert!(said.contains("From the first window.") && said.contains("From the second window."), "{said}");
    assert!(said.contains("The draft was not saved.") && !said.contains("The update was not submitted."), "{said}");
    // Whoever has seen both decides.
    let chosen = typed(&page, &target, "From both windows.");
    health.post("/api/save_draft", &fields(&pairs(&chosen))).await;
    let page = health.get(&form_of(&target)).await;
    assert!(words(page.text()).contains("From both windows."), "{}", words(page.text()));
}

#[tokio::test]
async fn a_draft_leads_to_no_other_site_and_takes_no_text_without_end() {
    let world = World::begin().await;
    let target = target(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(&form_of(&target)).await;
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\\\evil.example"] {
        let mut sent = typed(&page, &target, "Two sites.");
        sent.retain(|(name, _)| name != "page");
        sent.push(("page".to_owned(), elsewhere.to_owned()));
        assert_eq!(health.post("/api/save_draft", &fields(&pairs(&sent))).await.location(), "/", "{elsewhere}");
    }
    let long = typed(&page, &target, &"long ".repeat(5_000));
    let refused = health.call("/api/save_draft", &fields(&pairs(&long))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
}

#[tokio::test]
async fn only_the_liaison_of_the_agency_saves_drafts_and_is_offered_to() {
    let world = World::begin().await;
    let target = target(&world).await;
    let page = world.signed_in(Who::Health).await.get(&form_of(&target)).await;
    for (who, expected) in [
        (Who::Secretariat, StatusCode::FORBIDDEN),
        (Who::Chair, StatusCode::FORBIDDEN),
        (Who::Auditor, StatusCode::FORBIDDEN),
        (Who::Administrator, StatusCode::FORBIDDEN),
        (Who::Justice, StatusCode::FORBIDDEN),
        (Who::Public, StatusCode::UNAUTHORIZED),
    ] {
        let mut browser = world.signed_in(who).await;
        let mut sent = typed(&page, &target, CANARY);
        sent.retain(|(name, _)| name != "writer");
        let answer = browser.call("/api/save_draft", &fields(&pairs(&sent))).await;
        assert_eq!(answer.status, expected, "{who:?}: {}", answer.text());
        let form = browser.get(&form_of(&target)).await;
        assert!(!form.text().contains("data-draft"), "{who:?}");
    }
    let form = world.signed_in(Who::Health).await.get(&form_of(&target)).await;
    assert!(!form.text().contains(CANARY));
}

/// Whatever any of the others opens or downloads has nothing of the draft. The secretariat is told that one was begun.
#[tokio::test]
async fn nothing_that_anyone_else_reads_has_anything_of_a_draft() {
    let world = World::begin().await;
    let target = target(&world).await;
    save(&mut world.signed_in(Who::Health).await, &target, CANARY).await;
    for who in [Who::Secretariat, Who::Chair, Who::Auditor, Who::Administrator, Who::Justice, Who::Public] {
        let mut browser = world.signed_in(who).await;
        let pages = PAGES.iter().map(|PageRow(path, _)| *path);
        let files =
            PLAIN.iter().filter(|PlainRow(_, method, _)| *method == Method::GET).map(|PlainRow(path, ..)| *path);
        // A stream does not end.
        let others = ["/search?q=quicksilver+canary", "/periods/FY2024-Q3", "/actions?q=quicksilver+canary"];
        for path in pages.chain(files.filter(|path| !path.contains("events"))).chain(others) {
            let answer = browser.get(&target.fill(path)).await;
            let body = String::from_utf8_lossy(&answer.body);
            // What was searched for is repeated.
            let hits = body.replace("quicksilver canary", "").replace("quicksilver+canary", "");
            assert!(!hits.contains("canary of the draft"), "{who:?}, {path}");
        }
        let board = words(browser.get("/periods/FY2024-Q3").await.text());
        assert_eq!(board.contains("Begun"), who == Who::Secretariat, "{who:?}: {board}");
    }
}
