//! What is over and under a drawing in a file, which has no page around it: title, description and key; its sentences.

use super::Words;
use super::drawing::{Anchor, Drawing, Letters};
use super::lettering::{self, LINE, SIZE, Weight};
use super::palette::{HEAT, Paint, state_paint};
use super::shapes::Area;
use domain::progress::State;

/// A word of the key and the paint that it explains.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyed {
    words: &'static str,
    paint: Paint,
}

/// The states that are drawn, with their names, in the order in which charts stack them.
pub(super) fn state_keyed(drawn: impl Iterator<Item = (State, &'static str)>) -> Vec<Keyed> {
    drawn.map(|(state, words)| Keyed { words, paint: state_paint(state) }).collect()
}

/// The classes of days that are drawn, from the lightest.
pub(super) fn heat_keyed(is_drawn: impl Fn(usize) -> bool) -> Vec<Keyed> {
    let drawn = HEAT.iter().enumerate().filter(|(place, _)| is_drawn(*place));
    drawn.map(|(_, class)| Keyed { words: class.words, paint: class.paint }).collect()
}

/// The lines of a heading, laid out.
pub(super) struct Heading {
    title: Vec<String>,
    description: Vec<String>,
    key: Vec<Placed>,
    /// In pixels.
    pub height: f32,
}

/// An entry of the key with its left end and its middle within the key.
struct Placed {
    entry: Keyed,
    x: f32,
    middle: f32,
}

/// The sentences under a drawing, laid out.
pub(super) struct Foot(Vec<String>);

const TITLE_SIZE: f32 = 17.0;
const TITLE_LINE: f32 = 22.0;
const KEY_LINE: f32 = 20.0;
/// Under the description, and under the whole.
const GAP: f32 = 6.0;
/// The sample of a fill, and the white after it and after its word.
const SAMPLE: (f32, f32) = (15.0, 10.0);
const AFTER_SAMPLE: f32 = 5.0;
const AFTER_WORD: f32 = 12.0;

impl Heading {
    pub fn lay(words: &Words, width: f32, key: &[Keyed]) -> Heading {
        let title = lettering::wrap(&words.title, Weight::Bold, TITLE_SIZE, width, 3);
        let description = lettering::wrap(&words.description, Weight::Regular, SIZE, width, 4);
        let key = lay_key(key, width);
        let mut heading = Heading { title, description, key, height: 0.0 };
        heading.height = heading.key_top() + heading.key_height() + GAP;
        heading
    }

    pub fn draw(&self, drawing: &mut Drawing<'_>) {
        for (place, line) in self.title.iter().enumerate() {
            let letters = Letters::bold(line, 0.0, TITLE_LINE * (place as f32 + 0.5), Anchor::Start);
            drawing.letters(Letters { size: TITLE_SIZE, ..letters });
        }
        for (place, line) in self.description.iter().enumerate() {
            let middle = self.title_height() + LINE * (place as f32 + 0.5);
            drawing.letters(Letters::quiet(line, 0.0, middle, Anchor::Start));
        }
        for Placed { entry, x, middle } in &self.key {
            let middle = self.key_top() + middle;
            let sample = Area { x: *x, y: middle - SAMPLE.1 / 2.0, width: SAMPLE.0, height: SAMPLE.1 };
            drawing.area(sample, &entry.paint);
            drawing.letters(Letters::quiet(entry.words, sample.right() + AFTER_SAMPLE, middle, Anchor::Start));
        }
    }

    fn title_height(&self) -> f32 {
        TITLE_LINE * self.title.len() as f32
    }

    fn key_top(&self) -> f32 {
        self.title_height() + LINE * self.description.len() as f32 + GAP
    }

    fn key_height(&self) -> f32 {
        self.key.last().map_or(0.0, |last| last.middle + KEY_LINE / 2.0)
    }
}

impl Foot {
    pub fn lay(sentences: &[String], width: f32) -> Foot {
        let lines = |sentence: &String| lettering::wrap(sentence, Weight::Regular, SIZE, width, 4);
        Foot(sentences.iter().flat_map(lines).collect())
    }

    pub fn height(&self) -> f32 {
        if self.0.is_empty() { 0.0 } else { 2.0 * GAP + LINE * self.0.len() as f32 }
    }

    /// `top` is the end of the drawing.
    pub fn draw(&self, drawing: &mut Drawing<'_>, top: f32) {
        for (place, line) in self.0.iter().enumerate() {
            let middle = top + 2.0 * GAP + LINE * (place as f32 + 0.5);
            drawing.letters(Letters::quiet(line, 0.0, middle, Anchor::Start));
        }
    }
}

/// In as many lines as are needed.
fn lay_key(key: &[Keyed], room: f32) -> Vec<Placed> {
    let (mut x, mut middle) = (0.0, KEY_LINE / 2.0);
    let mut laid = Vec::with_capacity(key.len());
    for entry in key {
        let width = SAMPLE.0 + AFTER_SAMPLE + lettering::width(entry.words, Weight::Regular);
        if x > 0.0 && x + width > room {
            (x, middle) = (0.0, middle + KEY_LINE);
        }
        laid.push(Placed { entry: *entry, x, middle });
        x += width + AFTER_WORD;
    }
    laid
}
