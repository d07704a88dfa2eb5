//! Whatever is changed is found: bytes of the zip, and texts with the list of hashes made to fit.

use super::{after, checked, edit, folder_of};
use crate::fault::{Fault, Reason};
use crate::sample::{Log, file, key, repacked, unpacked};
use domain::ledger::TreeSize;

/// Places that are the same on every run.
fn places(length: usize, number: u64) -> impl Iterator<Item = (usize, u8)> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..number).map(move |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let place = usize::try_from(state % length as u64).unwrap();
        (place, 1 << (state >> 60 & 7))
    })
}

#[test]
fn a_workpaper_in_which_a_bit_was_turned_is_never_whole_with_other_files() {
    let (zip, files) = (file(), unpacked(&file()));
    let mut found = 0;
    for (place, bit) in places(zip.len(), 300) {
        let mut turned = zip.clone();
        turned[place] ^= bit;
        match checked(&turned) {
            // A date in the zip, for example, is no part of any file.
            Ok(_) => assert!(unpacked(&turned) == files, "byte {place}"),
            Err(_) => found += 1,
        }
    }
    assert!(found > 200, "{found} of 300 were found");
}

#[test]
fn a_workpaper_that_was_cut_off_is_never_whole() {
    let zip = file();
    for (place, _) in places(zip.len(), 60) {
        assert!(checked(&zip[..place]).is_err(), "{place} bytes");
    }
}

#[test]
fn a_bit_turned_in_any_file_is_found_by_the_list_of_hashes() {
    let files = unpacked(&file());
    for (name, bytes) in files.iter().filter(|(name, bytes)| *name != "manifest-sha256.txt" && !bytes.is_empty()) {
        for (place, bit) in places(bytes.len(), 3) {
            let mut changed = files.clone();
            changed.get_mut(name).unwrap()[place] ^= bit;
            let fault = checked(&crate::written::packed(&changed).unwrap()).unwrap_err();
            assert!(matches!(*fault.reason, Reason::FileHash { .. }), "{fault}");
            assert_eq!(fault.file.as_ref(), Some(name));
        }
    }
}

/// Every bit of what is tied to the log, with a list of hashes that fits: nothing but the log shows it.
#[test]
fn a_bit_turned_in_what_is_tied_to_the_log_is_found_also_where_the_list_of_hashes_was_made_to_fit() {
    let files = unpacked(&file());
    let is_tied = |name: &str| {
        ["checkpoint.txt", "public-key.txt", "selection.csv"].contains(&name)
            || (name.ends_with(".jsonl") && name.starts_with("items/"))
    };
    let mut tried = 0;
    for (name, bytes) in files.iter().filter(|(name, bytes)| is_tied(name) && !bytes.is_empty()) {
        for (place, bit) in places(bytes.len(), 20) {
            let mut changed = files.clone();
            changed.get_mut(name).unwrap()[place] ^= bit;
            let unsigned = name.ends_with("contents.jsonl") && is_in_the_form(bytes, place);
            assert!(unsigned || checked(&repacked(changed)).is_err(), "{name}, byte {place}");
            tried += usize::from(!unsigned);
        }
    }
    assert!(tried > 200, "{tried}");
}

/// The number of the form of a content is not hashed.
fn is_in_the_form(bytes: &[u8], place: usize) -> bool {
    bytes[..place].ends_with(b"\"schema\":")
}

fn reason(fault: &Fault) -> &Reason {
    &fault.reason
}

#[test]
fn a_content_of_another_action_is_not_shown_in_place_of_one() {
    let (one, other) = (folder_of(0), folder_of(2));
    let fault = after(|files| {
        let theirs = files[&format!("{other}/contents.jsonl")].clone();
        files.insert(format!("{one}/contents.jsonl"), theirs);
    });
    assert!(matches!(reason(&fault), Reason::NotInEntry { .. }), "{fault}");
}

