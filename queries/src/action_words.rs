//! One action in words: who reported and when, which updates are overdue, what evidence there is, and how what was reported
//! compares with what dates and documents show.

use crate::dossiers::ActionDossier;
use crate::lead_words;
use crate::words;
use domain::Date;
use domain::actor::Authority;
use domain::date::{from_to_in_sentence, in_sentence};
use domain::facts::{ActionFacts, Reporting};
use domain::ids::{ActionId, MilestoneId};
use domain::plan::PlanState;
use domain::reporting::ReportingRule;
use domain::signals::{Difference, Happened, Lacking, Signal, Since, Verdict};
use domain::update::{Report, Speaker};
use store::View;

/// Who said it, and when: "Justice, July 12, 2024".
pub fn said_when(view: &View, report: &Report) -> String {
    match &report.said_by {
        Speaker::Agency(Authority::Own(party)) => {
            format!("{}, {}", view.short_name(*party), in_sentence(report.submitted))
        }
        Speaker::Agency(Authority::OnBehalfOf(party)) => {
            format!("Secretariat on behalf of {}, {}", view.short_name(*party), in_sentence(report.submitted))
        }
        Speaker::Source(source) => format!("Quoted from {source}, {}", in_sentence(report.submitted)),
    }
}

/// How many missed quarters are named one by one.
const NAMED: usize = 3;

/// Which updates are overdue, all of them, and which one comes next.
pub fn owed(facts: &ActionFacts, today: Date, rule: ReportingRule) -> String {
    let rule = rule.for_lead(facts.lead);
    let missed = facts.missed_updates(today, rule);
    let overdue = match missed.as_slice() {
        [] => None,
        [one] => Some(format!("Overdue: {}, due {}.", rule.period_named(*one), in_sentence(rule.due(*one)))),
        [first, .., last] if missed.len() > NAMED => Some(format!(
            "Overdue for {}: {} through {}.",
            words::count(missed.len(), "period"),
            rule.period_named(*first),
            rule.period_named(*last)
        )),
        several => {
            let named: Vec<String> = several.iter().map(|quarter| rule.period_named(*quarter)).collect();
            Some(format!("Overdue: {}.", named.join(", ")))
        }
    };
    let next = facts.next_update(today, rule);
    let next = next.map(|next| format!("Next: {}, due {}.", rule.period_named(next), in_sentence(rule.due(next))));
    match (overdue, next) {
        (Some(overdue), Some(next)) => format!("{overdue} {next}"),
        (Some(words), None) | (None, Some(words)) => words,
        (None, None) if facts.lead.is_none() => format!("{}, so no update is due", lead_words::none(facts)),
        (None, None) => "No update due".to_owned(),
    }
}

/// What evidence there is for what was reported.
pub fn evidence(dossier: &ActionDossier<'_>) -> String {
    let facts = dossier.facts;
    let completed = facts.completed_milestones().count();
    let backed = facts.completed_milestones().filter(|milestone| milestone.is_backed()).count();
    let of_milestones = (completed > 0)
        .then(|| format!("{backed} of {} with evidence or verified", words::count(completed, "completed milestone")));
    let of_action = match facts.claim_evidence {
        0 => None,
        number => Some(format!("{} for the entire action", words::count(number as usize, "document"))),
    };
    match (of_milestones, of_action) {
        (Some(milestones), Some(action)) => format!("{milestones}; {action}"),
        (Some(words), None) | (None, Some(words)) => words,
        (None, None) if facts.evidence > 0 => "No document supports this update".to_owned(),
        (None, None) => "No evidence attached".to_owned(),
    }
}

/// Whether an update for a later period than the last one is due. Otherwise no later update is expected.
fn is_stale(facts: &ActionFacts, today: Date, rule: ReportingRule) -> bool {
    facts.reporting(today, rule) == Some(Reporting::Stale)
}

/// Why no later update is due.
fn nothing_due(facts: &ActionFacts) -> &'static str {
    if facts.plan_state != PlanState::InForce {
        "no later update is due, because the plan is not active"
    } else if facts.inferred_lead().is_some() {
        "no later update is due, because there is no confirmed lead agency"
    } else if facts.lead.is_none() {
        "no later update is due, because there is no lead agency"
    } else {
        "no later update is due yet"
    }
}

/// How what was reported compares with what is shown: "No differences found.", and why. `None` where nothing was reported.
pub fn verdict(view: &View, dossier: &ActionDossier<'_>) -> Option<(&'static str, String)> {
    let is_stale = is_stale(dossier.facts, view.position().day, view.reporting_rule());
    let last = &dossier.last_report()?.value;
    Some(match dossier.verdict {
        Verdict::NothingReported => return None,
        Verdict::NothingToCompare(lacking) => ("Nothing to compare.", lacking_words(lacking).to_owned()),
        Verdict::TooOld => (
            "The last update is out of date.",
            format!(
                "It covers {}, and {}. It can't be compared with what dates and evidence show now.",
                last.quarter.named(),
                if is_stale { "a later update is overdue" } else { nothing_due(dossier.facts) }
            ),
        ),
        Verdict::Differ(difference) => ("These don't match.", difference_words(difference).to_owned()),
        Verdict::ChangedSince => (
            "Changed since the update.",
            "The next update can confirm whether the reported status is still correct.".to_owned(),
        ),
        Verdict::ReportedOnly => ("Reported only.", unbacked_words(dossier.facts)),
        Verdict::Agree => (
            "No differences found.",
            format!("Nothing shown contradicts the update of {}.", in_sentence(last.submitted)),
        ),
    })
}

