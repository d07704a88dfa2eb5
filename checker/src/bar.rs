//! The log as a drawing: how far it was checked, the checkpoint that was kept, and where it breaks. Places are given in
//! percent of the width, so that whoever draws it computes nothing.

use crate::words::number;
use serde::Serialize;

/// The drawing, from entry 1 to the last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub parts: Vec<Part>,
    pub ticks: Vec<Tick>,
    pub labels: Vec<Label>,
}

/// Entries that have one thing in common. What no part covers was not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    pub shade: Shade,
    pub from: String,
    pub width: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shade {
    /// No fault was found.
    Checked,
    /// One of them was changed.
    Suspect,
    /// The earlier checkpoint, as a line across.
    Checkpoint,
    /// The entry that breaks the log, as a line across.
    Break,
}

/// A line across.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    pub shade: Shade,
    pub at: String,
}

/// Words above the bar or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    pub at: String,
    pub text: String,
    pub anchor: Anchor,
    /// Above are the words of a line across; so they do not run into those of the ends.
    pub is_above: bool,
    pub is_strong: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Bar {
    /// A log with so many entries, of which the first were found to be without a fault. Nothing for an empty one.
    pub(crate) fn of(entries: u64, checked: u64, last: &str) -> Option<Bar> {
        if entries == 0 {
            return None;
        }
        let scale = Scale { entries };
        let below = |at: &str, text: String, anchor| Label {
            at: at.to_owned(),
            text,
            anchor,
            is_above: false,
            is_strong: false,
        };
        let mut bar = Bar::default();
        bar.shade(scale, Shade::Checked, 0, checked.min(entries));
        bar.labels.push(below("0%", "1".to_owned(), Anchor::Start));
        if entries > 1 {
            bar.labels.push(below("100%", format!("{}{last}", number(entries)), Anchor::End));
        }
        Some(bar)
    }

    /// The checkpoint that was kept, after its last entry. It has words where nothing else has.
    pub(crate) fn with_checkpoint(mut self, entries: u64, size: u64) -> Bar {
        if size > 0 && size <= entries {
            let at = self.tick(Scale { entries }, Shade::Checkpoint, size);
            if self.labels.iter().all(|label| !label.is_above) {
                self.label(at, format!("{}, your checkpoint", number(size)), false);
            }
        }
        self
    }

    /// The entry that breaks, by its number from 1.
    pub(crate) fn broken_at(mut self, entries: u64, entry: u64) -> Bar {
        let at = self.tick(Scale { entries }, Shade::Break, entry.min(entries));
        self.label(at, number(entry), true);
        self
    }

    /// The entries among which one was changed, by their numbers from 1.
    pub(crate) fn broken_among(mut self, entries: u64, first: u64, last: u64) -> Bar {
        let scale = Scale { entries };
        self.parts.clear();
        self.shade(scale, Shade::Checked, 0, first.saturating_sub(1).min(entries));
        self.shade(scale, Shade::Suspect, first.saturating_sub(1), last.min(entries));
        let middle = scale.tenths(first.saturating_add(last) / 2);
        self.label(middle, format!("{} to {}", number(first), number(last)), true);
        self
    }

    fn shade(&mut self, scale: Scale, shade: Shade, from: u64, to: u64) {
        if from < to {
            let (from, to) = (scale.tenths(from), scale.tenths(to));
            self.parts.push(Part { shade, from: percent(from), width: percent(to - from) });
        }
    }

    fn tick(&mut self, scale: Scale, shade: Shade, entry: u64) -> u64 {
        let at = scale.tenths(entry);
        self.ticks.push(Tick { shade, at: percent(at) });
        at
    }

    /// Words near an end begin or end there, so that they stay inside the drawing.
    fn label(&mut self, tenths: u64, text: String, is_strong: bool) {
        let anchor = match tenths {
            0..300 => Anchor::Start,
            300..700 => Anchor::Middle,
            _ => Anchor::End,
        };
        self.labels.push(Label { at: percent(tenths), text, anchor, is_above: true, is_strong });
    }
}

#[derive(Clone, Copy)]
struct Scale {
    entries: u64,
}

impl Scale {
    /// Where the first entries end, in tenths of a percent.
    fn tenths(self, entries: u64) -> u64 {
        let whole = u128::from(self.entries.max(1));
        u64::try_from(u128::from(entries.min(self.entries)) * 1000 / whole).unwrap_or(1000)
    }
}

fn percent(tenths: u64) -> String {
    if tenths.is_multiple_of(10) { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn labels(bar: &Bar) -> Vec<(&str, &str)> {
        bar.labels.iter().map(|label| (label.at.as_str(), label.text.as_str())).collect()
    }

    #[test]
    fn a_whole_log_is_one_part_with_the_checkpoint_in_its_place() {
        let bar = Bar::of(1_600, 1_600, ", signed").unwrap().with_checkpoint(1_600, 1_231);
        assert_eq!(bar.parts, [Part { shade: Shade::Checked, from: "0%".into(), width: "100%".into() }]);
        assert_eq!(bar.ticks, [Tick { shade: Shade::Checkpoint, at: "76.9%".into() }]);
        assert_eq!(labels(&bar), [("0%", "1"), ("100%", "1,600, signed"), ("76.9%", "1,231, your checkpoint")]);
    }

    #[test]
    fn a_break_has_the_words_and_what_comes_after_it_is_left_open() {
        let bar = Bar::of(1_600, 1_204, "").unwrap().broken_at(1_600, 1_205).with_checkpoint(1_600, 1_231);
        assert_eq!(bar.parts[0].width, "75.2%");
        assert_eq!(labels(&bar)[2..], [("75.3%", "1,205")], "the checkpoint has no words beside those of the break");
        assert_eq!(bar.ticks.len(), 2);
    }

    #[test]
    fn a_range_is_shaded_and_an_empty_log_is_not_drawn() {
        let bar = Bar::of(1_600, 1_600, "").unwrap().broken_among(1_600, 1_232, 1_600);
        let shades: Vec<_> =
            bar.parts.iter().map(|part| (part.shade, part.from.as_str(), part.width.as_str())).collect();
        assert_eq!(shades, [(Shade::Checked, "0%", "76.9%"), (Shade::Suspect, "76.9%", "23.1%")]);
        assert_eq!(Bar::of(0, 0, ""), None);
        assert_eq!(Bar::of(u64::MAX, u64::MAX, "").unwrap().parts[0].width, "100%");
    }
}
