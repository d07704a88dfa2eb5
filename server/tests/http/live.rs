//! The stream that open pages follow.

use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use futures::StreamExt;
use std::time::Duration;
use tokio::time::{Instant, timeout};

#[tokio::test]
async fn an_open_page_is_told_how_far_the_record_has_come_and_of_each_new_entry() {
    let world = World::begin().await;
    let browser = world.signed_in(Who::Chair).await;
    let (status, mut events) = browser.stream("/live").await;
    assert_eq!(status, StatusCode::OK);
    let now = world.size().await - 1;
    assert_eq!(events.next().await.unwrap(), format!("event: entry\ndata: {now}\n\n"));

    Target::make(&world, Thing::OpenMilestone, Object::ALL[0], "Fresh").await;
    let now = world.size().await - 1;
    let expected = format!("event: entry\ndata: {now}\n\n");
    let told = timeout(Duration::from_secs(5), async { while events.next().await.unwrap() != expected {} });
    told.await.expect("the stream does not say what was entered");
}

#[tokio::test]
async fn a_stream_ends_within_five_seconds_of_signing_out() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let (_, mut events) = browser.stream("/live").await;
    events.next().await.unwrap();
    browser.post("/sign-out", &Vec::new()).await;
    let signed_out = Instant::now();
    let ended = timeout(Duration::from_secs(10), async { while events.next().await.is_some() {} });
    ended.await.expect("the stream goes on after the session has ended");
    assert!(signed_out.elapsed() <= Duration::from_secs(5), "{:?}", signed_out.elapsed());
}

#[tokio::test]
async fn who_is_not_signed_in_follows_nothing() {
    let world = World::begin().await;
    let (status, _) = world.visitor().stream("/live").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}
