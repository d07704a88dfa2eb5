//! What an entry of the record says, in a sentence: who, what, when. Histories and the record's own pages show these.

use crate::words;
use domain::Event;
use domain::action::EditKind;
use domain::actor::Role;
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::date::in_table;
use domain::event::Progress;
use domain::ids::AgencyId;
use domain::ledger::RecordedActor;
use domain::plan::Basis;
use domain::reporting::ReportingTerms;
use store::{LoggedEntry, View};

/// What happened. An event that a later program has named is given by its code.
pub fn sentence(view: &View, entry: &LoggedEntry) -> String {
    match &entry.event {
        Some(event) => of_event(event, &|party| view.short_name(party)),
        None => format!("{}: this program does not know that event.", entry.leaf.entry().event),
    }
}

/// In which role, and for which agency, an entry was made. Who it was stands beside it ([`author`]).
///
/// [`author`]: crate::components::author::author
pub fn who(view: &View, entry: &LoggedEntry) -> String {
    let RecordedActor::Person { role, .. } = &entry.leaf.entry().actor else {
        return "Operator of the server".to_owned();
    };
    let Some(role) = Role::from_code(role.as_str()) else { return role.to_string() };
    let agency = entry.leaf.entry().agency.map(|agency| view.short_name(Party::Agency(AgencyId(agency))));
    match (role, entry.on_behalf_of(), agency) {
        (Role::Liaison, _, Some(agency)) => liaison(entry.event.as_ref(), &agency),
        (_, Some(party), _) => format!("{}, on behalf of {}", words::role(role), view.short_name(party)),
        (_, None, _) => words::role(role).to_owned(),
    }
}

