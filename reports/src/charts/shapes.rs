//! The marks that charts-rs drew, read from its SVG.

use super::ChartError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// One element of the drawing, with what it inherits from the groups around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub name: String,
    /// Its own attributes first, then those of its groups from the innermost out.
    attributes: Vec<(String, String)>,
    pub text: String,
}

impl Shape {
    pub fn word(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == attribute).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, attribute: &'static str) -> Result<f32, ChartError> {
        self.word(attribute).and_then(|value| value.parse().ok()).ok_or_else(|| self.without(attribute))
    }

    /// The place of its datum in what was given to the library.
    pub fn index(&self, attribute: &'static str) -> Result<usize, ChartError> {
        self.word(attribute).and_then(|value| value.parse().ok()).ok_or_else(|| self.without(attribute))
    }

    /// Its row and its place in the row, where these attributes name them: keys step through marks in that order.
    pub fn order(&self, row: &'static str, place: &'static str) -> (usize, usize) {
        (self.index(row).unwrap_or_default(), self.index(place).unwrap_or_default())
    }

    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub fn area(&self) -> Result<Area, ChartError> {
        Ok(Area {
            x: self.number("x")?,
            y: self.number("y")?,
            width: self.number("width")?,
            height: self.number("height")?,
        })
    }

    pub fn without(&self, attribute: &'static str) -> ChartError {
        ChartError::Incomplete { shape: self.name.clone(), attribute }
    }
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    pub fn center(&self) -> f32 {
        self.x + self.width / 2.0
    }

    pub fn middle(&self) -> f32 {
        self.y + self.height / 2.0
    }
}

/// All shapes of a drawing in their order; groups are dissolved.
pub(super) fn read(svg: &str) -> Result<Vec<Shape>, ChartError> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().trim_text(true);
    let mut groups: Vec<Shape> = Vec::new();
    let mut shapes = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Empty(element) => shapes.push(inherit(shape(&element)?, &groups)),
            Event::Start(element) => groups.push(shape(&element)?),
            Event::Text(text) => {
                if let Some(group) = groups.last_mut() {
                    group.text.push_str(text.trim());
                }
            }
            Event::End(_) => {
                if let Some(closed) = groups.pop().filter(|closed| closed.is("text")) {
                    shapes.push(inherit(closed, &groups));
                }
            }
            Event::Eof => return Ok(shapes),
            _ => {}
        }
    }
}

fn shape(element: &BytesStart<'_>) -> Result<Shape, ChartError> {
    let mut attributes = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    let name = element.name().as_ref().to_owned();
    Ok(Shape { name, attributes, text: String::new() })
}

fn inherit(mut shape: Shape, groups: &[Shape]) -> Shape {
    let inherited = groups.iter().rev().filter(|group| group.is("g")).flat_map(|group| group.attributes.clone());
    shape.attributes.extend(inherited);
    shape
}
