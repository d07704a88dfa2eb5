//! Files that join: every one says by which ids, codes and log entries its rows belong together, and what its columns mean.

use crate::browser::{Answer, Browser};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World};
use axum::http::StatusCode;
use domain::ids::Version;
use domain::ledger::Hash;
use domain::text::Sentence;
use serde_json::Value;
use server::exports::list_files;
use std::collections::{BTreeMap, BTreeSet};

/// The names of the lists of which there are files.
fn lists() -> Vec<String> {
    let paths = list_files().into_iter().map(|plain| plain.0);
    paths.filter_map(|path| Some(path.strip_prefix("/exports/")?.strip_suffix(".csv")?.to_owned())).collect()
}

fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

async fn rows(browser: &mut Browser, list: &str, query: &str) -> Vec<Value> {
    json(&browser.get(&format!("/exports/{list}.json{query}")).await)["rows"].as_array().unwrap().clone()
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("{name}: {row}"))
}

/// The text of every row in a column that is not blank.
fn column(rows: &[Value], name: &str) -> BTreeSet<String> {
    rows.iter().filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
}

async fn full_world() -> World {
    let world = World::begin().await;
    for thing in [Thing::CompletedMilestone, Thing::Report, Thing::Document, Thing::OfferedSupport] {
        Target::make(&world, thing, Object::OfJustice, "Fresh").await;
    }
    let how = Sentence::parse("Read against the guide.").unwrap();
    let document = History::DOCUMENT;
    world.does(Who::Secretariat, async |change| change.verify_evidence(document, Version::FIRST, how).await).await;
    world
}

#[tokio::test]
async fn every_csv_is_described_by_a_file_beside_it_and_says_the_same_as_the_json() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    assert_eq!(lists().len(), 13);
    let charts = ["plans/PLAN-2024/charts/status", "indicators/CALLS/figures", "charts/bridge"];
    let files = lists().into_iter().chain(charts.map(str::to_owned));
    for file in files {
        let since = if file == "charts/bridge" { "?since=entry:0" } else { "" };
        let csv = auditor.get(&format!("/exports/{file}.csv{since}")).await;
        assert!(
            csv.body.starts_with(b"\xef\xbb\xbf"),
            "{file}: Excel takes a file without a mark for another encoding"
        );
        let link = csv.header("link").to_owned();
        let described =
            link.strip_prefix('<').and_then(|rest| rest.split('>').next()).unwrap_or_else(|| panic!("{file}: {link}"));
        let metadata = json(&auditor.get(described).await);
        // The access log has one line more after each download, so it is described as it is then.
        let csv = if file == "access-log" { auditor.get(metadata["url"].as_str().unwrap()).await } else { csv };
        let headings = csv::Reader::from_reader(csv.body.as_slice()).headers().unwrap().clone();
        let titles: Vec<_> = metadata["tableSchema"]["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| text(column, "titles"))
            .collect();
        assert_eq!(headings.iter().collect::<Vec<_>>(), titles, "{file}");
        let names: BTreeSet<&str> =
            metadata["tableSchema"]["columns"].as_array().unwrap().iter().map(|column| text(column, "name")).collect();
        assert_eq!(names.len(), titles.len(), "{file}: two columns with one name");
        if file != "access-log" {
            assert_eq!(metadata["notes"][0]["file"]["sha256"], Hash::of(&[&csv.body]).to_string(), "{file}");
            let same = auditor.get(metadata["url"].as_str().unwrap()).await;
            assert!(same.body == csv.body, "{file}: {} is another file", metadata["url"]);
            let json = json(&auditor.get(&format!("/exports/{file}.json{since}")).await);
            assert_eq!(json["digest"], metadata["notes"][0]["digest"], "{file}");
        }
    }
}

