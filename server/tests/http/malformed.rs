//! Requests that no page of the site would send: refused in words, never a failure inside.

use crate::browser::{Browser, fields, request};
use crate::rights::commands::COMMAND_ROWS;
use crate::world::{ORIGIN, Who, World};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use futures::stream;
use std::convert::Infallible;

#[tokio::test]
async fn a_query_that_makes_no_sense_is_refused_and_says_why() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let queries = [
        "status=great",
        "confidence=high",
        "reporting=loud",
        "verification=maybe",
        "due=soon",
        "due=-1",
        "due=99999999999",
        "sort=random",
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999999999999999999",
        "as_of=yesterday",
        "as_of=2024-02-30",
        "as_of=entry:x",
        "as_of=meeting:a%20b",
        "as_of=2024-06-04",
        "as_of=9999-12-31T23:59:59Z",
        "as_of=%2B262142-12-31",
        "status=%FF%FE",
        "status=%00",
    ];
    for query in queries {
        for path in ["/actions", "/exports/actions.csv", "/exports/actions.json", "/exports/actions.csv-metadata.json"]
        {
            let answer = browser.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}?{query}");
            assert!(!crate::html::words(answer.text()).is_empty() || !answer.text().is_empty(), "{path}?{query}");
        }
    }
}

#[tokio::test]
async fn a_point_that_there_is_not_is_not_found() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for as_of in ["entry:99999", "entry:18446744073709551615", "meeting:NONE"] {
        for path in ["/actions", "/exports/actions.csv", "/exports/ledger.jsonl", "/record"] {
            let answer = browser.get(&format!("{path}?as_of={as_of}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}, {as_of}");
        }
    }
}

#[tokio::test]
async fn a_page_of_a_list_far_beyond_its_end_is_empty_or_not_found() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for page in ["2", "1000", "18446744073709551615", "9223372036854775807", "368934881474191033"] {
        for path in ["/actions", "/record"] {
            let status = browser.get(&format!("{path}?page={page}")).await.status;
            let is_answered = [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST].contains(&status);
            assert!(is_answered, "{path}, page {page}: {status}");
        }
    }
}

#[tokio::test]
async fn an_address_with_something_else_in_the_place_of_an_id_is_not_found() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let addresses = [
        "/milestones/x",
        "/milestones/00000000-0000-0000-0000-000000000000",
        "/milestones/%00",
        "/milestones/x/move",
        "/assignments/x/accept",
        "/evidence/x/verify",
        "/reports/x/verify",
        "/nodes/x/amend",
        "/links/x/withdraw",
        "/people/x/disable",
        "/people/x/enable",
        "/people/x/change",
        "/people/x/link",
        "/settings/sessions/x/end",
        "/actions/PLAN-2024/NONE",
        "/actions/PLAN-2024/%FF",
        "/actions/%2e%2e/%2e%2e",
        "/plans/%C3%A9",
        "/plans/NONE/add-node",
        "/agencies/NONE",
        "/bodies/NONE",
        "/meetings/NONE",
        "/indicators/NONE",
        "/record/x",
        "/record/99999",
        "/record/18446744073709551616",
        "/welcome/x",
        "/welcome/0000000000000000000000000000000000000000000000000000000000000000",
        "/assets/x/../../etc/passwd",
        "/assets/0123456789abcdef/%2e%2e/%2e%2e/etc/passwd",
        "/nothing",
        "/api/nothing",
    ];
    for address in addresses {
        assert_eq!(browser.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
}

#[tokio::test]
async fn a_server_function_that_there_is_not_is_not_found_and_its_name_is_not_repeated() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for path in ["/api/none", "/api/<script>", "/api/move_milestone/x", "/api/"] {
        let path = path.replace('<', "%3C").replace('>', "%3E");
        let answer = browser.call(&path, &fields(&[("id", "1")])).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(!answer.text().contains("script>") || answer.text().contains("<html"), "{path}");
        assert!(!answer.text().contains("Could not find a server function"), "{path}");
    }
}

/// A body of a form, byte by byte, to one server function as a program and as a browser.
async fn sends(
    browser: &mut Browser,
    accept: &str,
    content_type: &str,
    path: &str,
    body: &[u8],
) -> (StatusCode, String) {
    let sent = request(Method::POST, path).header("origin", ORIGIN).header("sec-fetch-site", "same-origin");
    let sent =
        sent.header(ACCEPT, accept).header(CONTENT_TYPE, content_type).header("referer", format!("{ORIGIN}/plans"));
    let answer = browser.send(sent, Body::from(body.to_vec())).await;
    (answer.status, answer.location().to_owned())
}

