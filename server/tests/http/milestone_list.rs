//! The list of milestones: sorted, grouped and cut to columns by its address, compared, and the same in every file.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// The head of the table as it reads, and the part of it that says in which direction it is sorted.
async fn heads(browser: &mut Browser, address: &str) -> (String, Vec<(String, String)>) {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    let head = page.text().split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap().to_owned();
    let sorted = tags(&head).into_iter().filter_map(|tag| Some((tag.attribute("aria-sort")?.to_owned(), tag.text)));
    // A name beside its link is shown where the link is not.
    let shown = tags(&head).into_iter().filter(|tag| tag.attribute("class") != Some("c-head-words"));
    let shown: Vec<String> = shown.map(|tag| tag.text).collect();
    (shown.join(" ").split_whitespace().collect::<Vec<_>>().join(" "), sorted.collect())
}

#[tokio::test]
async fn milestones_are_sorted_by_every_head_which_says_the_direction() {
    let world = World::begin().await;
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    Target::make(&world, Thing::CompletedMilestone, Object::OfJustice, "Quince").await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let sorts = [
        ("due", "Current due date", "ascending"),
        ("title", "Milestone", "ascending"),
        ("action", "Action", "ascending"),
        ("lead", "Lead agency", "ascending"),
        ("promised", "Original due date", "ascending"),
        ("slip", "Slip (days)", "descending"),
        ("moves", "Date changes", "descending"),
        ("state", "State", "ascending"),
    ];
    for (code, name, direction) in sorts {
        let (_, sorted) = heads(&mut browser, &format!("/milestones?sort={code}&group=lead")).await;
        assert_eq!(sorted, [(direction.to_owned(), name.to_owned())], "{code}");
    }
    let page = browser.get("/milestones?sort=title&column=due").await;
    let places = ["Marmalade: sites chosen", "Quince: sites chosen"].map(|title| page.text().find(title).unwrap());
    assert!(places.is_sorted(), "by title");
    assert!(page.text().contains("href=\"/milestones?sort=action&amp;column=due\""), "a head keeps the columns");
}

#[tokio::test]
async fn milestones_stand_in_groups_that_say_what_they_are_a_part_of() {
    let world = World::begin().await;
    for what in ["Marmalade", "Quince"] {
        Target::make(&world, Thing::OpenMilestone, Object::OfHealth, what).await;
    }
    let mut browser = world.signed_in(Who::Auditor).await;
    let grouped = async |browser: &mut Browser, by: &str| {
        words(browser.get(&format!("/milestones?q=marmalade&group={by}")).await.text())
    };
    let by_month = grouped(&mut browser, "month").await;
    assert!(by_month.contains("September 2024 1 of 2 milestones due in this period"), "{by_month}");
    assert!(by_month.contains("grouped by month, earliest due date first."), "{by_month}");
    let by_quarter = grouped(&mut browser, "quarter").await;
    let quarter = "FY 2024 Q4 (July\u{2013}September 2024) 1 of 4 milestones due in this period";
    assert!(by_quarter.contains(quarter), "{by_quarter}");
    let by_lead = grouped(&mut browser, "lead").await;
    assert!(by_lead.contains(" milestones of actions that this office leads"), "{by_lead}");
    let by_part = grouped(&mut browser, "part").await;
    assert!(by_part.contains("milestones in this section") && by_part.contains("Group: Pillar or goal"));
}

#[tokio::test]
async fn a_group_of_milestones_does_not_count_those_of_a_draft_for_who_may_not_see_it() {
    let world = World::begin().await;
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    Target::make(&world, Thing::OpenMilestone, Object::InDraft, "Quince").await;
    let numbers = ["1 of 1 milestone due in this period", "2 of 2 milestones due in this period"];
    for (who, number) in [Who::Auditor, Who::Chair].into_iter().zip(numbers) {
        let page = words(world.signed_in(who).await.get("/milestones?group=month&due=365").await.text());
        assert!(page.contains(number), "{who:?}: {page}");
        assert_eq!(page.contains("Quince"), who == Who::Chair, "{who:?}");
    }
}

