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
        ("/security-log?to=March%202024", "To: Enter a month, a day, and a year. Example: 06/03/2024"),
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
        assert_eq!(words(&page).matches("For example: 06/03/2024").count(), fields.len(), "{address}");
    }
}

/// The example at a field is a date that its page accepts: the day that is viewed.
#[tokio::test]
async fn the_example_of_a_date_is_accepted_where_it_is_given() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (address, example, asked) in [
        ("/actions", "06/03/2024", "as_of"),
        ("/actions?as_of=2024-03-01", "03/01/2024", "as_of"),
        ("/actions?as_of=2024-03-01", "03/01/2024", "since"),
    ] {
        let page = auditor.get(address).await;
        assert!(words(page.text()).contains(&format!("For example: {example}")), "{address}");
        let to =
            if asked == "since" { format!("{address}&since={example}") } else { format!("/actions?as_of={example}") };
        let answer = auditor.get(&to).await;
        assert_eq!(answer.status, StatusCode::OK, "{to}");
        assert!(!words(answer.text()).contains("This date isn't available"), "{to}");
    }
}

/// A date that can't be shown is corrected where the page says so, not in a closed menu.
#[tokio::test]
async fn a_page_that_cannot_show_a_date_has_the_field_for_another_one() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (address, asked, kept) in [
        ("/actions?as_of=banana&status=open", "as_of", [("status", "open")].as_slice()),
        ("/actions?as_of=2/30/2024", "as_of", &[]),
        ("/actions?as_of=11/30/2099", "as_of", &[]),
        ("/actions?as_of=1/1/2001", "as_of", &[]),
        ("/actions?since=banana&as_of=2024-03-01", "since", &[("as_of", "2024-03-01")]),
        ("/actions?since=2024-04-01&as_of=2024-03-01", "since", &[("as_of", "2024-03-01")]),
    ] {
        let answer = auditor.get(address).await;
        let main = answer.text().split("<main").nth(1).unwrap();
        let fields = tags(main);
        let field = fields.iter().find(|tag| tag.attribute("id") == Some("another-date"));
        let field = field.unwrap_or_else(|| panic!("{address}: {}", words(main)));
        assert_eq!(field.attribute("name"), Some(asked), "{address}");
        for (name, value) in kept {
            let is_kept = |tag: &&crate::html::Tag| tag.attribute("name") == Some(name);
            let hidden = fields.iter().find(is_kept);
            assert_eq!(hidden.and_then(|tag| tag.attribute("value")), Some(*value), "{address}");
        }
    }
    let shown = auditor.get("/actions").await;
    assert!(!shown.text().contains("another-date"));
}
