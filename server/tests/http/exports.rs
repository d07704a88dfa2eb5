//! What is taken out of the record: the rows of the list, for every reader and every point, and what a file says of itself.

use crate::browser::{Answer, Browser, request};
use crate::html::tags;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::ledger::{Hash, SignedCheckpoint, VerifyOptions, verify_file};
use serde_json::Value;
use std::collections::BTreeSet;

/// Everybody who may take a list.
const READERS: [Who; 5] = [Who::Secretariat, Who::Chair, Who::Justice, Who::Health, Who::Auditor];

const QUERIES: [&str; 9] = [
    "",
    "plan=PLAN-2024",
    "lead=DOJ",
    "lead=none",
    "status=delayed",
    "q=shelters",
    "due=overdue",
    "reporting=silent",
    "sort=slip",
];

const POINTS: [&str; 5] = ["", "entry:2", "2024-03-10", "meeting:MEETING-2024", "2024-04-10T17:00:00Z"];

fn address(path: &str, query: &str, as_of: &str) -> String {
    let as_of = if as_of.is_empty() { String::new() } else { format!("as_of={as_of}") };
    let query = [query.to_owned(), as_of].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&");
    format!("{path}?{query}")
}

/// `PLAN-2024/A-01` for every row of every page of the list.
async fn listed(browser: &mut Browser, query: &str, as_of: &str) -> Vec<String> {
    let mut listed = Vec::new();
    for page in 1.. {
        let answer = browser.get(&address("/actions", &format!("{query}&page={page}"), as_of)).await;
        assert_eq!(answer.status, StatusCode::OK);
        let before = listed.len();
        for tag in tags(answer.text()).iter().filter(|tag| tag.name == "a") {
            let path = tag.attribute("href").unwrap_or_default().split('?').next().unwrap();
            listed.extend(path.strip_prefix("/actions/").filter(|key| key.contains('/')).map(str::to_owned));
        }
        if listed.len() == before {
            break;
        }
    }
    listed
}

fn in_csv(answer: &Answer) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(answer.body.as_slice());
    let headers = reader.headers().unwrap().clone();
    let column = |title: &str| headers.iter().position(|header| header == title).unwrap();
    let (plan, reference) = (column("Plan"), column("Reference"));
    reader.records().map(|row| row.unwrap()).map(|row| format!("{}/{}", &row[plan], &row[reference])).collect()
}

fn in_json(answer: &Answer) -> Vec<String> {
    let document = json(answer);
    let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    document["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{}/{}", text(row, "plan"), text(row, "reference")))
        .collect()
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn a_file_has_the_rows_of_the_list_for_every_reader_at_every_point() {
    let world = World::begin().await;
    for object in Object::ALL {
        Target::make(&world, Thing::CompletedMilestone, object, "Fresh").await;
        Target::make(&world, Thing::Report, object, "Fresh").await;
    }
    let mut seen = BTreeSet::new();
    for who in READERS {
        let mut browser = world.signed_in(who).await;
        for (query, as_of) in QUERIES.iter().flat_map(|query| POINTS.map(|as_of| (*query, as_of))) {
            let what = format!("{who:?}, {query:?} as of {as_of:?}");
            let list = listed(&mut browser, query, as_of).await;
            let csv = browser.get(&address("/exports/actions.csv", query, as_of)).await;
            let json = browser.get(&address("/exports/actions.json", query, as_of)).await;
            assert_eq!(in_csv(&csv), list, "{what}: CSV");
            assert_eq!(in_json(&json), list, "{what}: JSON");
            seen.insert((query, as_of, list.len()));
        }
    }
    // The queries tell readers, points and filters apart, or nothing was compared.
    assert!(seen.len() > 30, "{seen:?}");
}

#[tokio::test]
async fn a_file_has_all_pages_of_a_long_list() {
    let world = World::begin().await;
    for _ in 0..60 {
        Target::make(&world, Thing::OfferedLead, Object::OfHealth, "Fresh").await;
    }
    let mut browser = world.signed_in(Who::Auditor).await;
    let list = listed(&mut browser, "", "").await;
    assert_eq!(list.len(), 64);
    assert_eq!(in_csv(&browser.get("/exports/actions.csv").await), list);
    assert_eq!(in_csv(&browser.get("/exports/actions.csv?page=2").await), list, "a file has no pages");
}

