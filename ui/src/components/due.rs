//! What is due or requested, each as a line with the one button that settles it.

use crate::error::AppError;
use crate::paths::ActionKey;
use crate::reading::Reading;
use commands::roles::ACCEPT_ROLE;
use commands::updates::REPORT_PROGRESS;
use domain::Date;
use domain::actor::Role;
use domain::assignment::CarrierRole;
use domain::date::{FiscalQuarter, in_sentence, in_table};
use domain::reporting::ReportingRule;
use queries::homes::{Due, DueWhat, MyWork};

/// One line of the work list, in words.
#[derive(Clone, Debug)]
pub struct Line {
    /// The due date; `None` where there is none.
    pub by: Option<Date>,
    /// Shown under the date, where it says more than how far off that is: "requested Sept. 9, 2024".
    pub asked_on: Option<String>,
    /// The page of the action.
    pub action: String,
    pub title: String,
    pub what: String,
    /// Where it is settled. Nothing is settled in the past.
    pub form: Option<String>,
    pub button: &'static str,
    /// Of the action: buttons of several lines have different names.
    pub reference: String,
}

/// What a liaison has to do next: its words, and where it is done.
#[derive(Clone, Debug)]
pub struct NextDue {
    pub words: String,
    pub address: String,
}

/// The first line of the liaison's work that has a date, said after something was saved. After an update it is the next
/// update: who sends them one after the other is not sent back to a milestone that is still overdue.
///
/// # Errors
/// When the database does not answer.
pub async fn next_due(reading: &Reading, done: &str) -> Result<Option<NextDue>, AppError> {
    if reading.request.role() != Some(Role::Liaison) || reading.view.position().is_past() {
        return Ok(None);
    }
    let work = MyWork::of(&reading.view, reading.request.who.person.agency).await?;
    let dated = || work.due.iter().filter_map(|due| Some((due, due.by?)));
    let is_update = |(due, _): &(&Due<'_>, Date)| matches!(due.what, DueWhat::Updates { .. });
    let next_update = dated().find(|due| done.starts_with(REPORT_PROGRESS.command.done) && is_update(due));
    let Some((due, by)) = next_update.or_else(|| dated().next()) else { return Ok(None) };
    let was = if by < reading.view.position().day { "overdue since" } else { "due" };
    let words = format!("Next: {}, {was} {}", due.facts.reference, in_sentence(by));
    let Line { form, action, .. } = line(reading, due);
    Ok(Some(NextDue { words, address: form.unwrap_or(action) }))
}

pub fn due_lines(reading: &Reading, due: &[Due<'_>]) -> Vec<Line> {
    due.iter().map(|due| line(reading, due)).collect()
}

fn line(reading: &Reading, Due { by, facts, what }: &Due<'_>) -> Line {
    let paths = &reading.paths;
    let plan = reading.view.plan(facts.plan).map(|plan| plan.code.as_str()).unwrap_or_default();
    let (words, form, button, asked_on) = match what {
        DueWhat::Request { id, role, asked_on } => {
            let words = match role {
                CarrierRole::Lead => "Request: lead this action.",
                CarrierRole::Support => "Request: support this action.",
            };
            let asked_on = asked_on.map(|on| format!("requested {}", in_table(on)));
            let command = ACCEPT_ROLE.command;
            (words.to_owned(), paths.to(&command.page_about(&[id])), command.title, asked_on)
        }
        DueWhat::Milestone(milestone) => {
            let words = format!("Milestone: {}.", milestone.title);
            (words, paths.milestone(milestone.id), "Update milestone", None)
        }
        DueWhat::Updates { quarters, retracted } => {
            let last = last(facts.last_report.map(|report| report.submitted), *retracted);
            let is_returned = facts.last_report.is_some_and(|report| report.is_returned());
            let returned = if is_returned { "Returned: submit it again. " } else { "" };
            let words = format!("{returned}{} {last}", owed(quarters, reading.view.reporting_rule()));
            let command = REPORT_PROGRESS.command;
            (words, paths.to(&command.page_about(&[&plan, &facts.reference])), command.title, None)
        }
    };
    Line {
        by: *by,
        asked_on,
        action: paths.action(ActionKey { plan, reference: &facts.reference }),
        title: facts.title.to_string(),
        what: format!("{}. {words}", facts.reference),
        form: (!reading.view.position().is_past()).then_some(form),
        button,
        reference: facts.reference.to_string(),
    }
}

/// When the last update was submitted. One that was retracted was received too.
fn last(submitted: Option<Date>, retracted: bool) -> String {
    match submitted {
        Some(on) => format!("Last update: {}.", in_sentence(on)),
        None if retracted => "No current update.".to_owned(),
        None => "No update has been received.".to_owned(),
    }
}

/// "Status update for FY 2024 Q3.", or each period that was missed: one update covers those before it.
fn owed(quarters: &[FiscalQuarter], rule: ReportingRule) -> String {
    match quarters {
        [one] => format!("Status update for {}.", rule.period_short(*one)),
        several => {
            let named: Vec<String> = several.iter().map(|quarter| rule.period_short(*quarter)).collect();
            format!(
                "Status updates for {} periods are overdue: {}. One update for the latest period covers all of them.",
                several.len(),
                named.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_action_that_had_an_update_is_said_to_have_no_current_one() {
        assert_eq!(last(None, false), "No update has been received.");
        assert_eq!(last(None, true), "No current update.");
        assert_eq!(last(Date::from_ymd_opt(2024, 7, 10), true), "Last update: July 10, 2024.");
    }
}
