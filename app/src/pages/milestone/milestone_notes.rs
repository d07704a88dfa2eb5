//! Reasons that were required and stay with a milestone: why it was added with a past due date, and why
//! it was reopened.

use domain::date::in_sentence;
use domain::milestone::{Milestone, Reopening};
use leptos::prelude::*;

/// Each note in a sentence, in the order in which it was given. `None` where there is none.
pub fn milestone_notes(milestone: &Milestone) -> Option<AnyView> {
    let late = milestone.planned_late.as_ref().map(|reason| format!("Added with a past due date: {reason}"));
    let notes: Vec<String> = late.into_iter().chain(milestone.reopenings.iter().map(reopening)).collect();
    (!notes.is_empty()).then(|| notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view().into_any())
}

fn reopening(reopening: &Reopening) -> String {
    let Reopening { on, reason, ended } = reopening;
    let ended = match &ended.verified {
        Some(verified) => format!(
            "This ended the completion of {} and its verification of {}.",
            in_sentence(ended.on),
            in_sentence(verified.on)
        ),
        None => format!("This ended the completion of {}.", in_sentence(ended.on)),
    };
    format!("Reopened {}: {reason} {ended}", in_sentence(*on))
}
