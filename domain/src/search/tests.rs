#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use proptest::prelude::*;

fn folded() -> Folded {
    Folded::of(["Fight child sex trafficking", "DOJ-02", "Publish the visa holders' rights in Español."])
}

fn finds(typed: &str) -> bool {
    Search::read(typed).finds(&folded())
}

#[test]
fn every_word_has_to_begin_a_word_of_the_thing_in_any_order() {
    for found in ["child sex trafficking", "TRAFFICK", "rights child", "espanol", "Español", "traffick*", "holders'"] {
        assert!(finds(found), "{found}");
    }
    for missed in ["adult", "child adult", "rafficking", "x child"] {
        assert!(!finds(missed), "{missed}");
    }
}

#[test]
fn a_reference_is_found_as_it_is_written() {
    for found in ["DOJ-02", "doj 02", "doj-0", "\"DOJ-02\"", "DOJ-02 traffick"] {
        assert!(finds(found), "{found}");
    }
    assert!(!finds("02-DOJ"));
    assert!(!finds("\"DOJ-0\""));
}

#[test]
fn a_phrase_in_quotes_is_found_whole_and_in_its_order() {
    assert!(finds("\"child sex trafficking\""));
    assert!(finds("\u{201c}sex trafficking\u{201d} publish"));
    assert!(finds("\"child sex"), "a quote that was not closed yet");
    for missed in ["\"sex child\"", "\"child sex traffick\"", "\"trafficking DOJ\""] {
        assert!(!finds(missed), "{missed}");
    }
}

#[test]
fn nothing_that_is_typed_commands_anything() {
    for nothing in ["", " ", "\"", "\"\"", "*", "%", "_", "\u{1f600}", "--", "' OR 1", "|"] {
        let search = Search::read(nothing);
        assert!(search.is_empty() || !finds(nothing), "{nothing}");
    }
    // Words that mean something to full-text engines are words here.
    for word in ["NEAR", "child NEAR sex", "child OR adult", "child AND sex", "NOT adult", "title:child"] {
        assert!(!finds(word), "{word}");
    }
    assert!(finds("child%"));
}

#[test]
fn several_things_answer_with_what_they_have_between_them() {
    let milestone = Folded::of(["Sites chosen"]);
    let finds = |typed: &str| Search::read(typed).finds_among(&[&milestone, &folded()]);
    for found in ["sites DOJ-02", "child chosen", "\"sites chosen\" espanol"] {
        assert!(finds(found), "{found}");
    }
    for missed in ["sites adult", "\"chosen fight\"", "", "--"] {
        assert!(!finds(missed), "{missed}");
    }
}

#[test]
fn the_name_counts_before_other_texts() {
    assert!(Search::read("sex child").finds_name(&folded()));
    assert!(!Search::read("child rights").finds_name(&folded()));
}

fn marked(text: &str, typed: &str) -> Option<String> {
    let parts = excerpt(text, &Search::read(typed))?;
    let one = |part: Part| if part.is_match { format!("[{}]", part.text) } else { part.text };
    Some(parts.into_iter().map(one).collect())
}

#[test]
fn an_excerpt_marks_what_was_looked_for() {
    let text = "Fight child sex trafficking, with Español.";
    assert_eq!(marked(text, "\"child sex\" espa").unwrap(), "Fight [child sex] trafficking, with [Español].");
    assert_eq!(marked(text, "traffick").unwrap(), "Fight child sex [trafficking], with Español.");
    assert_eq!(marked(text, "adult"), None);
}

#[test]
fn a_long_text_is_cut_around_the_first_match() {
    let text = format!("{}needle{}", "hay ".repeat(60), " straw".repeat(60));
    let shown = marked(&text, "needle").unwrap();
    assert!(shown.starts_with("\u{2026} hay ") && shown.ends_with(" straw \u{2026}"), "{shown}");
    assert_eq!(shown.split_whitespace().count(), 36);
}

proptest! {
    #[test]
    fn whatever_is_typed_and_written_an_excerpt_shows_what_was_found(text in ".{0,80}", typed in ".{0,20}") {
        let search = Search::read(&typed);
        let found = search.finds(&Folded::of([text.as_str()]));
        let shown = excerpt(&text, &search);
        prop_assert!(!found || shown.is_some());
        if let Some(parts) = shown {
            let all: String = parts.iter().map(|part| part.text.as_str()).collect();
            let shown = all.trim_start_matches("\u{2026} ").trim_end_matches(" \u{2026}");
            prop_assert!(text.contains(shown), "{shown}");
        }
    }
}
