//! Answers in fewer bytes: who asks for it gets it, and reads the same.

use crate::browser::{Answer, Browser, request};
use crate::world::{Who, World};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::ACCEPT_ENCODING;
use std::io::Read;

const ANSWERS: &[&str] = &["/actions", "/exports/actions.csv", "/exports/actions.json", "/exports/ledger.jsonl"];

async fn get(browser: &mut Browser, path: &str, accepted: Option<&str>) -> Answer {
    let request = request(Method::GET, path).header("accept", "text/html");
    let request = accepted.into_iter().fold(request, |request, coding| request.header(ACCEPT_ENCODING, coding));
    browser.send(request, Body::empty()).await
}

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        "br" => brotli::Decompressor::new(answer.body.as_slice(), 4096).read_to_end(&mut plain).unwrap(),
        "gzip" => flate2::read::GzDecoder::new(answer.body.as_slice()).read_to_end(&mut plain).unwrap(),
        "" => answer.body.as_slice().read_to_end(&mut plain).unwrap(),
        other => panic!("nobody asked for {other}"),
    };
    plain
}

#[tokio::test]
async fn whoever_takes_it_is_answered_in_fewer_bytes_that_say_the_same() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for path in ANSWERS {
        let plain = get(&mut browser, path, None).await;
        assert_eq!((plain.status.as_u16(), plain.header("content-encoding")), (200, ""), "{path}");
        for (accepted, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")] {
            let answer = get(&mut browser, path, Some(accepted)).await;
            assert_eq!(
                (answer.status.as_u16(), answer.header("content-encoding")),
                (200, coding),
                "{path}: {accepted}"
            );
            assert!(
                answer.header("vary").to_lowercase().contains("accept-encoding"),
                "{path}: {}",
                answer.header("vary")
            );
            assert!(answer.body.len() < plain.body.len(), "{path}: {accepted}");
            assert!(decoded(&answer) == decoded(&plain), "{path}: {accepted}");
        }
    }
}

#[tokio::test]
async fn whoever_takes_nothing_else_is_answered_plainly() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for accepted in ["identity", "br;q=0", "unheard-of"] {
        let answer = get(&mut browser, "/exports/actions.csv", Some(accepted)).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-encoding")), (200, ""), "{accepted}");
    }
}

#[tokio::test]
async fn what_fits_into_one_packet_is_left_as_it_is() {
    let answer = get(&mut World::begin().await.visitor(), "/robots.txt", Some("br")).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-encoding")), (200, ""));
}

#[tokio::test]
async fn a_file_that_the_reader_has_is_not_sent_again_in_whatever_coding_it_came() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for path in &ANSWERS[1..] {
        let tag = get(&mut browser, path, Some("br")).await.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let asked = request(Method::GET, path).header("if-none-match", &tag).header(ACCEPT_ENCODING, "gzip");
        assert_eq!(browser.send(asked, Body::empty()).await.status.as_u16(), 304, "{path}");
    }
}

#[tokio::test]
async fn the_ledger_that_is_streamed_has_the_lines_of_the_one_that_is_written() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let mut written = String::new();
    let mut lines = world.view(Who::Auditor).await.ledger_lines().await.unwrap();
    while let Some(batch) = lines.next().await.unwrap() {
        written += &(batch.join("\n") + "\n");
    }
    assert_eq!(get(&mut browser, "/exports/ledger.jsonl", None).await.text(), written);
}