fn lacking_words(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Withdrawn => "The action was withdrawn.",
        Lacking::NothingShown => "No milestone or document shows what was reported.",
        Lacking::Blocker => {
            "No due date has passed or moved later, and no later date is expected. Concord has no information about what \
             blocks the work."
        }
    }
}

/// What contradicts an update, in a sentence.
pub fn difference_words(difference: Difference) -> &'static str {
    match difference {
        Difference::CompletedWithOpenMilestones => "Reported as completed, but a milestone is still open.",
        Difference::EveryMilestoneCompleted => {
            "Every milestone is completed, but the action is not reported as completed."
        }
        Difference::NotStartedWithCompletedMilestones => "Reported as not started, but a milestone is completed.",
        Difference::OnTrackWithOverdueMilestones => "Reported as on track, but a milestone is overdue.",
        Difference::OnTrackPastTheTimeframe => "Reported as on track, but the timeframe of the action has ended.",
        Difference::OnTrackExpectedLate => "Reported as on track, but a milestone is expected after its due date.",
        Difference::LateInWordsOnly => {
            "Reported as late, but no due date has passed or moved later, and no later date is expected."
        }
    }
}

/// "2 of 5 completed milestones have neither a document nor a verification."
fn unbacked_words(facts: &ActionFacts) -> String {
    let all = facts.completed_milestones().count();
    let unbacked = facts.completed_milestones().filter(|milestone| !milestone.is_backed()).count();
    let have = if unbacked == 1 { "has" } else { "have" };
    format!("{unbacked} of {} {have} neither a document nor a verification.", words::count(all, "completed milestone"))
}

/// "Awards announced: due August 31, 2024, 30 days overdue."
pub fn signal(dossier: &ActionDossier<'_>, signal: &Signal) -> String {
    let title = |id: MilestoneId| dossier.milestone_title(id);
    match signal {
        Signal::TimeframeEnded { on, days } => {
            format!("The timeframe ended {}, {} ago.", in_sentence(*on), words::count(*days as usize, "day"))
        }
        Signal::Overdue { milestone, due, days } => {
            format!(
                "{}: due {}, {} overdue.",
                title(*milestone),
                in_sentence(*due),
                words::count(*days as usize, "day")
            )
        }
        Signal::MovedOften { milestone, times, days } => {
            format!("{}: due date changed {times} times; now {}.", title(*milestone), from_original(*days))
        }
        Signal::CompletedWithoutEvidence { milestone, on } => {
            format!("{}: completed {}. No evidence attached.", title(*milestone), in_sentence(*on))
        }
        Signal::Stale { last } => {
            format!("Last update: {}. At least one later update is overdue.", in_sentence(*last))
        }
        Signal::NeverReported => match dossier.no_update_stands() {
            Some(words) => format!("An update is overdue. {words}."),
            None => "No updates received. At least one is overdue.".to_owned(),
        },
        Signal::CompletedWithOpenMilestones { open } => {
            format!("Reported as completed, but {} still open.", are(*open))
        }
        Signal::MilestonesDone { done, of } => format!("{done} of {} completed.", words::count(*of, "milestone")),
    }
}

/// "153 days after the original date".
fn from_original(days: i64) -> String {
    let number = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days.signum() {
        1 => format!("{number} after the original date"),
        -1 => format!("{number} before the original date"),
        _ => "back to the original date".to_owned(),
    }
}

fn are(open: usize) -> String {
    if open == 1 { "1 milestone is".to_owned() } else { format!("{open} milestones are") }
}

/// "Awards announced: due date changed from August 31 to December 31, 2024, 122 days later, on August 16, 2024."
pub fn since(view: &View, dossier: &ActionDossier<'_>, since: &Since) -> String {
    let title = |id| dossier.milestone_title(id);
    let on = in_sentence(since.on);
    match since.what {
        Happened::Planned { milestone, due } => {
            format!("{}: added {on}, due {}.", title(milestone), in_sentence(due))
        }
        Happened::Completed { milestone, on } => format!("{}: completed {}.", title(milestone), in_sentence(on)),
        Happened::Moved { milestone, from, to, days } => {
            let way = if days < 0 { "earlier" } else { "later" };
            let days = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
            let dates = from_to_in_sentence(from, to);
            format!("{}: due date changed {dates}, {days} {way}, on {on}.", title(milestone))
        }
        Happened::Reopened { milestone } => format!("{}: reopened {on}.", title(milestone)),
        Happened::Withdrawn { milestone } => format!("{}: withdrawn {on}.", title(milestone)),
        Happened::LeadAccepted { party } => format!("{} accepted the lead role {on}.", view.short_name(party)),
        Happened::LeadEnded { party } => format!("{}'s lead role ended {on}.", view.short_name(party)),
        Happened::LinkedCompleted { action } => {
            format!("{}, a linked action: reported completed {on}.", action_name(view, action))
        }
    }
}

fn action_name(view: &View, action: ActionId) -> String {
    let facts = view.facts(action);
    facts.map_or_else(|_| "Another action".to_owned(), |facts| format!("{} {}", facts.reference, facts.title))
}
