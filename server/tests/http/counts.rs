//! A number that leads somewhere leads to exactly what it counts: every link with a number on homes, dashboards, plan
//! pages and scorecards, at several points of the record, opens into a list that states the same number.

use crate::browser::Browser;
use crate::html::{self, tags};
use crate::world::World;
use axum::http::StatusCode;
use std::collections::{BTreeMap, BTreeSet};

/// Now, and the end of two meetings.
const POINTS: [&str; 3] = ["", "meeting:PITF-M-2024", "meeting:PITF-M-2023"];

/// The lists that a number may open into.
const LISTS: [&str; 3] = ["/actions", "/milestones", "/date-changes"];

/// What a link says that it counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    Rows(i64),
    /// The sum of a column of days.
    Days(i64),
}

impl Counted {
    fn number(&self) -> i64 {
        match self {
            Counted::Rows(number) | Counted::Days(number) => *number,
        }
    }

    /// A number of a column of days, where the text says no unit.
    fn counting_days(self, text: &str) -> Counted {
        match self {
            Counted::Rows(number) if text.trim().starts_with(['-', '\u{2212}']) => Counted::Days(-number),
            Counted::Rows(number) | Counted::Days(number) => Counted::Days(number),
        }
    }
}

/// The links of a page that say a number and lead to a list, each with what it says.
fn counts(page: &str) -> Vec<(Counted, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String, String)> = None;
    // The cell that a link stands in: heads of rows are names, and some columns are days.
    let (mut is_head, mut column) = (false, String::new());
    for tag in tags(page) {
        match (tag.name.as_str(), &mut open) {
            ("th" | "td", _) => {
                (is_head, column) = (tag.name == "th", tag.attribute("data-l").unwrap_or_default().to_owned());
            }
            ("/th" | "/td", _) => (is_head, column) = (false, String::new()),
            ("a", _) => {
                let attribute = |name| tag.attribute(name).unwrap_or_default().to_owned();
                open = Some((attribute("href"), attribute("aria-label"), tag.text.clone()));
            }
            ("/a", _) => {
                let Some((address, label, text)) = open.take() else { continue };
                let path = address.split('?').next().unwrap_or_default();
                // "See it" says its number in its label.
                let said = count(&text).or_else(|| text.contains("See it").then(|| count(&label)).flatten());
                let said = said.filter(|_| LISTS.contains(&path) && !is_head);
                found.extend(
                    said.map(|said| (if column.contains("days") { said.counting_days(&text) } else { said }, address)),
                );
            }
            // In a drawing the title of a mark ends with the number; what is written on the mark repeats it.
            ("title", Some((.., text))) => *text = tag.text.clone(),
            ("/title" | "text" | "/text" | "rect" | "path" | "line" | "tspan", Some(_)) => {}
            (_, Some((.., text))) => text.push_str(&tag.text),
            (_, None) => {}
        }
    }
    found
}

/// The last number of a text: "Funding: +1,204 days" says 1,204 days.
fn count(text: &str) -> Option<Counted> {
    let text = text.trim().replace(',', "").replace('\u{2212}', "-");
    let is_of_number = |c: char| c.is_ascii_digit();
    let end = text.rfind(is_of_number)? + 1;
    let start =
        text[..end].rfind(|c| !is_of_number(c)).map_or(0, |at| at + text[at..].chars().next().unwrap().len_utf8());
    let number: i64 = text[start..end].parse().ok()?;
    let is_days = text[end..].trim_start().starts_with("day");
    let sign = if is_days && text[..start].ends_with('-') { -1 } else { 1 };
    Some(if is_days { Counted::Days(sign * number) } else { Counted::Rows(number) })
}

/// What a list states of itself: how many rows it has, and the sum of its days.
fn stated(list: &str, counted: &Counted) -> Option<Counted> {
    let list = list.replace("<!>", "").replace("<!---->", "");
    match counted {
        Counted::Rows(_) => {
            let lead = list.split("class=\"c-page__text\"").nth(1)?.split("<b>").nth(1)?.split("</b>").next()?;
            count(lead.split(" of ").next()?)
        }
        Counted::Days(_) => {
            let cells = tags(list.split("<tfoot>").nth(1)?.split("</tfoot>").next()?);
            let days = cells.iter().find(|cell| cell.attribute("data-l").is_some_and(|head| head.contains("ays")))?;
            count(&format!("{} days", days.text))
        }
    }
}

/// Opens every number of some pages and says which do not agree with what they open into.
async fn walk(browser: &mut Browser, pages: &[&str]) -> (usize, Vec<String>) {
    let mut lists: BTreeMap<String, String> = BTreeMap::new();
    let (mut walked, mut wrong) = (BTreeSet::new(), Vec::new());
    for (page, as_of) in pages.iter().flat_map(|page| POINTS.map(|as_of| (*page, as_of))) {
        let query = if as_of.is_empty() { String::new() } else { format!("?as_of={as_of}") };
        let drawn = browser.get(&format!("{page}{query}")).await;
        assert_eq!(drawn.status, StatusCode::OK, "{page}{query}");
        for (counted, address) in counts(drawn.text()) {
            if !walked.insert((counted.clone(), address.clone())) {
                continue;
            }
            if !lists.contains_key(&address) {
                let list = browser.get(&address).await;
                assert_eq!(list.status, StatusCode::OK, "{page}{query} leads to {address}");
                lists.insert(address.clone(), list.text().to_owned());
            }
            let stated = stated(&lists[&address], &counted);
            if stated.as_ref() != Some(&counted) {
                wrong.push(format!("{page}{query}: {counted:?} opens {stated:?} at {address}"));
            }
        }
    }
    (walked.len(), wrong)
}

