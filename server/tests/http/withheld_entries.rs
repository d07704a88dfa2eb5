//! The log shows nothing of what its reader may not see, on no page and in no file, and every file of it can be checked.

use crate::browser::Browser;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use domain::ledger::{FileReport, VerifyOptions, verify_file};
use domain::plan::{Plan, PlanState};
use serde_json::Value;
use std::collections::BTreeMap;

const OUTSIDERS: [Who; 3] = [Who::Administrator, Who::Health, Who::Auditor];

/// A world in whose draft there is one of everything.
async fn world() -> World {
    let world = World::begin().await;
    for thing in [
        Thing::Action,
        Thing::OfferedLead,
        Thing::OpenMilestone,
        Thing::Report,
        Thing::Document,
        Thing::Link,
        Thing::EmptyNode,
    ] {
        Target::make(&world, thing, Object::InDraft, "Quicksilver").await;
    }
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Plain").await;
    world
}

async fn ledger(browser: &mut Browser) -> String {
    browser.get("/exports/ledger.jsonl").await.text().to_owned()
}

fn checked(file: &str) -> FileReport {
    verify_file(file.as_bytes(), &VerifyOptions::default()).unwrap_or_else(|fault| panic!("{fault}\n{file}"))
}

/// The withheld entries of a file: number, kind and hash, and nothing else.
fn withheld(file: &str) -> BTreeMap<u64, (String, String)> {
    let lines = file.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let withheld = lines.filter(|line| line.get("withheld").is_some()).map(|line| {
        assert_eq!(line.as_object().unwrap().len(), 3, "{line}");
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        (line["withheld"].as_u64().unwrap(), (text("kind"), text("leaf")))
    });
    withheld.collect()
}

/// Every entry, as the operator exports them.
async fn whole(world: &World) -> BTreeMap<u64, Value> {
    let mut entries = BTreeMap::new();
    let last = domain::ledger::Seq(world.size().await - 1);
    let kept = world.store.export_ledger(last, |line| {
        let line: Value = serde_json::from_str(line).unwrap();
        if let Some(seq) = line["entry"]["seq"].as_u64() {
            entries.insert(seq, line["entry"].clone());
        }
        Ok::<(), store::StoreError>(())
    });
    kept.await.unwrap();
    entries
}

/// The ids of what an entry is about.
fn ids(entry: &Value) -> Vec<String> {
    let rows = entry["rows"].as_array().cloned().unwrap_or_default();
    rows.iter().chain([&entry["subject"]]).filter_map(|of| Some(of["id"].as_str()?.to_owned())).collect()
}

#[tokio::test]
async fn of_a_draft_those_who_may_not_see_it_find_kinds_and_hashes_in_the_log_and_the_file_of_each_is_whole() {
    let world = world().await;
    let (entries, root) = (whole(&world).await, world.store.head().await.unwrap().root);
    for who in OUTSIDERS {
        let mut browser = world.signed_in(who).await;
        let file = ledger(&mut browser).await;
        let report = checked(&file);
        assert_eq!((report.root, report.entries.0), (root, world.size().await), "{who:?}");
        let withheld = withheld(&file);
        assert_eq!(report.withheld, withheld.len() as u64);
        let kinds: Vec<&str> = withheld.values().map(|(kind, _)| kind.as_str()).collect();
        for kind in ["node", "action", "assignment", "milestone", "report", "evidence", "link"] {
            assert!(kinds.contains(&kind), "{who:?} {kind}: {kinds:?}");
        }

        let pages = world.size().await.div_ceil(50);
        let mut shown = file.clone();
        for page in 1..=pages {
            shown += browser.get(&format!("/record?page={page}")).await.text();
        }
        for (seq, (_, leaf)) in &withheld {
            let page = browser.get(&format!("/record/{seq}")).await;
            assert!(page.status.is_success() && page.text().contains(leaf), "{who:?} {seq}");
            shown += page.text();
        }
        // The import made agencies and a plan in force as well, which others name; and accounts are named where they act.
        let of_the_draft = |entry: &&Value| entry["event"] != "imported" && entry["subject"]["kind"] != "person";
        let hidden = withheld.keys().map(|seq| &entries[seq]).filter(of_the_draft);
        let plan = world.view(Who::Secretariat).await.plan_by_code("QUICKSILVER-2025").unwrap().id.to_string();
        for id in hidden.flat_map(ids).chain([plan]) {
            assert!(!shown.contains(&id), "{who:?} reads of {id}");
        }
    }
}

#[tokio::test]
async fn what_belongs_to_a_plan_in_force_is_withheld_from_nobody() {
    let world = world().await;
    let entries = whole(&world).await;
    for who in Who::SIGNED_IN {
        let file = ledger(&mut world.signed_in(who).await).await;
        let withheld = withheld(&file);
        for (seq, (kind, _)) in &withheld {
            let of_the_draft = kind != "person";
            assert!(!(of_the_draft && [Who::Secretariat, Who::Chair].contains(&who)), "{who:?}: entry {seq}, {kind}");
        }
        let plain: Vec<&u64> = entries
            .iter()
            .filter(|(_, entry)| entry.to_string().contains("\"milestone\""))
            .map(|(seq, _)| seq)
            .collect();
        let shown = plain.iter().filter(|seq| !withheld.contains_key(seq)).count();
        assert!(shown > 0 && (shown < plain.len()) == OUTSIDERS.contains(&who), "{who:?}: {shown} of {}", plain.len());
    }
}

#[tokio::test]
async fn entries_of_a_draft_are_shown_when_the_plan_comes_into_force() {
    let world = world().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    assert!(!withheld(&ledger(&mut browser).await).is_empty());
    world
        .does(Who::Secretariat, async |change| {
            let plans = change.all::<Plan>().await?;
            let draft = plans.into_iter().find(|plan| plan.code.as_str() == "QUICKSILVER-2025").unwrap();
            let changed = draft.change_state(change.actor(), PlanState::InForce)?;
            change.save(changed).await.map(drop)
        })
        .await;
    let file = ledger(&mut browser).await;
    assert!(withheld(&file).is_empty() && file.starts_with("{\"concord\":\"ledger\",\"format\":1,"), "{file}");
    checked(&file);
}

#[tokio::test]
async fn accounts_that_a_reader_may_not_see_are_no_more_than_a_kind_and_a_hash_in_the_log() {
    let world = World::begin().await;
    let entries = whole(&world).await;
    let own = Who::Justice.person().to_string();
    let mut browser = world.signed_in(Who::Justice).await;
    let file = ledger(&mut browser).await;
    let withheld = withheld(&file);
    for (seq, entry) in entries.iter().filter(|(_, entry)| entry["subject"]["kind"] == "person") {
        let is_own = ids(entry).contains(&own);
        assert_eq!(!withheld.contains_key(seq), is_own, "{entry}");
    }
    assert!(!withheld.is_empty());
}

#[tokio::test]
async fn the_history_of_an_action_says_nothing_of_its_links_to_a_draft() {
    let world = World::begin().await;
    let of_draft = Target::make(&world, Thing::Link, Object::InDraft, "Quicksilver").await;
    let link = of_draft.fill("{link}");
    for (who, shows) in [(Who::Secretariat, true), (Who::Auditor, false)] {
        let view = world.view(who).await;
        let mut found = false;
        let actions: Vec<_> = view.actions().map(|facts| facts.id).collect();
        for action in actions {
            let history = view.history_of_action(action).await.unwrap();
            found |= history.iter().any(|entry| entry.entry.leaf.text().contains(&link));
        }
        assert_eq!(found, shows, "{who:?}");
    }
}
