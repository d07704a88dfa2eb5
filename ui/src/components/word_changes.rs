//! A text before and after an edit, word by word.

use leptos::prelude::*;
use similar::{ChangeTag, TextDiff};

/// One field of an edit. Blank where nothing was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub label: &'static str,
    pub before: String,
    pub after: String,
}

/// The fields that an edit changed, each with the words that left and those that came.
pub fn field_changes(changes: &[FieldChange]) -> Option<AnyView> {
    let rows: Vec<_> = changes
        .iter()
        .map(|change| {
            view! { <div><dt>{change.label}</dt><dd>{words(&change.before, &change.after)}</dd></div> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <dl class="c-edit">{rows}</dl> }.into_any())
}

/// What is read aloud says which words left and which came; the marks alone would be seen only.
fn words(before: &str, after: &str) -> Vec<AnyView> {
    spans(before, after)
        .into_iter()
        .map(|(tag, text)| match tag {
            ChangeTag::Equal => view! { {text} }.into_any(),
            ChangeTag::Delete => view! { <del><span class="c-sr">"Removed: "</span>{text}</del>" " }.into_any(),
            ChangeTag::Insert => view! { <ins><span class="c-sr">"Added: "</span>{text}</ins>" " }.into_any(),
        })
        .collect()
}

/// The words in their order, those of one kind that follow each other as one.
fn spans(before: &str, after: &str) -> Vec<(ChangeTag, String)> {
    let diff = TextDiff::from_words(before, after);
    let mut spans: Vec<(ChangeTag, String)> = Vec::new();
    for operation in diff.ops() {
        for change in diff.iter_changes(operation) {
            match spans.last_mut() {
                Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
                _ => spans.push((change.tag(), change.value().to_owned())),
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_left_and_those_that_came_are_told_from_those_that_stayed() {
        let said: Vec<_> = spans("Train all staff by June", "Train all new staff by July");
        let text = |tag| said.iter().filter(|(of, _)| *of == tag).map(|(_, text)| text.trim()).collect::<Vec<_>>();
        assert_eq!((text(ChangeTag::Delete), text(ChangeTag::Insert)), (vec!["June"], vec!["new", "July"]));
        assert_eq!(text(ChangeTag::Equal), ["Train all", "staff by"]);
    }

    #[test]
    fn a_text_that_was_blank_came_whole() {
        assert_eq!(spans("", "A note."), [(ChangeTag::Insert, "A note.".to_owned())]);
        assert_eq!(spans("A note.", ""), [(ChangeTag::Delete, "A note.".to_owned())]);
    }
}