#[tokio::test]
async fn columns_of_milestones_are_left_out_of_the_page_and_stay_in_files_and_views() {
    let world = World::begin().await;
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    let mut browser = world.signed_in(Who::Health).await;
    let (shown, _) = heads(&mut browser, "/milestones?column=slip&column=lead").await;
    let shown = shown.replace("Sort by ", "");
    assert!(shown.contains("Milestone Action Lead agency Slip (days)") && !shown.contains("State"), "{shown}");
    let csv = async |browser: &mut Browser, query: &str| {
        let file = browser.get(&format!("/exports/milestones.csv?{query}")).await;
        csv::Reader::from_reader(file.body.as_slice()).headers().unwrap().clone()
    };
    assert_eq!(csv(&mut browser, "column=slip").await, csv(&mut browser, "").await);

    let new = "/views/new?list=%2Fmilestones&query=group%3Dmonth%26column%3Dslip%26sort%3Dmoves";
    browser.send_form(new, "/api/save_view", &[("name", "By month")]).await;
    let list = browser.get("/milestones").await;
    let kept = "/milestones?sort=moves&amp;group=month&amp;column=slip\"";
    assert!(list.text().contains(kept), "{}", list.text());
    let refused = browser.get("/views/new?list=%2Fmilestones&query=group%3Dcolor").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_list_of_milestones_says_what_came_left_and_changed_between_two_points() {
    let world = World::begin().await;
    let before = world.size().await - 1;
    let target = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    let planned = world.size().await - 1;
    let mut browser = world.signed_in(Who::Health).await;
    let since = words(browser.get(&format!("/milestones?since=entry:{before}&changed=yes")).await.text());
    assert!(since.contains("1 added.") && since.contains("Marmalade: sites chosen"), "{since}");

    let id: domain::ids::MilestoneId = target.fill("{milestone}").parse().unwrap();
    let reason = domain::text::Sentence::parse("Not needed.").unwrap();
    let seen = domain::Version::FIRST;
    world.does(Who::Health, async |change| change.withdraw_milestone(id, seen, reason).await).await;
    let since = words(browser.get(&format!("/milestones?since=entry:{planned}")).await.text());
    assert!(since.contains("1 withdrawn.") && since.contains("No longer in this list"), "{since}");
    assert!(since.contains("State: Open changed to \u{2192} Withdrawn"), "{since}");
}

/// The ids of the milestones that a page links to, each once.
fn linked_milestones(page: &str) -> BTreeSet<String> {
    let addresses = tags(page).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    let ids = addresses.filter_map(|address| address.strip_prefix("/milestones/").map(str::to_owned));
    ids.map(|id| id.split('?').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn page_files_and_proof_hold_the_same_milestones_whatever_is_compared() {
    let world = World::begin().await;
    let old = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await.fill("{milestone}");
    let before = world.size().await - 1;
    let new = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Quince").await.fill("{milestone}");
    let mut browser = world.signed_in(Who::Health).await;
    let compared = format!("since=entry:{before}");
    let cases = [
        ("sort=slip".to_owned(), true),
        (compared.clone(), true),
        (format!("{compared}&changed=yes"), false),
        (format!("{compared}&changed=yes&q=quince"), false),
    ];
    for (query, holds_the_old_one) in cases {
        let page = linked_milestones(browser.get(&format!("/milestones?{query}")).await.text());
        assert_eq!((page.contains(&old), page.contains(&new)), (holds_the_old_one, true), "{query}");
        let proof = linked_milestones(browser.get(&format!("/proof/milestones?{query}")).await.text());
        assert_eq!(proof, page, "{query}: proof");
        let csv = browser.get(&format!("/exports/milestones.csv?{query}")).await;
        let rows = csv::Reader::from_reader(csv.body.as_slice()).into_records().count();
        assert_eq!(rows, page.len(), "{query}: CSV");
        let json = browser.get(&format!("/exports/milestones.json?{query}")).await;
        let json: serde_json::Value = serde_json::from_slice(&json.body).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), page.len(), "{query}: JSON");
    }
}

/// A meeting or an entry has no field of its own in the form: what was compared stays compared when a filter is applied.
#[tokio::test]
async fn a_list_compared_with_an_entry_stays_so_when_its_form_is_sent() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    for list in ["/actions", "/milestones", "/agencies"] {
        let page = browser.get(&format!("{list}?since=entry:12")).await;
        let form = page.text().split("<form").find(|form| form.contains("f-since")).unwrap();
        let fields: Vec<String> = tags(form)
            .iter()
            .filter(|tag| tag.name == "option" && tag.attribute("selected").is_some())
            .map(|tag| tag.attribute("value").unwrap_or_default().to_owned())
            .collect();
        assert!(fields.contains(&"entry:12".to_owned()), "{list}: {fields:?}");
        let with_day = words(browser.get(&format!("{list}?since=entry:12&since=2024-05-01")).await.text());
        assert_eq!(with_day, words(browser.get(&format!("{list}?since=2024-05-01")).await.text()), "{list}");
    }
}

#[tokio::test]
async fn a_page_of_a_proof_beyond_the_last_says_so() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    for proof in ["/proof/actions", "/proof/milestones"] {
        let beyond = browser.get(&format!("{proof}?page=99")).await;
        let said = words(beyond.text());
        assert!(said.contains("Page 99 doesn't exist.") && !said.contains("No items match"), "{proof}");
    }
}
