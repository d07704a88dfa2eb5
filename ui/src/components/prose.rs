//! Text of several lines as it was meant: paragraphs, line breaks and lists.

use leptos::prelude::*;

/// A paragraph with its lines, or the items of a list.
#[derive(Debug, PartialEq, Eq)]
enum Block<'a> {
    Paragraph(Vec<&'a str>),
    List(Vec<String>),
}

/// Text that was typed into several lines. Blank lines part paragraphs; lines that begin with a hyphen, an asterisk or a
/// bullet are a list. All of it is text: nothing in it becomes a tag.
pub fn prose(text: &str) -> AnyView {
    let blocks = blocks(text).into_iter().map(|block| match block {
        Block::Paragraph(lines) => {
            let lines = lines.into_iter().enumerate().map(|(place, line)| {
                view! { {(place > 0).then(|| view! { <br/> })}{line.to_owned()} }
            });
            view! { <p>{lines.collect_view()}</p> }.into_any()
        }
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    });
    view! { <div class="c-prose">{blocks.collect_view()}</div> }.into_any()
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut goes_on = false;
    for line in text.lines() {
        let is_indented = line.starts_with([' ', '\t']);
        let line = line.trim();
        match (line.is_empty(), item(line), blocks.last_mut()) {
            (true, _, _) => {
                goes_on = false;
                continue;
            }
            (false, Some(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (false, Some(item), _) => blocks.push(Block::List(vec![item.to_owned()])),
            // A line set in under an item is more of it.
            (false, None, Some(Block::List(items))) if goes_on && is_indented => {
                if let Some(last) = items.last_mut() {
                    last.push(' ');
                    last.push_str(line);
                }
            }
            (false, None, Some(Block::Paragraph(lines))) if goes_on => lines.push(line),
            (false, None, _) => blocks.push(Block::Paragraph(vec![line])),
        }
        goes_on = true;
    }
    blocks
}

/// The text after the mark of a list's item.
fn item(line: &str) -> Option<&str> {
    ["- ", "* ", "\u{2022} ", "\u{2013} "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Block<'static> {
        Block::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn paragraphs_lines_and_lists_stay_what_they_were_typed_as() {
        let text =
            "First paragraph.\nIts second line.\n\nDone:\n- hired two\n  advisors\n* trained ten\n\nNext: a review.";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph(vec!["First paragraph.", "Its second line."]),
                Block::Paragraph(vec!["Done:"]),
                list(&["hired two advisors", "trained ten"]),
                Block::Paragraph(vec!["Next: a review."]),
            ]
        );
    }

    #[test]
    fn a_hyphen_within_words_makes_no_list() {
        assert_eq!(blocks("-5 days"), [Block::Paragraph(vec!["-5 days"])]);
        assert_eq!(blocks("A - b"), [Block::Paragraph(vec!["A - b"])]);
        assert_eq!(blocks(""), []);
    }

    #[test]
    fn a_list_ends_where_a_line_stands_at_the_margin() {
        assert_eq!(blocks("- one\ntwo"), [list(&["one"]), Block::Paragraph(vec!["two"])]);
        assert_eq!(blocks("- one\n\n- two"), [list(&["one", "two"])]);
    }
}
