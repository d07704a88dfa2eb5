//! `concord workpaper`, and `concord verify --workpaper`.

use crate::place::{PLAN, Place};
use std::process::Command;

fn made(place: &Place, more: &[&str]) -> String {
    let file = "workpaper.zip".to_owned();
    place.run(&[&["workpaper", "--size", "10", "--seed", "2024", "--to", &file], more].concat()).succeeded();
    file
}

#[test]
fn a_workpaper_is_checked_where_there_is_no_database() {
    let place = Place::with_a_plan();
    let file = made(&place, &[]);
    let key = std::fs::read_to_string(place.path("concord.db.key")).unwrap();
    assert!(!key.is_empty());
    let elsewhere = Place::empty();
    std::fs::copy(place.path(&file), elsewhere.path(&file)).unwrap();
    let said = elsewhere.run(&["verify", "--workpaper", &file]).succeeded();
    assert!(
        said.starts_with("No problems found in the workpaper.\nSample:        2 of 2 actions, seed 2024\n"),
        "{said}"
    );
    for words in ["Root hash: ", "Not checked:\n- Whose key it is", "- Whether the population is complete"] {
        assert!(said.contains(words), "{said}");
    }
    // The key that the workpaper names, as if it had come from elsewhere.
    let key = said.lines().find_map(|line| line.strip_prefix("Public key:    ")).unwrap().to_owned();
    let said = elsewhere.run(&["verify", "--workpaper", &file, "--key", &key]).succeeded();
    assert!(!said.contains("Whose key"), "{said}");
}

#[test]
fn the_same_seed_is_the_same_bytes_and_a_file_is_not_written_over() {
    let place = Place::with_a_plan();
    let file = made(&place, &["--as-of", "entry:1"]);
    place.run(&["workpaper", "--size", "10", "--seed", "2024", "--as-of", "entry:1", "--to", "again.zip"]).succeeded();
    assert!(std::fs::read(place.path(&file)).unwrap() == std::fs::read(place.path("again.zip")).unwrap());
    let said = place.run(&["workpaper", "--size", "10", "--seed", "2024", "--to", &file]).refused(2);
    assert!(said.contains("already exists"), "{said}");
}

#[test]
fn every_kind_of_sample_is_whole_and_says_what_was_drawn() {
    let place = Place::with_a_plan();
    let said =
        place.run(&["workpaper", "--of", "entries", "--size", "1", "--seed", "x", "--to", "entries.zip"]).succeeded();
    assert!(said.starts_with("Wrote entries.zip: 1 of ") && said.ends_with(" log entries.\n"), "{said}");
    let by = ["workpaper", "--by", "lead", "--query", "plan=HOUSING-2027", "--size", "50", "--seed", "x"];
    let said = place.run(&[&by[..], &["--to", "by.zip"]].concat()).succeeded();
    assert_eq!(said, "Wrote by.zip: 2 of 2 actions. All are in it; 50 were asked for.\n");
    for file in ["entries.zip", "by.zip"] {
        place.run(&["verify", "--workpaper", file]).succeeded();
    }
}

/// An import of more than 200 versions names them by a root: the row of a sampled action is proved under it.
#[test]
fn an_action_of_a_large_import_is_tied_by_the_root_of_its_rows() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    let mut plan: serde_json::Value = serde_json::from_str(PLAN).unwrap();
    let actions = plan["plans"][0]["actions"].as_array_mut().unwrap();
    for number in 2..=250 {
        let mut action = actions[0].clone();
        action["reference"] = format!("2.{number}").into();
        actions.push(action);
    }
    std::fs::write(place.path("large.json"), plan.to_string()).unwrap();
    place.run(&["import", "large.json"]).succeeded();
    let file = made(&place, &[]);
    let said = place.run(&["verify", "--workpaper", &file]).succeeded();
    assert!(said.contains("Sample:        10 of 251 actions, seed 2024"), "{said}");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(place.path(&file)).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.ends_with("/rows.jsonl")).count(), 10);
    zip.extract(place.path("unpacked")).unwrap();
    let checked = Command::new("python3").arg(place.path("unpacked").join("check.py")).output();
    let checked = checked.unwrap_or_else(|cause| panic!("This test needs python3: install it. {cause}"));
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    // The entry of the import as an item: its first 200 versions, and how many more it made.
    place.run(&["workpaper", "--of", "entries", "--size", "100", "--seed", "1", "--to", "entries.zip"]).succeeded();
    place.run(&["verify", "--workpaper", "entries.zip"]).succeeded();
}

#[test]
fn a_changed_workpaper_and_another_key_are_found_and_named() {
    let place = Place::with_a_plan();
    let file = made(&place, &[]);
    let other = "concord.example/sample+c7e896b2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let said = place.run(&["verify", "--workpaper", &file, "--key", other]).refused(1);
    assert!(said.contains("public-key.txt: the workpaper is signed with the key"), "{said}");
    let bytes = std::fs::read(place.path(&file)).unwrap();
    // A byte of the packed data of the first file, whatever it is.
    let mut turned = bytes.clone();
    turned[80] ^= 0x20;
    std::fs::write(place.path("turned.zip"), &turned).unwrap();
    let said = place.run(&["verify", "--workpaper", "turned.zip"]).refused(1);
    assert!(said.contains("turned.zip has a problem. README.txt:"), "{said}");
}

#[test]
fn what_is_no_workpaper_is_an_error_and_no_finding() {
    let place = Place::with_a_plan();
    for other in ["", "no workpaper", "PK\u{3}\u{4}"] {
        std::fs::write(place.path("other"), other).unwrap();
        let said = place.run(&["verify", "--workpaper", "other"]).refused(2);
        assert!(said.contains("couldn't check it as a workpaper"), "{said}");
    }
    place.run(&["verify", "--workpaper", "missing.zip"]).refused(2);
    place.run(&["verify", "--workpaper", "other", "--document", "other"]).refused(2);
}

#[test]
fn what_cannot_be_drawn_is_refused_and_no_file_is_left() {
    let place = Place::with_a_plan();
    for (arguments, words) in [
        (vec!["--size", "10", "--seed", "two words"], "Enter a seed of 1 to 60 letters"),
        (vec!["--size", "0", "--seed", "1"], "Enter a size from 1 to 100."),
        (
            vec!["--size", "5", "--seed", "1", "--query", "color=red"],
            "\"color\" isn't a filter of what can be sampled.",
        ),
        (vec!["--size", "5", "--seed", "1", "--query", "seed=2"], "\"seed\" isn't a filter of what can be sampled."),
        (vec!["--size", "5", "--seed", "1", "--query", "q=nothingatall"], "There is nothing to sample"),
        (vec!["--size", "1", "--seed", "1", "--by", "lead"], "can't have an item of each of the 2 groups"),
        (
            vec!["--size", "5", "--seed", "1", "--of", "entries", "--by", "lead"],
            "can't be limited or grouped by \"by\"",
        ),
    ] {
        let said = place.run(&[&["workpaper", "--to", "none.zip"], arguments.as_slice()].concat()).refused(2);
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert!(!place.path("none.zip").exists());
    }
}