/// The agency of an entry is the one that the liaison speaks for. Only in an offer it is the one that was asked.
fn liaison(event: Option<&Event>, agency: &str) -> String {
    match event {
        Some(Event::RoleOffered { .. } | Event::RoleAskedAgain { .. } | Event::RequestWithdrawn { .. }) => {
            "Liaison of the lead".to_owned()
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
            let from = from.map_or("since the record began".to_owned(), |from| format!("from {}", from.in_words()));
            format!("Reporting rule set, {from}. {due}")
        }
        Event::Imported { added, changed, .. } => imported(*added, *changed),
        Event::PersonAdded { role } => format!("Account added: {}.", words::role(*role)),
        Event::PersonDisabled {} => "Account disabled.".to_owned(),
        Event::PersonEnabled {} => "Account enabled.".to_owned(),
        Event::PersonRenamed {} => "Name of an account changed.".to_owned(),
        Event::PersonAddressChanged {} => "Email address of an account changed.".to_owned(),
        Event::PersonRoleChanged { from, to } => {
            format!("Role of an account changed from {} to {}.", words::role(*from), words::role(*to))
        }
        Event::PersonAgencyChanged { from, to } => {
            let named = |agency: Option<AgencyId>| agency.map_or("none".to_owned(), |id| name(Party::Agency(id)));
            format!("Agency of an account changed from {} to {}.", named(*from), named(*to))
        }
        Event::PlanAdded { plan } => format!("Plan {plan} added."),
        Event::PlanStateChanged { from, to } => {
            format!("Plan changed from {} to {}.", words::plan_state(*from), words::plan_state(*to))
        }
        Event::NodeAdded { reference } => format!("Part {reference} of the plan added."),
        Event::NodeAmended {} => "Text of a part of the plan amended.".to_owned(),
        Event::NodeWithdrawn {} => "Part of the plan withdrawn.".to_owned(),
        Event::ActionAdded { reference } => format!("Action {reference} added."),
        Event::ActionAmended { kind } => edited(*kind),
        Event::ActionMoved { from, to, days, reason, cause } => {
            let (reason, cause) = (words::move_reason(*reason), words::cause(*cause));
            let (from, to) = (in_table(*from), in_table(*to));
            format!("End date of the action moved from {from} to {to}, {}. {reason} (cause: {cause}).", moved(*days))
        }
        Event::ActionRetracted {} => "Action retracted.".to_owned(),
        Event::ActionWithdrawn {} => "Action withdrawn.".to_owned(),
        Event::CarrierRecorded { role, party, basis } => recorded(*role, &name(*party), *basis),
        Event::RoleAskedAgain { role, party } => {
            format!("{} asked again: {}.", name(*party), role_name(*role).to_lowercase())
        }
        Event::RoleOffered { role, party } => format!("{} offered to {}.", role_name(*role), name(*party)),
        Event::RoleAccepted { role, party } => format!("{} accepted by {}.", role_name(*role), name(*party)),
        Event::RoleDeclined { role, party } => format!("{} declined by {}.", role_name(*role), name(*party)),
        Event::RequestWithdrawn { role, party } => {
            let role = role_name(*role).to_lowercase();
            format!("Request withdrawn: {} is no longer asked for the {role}.", name(*party))
        }
        Event::RoleHandedBack { role, party } => format!("{} handed back by {}.", role_name(*role), name(*party)),
        Event::RoleEnded { role, party } => format!("{} of {} ended.", role_name(*role), name(*party)),
        Event::MilestonePlanned { due } => format!("Milestone planned for {}.", in_table(*due)),
        Event::MilestoneMoved { from, to, days, reason, cause } => {
            let (reason, cause) = (words::move_reason(*reason), words::cause(*cause));
            let (from, to) = (in_table(*from), in_table(*to));
            format!("Milestone moved from {from} to {to}, {}. {reason} (cause: {cause}).", moved(*days))
        }
        Event::MilestoneForecast { expected: Some(day) } => format!("Milestone expected on {}.", in_table(*day)),
        Event::MilestoneForecast { expected: None } => "Expected day of a milestone taken back.".to_owned(),
        Event::MilestoneCompleted { on } => format!("Milestone completed on {}.", in_table(*on)),
        Event::MilestoneReopened {} => "Milestone reopened.".to_owned(),
        Event::MilestoneWithdrawn {} => "Milestone withdrawn.".to_owned(),
        Event::CompletionVerified {} => "Completion of a milestone verified.".to_owned(),
        Event::ProgressReported { quarter, status, confidence } => {
            let confidence = confidence.map_or("no confidence stated", words::confidence);
            format!("Reported {}, {confidence}, for {}.", words::reported_status(*status), quarter.in_words())
        }
        Event::ReportRetracted {} => "Update retracted.".to_owned(),
        Event::ReportVerified {} => "Progress update verified.".to_owned(),
        Event::EvidenceAttached { dated } => format!("Document attached, dated {}.", in_table(*dated)),
        Event::EvidenceWithdrawn {} => "Document withdrawn.".to_owned(),
        Event::EvidenceVerified {} => "Document verified.".to_owned(),
        Event::ActionsLinked { relation } => format!("Linked with another action: {}.", words::relation(*relation)),
        Event::LinkWithdrawn {} => "Link with another action withdrawn.".to_owned(),
        Event::ContentErased { kind, versions, ground, .. } => {
            let contents = words::count(versions.len(), "version");
            format!("Content erased under law ({ground}): {contents} of a {}.", kind.code())
        }
        Event::ClockAccepted { clock, last } => {
            format!("Clock accepted at {clock}, though the last entry was dated {last}.")
        }
    }
}

fn edited(kind: Option<EditKind>) -> String {
    match kind {
        None => "Text of the action edited.",
        Some(EditKind::CorrectsError) => "Text of the action edited: corrects an error.",
        Some(EditKind::ChangesCommitment) => "Text of the action edited: changes the commitment.",
    }
    .to_owned()
}

fn opened(zone: &str, progress: Progress) -> String {
    match progress {
        Progress::Real => format!("Record opened. Its days are those of {zone}."),
        Progress::Sample => {
            format!("Record opened for demonstration: progress in it is made up. Its days are those of {zone}.")
        }
    }
}

fn imported(added: u32, changed: u32) -> String {
    let changed =
        if changed == 0 { String::new() } else { format!(", {} changed", words::thousands(changed as usize)) };
    format!("Plan file loaded: {} added{changed}.", words::count(added as usize, "row"))
}

fn recorded(role: CarrierRole, party: &str, basis: Basis) -> String {
    let role = match role {
        CarrierRole::Lead => "the lead",
        CarrierRole::Support => "a supporter",
    };
    format!("{party} recorded as {role}: {}.", words::basis(basis))
}

fn role_name(role: CarrierRole) -> &'static str {
    match role {
        CarrierRole::Lead => "Lead",
        CarrierRole::Support => "Supporting role",
    }
}

fn moved(days: i64) -> String {
    let number = words::count(days.unsigned_abs() as usize, "day");
    if days < 0 { format!("{number} earlier") } else { format!("{number} later") }
}

#[cfg(test)]
mod tests;
