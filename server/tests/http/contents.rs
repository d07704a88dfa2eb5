//! What the log only hashes, shown to whoever may see it: each sentence can be tied to the hash that was signed.

use crate::browser::Browser;
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World, day};
use axum::http::StatusCode;
use domain::ids::{MilestoneId, Version};
use domain::ledger::{Hash, VerifyOptions, verify_file};
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::Sentence;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// (entry, kind, id, version) and the row hash that the log gives for it.
type RowHashes = BTreeMap<(u64, String, String, u64), String>;

/// Reads every row hash of a ledger file as docs/ledger.md describes it.
fn row_hashes(ledger: &str) -> RowHashes {
    let mut hashes = RowHashes::new();
    for line in ledger.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (seq, rows) = match (&line["entry"], &line["rows_of"]) {
            (Value::Null, Value::Null) => continue,
            (Value::Null, of) => (of.as_u64().unwrap(), line["rows"].as_array()),
            (entry, _) => (entry["seq"].as_u64().unwrap(), entry["rows"].as_array()),
        };
        for row in rows.into_iter().flatten() {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            hashes.insert((seq, text("kind"), text("id"), row["version"].as_u64().unwrap()), text("hash"));
        }
    }
    hashes
}

/// The entries of which the reader sees no more than number, kind and hash.
fn withheld(ledger: &str) -> BTreeSet<u64> {
    let lines = ledger.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter_map(|line| line["withheld"].as_u64()).collect()
}

