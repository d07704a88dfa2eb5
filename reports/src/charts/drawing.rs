//! The SVG that we write: everything is escaped here, once.

use super::heading::{Foot, Heading, Keyed};
use super::lettering::{self, BASELINE, LINE, SIZE, Weight, clean};
use super::palette::{self, INK, Paint, QUIET, Surface, WHITE};
use super::patterns;
use super::shapes::Area;
use super::{ChartError, Place, Words};
use quick_xml::escape::escape;

/// Outlines of light and patterned fills, in pixels.
pub(super) const OUTLINE: f32 = 1.5;
/// How much wider than its letters a plate is.
pub(super) const PLATE: f32 = 5.0;
/// White on each side of a drawing in a file.
const AROUND: f32 = 16.0;
const FONTS: &str = "Public Sans, Source Sans Pro, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";

/// Which end of a text is at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text; `middle` is the height at which it is centered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters<'a> {
    pub text: &'a str,
    pub x: f32,
    pub middle: f32,
    pub anchor: Anchor,
    pub weight: Weight,
    pub size: f32,
    pub color: &'a str,
}

impl<'a> Letters<'a> {
    /// Names of rows, columns and values of an axis.
    pub fn quiet(text: &'a str, x: f32, middle: f32, anchor: Anchor) -> Letters<'a> {
        Letters { text, x, middle, anchor, weight: Weight::Regular, size: SIZE, color: QUIET }
    }

    /// What was counted.
    pub fn bold(text: &'a str, x: f32, middle: f32, anchor: Anchor) -> Letters<'a> {
        Letters { weight: Weight::Bold, color: INK, ..Letters::quiet(text, x, middle, anchor) }
    }
}

/// One datum, as its mark stands for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Datum<'a> {
    /// "Justice, Delayed: 2".
    pub said: &'a str,
    /// The address of the rows behind it.
    pub rows: Option<&'a str>,
    /// The place of its card among the cards of the chart.
    pub card: Option<usize>,
    /// The place of its fill in the key.
    pub keyed: Option<usize>,
}

/// A drawing that is being written.
#[derive(Debug)]
pub(super) struct Drawing<'a> {
    words: &'a Words,
    place: Place,
    svg: String,
}

impl<'a> Drawing<'a> {
    /// A drawing of that size in pixels. A file is higher by its title, its description and the key.
    pub fn begin(words: &'a Words, place: Place, width: f32, height: f32, key: &[Keyed]) -> Drawing<'a> {
        let mut drawing = Drawing { words, place, svg: String::new() };
        match place {
            Place::Page => drawing.begin_on_page(width, height),
            Place::File => drawing.begin_file(width, height, key),
        }
        drawing
    }

    /// Where it is shown.
    pub const fn place(&self) -> Place {
        self.place
    }

    pub fn finish(mut self) -> String {
        self.close("g");
        self.close("svg");
        self.svg
    }

    fn begin_on_page(&mut self, width: f32, height: f32) {
        let (title, description) = (clean(&self.words.title), self.description_id());
        self.root(width, height, &[]);
        // To a screen reader the drawing is one image. An image may hold no links, so they are beside it, hidden: the
        // table has the same ones.
        self.open("g", &[("role", "img"), ("aria-label", &title), ("aria-describedby", &description)]);
        self.describe();
        self.empty("rect", &[("width", &px(width)), ("height", &px(height)), ("fill", "none")]);
        self.close("g");
        self.open("g", &[("aria-hidden", "true")]);
    }

    fn begin_file(&mut self, width: f32, height: f32, key: &[Keyed]) {
        let (heading, foot) = (Heading::lay(self.words, width, key), Foot::lay(&self.words.foot, width));
        let below = height;
        let height = heading.height + height + foot.height();
        let (title, description) = (format!("{}-title", self.words.id), self.description_id());
        if self.words.title.is_empty() {
            // What stands around it names it.
            self.root(width, height, &[("aria-hidden", "true")]);
        } else {
            let named = [("role", "img"), ("aria-labelledby", title.as_str()), ("aria-describedby", &description)];
            self.root(width, height, &named);
            self.open("title", &[("id", &title)]);
            self.write(&clean(&self.words.title));
            self.close("title");
            self.describe();
        }
        self.own(&patterns::definitions(&format!("{}-", self.words.id)));
        let (width, whole) = (width + 2.0 * AROUND, height + 2.0 * AROUND);
        self.plain(Area { x: -AROUND, y: -AROUND, width, height: whole }, WHITE);
        heading.draw(self);
        self.open("g", &[("transform", &format!("translate(0 {})", px(heading.height)))]);
        foot.draw(self, below);
    }

    fn root(&mut self, width: f32, height: f32, names: &[(&str, &str)]) {
        // A file is shown alone: it needs white around it.
        let around = if self.place == Place::File { AROUND } else { 0.0 };
        let (width, height) = (width + 2.0 * around, height + 2.0 * around);
        // On a page it is as large as the letters that the reader has set.
        let shown = match self.place {
            Place::Page => (rem(width), rem(height)),
            Place::File => (px(width), px(height)),
        };
        let (corner, width, height) = (px(-around), px(width), px(height));
        let (view, size) = (format!("{corner} {corner} {width} {height}"), px(SIZE));
        let mut attributes = vec![("xmlns", "http://www.w3.org/2000/svg")];
        attributes.extend_from_slice(names);
        attributes.extend([("width", shown.0.as_str()), ("height", &shown.1), ("viewBox", &view)]);
        attributes.extend([("font-family", FONTS), ("font-size", &size)]);
        self.open("svg", &attributes);
    }

    fn description_id(&self) -> String {
        format!("{}-description", self.words.id)
    }

    fn describe(&mut self) {
        self.open("desc", &[("id", &self.description_id())]);
        self.write(&clean(&self.words.description));
        self.close("desc");
    }

    /// The mark of one datum: in the page a link to the rows behind it, else a group. Its title says the datum.
    pub fn mark(&mut self, datum: Datum<'_>, draw: impl FnOnce(&mut Drawing<'a>)) -> Result<(), ChartError> {
        let is_on_page = self.place == Place::Page;
        let rows = datum.rows.filter(|_| is_on_page);
        let [card, keyed] = [datum.card, datum.keyed].map(|place| place.map(|place| place.to_string()));
        let mut attributes = Vec::new();
        if let Some(address) = rows {
            attributes.extend([("href", within_site(address)?), ("tabindex", "-1")]);
        }
        if is_on_page {
            attributes.extend(card.as_deref().map(|card| ("data-card", card)));
            attributes.extend(keyed.as_deref().map(|keyed| ("data-key", keyed)));
        }
        self.open(if rows.is_some() { "a" } else { "g" }, &attributes);
        self.open("title", &[]);
        self.write(&clean(datum.said));
        self.close("title");
        draw(self);
        self.close(if rows.is_some() { "a" } else { "g" });
        Ok(())
    }

