//! Every source that the reader's rows cite, with how many rows of which kind rest on it.

use crate::components::table::{ColumnHead, Table};
use crate::error::AppError;
use crate::words;
use domain::reference::{Reference, ReferenceContent};
use domain::text::Citation;
use leptos::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::View;

const COLUMNS: &[ColumnHead] =
    &[ColumnHead::text("Source"), ColumnHead::number("Rows"), ColumnHead::text("What rests on it")];

/// What a row is called when it is counted: the word for one of them, and for several.
type RowName = (&'static str, &'static str);

/// How many rows of each kind rest on each citation. A row that rests on several sources names them in one citation.
#[derive(Debug, Default)]
pub struct Citations(BTreeMap<String, BTreeMap<RowName, usize>>);

impl Citations {
    /// Counts the rows that the reader may see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(view: &View, references: &[Reference]) -> Result<Citations, AppError> {
        let mut citations = Citations::default();
        for agency in view.agencies() {
            citations.add(&agency.source, ("agency", "agencies"));
        }
        for body in view.bodies() {
            citations.add(&body.source, ("body", "bodies"));
        }
        for meeting in view.meetings() {
            citations.add(&meeting.source, ("meeting", "meetings"));
        }
        for reference in references {
            citations.add(&reference.source, reference_name(&reference.content));
        }
        citations.add_plans(view);
        for action in view.action_texts(view.actions().map(|facts| facts.id).collect()).await? {
            citations.add(&action.value.source, ("action", "actions"));
        }
        for indicator in view.indicators().await? {
            citations.add(&indicator.source, ("indicator", "indicators"));
            indicator.points.iter().for_each(|point| citations.add(&point.source, ("figure", "figures")));
        }
        Ok(citations)
    }

    fn add_plans(&mut self, view: &View) {
        for plan in view.plans() {
            self.add(&plan.source, ("plan", "plans"));
            for node in view.nodes_of(plan.id) {
                self.add(&node.source, ("part of a plan", "parts of plans"));
            }
        }
    }

    fn add(&mut self, source: &Citation, name: RowName) {
        *self.0.entry(source.to_string()).or_default().entry(name).or_default() += 1;
    }

    pub fn sources(&self) -> usize {
        self.0.len()
    }

    /// All rows that were counted.
    pub fn rows(&self) -> usize {
        self.0.values().flat_map(BTreeMap::values).sum()
    }
}

/// The source on which most rests first.
pub fn citation_table(citations: &Citations) -> AnyView {
    let mut sources: Vec<(usize, &String, &BTreeMap<RowName, usize>)> =
        citations.0.iter().map(|(source, kinds)| (kinds.values().sum(), source, kinds)).collect();
    sources.sort_by_key(|(number, source, _)| (Reverse(*number), *source));
    let rows: Vec<_> = sources.into_iter().map(|(number, source, kinds)| row(source, number, kinds)).collect();
    view! {
        <section class="c-section" id="citations">
            <h2>"Every source"</h2>
            <p class="c-small c-quiet">
                "As each row cites it: a row that rests on several sources names them together."
            </p>
            <Table label="Every source" columns=COLUMNS rows/>
        </section>
    }
    .into_any()
}

fn row(source: &str, number: usize, kinds: &BTreeMap<RowName, usize>) -> AnyView {
    let kinds: Vec<String> = kinds.iter().map(|(name, number)| counted(*number, *name)).collect();
    view! {
        <tr>
            <th scope="row">{source.to_owned()}</th>
            <td data-l="Rows" class="c-num">{words::thousands(number)}</td>
            <td data-l="What rests on it">{kinds.join(", ")}</td>
        </tr>
    }
    .into_any()
}

fn counted(number: usize, (one, several): RowName) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {several}", words::thousands(number)) }
}

fn reference_name(content: &ReferenceContent) -> RowName {
    match content {
        ReferenceContent::Program { .. } => ("program", "programs"),
        ReferenceContent::Contact { .. } => ("contact", "contacts"),
        ReferenceContent::Document { .. } => ("document", "documents"),
        ReferenceContent::Mandate { .. } => ("mandate", "mandates"),
        ReferenceContent::Vocabulary { .. } => ("vocabulary", "vocabularies"),
        ReferenceContent::Calendar { .. } => ("day of the calendar", "days of the calendar"),
        ReferenceContent::Discrepancy { .. } => ("discrepancy", "discrepancies"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn rows_are_counted_by_source_and_kind() {
        let (mut citations, source) = (Citations::default(), Citation::parse("Fact sheet, Feb. 13, 2023").unwrap());
        citations.add(&source, ("agency", "agencies"));
        citations.add(&source, ("agency", "agencies"));
        citations.add(&source, ("plan", "plans"));
        citations.add(&Citation::parse("GAO-07-915").unwrap(), ("plan", "plans"));
        assert_eq!((citations.sources(), citations.rows()), (2, 4));
        assert_eq!(counted(2, ("agency", "agencies")), "2 agencies");
        assert_eq!(counted(1, ("agency", "agencies")), "1 agency");
    }
}
