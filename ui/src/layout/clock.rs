//! The notice on every page that the clock and the record do not agree, so that nothing, or nothing dated right, is saved.

use crate::request::site;
use crate::words::instant;
use leptos::prelude::*;
use store::ClockState;

/// Nothing where they agree.
pub(super) fn clock_notice() -> Option<AnyView> {
    let words = words(site().store.known_clock_state())?;
    Some(
        view! {
            <section class="usa-alert usa-alert--warning usa-alert--slim usa-alert--no-icon" aria-label="Clock">
                <div class="usa-alert__body c-wrap"><p class="usa-alert__text">{words}</p></div>
            </section>
        }
        .into_any(),
    )
}

fn words(state: ClockState) -> Option<String> {
    match state {
        ClockState::Agrees => None,
        ClockState::RecordAhead { last, is_accepted: false } => Some(format!(
            "The record's last entry is dated {}, ahead of the clock. You can read everything, but nothing can be saved \
             until then. The administrator can let you save sooner.",
            instant(last)
        )),
        ClockState::RecordAhead { last, is_accepted: true } => Some(format!(
            "The record's last entry is dated {0}, ahead of the clock. What you save is dated {0} as well, until that time \
             has passed.",
            instant(last)
        )),
        ClockState::ClockAhead { .. } => Some(
            "The clock of this server may be ahead. You can read everything, but nothing can be saved until the \
             administrator has checked the clock."
                .to_owned(),
        ),
    }
}
