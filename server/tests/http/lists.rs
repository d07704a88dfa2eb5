//! The lists: what their addresses ask for, in which groups and columns rows stand, and views that are kept.

use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;

#[tokio::test]
async fn a_code_that_stands_for_nothing_is_refused_with_a_word() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let cases = [
        ("/actions?plan=NOPE", "We couldn't find a plan with the code \"NOPE\"."),
        ("/actions?plan=PLAN-2024,NOPE", "We couldn't find a plan with the code \"NOPE\"."),
        ("/actions?lead=NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/actions?supporter=NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/actions?node=NOPE", "We couldn't find a section with the code \"NOPE\"."),
        ("/milestones?plan=NOPE", "We couldn't find a plan with the code \"NOPE\"."),
        ("/milestones?lead=NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/milestones?supporter=NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/milestones?node=NOPE", "We couldn't find a section with the code \"NOPE\"."),
        ("/proof/actions?plan=NOPE", "We couldn't find a plan with the code \"NOPE\"."),
        ("/proof/milestones?lead=NOPE", "We couldn't find an agency or group with the code \"NOPE\"."),
        ("/actions?group=color", "\"color\" isn't a valid value for \"group\"."),
        ("/actions?column=color", "\"color\" isn't a valid value for \"column\"."),
        ("/milestones?group=color", "\"color\" isn't a valid value for \"group\"."),
        ("/milestones?column=status", "\"status\" isn't a valid value for \"column\"."),
        ("/milestones?sort=status", "\"status\" isn't a valid value for \"sort\"."),
        // A draft that the reader may not see is as unknown as one that there is not.
        ("/actions?plan=QUICKSILVER-2025", "We couldn't find a plan with the code \"QUICKSILVER-2025\"."),
    ];
    for (address, said) in cases {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(words(page.text()).contains(said), "{address}: {}", words(page.text()));
    }
    assert_eq!(browser.get("/exports/actions.csv?plan=NOPE").await.status, StatusCode::BAD_REQUEST);
    let twice = browser.get("/exports/actions.csv?plan=PLAN-2024&plan=CLOSED").await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    assert!(twice.text().contains("twice"), "{}", twice.text());
    for page in ["/actions?step=newly-withdrawn", "/milestones?changed=later", "/date-changes?changed=later"] {
        let page = browser.get(page).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
        let said = "To list changes, also choose a date or meeting to compare with.";
        assert!(words(page.text()).contains(said), "{}", words(page.text()));
    }
    for known in ["/actions?plan=PLAN-2024&lead=none", "/actions?plan=PLAN-2024&lead=GROUP&as_of=entry:2"] {
        assert_eq!(browser.get(known).await.status, StatusCode::OK, "{known}");
    }
    let mut chair = world.signed_in(Who::Chair).await;
    assert_eq!(chair.get("/actions?plan=QUICKSILVER-2025").await.status, StatusCode::OK);
}

/// The filters that have something set, with each value, and those that have nothing.
fn chosen(page: &str) -> (Vec<(String, String)>, Vec<String>) {
    let form = page.split("class=\"c-line\"").nth(1).unwrap().split("</form>").next().unwrap();
    let (mut chosen, mut blank, mut name) = (Vec::new(), Vec::new(), String::new());
    for tag in tags(form) {
        match tag.name.as_str() {
            "select" => {
                name = tag.attribute("name").unwrap().to_owned();
                blank.push(name.clone());
            }
            "option" if tag.attribute("selected").is_some() => {
                blank.retain(|other| *other != name);
                chosen.push((name.clone(), tag.attribute("value").unwrap().to_owned()));
            }
            "input" if ["checkbox", "radio"].contains(&tag.attribute("type").unwrap_or_default()) => {
                let of = |name: &str| tag.attribute(name).unwrap_or_default().to_owned();
                if tag.attribute("checked").is_some() && !of("value").is_empty() {
                    chosen.push((of("name"), of("value")));
                }
            }
            _ => {}
        }
    }
    (chosen, blank)
}

#[tokio::test]
async fn part_supporter_and_a_lead_without_components_are_chosen_in_the_form_of_either_list() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for list in ["/actions", "/milestones"] {
        let page = browser.get(&format!("{list}?plan=PLAN-2024&node=2&supporter=HHS&led-by=GROUP")).await;
        let (found, _) = chosen(page.text());
        for (name, value) in [("plan", "PLAN-2024"), ("node", "2"), ("supporter", "HHS"), ("led-by", "GROUP")] {
            assert!(found.contains(&(name.to_owned(), value.to_owned())), "{list}: {name} in {found:?}");
        }
        let said = words(page.text());
        assert!(
            said.contains("Plan: Plan 2024") && said.contains("More filters: 3"),
            "{list}: what is set is said: {said}"
        );

        // Parts of which plan would be a guess; what a link asked for stays as it is.
        let page = browser.get(&format!("{list}?node=2")).await;
        let (_, blank) = chosen(page.text());
        assert!(blank.contains(&"supporter".to_owned()) && !blank.contains(&"node".to_owned()), "{list}: {blank:?}");
        assert!(page.text().contains("<input type=\"hidden\" name=\"node\" value=\"2\""), "{list}");
    }
}

