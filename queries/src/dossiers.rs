//! Dossiers: everything that belongs to one thing, gathered in one go, for its page and for documents about it.

mod action;
mod agency;
mod gathered;
mod milestone;

pub(crate) use agency::{cards_of, requests};

pub use action::{ActionDossier, LinkedAction, MilestoneCounts};
pub use agency::{AgencyDossier, AgencyRequest, Before, CardOf, Seat, SeatKind};
pub use milestone::MilestoneDossier;
