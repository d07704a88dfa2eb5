//! What the counts of a home page are counts of, and the way to those of other plans.

use crate::words;
use domain::plan::PlanState;
use leptos::prelude::*;
use ui::layout::Reading;

/// "Counts cover 5 active plans. View all plans."
pub fn in_force(reading: &Reading) -> AnyView {
    let number = reading.view.plans().into_iter().filter(|plan| plan.state == PlanState::InForce).count();
    let counted = match number {
        1 => "1 active plan".to_owned(),
        number => format!("{} active plans", words::thousands(number)),
    };
    view! { "Counts cover "<a href=reading.paths.plans()>{counted}</a>"." }.into_any()
}