/// Computes the row hash of a line of the contents from text and SHA-256 alone, and says of what it is.
fn tied(line: &str) -> ((u64, String, String, u64), String) {
    let read: Value = serde_json::from_str(line).unwrap();
    let content = line.strip_prefix("{\"content\":").unwrap().rsplit_once(",\"hash\":").unwrap().0;
    let text = |name: &str| read[name].as_str().unwrap().to_owned();
    let (id, kind, since, version) = (text("id"), text("kind"), &read["since"], &read["version"]);
    let bytes = format!(
        "{{\"content\":{content},\"id\":\"{id}\",\"kind\":\"{kind}\",\"since\":{since},\"version\":{version}}}"
    );
    let salt: Vec<u8> = text("salt")
        .as_bytes()
        .chunks(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect();
    let hash = Hash::of(&[&salt, bytes.as_bytes()]).to_string();
    assert_eq!(read["hash"], hash, "{line}");
    ((since.as_u64().unwrap(), kind, id, version.as_u64().unwrap()), hash)
}

async fn contents(browser: &mut Browser, query: &str) -> Vec<String> {
    let answer = browser.get(&format!("/exports/contents.jsonl{query}")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/jsonl"), "{query}");
    let lines: Vec<String> = answer.text().lines().map(str::to_owned).collect();
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    assert!(first.starts_with("{\"concord\":\"contents\",\"format\":1,"), "{first}");
    assert_eq!(*last, format!("{{\"end\":\"contents\",\"versions\":{}}}", lines.len() - 2));
    lines[1..lines.len() - 1].to_vec()
}

/// A milestone of Justice that is moved with a reason in words; the entry of the move is the last one.
async fn moved_milestone(world: &World) -> MilestoneId {
    let target = Target::make(world, Thing::OpenMilestone, Object::OfJustice, "Fresh").await;
    let id: MilestoneId = target.fill("{milestone}").parse().unwrap();
    let to = Reschedule {
        to: day("2024-12-31"),
        reason: MoveReason::Staffing,
        sentence: Sentence::parse("Two of the three trainers left in May.").unwrap(),
    };
    world.does(Who::Justice, async |change| change.move_milestone(id, Version::FIRST, to).await).await;
    id
}

#[tokio::test]
async fn an_auditor_ties_every_sentence_to_its_signed_hash_with_two_files_and_no_server() {
    let world = World::begin().await;
    moved_milestone(&world).await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let lines = contents(&mut auditor, "").await;
    let ledger = auditor.get("/exports/ledger.jsonl").await;
    verify_file(ledger.body.as_slice(), &VerifyOptions::default()).unwrap();
    let hashes = row_hashes(ledger.text());
    assert!(lines.len() > 30, "{} contents", lines.len());
    // An entry that made something hidden as well is withheld whole: its rows are tied when they may be seen.
    let withheld = withheld(ledger.text());
    let (whole, rest): (Vec<_>, Vec<_>) =
        lines.iter().map(|line| tied(line)).partition(|(of, _)| !withheld.contains(&of.0));
    assert!(whole.len() > 10, "{} of {} contents", whole.len(), rest.len());
    for (of, hash) in whole {
        assert_eq!(hashes.get(&of), Some(&hash), "{of:?}");
    }
    assert!(rest.iter().all(|(of, _)| !hashes.contains_key(of)));
    assert!(lines.iter().any(|line| line.contains("Two of the three trainers left in May.")));
}

#[tokio::test]
async fn a_content_that_was_changed_has_another_hash_than_the_log() {
    let world = World::begin().await;
    moved_milestone(&world).await;
    let lines = contents(&mut world.signed_in(Who::Auditor).await, "").await;
    let line = lines.iter().find(|line| line.contains("Two of the three")).unwrap();
    let changed = line.replace("Two of the three", "One of the three");
    assert!(std::panic::catch_unwind(|| tied(&changed)).is_err());
}

#[tokio::test]
async fn the_page_of_an_entry_shows_what_it_changed_and_the_reason() {
    let world = World::begin().await;
    moved_milestone(&world).await;
    let mut chair = world.signed_in(Who::Chair).await;
    let entry = world.size().await - 1;
    let page = chair.get(&format!("/record/{entry}")).await.text().to_owned();
    let read = words(&page);
    for said in [
        "Reason given Two of the three trainers left in May.",
        "Current due date Sept. 30, 2024 Dec. 31, 2024",
        "Date changes, 1: reason staffing",
        "Milestone: Fresh: sites chosen, version 2",
    ] {
        assert!(read.contains(said), "{said} is not in: {read}");
    }
    // Salt and bytes on the page are those of the file.
    let line = contents(&mut chair, &format!("?entry={entry}")).await.remove(0);
    let salt = serde_json::from_str::<Value>(&line).unwrap()["salt"].as_str().unwrap().to_owned();
    assert!(page.contains(&salt));
    let (_, hash) = tied(&line);
    assert!(page.contains(&hash));
}

#[tokio::test]
async fn contents_of_a_draft_are_shown_to_nobody_who_may_not_see_it() {
    let world = World::begin().await;
    Target::make(&world, Thing::Report, Object::InDraft, "Quicksilver").await;
    let entry = world.size().await - 1;
    for (who, is_shown) in [(Who::Secretariat, true), (Who::Justice, true), (Who::Health, false), (Who::Auditor, false)]
    {
        let mut browser = world.signed_in(who).await;
        let in_file = contents(&mut browser, "").await.iter().any(|line| line.contains("Quicksilver"));
        let of_entry = contents(&mut browser, &format!("?entry={entry}")).await.len();
        assert_eq!((in_file, of_entry == 1), (is_shown, is_shown), "{who:?}");
        let page = browser.get(&format!("/record/{entry}")).await;
        assert_eq!(page.text().contains("Quicksilver"), is_shown, "{who:?}");
    }
    // Whoever keeps accounts reads, and takes nothing.
    let mut administrator = world.signed_in(Who::Administrator).await;
    assert_eq!(administrator.get("/exports/contents.jsonl").await.status, StatusCode::NOT_FOUND);
}

/// An address of somebody else's account is personal: who reads accounts has it, others have their own alone.
#[tokio::test]
async fn contents_of_accounts_are_shown_to_those_who_read_accounts() {
    let world = World::begin().await;
    let accounts = async |who: Who| {
        let lines = contents(&mut world.signed_in(who).await, "").await;
        lines.iter().filter(|line| line.contains("@agency.example.gov")).count()
    };
    assert_eq!(accounts(Who::Health).await, 1);
    assert_eq!(accounts(Who::Auditor).await, Who::SIGNED_IN.len());
}

#[tokio::test]
async fn contents_of_an_earlier_point_have_what_was_there_then_and_are_noted() {
    let world = World::begin().await;
    let before = world.size().await - 1;
    moved_milestone(&world).await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let then = contents(&mut auditor, &format!("?as_of=entry:{before}")).await;
    assert!(then.iter().all(|line| tied(line).0.0 <= before));
    assert!(then.len() < contents(&mut auditor, "").await.len());
    let later = auditor.get(&format!("/exports/contents.jsonl?entry={}&as_of=entry:{before}", before + 1)).await;
    assert_eq!(later.status, StatusCode::NOT_FOUND);
    assert_eq!(auditor.get("/exports/contents.jsonl?entry=x").await.status, StatusCode::BAD_REQUEST);
    let taken = world.view(Who::Auditor).await.taken_lately(1).await.unwrap().remove(0);
    assert_eq!((taken.what.as_str(), taken.query.as_str()), ("contents.jsonl", ""));
}

#[tokio::test]
async fn a_content_that_was_changed_in_the_database_is_said_to_be_so_on_the_page_of_its_entry() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let of = History::TRAINING_PLANNED;
    let view = world.view(Who::Auditor).await;
    let entry = view.milestone(of).await.unwrap().born;
    let page = format!("/record/{entry}");
    let sound = words(auditor.get(&page).await.text());
    assert!(sound.contains("The row hash is SHA-256 over the 16 bytes of the salt and these bytes:"), "{sound}");
    world.tamper("DROP TRIGGER milestone_contents_update").await;
    world.tamper("UPDATE milestone_contents SET body = replace(body, 'Curriculum', 'Programme')").await;
    // Another reader: what the first one was shown is cached.
    let changed = words(world.signed_in(Who::Chair).await.get(&page).await.text());
    assert!(changed.contains("This content is not what was recorded."), "{changed}");
    assert!(!changed.contains("The row hash is SHA-256 over"), "{changed}");
}

#[tokio::test]
async fn an_entry_that_was_changed_in_the_database_is_said_to_be_so_on_its_page() {
    let world = World::begin().await;
    let entry = world.size().await - 1;
    world.tamper("DROP TRIGGER ledger_update").await;
    let forged = "UPDATE ledger SET entry = replace(entry, '2024-04-01', '2024-04-02')";
    world.tamper(&format!("{forged} WHERE seq = {entry}")).await;
    let page = words(world.signed_in(Who::Chair).await.get(&format!("/record/{entry}")).await.text());
    assert!(page.contains("This entry is not what was recorded."), "{page}");
}
