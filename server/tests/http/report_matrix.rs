//! Every kind of report about no action, one, a plan and five hundred; of now, of the past and compared: each file can be
//! made, and all of them say the same.

use crate::browser::Browser;
use crate::html::words;
use crate::world::World;
use calamine::{Reader, Xlsx};
use domain::action::Amendment;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::ids::Version;
use domain::text::{Citation, Code, MailAddress, Title};
use queries::documents::ReportKind;
use serde_json::Value;
use std::io::Cursor;
use store::{AsOf, NewAction};

/// What a report is about, and of when.
#[derive(Clone, Copy, Debug)]
struct Asked {
    about: &'static str,
    actions: usize,
    when: &'static str,
}

const NOTHING: (&str, usize) = ("q=nothinghasthisword", 0);
const ONE: (&str, usize) = ("plan=NAP-2021&q=DOJ-08", 1);
const PLAN: (&str, usize) = ("plan=NAP-2021", 36);

const NOW: &str = "";
const PAST: &str = "&as_of=2024-08-01";
const COMPARED: &str = "&as_of=2024-09-30&since=meeting:PITF-M-2024";

/// As many as one report has to bear.
const MANY: usize = 500;

async fn file(browser: &mut Browser, kind: ReportKind, ending: &str, query: &str) -> Vec<u8> {
    let answer = browser.get(&format!("/exports/reports/{}.{ending}?{query}", kind.code())).await;
    assert_eq!(answer.status, 200, "{kind:?} {ending} {query}: {}", String::from_utf8_lossy(&answer.body));
    answer.body
}

/// Letters and digits: lines are broken at other places in each face.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The texts in which numbers stand: headings, figures, sentences and cells.
fn said(report: &Value) -> Vec<String> {
    let text = |of: &Value| of.as_str().map_or_else(|| of.to_string(), str::to_owned);
    let mut found = Vec::new();
    for part in report["parts"].as_array().unwrap() {
        let content = &part["content"];
        match part["part"].as_str().unwrap() {
            "heading" => found.push(text(&content["text"])),
            "text" => found.push(text(content)),
            "figures" => {
                for figure in content.as_array().unwrap() {
                    found.push(text(&figure["name"]));
                    found.push(text(&figure["number"]));
                }
            }
            "chart" => found.push(text(&content["title"])),
            _ => {}
        }
    }
    found
}

async fn check(browser: &mut Browser, kind: ReportKind, asked: Asked) {
    let query = format!("{}{}", asked.about, asked.when);
    let report: Value = serde_json::from_slice(&file(browser, kind, "json", &query).await).unwrap();
    let rows = |table: &Value| table["rows"].as_array().unwrap().len();
    let actions = report["tables"].as_array().unwrap().iter().find(|table| table["name"] == "actions");
    assert_eq!(actions.map(rows), Some(asked.actions), "{kind:?} {query}");

    let pdf = pdf::pages(&file(browser, kind, "pdf", &query).await, usize::MAX).unwrap();
    let page = browser.get(&format!("/reports/{}?{query}", kind.code())).await;
    let (pdf, page) = (bare(&pdf.join(" ")), bare(&words(page.text())));
    for text in said(&report).iter().map(|text| bare(text)) {
        assert!(page.contains(&text), "{kind:?} {query}: the page does not say {text}");
        assert!(pdf.contains(&text), "{kind:?} {query}: the PDF does not say {text}");
    }
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(file(browser, kind, "xlsx", &query).await)).unwrap();
    for table in report["tables"].as_array().unwrap() {
        let sheet = book.worksheet_range(table["title"].as_str().unwrap()).unwrap();
        assert_eq!(sheet.height(), rows(table) + 1, "{kind:?} {query}: {}", table["title"]);
    }
    let csv = file(browser, kind, "csv", &query).await;
    let lines = csv::Reader::from_reader(csv.as_slice()).records().count();
    assert_eq!(lines, rows(&report["tables"][0]), "{kind:?} {query}");
}

/// Every size at every point for one kind.
async fn check_all(kind: ReportKind, points: &[&'static str]) {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for (about, actions) in [NOTHING, ONE, PLAN] {
        for when in points.iter().copied() {
            check(&mut auditor, kind, Asked { about, actions, when }).await;
        }
    }
    add_up_to(&world, MANY, None).await;
    let last = points.last().copied().unwrap_or_default();
    // What was added is there since a moment ago.
    let when = if last.contains("since=") { "&since=meeting:PITF-M-2024" } else { NOW };
    check(&mut auditor, kind, Asked { about: "", actions: MANY, when }).await;
}