#[tokio::test]
async fn rows_of_every_file_join_by_ids_and_codes_and_lead_to_their_log_entries() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let actions = rows(&mut auditor, "actions", "").await;
    let milestones = rows(&mut auditor, "milestones", "").await;
    let agencies = rows(&mut auditor, "agencies", "").await;
    let sections = rows(&mut auditor, "sections", "").await;
    let (ids, codes) = (column(&actions, "id"), column(&agencies, "code"));
    assert_eq!(ids.len(), actions.len());
    for list in ["milestones", "updates", "evidence", "verifications", "roles", "date-changes"] {
        let found = rows(&mut auditor, list, "").await;
        assert!(!found.is_empty(), "{list}");
        assert!(column(&found, "action_id").is_subset(&ids), "{list}");
        for name in ["agency", "lead_code"] {
            let of_list: BTreeSet<String> = column(&found, name).into_iter().filter(|code| code != "GROUP").collect();
            assert!(of_list.is_subset(&codes), "{list}, {name}: {of_list:?}");
        }
        let of_milestones = column(&found, "milestone_id");
        assert!(of_milestones.is_subset(&column(&milestones, "id")), "{list}");
    }
    assert!(column(&actions, "section_id").is_subset(&column(&sections, "id")));
    let updates = rows(&mut auditor, "updates", "").await;
    assert!(column(&actions, "last_report_id").is_subset(&column(&updates, "id")));
    let last: BTreeSet<String> =
        updates.iter().filter(|row| row["last"] == true).map(|row| text(row, "id").to_owned()).collect();
    assert_eq!(last, column(&actions, "last_report_id"));

    // The entry of a row names that very object.
    let ledger = auditor.get("/exports/ledger.jsonl").await.text().to_owned();
    let mut touched: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    // An entry that made something hidden as well says no more than its number, kind and hash.
    let mut withheld: BTreeSet<u64> = BTreeSet::new();
    for line in ledger.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        withheld.extend(line["withheld"].as_u64());
        let seq = line["entry"]["seq"].as_u64().or_else(|| line["rows_of"].as_u64());
        let of_entry =
            line["entry"]["rows"].as_array().or_else(|| line["rows"].as_array()).cloned().unwrap_or_default();
        let ids = of_entry.iter().map(|row| text(row, "id").to_owned());
        touched.entry(seq.unwrap_or_default()).or_default().extend(ids);
    }
    for (list, id) in [
        ("actions", "id"),
        ("milestones", "id"),
        ("agencies", "id"),
        ("updates", "id"),
        ("evidence", "id"),
        ("verifications", "of_id"),
        ("roles", "id"),
        ("date-changes", "milestone_id"),
        ("plans", "id"),
        ("sections", "id"),
    ] {
        for row in rows(&mut auditor, list, "").await {
            let entry = row["entry"].as_u64().unwrap_or_else(|| panic!("{list}: {row}"));
            let is_about = withheld.contains(&entry) || touched[&entry].contains(text(&row, id));
            assert!(is_about, "{list}: entry {entry} is not about {row}");
        }
    }
}

#[tokio::test]
async fn the_files_of_charts_name_leads_sections_and_milestones_by_code_and_id() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let mut codes = column(&rows(&mut auditor, "agencies", "").await, "code");
    // An interagency group, which leads an action.
    codes.insert("GROUP".to_owned());
    let sections = column(&rows(&mut auditor, "sections", "").await, "section");
    let milestones = column(&rows(&mut auditor, "milestones", "").await, "id");
    let actions = column(&rows(&mut auditor, "actions", "").await, "id");
    let of_chart =
        async |browser: &mut Browser, chart: &str| rows(browser, &format!("plans/PLAN-2024/charts/{chart}"), "").await;
    let leads = column(&of_chart(&mut auditor, "leads").await, "code");
    assert!(leads.contains("DOJ") && leads.is_subset(&codes), "{leads:?}");
    let parts = column(&of_chart(&mut auditor, "parts").await, "code");
    assert!(!parts.is_empty() && parts.is_subset(&sections), "{parts:?}");
    let slip = of_chart(&mut auditor, "slip").await;
    assert!(column(&slip, "lead_code").is_subset(&codes) && column(&slip, "section").is_subset(&sections));
    let next = of_chart(&mut auditor, "next").await;
    assert!(!next.is_empty() && column(&next, "milestone_id").is_subset(&milestones), "{next:?}");
    assert!(column(&next, "action_id").is_subset(&actions));
}