#[tokio::test]
async fn every_number_that_a_chair_opens_is_the_number_of_what_it_opens() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let pages = ["/", "/plans/NAP-2021/dashboard", "/plans/NAP-2021", "/plans", "/agencies/HHS", "/agencies/DOJ"];
    let (walked, wrong) = walk(&mut chair, &pages).await;
    assert!(wrong.is_empty(), "{} of {walked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(walked > 300, "{walked}");
}

#[tokio::test]
async fn every_number_that_the_secretariat_opens_is_the_number_of_what_it_opens() {
    let world = World::of_the_demonstration().await;
    let mut secretariat = world.signed_in_as("secretariat").await;
    let pages = ["/", "/plans/PITF-2022/dashboard", "/plans/FSAP/dashboard"];
    let (walked, wrong) = walk(&mut secretariat, &pages).await;
    assert!(wrong.is_empty(), "{} of {walked}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(walked > 150, "{walked}");
}

/// The numbers of a page that follow each of some words.
fn number_after(page: &str, words: &str) -> Option<i64> {
    let rest = page.split(words).nth(1)?.trim_start().replace(',', "");
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[tokio::test]
async fn a_plan_and_its_dashboard_count_the_same_states() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for plan in ["NAP-2021", "PITF-2022", "FSAP"] {
        let page = auditor.get(&format!("/plans/{plan}")).await;
        let line = page.text().split("c-statuses--all").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
        let shown: Vec<i64> = counts(&line).into_iter().map(|(counted, _)| counted.number()).collect();
        let chart = auditor.get(&format!("/exports/plans/{plan}/charts/status.csv")).await;
        let mut chart = csv::Reader::from_reader(chart.body.as_slice());
        let rows: Vec<csv::StringRecord> = chart.records().map(Result::unwrap).collect();
        let numbers = |column: usize| rows.iter().map(move |row| row[column].parse::<i64>().unwrap());
        // After the statuses the line says of how many of all an update is overdue.
        let drawn = numbers(1).chain([numbers(2).sum()]).filter(|number| *number > 0);
        assert_eq!(shown, drawn.collect::<Vec<_>>(), "{plan}");
    }
}

#[tokio::test]
async fn a_scorecard_counts_plans_in_force_says_so_and_leads_to_all_plans() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let mut led = async |query: &str| {
        let page = chair.get(&format!("/agencies/HHS{query}")).await.text().to_owned();
        let leads = page.split("data-l=\"Leads\"").nth(1).unwrap().split("</td>").next().unwrap().to_owned();
        (html::words(&page), count(&html::words(&format!("<td{leads}"))).unwrap().number())
    };
    let (in_force, of_plans_in_force) = led("").await;
    let (all, of_all_plans) = led("?plan=all").await;
    assert!(in_force.contains("Counted in active plans. Count all plans"), "{in_force}");
    assert!(all.contains("Counted in all plans. Count active plans only"), "{all}");
    assert!(0 < of_plans_in_force && of_plans_in_force < of_all_plans, "{of_plans_in_force} of {of_all_plans}");
    for (query, led) in [("", of_plans_in_force), ("?plan=all", of_all_plans)] {
        let csv = chair.get(&format!("/exports/agencies.csv{query}")).await;
        let mut csv = csv::Reader::from_reader(csv.body.as_slice());
        let row = csv.records().map(|row| row.unwrap()).find(|row| &row[0] == "HHS").unwrap();
        assert_eq!(row[3].parse::<i64>().unwrap(), led, "the file counts as the page does");
    }
    let refused = chair.get("/agencies?plan=some").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_secretariat_reads_one_number_of_actions_without_a_lead() {
    let world = World::of_the_demonstration().await;
    let mut secretariat = world.signed_in_as("secretariat").await;
    let page = html::words(secretariat.get("/").await.text());
    let no_lead = number_after(&page, "No lead ").unwrap();
    let told_apart = [
        "No confirmed lead agency; inferred by Concord",
        "No lead agency; request pending",
        "No lead agency; role ended",
        "No lead agency; no request pending",
    ]
    .map(|row| number_after(&page, row).unwrap());
    assert_eq!(no_lead, told_apart.iter().sum::<i64>(), "{page}");
    let has = if no_lead == 1 { "has" } else { "have" };
    assert!(page.contains(&format!("; {no_lead} {has} no lead.")), "{page}");
    assert!(page.contains("Counts cover "), "{page}");
}
