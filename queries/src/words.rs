//! What the record's words are called on pages. Those that files show too stand with the files, so that both say the same.

pub use reports::words::{
    cause, confidence, ending, move_reason, plan_state, reported_status, reporting, state, status, strength,
    verification,
};

use domain::action::Strength;
use domain::actor::Role;
use domain::assignment::CarrierRole;
use domain::date::{Instant, in_table};
use domain::gaps::{Inferred, LeadBasis};
use domain::link::Relation;
use domain::plan::Basis;
use domain::reporting::{ReportingPeriod, ReportingTerms};
use domain::security::SecurityEvent;
use store::AsOf;

/// Verbs that make a promise of that strength.
pub fn strength_verbs(strength: Strength) -> &'static str {
    match strength {
        Strength::Deliver => "release, launch, dismantle",
        Strength::Advance => "expand, strengthen, prioritize",
        Strength::Explore => "consider, seek, explore",
    }
}

pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated in the source",
        Basis::Inferred => "inferred, not in the source",
        Basis::Unknown => "not known",
    }
}

pub fn lead_basis(basis: LeadBasis) -> &'static str {
    match basis {
        LeadBasis::Accepted => "Accepted here",
        LeadBasis::Stated => "Stated by a source, not asked here",
        LeadBasis::Inferred => "Inferred, not asked here",
        LeadBasis::Offered => "No lead; request pending",
        LeadBasis::HandedBack => "No lead; the agency that led handed it back",
        LeadBasis::NotKnown => "No lead; no request pending",
    }
}

/// What of an action was inferred.
pub fn inferred(of: Inferred) -> &'static str {
    match of {
        Inferred::Lead => "Who leads it",
        Inferred::Supporters => "Who supports it",
        Inferred::Placement => "Where it stands in its plan",
        Inferred::Timeframe => "When it begins and ends",
        Inferred::Strength => "How strong the promise is",
    }
}

pub fn carrier_role(role: CarrierRole) -> &'static str {
    match role {
        CarrierRole::Lead => "Lead",
        CarrierRole::Support => "Supports",
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
        Relation::ContributesTo => "Has a contribution from",
        Relation::Supersedes => "Superseded by",
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

/// 1,204.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "Feb. 13, 2024, 14:00:05 UTC".
pub fn instant(at: Instant) -> String {
    format!("{}, {} UTC", in_table(at.date_naive()), at.format("%H:%M:%S"))
}

/// A point of the record: "Feb. 13, 2024", "entry 1,204", "the end of meeting PITF-M-2024".
pub fn point(as_of: &AsOf) -> String {
    match as_of {
        AsOf::Now => "now".to_owned(),
        AsOf::Day(day) => in_table(*day),
        AsOf::Instant(at) => instant(*at),
        AsOf::Entry(seq) => format!("entry {}", thousands(usize::try_from(seq.0).unwrap_or(usize::MAX))),
        AsOf::Meeting(code) => format!("the end of meeting {code}"),
    }
}

/// Text with everything written out that could be markup, for the two places that Leptos writes as they are given: the
/// title of the document and the inside of a text area.
pub fn written_out(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
        SecurityEvent::SignInDelayed => "Sign-in delayed after wrong guesses",
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
        SecurityEvent::PermissionRefused => "Permission refused",
    }
}

/// "Updates are due every fiscal quarter, 15 days after its end."
pub fn updates_due(terms: ReportingTerms) -> String {
    let period = match terms.every {
        ReportingPeriod::Quarter => "fiscal quarter",
        ReportingPeriod::Year => "fiscal year",
    };
    format!("Updates are due every {period}, {} after its end.", count(terms.days.into(), "day"))
}
