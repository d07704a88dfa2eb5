//! What the operator does to the record itself: opens it, and answers for its clock.

use crate::actor::Actor;
use crate::changed::Changed;
use crate::date::Instant;
use crate::event::{Event, Progress};
use crate::object::Object;
use crate::vocabulary::ReportingTerms;

impl Changed<Vec<Object>> {
    /// The first change of a record. No object is made by it.
    pub fn record_opened(zone: String, progress: Progress, reporting: ReportingTerms) -> Changed<Vec<Object>> {
        let event = Event::RecordOpened { zone, progress, reporting: Some(reporting) };
        Changed::by(&Actor::Operator, Vec::new(), event)
    }

    /// The operator goes on by the clock as it is. No object is made by it.
    pub fn clock_accepted(clock: Instant, last: Instant) -> Changed<Vec<Object>> {
        let written = |instant: Instant| instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        let event = Event::ClockAccepted { clock: written(clock), last: written(last) };
        Changed::by(&Actor::Operator, Vec::new(), event)
    }
}

#[cfg(test)]
mod tests;
