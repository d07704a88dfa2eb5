//! The head of a list: its filters in one line, what each says, and the way past them to the rows.

use crate::html::{Tag, tags, words};
use crate::world::World;
use axum::http::StatusCode;

/// The summaries of the filters, as they are read.
fn buttons(page: &str) -> Vec<String> {
    let form = page.split("class=\"c-line\"").nth(1).unwrap().split("</form>").next().unwrap();
    tags(form).into_iter().filter(|tag| tag.name == "summary").map(|tag| tag.text.trim().to_owned()).collect()
}

/// The boxes and circles that are set, by name and value.
fn set(page: &str) -> Vec<(String, String)> {
    let is_set = |tag: &Tag| tag.name == "input" && tag.attribute("checked").is_some();
    let pair = |tag: Tag| {
        let of = |name: &str| tag.attribute(name).unwrap_or_default().to_owned();
        (of("name"), of("value"))
    };
    tags(page)
        .into_iter()
        .filter(is_set)
        .map(pair)
        .filter(|(name, value)| name != "column" && !value.is_empty())
        .collect()
}

#[tokio::test]
async fn a_filter_takes_several_values_from_boxes_and_from_links_and_says_them() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    let mut number = async |address: &str| {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let bold = page.text().split("c-page--list").nth(1).unwrap();
        let of = words(&format!("<b>{}", bold.split("<b>").nth(1).unwrap().split("</b>").next().unwrap()));
        (of.split(" of ").next().unwrap().trim().parse::<usize>().unwrap(), page.text().to_owned())
    };
    let (delayed, _) = number("/actions?status=delayed").await;
    let (blocked, page) = number("/actions?status=blocked").await;
    assert!(buttons(&page).contains(&"Status: Blocked".to_owned()), "{:?}", buttons(&page));
    assert!(delayed > 0 && blocked > 0);
    for both in ["/actions?status=delayed,blocked", "/actions?status=delayed&status=blocked"] {
        let (number, page) = number(both).await;
        assert_eq!(number, delayed + blocked, "{both}");
        assert!(buttons(&page).contains(&"Status: Delayed, Blocked".to_owned()), "{:?}", buttons(&page));
        assert_eq!(
            set(&page),
            [("status", "delayed"), ("status", "blocked")].map(|(n, v)| (n.to_owned(), v.to_owned()))
        );
        assert!(page.contains("status=delayed%2Cblocked"), "{both}: files and heads ask for the same");
    }
    let (_, page) = number("/actions?status=delayed,blocked,not-started,in-progress").await;
    assert!(buttons(&page).contains(&"Status: 4 selected".to_owned()), "{:?}", buttons(&page));
    let (doj, _) = number("/actions?lead=DOJ").await;
    let (dhs, _) = number("/actions?lead=DHS").await;
    let (none, _) = number("/actions?lead=none").await;
    let (all, _) = number("/actions?lead=DOJ&lead=DHS&lead=none").await;
    assert_eq!(all, doj + dhs + none);
}

#[tokio::test]
async fn several_values_are_asked_of_files_and_an_unknown_one_of_them_is_refused() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    let mut rows = async |query: &str| {
        let file = browser.get(&format!("/exports/actions.csv?{query}")).await;
        csv::Reader::from_reader(file.body.as_slice()).records().count()
    };
    let both = rows("confidence=at-risk,off-track").await;
    assert_eq!(both, rows("confidence=at-risk").await + rows("confidence=off-track").await);
    let refused = [
        ("/actions?status=delayed,great", "\"great\" isn't a valid value for \"status\"."),
        ("/actions?lead=DOJ,NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/milestones?reason=funding,whim", "\"whim\" isn't a valid value for \"reason\"."),
    ];
    for (address, said) in refused {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(words(page.text()).contains(said), "{address}: {}", words(page.text()));
    }
}

#[tokio::test]
async fn retracted_actions_are_listed_only_where_they_are_asked_for_also_beside_other_statuses() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    let mut rows = async |query: &str| {
        let file = browser.get(&format!("/exports/actions.csv?{query}")).await;
        csv::Reader::from_reader(file.body.as_slice()).records().count()
    };
    let (retracted, completed) = (rows("status=retracted").await, rows("status=completed").await);
    assert_eq!(rows("status=completed,retracted").await, completed + retracted);
}

