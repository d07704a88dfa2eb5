//! Dates as people type them: every form that asks for a page takes each spelling, and says which date may be meant.

use crate::html::{tags, words};
use crate::world::{Who, World};
use axum::http::StatusCode;

#[tokio::test]
async fn every_spelling_of_a_date_asks_for_the_same_page_and_links_keep_one() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (typed, canonical) in [
        ("/actions?as_of=03/01/2024", "/actions?as_of=2024-03-01"),
        ("/actions?since=March%201,%202024", "/actions?since=2024-03-01"),
        ("/milestones?since=1%20Mar%202024", "/milestones?since=2024-03-01"),
        ("/date-changes?since=3/1/2024", "/date-changes?since=2024-03-01"),
        ("/agencies?since=3/1/2024", "/agencies?since=2024-03-01"),
        ("/since?since=3/1/2024", "/since?since=2024-03-01"),
        ("/record?from=02/20/2024&to=Mar.%201,%202024", "/record?from=2024-02-20&to=2024-03-01"),
        ("/security-log?from=02/20/2024&to=3/1/2024", "/security-log?from=2024-02-20&to=2024-03-01"),
    ] {
        let answer = auditor.get(typed).await;
        assert_eq!(answer.status, StatusCode::OK, "{typed}");
        let same = auditor.get(canonical).await;
        assert_eq!(words(answer.text()), words(same.text()), "{typed}");
        let links = |text: &str| -> Vec<String> {
            tags(text).iter().filter_map(|tag| tag.attribute("href").map(str::to_owned)).collect()
        };
        assert_eq!(links(answer.text()), links(same.text()), "{typed}");
    }
}

#[tokio::test]
async fn a_date_that_does_not_exist_or_lacks_its_century_is_answered_with_the_one_that_is_meant() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (address, said) in [
        ("/actions?since=2/30/2024", "February 2024 has 29 days. Did you mean February 29, 2024?"),
        ("/actions?as_of=03/01/24", "Enter the year with 4 digits. Did you mean March 1, 2024?"),
        (
            "/record?from=31/1/2024",
            "From: This date doesn't exist: there is no month 31. Did you mean January 31, 2024?",
        ),
        ("/security-log?to=March%202024", "To: Enter a month, a day, and a year. Example: 11/30/2024"),
        ("/exports/access-log.csv?from=2024-02-30", "Did you mean February 29, 2024?"),
    ] {
        let answer = auditor.get(address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(
            answer.text().contains(&said.replace('\'', "&#x27;")) || words(answer.text()).contains(said),
            "{address}"
        );
    }
}

#[tokio::test]
async fn each_field_of_a_date_takes_text_shows_american_order_and_says_once_how_it_is_typed() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (address, fields) in [
        ("/actions?since=2024-03-01", &["f-since", "lens-day"][..]),
        ("/milestones?since=2024-03-01", &["f-since", "lens-day"]),
        ("/record?from=2024-03-01&to=2024-03-01", &["f-from", "f-to", "lens-day"]),
        ("/security-log?from=2024-03-01&to=2024-03-01", &["f-from", "f-to", "lens-day"]),
        ("/since?since=2024-03-01", &["since", "lens-day"]),
    ] {
        let page = auditor.get(address).await.text().to_owned();
        let tags = tags(&page);
        assert!(tags.iter().all(|tag| tag.attribute("type") != Some("date")), "{address}");
        for id in fields {
            let field =
                tags.iter().find(|tag| tag.attribute("id") == Some(*id)).unwrap_or_else(|| panic!("{address} {id}"));
            let shown = if *id == "lens-day" { "" } else { "03/01/2024" };
            assert_eq!(field.attribute("value").unwrap_or_default(), shown, "{address} {id}");
            let hint = field.attribute("aria-describedby").unwrap();
            assert_eq!(page.matches(&format!("id=\"{hint}\"")).count(), 1, "{address} {id}");
        }
        assert_eq!(words(&page).matches("For example: 11/30/2024").count(), fields.len(), "{address}");
    }
}
