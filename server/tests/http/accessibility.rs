//! What screen readers and the keyboard need of a page, as far as its HTML says it.

use crate::html::{tags, title, words};
use crate::world::{Who, World};
use axum::http::StatusCode;

/// WCAG 1.3.1, 3.3.1.
#[tokio::test]
async fn a_group_of_choices_is_read_with_its_error() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let refused = browser.send_form("/settings", "/api/save_settings", &[("announces", "loudly")]).await;
    let tags = tags(refused.text());
    let group =
        tags.iter().find(|tag| tag.attribute("role") == Some("radiogroup") && tag.attribute("aria-invalid").is_some());
    let group = group.expect("one group is at fault");
    assert_eq!(group.name, "fieldset");
    assert_eq!(group.attribute("aria-describedby"), Some("announces-error"));
    let words = tags.iter().find(|tag| tag.attribute("id") == Some("announces-error")).unwrap();
    assert_eq!(words.text, "Select On or Off.");
}

/// WCAG 2.4.2: a tab says what is in it.
#[tokio::test]
async fn titles_say_what_is_shown() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let mut titled = async |address: &str| title(browser.get(address).await.text());
    assert_eq!(titled("/actions").await, "Actions | Concord");
    assert_eq!(titled("/actions?status=delayed").await, "Actions (Status: Delayed) | Concord");
    assert_eq!(titled("/actions?as_of=2024-06-01").await, "Actions, as of June 1, 2024 | Concord");
    assert_eq!(
        titled("/milestones?state=open&q=leases").await,
        "Milestones (State: Open; \u{201c}leases\u{201d}) | Concord"
    );
    assert!(titled("/record?from=2024-06-01").await.contains("(From June 1, 2024)"));
}

/// WCAG 4.1.3: the message after saving has the focus without a script.
#[tokio::test]
async fn what_was_saved_is_said_where_the_focus_is() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let saved = browser.send_form("/settings", "/api/save_settings", &[("read_as_text", "on")]).await;
    let tags = tags(saved.text());
    let status = tags.iter().find(|tag| tag.attribute("role") == Some("status")).unwrap();
    assert!(status.attribute("autofocus").is_some() && status.attribute("tabindex") == Some("-1"));
}

/// WCAG 3.2.6, and the statement is there for those who cannot sign in.
#[tokio::test]
async fn help_and_the_statement_are_there_for_anybody() {
    let world = World::begin().await;
    let mut visitor = world.visitor();
    for page in ["/help", "/accessibility"] {
        let answer = visitor.get(page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        assert!(answer.text().contains("mailto:help@agency.example.gov"), "{page} names whom to ask");
    }
    let report = words(visitor.get("/accessibility/conformance").await.text());
    for criterion in ["1.1.1 Non-text Content", "2.4.11 Focus Not Obscured", "4.1.3 Status Messages"] {
        assert!(report.contains(criterion), "{criterion}");
    }
}

/// WCAG 3.3.2: a screen reader says which fields are required, and the form says it once.
#[tokio::test]
async fn required_fields_are_announced_and_a_form_says_so_once() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for (page, required, other) in [
        ("/actions/PLAN-2024/A-01/plan-milestone", &["title", "due"][..], &["reason"][..]),
        ("/actions/PLAN-2024/A-01/attach-evidence", &["title", "dated"], &["milestone", "link", "sha256", "file"]),
        ("/actions/PLAN-2024/A-01/amend", &["title", "promise", "timeframe", "reason"], &["official_number", "note"]),
        ("/settings/password", &["current_password", "password", "again"], &[]),
    ] {
        let answer = browser.get(page).await;
        let tags = tags(answer.text());
        let is_announced = |name: &str| {
            let field = tags.iter().find(|tag| tag.attribute("id") == Some(name));
            let field = field.unwrap_or_else(|| panic!("{page}: no {name}"));
            field.attribute("aria-required") == Some("true")
        };
        assert!(required.iter().all(|name| is_announced(name)), "{page}");
        assert!(!other.iter().any(|name| is_announced(name)), "{page}");
        assert_eq!(
            words(answer.text()).matches("All fields are required unless marked optional.").count(),
            1,
            "{page}"
        );
    }
}

/// Either is enough, so neither is marked as optional by itself.
#[tokio::test]
async fn a_link_and_a_file_are_asked_for_as_one() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let page = "/actions/PLAN-2024/A-01/attach-evidence";
    let answer = justice.get(page).await;
    let said = words(answer.text());
    assert!(said.contains("Link or file Enter a link or select a file."), "{said}");
    assert!(!said.contains("Link (optional)"), "{said}");
    let group = tags(answer.text()).into_iter().find(|tag| tag.name == "fieldset").unwrap();
    assert_eq!(group.attribute("aria-describedby"), Some("link-group-hint"));
}