#[tokio::test]
async fn a_date_change_says_its_day_its_cause_and_the_reason_in_words_and_the_days_add_up_to_the_slip() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let changes = rows(&mut auditor, "date-changes", "").await;
    let moved = changes.iter().find(|row| text(row, "milestone_id") == History::TRAINING_PLANNED.to_string()).unwrap();
    let said = ["changed_on", "from", "to", "reason", "cause", "reason_in_words"].map(|name| text(moved, name));
    let expected = [
        "2024-03-04",
        "2024-05-31",
        "2024-08-30",
        "Clearance or approval",
        "within the agency",
        "The reviewers asked for more time.",
    ];
    assert_eq!(said, expected);
    assert_eq!((&moved["days"], &moved["slip_days"], &moved["lead"]), (&91.into(), &91.into(), &"DOJ".into()));
    for milestone in rows(&mut auditor, "milestones", "").await {
        let of_it = changes.iter().filter(|row| row["milestone_id"] == milestone["id"]);
        let days: i64 = of_it.map(|row| row["slip_days"].as_i64().unwrap()).sum();
        assert_eq!(milestone["slip_days"], days, "{milestone}");
    }
    assert_eq!(rows(&mut auditor, "date-changes", "?reason=funding").await.len(), 0);
}

#[tokio::test]
async fn a_verification_says_who_verified_what_when_and_how_and_whether_it_stands() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let found = rows(&mut auditor, "verifications", "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    let said = ["of", "of_id", "verified_on", "verified_how", "account_name"].map(|name| text(&found[0], name));
    let document = History::DOCUMENT.to_string();
    let expected = ["Document", &document, "2024-06-03", "Read against the guide.", Who::Secretariat.name()];
    assert_eq!((said, &found[0]["stands"]), (expected, &true.into()));

    let why = Sentence::parse("It was the wrong file.").unwrap();
    let seen = Version::FIRST.next();
    world.does(Who::Secretariat, async |change| change.withdraw_evidence(History::DOCUMENT, seen, why).await).await;
    assert_eq!(rows(&mut auditor, "verifications", "").await[0]["stands"], false);
    let evidence = rows(&mut auditor, "evidence", "").await;
    let withdrawn = evidence.iter().find(|row| text(row, "id") == document).unwrap();
    assert_eq!(text(withdrawn, "withdrawn_because"), "It was the wrong file.");
}

#[tokio::test]
async fn withdrawn_milestones_are_counted_in_the_file_of_actions_and_say_why_in_theirs() {
    let world = full_world().await;
    let why = Sentence::parse("The states write their own.").unwrap();
    let seen = Version::FIRST.next();
    let of = History::TRAINING_PLANNED;
    world.does(Who::Secretariat, async |change| change.withdraw_milestone(of, seen, why).await).await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let actions = rows(&mut auditor, "actions", "?plan=PLAN-2024").await;
    let action = actions.iter().find(|row| row["reference"] == "A-01").unwrap();
    assert_eq!((&action["milestones_withdrawn"], &action["withdrawn_slip_days"]), (&1.into(), &91.into()));
    let withdrawn = rows(&mut auditor, "milestones", "?state=withdrawn").await;
    let said: Vec<_> =
        withdrawn.iter().map(|row| (text(row, "withdrawn_on"), text(row, "withdrawn_because"))).collect();
    assert_eq!(said, [("2024-06-03", "The states write their own.")]);
}

#[tokio::test]
async fn published_numbers_and_the_rules_of_counting_are_files_too() {
    let world = full_world().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let plans = rows(&mut auditor, "plans", "").await;
    let actions = rows(&mut auditor, "actions", "?plan=PLAN-2024").await;
    let plan = plans.iter().find(|row| row["plan"] == "PLAN-2024").unwrap();
    assert_eq!(plan["actions"], actions.len(), "{plan}");
    assert!(plan["published_actions"].is_null() || plan["published_actions"].is_u64(), "{plan}");
    let rules = rows(&mut auditor, "rules", "").await;
    let value = |rule: &str| rules.iter().find(|row| row["rule"] == rule).map(|row| text(row, "value").to_owned());
    assert_eq!(value("zone").as_deref(), Some("America/New_York"));
    assert_eq!(value("judged-on").as_deref(), Some("2024-06-03"));
    assert_eq!(value("cause of Clearance or approval").as_deref(), Some("within the agency"));
    assert_eq!(value("reporting-days").as_deref(), Some("15"));
}