#[tokio::test]
async fn the_parts_of_a_draft_are_not_offered_to_who_may_not_see_it() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    assert!(words(chair.get("/actions?plan=QUICKSILVER-2025").await.text()).contains("Q Quicksilver"));
    let mut auditor = world.signed_in(Who::Auditor).await;
    for list in ["/actions", "/milestones"] {
        let page = words(auditor.get(&format!("{list}?plan=QUICKSILVER-2025")).await.text());
        assert!(!page.contains("Q Quicksilver"), "{list}: {page}");
    }
}

#[tokio::test]
async fn the_list_of_milestones_holds_those_of_the_actions_that_the_same_filters_hold() {
    let world = World::begin().await;
    for object in [Object::OfHealth, Object::OfJustice] {
        Target::make(&world, Thing::OpenMilestone, object, "Marmalade").await;
    }
    let mut browser = world.signed_in(Who::Auditor).await;
    let mut rows = async |file: &str, query: &str, columns: [&str; 2]| -> Vec<[String; 2]> {
        let answer = browser.get(&format!("/exports/{file}?{query}")).await;
        let mut reader = csv::Reader::from_reader(answer.body.as_slice());
        let heads = reader.headers().unwrap().clone();
        let place = columns.map(|title| heads.iter().position(|head| head == title).unwrap());
        reader.records().map(|row| place.map(|place| row.as_ref().unwrap()[place].to_owned())).collect()
    };
    let all = rows("milestones.csv", "", ["Plan", "Action"]).await;
    let mut cut = 0;
    for query in ["plan=PLAN-2024&node=1", "plan=PLAN-2024&node=2", "supporter=none", "supporter=DOJ", "led-by=HHS"] {
        let actions = rows("actions.csv", query, ["Plan", "Reference"]).await;
        let expected: Vec<_> = all.iter().filter(|row| actions.contains(row)).cloned().collect();
        let found = rows("milestones.csv", query, ["Plan", "Action"]).await;
        assert_eq!(found, expected, "{query}");
        cut += usize::from(found.len() < all.len() && !found.is_empty());
    }
    assert!(cut >= 2, "some of the filters leave something out, and something in");
}

#[tokio::test]
async fn a_page_beyond_the_last_one_says_where_the_list_ends() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for list in ["/actions", "/milestones"] {
        let page = browser.get(&format!("{list}?page=99")).await;
        let said = words(page.text());
        assert!(said.contains("Page 99 doesn't exist. The last page is 1"), "{list}: {said}");
        assert!(!said.contains("Showing 4"), "{list}");
    }
}

#[tokio::test]
async fn rows_stand_in_groups_that_say_what_they_are_a_part_of() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let by_lead = words(browser.get("/actions?group=lead").await.text());
    assert!(by_lead.contains("that this office leads"), "{by_lead}");
    assert!(by_lead.contains("grouped by lead agency, sorted by plan and reference."), "{by_lead}");
    let by_part = words(browser.get("/actions?group=part&sort=slip").await.text());
    assert!(by_part.contains(" shown; ") && by_part.contains("Group: Pillar or goal"), "{by_part}");
}

#[tokio::test]
async fn columns_that_were_not_chosen_are_left_out_of_the_page_and_stay_in_files() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = browser.get("/actions?column=slip&column=lead").await;
    let heads = |text: &str| text.split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap().to_owned();
    let shown = words(&heads(page.text()));
    assert!(shown.contains("Lead agency") && shown.contains("Slip (days)") && !shown.contains("Status"), "{shown}");
    assert!(words(page.text()).contains("Downloads include all columns."));
    let all = browser.get("/exports/actions.csv").await.body;
    let first_line = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').next().unwrap().to_vec();
    let some = browser.get("/exports/actions.csv?column=slip").await.body;
    assert_eq!(first_line(&some), first_line(&all));
}

