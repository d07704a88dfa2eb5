//! What every answer carries, whatever it is: the policies that keep scripts, frames and other sites out.

use crate::browser::{Answer, Browser, fields, request};
use crate::html::{Tag, tags};
use crate::rights::Object;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::pages::{PAGES, PageRow};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use ui::cookie::CookieKind;

/// Headers that stand on every answer just so.
const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
];

/// What every policy says, of a page as of a file.
const IN_EVERY_POLICY: &[&str] = &["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];

/// What would undo the policy.
const IN_NO_POLICY: &[&str] = &["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"];

fn check(what: &str, answer: &Answer) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), *value, "{what}: {name}");
    }
    let policy = answer.header("content-security-policy");
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    for directive in IN_EVERY_POLICY {
        assert!(directives.contains(directive), "{what}: {policy}");
    }
    for source in IN_NO_POLICY {
        assert!(!policy.contains(source), "{what}: {policy}");
    }
    assert!(
        directives.contains(&"form-action 'self'") || directives.contains(&"form-action 'none'"),
        "{what}: {policy}"
    );
    assert_ne!(answer.header("cache-control"), "", "{what}: cache-control");
}

/// Sends a request and looks at its answer, which must have the status.
async fn see(browser: &mut Browser, status: u16, what: &str, method: Method, path: &str) -> Answer {
    let answer = browser
        .send(request(method, path).header(ACCEPT, "text/html").header("sec-fetch-site", "same-origin"), Body::empty())
        .await;
    assert_eq!(answer.status.as_u16(), status, "{what}");
    check(what, &answer);
    answer
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_headers() {
    let world = World::begin().await;
    let (mut justice, mut visitor) = (world.signed_in(Who::Justice).await, world.visitor());
    see(&mut justice, 200, "a page", Method::GET, "/actions").await;
    see(&mut justice, 200, "only the head of a page", Method::HEAD, "/actions").await;
    see(&mut visitor, 200, "an open page", Method::GET, "/sign-in").await;
    see(&mut visitor, 200, "a plain answer", Method::GET, "/healthz").await;
    see(&mut visitor, 200, "a file for robots", Method::GET, "/robots.txt").await;
    see(&mut visitor, 200, "the signed head", Method::GET, "/ledger/checkpoint").await;
    see(&mut justice, 200, "an export", Method::GET, "/exports/actions.csv").await;
    see(&mut justice, 200, "the ledger", Method::GET, "/exports/ledger.jsonl").await;
    see(&mut visitor, 302, "a page for those who are signed in", Method::GET, "/actions").await;
    see(&mut visitor, 303, "an export for those who are signed in", Method::GET, "/exports/actions.csv").await;
    see(&mut justice, 400, "a filter that there is not", Method::GET, "/actions?status=great").await;
    see(&mut justice, 403, "a form that is another's", Method::GET, "/actions/PLAN-2024/A-02/report").await;
    see(&mut justice, 404, "a thing that there is not", Method::GET, "/plans/NONE").await;
    see(&mut justice, 404, "an address that there is not", Method::GET, "/nothing/here").await;
    see(&mut visitor, 404, "a file that there is not", Method::GET, "/assets/0123456789abcdef/none.js").await;
    see(&mut visitor, 405, "another method", Method::GET, "/sign-out").await;
    let cross = request(Method::POST, "/sign-out").header("sec-fetch-site", "cross-site");
    check("another site", &justice.send(cross, Body::empty()).await);
}

#[tokio::test]
async fn every_answer_to_a_program_carries_the_headers() {
    let world = World::begin().await;
    let (mut justice, mut secretariat) = (world.signed_in(Who::Justice).await, world.signed_in(Who::Secretariat).await);
    let make = async |thing| Target::make(&world, thing, Object::OfHealth, "Fresh").await;
    let row = |function: &str| COMMAND_ROWS.iter().find(|row| row.function == function).unwrap();
    let form = |function: &str, target: &Target| target.fields("/", "/", row(function).fields);

    let milestone = make(Thing::OpenMilestone).await;
    let (stale, plan) = (form("/api/withdraw_milestone", &milestone), milestone.fill("{plan_id}"));
    let expected = [
        (401, world.visitor().call("/api/withdraw_milestone", &stale).await),
        (403, justice.call("/api/withdraw_milestone", &stale).await),
        (200, secretariat.call("/api/withdraw_milestone", &stale).await),
        (409, secretariat.call("/api/withdraw_milestone", &stale).await),
        (422, secretariat.call("/api/add_node", &fields(&[("plan", &plan), ("title", "")])).await),
        (400, secretariat.call("/api/add_node", &fields(&[("title", "")])).await),
        (404, secretariat.call("/api/none", &fields(&[])).await),
    ];
    for (status, answer) in expected {
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
        check(&status.to_string(), &answer);
    }
    let large = request(Method::POST, "/api/add_node").header("sec-fetch-site", "same-origin");
    let answer = secretariat.send(large, Body::from(vec![b'a'; 1024 * 1024 + 1])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    check("413", &answer);
}

#[tokio::test]
async fn a_failure_inside_carries_the_headers_and_a_reference_and_none_of_its_cause() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    world.tamper("ALTER TABLE evidence_versions RENAME TO evidence_gone").await;
    for (path, page) in [("/actions/PLAN-2024/A-01", true), ("/exports/actions.csv?q=A-01", false)] {
        world.tamper("ALTER TABLE assignment_versions RENAME TO assignments_gone").await;
        let answer = browser.get(path).await;
        world.tamper("ALTER TABLE assignments_gone RENAME TO assignment_versions").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        check(path, &answer);
        let words = crate::html::words(answer.text());
        assert!(words.contains("We logged the error. ") || !page, "{words}");
        for secret in ["_versions", "SELECT", "sqlx", "no such table", ".rs"] {
            assert!(!answer.text().contains(secret), "{path} says {secret}");
        }
    }
}

#[tokio::test]
async fn without_its_database_the_site_says_so_with_the_headers() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    world.store.clone().close().await.unwrap();
    for path in ["/", "/actions", "/exports/actions.csv", "/ledger/checkpoint", "/readyz"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        check(path, &answer);
    }
    let mut visitor = world.visitor();
    assert_eq!(visitor.get("/readyz").await.text(), "no: The database isn't responding.\n");
    assert_eq!(visitor.get("/healthz").await.text(), "yes\n");
    let answer = visitor.sign_in(&Who::Justice.address(), "x").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    check("signing in", &answer);
}

