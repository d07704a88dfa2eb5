//! `concord erase`: what goes, what stays, and what the operator is told.

use crate::place::Place;

/// The id of the one action that the plan of a place has.
fn action(place: &Place) -> String {
    let hex = place.rows("SELECT lower(hex(id)) FROM actions ORDER BY id LIMIT 1").remove(0).remove(0);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Whether a text stands in any of the files of the database.
fn holds(place: &Place, text: &str) -> bool {
    let files = ["concord.db", "concord.db-wal"].map(|name| std::fs::read(place.path(name)).unwrap_or_default());
    files.iter().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}

#[test]
fn an_operator_erases_a_content_and_the_record_and_its_exported_log_still_verify() {
    let place = Place::with_a_plan();
    let id = action(&place);
    let erase = ["erase", "--kind", "action", "--id", &id, "--law", "5-USC-552a"];
    let said = place.run(&erase).succeeded();
    assert!(said.starts_with(&format!("Would erase version 1 of action {id}.\nNothing was erased.")), "{said}");
    assert!(holds(&place, "ten shelters"));

    let said = place.run(&[&erase[..], &["--yes"]].concat()).succeeded();
    assert!(said.starts_with(&format!("Erased version 1 of action {id}. Entry 2 of the log records it.\n")), "{said}");
    assert!(said.contains("Restart every server"), "{said}");
    assert!(!holds(&place, "ten shelters"), "nothing of it is left in the files");

    let said = place.run(&["verify"]).succeeded();
    assert!(said.starts_with("No problems found.\nEntries:       3\n"), "{said}");
    assert!(said.contains("\nErased by law: 1 content, see entry 2\n"), "{said}");
    let log = place.run(&["export", "ledger"]).succeeded();
    assert!(log.contains("content-erased") && log.contains("5-USC-552a"), "{log}");
    std::fs::write(place.path("log.jsonl"), &log).unwrap();
    let said = place.run(&["verify", "log.jsonl"]).succeeded();
    assert!(said.starts_with("No problems found in the exported log.\nEntries:       3\n"), "{said}");

    let again = place.run(&[&erase[..], &["--yes"]].concat()).refused(2);
    assert!(again.starts_with("No such content was found."), "{again}");
}

#[test]
fn what_is_to_be_erased_is_one_thing_and_the_law_is_a_code() {
    let place = Place::with_a_plan();
    let several = place.run(&["erase", "--entry", "1", "--law", "LAW", "--yes"]).refused(2);
    assert!(several.contains("versions of several items. Choose one with --kind and --id."), "{several}");
    let none = place.run(&["erase", "--entry", "7", "--law", "LAW"]).refused(2);
    assert!(none.starts_with("No such content was found."), "{none}");
    let unnamed = place.run(&["erase", "--law", "LAW"]).refused(2);
    assert_eq!(unnamed, "Name what to erase: --kind and --id, or --entry.\n");
    let id = action(&place);
    let words = place.run(&["erase", "--kind", "action", "--id", &id, "--law", "Privacy Act of Robin Vale"]);
    assert!(words.refused(2).contains("Use only letters, numbers, hyphens, and periods. Example: 5-USC-552a"));
    let kind = place.run(&["erase", "--kind", "memo", "--id", &id, "--law", "LAW"]).refused(2);
    assert!(kind.contains("one of: agency, body, person"), "{kind}");
    assert!(place.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       2\n"));
}

#[test]
fn what_a_plan_file_brings_is_not_erased() {
    let place = Place::with_a_plan();
    let hex = place.rows("SELECT lower(hex(id)) FROM plans LIMIT 1").remove(0).remove(0);
    let refusal = place.run(&["erase", "--kind", "plan", "--id", &hex, "--law", "LAW", "--yes"]).refused(2);
    assert!(refusal.contains("comes only from plan files. Import a corrected file instead."), "{refusal}");
}
