//! What a log entry says, in a sentence: who, what, when. Histories and the pages of the audit log show these.

mod event_name;

pub use event_name::event_name;

use crate::words;
use domain::Date;
use domain::Event;
use domain::action::EditKind;
use domain::actor::Role;
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::date::{Instant, in_table};
use domain::event::Progress;
use domain::ids::AgencyId;
use domain::ledger::RecordedActor;
use domain::plan::Basis;
use domain::reporting::ReportingTerms;
use domain::slippage::{Cause, MoveReason};
use store::{LoggedEntry, View};

/// What happened. An event of a newer version is given by its code.
pub fn sentence(view: &View, entry: &LoggedEntry) -> String {
    match &entry.event {
        Some(event) => of_event(event, &|party| view.short_name(party)),
        None => format!("Unknown event: {}", entry.leaf.entry().event),
    }
}

/// In which role, and for which agency, an entry was made. Who it was stands beside it ([`author`]).
///
/// [`author`]: crate::components::author::author
pub fn who(view: &View, entry: &LoggedEntry) -> String {
    let RecordedActor::Person { role, .. } = &entry.leaf.entry().actor else {
        return "Server operator".to_owned();
    };
    let Some(role) = Role::from_code(role.as_str()) else { return role.to_string() };
    let agency = entry.leaf.entry().agency.map(|agency| view.short_name(Party::Agency(AgencyId(agency))));
    match (role, entry.on_behalf_of(), agency) {
        (Role::Liaison, _, Some(agency)) => liaison(entry.event.as_ref(), &agency),
        (_, Some(party), _) => format!("{}, on behalf of {}", words::role(role), view.short_name(party)),
        (_, None, _) => words::role(role).to_owned(),
    }
}

/// The agency of an entry is that of the liaison. Only in a request it is the agency that was asked.
fn liaison(event: Option<&Event>, agency: &str) -> String {
    match event {
        Some(Event::RoleOffered { .. } | Event::RoleAskedAgain { .. } | Event::RequestWithdrawn { .. }) => {
            "Liaison, lead agency".to_owned()
        }
        Some(_) => format!("Liaison, {agency}"),
        None => "Liaison".to_owned(),
    }
}

