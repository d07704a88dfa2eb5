//! Another site cannot make a browser act here, and no page that is only opened changes anything.

use crate::browser::{Fields, encoded, fields, request};
use crate::rights::Object;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::pages::{PAGES, PageRow};
use crate::targets::{Target, Thing};
use crate::world::{ORIGIN, PASSWORD, Who, World};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};

/// How requests look that no page of this site sent.
const FROM_ELSEWHERE: &[&[(&str, &str)]] = &[
    &[("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")],
    &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
    &[("sec-fetch-site", "same-site"), ("origin", "https://other.example.gov")],
    &[("sec-fetch-site", "none")],
    &[("origin", "null")],
    &[("origin", "https://elsewhere.example")],
    &[("origin", "https://concord.example.gov.elsewhere.example")],
    &[("origin", "http://concord.example.gov")],
    &[],
];

/// How the same looks from a page of this site, in a browser of today and in one that is older.
const FROM_HERE: &[(&str, &str)] = &[("origin", ORIGIN)];

#[tokio::test]
async fn a_form_on_another_site_does_nothing_here() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for row in COMMAND_ROWS {
        // The administrator's part is not the secretariat's, from wherever it comes.
        if row.rights.of(Who::Secretariat, Object::OfHealth) != crate::rights::Decision::Allowed {
            continue;
        }
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let form = target.fields(row.page, row.then, row.fields);
        let before = world.size().await;
        for from in FROM_ELSEWHERE {
            let answer = browser.post_from(from, row.function, &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {from:?}", row.function);
        }
        let plain = request(Method::POST, row.function)
            .header(CONTENT_TYPE, "text/plain")
            .header("sec-fetch-site", "cross-site");
        assert_eq!(browser.send(plain, encoded(&form)).await.status, StatusCode::FORBIDDEN, "{}", row.function);
        assert_eq!(world.size().await, before, "{}", row.function);
        // The form itself was right: from here it is taken.
        browser.post_from(FROM_HERE, row.function, &form).await;
        assert!(world.size().await > before, "{}", row.function);
    }
}

#[tokio::test]
async fn what_only_an_administrator_does_is_not_done_for_another_site_either() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Administrator).await;
    for row in COMMAND_ROWS.iter().filter(|row| row.page.starts_with("/people")) {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let form = target.fields(row.page, row.then, row.fields);
        let before = world.size().await;
        for from in FROM_ELSEWHERE {
            assert_eq!(browser.post_from(from, row.function, &form).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(world.size().await, before, "{}", row.function);
        browser.post_from(FROM_HERE, row.function, &form).await;
        assert!(world.size().await > before, "{}", row.function);
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in_or_out() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let cookie = browser.cookie.clone();
    let invitation = Target::make(&world, Thing::Invitation, Object::OfJustice, "Fresh").await.fill("{token}");
    let password = "another seven herons";
    let own = fields(&[("current_password", PASSWORD), ("password", password), ("again", password)]);
    let forms: [(&str, Fields); 5] = [
        ("/settings/password", own),
        ("/sign-in", fields(&[("address", &Who::Health.address()), ("password", PASSWORD), ("next", "/")])),
        ("/sign-out", fields(&[])),
        ("/sign-out-everywhere", fields(&[])),
        ("/welcome", fields(&[("token", &invitation), ("password", password), ("again", password)])),
    ];
    for (path, form) in &forms {
        for from in FROM_ELSEWHERE {
            let answer = browser.post_from(from, path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {from:?}");
            assert_eq!(answer.header("set-cookie"), "", "{path} {from:?}");
        }
    }
    assert_eq!(browser.cookie, cookie);
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "the session goes on");
    let page = browser.get(&format!("/welcome/{invitation}")).await;
    assert_eq!(page.status, StatusCode::OK, "the link was not used up");
}

#[tokio::test]
async fn opening_a_page_changes_nothing() {
    let world = World::begin().await;
    for who in [Who::Administrator, Who::Secretariat, Who::Justice] {
        let mut browser = world.signed_in(who).await;
        for PageRow(path, _) in PAGES {
            let thing = if path.contains("{token}") { Thing::Invitation } else { Thing::OpenMilestone };
            let address = Target::make(&world, thing, Object::OfJustice, "Fresh").await.fill(path);
            let before = world.size().await;
            browser.get(&address).await;
            assert_eq!(world.size().await, before, "{who:?}, {path}");
        }
    }
}

#[tokio::test]
async fn opening_the_page_of_a_form_changes_nothing() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for row in COMMAND_ROWS {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        // Everything that the form would send stands in the address.
        let form = target.fields(row.page, row.then, row.fields);
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
        let before = world.size().await;
        browser.get(&format!("{}?{query}", target.fill(row.page))).await;
        assert_eq!(world.size().await, before, "{}", row.page);
    }
}