/// On a loopback address there is no TLS to insist on.
#[tokio::test]
async fn the_demonstration_does_not_ask_browsers_for_tls() {
    let world = World::with(CookieKind::Loopback, &[]).await;
    assert_eq!(world.visitor().get("/sign-in").await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn what_is_known_only_to_its_reader_is_kept_by_nobody_else() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    assert_eq!(browser.get("/actions").await.header("cache-control"), "no-store");
    assert_eq!(browser.get("/actions").await.header("etag"), "");
    assert_eq!(browser.get("/exports/actions.csv").await.header("cache-control"), "private, no-cache");
}

/// The nonce that a page's policy names. Only a page with an island has an inline script, and so a nonce.
fn nonce(answer: &Answer) -> Option<String> {
    let policy = answer.header("content-security-policy");
    let (_, after) = policy.split_once("'nonce-")?;
    after.split('\'').next().map(str::to_owned)
}

#[tokio::test]
async fn a_thousand_pages_with_an_island_have_a_thousand_nonces() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let milestone = Target::make(&world, Thing::OpenMilestone, Object::OfJustice, "Shelters").await;
    let page = milestone.fill("/milestones/{milestone}/move");
    let mut nonces = BTreeSet::new();
    for _ in 0..1_000 {
        nonces.insert(nonce(&browser.get(&page).await).unwrap());
    }
    assert_eq!(nonces.len(), 1_000);
    assert!(nonces.iter().all(|nonce| nonce.len() >= 22), "128 bits in base64");
}