#[test]
fn folders_that_were_swapped_are_not_those_of_their_items() {
    let (one, other) = (folder_of(0), folder_of(2));
    let fault = after(|files| {
        for file in ["contents.jsonl", "log.jsonl", "rows.jsonl"] {
            let (a, b) = (format!("{one}/{file}"), format!("{other}/{file}"));
            let (first, second) = (files[&a].clone(), files[&b].clone());
            files.extend([(a, second), (b, first)]);
        }
    });
    assert!(matches!(reason(&fault), Reason::NotOfTheItem), "{fault}");
}

#[test]
fn a_version_that_was_left_out_is_missed() {
    let name = format!("{}/contents.jsonl", folder_of(2));
    let fault = after(|files| edit(files, &name, |text| text.split_once('\n').unwrap().1.to_owned()));
    assert!(matches!(reason(&fault), Reason::Gap { version: 1, .. }), "{fault}");
}

#[test]
fn an_entry_that_was_left_out_is_missed() {
    let name = format!("{}/log.jsonl", folder_of(2));
    let fault = after(|files| edit(files, &name, |text| text.rsplit_once("{\"entry\"").unwrap().0.to_owned()));
    assert!(matches!(reason(&fault), Reason::NoEntry), "{fault}");
}

#[test]
fn a_row_that_is_given_by_a_root_is_missed_without_its_proof() {
    let name = format!("{}/rows.jsonl", folder_of(2));
    let fault = after(|files| drop(files.remove(&name)));
    assert!(matches!(reason(&fault), Reason::NotInEntry { .. }), "{fault}");
}

#[test]
fn an_erasure_that_no_entry_states_is_no_excuse() {
    let fault = after(|files| edit(files, "workpaper.json", |text| text.replacen("\"by\": 9", "\"by\": 6", 1)));
    assert!(matches!(reason(&fault), Reason::NotErased), "{fault}");
}

#[test]
fn another_seed_size_or_population_is_another_sample() {
    let edits: [(&str, &str, &str); 4] = [
        ("workpaper.json", "\"seed\": \"2024\"", "\"seed\": \"2025\""),
        ("workpaper.json", "\"size\": 5", "\"size\": 4"),
        ("population.csv", ",HHS,", ",DOJ,"),
        ("workpaper.json", "\"population\": 5", "\"population\": 6"),
    ];
    for (name, from, to) in edits {
        let fault = after(|files| edit(files, name, |text| text.replacen(from, to, 1)));
        assert!(matches!(reason(&fault), Reason::OtherSample), "{from}: {fault}");
    }
    let twice = |text: String| format!("{text}{}\n", text.lines().last().unwrap());
    let fault = after(|files| edit(files, "population.csv", twice));
    assert!(matches!(reason(&fault), Reason::Twice { .. }), "{fault}");
}

#[test]
fn a_checkpoint_of_another_log_or_point_does_not_fit() {
    let root = Log::new().proofs().root();
    let fault = after(|files| {
        let other = key().sign(TreeSize(11), root).text().to_owned();
        files.insert("checkpoint.txt".to_owned(), other.into_bytes());
    });
    assert!(matches!(reason(&fault), Reason::OtherPoint { .. }), "{fault}");
    let fault =
        after(|files| edit(files, "workpaper.json", |text| text.replacen("record.example", "other.example", 1)));
    assert!(matches!(reason(&fault), Reason::OtherLog { .. }), "{fault}");
}

/// The action files are no part of the log: the list of hashes is all that holds them, and the answer says so.
#[test]
fn an_action_file_is_held_by_the_list_of_hashes_alone() {
    let mut files = unpacked(&file());
    let name = format!("{}/action-file.json", folder_of(0));
    files.insert(name, b"{\"changed\":true}\n".to_vec());
    let whole = checked(&repacked(files)).unwrap();
    assert!(whole.not_checked().iter().any(|words| words.starts_with("What the action files (PDF and JSON) say.")));
}
