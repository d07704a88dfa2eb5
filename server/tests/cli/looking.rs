//! Commands that only look: they write nothing beside the record.

use crate::place::Place;

#[test]
fn an_operator_who_only_looks_leaves_no_file_behind() {
    let place = Place::with_a_plan();
    std::fs::remove_file(place.path("concord.db.key.checkpoint")).unwrap();
    let before = files(&place);
    for look in [&["clock"][..], &["user", "list"], &["security-log"], &["reporting-rule"], &["export", "actions"]] {
        place.run(look).succeeded();
        assert_eq!(files(&place), before, "{look:?}");
    }
    place.run(&["user", "add", "ana@agency.example", "--name", "Ana", "--role", "chair"]).succeeded();
    assert!(place.path("concord.db.key.checkpoint").exists(), "A command that writes keeps the head");
}

fn files(place: &Place) -> Vec<String> {
    let entries = std::fs::read_dir(place.path("")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
