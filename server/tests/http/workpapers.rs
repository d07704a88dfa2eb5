//! Workpapers: what an auditor draws, that anyone can draw and check again, and what is in none of them.

use crate::browser::{Answer, Browser};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use domain::actor::Actor;
use domain::ids::Kind;
use domain::ledger::Hash;
use domain::text::Code;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use uuid::Uuid;
use workpaper::{Whole, check};

const ASKED: &str = "of=actions&plan=NAP-2021&size=7&seed=2024&as_of=meeting:PITF-M-2024";

async fn file(browser: &mut Browser, query: &str) -> Answer {
    let answer = browser.get(&format!("/exports/workpaper.zip?{query}")).await;
    let said = if answer.status == StatusCode::OK { "" } else { answer.text() };
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"), "{query}: {said}");
    answer
}

fn whole(world: &World, zip: &[u8]) -> Whole {
    let key = world.store.key().verifier();
    check(Cursor::new(zip), Some(&key), |_| {}).unwrap_or_else(|fault| panic!("{fault}"))
}

fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The columns of a table without its head.
fn rows(zip: &[u8], name: &str) -> Vec<Vec<String>> {
    let table = String::from_utf8(unpacked(zip)[name].clone()).unwrap();
    table.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// The rank of an item, by SHA-256 alone.
fn rank(seed: &str, id: &str) -> String {
    Hash::of(&[format!("{seed}\n{id}").as_bytes()]).to_string()
}

#[tokio::test]
async fn an_auditor_draws_actions_and_everything_ties_them_to_the_signed_log() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let answer = file(&mut auditor, ASKED).await;
    let disposition = answer.header("content-disposition");
    assert!(disposition.contains("concord-workpaper-7-actions-seed-2024_2024-02-13_entry-"), "{disposition}");
    let found = whole(&world, &answer.body);
    assert_eq!((found.about.items.len(), found.untied, found.erased), (7, 0, 0));
    assert!(found.contents > 7 * 5 && found.proofs > 7 * 3, "{} contents, {} proofs", found.contents, found.proofs);
    let files = unpacked(&answer.body);
    for item in &found.about.items {
        let text = |name: &str| String::from_utf8_lossy(&files[&format!("{}/{name}", item.folder)]).into_owned();
        assert!(text("action-file.pdf").starts_with("%PDF"));
        let report: Value = serde_json::from_str(&text("action-file.json")).unwrap();
        assert!(report["title"].as_str().unwrap().ends_with(&item.title), "{}", report["title"]);
        let kinds: BTreeSet<String> = text("contents.jsonl")
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].as_str().unwrap().to_owned())
            .collect();
        assert!(kinds.contains("action") && kinds.len() > 1, "{kinds:?}");
    }
    let checkpoint = auditor.get("/exports/actions.json?as_of=meeting:PITF-M-2024").await;
    let checkpoint: Value = serde_json::from_slice(&checkpoint.body).unwrap();
    assert!(checkpoint.to_string().contains(&found.root.to_string()), "the checkpoint is that of every other file");
    let taken = world.store.view(&Actor::Operator, &store::AsOf::Now).await.unwrap().taken_lately(9).await.unwrap();
    let noted = taken.iter().find(|taken| taken.what == "workpaper.zip").unwrap();
    assert_eq!((noted.rows, noted.query.as_str()), (7, ASKED));
}

#[tokio::test]
async fn the_sample_is_the_one_that_ranks_computed_by_hand_give() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let list = auditor.get("/exports/actions.json?plan=NAP-2021&as_of=meeting:PITF-M-2024").await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    let ids = list["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
    let mut ranked: Vec<(String, String)> = ids.map(|id| (rank("2024", &id), id)).collect();
    ranked.sort();
    let answer = file(&mut auditor, ASKED).await;
    let drawn: Vec<(String, String)> =
        rows(&answer.body, "selection.csv").into_iter().map(|row| (row[5].clone(), row[1].clone())).collect();
    assert_eq!(drawn, ranked[..7]);
    assert_eq!(rows(&answer.body, "population.csv").len(), ranked.len());
    let other = file(&mut auditor, &ASKED.replace("2024&as", "2025&as")).await;
    assert_ne!(rows(&other.body, "selection.csv")[0][1], drawn[0].1);
}