#[tokio::test]
async fn a_view_is_saved_from_the_list_opened_renamed_and_removed() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Health).await;
    let new = "/views/new?list=%2Factions&query=sort%3Dslip&as_of=entry%3A6";
    let named = [("name", "Most slip"), ("with_point", "yes")];
    let saved = browser.send_form(new, "/api/save_view", &named).await;
    assert!(words(saved.text()).contains("View saved.") && words(saved.text()).contains("entry 7"));
    let list = browser.get("/actions").await;
    assert!(list.text().contains("/actions?sort=slip&amp;as_of=entry:6"), "{}", list.text());
    let views = browser.get("/views").await;
    let rename = views.text().split("href=\"").find(|rest| rest.contains("/rename\"")).unwrap();
    let rename = rename.split('"').next().unwrap().to_owned();
    let renamed = browser.send_form(&rename, "/api/rename_view", &[("name", "Slipped")]).await;
    assert!(words(renamed.text()).contains("Slipped") && !words(renamed.text()).contains("Most slip"));
    let refused = browser.send_form(&rename, "/api/rename_view", &[("name", " ")]).await;
    assert!(words(refused.text()).contains("There is 1 error on this page. Your changes were not saved."));
    let removed = browser.send_form(&rename.replace("rename", "remove"), "/api/remove_view", &[]).await;
    assert!(words(removed.text()).contains("No saved views."));
    assert_eq!(browser.get(&rename).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_view_is_shared_by_the_secretariat_and_the_chair_and_opened_by_everybody() {
    let world = World::begin().await;
    let new = "/views/new?list=%2Fmilestones&query=state%3Dopen";
    for (who, is_shared) in [(Who::Secretariat, true), (Who::Chair, true), (Who::Justice, false), (Who::Auditor, false)]
    {
        let mut browser = world.signed_in(who).await;
        let offered = browser.get(new).await.text().contains("All signed-in users");
        assert_eq!(offered, is_shared, "{who:?}");
        let name = format!("Open of {}", who.name());
        let answer = browser.send_form(new, "/api/save_view", &[("name", &name), ("shared", "yes")]).await;
        let refused = words(answer.text()).contains("Only the secretariat and the chair can share saved views");
        assert_eq!(refused, !is_shared, "{who:?}: {}", words(answer.text()));
        let seen = world.signed_in(Who::Health).await.get("/milestones").await;
        assert_eq!(seen.text().contains(&name), is_shared, "{who:?}");
    }
}

#[tokio::test]
async fn what_a_view_asks_has_to_be_something_that_the_list_knows() {
    let world = World::begin().await;
    let size = world.size().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for new in ["/views/new?list=%2Factions&query=sort%3Dcolor", "/views/new?list=%2Factions&query=status%3Dgreat"] {
        assert_eq!(browser.get(new).await.status, StatusCode::BAD_REQUEST, "{new}");
    }
    Target::make(&world, Thing::SavedView, Object::OfHealth, "Marmalade").await;
    assert!(!browser.get("/views").await.text().contains("Marmalade"), "a view of another");
    assert_eq!(world.store.saved_views(&world.actor(Who::Health).await).await.unwrap().len(), 1);
    assert!(world.size().await >= size);
}

#[tokio::test]
async fn each_figure_of_a_scorecard_opens_into_its_rows_and_is_compared() {
    let world = World::begin().await;
    let before = world.size().await - 1;
    Target::make(&world, Thing::Report, Object::OfHealth, "Marmalade").await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = browser.get(&format!("/agencies/HHS?since=entry:{before}")).await;
    let leads = page.text().split("data-l=\"Leads\"").nth(1).unwrap();
    let address = leads.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let number = words(&format!("<a{}", leads.split("<a").nth(1).unwrap().split("</a>").next().unwrap()));
    let rows = words(browser.get(&address).await.text());
    assert!(rows.contains(&format!("{number} of ")), "{number}: {rows}");
    assert!(words(page.text()).contains("Leads: 1 changed to \u{2192} 2"), "{}", words(page.text()));
    let all = words(browser.get(&format!("/agencies?since=entry:{before}")).await.text());
    assert!(all.contains("0 added, 1 changed."), "{all}");
    assert!(!all.contains("Show sources"), "only actions and milestones are proved row by row");
    assert_eq!(browser.get("/agencies?since=yesterday").await.status, StatusCode::BAD_REQUEST);

    let csv = browser.get("/exports/agencies.csv").await;
    let agencies = world.view(Who::Auditor).await.agencies().count();
    assert_eq!(csv::Reader::from_reader(csv.body.as_slice()).records().count(), agencies);
}

#[tokio::test]
async fn agencies_are_sorted_by_the_most_of_a_figure_on_the_page_and_in_files() {
    let world = World::begin().await;
    Target::make(&world, Thing::Action, Object::OfHealth, "Marmalade").await;
    let before = world.size().await - 1;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = browser.get(&format!("/agencies?sort=leads&since=entry:{before}")).await;
    let sorted: Vec<_> = tags(page.text()).into_iter().filter(|tag| tag.attribute("aria-sort").is_some()).collect();
    assert_eq!(sorted.iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>(), ["Leads"]);
    assert_eq!(sorted[0].attribute("aria-sort"), Some("descending"));
    let open = format!("href=\"/agencies?since=entry:{before}&amp;sort=open\"");
    assert!(page.text().contains(&open), "the comparison stays: {}", page.text());
    assert!(words(page.text()).contains("Part of "), "{}", words(page.text()));
    let csv = browser.get("/exports/agencies.csv?sort=leads").await;
    let mut csv = csv::Reader::from_reader(csv.body.as_slice());
    let column = csv.headers().unwrap().iter().position(|head| head == "Leads").unwrap();
    let led: Vec<i64> = csv.records().map(|row| row.unwrap()[column].parse().unwrap()).collect();
    assert!(led.is_sorted_by(|a, b| a >= b) && led[0] > 0, "{led:?}");
    let refused = browser.get("/agencies?sort=color").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(words(refused.text()).contains("\"color\" isn't a valid value for \"sort\"."));
}
