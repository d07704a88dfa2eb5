//! How the model finds what a command is about, asks its rule, and says what came of it.

use super::Decided;
use crate::histories::state::Kept;
use crate::world::{CHANGED_MEANWHILE, NOT_FOUND, Said};
use domain::DomainError;
use domain::actor::{Authority, Permission};
use domain::body::Party;
use domain::changed::Changed;
use domain::error::PlanError;
use domain::ids::Version;
use domain::object::Recorded;
use domain::text::Code;

pub fn values<Id, T>(kept: &Kept<Id, T>) -> impl Iterator<Item = &T> {
    kept.values().map(|(_, value)| value)
}

pub fn found<Id: Ord, T>(kept: &Kept<Id, T>, id: Id) -> Result<&(Version, T), String> {
    kept.get(&id).ok_or_else(|| NOT_FOUND.to_owned())
}

/// What a rule makes of an object, if this is still the version that the form showed. Who has no permission is told so
/// first.
pub fn judged<T>((version, value): &(Version, T), seen: Version, rule: impl FnOnce(&T) -> Decided) -> Decided {
    match rule(value) {
        Err(words) if is_of_permission(&words) => Err(words),
        _ if *version != seen => Err(CHANGED_MEANWHILE.to_owned()),
        decided => decided,
    }
}

/// Whether these are the words of a refusal for want of permission.
fn is_of_permission(words: &str) -> bool {
    use Permission as P;
    [
        P::KeepPlans,
        P::OfferLeads,
        P::OfferSupport,
        P::AnswerOffers,
        P::HandBackRoles,
        P::ReportProgress,
        P::RetractUpdates,
        P::AttachEvidence,
        P::WithdrawEvidence,
        P::Verify,
    ]
    .into_iter()
    .any(|permission| DomainError::NotPermitted(permission).to_string() == words)
}

pub fn free(is_taken: bool, reference: Code) -> Result<(), String> {
    if is_taken { Err(PlanError::ReferenceTaken { reference }.to_string()) } else { Ok(()) }
}

/// The one entry of what a rule allowed.
pub fn one<T: Recorded>(decided: Result<Changed<T>, DomainError>) -> Decided {
    let (after, event, agency, authority) = decided.map_err(|refused| refused.to_string())?.into_parts();
    let on_behalf_of = match authority {
        Some(Authority::OnBehalfOf(party)) => Some(party),
        Some(Authority::Own(_)) | None => None::<Party>,
    };
    Ok(vec![(after.into_objects(), Said { event, agency, on_behalf_of })])
}
