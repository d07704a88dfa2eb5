//! Zip files that are none of ours: bombs, names that leave the folder, files that stand there twice or not at all.

use super::{Files, after, checked};
use crate::fault::{Fault, Reason};
use crate::names::{MOST_BYTES_OF_A_FILE, MOST_FILES};
use crate::sample::{file, unpacked};
use crate::written::packed;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn found(files: &Files) -> Fault {
    checked(&packed(files).unwrap()).unwrap_err()
}

fn one(name: &str, bytes: &[u8]) -> Files {
    let mut files = unpacked(&file());
    files.insert(name.to_owned(), bytes.to_vec());
    files
}

#[test]
fn what_is_no_workpaper_is_not_said_to_be_a_broken_one() {
    for other in [b"".as_slice(), b"no zip", b"PK\x03\x04", b"%PDF-1.7"] {
        let fault = checked(other).unwrap_err();
        assert!(fault.could_not_be_checked(), "{fault}");
    }
    let fault = found(&Files::from([("word/document.xml".to_owned(), b"<x/>".to_vec())]));
    assert!(fault.could_not_be_checked() && matches!(*fault.reason, Reason::NotAWorkpaper), "{fault}");
    let fault =
        after(|files| super::edit(files, "workpaper.json", |text| text.replacen("\"format\": 1", "\"format\": 2", 1)));
    assert!(fault.could_not_be_checked() && matches!(*fault.reason, Reason::UnknownFormat { .. }), "{fault}");
}

#[test]
fn a_file_that_unpacks_to_more_than_it_may_is_refused() {
    let large = vec![0; usize::try_from(MOST_BYTES_OF_A_FILE).unwrap() + 1];
    let fault = found(&one("items/001-x/action-file.pdf", &large));
    assert!(matches!(*fault.reason, Reason::TooLarge { .. }), "{fault}");
    assert!(fault.could_not_be_checked());
}

#[test]
fn a_file_that_states_a_smaller_size_than_it_has_is_not_believed() {
    let zip = file();
    // The size before packing stands 22 bytes into the head of a file, and 24 into its line of the list.
    let (local, central) = (b"PK\x03\x04".as_slice(), b"PK\x01\x02".as_slice());
    let at = |what: &[u8]| zip.windows(4).position(|four| four == what).unwrap();
    let mut lying = zip.clone();
    for place in [at(local) + 22, at(central) + 24] {
        lying[place] = 1;
        lying[place + 1] = 0;
    }
    assert!(checked(&lying).is_err());
}

#[test]
fn too_many_files_are_refused() {
    let many = (0..=MOST_FILES).map(|number| (format!("f{number}"), Vec::new())).collect();
    assert!(matches!(*found(&many).reason, Reason::TooManyFiles { .. }));
}

#[test]
fn a_name_that_leaves_the_folder_is_refused() {
    for name in ["../README.txt", "/etc/passwd", "items/../../x", "a\\b", "items//x", "C:x"] {
        let fault = found(&one(name, b"x"));
        assert!(matches!(*fault.reason, Reason::UnsafeName), "{name}: {fault}");
    }
}

#[test]
fn a_file_that_is_not_listed_and_one_that_is_missing_are_named() {
    let fault = found(&one("items/notes.txt", b"x"));
    assert!(matches!(*fault.reason, Reason::NotListed), "{fault}");
    assert_eq!(fault.file.as_deref(), Some("items/notes.txt"));
    let fault = after(|files| drop(files.insert("notes.txt".to_owned(), b"x".to_vec())));
    assert!(matches!(*fault.reason, Reason::UnknownFile), "listed: {fault}");
    let fault = after(|files| drop(files.remove("README.txt")));
    assert!(matches!(*fault.reason, Reason::Missing), "{fault}");
    let mut files = unpacked(&file());
    files.remove("README.txt");
    let fault = found(&files);
    assert_eq!(
        (fault.file.as_deref(), matches!(*fault.reason, Reason::Missing)),
        (Some("README.txt"), true),
        "{fault}"
    );
}

#[test]
fn a_file_that_stands_there_twice_is_refused() {
    // Two names of one length, the second then made the first in both lists.
    let mut zip = packed(&one("items/001-x.txt", b"x")).unwrap();
    let places: Vec<usize> =
        zip.windows(15).enumerate().filter(|(_, name)| name == b"items/001-x.txt").map(|(place, _)| place).collect();
    assert_eq!(places.len(), 2);
    for place in places {
        zip[place..place + 15].copy_from_slice(b"population.csv\0");
    }
    assert!(checked(&zip).is_err());
    let mut zip = packed(&one("populatiom.csv", b"x")).unwrap();
    let places: Vec<usize> =
        zip.windows(14).enumerate().filter(|(_, name)| name == b"populatiom.csv").map(|(place, _)| place).collect();
    for place in places {
        zip[place..place + 14].copy_from_slice(b"population.csv");
    }
    let fault = checked(&zip).unwrap_err();
    assert!(matches!(&*fault.reason, Reason::TwoLists(cause) if cause.contains("duplicate")), "{fault}");
}

#[test]
fn a_folder_or_a_link_is_no_file_of_a_workpaper() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.add_symlink("README.txt", "/etc/passwd", options).unwrap();
    zip.start_file("manifest-sha256.txt", options).unwrap();
    zip.write_all(b"").unwrap();
    let fault = checked(&zip.finish().unwrap().into_inner()).unwrap_err();
    assert!(matches!(*fault.reason, Reason::NotAPlainFile), "{fault}");
}
