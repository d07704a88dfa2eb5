//! When a session ends: whoever writes is told in time, with scripts and without.

use crate::browser::fields;
use crate::html;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use serde_json::Value;

const MINUTE: i64 = 60_000_000;

async fn aged(world: &World, column: &str, minutes: i64) {
    world.tamper(&format!("UPDATE sessions SET {column} = {column} - {}", minutes * MINUTE)).await;
}

#[tokio::test]
async fn asking_when_a_session_ends_is_no_use_of_it_and_going_on_is() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    aged(&world, "seen_at", 28).await;
    for _ in 0..2 {
        let told: Value = serde_json::from_str(browser.get("/session/ends").await.text()).unwrap();
        assert!((100..=120).contains(&told["seconds"].as_i64().unwrap()), "{told}");
        assert_eq!((&told["can_continue"], &told["warning"]), (&Value::Bool(true), &Value::from(120)));
    }
    let told: Value = serde_json::from_str(browser.post("/session/continue", &fields(&[])).await.text()).unwrap();
    assert!((1_790..=1_800).contains(&told["seconds"].as_i64().unwrap()), "{told}");
    let told: Value = serde_json::from_str(browser.get("/session/ends").await.text()).unwrap();
    assert!((1_790..=1_800).contains(&told["seconds"].as_i64().unwrap()), "{told}");
}

#[tokio::test]
async fn at_the_end_of_its_longest_time_a_session_says_that_it_cannot_go_on() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    aged(&world, "created_at", 12 * 60 - 1).await;
    let told: Value = serde_json::from_str(browser.post("/session/continue", &fields(&[])).await.text()).unwrap();
    assert!((40..=60).contains(&told["seconds"].as_i64().unwrap()), "{told}");
    assert_eq!(told["can_continue"], false);
    aged(&world, "created_at", 1).await;
    assert_eq!(browser.get("/session/ends").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.post("/session/continue", &fields(&[])).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_scripts_each_page_says_how_long_a_session_lasts_and_each_form_when_it_ends() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let words = html::words(browser.get("/plans").await.text());
    let lasts = "You are signed out 30 minutes after your last page, and 12 hours after you signed in.";
    assert!(words.contains(lasts), "{words}");
    let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
    let form = target.fill("/actions/{plan}/{reference}/report");
    let words = html::words(browser.get(&form).await.text());
    let (_, ends) = words.split_once("Your session ends on ").expect("the form says when");
    assert!(ends.contains("ET unless you open another page or submit this form first."), "{ends}");
    aged(&world, "created_at", 11 * 60 + 45).await;
    let words = html::words(browser.get(&form).await.text());
    let (_, ends) = words.split_once("Your session ends on ").unwrap();
    assert!(ends.split_once("ET").unwrap().1.starts_with('.'), "nothing makes it longer: {ends}");
}

#[tokio::test]
async fn the_script_that_warns_is_on_the_pages_of_whoever_is_signed_in() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let page = browser.get("/plans").await;
    let scripts = html::tags(page.text());
    let script = scripts.iter().filter_map(|tag| tag.attribute("src")).find(|src| src.ends_with("/session.js"));
    let answer = browser.get(script.expect("the page has the script")).await;
    assert!(answer.header("content-type").contains("javascript"), "{}", answer.header("content-type"));
    assert!(!world.visitor().get("/sign-in").await.text().contains("session.js"));
}
