//! The status report in the form of the Federal Strategic Action Plan: for each action its agencies, the fiscal years in
//! which work is due, its status in the words of its plan, and a comment.

use super::frame::Frame;
use super::{ReportKind, tables};
use crate::error::QueryError;
use crate::point::about;
use crate::words;
use domain::Date;
use domain::assignment::{Assignment, CarrierRole};
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::plan::Plan;
use domain::update::Report;
use reports::Cell;
use reports::belongs::OfAction;
use reports::document::{Document, Grid, Head, Part};
use reports::fiscal_years::FiscalYearRow;
use std::collections::{BTreeMap, HashMap};
use store::{Versioned, View};

/// The most fiscal years that have a column; later ones are "Beyond", as in the plan.
const MOST_YEARS: i32 = 6;

/// Under the tables.
const MARKS: &str = "A fiscal year is marked with X where the action's timeframe or the current due date of one of its milestones falls in \
     it. Status is in the plan's own words where the last update gives one.";

/// # Errors
/// When the record cannot be read.
pub(super) async fn status(frame: &Frame<'_>) -> Result<Document, QueryError> {
    let view = frame.view();
    let ids: Vec<ActionId> = frame.found.iter().map(|facts| facts.id).collect();
    let carriers = view.assignments_by_action(&ids).await?;
    let updates = view.last_report_by_action(&ids).await?;
    let starts = view.action_texts(ids).await?.into_iter().map(|seen| (seen.value.id, seen.value.timeframe.starts));
    let starts: HashMap<ActionId, Option<Date>> = starts.collect();
    let mut by_plan: BTreeMap<_, Vec<&ActionFacts>> = BTreeMap::new();
    for facts in &frame.found {
        by_plan.entry(facts.plan).or_default().push(facts);
    }
    let mut plans: Vec<(&Plan, Vec<&ActionFacts>)> =
        by_plan.into_iter().filter_map(|(id, actions)| Some((view.plan(id).ok()?, actions))).collect();
    plans.sort_by(|(a, _), (b, _)| (a.issued, &a.code).cmp(&(b.issued, &b.code)));
    let mut parts = vec![Part::Note(MARKS.to_owned())];
    if plans.is_empty() {
        parts.push(Part::Text("No actions match.".to_owned()));
    }
    let (mut rows, mut all) = (Vec::new(), Years { first: i32::MAX, last: i32::MIN });
    for (plan, actions) in plans {
        let work_of = |facts: &ActionFacts| work(facts, starts.get(&facts.id).copied().flatten());
        let years = Years::of(plan, actions.iter().flat_map(|facts| work_of(facts)));
        let mut of_plan = Vec::with_capacity(actions.len());
        for facts in actions {
            let (work, update) = (work_of(facts), updates.get(&facts.id));
            of_plan.push(FiscalYearRow {
                of: OfAction { plan: plan.code.as_str(), facts },
                agencies: agencies(view, carriers.get(&facts.id).map(Vec::as_slice).unwrap_or_default()),
                years: years.marked(&work),
                is_beyond: years.is_beyond(&work),
                status: status_of(facts, update),
                comment: update.map(|seen| seen.value.narrative.to_string()),
                entry: update.map(|seen| seen.since),
            });
        }
        parts.push(Part::chapter(format!("plan-{}", plan.code), plan.short_title.to_string()));
        parts.push(Part::Grid(Grid::new(
            plan.short_title.to_string(),
            years.heads(),
            of_plan.iter().map(|row| years.cells(row)).collect(),
        )));
        rows.extend(of_plan);
        all.first = all.first.min(years.first);
        all.last = all.last.max(years.last);
    }
    let about = about(view, ("status", "Status by fiscal year"), &frame.rows.pairs_of_rows());
    // What it is about comes first: the CSV has that table.
    let mut data = vec![reports::fiscal_years::table(about, all.first..=all.last, &rows)?];
    data.extend(tables::of_actions(view, &frame.rows, &frame.found).await?);
    Ok(frame.document(ReportKind::Status, "status by fiscal year", parts, data))
}

/// The fiscal years of a plan that have a column.
struct Years {
    first: i32,
    last: i32,
}

