//! What the counts of a home page are counts of, and the way to those of other plans.

use crate::layout::Reading;
use crate::words;
use domain::plan::PlanState;
use leptos::prelude::*;

/// "Counts cover 5 active plans. View all plans."
pub fn in_force(reading: &Reading) -> AnyView {
    let number = reading.view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce).count();
    let counted = match number {
        1 => "Counts cover 1 active plan. ".to_owned(),
        number => format!("Counts cover {} active plans. ", words::thousands(number)),
    };
    view! { {counted}<a href=reading.paths.plans()>"View all plans"</a>"." }.into_any()
}