#[tokio::test]
async fn a_file_of_the_past_stays_as_it_was() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let taken = async |browser: &mut Browser| {
        let mut files = Vec::new();
        for path in ["actions.csv", "actions.json", "actions.csv-metadata.json", "ledger.jsonl"] {
            for as_of in ["entry:6", "2024-03-10", "meeting:MEETING-2024", "2024-04-10T17:00:00Z"] {
                files.push(browser.get(&format!("/exports/{path}?as_of={as_of}")).await.body);
            }
        }
        files
    };
    let before = taken(&mut browser).await;
    for thing in [Thing::CompletedMilestone, Thing::Report, Thing::Link, Thing::EmptyNode] {
        Target::make(&world, thing, Object::OfJustice, "Later").await;
    }
    assert!(taken(&mut browser).await == before, "something later changed a file of the past");
}

#[tokio::test]
async fn whoever_has_a_file_already_is_not_sent_it_again() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Health).await;
    for path in ["actions.csv", "actions.json", "actions.csv-metadata.json", "ledger.jsonl"] {
        let path = format!("/exports/{path}");
        let first = browser.get(&path).await;
        let tag = first.header("etag").to_owned();
        if path != "/exports/ledger.jsonl" {
            assert_eq!(tag, format!("W/\"{}\"", Hash::of(&[&first.body])), "{path}");
        }
        let asked = |tag: &str| request(Method::GET, &path).header("if-none-match", tag);
        let again = browser.send(asked(&tag), Body::empty()).await;
        assert_eq!(
            (again.status, again.body.len(), again.header("etag")),
            (StatusCode::NOT_MODIFIED, 0, tag.as_str()),
            "{path}"
        );
        let listed = browser.send(asked(&format!("\"another\", {tag}")), Body::empty()).await;
        assert_eq!(listed.status, StatusCode::NOT_MODIFIED, "{path}: one of several");
        assert_eq!(browser.send(asked("\"another\""), Body::empty()).await.status, StatusCode::OK, "{path}");
        Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
        assert_eq!(browser.send(asked(&tag), Body::empty()).await.status, StatusCode::OK, "{path}: it changed");
    }
}

#[tokio::test]
async fn every_download_is_noted_with_who_took_what_as_of_when() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    health.get("/exports/actions.csv?lead=HHS&as_of=entry:6").await;
    auditor.get("/exports/actions.csv-metadata.json").await;
    auditor.get("/exports/actions.json?q=shelters").await;
    let size = world.size().await;
    auditor.get("/exports/ledger.jsonl?as_of=entry:3").await;
    assert_eq!(world.size().await, size, "a download is not in the ledger");
    // None of these hands anything out.
    world.visitor().get("/exports/actions.csv").await;
    auditor.get("/exports/actions.csv?as_of=2024-01-01").await;
    auditor.get("/exports/actions.csv?status=great").await;
    auditor.get("/actions").await;

    let taken = world.view(Who::Auditor).await.taken_lately(10).await.unwrap();
    let noted: Vec<_> =
        taken.iter().rev().map(|taken| (taken.person, taken.what.as_str(), taken.query.as_str(), taken.rows)).collect();
    let expected = [
        // How many rows another saw who may be asked for a draft is kept from who may not see it.
        (Who::Health.person(), "actions.csv", "lead=HHS&as_of=entry:6", 0),
        (Who::Auditor.person(), "actions.csv-metadata.json", "", 4),
        (Who::Auditor.person(), "actions.json", "q=shelters", 1),
        (Who::Auditor.person(), "ledger.jsonl", "as_of=entry:3", 4),
    ];
    assert_eq!(noted, expected);
    let positions: Vec<u64> = taken.iter().rev().map(|taken| taken.position.0).collect();
    assert_eq!(positions, [6, size - 1, size - 1, 3]);
}

/// The CSV names the file that describes it, and that file names the CSV, its bytes and the digest of its rows.
#[tokio::test]
async fn the_csv_its_description_and_the_json_agree() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for query in
        ["", "?plan=PLAN-2024&sort=slip", "?lead=HHS&as_of=meeting:MEETING-2024", "?q=a%20%26%20b&as_of=entry:5"]
    {
        let csv = browser.get(&format!("/exports/actions.csv{query}")).await;
        let link = csv.header("link");
        let described = link
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix(">; rel=\"describedby\"; type=\"application/csvm+json\""));
        let metadata = json(&browser.get(described.unwrap_or_else(|| panic!("{link}"))).await);
        let note = &metadata["notes"][0];
        assert_eq!(note["file"]["sha256"], Hash::of(&[&csv.body]).to_string(), "{query}");
        assert_eq!(note["file"]["bytes"], csv.body.len(), "{query}");
        let from_metadata = browser.get(metadata["url"].as_str().unwrap()).await;
        assert!(from_metadata.body == csv.body, "{query}: the description names another file");

        let json = json(&browser.get(&format!("/exports/actions.json{query}")).await);
        for name in ["query", "as_of", "count", "digest", "record", "ledger_head"] {
            assert_eq!(json[name], note[name], "{query}: {name}");
        }
        assert_eq!(json["count"].as_u64().unwrap(), in_csv(&csv).len() as u64, "{query}");
    }
}

