//! What the record's words are called on pages. Those that files show too stand with the files, so that both say the same.

pub use reports::words::{
    acceptance, cause, confidence, ending, move_reason, plan_state, reported_status, reporting, signed, state,
    state_not_overdue, status, strength, thousands, verification, wording,
};

use domain::action::Strength;
use domain::actor::Role;
use domain::assignment::CarrierRole;
use domain::date::{Instant, in_table};
use domain::gaps::{Inferred, LeadBasis};
use domain::ledger::Seq;
use domain::link::Relation;
use domain::plan::Basis;
use domain::reporting::ReportingTerms;
use domain::scorecard::Figure;
use domain::security::SecurityEvent;
use store::AsOf;

/// Verbs that make a commitment of that strength.
pub fn strength_verbs(strength: Strength) -> &'static str {
    match strength {
        Strength::Deliver => "release, launch, dismantle",
        Strength::Advance => "expand, strengthen, prioritize",
        Strength::Explore => "consider, seek, explore",
    }
}

pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "from the source",
        Basis::Inferred => "inferred by Concord",
        Basis::Requested => "requested in Concord",
        Basis::Unknown => "unknown",
    }
}

pub fn lead_basis(basis: LeadBasis) -> &'static str {
    match basis {
        LeadBasis::Accepted => "Accepted in Concord",
        LeadBasis::Stated => "Named in a source; not yet accepted in Concord",
        LeadBasis::Inferred => "No confirmed lead agency; inferred by Concord",
        LeadBasis::Offered => "No lead agency; request pending",
        LeadBasis::HandedBack => "No lead agency; role ended",
        LeadBasis::NotKnown => "No lead agency; no request pending",
    }
}

/// What of an action was inferred.
pub fn inferred(of: Inferred) -> &'static str {
    match of {
        Inferred::Lead => "Lead agency",
        Inferred::Supporters => "Supporting agencies",
        Inferred::Placement => "Section",
        Inferred::Timeframe => "Timeframe",
        Inferred::Strength => "Commitment strength",
    }
}

pub fn carrier_role(role: CarrierRole) -> &'static str {
    match role {
        CarrierRole::Lead => "Lead",
        CarrierRole::Support => "Supporting",
    }
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Administrator",
        Role::Secretariat => "Secretariat",
        Role::Chair => "Chair",
        Role::Liaison => "Liaison",
        Role::Auditor => "Auditor",
    }
}

pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::SameAs => "Same as",
        Relation::Continues => "Continues",
        Relation::ContributesTo => "Contributes to",
        Relation::Supersedes => "Supersedes",
    }
}

/// The same relation, read from its other end.
pub fn relation_reversed(relation: Relation) -> &'static str {
    match relation {
        Relation::SameAs => "Same as",
        Relation::Continues => "Continued by",
        Relation::ContributesTo => "Receives contribution from",
        Relation::Supersedes => "Superseded by",
    }
}

/// What a figure of a scorecard is called.
pub const fn scorecard_figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Leads => "Leads",
        Figure::Open => "Open",
        Figure::Completed => "Completed",
        Figure::OffTrack => "Off track",
        Figure::Overdue => "With overdue milestones",
        Figure::Silent => "Updates overdue",
        Figure::SlipDays => "Slip (days)",
    }
}

/// "1 action", "2 actions".
pub fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{} {thing}s", thousands(number)) }
}

/// "1 entry", "36 entries": what stands in the record for actions of a plan.
pub fn entries(number: usize) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{} entries", thousands(number)) }
}

/// "1–50": which rows of a list a page shows. "7" where it shows one.
pub fn span(first: usize, last: usize) -> String {
    if first == last { thousands(first) } else { format!("{}\u{2013}{}", thousands(first), thousands(last)) }
}

/// "62 days later", "1 day earlier", "0 days later".
pub fn days_later(days: i64) -> String {
    let number = count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
    if days < 0 { format!("{number} earlier") } else { format!("{number} later") }
}

/// The number of a log entry as screens show it: "1,205" for the entry with index 1204.
pub fn entry_number(seq: Seq) -> String {
    thousands(usize::try_from(seq.number()).unwrap_or(usize::MAX))
}

/// "Feb. 13, 2024, 14:00:05 UTC".
pub fn instant(at: Instant) -> String {
    format!("{}, {} UTC", in_table(at.date_naive()), at.format("%H:%M:%S"))
}

/// A point of the record: "Feb. 13, 2024", "log entry 1,205", "the end of meeting PITF-M-2024".
pub fn point(as_of: &AsOf) -> String {
    match as_of {
        AsOf::Now => "now".to_owned(),
        AsOf::Day(day) => in_table(*day),
        AsOf::Instant(at) => instant(*at),
        AsOf::Entry(seq) => format!("log entry {}", entry_number(*seq)),
        AsOf::Meeting(code) => format!("the end of meeting {code}"),
    }
}

/// Text with everything written out that could be markup, for the two places that Leptos writes as they are given: the
/// title of the document and the inside of a text area.
pub fn written_out(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The same without a capital letter at its beginning; names within it keep theirs.
pub fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The same with a capital letter at its beginning.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub fn security_event(event: SecurityEvent) -> &'static str {
    match event {
        SecurityEvent::SignedIn => "Signed in",
        SecurityEvent::SignInFailed => "Sign-in failed",
        SecurityEvent::SignInDelayed => "Sign-in delayed after failed attempts",
        SecurityEvent::SignedOut => "Signed out",
        SecurityEvent::SignedOutEverywhere => "Signed out everywhere",
        SecurityEvent::SessionEnded => "Session on another device ended",
        SecurityEvent::LinkMade => "One-time link made",
        SecurityEvent::LinkUsed => "One-time link used",
        SecurityEvent::LinkRefused => "One-time link refused",
        SecurityEvent::PasswordChanged => "Password changed",
        SecurityEvent::PasswordRefused => "Wrong current password",
        SecurityEvent::AccountAdded => "Account added",
        SecurityEvent::AccountChanged => "Account edited",
        SecurityEvent::AccountDisabled => "Account disabled",
        SecurityEvent::AccountEnabled => "Account enabled",
        SecurityEvent::Downloaded => "File downloaded",
        SecurityEvent::FileChecked => "File checked against the record",
        SecurityEvent::PermissionRefused => "Permission refused",
    }
}

/// "Updates are due every fiscal quarter, 15 days after its end."
pub fn updates_due(terms: ReportingTerms) -> String {
    let period = terms.every.in_words();
    format!("Updates are due every {period}, {} after its end.", count(terms.days.into(), "day"))
}
