//! The security log: what is written into it, who reads it, and that no secret and no typed text gets there.

use crate::browser::{Browser, fields};
use crate::html;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{PASSWORD, Who, World};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::security::SecurityEvent;
use serde_json::Value;
use store::{SecurityFilter, SecurityNote};

const FILE: &str = "/exports/security-log.jsonl";

async fn lines(browser: &mut Browser, query: &str) -> Vec<Value> {
    let answer = browser.get(&format!("{FILE}{query}")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/jsonl"), "{query}");
    answer.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

async fn events(browser: &mut Browser, query: &str) -> Vec<String> {
    lines(browser, query).await.iter().map(|line| line["event"].as_str().unwrap().to_owned()).collect()
}

/// A world of which nothing is in the log yet.
async fn begin() -> World {
    let world = World::begin().await;
    world.tamper("DELETE FROM security_log").await;
    world
}

async fn administrator(world: &World) -> Browser {
    world.signed_in(Who::Administrator).await
}

#[tokio::test]
async fn coming_in_being_kept_out_and_leaving_are_in_the_log_with_account_and_place() {
    let world = begin().await;
    let mut jo = world.visitor().at([198, 51, 100, 7]);
    for _ in 0..7 {
        jo.sign_in(&Who::Justice.address(), "not this one").await;
    }
    world.tamper("DELETE FROM guesses").await;
    jo.sign_in(&Who::Justice.address(), PASSWORD).await;
    jo.post("/sign-out", &fields(&[])).await;
    jo.sign_in(&Who::Justice.address(), PASSWORD).await;
    jo.post("/sign-out-everywhere", &fields(&[])).await;

    let mut reader = administrator(&world).await;
    let of_jo = lines(&mut reader, &format!("?account={}", Who::Justice.person())).await;
    let said: Vec<_> =
        of_jo.iter().map(|line| (line["event"].as_str().unwrap(), line["times"].as_u64().unwrap())).collect();
    let expected = [
        ("sign-in-failed", 5),
        ("sign-in-delayed", 2),
        ("signed-in", 1),
        ("signed-out", 1),
        ("signed-in", 1),
        ("signed-out-everywhere", 1),
    ];
    assert_eq!(said, expected);
    assert!(of_jo.iter().all(|line| line["place"] == "198.51.100.7"));
    // Whoever is not in acted in nobody's name.
    let jos = Who::Justice.person().to_string();
    assert_eq!((&of_jo[0]["account"], of_jo[0]["about"].as_str()), (&Value::Null, Some(jos.as_str())));
    assert_eq!((of_jo[2]["account"].as_str(), &of_jo[2]["about"]), (Some(jos.as_str()), &Value::Null));
}

#[tokio::test]
async fn an_attempt_to_use_a_disabled_account_is_told_apart_from_a_wrong_guess() {
    let world = begin().await;
    let mut browser = administrator(&world).await;
    let disable = format!("/people/{}/disable", Who::Health.person());
    browser.send_form(&disable, "/api/disable_person", &[]).await;
    let mut lu = world.visitor().at([198, 51, 100, 9]);
    let shown = lu.sign_in(&Who::Health.address(), PASSWORD).await;
    // Who tries learns no more than from any wrong guess.
    assert!(!shown.text().to_lowercase().contains("disabled"), "{}", html::words(shown.text()));
    world.visitor().sign_in("nobody@x.example.gov", PASSWORD).await;
    let failed = lines(&mut browser, "?event=sign-in-failed").await;
    let said: Vec<_> = failed.iter().map(|line| (line["about"].as_str(), line["detail"].as_str())).collect();
    let lus = Who::Health.person().to_string();
    assert_eq!(said, [(Some(lus.as_str()), Some("The account is disabled")), (None, None)]);
}

#[tokio::test]
async fn links_and_changes_of_accounts_are_in_the_log_with_who_made_them() {
    let world = begin().await;
    let mut browser = administrator(&world).await;
    let page = |form: &str| format!("/people/{}/{form}", Who::Health.person());
    browser
        .send_form(&page("change"), "/api/change_person", &[("name", "Lu Vale"), ("address", "lv@x.example.gov")])
        .await;
    let shown = browser.send_form(&page("link"), "/api/make_link", &[]).await;
    let words = html::words(shown.text());
    let token: String = words.split_once("/welcome/").unwrap().1.chars().take(64).collect();
    let form = fields(&[("token", &token), ("password", "nine patient herons"), ("again", "nine patient herons")]);
    let mut lu = world.visitor().at([198, 51, 100, 8]);
    lu.post("/welcome", &form).await;
    lu.post("/welcome", &form).await;
    browser.send_form(&page("disable"), "/api/disable_person", &[]).await;
    browser.send_form(&page("enable"), "/api/enable_person", &[]).await;

    let about = format!("?account={}", Who::Health.person());
    let said: Vec<_> = lines(&mut browser, &about)
        .await
        .iter()
        .map(|line| {
            [&line["event"], &line["detail"], &line["place"]].map(|value| value.as_str().unwrap_or("-").to_owned())
        })
        .collect();
    let here = "192.0.2.1";
    let expected = [
        ["account-changed", "name", here],
        ["account-changed", "address", here],
        ["link-made", "-", here],
        ["link-used", "-", "198.51.100.8"],
        ["account-disabled", "-", here],
        ["account-enabled", "-", here],
    ];
    assert_eq!(said, expected);
    let refused = lines(&mut browser, "?event=link-refused").await;
    assert_eq!((refused.len(), refused[0]["place"].as_str()), (1, Some("198.51.100.8")));
}

#[tokio::test]
async fn downloads_and_refused_permissions_are_in_the_log() {
    let world = begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let mut jo = world.visitor();
    jo.sign_in(&Who::Justice.address(), PASSWORD).await;
    jo.get("/exports/actions.csv").await;
    let form = target.fields("/actions", "/actions", &[("action", "{id}"), ("title", "Late"), ("due", "2024-09-01")]);
    assert_eq!(jo.call("/api/plan_milestone", &form).await.status, StatusCode::FORBIDDEN);

    let mut reader = world.signed_in(Who::Auditor).await;
    let of_jo = lines(&mut reader, &format!("?account={}", Who::Justice.person())).await;
    let said: Vec<_> = of_jo.iter().map(|line| (line["event"].as_str().unwrap(), line["detail"].as_str())).collect();
    assert_eq!(
        said,
        [("signed-in", None), ("downloaded", Some("actions.csv")), ("permission-refused", Some("plan_milestone"))]
    );
    // Each download of the log is one too.
    assert_eq!(lines(&mut reader, "?event=downloaded").await.len(), 3);
}

#[tokio::test]
async fn no_password_no_link_and_nothing_that_somebody_typed_is_in_the_log() {
    let world = begin().await;
    let mut browser = administrator(&world).await;
    let typed = "a password in the wrong field";
    world.visitor().sign_in(typed, "not this one").await;
    let page = format!("/people/{}/link", Who::Health.person());
    let shown = browser.send_form(&page, "/api/make_link", &[]).await;
    let token: String = html::words(shown.text()).split_once("/welcome/").unwrap().1.chars().take(64).collect();
    let session = browser.cookie.clone().unwrap();
    let session = session.split_once('=').unwrap().1;
    let log = browser.get(FILE).await.text().to_owned() + browser.get("/security-log").await.text();
    for secret in [typed, "not this one", PASSWORD, token.as_str(), session] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn administrator_and_auditor_read_the_log_and_nobody_else_finds_it() {
    let world = begin().await;
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        let expected =
            if matches!(who, Who::Administrator | Who::Auditor) { StatusCode::OK } else { StatusCode::NOT_FOUND };
        for address in ["/security-log", FILE] {
            assert_eq!(browser.get(address).await.status, expected, "{who:?} {address}");
        }
    }
}

#[tokio::test]
async fn the_page_filters_by_event_account_place_and_day_and_says_so_where_a_filter_is_wrong() {
    let world = begin().await;
    world.visitor().at([198, 51, 100, 9]).sign_in(&Who::Chair.address(), "not this one").await;
    let mut browser = administrator(&world).await;
    let mut rows = async |query: &str| {
        let page = browser.get(&format!("/security-log?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        html::words(page.text())
    };
    assert!(rows("").await.contains("198.51.100.9"));
    for (query, shows) in [
        ("event=sign-in-failed", true),
        ("event=signed-in", false),
        ("place=198.51.100.9", true),
        ("place=192.0.2.1", false),
        ("from=2024-06-03&to=2024-06-03", true),
        ("to=2024-06-02", false),
    ] {
        let table = rows(query).await.replace("value=\"198.51.100.9\"", "");
        assert_eq!(table.contains("Sign-in failed Cleo Hart 198.51.100.9"), shows, "{query}: {table}");
    }
    let wrong = browser.get("/security-log?event=guessed").await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(html::words(wrong.text()).contains("\"guessed\" isn't a valid value for \"event\"."));
}

#[tokio::test]
async fn refusals_from_many_places_fill_no_disk_and_are_counted_all_the_same() {
    let world = begin().await;
    for number in 0..700 {
        let place = format!("2001:db8:{number:x}::1");
        let note = SecurityNote::of_a_visitor(SecurityEvent::LinkRefused, None, &place);
        world.store.note_security(&note).await.unwrap();
    }
    assert_eq!(world.rows("security_log").await, 501);
    let mut browser = administrator(&world).await;
    let all = lines(&mut browser, "?event=link-refused").await;
    assert_eq!(all.iter().map(|line| line["times"].as_u64().unwrap()).sum::<u64>(), 700);
    assert_eq!(all.last().unwrap()["detail"], "many-places");
}

#[tokio::test]
async fn entries_that_are_older_than_they_are_kept_are_forgotten() {
    let world = begin().await;
    let mut browser = administrator(&world).await;
    world.clock.set(world.clock.now() + TimeDelta::days(30));
    browser.get("/exports/ledger.jsonl").await;
    world.store.forget_security_until(world.clock.now() - TimeDelta::days(29)).await.unwrap();
    assert_eq!(events(&mut browser, "").await, ["downloaded", "downloaded"], "the ledger, and this");
}

#[tokio::test]
async fn the_log_of_a_past_day_ends_with_that_day() {
    let world = begin().await;
    let mut browser = world.visitor();
    browser.sign_in(&Who::Administrator.address(), PASSWORD).await;
    world.clock.set(world.clock.now() + TimeDelta::days(3));
    browser.get("/exports/ledger.jsonl").await;
    assert_eq!(events(&mut browser, "?as_of=2024-06-03").await, ["signed-in"]);
    let view = world.view(Who::Auditor).await;
    assert_eq!(view.security_log_size(&SecurityFilter::default()).await.unwrap(), 3);
}
