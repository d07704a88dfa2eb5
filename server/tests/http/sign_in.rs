//! Signing in: who gets in, what everybody else learns, and where it leads.

use crate::browser::fields;
use crate::html;
use crate::malformed::ELSEWHERE;
use crate::world::{PASSWORD, Who, World};
use axum::http::StatusCode;
use ui::cookie::CookieKind;

#[tokio::test]
async fn the_right_password_opens_the_home_page() {
    let world = World::begin().await;
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        let home = browser.get("/").await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(html::words(home.text()).contains(who.name()), "{who:?}");
    }
}

#[tokio::test]
async fn an_address_is_one_in_capitals_and_with_blanks_around_it() {
    let world = World::begin().await;
    let typed = format!("  {}  ", Who::Justice.address().to_uppercase());
    assert_eq!(world.visitor().sign_in(&typed, PASSWORD).await.location(), "/");
}

/// The answer and the page after a refused sign-in, without what differs from page to page anyway.
async fn refused(world: &World, address: &str, password: &str) -> (StatusCode, String, String) {
    let mut browser = world.visitor();
    let answer = browser.sign_in(address, password).await;
    let page = browser.get(answer.location()).await;
    (answer.status, answer.location().to_owned(), page.text().to_owned().replace(address, "ADDRESS"))
}

#[tokio::test]
async fn a_wrong_password_and_an_address_without_an_account_get_the_same_page_byte_for_byte() {
    let world = World::begin().await;
    world
        .does(Who::Administrator, async |change| {
            change.disable_person(Who::Chair.person(), domain::ids::Version::FIRST).await
        })
        .await;
    let wrong_password = refused(&world, &Who::Justice.address(), "not this one").await;
    assert!(wrong_password.2.contains("Email or password is incorrect."));
    assert!(wrong_password.2.contains("value=\"ADDRESS\""), "the address is not typed twice");
    assert!(!wrong_password.2.contains("not this one"), "the password is not shown");
    for (what, address, password) in [
        ("no account", "nobody@agency.example.gov".to_owned(), "not this one"),
        ("no address at all", "nobody".to_owned(), "not this one"),
        ("a disabled account with its right password", Who::Chair.address(), PASSWORD),
    ] {
        assert_eq!(refused(&world, &address, password).await, wrong_password, "{what}");
    }
}

#[tokio::test]
async fn nothing_of_the_refusal_stands_in_the_address_of_the_page() {
    let world = World::begin().await;
    let form = fields(&[("address", "jo@agency.example.gov"), ("password", "not this one"), ("next", "/plans")]);
    let answer = world.visitor().post("/sign-in", &form).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fplans");
}

#[tokio::test]
async fn what_was_typed_is_shown_once() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    browser.sign_in("jo@agency.example.gov", "not this one").await;
    assert!(browser.get("/sign-in").await.text().contains("jo@agency.example.gov"));
    assert!(!browser.get("/sign-in").await.text().contains("jo@agency.example.gov"));
}

#[tokio::test]
async fn after_signing_in_the_reader_is_where_they_wanted_to_be() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    let sent = browser.get("/actions?status=delayed&as_of=entry:3").await;
    let page = browser.get(sent.location()).await;
    let form = html::form(page.text(), "/sign-in").unwrap();
    let form = form.with("address", &Who::Justice.address()).with("password", PASSWORD);
    let answer = browser.post("/sign-in", &form.fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/actions?status=delayed&as_of=entry:3"));
}

#[tokio::test]
async fn next_never_leads_off_the_site() {
    let world = World::begin().await;
    for next in ELSEWHERE {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        let page = world.visitor().get(&format!("/sign-in?{query}")).await;
        assert_eq!(html::form(page.text(), "/sign-in").unwrap().get("next"), "/", "{next:?} on the page");
        let form = fields(&[("address", &Who::Justice.address()), ("password", PASSWORD), ("next", next)]);
        let answer = world.visitor().post("/sign-in", &form).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{next:?} when signed in");
        let form = fields(&[("address", "x@y.example"), ("password", "wrong"), ("next", next)]);
        // Each of these is a wrong guess, so each comes from another place.
        let mut elsewhere = world.visitor().at([198, 51, 100, 1]);
        assert_eq!(elsewhere.post("/sign-in", &form).await.location(), "/sign-in?next=%2F", "{next:?} when refused");
    }
}

/// A page that needs nobody's leave to be asked for, whatever the program says that it takes.
#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_the_sign_in_page_by_every_page() {
    let world = World::begin().await;
    for accept in ["text/html", "*/*", "application/json"] {
        let sent = crate::browser::request(http::Method::GET, "/plans").header("accept", accept);
        let answer = world.visitor().send(sent, axum::body::Body::empty()).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/sign-in?next=%2Fplans"), "{accept}");
    }
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_other_sites_and_lines_without_tls() {
    let kinds = [
        (CookieKind::Secure, "__Host-concord=", "; Path=/; HttpOnly; SameSite=Lax; Secure"),
        (CookieKind::Loopback, "concord=", "; Path=/; HttpOnly; SameSite=Lax"),
    ];
    for (kind, name, attributes) in kinds {
        let world = World::with(kind, &[]).await;
        let mut browser = world.visitor();
        let signed_in = browser.sign_in(&Who::Justice.address(), PASSWORD).await;
        let set = signed_in.header("set-cookie");
        let token = set.strip_prefix(name).and_then(|rest| rest.strip_suffix(attributes));
        assert_eq!(token.map(str::len), Some(64), "256 bits: {set}");
        let signed_out = browser.post("/sign-out", &fields(&[])).await;
        assert_eq!(signed_out.header("set-cookie"), format!("{name}{attributes}; Max-Age=0"));
    }
}