#[tokio::test]
async fn a_name_that_a_file_does_not_know_is_refused_and_named() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for address in [
        "/exports/actions.csv?stauts=open",
        "/exports/milestones.json?utm_source=mail",
        "/exports/rules.csv?plan=PLAN-2024",
        "/exports/updates.csv-metadata.json?stauts=",
        "/exports/ledger.jsonl?entry=3",
        "/exports/contents.jsonl?object=x",
        "/exports/plans/PLAN-2024/charts/status.csv?lead=DOJ",
        "/exports/access-log.csv?who=x",
    ] {
        let answer = auditor.get(address).await;
        let name = address.split(['?', '=']).nth(1).unwrap();
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        assert!(answer.text().contains(&format!("no filter \"{name}\"")), "{address}: {}", answer.text());
    }
    // What lists write into their own addresses is known.
    for list in [
        "/actions?status=open&sort=slip&since=entry:1",
        "/milestones?state=withdrawn&group=lead",
        "/date-changes?reason=clearance",
    ] {
        let page = auditor.get(list).await.text().replace("&amp;", "&");
        let files =
            page.split("href=\"").filter_map(|rest| rest.split('"').next()).filter(|to| to.starts_with("/exports/"));
        for file in files.map(str::to_owned).collect::<BTreeSet<_>>() {
            assert_eq!(auditor.get(&file).await.status, StatusCode::OK, "{list} leads to {file}");
        }
    }
}

#[tokio::test]
async fn a_file_is_called_after_what_it_is_and_as_of_when() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let last = world.size().await - 1;
    for (address, name) in [
        ("actions.csv", format!("concord-actions-as-of-2024-06-03-entry-{last}.csv")),
        ("actions.csv-metadata.json", format!("concord-actions-as-of-2024-06-03-entry-{last}.csv-metadata.json")),
        ("updates.json?plan=PLAN-2024", format!("concord-updates-selected-as-of-2024-06-03-entry-{last}.json")),
        ("date-changes.csv?as_of=2024-03-10", "concord-date-changes-as-of-2024-03-10-entry-".to_owned()),
        ("ledger.jsonl?as_of=entry:5", "concord-ledger-as-of-".to_owned()),
        ("plans/PLAN-2024/charts/status.csv", format!("concord-PLAN-2024-status-as-of-2024-06-03-entry-{last}.csv")),
    ] {
        let answer = auditor.get(&format!("/exports/{address}")).await;
        let said = answer.header("content-disposition");
        assert!(said.starts_with(&format!("attachment; filename=\"{name}")), "{address}: {said}");
    }
}

#[tokio::test]
async fn the_access_log_is_taken_whole_or_cut_by_those_who_read_it() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    for _ in 0..12 {
        health.get("/exports/actions.csv?lead=HHS").await;
    }
    let mut auditor = world.signed_in(Who::Auditor).await;
    auditor.get("/exports/rules.csv").await;
    let all = rows(&mut auditor, "access-log", "").await;
    assert_eq!(all.len(), 13);
    assert_eq!((text(&all[0], "file"), text(&all[12], "query")), ("rules.csv", "lead=HHS"));
    assert_eq!(text(&all[12], "account_name"), Who::Health.name());
    let of_health = rows(&mut auditor, "access-log", &format!("?account={}", Who::Health.person())).await;
    assert_eq!(of_health.len(), 12);
    assert_eq!(rows(&mut auditor, "access-log", "?file=rules.csv").await.len(), 1);
    assert_eq!(rows(&mut auditor, "access-log", "?to=2024-06-02").await.len(), 0);
    // Each of these is noted as well, and the same address has them the next time.
    assert_eq!(rows(&mut auditor, "access-log", "").await.len(), 17);
    let mut administrator = world.signed_in(Who::Administrator).await;
    assert_eq!(rows(&mut administrator, "access-log", "?file=rules.csv").await.len(), 1);
    for who in [Who::Auditor, Who::Administrator] {
        let record = words(world.signed_in(who).await.get("/record").await.text());
        assert!(record.contains("Download access log"), "{who:?}: {record}");
    }
    for who in [Who::Secretariat, Who::Chair, Who::Health] {
        let answer = world.signed_in(who).await.get("/exports/access-log.csv").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who:?}");
    }
    let home = words(auditor.get("/").await.text());
    assert!(home.contains("Full access log: CSV JSON"), "{home}");
}
