//! A report as one HTML file: it needs nothing beside itself, runs no script, and has the order and the anchors of the page.

use super::{Align, Document, Fact, Figure, Grid, Heading, Level, Part, Plotted, Stated};
use crate::charts::{ChartError, Width};
use crate::table::Cell;
use crate::words::thousands;
use domain::date::in_sentence;
use std::fmt::{self, Write};

/// How it looks, on screens and on paper.
const STYLE: &str = include_str!("html/style.css");

/// Nothing is loaded and nothing runs, whatever a text of the report says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The report as one HTML file, an element a line.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn bytes(document: &Document) -> Result<Vec<u8>, ChartError> {
    let mut page = Page(String::new());
    page.head(document);
    page.title(document);
    page.contents(document);
    for part in &document.parts {
        page.part(part)?;
    }
    page.foot(document);
    Ok(page.0.into_bytes())
}

/// What an HTML file of ours says of itself. `None` for another file.
pub fn stated(bytes: &[u8]) -> Option<Stated> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.split_once(KEYWORDS)?;
    Stated::from_xml(rest.split_once("\">")?.0)
}

/// How the line begins on which a file names the address that it was made from.
const KEYWORDS: &str = "<meta name=\"keywords\" content=\"";

/// A text in which no letter is markup.
struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|letter| match letter {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            // No HTML may have them, not even by their number.
            letter if letter.is_control() && letter != '\n' && letter != '\t' => f.write_char('\u{fffd}'),
            letter => f.write_char(letter),
        })
    }
}

struct Page(String);