#[tokio::test]
async fn the_same_seed_draws_the_same_bytes_for_the_auditor_and_the_secretariat_today_and_later() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let first = file(&mut auditor, ASKED).await;
    let mut secretariat = world.signed_in_as("secretariat").await;
    assert!(first.body == file(&mut secretariat, ASKED).await.body);
    // A sample of now names an address that draws it again.
    let now = file(&mut auditor, "plan=PITF-2024&size=3&seed=x").await;
    let address = whole(&world, &now.body).about.asked.address;
    assert!(address.contains("as_of="), "{address}");
    let again = auditor.get(&address).await;
    assert!(now.body == again.body, "{address}");
}

#[tokio::test]
async fn a_stratified_sample_has_an_item_of_every_group_in_proportion() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for by in ["lead", "plan", "status"] {
        let answer =
            file(&mut auditor, &format!("plan=NAP-2021,PITF-2024&size=20&by={by}&seed=7&as_of=2024-09-30")).await;
        let found = whole(&world, &answer.body);
        let strata = &found.about.strata;
        assert!(strata.len() > 1, "{by}");
        assert_eq!(strata.iter().map(|of| of.drawn).sum::<usize>(), 20);
        assert_eq!(strata.iter().map(|of| of.population).sum::<usize>(), found.about.population);
        for of in strata {
            // By hand: within a group, the lowest ranks.
            let population = rows(&answer.body, "population.csv");
            let mut ranked: Vec<String> =
                population.iter().filter(|row| row[1] == of.code).map(|row| rank("7", &row[0])).collect();
            ranked.sort();
            let drawn = rows(&answer.body, "selection.csv").into_iter().filter(|row| row[2] == of.code);
            assert_eq!(drawn.map(|row| row[5].clone()).collect::<Vec<_>>(), ranked[..of.drawn], "{by} {}", of.code);
            assert!(of.drawn >= 1);
        }
        let largest = strata.iter().max_by_key(|of| of.population).unwrap();
        assert!(strata.iter().all(|of| of.drawn <= largest.drawn), "{by}");
    }
    let refused = auditor.get("/exports/workpaper.zip?size=2&by=lead&seed=7").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.text().contains("A sample of 2 can't have an item of each of the"), "{}", refused.text());
}

#[tokio::test]
async fn milestones_and_log_entries_are_drawn_and_tied_too() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let answer =
        file(&mut auditor, "of=milestones&plan=NAP-2021&state=open&size=6&by=status&seed=a&as_of=2024-09-30").await;
    let found = whole(&world, &answer.body);
    assert_eq!(found.about.items.len(), 6);
    assert!(found.contents >= 6 && found.about.items.iter().all(|item| item.title.starts_with("Milestone: ")));

    let answer = file(&mut auditor, "of=entries&size=25&seed=a&as_of=2024-09-30").await;
    let found = whole(&world, &answer.body);
    let seqs: BTreeSet<u64> = rows(&answer.body, "population.csv").iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(found.about.items.len(), 25);
    assert_eq!(seqs.len() as u64 + found.about.asked.withheld, found.size.0, "every entry is drawn from, or withheld");
    let some = file(&mut auditor, "of=entries&from=2024-03-01&to=2024-03-31&size=2&seed=a&as_of=2024-09-30").await;
    assert!(whole(&world, &some.body).about.population < seqs.len());
}