#[tokio::test]
async fn no_page_has_a_script_or_a_style_that_its_policy_does_not_name() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let pages = PAGES.iter().map(|PageRow(path, _)| (*path, Thing::OpenMilestone));
    let forms = COMMAND_ROWS.iter().map(|row| (row.page, row.done_to));
    for (path, thing) in pages.chain(forms) {
        let thing = if path.contains("{token}") { Thing::Invitation } else { thing };
        // Text that would run if it were not taken as text.
        let target =
            Target::make(&world, thing, Object::OfHealth, "\"><script>alert(1)</script><img src=x onerror=alert(2)>")
                .await;
        let answer = browser.get(&target.fill(path)).await;
        check(path, &answer);
        for tag in tags(answer.text()) {
            assert!(is_named_by_the_policy(&tag, answer.header("content-security-policy")), "{path}: {tag:?}");
        }
    }
}

fn is_named_by_the_policy(tag: &Tag, policy: &str) -> bool {
    let names = |source: &str| policy.contains(&format!("'{source}'"));
    let is_ours = tag.attribute("src").is_some_and(|address| address.starts_with("/assets/")) && names("self");
    let has_nonce = tag.attribute("nonce").is_some_and(|nonce| names(&format!("nonce-{nonce}")));
    let has_hash = names(&format!("sha256-{}", STANDARD.encode(Sha256::digest(&tag.text))));
    let runs = |(name, value): &(String, String)| {
        name.starts_with("on") || value.trim_start().to_lowercase().starts_with("javascript:")
    };
    // Data that a script reads: a browser runs none of it, whatever stands there.
    let is_data = tag.attribute("type") == Some("application/json") && !tag.text.contains("</");
    let is_inert = !tag.attributes.iter().any(|attribute| attribute.0 == "style" || runs(attribute));
    match tag.name.as_str() {
        "script" => is_inert && (is_ours || has_nonce || has_hash || is_data),
        "style" | "base" | "iframe" | "object" | "embed" => false,
        "meta" => is_inert && tag.attribute("http-equiv").is_none(),
        _ => is_inert,
    }
}

#[tokio::test]
async fn a_page_names_no_other_host() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for path in ["/", "/actions", "/actions/PLAN-2024/A-01", "/sign-in", "/actions/PLAN-2024/A-01/report"] {
        let answer = browser.get(path).await;
        let loads = |tag: &&Tag| matches!(tag.name.as_str(), "link" | "script" | "img" | "form" | "source" | "use");
        for tag in tags(answer.text()).iter().filter(loads) {
            let address = ["href", "src", "action"].iter().find_map(|name| tag.attribute(name)).unwrap_or("/");
            assert!(address.starts_with('/') && !address.starts_with("//"), "{path}: {tag:?}");
        }
    }
}

#[tokio::test]
async fn a_page_is_html_and_a_file_says_what_it_is() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let types = [
        ("/actions", "text/html"),
        ("/exports/actions.csv", "text/csv; charset=utf-8; header=present"),
        ("/exports/actions.csv-metadata.json", "application/csvm+json"),
        ("/exports/actions.json", "application/json"),
        ("/exports/ledger.jsonl", "application/jsonl"),
        ("/ledger/key", "text/plain; charset=utf-8"),
    ];
    for (path, expected) in types {
        let answer = browser.get(path).await;
        assert!(answer.header(CONTENT_TYPE.as_str()).starts_with(expected), "{path}");
        let disposition = answer.header("content-disposition");
        assert_eq!(disposition.starts_with("attachment"), path.starts_with("/exports/"), "{path}: {disposition}");
    }
}
