//! The first sheet: what the workbook is, its figures and its summary, and where its numbers come from.

use crate::rows::{cut, heighten, lines};
use reports::document::{Document, Figure, Level, Part};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// Letters that the columns are wide: names, values, and what stands beside a figure.
const WIDTHS: [usize; 3] = [34, 100, 30];

pub(crate) fn write(sheet: &mut Worksheet, document: &Document, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width as f64)?;
    }
    let mut cover = Cover { sheet, row: 0 };
    cover.line(document.kind_title, &Format::new().set_bold())?;
    heighten(cover.sheet, cover.row, 2)?;
    cover.line(&document.title, &Format::new().set_bold().set_font_size(16))?;
    cover.line(&document.publisher, &Format::new())?;
    cover.line(&document.scope, &Format::new())?;
    if document.is_sample {
        cover
            .line("Demonstration: plans and agencies are real, progress is fictional.", &Format::new().set_italic())?;
    }
    for part in on_the_cover(document) {
        cover.part(part)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
}

/// The figures and the summary at the beginning, and the chapter about sources at the end.
fn on_the_cover(document: &Document) -> impl Iterator<Item = &Part> {
    let mut chapter = String::new();
    document.parts.iter().filter(move |part| {
        if let Part::Heading(heading) = part
            && heading.level == Level::Chapter
        {
            chapter.clone_from(&heading.id);
        }
        matches!(chapter.as_str(), "" | "summary" | "sources")
    })
}

struct Cover<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Cover<'_> {
    /// A line in the first column, which runs over the second.
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, cut(text), format)?;
        self.row += 1;
        Ok(())
    }

    /// A name with its value beside it.
    fn pair(&mut self, name: &str, value: &str) -> Result<(), XlsxError> {
        let top = Format::new().set_align(FormatAlign::Top);
        self.sheet.write_string_with_format(self.row, 0, cut(name), &top)?;
        self.sheet.write_string_with_format(self.row, 1, cut(value), &top.set_text_wrap())?;
        heighten(self.sheet, self.row, lines(value, WIDTHS[1]))?;
        self.row += 1;
        Ok(())
    }

    /// A text of several lines in the second column.
    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        self.pair("", text)
    }

    fn part(&mut self, part: &Part) -> Result<(), XlsxError> {
        match part {
            Part::Heading(heading) => {
                self.row += 1;
                self.line(&heading.text, &Format::new().set_bold().set_font_size(13))
            }
            Part::Text(text) | Part::Note(text) | Part::Code(text) => self.text(text),
            Part::Items(items) => items.iter().try_for_each(|item| self.text(item)),
            Part::Facts(facts) => facts.iter().try_for_each(|fact| self.pair(&fact.name, &fact.value)),
            Part::Figures(figures) => figures.iter().try_for_each(|figure| self.figure(figure)),
            // Each has a sheet of its own.
            Part::Grid(grid) => self.pair("Table", &grid.name),
            Part::Chart(plotted) => self.pair("Chart", &plotted.in_words()),
        }
    }

    fn figure(&mut self, Figure { name, number, of, change }: &Figure) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, cut(name))?;
        // Counts and days are far below what Excel keeps exactly.
        let left = Format::new().set_align(FormatAlign::Left);
        self.sheet.write_number_with_format(self.row, 1, *number as f64, &left)?;
        let beside: Vec<&str> = of.as_deref().into_iter().chain(change.as_deref()).collect();
        if !beside.is_empty() {
            self.sheet.write_string(self.row, 2, cut(&beside.join(", ")))?;
        }
        self.row += 1;
        Ok(())
    }
}
