//! A report as plain values: what it says, in the order in which it says it. Each face is made from these values alone, so
//! all of them say the same: the page, the PDF, the workbook, HTML, and JSON. CSV is the first of its [`data`](Document::data).

mod grid;
mod html;
mod json;
mod source;
mod stated;
mod steps;

pub use grid::{Align, Grid, Head};
pub use html::{bytes as html, stated as stated_in_html};
pub use json::bytes as json;
pub use source::Source;
pub use stated::Stated;
pub use steps::{Canceled, Steps};

use crate::charts::{Chart, ChartError, Place, Width};
use crate::table::Table;
use domain::ledger::Hash;
use serde::Serialize;

/// One report.
#[derive(Clone, Debug)]
pub struct Document {
    /// What kind of report it is, as its address names it: `progress`.
    pub kind: &'static str,
    /// "Progress report".
    pub kind_title: &'static str,
    /// "Active plans: changes since February 13, 2024".
    pub title: String,
    /// Whose report it is: the task force.
    pub publisher: String,
    /// Under the title: as of which date, compared with which, and of which actions.
    pub scope: String,
    /// Whether its tables need a page that lies on its side.
    pub is_landscape: bool,
    /// Whether the progress that it shows is fictional.
    pub is_sample: bool,
    /// The body, in reading order.
    pub parts: Vec<Part>,
    /// The rows that everything above is counted from. The first table is what the report is about.
    pub data: Vec<Table>,
    pub source: Source,
}

/// A part of the body.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "part", content = "content", rename_all = "kebab-case")]
pub enum Part {
    Heading(Heading),
    /// A paragraph.
    Text(String),
    /// A sentence in small print.
    Note(String),
    /// A list of sentences.
    Items(Vec<String>),
    /// Names with their values.
    Facts(Vec<Fact>),
    Figures(Vec<Figure>),
    Chart(Box<Plotted>),
    Grid(Grid),
    /// Text that is shown letter by letter, such as a signed checkpoint.
    Code(String),
}

/// A heading, which the outline of every face lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    pub level: Level,
    /// Its anchor, the same in every face.
    pub id: String,
    pub text: String,
}

/// How deep a heading is. The title of the report is above all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A chapter. On paper it begins a page.
    Chapter,
    Section,
    Item,
}

/// A name with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A number that is read first, with how it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub name: String,
    pub number: i64,
    /// What it is part of: "of 109".
    pub of: Option<String>,
    /// "7 fewer", "no change"; nothing where nothing is compared.
    pub change: Option<String>,
}

/// A chart with the numbers that it draws.
#[derive(Clone, Debug, Serialize)]
pub struct Plotted {
    /// Its anchor, the same in every face.
    pub id: String,
    /// What is seen, as a sentence.
    pub title: String,
    /// What is counted, in which unit, of how many.
    pub measure: String,
    #[serde(skip)]
    pub chart: Chart,
    /// Whether it needs the whole width of a page.
    #[serde(skip)]
    pub is_wide: bool,
    pub table: Grid,
    /// Sentences under the chart, such as what it leaves out.
    pub foot: Vec<String>,
}

impl Document {
    /// The SHA-256 over the digests of its tables. [`DIGEST_IS_OVER`] says how to compute it.
    pub fn digest(&self) -> Hash {
        let lines: String =
            self.data.iter().map(|table| format!("{} {}\n", table.about().name, table.digest())).collect();
        Hash::of(&[lines.as_bytes()])
    }

    /// The headings, in order.
    pub fn outline(&self) -> impl Iterator<Item = &Heading> {
        self.parts.iter().filter_map(|part| match part {
            Part::Heading(heading) => Some(heading),
            _ => None,
        })
    }

    /// The name of a file with it, without an ending: what it is and of which actions, the day it was read as of, and the
    /// last entry.
    pub fn file_name(&self) -> String {
        let (_, query) = self.source.address.split_once('?').unwrap_or_default();
        let asked = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("as_of="));
        let asked: String = asked.map(|pair| format!("-{pair}")).collect();
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let asked: String = asked.chars().map(plain).take(LONGEST_NAME).collect();
        format!("concord-{}-report{asked}_{}_entry-{}", self.kind, self.source.judged_on, self.source.entry.number())
    }
}

/// The most letters of the name of a file that say of which actions it is.
const LONGEST_NAME: usize = 80;

/// How to compute [`Document::digest`], in words that stand in the file.
pub const DIGEST_IS_OVER: &str = "SHA-256 over one line for each table of the report, in their order: the name of the table, a \
     space, the digest of its rows in hexadecimal, and a line feed. The JSON of the report has the tables with their digests.";

impl Plotted {
    /// The drawing alone: its title and its sentences stand around it.
    ///
    /// # Errors
    /// When the numbers cannot be drawn.
    pub fn svg(&self, width: Width) -> Result<String, ChartError> {
        let mut chart = self.chart.clone();
        let words = chart.words_mut();
        words.title.clear();
        words.description.clear();
        words.foot.clear();
        chart.draw(width, Place::File)
    }

    /// What the drawing shows, for those who do not see it.
    pub fn in_words(&self) -> String {
        format!("{}. {}", self.title, self.measure)
    }
}

impl Part {
    pub fn chapter(id: impl Into<String>, text: impl Into<String>) -> Part {
        Part::heading(Level::Chapter, id, text)
    }

    pub fn section(id: impl Into<String>, text: impl Into<String>) -> Part {
        Part::heading(Level::Section, id, text)
    }

    pub fn item(id: impl Into<String>, text: impl Into<String>) -> Part {
        Part::heading(Level::Item, id, text)
    }

    fn heading(level: Level, id: impl Into<String>, text: impl Into<String>) -> Part {
        Part::Heading(Heading { level, id: id.into(), text: text.into() })
    }
}

impl Figure {
    /// A count without anything beside it.
    pub fn count(name: impl Into<String>, number: usize) -> Figure {
        Figure { name: name.into(), number: i64::try_from(number).unwrap_or(i64::MAX), of: None, change: None }
    }

    /// The number as people read it: with commas and a true minus.
    pub fn in_words(&self) -> String {
        crate::words::signed(self.number)
    }
}

impl Fact {
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}
