//! No two modules of a crate use each other, whatever the way around: each can be read, and changed, after those that it
//! uses.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules use which: of each pair one file that does.
type Uses = BTreeMap<(String, String), PathBuf>;

#[test]
fn whoever_reads_the_rules_finds_no_circle_of_modules() {
    assert_no_circle("domain", &[]);
}

#[test]
fn whoever_reads_what_keeps_the_record_finds_no_circle_of_modules() {
    assert_no_circle("store", &[]);
}

#[test]
fn whoever_reads_how_questions_are_answered_finds_no_circle_of_modules() {
    assert_no_circle("queries", &[]);
}

#[test]
fn whoever_reads_the_pages_finds_no_circle_of_modules() {
    assert_no_circle("app", &[]);
    assert_no_circle("ui", &[]);
}

#[test]
fn what_pages_and_files_are_made_of_gets_no_new_circle_of_modules() {
    for of in ["reports", "seeds", "migrations"] {
        assert_no_circle(of, &[]);
    }
    assert_no_circle("commands", &["handler", "input", "typed"]);
}

/// A circle among the modules of a crate is named, unless each of its modules is known to stand in one.
fn assert_no_circle(of: &str, known: &[&str]) {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of).join("src");
    let uses = uses(&sources);
    assert!(!uses.is_empty(), "the modules of {of} were found");
    let known: BTreeSet<&str> = known.iter().copied().collect();
    let new: Uses = uses
        .into_iter()
        .filter(|((user, used), _)| !(known.contains(user.as_str()) && known.contains(used.as_str())))
        .collect();
    let circle = circle(&new).map(|steps| steps.join("\n"));
    assert_eq!(circle, None, "modules of {of} use each other");
}

/// The shortest circle, one line for each step.
fn circle(uses: &Uses) -> Option<Vec<String>> {
    let modules: BTreeSet<&str> = uses.keys().map(|(user, _)| user.as_str()).collect();
    let shortest = modules.iter().filter_map(|start| way_back(start, uses)).min_by_key(Vec::len)?;
    let line = |(user, used): &(String, String)| {
        format!("  {user} uses {used} in {}", uses[&(user.clone(), used.clone())].display())
    };
    Some(shortest.iter().map(line).collect())
}

/// The shortest way from a module over those that it uses back to itself.
fn way_back(start: &str, uses: &Uses) -> Option<Vec<(String, String)>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = vec![start];
    while !next.is_empty() {
        let mut later = Vec::new();
        for user in next {
            for (_, used) in uses.keys().filter(|(of, _)| of == user) {
                if !came_from.contains_key(used.as_str()) {
                    came_from.insert(used, user);
                    later.push(used.as_str());
                }
            }
        }
        if came_from.contains_key(start) {
            let (mut steps, mut at) = (Vec::new(), start);
            loop {
                let before = came_from[at];
                steps.insert(0, (before.to_owned(), at.to_owned()));
                at = before;
                if at == start {
                    return Some(steps);
                }
            }
        }
        next = later;
    }
    None
}

fn uses(sources: &Path) -> Uses {
    let root = fs::read_to_string(sources.join("lib.rs")).unwrap();
    let names = given_on(&root);
    let mut uses = Uses::new();
    for file in files(sources) {
        let place = file.strip_prefix(sources).unwrap().with_extension("");
        let parts: Vec<&str> = place.iter().map(|part| part.to_str().unwrap()).collect();
        let [module, ..] = parts[..] else { continue };
        if module == "lib" || module == "sample" || parts.contains(&"tests") {
            continue;
        }
        for name in named_from_the_root(&product(&fs::read_to_string(&file).unwrap()), parts.len()) {
            let used = names.get(&name).cloned().unwrap_or(name);
            if used != module {
                uses.entry((module.to_owned(), used)).or_insert_with(|| file.clone());
            }
        }
    }
    uses
}

/// The names that the root of the crate gives on, each with the module that it comes from.
fn given_on(root: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for line in without_comments(root).split(';') {
        let Some(path) = line.trim().strip_prefix("pub use ") else { continue };
        let Some((module, _)) = path.split_once("::") else { continue };
        let last = path.rsplit_once("::").map_or(path, |(_, last)| last);
        for name in last.trim_matches(['{', '}']).split(',') {
            names.insert(name.trim().to_owned(), module.to_owned());
        }
    }
    names
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The part of a file that is no test: tests may use what they like.
fn product(text: &str) -> String {
    let text = without_comments(text);
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The first name of each path that begins at the root of the crate: after `crate::`, or after as many `super::` as the
/// module is deep.
fn named_from_the_root(text: &str, depth: usize) -> BTreeSet<String> {
    let to_root = "super::".repeat(depth);
    let mut names = BTreeSet::new();
    for begin in ["crate::", to_root.as_str()] {
        for (place, _) in text.match_indices(begin) {
            let before = text[..place].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || "_$:".contains(before)) {
                continue;
            }
            names.extend(first_names(&text[place + begin.len()..]));
        }
    }
    names.remove("super");
    names
}

/// `a::b` begins with `a`; `{a::b, c::{d, e}}` begins with `a` and with `c`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut names, mut depth, mut begins) = (Vec::new(), 0, true);
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                names.push(name(&group[place..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn a_circle_is_named_with_the_files_that_close_it() {
    let of = |pairs: &[(&str, &str)]| -> Uses {
        pairs.iter().map(|(a, b)| (((*a).to_owned(), (*b).to_owned()), PathBuf::from(format!("{a}.rs")))).collect()
    };
    let text = "use crate::{plan::Plan, text::{Code, Title}};\nuse super::super::event::Event;\nmake($crate::gone);";
    assert_eq!(named_from_the_root(text, 2).into_iter().collect::<Vec<_>>(), ["event", "plan", "text"]);
    assert_eq!(circle(&of(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    let found = circle(&of(&[("a", "b"), ("b", "c"), ("c", "b")])).unwrap();
    assert_eq!(found, ["  b uses c in b.rs", "  c uses b in c.rs"]);
}
