//! Sessions begin anew at each sign-in, end when they should, and stand nowhere that a thief could use them.

use crate::browser::{Browser, fields};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{PASSWORD, Who, World};
use axum::http::StatusCode;
use domain::ids::Version;

/// Whether the browser's cookie still opens pages.
async fn is_open(browser: &mut Browser) -> bool {
    browser.get("/actions").await.status == StatusCode::OK
}

fn token(browser: &Browser) -> String {
    browser.cookie.clone().unwrap().split_once('=').unwrap().1.to_owned()
}

#[tokio::test]
async fn nobody_can_prepare_a_session_for_somebody_else() {
    let world = World::begin().await;
    // An attacker with an account plants its session in the victim's browser.
    let mut attacker = world.signed_in(Who::Health).await;
    let mut victim = attacker.clone();
    victim.sign_in(&Who::Justice.address(), PASSWORD).await;
    assert_ne!(victim.cookie, attacker.cookie);
    assert!(is_open(&mut victim).await);
    assert!(!is_open(&mut attacker).await, "the planted session has ended");

    // Nor does a token that the server never gave out become one.
    let mut victim = world.visitor();
    victim.cookie = Some(format!("__Host-concord={}", "ab".repeat(32)));
    victim.sign_in(&Who::Justice.address(), PASSWORD).await;
    assert_ne!(token(&victim), "ab".repeat(32));
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = World::begin().await;
    let mut former = world.signed_in(Who::Justice).await;
    let mut again = former.clone();
    again.sign_in(&Who::Justice.address(), PASSWORD).await;
    assert_ne!(again.cookie, former.cookie);
    assert!(is_open(&mut again).await);
    assert!(!is_open(&mut former).await);
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let world = World::begin().await;
    let (mut here, mut there) = (world.signed_in(Who::Justice).await, world.signed_in(Who::Justice).await);
    let mut kept = here.clone();
    let answer = here.post("/sign-out", &fields(&[])).await;
    assert_eq!((answer.location(), here.cookie.clone()), ("/sign-in", None));
    assert!(!is_open(&mut kept).await, "whoever copied the cookie has nothing");
    assert!(is_open(&mut there).await);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_that_person() {
    let world = World::begin().await;
    let mut mine =
        [world.signed_in(Who::Justice).await, world.signed_in(Who::Justice).await, world.signed_in(Who::Justice).await];
    let mut another = world.signed_in(Who::Health).await;
    let mut kept = mine[0].clone();
    assert_eq!(mine[0].post("/sign-out-everywhere", &fields(&[])).await.location(), "/sign-in");
    assert!(!is_open(&mut kept).await);
    for browser in &mut mine {
        assert!(!is_open(browser).await);
    }
    assert!(is_open(&mut another).await);
}

#[tokio::test]
async fn disabling_an_account_ends_its_sessions_at_once_and_for_good() {
    let world = World::begin().await;
    let mut liaison = world.signed_in(Who::Justice).await;
    world
        .does(Who::Administrator, async |change| change.disable_person(Who::Justice.person(), Version::FIRST).await)
        .await;
    let before = world.size().await;
    assert!(!is_open(&mut liaison).await);
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let size = world.size().await;
    assert!(size > before);
    let form = target.fields("/", "/", &[("action", "{id}"), ("title", "Late"), ("due", "2024-09-01")]);
    assert_eq!(liaison.call("/api/plan_milestone", &form).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(world.size().await, size);
    let answer = world.visitor().sign_in(&Who::Justice.address(), PASSWORD).await;
    assert!(answer.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_new_password_ends_every_session() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let link =
        world.store.invite(Who::Justice.person(), chrono::Utc::now() + chrono::TimeDelta::hours(1)).await.unwrap();
    let password = "eight louder herons";
    let form = fields(&[("token", &link.text()), ("password", password), ("again", password)]);
    assert_eq!(world.visitor().post("/welcome", &form).await.location(), "/sign-in?told=password-set");
    assert!(!is_open(&mut browser).await);
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_a_request() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let (minute, cookie) = (60_000_000_i64, browser.cookie.clone());
    world.tamper(&format!("UPDATE sessions SET seen_at = seen_at - {}", 29 * minute)).await;
    assert!(is_open(&mut browser).await);
    // That request was one, so the half hour begins anew.
    world.tamper(&format!("UPDATE sessions SET seen_at = seen_at - {}", 29 * minute)).await;
    assert!(is_open(&mut browser).await);
    world.tamper(&format!("UPDATE sessions SET seen_at = seen_at - {}", 30 * minute)).await;
    assert!(!is_open(&mut browser).await);
    browser.cookie = cookie;
    assert!(!is_open(&mut browser).await);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy_it_was() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let hour = 3_600_000_000_i64;
    world.tamper(&format!("UPDATE sessions SET created_at = created_at - {}", 12 * hour - 60_000_000)).await;
    assert!(is_open(&mut browser).await);
    world.tamper("UPDATE sessions SET created_at = created_at - 60000000").await;
    assert!(!is_open(&mut browser).await);
}

#[tokio::test]
async fn a_form_that_is_sent_after_the_session_ended_leads_to_the_sign_in_page_and_writes_nothing() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
    let page = "/actions/{plan}/{reference}/plan-milestone";
    let form = target.fields(page, "/", &[("action", "{id}"), ("title", "Late"), ("due", "2024-09-01")]);
    world.tamper("DELETE FROM sessions").await;
    let before = world.size().await;
    let answer = browser.post("/api/plan_milestone", &form).await;
    assert!(answer.location().starts_with("/sign-in?next=%2Factions%2FPLAN-2024%2FT-"), "{}", answer.location());
    assert_eq!(world.size().await, before);
}

#[tokio::test]
async fn whoever_steals_the_database_has_no_token_and_no_password() {
    let world = World::begin().await;
    let browser = world.signed_in(Who::Justice).await;
    let link = Target::make(&world, Thing::Invitation, Object::OfJustice, "Fresh").await.fill("{token}");
    let stolen = world.stolen();
    let holds = |needle: &[u8]| stolen.windows(needle.len()).any(|window| window == needle);
    assert!(holds(b"$argon2id$v=19$m=19456,t=2,p=1$"), "the whole database was stolen");
    assert!(!holds(PASSWORD.as_bytes()), "a password");
    for (what, token) in [("a session", token(&browser)), ("a one-time link", link)] {
        assert!(!holds(token.as_bytes()), "{what}, as it stands in the cookie or the address");
        assert!(!holds(&hex::decode(&token).unwrap()), "{what}, byte by byte");
    }
}