#[tokio::test]
async fn the_page_shows_what_the_file_holds_before_it_is_downloaded() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let page = auditor.get(&format!("/reports/workpaper?{ASKED}&by=lead").replace("size=7", "size=10")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    let link = text.split("href=\"").find(|rest| rest.starts_with("/exports/workpaper.zip")).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let answer = auditor.get(&link).await;
    let mut rest = text;
    for row in rows(&answer.body, "selection.csv") {
        let place = rest.find(&row[5]).unwrap_or_else(|| panic!("{} isn't on the page, or not in its place", row[5]));
        rest = &rest[place..];
    }
    let said = words(text);
    assert!(
        said.contains("10 of 36 actions")
            && said.contains("drawn with the seed 2024")
            && said.contains("Groups by lead agency")
    );
}

#[tokio::test]
async fn the_form_is_there_for_those_who_draw_samples_and_for_nobody_else() {
    let world = World::begin().await;
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        let is_for = [Who::Auditor, Who::Secretariat].contains(&who);
        let page = browser.get("/reports").await;
        assert_eq!(page.text().contains("action=\"/reports/workpaper\""), is_for, "{who:?}");
        let expected = if is_for { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(browser.get("/reports/workpaper").await.status, expected, "{who:?}");
        let file = browser.get("/exports/workpaper.zip?size=1&seed=1").await;
        assert_eq!(file.status, expected, "{who:?}: {}", file.status);
        let is_noted = world.view(Who::Auditor).await.taken_lately(1).await.unwrap();
        assert_eq!(is_noted.first().is_some_and(|taken| taken.person == who.person()), is_for, "{who:?}");
    }
    let file = world.visitor().get("/exports/workpaper.zip?size=1&seed=1").await;
    assert_eq!((file.status, file.location()), (StatusCode::SEE_OTHER, "/sign-in"));
}

#[tokio::test]
async fn a_sample_larger_than_the_population_has_all_of_it_and_says_so() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let answer = file(&mut auditor, "plan=PLAN-2024&size=100&seed=1").await;
    let found = whole(&world, &answer.body);
    assert_eq!(found.about.items.len(), found.about.population);
    let readme = String::from_utf8(unpacked(&answer.body)["README.txt"].clone()).unwrap();
    assert!(readme.contains("(100 were asked for: all are here)"), "{readme}");
    let page = words(auditor.get("/reports/workpaper?plan=PLAN-2024&size=100&seed=1").await.text());
    assert!(page.contains("You asked for 100; there are no more, so all of them are in the sample."), "{page}");
}

#[tokio::test]
async fn what_cannot_be_drawn_is_refused_in_plain_words_and_what_was_typed_stays() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (query, expected) in [
        ("plan=PLAN-2024&q=nothingatall&size=5&seed=mine", "There is nothing to sample: no item fits."),
        ("plan=NOPE&size=5&seed=mine", "We couldn't find a plan with the code \"NOPE\"."),
        ("size=0&seed=mine", "Enter a size from 1 to 100."),
        ("size=5&seed=two+words", "Enter a seed of 1 to 60 letters"),
        ("size=5&seed=mine&of=entries&lead=DOJ", "A sample of log entries can't be limited or grouped by \"lead\"."),
    ] {
        let page = auditor.get(&format!("/reports/workpaper?{query}")).await;
        let said = words(page.text());
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(said.contains("No sample was drawn") && said.contains(expected), "{query}: {said}");
        assert!(page.text().contains("value=\"mine\"") || page.text().contains("value=\"two words\""), "{query}");
        let file = auditor.get(&format!("/exports/workpaper.zip?{query}")).await;
        assert_eq!(file.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(file.text().contains(expected), "{query}: {}", file.text());
    }
    let unknown = auditor.get("/exports/workpaper.zip?size=5&seed=1&color=red").await;
    assert!(unknown.status == StatusCode::BAD_REQUEST && unknown.text().contains("\"color\""), "{}", unknown.text());
    let twice = auditor.get("/exports/workpaper.zip?size=5&seed=1&seed=2").await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
}

