//! The search of the header: on every page, at any point of the record, for everybody what they may see.

use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;

#[tokio::test]
async fn every_page_has_the_search_and_keeps_the_point_of_the_record() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for path in ["/", "/actions", "/agencies", "/record", "/words", "/search", "/settings", "/views"] {
        let page = browser.get(&format!("{path}?as_of=entry:6")).await;
        let tags = tags(page.text());
        let form = tags.iter().position(|tag| tag.attribute("role") == Some("search"));
        let after = &tags[form.unwrap_or_else(|| panic!("{path} has no search"))..];
        let point = after.iter().find(|tag| tag.attribute("name") == Some("as_of")).unwrap();
        assert_eq!(point.attribute("value"), Some("entry:6"), "{path}");
    }
}

#[tokio::test]
async fn what_an_update_says_is_found_with_its_words_and_its_place() {
    let world = World::begin().await;
    Target::make(&world, Thing::Report, Object::OfHealth, "Marmalade").await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = browser.get("/search?q=%22two+sites%22+marmal").await;
    assert_eq!(page.status, StatusCode::OK);
    let shown = page.text().replace("<!>", "");
    assert!(shown.contains("<mark>Marmalade: two sites</mark> are late."), "{shown}");
    assert!(words(page.text()).contains("1 result for \u{201c}\"two sites\" marmal\u{201d}."));
    let before = browser.get("/search?q=marmalade&as_of=entry:6").await;
    assert!(words(before.text()).contains("No results for \u{201c}marmalade\u{201d}."));
    let without_words = browser.get("/search?as_of=entry:9").await;
    assert!(words(without_words.text()).contains("Search results are as of February 20, 2024."));
}

#[tokio::test]
async fn a_draft_is_found_by_nobody_who_was_not_asked() {
    let world = World::begin().await;
    for thing in [Thing::Action, Thing::OpenMilestone, Thing::Report, Thing::Document, Thing::EmptyNode] {
        Target::make(&world, thing, Object::InDraft, "Marmalade").await;
    }
    for who in Who::SIGNED_IN {
        let page = world.signed_in(who).await.get("/search?q=marmalade").await;
        let sees = matches!(who, Who::Secretariat | Who::Chair | Who::Justice);
        assert_eq!(page.drawn().contains("<mark>Marmalade</mark>"), sees, "{who:?}");
        assert_eq!(words(page.text()).contains("No results for"), !sees, "{who:?}");
    }
}

#[tokio::test]
async fn whatever_is_typed_is_answered() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for typed in ["%22", "*", "%25", "%F0%9F%98%80", "NEAR(a+b)", "%27+OR+1%3D1+--", "%3Cscript%3E", "", "+"] {
        let page = browser.get(&format!("/search?q={typed}")).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        // Behind the page stand the scripts of the framework.
        let (drawn, _) = page.text().split_once("</main>").unwrap();
        assert!(!drawn.contains("<script>") && !drawn.contains("<mark>"), "{typed}");
    }
    let long = browser.get(&format!("/search?q={}", "a+".repeat(3_000))).await;
    assert_eq!(long.status, StatusCode::OK);
    for refused in ["q=a&in=person", "q=a&in=nothing", "q=a&page=0", "q=a&page=x"] {
        assert_eq!(browser.get(&format!("/search?{refused}")).await.status, StatusCode::BAD_REQUEST, "{refused}");
    }
    let beyond = browser.get("/search?q=the&page=99").await;
    assert!(words(beyond.text()).contains("Page 99 doesn't exist. The last page is 1"));
}

/// WCAG 2.1.4: a key that acts alone can be turned off.
#[tokio::test]
async fn who_turns_single_keys_off_gets_no_script_for_them() {
    let world = World::begin().await;
    let has_key = |text: &str| text.contains("/keys.js") && text.contains("aria-keyshortcuts=\"/\"");
    let mut browser = world.signed_in(Who::Health).await;
    assert!(has_key(browser.get("/actions").await.text()));
    browser.send_form("/settings", "/api/save_settings", &[("single_keys", "off")]).await;
    let page = browser.get("/actions").await;
    assert!(!page.text().contains("/keys.js") && !page.text().contains("aria-keyshortcuts"));
    assert!(has_key(world.signed_in(Who::Justice).await.get("/actions").await.text()), "it is nobody else's setting");
    browser.send_form("/settings", "/api/save_settings", &[("single_keys", "on")]).await;
    assert!(has_key(browser.get("/actions").await.text()));
    let refused = browser.send_form("/settings", "/api/save_settings", &[("single_keys", "maybe")]).await;
    assert!(words(refused.text()).contains("Select On or Off."));
}