/// Adds actions in the words of one that is there, until there are so many; led by that agency.
async fn add_up_to(world: &World, many: usize, lead: Option<&str>) {
    let address = MailAddress::parse("secretariat@demo.concord.example").unwrap();
    let secretariat = world.store.person_by_address(&address).await.unwrap().unwrap().id;
    let secretariat = world.store.actor(secretariat).await.unwrap().0;
    let view = world.store.view(&secretariat, &AsOf::Now).await.unwrap();
    let first = view.facts_by_reference("NAP-2021", "DOJ-08").unwrap().id;
    let first = view.action(first).await.unwrap().value;
    let lead = lead.map(|code| view.agency_by_code(code).unwrap().id);
    let mut change = world.store.change(&secretariat).await.unwrap();
    for number in view.actions().count()..many {
        let text = Amendment {
            node: first.node,
            node_basis: first.node_basis,
            official_number: None,
            title: Title::parse(&format!("Added action {number}")).unwrap(),
            promise: first.promise.clone(),
            wording: first.wording,
            strength: first.strength,
            timeframe: first.timeframe.clone(),
            note: None,
        };
        let reference = Code::parse(&format!("ADDED-{number}")).unwrap();
        let source = Citation::parse("Page 9").unwrap();
        let id = change.new_id();
        change.add_action(id, NewAction { plan: first.plan, reference, text, source }).await.unwrap();
        if let Some(lead) = lead {
            let offer = Offer { id: change.new_id(), action: id, party: Party::Agency(lead), role: CarrierRole::Lead };
            let role = offer.id;
            change.offer_role(offer).await.unwrap();
            change.accept_role(role, Version::FIRST).await.unwrap();
        }
    }
    change.commit().await.unwrap();
}

#[tokio::test]
async fn progress_reports_of_every_size_and_point_say_the_same_in_every_file() {
    check_all(ReportKind::Progress, &[NOW, PAST, COMPARED]).await;
}

#[tokio::test]
async fn slippage_reports_of_every_size_and_point_say_the_same_in_every_file() {
    check_all(ReportKind::Slippage, &[NOW, PAST]).await;
}

#[tokio::test]
async fn change_reports_of_every_size_say_the_same_in_every_file() {
    check_all(ReportKind::Changes, &[COMPARED]).await;
}

#[tokio::test]
async fn status_reports_of_every_size_and_point_say_the_same_in_every_file() {
    check_all(ReportKind::Status, &[NOW, PAST]).await;
}

/// How many actions the list has that the query selects.
async fn listed(browser: &mut Browser, query: &str) -> usize {
    let list = browser.get(&format!("/exports/actions.json?{query}")).await;
    assert_eq!(list.status, 200, "{}", list.text());
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    list["rows"].as_array().unwrap().len()
}

#[tokio::test]
async fn scorecards_of_every_size_and_point_say_the_same_in_every_file() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let mut sizes = Vec::new();
    for about in ["plan=PITF-2024&lead=OVC", "plan=PITF-2024&lead=DOT", "plan=NAP-2021&lead=DOJ"] {
        for when in [NOW, PAST, COMPARED] {
            let actions = listed(&mut auditor, &format!("{about}{when}")).await;
            check(&mut auditor, ReportKind::Scorecard, Asked { about, actions, when }).await;
            sizes.push(actions);
        }
    }
    assert!(sizes.contains(&0) && sizes.contains(&1) && sizes.iter().any(|size| *size > 4), "{sizes:?}");
    add_up_to(&world, MANY, Some("OVC")).await;
    let about = "plan=NAP-2021&lead=OVC";
    let actions = listed(&mut auditor, about).await;
    assert!(actions > 300, "{actions}");
    check(&mut auditor, ReportKind::Scorecard, Asked { about, actions, when: NOW }).await;
}

#[tokio::test]
async fn action_files_at_every_point_say_the_same_in_every_file() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for when in [NOW, PAST] {
        let asked = Asked { about: "plan=NAP-2021&action=DOJ-08", actions: 1, when };
        check(&mut auditor, ReportKind::Action, asked).await;
    }
}