#[tokio::test]
async fn a_file_carries_the_signed_head_that_ends_with_its_entry() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let served = browser.get("/ledger/checkpoint").await.text().to_owned();
    for address in ["/exports/actions.json", "/exports/milestones.json", "/exports/plans/PLAN-2024/charts/status.json"]
    {
        let now = json(&browser.get(address).await);
        assert_eq!(now["ledger_head"]["checkpoint"], served, "{address}");
        let then = json(&browser.get(&format!("{address}?as_of=entry:5")).await);
        let ledger = browser.get("/exports/ledger.jsonl?as_of=entry:5").await.text().to_owned();
        let last: Value = serde_json::from_str(ledger.lines().last().unwrap()).unwrap();
        assert_eq!(
            (&then["ledger_head"]["entries"], &then["ledger_head"]["checkpoint"]),
            (&6.into(), &last["checkpoint"])
        );
    }
}

#[tokio::test]
async fn a_file_says_which_point_it_shows() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let as_of = json(&browser.get("/exports/actions.json?as_of=meeting:MEETING-2024").await)["as_of"].clone();
    assert_eq!((&as_of["asked"], &as_of["judged_on"]), (&"meeting:MEETING-2024".into(), &"2024-02-13".into()));
    let now = json(&browser.get("/exports/actions.json").await)["as_of"].clone();
    assert_eq!(
        (&now["asked"], &now["entry"], &now["judged_on"]),
        (&"now".into(), &(world.size().await - 1).into(), &"2024-06-03".into())
    );
}

#[tokio::test]
async fn a_text_that_a_spreadsheet_would_run_is_made_plain_text() {
    let world = World::begin().await;
    let formulas = ["=HYPERLINK(\"https://elsewhere.example\")", "+1+1", "-2+3", "@SUM(A1)", "\u{ff1d}1+1", "\"=1+1"];
    for formula in formulas {
        Target::make(&world, Thing::Report, Object::OfHealth, formula).await;
    }
    let mut browser = world.signed_in(Who::Auditor).await;
    let csv = browser.get("/exports/actions.csv").await;
    let mut guarded = 0;
    for row in csv::Reader::from_reader(csv.body.as_slice()).records() {
        for cell in &row.unwrap() {
            let is_number = cell.parse::<i64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\t', '\r']), "{cell}");
            guarded += usize::from(cell.starts_with('\''));
        }
    }
    assert!(guarded >= formulas.len() * 2, "{guarded} texts were guarded");
    let json = json(&browser.get("/exports/actions.json").await);
    assert!(json.to_string().contains("=HYPERLINK"), "a program gets the text as it is");
}

#[tokio::test]
async fn the_ledger_can_be_checked_with_no_database_up_to_any_point() {
    let world = World::begin().await;
    Target::make(&world, Thing::CompletedMilestone, Object::InDraft, "Fresh").await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let older = SignedCheckpoint::parse(world.visitor().get("/ledger/checkpoint").await.text()).unwrap();
    Target::make(&world, Thing::Report, Object::OfJustice, "Fresh").await;
    let whole = auditor.get("/exports/ledger.jsonl").await;
    let key = world.store.key().verifier();
    assert_eq!(world.visitor().get("/ledger/key").await.text(), format!("{key}\n"));
    let options = VerifyOptions { expected_key: Some(key), older: Some(older) };
    let report = verify_file(whole.body.as_slice(), &options).unwrap();
    assert_eq!(report.entries.0, world.size().await);

    let options = VerifyOptions { older: None, ..options };
    let then = auditor.get("/exports/ledger.jsonl?as_of=entry:5").await;
    assert_eq!(verify_file(then.body.as_slice(), &options).unwrap().entries.0, 6);
}

/// Before the record there is nothing, and a file that is empty would say that there was.
#[tokio::test]
async fn there_is_no_file_of_a_day_before_the_record() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for path in ["actions.csv", "actions.json", "actions.csv-metadata.json", "ledger.jsonl"] {
        let answer = browser.get(&format!("/exports/{path}?as_of=2024-01-31")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            answer.text().starts_with("Concord's information begins on February 1, 2024."),
            "{path}: {}",
            answer.text()
        );
    }
}

/// Administrators keep accounts and settings; content is not theirs to take.
#[tokio::test]
async fn an_administrator_is_offered_no_file_of_actions() {
    let world = World::begin().await;
    let offers = async |who| {
        let mut browser = world.signed_in(who).await;
        browser.get("/actions").await.text().contains("/exports/actions.csv")
    };
    assert!(!offers(Who::Administrator).await);
    for who in READERS {
        assert!(offers(who).await, "{who:?}");
    }
}
