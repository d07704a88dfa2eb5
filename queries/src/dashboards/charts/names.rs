//! Several names in one sentence, and rows in the order of their list.

use domain::progress::Counted;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// As many names as a title holds.
const NAMED: usize = 3;

/// "A", "A and B", "A, B, and C".
pub(super) fn all_of(names: &[String]) -> String {
    joined(names, "and")
}

/// "A", "A or B", "A, B, or C".
pub(super) fn one_of(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {word} {two}"),
        [before @ .., last] => format!("{}, {word} {last}", before.join(", ")),
    }
}

/// Who ties, as the subject of a sentence: each by name, or "4 agencies".
pub(super) fn tied(names: &[String], things: &str) -> String {
    if names.len() <= NAMED { all_of(names) } else { format!("{} {things}", names.len()) }
}

/// "Justice 11, HHS 3, State 2", the most first.
pub(super) fn by_count(counts: BTreeMap<String, usize>) -> String {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, number)| Reverse(*number));
    let each = counts.iter().map(|(name, number)| format!("{name} {number}"));
    each.collect::<Vec<_>>().join(", ")
}

/// Actions of one plan as its list has them.
pub(super) fn by_reference<'a>(mut actions: Vec<&'a Counted<'a>>) -> Vec<&'a Counted<'a>> {
    actions.sort_by_key(|counted| counted.action.reference);
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_three_who_tie_are_named_and_more_are_counted() {
        let names = |number: usize| ["HHS", "State", "OVC", "Labor"][..number].iter().map(|name| (*name).to_owned());
        let of = |number| tied(&names(number).collect::<Vec<_>>(), "agencies");
        assert_eq!([1, 2, 3, 4].map(of), ["HHS", "HHS and State", "HHS, State, and OVC", "4 agencies"]);
        let counts = [("HHS", 3), ("Justice", 11), ("State", 3)].map(|(name, number)| (name.to_owned(), number));
        assert_eq!(by_count(counts.into()), "Justice 11, HHS 3, State 3");
        assert_eq!(one_of(&names(3).collect::<Vec<_>>()), "HHS, State, or OVC");
    }
}
