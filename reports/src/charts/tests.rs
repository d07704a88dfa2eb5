//! What every chart keeps to, whatever it shows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod curves;
mod dark;
mod edges;
mod fills;
mod places;
mod samples;

use super::*;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use samples::every_kind;

const WIDTHS: [Width; 4] = [Width::Half, Width::Full, Width::Narrow, Width::Side];
const PLACES: [Place; 2] = [Place::Page, Place::File];

/// One element with its attributes and the text directly in it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }
}

/// The elements of a drawing in the order in which they begin; fails where it is not XML.
fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().expand_empty_elements = true;
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                let attributes = attributes.collect();
                open.push(elements.len());
                elements.push(Element { name: start.name().as_ref().to_owned(), attributes, text: String::new() });
            }
            Event::End(_) => drop(open.pop().unwrap()),
            Event::Text(text) => elements[*open.last().unwrap()].text.push_str(&text),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference)).unwrap().into_owned();
                elements[*open.last().unwrap()].text.push_str(&text);
            }
            Event::Eof => break,
            other => panic!("A drawing has elements and texts only, not {other:?}"),
        }
    }
    assert!(open.is_empty());
    elements
}

fn named<'a>(elements: &'a [Element], name: &str) -> Vec<&'a Element> {
    elements.iter().filter(|element| element.name == name).collect()
}

#[test]
fn in_a_page_each_datum_that_is_not_nothing_is_one_link_to_its_rows() {
    for (sample, width) in every_kind("c", "Justice").iter().flat_map(|sample| WIDTHS.map(|width| (sample, width))) {
        let drawn = elements(&(sample.draw)(width, Place::Page).unwrap());
        let links = named(&drawn, "a");
        assert_eq!(links.len(), sample.marks, "{} {width:?}", sample.kind);
        for link in links {
            assert_eq!(link.get("href"), Some("/actions?status=delayed&lead=doj"));
            assert_eq!(link.get("tabindex"), Some("-1"));
        }
        // One title a mark.
        assert_eq!(named(&drawn, "title").len(), sample.marks, "{}", sample.kind);
    }
}

#[test]
fn in_a_file_there_are_no_links_and_the_same_marks_and_its_own_title() {
    for sample in every_kind("c", "Justice") {
        let drawn = elements(&(sample.draw)(Width::Half, Place::File).unwrap());
        assert_eq!(named(&drawn, "a").len(), 0, "{}", sample.kind);
        assert_eq!(named(&drawn, "title").len(), sample.marks + 1, "{}", sample.kind);
        assert_eq!(named(&drawn, "title")[0].text, "Justice");
        assert_eq!(named(&drawn, "pattern").len(), 10);
        assert!(drawn[0].get("font-family").unwrap().starts_with("Public Sans, "));
    }
}

#[test]
fn the_numbers_that_are_drawn_are_the_data() {
    for sample in every_kind("c", "Justice") {
        let drawn = elements(&(sample.draw)(Width::Full, Place::Page).unwrap());
        let bold = named(&drawn, "text").into_iter().filter(|text| text.get("font-weight") == Some("700"));
        let mut bold: Vec<&str> = bold.map(|text| text.text.as_str()).filter(|text| *text != "Justice").collect();
        let mut numbers = sample.numbers;
        bold.sort_unstable();
        numbers.sort_unstable();
        assert_eq!(bold, numbers, "{}", sample.kind);
    }
}

#[test]
fn a_drawing_holds_no_style_no_script_and_nothing_that_is_fetched() {
    let kinds = every_kind("c", "Justice");
    for (sample, place) in kinds.iter().flat_map(|sample| PLACES.map(|place| (sample, place))) {
        for element in elements(&(sample.draw)(Width::Half, place).unwrap()) {
            assert!(!["style", "script", "image", "use", "foreignObject"].contains(&element.name.as_str()));
            for (key, value) in &element.attributes {
                let is_namespace = key == "xmlns" && value == "http://www.w3.org/2000/svg";
                assert!(key != "style" && !key.starts_with("on"), "{key}");
                assert!(is_namespace || !value.contains("//"), "{value}");
                assert!(!value.contains("url(") || value.starts_with("url(#"), "{value}");
            }
        }
    }
}

#[test]
fn ids_of_two_drawings_do_not_meet_and_each_reference_has_its_target() {
    for place in PLACES {
        let mut ids = Vec::new();
        for id in ["one", "two"] {
            let svg = (every_kind(id, "Justice")[1].draw)(Width::Half, place).unwrap();
            let sprite = if place == Place::Page { patterns() } else { String::new() };
            let known: Vec<String> = elements(&sprite).iter().chain(&elements(&svg)).filter_map(id_of).collect();
            for reference in elements(&svg).iter().flat_map(references) {
                assert!(known.contains(&reference), "{reference}");
            }
            ids.extend(elements(&svg).iter().filter_map(id_of));
        }
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

fn id_of(element: &Element) -> Option<String> {
    element.get("id").map(str::to_owned)
}

fn references(element: &Element) -> Vec<String> {
    let fills = element.attributes.iter().filter_map(|(_, value)| value.strip_prefix("url(#")?.strip_suffix(')'));
    let names = ["aria-labelledby", "aria-describedby"].into_iter().filter_map(|key| element.get(key));
    fills.chain(names).map(str::to_owned).collect()
}

#[test]
fn hostile_labels_are_letters_and_nothing_else() {
    let hostile = "<script>alert('1')</script><b onload=\"x\">&amp;\u{0}\u{8}\u{202e}\u{ffff}]]>";
    let shown = "<script>alert('1')</script><b onload=\"x\">&amp;]]>";
    for (sample, place) in every_kind("c", hostile).iter().flat_map(|sample| PLACES.map(|place| (sample, place))) {
        let svg = (sample.draw)(Width::Full, place).unwrap();
        let drawn = elements(&svg);
        let known = ["svg", "g", "a", "title", "desc", "rect", "text", "line", "path", "circle", "defs", "pattern"];
        assert!(drawn.iter().all(|element| known.contains(&element.name.as_str())), "{}", sample.kind);
        assert!(drawn.iter().any(|element| element.text == shown), "{}: {svg}", sample.kind);
        assert!(!svg.contains(char::is_control) && !svg.contains('\u{202e}'));
    }
}

#[test]
fn a_chart_never_links_out_of_the_site() {
    for address in ["javascript:alert(1)", "https://example.org/", "//example.org", "/\\example.org", "data:,", ""] {
        let mut bars = samples::bars("c", "Justice");
        samples::each_bar(&mut bars).for_each(|bar| bar.rows = Some(address.to_owned()));
        let refused = bars.draw(Width::Half, Place::Page).unwrap_err();
        assert_eq!(refused.to_string(), format!("A chart links within this site only, not to {address}"));
    }
}

#[test]
fn the_same_data_are_drawn_the_same_to_the_byte() {
    for (one, other) in every_kind("c", "Justice").iter().zip(every_kind("c", "Justice")) {
        for place in PLACES {
            assert_eq!((one.draw)(Width::Half, place).unwrap(), (other.draw)(Width::Half, place).unwrap());
        }
    }
}

#[test]
fn a_screen_reader_hears_one_image_by_its_title_and_description() {
    for sample in every_kind("c", "Justice") {
        let drawn = elements(&(sample.draw)(Width::Half, Place::Page).unwrap());
        let image = drawn.iter().find(|element| element.get("role") == Some("img")).unwrap();
        assert_eq!((image.get("aria-label"), image.get("aria-describedby")), (Some("Justice"), Some("c-description")));
        assert_eq!(named(&drawn, "desc")[0].text, "Justice");
    }
}