impl Page {
    fn line(&mut self, line: fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn head(&mut self, document: &Document) {
        let (title, kind) = (Plain(&document.title), Plain(document.kind_title));
        let keyword = Stated::keyword(&document.source);
        self.line(format_args!("<!doctype html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"utf-8\">"));
        self.line(format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", Plain(POLICY)));
        self.line(format_args!("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
        self.line(format_args!("<title>{title} | {}</title>", Plain(&document.publisher)));
        self.line(format_args!("<meta name=\"author\" content=\"{}\">", Plain(&document.publisher)));
        self.line(format_args!("<meta name=\"description\" content=\"{kind}. {}\">", Plain(&document.scope)));
        self.line(format_args!("{KEYWORDS}{}\">", Plain(&keyword)));
        let paper = if document.is_landscape { "letter landscape" } else { "letter portrait" };
        self.line(format_args!("<style>\n{STYLE}@page {{ size: {paper}; }}\n</style>\n</head>\n<body>"));
        self.line(format_args!("<a class=\"skip\" href=\"#report\">Skip to the report</a>"));
    }

    fn title(&mut self, document: &Document) {
        self.line(format_args!("<header>{}</header>\n<main id=\"report\">", Plain(&document.publisher)));
        self.line(format_args!("<p class=\"kind\">{}</p>", Plain(document.kind_title)));
        self.line(format_args!("<h1>{}</h1>\n<p>{}</p>", Plain(&document.title), Plain(&document.scope)));
        if document.is_sample {
            self.line(format_args!(
                "<p class=\"note\">Demonstration: plans and agencies are real, progress is fictional.</p>"
            ));
        }
    }

    /// The chapters, for jumping to them.
    fn contents(&mut self, document: &Document) {
        self.line(format_args!("<nav aria-label=\"Contents of the report\">\n<ul>"));
        for Heading { id, text, .. } in document.outline().filter(|heading| heading.level == Level::Chapter) {
            self.line(format_args!("<li><a href=\"#{}\">{}</a></li>", Plain(id), Plain(text)));
        }
        self.line(format_args!("</ul>\n</nav>"));
    }

    fn foot(&mut self, document: &Document) {
        let source = &document.source;
        let entry = thousands(usize::try_from(source.entry.0).unwrap_or(usize::MAX).saturating_add(1));
        let (day, digest) = (in_sentence(source.judged_on), document.digest());
        self.line(format_args!("</main>\n<footer>As of {day}, log entry {entry}. Data digest {digest}.</footer>"));
        self.line(format_args!("</body>\n</html>"));
    }

    fn part(&mut self, part: &Part) -> Result<(), ChartError> {
        match part {
            Part::Heading(Heading { level, id, text }) => {
                let level = match level {
                    Level::Chapter => 2,
                    Level::Section => 3,
                    Level::Item => 4,
                };
                self.line(format_args!("<h{level} id=\"{}\">{}</h{level}>", Plain(id), Plain(text)));
            }
            Part::Text(text) => self.line(format_args!("<p>{}</p>", Plain(text))),
            Part::Note(text) => self.line(format_args!("<p class=\"note\">{}</p>", Plain(text))),
            Part::Items(items) => {
                self.line(format_args!("<ul>"));
                items.iter().for_each(|item| self.line(format_args!("<li>{}</li>", Plain(item))));
                self.line(format_args!("</ul>"));
            }
            Part::Facts(facts) => self.facts(facts),
            Part::Figures(figures) => self.figures(figures),
            Part::Chart(plotted) => self.chart(plotted)?,
            Part::Grid(grid) => self.grid(grid),
            Part::Code(text) => self.line(format_args!("<pre tabindex=\"0\">{}</pre>", Plain(text))),
        }
        Ok(())
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.line(format_args!("<dl class=\"facts\">"));
        for Fact { name, value } in facts {
            self.line(format_args!("<dt>{}</dt><dd>{}</dd>", Plain(name), Plain(value)));
        }
        self.line(format_args!("</dl>"));
    }

    fn figures(&mut self, figures: &[Figure]) {
        self.line(format_args!("<dl class=\"figures\">"));
        for figure in figures {
            let Figure { name, of, change, .. } = figure;
            let of = of.as_deref().map(|of| format!(" <small>{}</small>", Plain(of))).unwrap_or_default();
            let change = change.as_deref().map(|of| format!("<span class=\"change\">{}</span>", Plain(of)));
            self.line(format_args!(
                "<div><dt>{}</dt><dd><span class=\"number\">{}</span>{of}{}</dd></div>",
                Plain(name),
                Plain(&figure.in_words()),
                change.unwrap_or_default()
            ));
        }
        self.line(format_args!("</dl>"));
    }

    fn chart(&mut self, plotted: &Plotted) -> Result<(), ChartError> {
        let svg = plotted.svg(Width::Half)?;
        self.line(format_args!("<figure>\n<h3 id=\"{}\">{}</h3>", Plain(&plotted.id), Plain(&plotted.title)));
        self.line(format_args!("<p class=\"note\">{}</p>", Plain(&plotted.measure)));
        self.line(format_args!("<div class=\"drawing\" role=\"img\" aria-label=\"{}\">", Plain(&plotted.in_words())));
        self.line(format_args!("{svg}\n</div>"));
        for foot in &plotted.foot {
            self.line(format_args!("<p class=\"note\">{}</p>", Plain(foot)));
        }
        self.grid(&plotted.table);
        self.line(format_args!("</figure>"));
        Ok(())
    }

    fn grid(&mut self, grid: &Grid) {
        let class = |column: usize| match grid.heads.get(column) {
            Some(head) if head.align == Align::Right => " class=\"number\"",
            _ => "",
        };
        let name = Plain(&grid.name);
        // A table wider than the screen is scrolled, also with keys alone.
        self.line(format_args!("<div class=\"scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">"));
        self.line(format_args!("<table aria-label=\"{name}\">\n<thead>\n<tr>"));
        for (column, head) in grid.heads.iter().enumerate() {
            self.line(format_args!("<th scope=\"col\"{}>{}</th>", class(column), Plain(&head.title)));
        }
        self.line(format_args!("</tr>\n</thead>\n<tbody>"));
        let last = grid.rows.len().saturating_sub(1);
        for (place, cells) in grid.rows.iter().enumerate() {
            let is_total = grid.has_total && place == last;
            self.line(format_args!("{}", if is_total { "<tr class=\"total\">" } else { "<tr>" }));
            for (column, cell) in cells.iter().enumerate() {
                let text = cell.in_words();
                match column {
                    0 => self.line(format_args!("<th scope=\"row\"{}>{}</th>", class(0), Plain(&text))),
                    // A day stays on one line.
                    _ if matches!(cell, Cell::Date(_)) => {
                        self.line(format_args!("<td class=\"day\">{}</td>", Plain(&text)));
                    }
                    _ => self.line(format_args!("<td{}>{}</td>", class(column), Plain(&text))),
                }
            }
            self.line(format_args!("</tr>"));
        }
        self.line(format_args!("</tbody>\n</table>\n</div>"));
    }
}
