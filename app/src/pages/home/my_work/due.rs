//! What is owed or asked, line by line.

use crate::layout::Reading;
use crate::paths::ActionKey;
use commands::roles::ACCEPT_ROLE;
use commands::updates::REPORT_PROGRESS;
use domain::Date;
use domain::assignment::{AssignmentState, CarrierRole};
use domain::date::{FiscalQuarter, short};
use domain::facts::{ActionFacts, CarrierStanding};
use store::StoreError;

/// One line of the work list.
pub struct Due {
    /// The day by which it is owed; `None` for what has no day.
    pub by: Option<Date>,
    /// What stands under the day, where it says more than how far off that is: "asked 9 Sep 2024".
    pub asked_on: Option<String>,
    /// Where the action stands.
    pub action: String,
    pub title: String,
    pub what: String,
    /// Where it is settled. Nothing is settled in the past.
    pub form: Option<String>,
    pub button: &'static str,
}

/// How far ahead a day is near.
pub const NEAR: chrono::Days = chrono::Days::new(30);

/// Everything that waits for the reader's agency, the earliest first; what has no day stands last.
///
/// # Errors
/// When the database does not answer.
pub async fn all(reading: &Reading, led: &[&ActionFacts]) -> Result<Vec<Due>, StoreError> {
    let mut due = asked(reading).await?;
    due.extend(milestones(reading, led));
    due.extend(reports(reading, led));
    due.sort_by(|a, b| (a.by.is_none(), a.by, &a.title).cmp(&(b.by.is_none(), b.by, &b.title)));
    Ok(due)
}

/// Roles that were offered and not answered.
async fn asked(reading: &Reading) -> Result<Vec<Due>, StoreError> {
    let view = &reading.view;
    let actor = reading.request.actor();
    let waits = |facts: &&ActionFacts| {
        let mut carriers = facts.carriers.iter();
        !facts.is_withdrawn
            && carriers.any(|carrier| carrier.standing == CarrierStanding::Offered && actor.acts_for(carrier.party))
    };
    let waiting: Vec<&ActionFacts> = view.actions().filter(waits).collect();
    let mut assignments = view.assignments_by_action(&waiting.iter().map(|facts| facts.id).collect::<Vec<_>>()).await?;
    let mut asked = Vec::new();
    for facts in waiting {
        for assignment in assignments.remove(&facts.id).unwrap_or_default() {
            if assignment.is_unanswered() && actor.acts_for(assignment.party) {
                let what = match assignment.role {
                    CarrierRole::Lead => "Offered to us: the lead.",
                    CarrierRole::Support => "Offered to us: a supporting role.",
                };
                let form = reading.paths.to(&ACCEPT_ROLE.command.page_about(&[&assignment.id]));
                let asked_on = match assignment.state {
                    AssignmentState::Offered { on } => Some(format!("asked {}", short(on))),
                    _ => None,
                };
                let line = due(reading, facts, None, what.to_owned(), form, ACCEPT_ROLE.command.title);
                asked.push(Due { asked_on, ..line });
            }
        }
    }
    Ok(asked)
}

/// Open milestones that are overdue or near.
fn milestones(reading: &Reading, led: &[&ActionFacts]) -> Vec<Due> {
    let until = reading.view.position().day + NEAR;
    let near = led.iter().flat_map(|facts| {
        facts.open_milestones().filter(|milestone| milestone.due <= until).map(|milestone| (*facts, milestone))
    });
    near.map(|(facts, milestone)| {
        let what = format!("Milestone: {}.", milestone.title);
        due(reading, facts, Some(milestone.due), what, reading.paths.milestone(milestone.id), "Close or move the date")
    })
    .collect()
}

/// Updates that are owed: every quarter that was missed, and the one whose day is near.
fn reports(reading: &Reading, led: &[&ActionFacts]) -> Vec<Due> {
    let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
    let until = today + NEAR;
    let owing = led.iter().filter(|facts| facts.owes_reports()).filter_map(|facts| {
        let missed = facts.missed_updates(today, rule);
        let first = missed.first().copied().or_else(|| facts.next_update(today, rule))?;
        let by = rule.due(first);
        if by > until {
            return None;
        }
        let last = facts.last_report.map_or_else(
            || "There is no report yet.".to_owned(),
            |report| format!("The last report is from {}.", short(report.submitted)),
        );
        let quarters = if missed.is_empty() { vec![first] } else { missed };
        let what = format!("{} {last}", owed(&quarters));
        let plan = reading.view.plan(facts.plan).ok()?;
        let command = REPORT_PROGRESS.command;
        let form = reading.paths.to(&command.page_about(&[&plan.code, &facts.reference]));
        Some(due(reading, facts, Some(by), what, form, command.title))
    });
    owing.collect()
}

/// "Report for April to June 2024.", or each quarter that was missed: one update answers for those before it.
fn owed(quarters: &[FiscalQuarter]) -> String {
    match quarters {
        [one] => format!("Report for {}.", one.in_words()),
        several => {
            let named: Vec<String> = several.iter().map(|quarter| quarter.in_words()).collect();
            format!(
                "Reports for {} quarters are owed: {}. A report for the last one covers them.",
                several.len(),
                named.join("; ")
            )
        }
    }
}

fn due(
    reading: &Reading,
    facts: &ActionFacts,
    by: Option<Date>,
    what: String,
    form: String,
    button: &'static str,
) -> Due {
    let plan = reading.view.plan(facts.plan);
    let action = plan
        .map(|plan| reading.paths.action(ActionKey { plan: plan.code.as_str(), reference: &facts.reference }))
        .unwrap_or_default();
    let form = (!reading.view.position().is_past()).then_some(form);
    Due {
        by,
        asked_on: None,
        action,
        title: facts.title.to_string(),
        what: format!("{}. {what}", facts.reference),
        form,
        button,
    }
}
