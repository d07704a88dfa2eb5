//! The table of rules: what is needed beside the rows to compute the numbers again.

use crate::described::{ColumnOf, kept, table_of, word};
use crate::table::{About, Column, Table, TableError};
use crate::words;
use domain::date::FiscalQuarter;
use domain::reporting::{ReportingRule, ReportingTerms};
use domain::slippage::MoveReason;

/// One rule.
#[derive(Clone, Debug)]
struct RuleRow {
    rule: String,
    value: String,
    meaning: &'static str,
}

/// The rules by which the table's own record counts. `zone` is that of its days.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, zone: &str, reporting: ReportingRule) -> Result<Table, TableError> {
    let judged_on = about.judged_on.to_string();
    table_of(about, &COLUMNS, &rows((zone, &judged_on), reporting))
}

const COLUMNS: [ColumnOf<RuleRow>; 3] = [
    kept(Column::text("rule", "Rule", "The name of the rule."), |row| word(&row.rule)),
    kept(Column::text("value", "Value", "What it is set to."), |row| word(&row.value)),
    kept(Column::text("meaning", "Meaning", "How it is applied."), |row| word(row.meaning)),
];

fn rows((zone, judged_on): (&str, &str), reporting: ReportingRule) -> Vec<RuleRow> {
    let fixed = [
        ("zone", zone.to_owned(), "Days begin and end in this time zone."),
        (
            "judged-on",
            judged_on.to_owned(),
            "The day on which overdue milestones and updates are judged: the as-of date in that zone.",
        ),
        (
            "fiscal-year-begins",
            "10-01".to_owned(),
            "Month and day on which the federal fiscal year begins. A fiscal quarter has three months.",
        ),
        (
            "owes",
            "open, led, of an active plan".to_owned(),
            "Actions for which updates are due: from the quarter in which the plan began, the plan was first recorded, or an agency first led the action, whichever is latest.",
        ),
        ("open-action", "neither Completed nor Withdrawn".to_owned(), "By the status shown."),
        (
            "overdue-milestone",
            "open, due before judged-on".to_owned(),
            "Of actions that were not withdrawn. On its due date a milestone is on time.",
        ),
        (
            "timeframe-ended",
            "open, last day before judged-on".to_owned(),
            "Of actions of active plans; recurring actions do not count.",
        ),
        (
            "next-months",
            "9".to_owned(),
            "A milestone is one of the next if it is open, and overdue or due within this many months.",
        ),
        (
            "slip",
            "current due date less original due date, at least 0".to_owned(),
            "In days, over milestones that were not withdrawn and the ends of the actions' own timeframes. A day counts under the reason of the change that first moved the date past it, while the current date is later.",
        ),
        (
            "withdrawn",
            "counted apart".to_owned(),
            "Withdrawn milestones, and those of withdrawn actions, are counted in nothing else.",
        ),
    ];
    let fixed = fixed.map(|(rule, value, meaning)| RuleRow { rule: rule.to_owned(), value, meaning });
    let causes = MoveReason::ALL.map(|reason| RuleRow {
        rule: format!("cause of {}", words::move_reason(reason)),
        value: words::cause(reason.cause()).to_owned(),
        meaning: "The cause under which this reason for a date change is grouped today. Each change keeps the cause that was fixed when it was made.",
    });
    let owed = due(None, reporting.first()).into_iter();
    let owed = owed.chain(reporting.changes().iter().flat_map(|change| due(Some(change.from), change.terms)));
    fixed.into_iter().chain(owed).chain(causes).collect()
}

/// The terms on which updates are due, from a quarter on or from the first.
fn due(from: Option<FiscalQuarter>, terms: ReportingTerms) -> [RuleRow; 2] {
    let period = terms.every.in_words();
    let named = |rule: &str| from.map_or(rule.to_owned(), |from| format!("{rule} from {from}"));
    let row = |rule: &str, value: String, meaning: &'static str| RuleRow { rule: named(rule), value, meaning };
    [
        row("reporting-period", period.to_owned(), "One update is due for each."),
        row(
            "reporting-days",
            terms.days.to_string(),
            "Days after the last day of the period until the update is due. After that day it is overdue.",
        ),
    ]
}
