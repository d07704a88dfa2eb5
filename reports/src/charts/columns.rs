//! The names of columns under a drawing.

use super::drawing::{Anchor, Drawing, Letters};
use super::lettering::{self, LINE, Weight};
use super::theme::Plot;

/// The names of evenly spaced columns. Where one does not fit over its column, every second name moves a line down, or two
/// of three.
#[derive(Debug)]
pub(super) struct ColumnNames {
    names: Vec<String>,
    /// Names of one line are as wide as their column, those of more lines nearly as wide as so many columns.
    lines: u8,
    column: f32,
}

impl ColumnNames {
    pub fn fit<'a>(names: impl ExactSizeIterator<Item = &'a str>, room: f32) -> ColumnNames {
        let column = room / names.len().max(1) as f32;
        let names: Vec<String> = names.map(lettering::clean).collect();
        let widest = |lines: u8| column * f32::from(lines) - if lines == 1 { 4.0 } else { BETWEEN };
        let fit = |lines: &u8| names.iter().all(|name| lettering::width(name, Weight::Regular) <= widest(*lines));
        let most = u8::try_from(names.len()).unwrap_or(u8::MAX).clamp(1, MOST_LINES);
        let lines = (1..=most).find(fit).unwrap_or(most);
        let widest = widest(lines);
        let names = names.iter().map(|name| lettering::shorten(name, Weight::Regular, widest)).collect();
        ColumnNames { names, lines, column }
    }

    /// In pixels, with the gap to the axis.
    pub fn height(&self) -> f32 {
        10.0 + LINE * f32::from(self.lines)
    }

    pub fn draw(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        let mut free_from = [0.0_f32; MOST_LINES as usize];
        for (place, name) in self.names.iter().enumerate() {
            let line = place % usize::from(self.lines);
            let width = lettering::width(name, Weight::Regular);
            let center = plot.left + self.column * (place as f32 + 0.5);
            // A name wider than its column may leave neither the drawing nor its place among the others.
            let ends = (center + width / 2.0).max(width).min(plot.right());
            let starts = (ends - width).max(free_from[line]);
            let name = lettering::shorten(name, Weight::Regular, ends - starts + 0.1);
            let middle = plot.bottom() + 14.0 + LINE * line as f32;
            drawing.letters(Letters::quiet(&name, (starts + ends) / 2.0, middle, Anchor::Middle));
            free_from[line] = ends + BETWEEN;
        }
    }
}

/// White between two names of a line.
const BETWEEN: f32 = 6.0;

/// Lines of names under a drawing.
const MOST_LINES: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_under_many_columns_of_a_phone_are_whole() {
        let names = ["Feb. 13, 2024", "Added", "Reopened", "Completed", "Withdrawn", "Retracted", "Sept. 30, 2024"];
        let fitted = ColumnNames::fit(names.into_iter(), 288.0);
        assert_eq!(fitted.names, names);
    }
}