/// A word that stands in every text of a draft is in no file of those who may not see it, however the sample is drawn.
#[tokio::test]
async fn nothing_of_a_draft_is_in_the_workpaper_of_those_who_may_not_see_it() {
    const CANARY: &str = "quicksilver";
    let world = World::begin().await;
    for thing in [Thing::Action, Thing::OfferedLead, Thing::OpenMilestone, Thing::Report, Thing::Document, Thing::Link]
    {
        Target::make(&world, thing, Object::InDraft, "Quicksilver").await;
    }
    Target::make(&world, Thing::Report, Object::OfHealth, "Plain").await;
    let heard = |zip: &[u8]| {
        let files = unpacked(zip);
        let heard = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(CANARY);
        let read = files.into_iter().filter(|(name, bytes)| !name.ends_with(".pdf") && heard(bytes));
        read.map(|(name, _)| name).collect::<Vec<_>>()
    };
    let (mut auditor, mut secretariat) = (world.signed_in(Who::Auditor).await, world.signed_in(Who::Secretariat).await);
    for of in ["actions", "milestones", "entries"] {
        let query = format!("of={of}&size=100&seed=1");
        let answer = file(&mut auditor, &query).await;
        assert_eq!(heard(&answer.body), Vec::<String>::new(), "{of}");
        let found = whole(&world, &answer.body);
        assert_eq!(found.about.asked.withheld > 0, of == "entries");
        if of == "entries" {
            continue;
        }
        // The secretariat sees the draft, and what links a drawn action with it; it draws the same sample unless it names
        // the plan.
        let theirs = file(&mut secretariat, &query).await;
        assert_eq!(rows(&theirs.body, "population.csv"), rows(&answer.body, "population.csv"), "{of}");
        let query = format!("{query}&plan=QUICKSILVER-2025");
        let named = file(&mut secretariat, &query).await;
        assert!(!heard(&named.body).is_empty(), "{of}");
        whole(&world, &named.body);
        let refused = auditor.get(&format!("/exports/workpaper.zip?{query}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let unknown = auditor.get(&format!("/exports/workpaper.zip?{}", query.replace("QUICK", "SLOW"))).await;
        assert_eq!(refused.text().replace("QUICK", "SLOW"), unknown.text(), "as of a plan that there is not");
    }
}

/// The import made a draft as well, so that the auditor sees no more of its entry than a hash.
#[tokio::test]
async fn contents_of_a_withheld_entry_are_said_to_be_untied() {
    let world = World::begin().await;
    let answer = file(&mut world.signed_in(Who::Auditor).await, "plan=PLAN-2024&size=100&seed=1").await;
    let found = whole(&world, &answer.body);
    assert!(found.untied > 0, "{found:?}");
    assert!(found.not_checked().iter().any(|words| words.contains("the account may see only the hash")));
    let answer = file(&mut world.signed_in(Who::Secretariat).await, "plan=PLAN-2024&size=100&seed=1").await;
    assert_eq!(whole(&world, &answer.body).untied, 0);
}

#[tokio::test]
async fn what_was_erased_under_law_is_named_and_not_shown() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let before = world.size().await - 1;
    let (id, ground) = (Uuid::parse_str(&target.fill("{report}")).unwrap(), Code::parse("5-USC-552a").unwrap());
    let mut change = world.store.change(&Actor::Operator).await.unwrap();
    change.erase((Kind::Report, id), None, &ground).await.unwrap();
    change.commit().await.unwrap();
    let mut auditor = world.signed_in(Who::Auditor).await;
    // Also as of a time before: then the entry that erased is not in the log that is signed.
    for as_of in [String::new(), format!("&as_of=entry:{before}")] {
        let query = target.fill(&format!("plan={{plan}}&q={{reference}}&size=1&seed=1{as_of}"));
        let answer = file(&mut auditor, &query).await;
        let found = whole(&world, &answer.body);
        assert_eq!(found.erased, 1, "{as_of}");
        let files = unpacked(&answer.body);
        let texts: String = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert!(!texts.contains("two sites are late") && texts.contains("Contents erased under law: 1"));
    }
}