#[tokio::test]
async fn every_list_leads_past_its_filters_to_a_heading_over_its_rows() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    for list in ["/actions", "/milestones", "/date-changes", "/agencies", "/actions?q=nothingfitsthis"] {
        let page = browser.get(list).await;
        let tags = tags(page.text());
        let link = tags.iter().find(|tag| tag.attribute("href") == Some("#results"));
        assert_eq!(link.map(|tag| tag.text.as_str()), Some("Skip to results"), "{list}");
        let heading = tags.iter().find(|tag| tag.attribute("id") == Some("results")).unwrap();
        assert_eq!((heading.name.as_str(), heading.text.as_str()), ("h2", "Results"), "{list}");
        assert_eq!(heading.attribute("tabindex"), Some("-1"), "{list}");
        let forms = tags.iter().filter(|tag| tag.name == "form" && tag.attribute("class") == Some("c-line"));
        assert_eq!(forms.count(), 1, "{list}: one form");
    }
}

#[tokio::test]
async fn a_meeting_to_compare_with_is_one_field_and_is_sent_once() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    for list in ["/actions", "/milestones", "/agencies", "/date-changes", "/agencies/DOJ"] {
        let page = browser.get(&format!("{list}?since=entry:900")).await;
        let form = page.text().split("<form").find(|form| form.contains("f-since")).unwrap();
        let fields: Vec<Tag> = tags(form).into_iter().filter(|tag| tag.attribute("name") == Some("since")).collect();
        let names: Vec<&str> = fields.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["select"], "{list}");
        let chosen = tags(form).into_iter().find(|tag| tag.attribute("value") == Some("entry:900")).unwrap();
        assert!(chosen.attribute("selected").is_some(), "{list}");
        assert_eq!(chosen.text, "Log entry 901", "{list}");
    }
}

#[tokio::test]
async fn an_agency_is_found_by_words_and_components_are_folded_under_departments() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    let page = browser.get("/agencies").await;
    let table = page.text().split("c-agencies").nth(1).unwrap();
    let first = words(table.split("<tbody>").nth(1).unwrap());
    assert!(first.contains("epartment"), "departments come first: {first}");
    assert!(words(table).contains("components"), "{}", words(table));
    assert!(table.contains("<details class=\"c-fold\""));
    let found = browser.get("/agencies?q=victims+crime").await;
    assert!(words(found.text()).contains("Office for Victims of Crime"), "{}", words(found.text()));
    assert!(!words(found.text()).contains("Department of Labor"), "{}", words(found.text()));
    let none = browser.get("/agencies?q=nothingfitsthis").await;
    assert!(words(none.text()).contains("No agencies match. Clear filters"), "{}", words(none.text()));
}

#[tokio::test]
async fn the_worst_department_comes_first() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("auditor").await;
    let csv = browser.get("/exports/agencies.csv").await;
    let mut csv = csv::Reader::from_reader(csv.body.as_slice());
    let place = csv.headers().unwrap().iter().position(|head| head == "Off track").unwrap();
    let off_track: Vec<i64> = csv.records().map(|row| row.unwrap()[place].parse().unwrap()).collect();
    assert!(off_track.is_sorted_by(|a, b| a >= b) && off_track[0] > 0, "{off_track:?}");
}

#[tokio::test]
async fn a_printed_list_says_what_it_is_limited_to_and_where_its_other_rows_are() {
    let world = World::of_the_demonstration().await;
    let mut browser = world.signed_in_as("chair").await;
    let mut on_paper = async |address: &str| {
        let page = browser.get(address).await.text().to_owned();
        let said = tags(&page).into_iter().filter(|tag| tag.attribute("class") == Some("c-onpaper"));
        said.map(|tag| tag.text).collect::<Vec<_>>()
    };
    let open = on_paper("/actions?plan=in-force&status=open").await;
    assert_eq!(open.first().unwrap(), "Limited to: Plan: active plans; Status: Open.", "{open:?}");
    assert!(open.last().unwrap().starts_with("Rows 1\u{2013}50 of "), "{open:?}");
    let overdue = on_paper("/milestones?plan=in-force&due=overdue").await;
    assert_eq!(overdue, ["Limited to: Plan: active plans; Due: overdue."]);
    let funding = on_paper("/date-changes?reason=funding").await;
    assert!(funding.first().unwrap().starts_with("Limited to: Reason for date change: "), "{funding:?}");
    let home = on_paper("/").await;
    assert!(home.iter().any(|said| said.starts_with("The 14 most serious of ")), "{home:?}");
}
