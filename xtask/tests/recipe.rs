//! What docs/architecture.md says of adding a kind of object is so: the files that it lists are there and name the kind of its
//! example, and no other file of the product does.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// No kind may cost more files than this.
const MOST: usize = 20;

/// How files name the kind of the example.
const NAMES: [&str; 5] = ["LinkId", "Kind::Link", "Object::Link", "link::Link", "mod link"];

/// How the crates above name it when they tell kinds apart.
const TOLD_APART: [&str; 2] = ["Kind::Link", "Object::Link"];

#[test]
fn whoever_adds_a_kind_of_object_finds_every_file_in_the_recipe() {
    let listed = listed();
    assert!((10..=MOST).contains(&listed.len()), "{} files: {listed:?}", listed.len());
    for file in &listed {
        assert!(root().join(file).exists(), "{file} is in the recipe and not there");
    }
    for (part, names) in [("domain", &NAMES[..]), ("store", &NAMES[..]), ("migrations", &NAMES[..])] {
        assert_listed(part, names, &listed);
    }
    for part in ["app", "ui", "queries", "commands", "reports", "server", "seeds", "bench"] {
        assert_listed(part, &TOLD_APART, &listed);
    }
}

/// Every product file of a crate that names the kind is in the recipe.
fn assert_listed(part: &str, names: &[&str], listed: &BTreeSet<String>) {
    for file in files(&root().join(part).join("src")) {
        let place = file.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let is_of_tests = place.contains("/tests") || place.contains("/sample") || place.contains("/released");
        if is_of_tests || listed.contains(&place) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let named = names.iter().find(|name| names_it(product, name));
        assert_eq!(named, None, "{place} names the kind and is not in the recipe");
    }
}

/// Whether the name stands in the text as a whole word.
fn names_it(text: &str, name: &str) -> bool {
    let is_of_a_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(name).any(|(place, _)| {
        let (before, after) = (text[..place].chars().next_back(), text[place + name.len()..].chars().next());
        !is_of_a_word(before) && !is_of_a_word(after)
    })
}

/// The files that the recipe numbers.
fn listed() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let recipe = text.split("## Adding a kind of object\n").nth(1).expect("the recipe");
    let recipe = recipe.split("\n## ").next().unwrap();
    let numbered = recipe.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    numbered.map(|line| line.split('`').nth(1).expect("a file").to_owned()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
