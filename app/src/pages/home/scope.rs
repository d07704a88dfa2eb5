//! What the counts of a home page are counts of, and the way to those of other plans.

use crate::layout::Reading;
use crate::words;
use domain::plan::PlanState;
use leptos::prelude::*;

/// "Counts are of the 5 plans in force. See all plans."
pub fn in_force(reading: &Reading) -> AnyView {
    let number = reading.view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce).count();
    let counted = match number {
        1 => "Counts are of the 1 plan in force. ".to_owned(),
        number => format!("Counts are of the {} plans in force. ", words::thousands(number)),
    };
    view! { {counted}<a href=reading.paths.plans()>"See all plans"</a>"." }.into_any()
}
