//! Every source that the reader's items cite, with how many items of which type cite it.

use crate::words;
use domain::reference::{Reference, ReferenceContent};
use domain::text::Citation;
use leptos::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use store::View;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;

const COLUMNS: &[ColumnHead] = &[ColumnHead::text("Source"), ColumnHead::number("Items"), ColumnHead::text("Used by")];

/// What an item is called when it is counted: the word for one of them, and for several.
type RowName = (&'static str, &'static str);

/// How many items of each type cite each source. An item with several sources names them in one citation.
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
            citations.add(&body.source, ("interagency group", "interagency groups"));
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
                self.add(&node.source, ("plan section", "plan sections"));
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

/// The source that most items cite comes first.
pub fn citation_table(citations: &Citations) -> AnyView {
    let mut sources: Vec<(usize, &String, &BTreeMap<RowName, usize>)> =
        citations.0.iter().map(|(source, kinds)| (kinds.values().sum(), source, kinds)).collect();
    sources.sort_by_key(|(number, source, _)| (Reverse(*number), *source));
    let rows: Vec<_> = sources.into_iter().map(|(number, source, kinds)| row(source, number, kinds)).collect();
    view! {
        <section class="c-section" id="citations">
            <h2>"All sources"</h2>
            <p class="c-small c-quiet">
                "Listed as each item cites them. Items with several sources list them together."
            </p>
            <Table label="All sources" columns=COLUMNS rows/>
        </section>
    }
    .into_any()
}

fn row(source: &str, number: usize, kinds: &BTreeMap<RowName, usize>) -> AnyView {
    let kinds: Vec<String> = kinds.iter().map(|(name, number)| counted(*number, *name)).collect();
    view! {
        <tr>
            <th scope="row">{source.to_owned()}</th>
            <td data-l="Items" class="c-num">{words::thousands(number)}</td>
            <td data-l="Used by">{kinds.join(", ")}</td>
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
        ReferenceContent::Vocabulary { .. } => ("status-term list", "status-term lists"),
        ReferenceContent::Calendar { .. } => ("calendar date", "calendar dates"),
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