impl Years {
    /// From the first year in which work falls, or in which the plan begins where none does.
    fn of(plan: &Plan, work: impl Iterator<Item = (Date, Date)>) -> Years {
        let (from, to): (Vec<i32>, Vec<i32>) = work.map(|(from, to)| (fiscal_year(from), fiscal_year(to))).unzip();
        let first = from.into_iter().min().unwrap_or_else(|| fiscal_year(plan.starts));
        let last = plan.ends.map(fiscal_year).into_iter().chain(to).max().unwrap_or(first);
        Years { first, last: last.clamp(first, first + MOST_YEARS - 1) }
    }

    fn heads(&self) -> Vec<Head> {
        let years = (self.first..=self.last).map(|year| Head::text(format!("FY {year}")));
        let begins = [Head::text("Action").wide(4), Head::text("Agencies").wide(2)].into_iter();
        let ends = [Head::text("Beyond"), Head::text("Status").wide(2), Head::text("Comment").wide(4)];
        begins.chain(years).chain(ends).collect()
    }

    /// The years in which work falls.
    fn marked(&self, work: &[(Date, Date)]) -> Vec<i32> {
        let falls_in =
            |year: &i32| work.iter().any(|(from, to)| (fiscal_year(*from)..=fiscal_year(*to)).contains(year));
        (self.first..=self.last).filter(falls_in).collect()
    }

    fn is_beyond(&self, work: &[(Date, Date)]) -> bool {
        work.iter().any(|(_, to)| fiscal_year(*to) > self.last)
    }

    /// An action with an X in each year in which its work falls.
    fn cells(&self, row: &FiscalYearRow<'_>) -> Vec<Cell> {
        let mark = |is_marked: bool| if is_marked { Cell::Text("X".to_owned()) } else { Cell::Blank };
        let action = Cell::Text(format!("{} {}", row.of.facts.reference, row.of.facts.title));
        let marks = (self.first..=self.last).map(|year| mark(row.years.contains(&year)));
        let ends = [mark(row.is_beyond), Cell::Text(row.status.clone()), Cell::text(row.comment.as_ref())];
        [action, Cell::Text(row.agencies.clone())].into_iter().chain(marks).chain(ends).collect()
    }
}

fn fiscal_year(day: Date) -> i32 {
    FiscalQuarter::of(day).fiscal_year()
}

/// When work on an action falls: its timeframe, and the due dates of its milestones.
fn work(facts: &ActionFacts, starts: Option<Date>) -> Vec<(Date, Date)> {
    let milestones = facts.standing_milestones().map(|of| (of.due, of.due));
    let timeframe = facts.ends.map(|ends| (starts.unwrap_or(ends).min(ends), ends));
    milestones.chain(timeframe).collect()
}

/// The agencies that are responsible, the lead first.
fn agencies(view: &View, named: &[Assignment]) -> String {
    let of_role = |role: CarrierRole| named.iter().filter(move |of| of.role == role && of.is_in_force());
    let agencies: Vec<String> =
        of_role(CarrierRole::Lead).chain(of_role(CarrierRole::Support)).map(|of| view.short_name(of.party)).collect();
    if agencies.is_empty() { "None".to_owned() } else { agencies.join(", ") }
}

/// The status in the plan's own words, where the last update gives one.
fn status_of(facts: &ActionFacts, update: Option<&Versioned<Report>>) -> String {
    let own_word = update.and_then(|seen| seen.value.native_word.as_ref()).map(ToString::to_string);
    own_word.unwrap_or_else(|| words::status(facts.status()).to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn day(text: &str) -> Date {
        domain::date::parse(text).unwrap()
    }

    #[test]
    fn work_is_marked_in_each_fiscal_year_that_it_falls_in() {
        let years = Years { first: 2022, last: 2024 };
        let marked = |work: &[(Date, Date)]| (years.marked(work), years.is_beyond(work));
        // October begins the next fiscal year.
        assert_eq!(marked(&[(day("2022-10-01"), day("2022-10-01"))]), (vec![2023], false));
        assert_eq!(marked(&[(day("2022-09-30"), day("2024-01-01"))]), (vec![2022, 2023, 2024], false));
        assert_eq!(marked(&[(day("2024-12-03"), day("2024-12-03"))]), (vec![], true));
        assert_eq!(marked(&[]), (vec![], false));
    }
}
