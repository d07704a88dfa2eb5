//! The two tables of a workpaper. No value in them needs quotation marks or begins a formula.

use crate::about::{About, ItemEntry};
use crate::contents::Member;
use crate::names::plain;
use domain::sampling::{Candidate, Sample};

pub(crate) const POPULATION_HEAD: &str = "id,stratum,label";
const SELECTION_HEAD: &str = "item,id,stratum,stratum_population,stratum_drawn,rank,folder";

/// Everything that could be drawn, by stratum and id.
pub(crate) fn population(members: &[Member]) -> String {
    let mut members: Vec<&Member> = members.iter().collect();
    members.sort_by(|a, b| (&a.stratum, a.id.len(), &a.id).cmp(&(&b.stratum, b.id.len(), &b.id)));
    let mut table = format!("{POPULATION_HEAD}\n");
    for Member { id, stratum, label } in members {
        table.push_str(&format!("{id},{stratum},{}\n", plain_path(label)));
    }
    table
}

/// A label as it stands in the table: `NAP-2021/DOJ-08`.
fn plain_path(label: &str) -> String {
    label.split('/').map(plain).collect::<Vec<_>>().join("/")
}

/// What was drawn, and from how many.
pub(crate) fn selection(about: &About) -> String {
    let mut table = format!("{SELECTION_HEAD}\n");
    for ItemEntry { number, id, stratum, rank, folder, .. } in &about.items {
        let of = about.strata.iter().find(|of| of.code == *stratum);
        let (population, drawn) = of.map_or((0, 0), |of| (of.population, of.drawn));
        table.push_str(&format!("{number},{id},{stratum},{population},{drawn},{rank},{folder}\n"));
    }
    table
}

/// The population that a table lists; the number of the first line that is none of it.
pub(crate) fn read_population(table: &str) -> Result<Vec<Candidate>, usize> {
    let mut lines = table.strip_suffix('\n').ok_or(1_usize)?.split('\n').zip(1..);
    if lines.next().map(|(head, _)| head) != Some(POPULATION_HEAD) {
        return Err(1);
    }
    lines.map(|(line, number)| candidate(line).ok_or(number)).collect()
}

fn candidate(line: &str) -> Option<Candidate> {
    let mut cells = line.split(',');
    let (id, stratum, _label) = (cells.next()?, cells.next()?, cells.next()?);
    let is_id = !id.is_empty() && plain(id) == id;
    (is_id && cells.next().is_none()).then(|| Candidate { id: id.to_owned(), stratum: stratum.to_owned() })
}

/// Whether the items and strata are those that were drawn.
pub(crate) fn is_drawn(about: &About, sample: &Sample) -> bool {
    let has_items = about.items.len() == sample.drawn.len()
        && about
            .items
            .iter()
            .zip(&sample.drawn)
            .all(|(item, drawn)| (&item.id, &item.stratum, item.rank) == (&drawn.id, &drawn.stratum, drawn.rank));
    let has_strata = about.strata.len() == sample.strata.len()
        && about.strata.iter().zip(&sample.strata).all(|(stated, found)| {
            (&stated.code, stated.population, stated.drawn) == (&found.code, found.population, found.drawn)
        });
    has_items && has_strata
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(id: &str, stratum: &str, label: &str) -> Member {
        Member { id: id.to_owned(), stratum: stratum.to_owned(), label: label.to_owned() }
    }

    #[test]
    fn the_population_is_read_as_it_was_written() {
        let table = population(&[member("10", "B", "x"), member("9", "B", "a,b\n=1"), member("1", "A", "P/R 1")]);
        assert_eq!(table, "id,stratum,label\n1,A,P/R-1\n9,B,a-b--1\n10,B,x\n");
        let read = read_population(&table).unwrap_or_default();
        let read: Vec<(&str, &str)> = read.iter().map(|of| (of.id.as_str(), of.stratum.as_str())).collect();
        assert_eq!(read, [("1", "A"), ("9", "B"), ("10", "B")]);
    }

    #[test]
    fn the_first_line_that_is_no_item_is_named() {
        for (table, line) in [
            ("", 1),
            ("id,stratum\n", 1),
            ("id,stratum,label\n1,A,x", 1),
            ("id,stratum,label\n1,A,x\n2,A\n", 3),
            ("id,stratum,label\n1,A,x,y\n", 2),
            ("id,stratum,label\n,A,x\n", 2),
        ] {
            assert_eq!(read_population(table), Err(line), "{table:?}");
        }
    }
}