    /// An area in its paint. The outline lies inside, so that outlined and solid areas are equally large.
    pub fn area(&mut self, area: Area, paint: &Paint) {
        let surface = self.surface(paint.surface);
        let Some(outline) = paint.outline else { return self.plain(area, &surface) };
        let inside = Area {
            x: area.x + OUTLINE / 2.0,
            y: area.y + OUTLINE / 2.0,
            width: (area.width - OUTLINE).max(0.5),
            height: (area.height - OUTLINE).max(0.5),
        };
        let [x, y, width, height] = [inside.x, inside.y, inside.width, inside.height].map(px);
        self.empty(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("fill", &surface),
                ("stroke", outline),
                ("stroke-width", &px(OUTLINE)),
            ],
        );
    }

    pub fn plain(&mut self, area: Area, color: &str) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(px);
        self.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", color)]);
    }

    /// What is written in the middle of an area, in the color that its paint asks for.
    pub fn letters_on(&mut self, area: Area, paint: &Paint, text: &str) {
        let (x, middle) = (area.center(), area.middle());
        if let Some(plate) = paint.plate {
            let width = lettering::width(text, Weight::Bold) + PLATE;
            self.plain(Area { x: x - width / 2.0, y: middle - LINE / 2.0, width, height: LINE }, plate);
        }
        self.letters(Letters { color: paint.letters, ..Letters::bold(text, x, middle, Anchor::Middle) });
    }

    pub fn letters(&mut self, letters: Letters<'_>) {
        if letters.text.is_empty() {
            return;
        }
        let baseline = letters.middle + BASELINE * letters.size / SIZE;
        let [x, y, size] = [letters.x, baseline, letters.size].map(px);
        let mut attributes = vec![("x", x.as_str()), ("y", y.as_str()), ("fill", letters.color)];
        match letters.anchor {
            Anchor::Start => {}
            Anchor::Middle => attributes.push(("text-anchor", "middle")),
            Anchor::End => attributes.push(("text-anchor", "end")),
        }
        if letters.size != SIZE {
            attributes.push(("font-size", &size));
        }
        if letters.weight == Weight::Bold {
            attributes.push(("font-weight", "700"));
        }
        self.open("text", &attributes);
        self.write(letters.text);
        self.close("text");
    }

    /// A count in a lozenge, where one mark stands for several.
    pub fn pill(&mut self, (x, middle): (f32, f32), text: &str) {
        let (width, height) = (lettering::width(text, Weight::Bold) + 14.0, LINE + 4.0);
        let [left, top, width, height] = [x - width / 2.0, middle - height / 2.0, width, height].map(px);
        let place = [("x", left.as_str()), ("y", &top), ("width", &width), ("height", &height), ("rx", "10")];
        let looks = [("fill", WHITE), ("stroke", INK), ("stroke-width", "1.5")];
        self.empty("rect", &[place.as_slice(), looks.as_slice()].concat());
        self.letters(Letters::bold(text, x, middle, Anchor::Middle));
    }

    /// A straight line of one pixel.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), color: &str) {
        self.line_with(from, to, &[("stroke", color)]);
    }

    pub fn dashed_line(&mut self, from: (f32, f32), to: (f32, f32), color: &str, dashes: &str) {
        self.line_with(from, to, &[("stroke", color), ("stroke-dasharray", dashes)]);
    }

    fn line_with(&mut self, from: (f32, f32), to: (f32, f32), looks: &[(&str, &str)]) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(px);
        let mut attributes = vec![("x1", x1.as_str()), ("y1", &y1), ("x2", &x2), ("y2", &y2)];
        attributes.extend_from_slice(looks);
        self.empty("line", &attributes);
    }

    pub fn path(&mut self, path: &str, looks: &[(&str, &str)]) {
        let mut attributes = vec![("d", path)];
        attributes.extend_from_slice(looks);
        self.empty("path", &attributes);
    }

    pub fn circle(&mut self, center: (f32, f32), radius: f32, looks: &[(&str, &str)]) {
        let [x, y, radius] = [center.0, center.1, radius].map(px);
        let mut attributes = vec![("cx", x.as_str()), ("cy", &y), ("r", &radius)];
        attributes.extend_from_slice(looks);
        self.empty("circle", &attributes);
    }

    /// A column of a chart of lines, with the place of its line and the heights of its points. Nothing is seen of it.
    pub fn column(&mut self, area: Area, line: f32, heights: &str) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(px);
        let attributes = [("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height), ("fill", "none")];
        let points = [("pointer-events", "all"), ("data-line", &px(line)), ("data-points", heights)];
        self.empty("rect", &[attributes.as_slice(), points.as_slice()].concat());
    }

    /// Something of our own that needs no escaping: constants of this crate only.
    pub fn own(&mut self, svg: &str) {
        self.svg.push_str(svg);
    }

    fn surface(&self, surface: Surface) -> String {
        match (surface, self.place) {
            (Surface::Plain(color), _) => color.to_owned(),
            (Surface::Patterned(pattern), Place::Page) => format!("url(#{})", patterns::id(pattern, "p-")),
            (Surface::Patterned(pattern), Place::File) => {
                format!("url(#{})", patterns::id(pattern, &format!("{}-", self.words.id)))
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin_tag(name, attributes);
        self.svg.push('>');
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin_tag(name, attributes);
        self.svg.push_str("/>");
    }

    fn begin_tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.svg.push('<');
        self.svg.push_str(name);
        for (key, value) in attributes {
            let is_themed = self.place == Place::Page && matches!(*key, "fill" | "stroke");
            let value = if is_themed { palette::on_page(value) } else { *value };
            for part in [" ", key, "=\"", &escape(value), "\""] {
                self.svg.push_str(part);
            }
        }
    }

    fn close(&mut self, name: &str) {
        for part in ["</", name, ">"] {
            self.svg.push_str(part);
        }
    }

    fn write(&mut self, text: &str) {
        self.svg.push_str(&escape(text));
    }
}

/// Addresses are made by the application; one that leads elsewhere, or runs a script, is a fault that must not show.
fn within_site(address: &str) -> Result<&str, ChartError> {
    let is_path = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    let is_relative = address.starts_with(['?', '#']);
    if (is_path || is_relative) && !address.chars().any(char::is_control) {
        Ok(address)
    } else {
        Err(ChartError::LinksElsewhere(address.to_owned()))
    }
}

/// Pixels to one decimal place. Tenths are whole numbers, which are written much faster than floating ones.
pub(super) fn px(number: f32) -> String {
    let tenths = (number * 10.0).round() as i64;
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    // Not "-0": the same drawing from the same data, and a shorter one.
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Pixels of a drawing in the size of letters of a page, whose letters have 16 where nothing else is set.
fn rem(pixels: f32) -> String {
    format!("{}rem", pixels / 16.0)
}

#[cfg(test)]
mod tests {
    use super::{px, rem};

    #[test]
    fn on_a_page_sizes_follow_the_letters() {
        assert_eq!([288.0, 301.0, 1216.0].map(rem), ["18rem", "18.8125rem", "76rem"]);
    }

    #[test]
    fn pixels_are_written_to_one_place_and_never_as_minus_nothing() {
        let written = [12.0, 12.34, -0.04, -0.26, 0.0, 1216.0, -16.0, 9.96].map(px);
        assert_eq!(written, ["12", "12.3", "0", "-0.3", "0", "1216", "-16", "10"]);
    }
}
