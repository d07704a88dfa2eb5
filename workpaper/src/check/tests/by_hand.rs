//! A workpaper is checked without Concord: by Python with nothing but its standard library, and by the commands that the
//! workpaper itself names.

use super::edit;
use crate::sample::{file, repacked, unpacked};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Written beside the product from docs/ledger.md: reads the zip, and checks hashes, leaves and proofs by the recursive
/// definition of RFC 9162 rather than by the way of a verifier.
const INDEPENDENT: &str = include_str!("independent.py");

fn run(command: &mut Command) -> Output {
    let name = command.get_program().to_string_lossy().into_owned();
    command.output().unwrap_or_else(|cause| panic!("This test needs {name}: install it. {cause}"))
}

fn unpacked_in_a_folder(zip: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in unpacked(zip) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn check_py(folder: &Path) -> Output {
    run(Command::new("python3").arg(folder.join("check.py")))
}

#[test]
fn the_check_that_lies_in_the_workpaper_finds_it_whole() {
    let folder = unpacked_in_a_folder(&file());
    let output = check_py(folder.path());
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("No problems found: 33 files, 5 items, 14 log entries, 11 contents."), "{said}");
}

#[test]
fn the_check_that_lies_in_the_workpaper_finds_what_was_changed() {
    let folder = super::folder_of(2);
    let (contents, log, rows) =
        (format!("{folder}/contents.jsonl"), format!("{folder}/log.jsonl"), format!("{folder}/rows.jsonl"));
    let edits: [(&str, &str, &str, &str); 7] = [
        (&contents, "trained", "Trained", "was changed"),
        (&log, "action-amended", "action-changed", "was changed"),
        (&log, "\"proof\":[\"", "\"proof\":[\"00", "isn't in the signed log"),
        (&rows, "\"index\":2", "\"index\":3", "isn't one of entry 0"),
        ("population.csv", ",HHS,", ",DOJ,", "aren't those that the seed draws"),
        ("selection.csv", ",items/", "0,items/", "selection.csv doesn't say which items the seed draws"),
        ("checkpoint.txt", "\n10\n", "\n11\n", "isn't in the signed log"),
    ];
    for (name, from, to, words) in edits {
        let mut files = unpacked(&file());
        edit(&mut files, name, |text| text.replacen(from, to, 1));
        let output = check_py(unpacked_in_a_folder(&repacked(files)).path());
        assert!(!output.status.success() && said(&output).contains(words), "{name}: {}", said(&output));
    }
    let mut files = unpacked(&file());
    edit(&mut files, "README.txt", |text| text.replacen("WORKPAPER", "WORKPAPEr", 1));
    let changed = unpacked_in_a_folder(&crate::written::packed(&files).unwrap());
    assert!(said(&check_py(changed.path())).contains("README.txt was changed"));
    let more = unpacked_in_a_folder(&file());
    std::fs::write(more.path().join(&folder).join("more.txt"), "More.").unwrap();
    let output = check_py(more.path());
    assert!(
        !output.status.success() && said(&output).contains("more.txt isn't in manifest-sha256.txt"),
        "{}",
        said(&output)
    );
    for name in ["README.txt", "manifest-sha256.txt"] {
        let less = unpacked_in_a_folder(&file());
        std::fs::remove_file(less.path().join(name)).unwrap();
        let output = check_py(less.path());
        assert!(
            !output.status.success() && said(&output).contains(&format!("PROBLEM: {name} is missing")),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn a_program_that_was_written_from_the_format_alone_finds_it_whole_and_what_was_changed_not() {
    let folder = tempfile::tempdir().unwrap();
    let (script, zip) = (folder.path().join("independent.py"), folder.path().join("workpaper.zip"));
    std::fs::write(&script, INDEPENDENT).unwrap();
    let check = |bytes: &[u8]| {
        std::fs::write(&zip, bytes).unwrap();
        run(Command::new("python3").arg(&script).arg(&zip))
    };
    let output = check(&file());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(said(&output), "33 files, 14 entries, 11 contents\n");
    let name = format!("{}/log.jsonl", super::folder_of(2));
    let mut files = unpacked(&file());
    edit(&mut files, &name, |text| text.replacen("action-amended", "action-changed", 1));
    assert!(!check(&repacked(files)).status.success());
}

/// Every command of README.txt is run as it stands there, and prints what the line under it says.
#[test]
fn the_commands_of_the_readme_print_what_it_says() {
    let folder = unpacked_in_a_folder(&file());
    let readme = std::fs::read_to_string(folder.path().join("README.txt")).unwrap();
    let lines: Vec<&str> = readme.lines().collect();
    let (mut commands, mut compared) = (0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1).chain([&""])) {
        let Some(command) = line.strip_prefix("    ").filter(|line| !line.starts_with([' ', '='])) else { continue };
        let output = run(Command::new("sh").arg("-c").arg(command).current_dir(folder.path()));
        assert!(output.status.success(), "{command}: {}", said(&output));
        commands += 1;
        if let Some(expected) = next.strip_prefix("    = ") {
            let stdout = String::from_utf8_lossy(&output.stdout);
            assert_eq!(stdout.split_whitespace().next(), Some(expected), "{command}: {}", said(&output));
            compared += 1;
        }
        if command.starts_with("openssl") {
            assert!(said(&output).contains("Signature Verified Successfully"), "{}", said(&output));
        }
        if command.starts_with("tail") {
            let first: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
            let selection = std::fs::read_to_string(folder.path().join("selection.csv")).unwrap();
            let drawn = selection.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
            let drawn: Vec<String> = drawn.map(|row| format!("{},{},{}", row[2], row[5], row[1])).collect();
            assert_eq!(first, drawn);
        }
    }
    assert_eq!((commands, compared), (17, 9), "{readme}");
}
