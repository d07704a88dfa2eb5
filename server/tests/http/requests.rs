//! What every request leaves behind: an id that the reader can quote, no note of a file that was not taken, and no way to
//! make a browser go elsewhere or to hold more streams than a page needs.

use crate::browser::{encoded, fields, request};
use crate::html;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{ORIGIN, Who, World};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, ORIGIN as ORIGIN_HEADER, REFERER};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn each_answer_has_an_id_and_a_page_that_says_what_went_wrong_shows_it() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let (one, other) = (browser.get("/plans").await, browser.get("/plans").await);
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
    assert!(world.visitor().get("/healthz").await.header("x-request-id").len() == 36);
    let missing = browser.get("/plans/NOPE").await;
    let words = html::words(missing.text());
    assert!(words.contains(&format!("Request {}", missing.header("x-request-id"))), "{words}");

    world.tamper("ALTER TABLE preferences RENAME TO preferences_of_before").await;
    let failed = browser.get("/agencies").await;
    assert_eq!(failed.status, StatusCode::INTERNAL_SERVER_ERROR);
    let quote = format!("give this number: {}", failed.header("x-request-id"));
    assert!(html::words(failed.text()).contains(&quote), "{}", html::words(failed.text()));
}

#[tokio::test]
async fn asking_for_the_headers_of_a_file_is_no_download() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for file in ["/exports/actions.csv", "/exports/ledger.jsonl", "/exports/security-log.jsonl"] {
        let answer = browser.send(request(Method::HEAD, file), Body::empty()).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
    }
    assert_eq!(world.rows("access_log").await, 0);
    browser.get("/exports/actions.csv").await;
    assert_eq!(world.rows("access_log").await, 1);
}

#[tokio::test]
async fn a_form_that_fails_inside_leads_nowhere_and_gives_back_what_was_typed() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
    let typed = [("action", "{id}"), ("title", "Curriculum in use"), ("due", "no day")];
    let form = target.fields("/actions/{plan}/{reference}/plan-milestone", "/", &typed);
    // Neither can it be saved nor left for its page.
    world.tamper("ALTER TABLE notices RENAME TO notices_of_before").await;
    let sent = request(Method::POST, "/api/plan_milestone")
        .header(ACCEPT, "text/html")
        .header(ORIGIN_HEADER, ORIGIN)
        .header(REFERER, "https://elsewhere.example/trap")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = browser.send(sent, encoded(&form)).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::INTERNAL_SERVER_ERROR, ""));
    let again = html::form(answer.text(), "/api/plan_milestone").unwrap();
    assert_eq!(again.get("title"), "Curriculum in use");
}

#[tokio::test]
async fn a_session_holds_twelve_streams_and_a_thirteenth_when_one_has_ended() {
    let world = World::begin().await;
    let browser = world.signed_in(Who::Chair).await;
    let mut streams = Vec::new();
    for _ in 0..12 {
        let (status, events) = browser.stream("/live").await;
        assert_eq!(status, StatusCode::OK);
        streams.push(events);
    }
    assert_eq!(browser.stream("/live").await.0, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(world.signed_in(Who::Chair).await.stream("/live").await.0, StatusCode::OK, "another session");
    streams.pop();
    assert_eq!(browser.stream("/live").await.0, StatusCode::OK);
}

#[tokio::test]
async fn whoever_tries_many_links_from_one_place_waits_and_the_owner_of_a_link_elsewhere_does_not() {
    let world = World::begin().await;
    let mut stranger = world.visitor().at([198, 51, 100, 9]);
    let form = |token: &str| {
        let password = "nine patient herons";
        fields(&[("token", token), ("password", password), ("again", password)])
    };
    for number in 0..20 {
        assert_eq!(stranger.post("/welcome", &form(&format!("{number:064x}"))).await.status, StatusCode::SEE_OTHER);
    }
    let refused = stranger.post("/welcome", &form(&"a".repeat(64))).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "600"));
    let link = Target::make(&world, Thing::Invitation, Object::OfJustice, "Fresh").await.fill("{token}");
    assert_eq!(stranger.post("/welcome", &form(&link)).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(world.visitor().post("/welcome", &form(&link)).await.location(), "/sign-in?told=password-set");
}

#[tokio::test]
async fn refused_sign_ins_leave_no_sessions_and_no_notices() {
    let world = World::begin().await;
    for number in 0..40 {
        let mut stranger = world.visitor().at([198, 51, 100, number]);
        stranger.sign_in(&format!("nobody{number}@agency.example.gov"), "wrong").await;
        assert_eq!(stranger.cookie, None);
    }
    assert_eq!((world.rows("sessions").await, world.rows("notices").await), (0, 0));
    world.store.forget_guesses_beyond(10).await.unwrap();
    assert_eq!(world.rows("guesses").await, 10);
}

/// Else a program could find out how often something was changed by people whose work is none of its business.
#[tokio::test]
async fn whoever_may_not_do_it_is_told_so_whatever_version_they_name() {
    let world = World::begin().await;
    let mut asked = 0;
    for who in [Who::Auditor, Who::Chair, Who::Justice] {
        let mut browser = world.signed_in(who).await;
        for row in COMMAND_ROWS.iter().filter(|row| row.fields.iter().any(|(name, _)| *name == "version")) {
            if row.rights.of(who, Object::OfHealth) != Decision::Refused {
                continue;
            }
            let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
            let mut form = target.fields(row.page, row.then, row.fields);
            for (_, value) in form.iter_mut().filter(|(name, _)| name == "version") {
                *value = "9".to_owned();
            }
            let answer = browser.call(row.function, &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who:?} {}: {}", row.function, answer.text());
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}

#[tokio::test]
async fn a_page_that_only_says_what_was_saved_is_shown_though_nothing_can_be_written() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let (form, endpoint) = ("/actions/PLAN-2024/A-01/plan-milestone", "/api/plan_milestone");
    let page = justice.get(form).await;
    let filled = html::form(page.text(), endpoint).unwrap();
    let filled = filled.with("title", "Trainers chosen").with("due", "December 1, 2024");
    let saved = justice.post(endpoint, &filled.fields).await;
    let full = "SELECT RAISE(ABORT, 'database or disk is full')";
    world.tamper(&format!("CREATE TRIGGER full BEFORE DELETE ON notices BEGIN {full}; END")).await;
    let shown = justice.get(saved.location()).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(html::words(shown.text()).contains("Milestone added."), "{}", shown.text());
}