#[tokio::test]
async fn a_body_that_no_form_sends_is_refused_and_never_a_failure_inside() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let deep = "a[".repeat(5_000);
    let bodies: [&[u8]; 14] = [
        b"",
        b"&&&===",
        b"id",
        b"id=1&id=2",
        b"id[a]=1",
        b"title[]=1&title[]=2",
        b"id[a][b][c][d][e][f][g]=1",
        b"%FF=%FE&id=%00",
        b"\xff\xfe\x00",
        b"id=%",
        b"page=%00%0d%0aSet-Cookie:%20x=y",
        "page=/\u{e9}&back=/\u{e9}".as_bytes(),
        b"{\"id\": {\"deep\": [1, 2, 3]}}",
        deep.as_bytes(),
    ];
    for function in COMMAND_ROWS.iter().map(|row| row.function) {
        for body in bodies {
            let before = world.size().await;
            let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            for content_type in [
                "application/x-www-form-urlencoded",
                "text/plain",
                "application/json",
                "multipart/form-data; boundary=x",
            ] {
                let (status, _) = sends(&mut browser, "application/json", content_type, function, body).await;
                assert!(status.is_client_error(), "{function}, {content_type}, {shown:?}: {status}");
            }
            let (status, location) =
                sends(&mut browser, "text/html", "application/x-www-form-urlencoded", function, body).await;
            let is_told = status == StatusCode::FOUND || status.is_client_error();
            assert!(is_told, "{function} in a browser, {shown:?}: {status}");
            assert!(!location.contains("__err"), "the reason stands in an address that anybody could make: {location}");
            assert_eq!(world.size().await, before, "{function}, {shown:?}");
        }
    }
}

#[tokio::test]
async fn a_form_of_accounts_that_makes_no_sense_is_refused() {
    let world = World::begin().await;
    let mut browser = world.visitor();
    for path in ["/sign-in", "/welcome"] {
        for body in [
            &b""[..],
            b"address=a",
            b"\xff\xfe",
            b"address=a&password=b&role=administrator",
            b"token=x&password=x&again=x&more=x",
        ] {
            let (status, _) = sends(&mut browser, "text/html", "application/x-www-form-urlencoded", path, body).await;
            assert!(status.is_client_error(), "{path}, {body:?}: {status}");
        }
    }
    let (status, _) = sends(&mut browser, "text/html", "application/json", "/sign-in", b"{}").await;
    assert!(status.is_client_error(), "{status}");
}

#[tokio::test]
async fn a_cookie_that_nobody_was_given_is_no_session() {
    let world = World::begin().await;
    for cookie in [
        "__Host-concord=x",
        "__Host-concord=",
        "__Host-concord",
        "=",
        ";;;",
        "concord=1",
        "__Host-concord=00ff; __Host-concord=11",
    ] {
        let sent = request(Method::GET, "/actions").header(ACCEPT, "text/html").header(COOKIE, cookie);
        let answer = world.visitor().send(sent, Body::empty()).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Factions", "{cookie}");
    }
    let long = format!("__Host-concord={}", "0".repeat(64));
    let sent = request(Method::GET, "/actions").header(ACCEPT, "text/html").header(COOKIE, long);
    assert_eq!(world.visitor().send(sent, Body::empty()).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn a_body_of_more_than_a_mebibyte_is_not_read() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let before = world.size().await;
    for path in ["/api/report_progress", "/api/add_action", "/sign-in", "/welcome"] {
        let body = format!("title={}", "a".repeat(1024 * 1024));
        let sent = |body| {
            let sent =
                request(Method::POST, path).header("sec-fetch-site", "same-origin").header(ACCEPT, "application/json");
            (sent.header(CONTENT_TYPE, "application/x-www-form-urlencoded"), body)
        };
        let (told, length) = sent(Body::from(body.clone()));
        let told = told.header("content-length", body.len());
        assert_eq!(browser.send(told, length).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}, its length told");
        // Nobody has to say beforehand how long a body will be.
        let chunks =
            body.into_bytes().chunks(64 * 1024).map(|chunk| Ok::<_, Infallible>(chunk.to_vec())).collect::<Vec<_>>();
        let (untold, chunks) = sent(Body::from_stream(stream::iter(chunks)));
        assert_eq!(browser.send(untold, chunks).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}, chunk by chunk");
    }
    assert_eq!(world.size().await, before);
}

/// Where a refused form comes back to is read from the form, so it may lead nowhere else, whatever it holds.
#[tokio::test]
async fn a_form_never_leads_off_the_site() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for elsewhere in ELSEWHERE {
        for name in ["page", "back"] {
            let form = fields(&[(name, elsewhere), ("title", "")]);
            let location = browser.post("/api/add_node", &form).await.location().to_owned();
            assert_eq!(location, "/", "{name}={elsewhere:?}");
        }
    }
}

/// Addresses that lead elsewhere in one browser or another, and some that no header can hold.
pub const ELSEWHERE: &[&str] = &[
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "///elsewhere.example/",
    "/\\elsewhere.example/",
    "\\\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "/\n/elsewhere.example/",
    "/\r\nSet-Cookie: x=y",
    "javascript:alert(1)",
    "data:text/html,x",
    "elsewhere.example",
    " //elsewhere.example",
    "/\u{e9}",
    "/\u{0}",
    "",
];
