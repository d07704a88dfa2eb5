//! How well the actions listed for a plan match what was published.

use crate::words;
use domain::facts::ActionFacts;
use domain::plan::Plan;
use store::View;

/// "Concord lists 36 of this plan's actions. The plan publishes 61. 15 of the 36 are confirmed to match one published
/// action each", without the period at its end: never a percentage of a partial list.
pub fn coverage(view: &View, plan: &Plan) -> String {
    let actions: Vec<&ActionFacts> = view.actions().filter(|facts| facts.plan == plan.id).collect();
    let listed = words::thousands(actions.len());
    let Some(published) = plan.published_actions else {
        return format!("{}. The plan's published total is unknown", words::count(actions.len(), "action"));
    };
    let known = match actions.iter().filter(|facts| facts.matches_published).count() {
        0 => format!("None of the {listed} is confirmed to match one published action"),
        1 => format!("1 of the {listed} is confirmed to match one published action"),
        number => format!("{number} of the {listed} are confirmed to match one published action each"),
    };
    let withdrawn = match actions.iter().filter(|facts| facts.is_withdrawn).count() {
        0 => String::new(),
        number => format!(" ({number} withdrawn)"),
    };
    let published = words::thousands(published as usize);
    format!("Concord lists {listed} of this plan's actions{withdrawn}. The plan publishes {published}. {known}")
}
