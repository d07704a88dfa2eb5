//! The table of priority actions: one row an action, with its commitment, its agencies and its status.

mod columns;

use crate::table::{About, Table, TableError};
use domain::Date;
use domain::action::Action;
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::facts::ActionFacts;
use domain::ledger::Seq;
use domain::plan::{Node, Plan};
use domain::reporting::ReportingRule;
use domain::signals::Verdict;
use domain::update::Report;

/// One action with all that its row says, as the reader may see it.
#[derive(Clone, Debug)]
pub struct ActionRow<'a> {
    pub facts: &'a ActionFacts,
    pub action: &'a Action,
    pub plan: &'a Plan,
    /// The sections above it, the top first.
    pub path: Vec<&'a Node>,
    /// Every agency that has a role in it, was asked to, or was only inferred.
    pub carriers: Vec<NamedCarrier<'a>>,
    /// The report from which status and confidence come.
    pub last_report: Option<&'a Report>,
    /// How that report compares with what is shown.
    pub verdict: Option<Verdict>,
    /// The log entries that made the versions shown of the action and of that report.
    pub entry: Seq,
    pub last_report_entry: Option<Seq>,
}

/// A role in an action, with what the party is called in a table.
#[derive(Clone, Debug)]
pub struct NamedCarrier<'a> {
    pub code: String,
    pub name: String,
    pub assignment: &'a Assignment,
}

/// The table of the actions given, in the order given. Overdue milestones and updates are judged on the day of `about`.
///
/// # Errors
/// None that these columns can cause; [`Table::new`] checks every row.
pub fn table(about: About, rule: ReportingRule, actions: &[ActionRow<'_>]) -> Result<Table, TableError> {
    let today = about.judged_on;
    let columns = columns::all().map(|column| column.column).collect();
    let rows = actions.iter().map(|action| {
        let judged = Judged { row: action, today, rule };
        columns::all().map(|column| (column.cell)(&judged)).collect()
    });
    Table::new(about, columns, rows.collect())
}

/// A row and what it is judged by.
struct Judged<'a> {
    row: &'a ActionRow<'a>,
    today: Date,
    rule: ReportingRule,
}

impl ActionRow<'_> {
    fn lead(&self) -> Option<&NamedCarrier<'_>> {
        self.carriers
            .iter()
            .find(|carrier| carrier.assignment.role == CarrierRole::Lead && carrier.assignment.is_in_force())
    }

    fn offered_lead(&self) -> Option<&NamedCarrier<'_>> {
        self.carriers
            .iter()
            .find(|carrier| carrier.assignment.role == CarrierRole::Lead && carrier.assignment.is_unanswered())
    }

    /// The names of supporters in one state, in the order given, or nothing.
    fn supporters(&self, is_meant: impl Fn(&Assignment) -> bool) -> Option<String> {
        let supports = |carrier: &&NamedCarrier<'_>| carrier.assignment.role == CarrierRole::Support;
        let meant = self.carriers.iter().filter(supports).filter(|carrier| is_meant(carrier.assignment));
        let names: Vec<&str> = meant.map(|carrier| carrier.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join("; "))
    }

    /// The codes of supporters in one state.
    fn supporter_codes(&self, is_meant: impl Fn(&Assignment) -> bool) -> Option<String> {
        let supports = |carrier: &&NamedCarrier<'_>| carrier.assignment.role == CarrierRole::Support;
        let meant = self.carriers.iter().filter(supports).filter(|carrier| is_meant(carrier.assignment));
        let codes: Vec<&str> = meant.map(|carrier| carrier.code.as_str()).collect();
        (!codes.is_empty()).then(|| codes.join("; "))
    }

    /// "A Prevention > A.1 Outreach".
    fn path_in_words(&self) -> String {
        let steps: Vec<String> = self.path.iter().map(|node| format!("{} {}", node.reference, node.title)).collect();
        steps.join(" > ")
    }
}

fn is_assumed(assignment: &Assignment) -> bool {
    matches!(assignment.state, AssignmentState::Assumed)
}

#[cfg(test)]
mod tests;