fn of_event(event: &Event, name: &dyn Fn(Party) -> String) -> String {
    match event {
        Event::RecordOpened { zone, progress, reporting } => {
            let due = reporting.map_or(String::new(), |terms| format!(" {}", words::updates_due(terms)));
            format!("{}{due}", opened(zone, *progress))
        }
        Event::ReportingRuleChanged { from, every, days } => {
            let due = words::updates_due(ReportingTerms { every: *every, days: *days });
            let from = from.map_or("since the log started".to_owned(), |from| format!("starting {}", from.short()));
            format!("Reporting rule set, {from}. {due}")
        }
        Event::Imported { added, changed, .. } => imported(*added, *changed),
        Event::PersonAdded { role } => format!("Account added: {}.", words::role(*role)),
        Event::PersonDisabled {} => "Account disabled.".to_owned(),
        Event::PersonEnabled {} => "Account enabled.".to_owned(),
        Event::PersonRenamed {} => "Account name changed.".to_owned(),
        Event::PersonAddressChanged {} => "Account email address changed.".to_owned(),
        Event::PersonRoleChanged { from, to } => {
            format!("Account role changed from {} to {}.", words::role(*from), words::role(*to))
        }
        Event::PersonAgencyChanged { from, to } => {
            let named = |agency: Option<AgencyId>| agency.map_or("none".to_owned(), |id| name(Party::Agency(id)));
            format!("Account agency changed from {} to {}.", named(*from), named(*to))
        }
        Event::PlanAdded { plan } => format!("Plan {plan} added."),
        Event::PlanStateChanged { from, to } => {
            let state = |state| words::plan_state(state).to_lowercase();
            format!("Plan changed from {} to {}.", state(*from), state(*to))
        }
        Event::NodeAdded { reference } => format!("Section {reference} added."),
        Event::NodeAmended {} => "Section edited.".to_owned(),
        Event::NodeWithdrawn {} => "Section withdrawn.".to_owned(),
        Event::ActionAdded { reference } => format!("Action {reference} added."),
        Event::ActionAmended { kind } => edited(*kind),
        Event::ActionMoved { from, to, days, reason, cause } => {
            format!("Action end date changed {}", date_change((*from, *to), *days, (*reason, *cause)))
        }
        Event::ActionRetracted {} => "Action retracted.".to_owned(),
        Event::ActionWithdrawn {} => "Action withdrawn.".to_owned(),
        Event::CarrierRecorded { role, party, basis } => recorded(*role, &name(*party), *basis),
        Event::RoleAskedAgain { role, party } => {
            format!("Reminder sent to {} of the request for the {}.", name(*party), role_name(*role))
        }
        Event::RoleOffered { role, party } => {
            format!("{} requested from {}.", words::capitalized(role_name(*role)), name(*party))
        }
        Event::RoleAccepted { role, party } => format!("{} accepted the {}.", name(*party), role_name(*role)),
        Event::RoleDeclined { role, party } => format!("{} declined the {}.", name(*party), role_name(*role)),
        Event::RequestWithdrawn { role, party } => {
            format!("Request to {} for the {} withdrawn.", name(*party), role_name(*role))
        }
        Event::RoleHandedBack { role, party } => format!("{} handed back the {}.", name(*party), role_name(*role)),
        Event::RoleEnded { role, party } => format!("{}\u{2019}s {} ended.", name(*party), role_name(*role)),
        Event::MilestonePlanned { due } => format!("Milestone added, due {}.", in_table(*due)),
        Event::MilestoneMoved { from, to, days, reason, cause } => {
            format!("Milestone due date changed {}", date_change((*from, *to), *days, (*reason, *cause)))
        }
        Event::MilestoneForecast { expected: Some(day) } => format!("Expected date set to {}.", in_table(*day)),
        Event::MilestoneForecast { expected: None } => "Expected date removed.".to_owned(),
        Event::MilestoneCompleted { on } => format!("Milestone completed on {}.", in_table(*on)),
        Event::MilestoneReopened {} => "Milestone reopened.".to_owned(),
        Event::MilestoneWithdrawn {} => "Milestone withdrawn.".to_owned(),
        Event::CompletionVerified {} => "Milestone completion verified.".to_owned(),
        Event::ProgressReported { quarter, status, confidence } => {
            let status = words::reported_status(*status).to_lowercase();
            let confidence = confidence.map_or("no confidence given", words::confidence).to_lowercase();
            format!("Status update for {}: {status}, {confidence}.", quarter.short())
        }
        Event::ReportAccepted {} => "Status update accepted.".to_owned(),
        Event::ReportReturned {} => "Status update returned.".to_owned(),
        Event::ReportRetracted {} => "Status update retracted.".to_owned(),
        Event::ReportVerified {} => "Status update verified.".to_owned(),
        Event::EvidenceAttached { dated } => format!("Document attached, dated {}.", in_table(*dated)),
        Event::EvidenceWithdrawn {} => "Document withdrawn.".to_owned(),
        Event::EvidenceVerified {} => "Document verified.".to_owned(),
        Event::ActionsLinked { relation } => {
            format!("Linked to another action ({}).", words::relation(*relation).to_lowercase())
        }
        Event::LinkWithdrawn {} => "Link to another action withdrawn.".to_owned(),
        Event::PeriodInstructed { quarter } => format!("Instructions for {} changed.", quarter.short()),
        Event::PeriodExtended { quarter, agencies, from, to } => {
            // The first one was named; its components follow.
            let whose = match agencies.as_slice() {
                [] => "all agencies".to_owned(),
                [one] => name(Party::Agency(*one)),
                several => words::count(several.len(), "agency"),
            };
            let (from, to) = (in_table(*from), in_table(*to));
            format!("Updates for {} due {to} in place of {from} for {whose}.", quarter.short())
        }
        Event::PeriodClosed { quarter } => format!("Reporting period {} closed.", quarter.short()),
        Event::ContentErased { kind, versions, ground, .. } => {
            let contents = words::count(versions.len(), "version");
            format!("Content erased under law ({ground}): {contents} of a {}.", kind.code())
        }
        Event::ClockAccepted { clock, last } => {
            let time = |text: &str| text.parse::<Instant>().map_or_else(|_| text.to_owned(), words::instant);
            format!("Clock accepted at {}, although the last entry is dated {}.", time(clock), time(last))
        }
    }
}

fn edited(kind: Option<EditKind>) -> String {
    match kind {
        None => "Action edited.",
        Some(EditKind::CorrectsError) => "Action edited: corrects an error.",
        Some(EditKind::ChangesCommitment) => "Action edited: changes the commitment.",
    }
    .to_owned()
}

fn opened(zone: &str, progress: Progress) -> String {
    match progress {
        Progress::Real => format!("Log started. Time zone: {zone}."),
        Progress::Sample => format!("Demonstration log started. Progress is fictional. Time zone: {zone}."),
    }
}

fn imported(added: u32, changed: u32) -> String {
    let changed =
        if changed == 0 { String::new() } else { format!(", {} changed", words::thousands(changed as usize)) };
    format!("Plan file imported: {} added{changed}.", words::count(added as usize, "item"))
}

fn recorded(role: CarrierRole, party: &str, basis: Basis) -> String {
    let role = match role {
        CarrierRole::Lead => "lead agency",
        CarrierRole::Support => "supporting agency",
    };
    format!("{party} recorded as {role}: {}.", words::basis(basis))
}

fn role_name(role: CarrierRole) -> &'static str {
    match role {
        CarrierRole::Lead => "lead role",
        CarrierRole::Support => "supporting role",
    }
}

/// "from June 30, 2024, to Aug. 31, 2024 (62 days later). Reason: clearance or approval. Cause: within the agency."
fn date_change((from, to): (Date, Date), days: i64, (reason, cause): (MoveReason, Cause)) -> String {
    let (from, to, later) = (in_table(from), in_table(to), words::days_later(days));
    let reason = words::move_reason(reason).to_lowercase();
    format!("from {from}, to {to} ({later}). Reason: {reason}. Cause: {}.", words::cause(cause))
}

#[cfg(test)]
mod tests;
