//! The tables of `docs/accessibility-conformance.md`, so that the page and the document are one.

const DOCUMENT: &str = include_str!("../../../../docs/accessibility-conformance.md");

/// A level of WCAG with its criteria.
#[derive(Debug)]
pub struct Level {
    pub title: String,
    pub rows: Vec<Row>,
}

/// A criterion with what was found.
#[derive(Debug)]
pub struct Row {
    pub criterion: String,
    pub conformance: String,
    pub remarks: String,
    pub tests: String,
}

/// The levels in the order of the document.
pub fn levels() -> Vec<Level> {
    let sections = DOCUMENT.split("\n## ").skip(1);
    let levels = sections.map(|section| {
        let (title, rest) = section.split_once('\n').unwrap_or((section, ""));
        Level { title: title.to_owned(), rows: rest.lines().filter_map(row).collect() }
    });
    levels.filter(|level| !level.rows.is_empty()).collect()
}

/// A line of a table: four cells, of which the first begins with the number of a criterion.
fn row(line: &str) -> Option<Row> {
    let line = line.strip_prefix("| ")?.strip_suffix(" |")?;
    if !line.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    // Names of tests are code in the document.
    let mut cells = line.split(" | ").map(|cell| cell.replace('`', ""));
    Some(Row { criterion: cells.next()?, conformance: cells.next()?, remarks: cells.next()?, tests: cells.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_criterion_of_both_levels_is_there_once() {
        let levels = levels();
        let numbers: Vec<usize> = levels.iter().map(|level| level.rows.len()).collect();
        // WCAG 2.2 without 4.1.1, which is obsolete.
        assert_eq!(numbers, [31, 24]);
        let criteria: BTreeSet<&str> = levels
            .iter()
            .flat_map(|level| &level.rows)
            .map(|row| row.criterion.split(' ').next().unwrap_or(""))
            .collect();
        assert_eq!(criteria.len(), 55);
    }

    #[test]
    fn a_criterion_says_one_of_the_words_of_such_reports_and_is_tested() {
        for row in levels().iter().flat_map(|level| &level.rows) {
            let words = ["Supports", "Partially supports", "Does not support", "Not applicable"];
            assert!(words.contains(&row.conformance.as_str()), "{row:?}");
            assert!(!row.remarks.is_empty() && !row.tests.is_empty(), "{row:?}");
        }
    }
}
