//! How well the entries of a plan match what was published.

use crate::words;
use domain::facts::ActionFacts;
use domain::plan::Plan;
use store::View;

/// "36 entries stand for 61 published actions; 15 are known to match one for one": never a percentage of a partial list.
pub fn coverage(view: &View, plan: &Plan) -> String {
    let entries: Vec<&ActionFacts> = view.actions().filter(|facts| facts.plan == plan.id).collect();
    let Some(published) = plan.published_actions else {
        return format!("{}; the published number is not known", words::entries(entries.len()));
    };
    let stand = if entries.len() == 1 { "stands" } else { "stand" };
    let known = match entries.iter().filter(|facts| facts.matches_published).count() {
        0 => "none is known to match one for one".to_owned(),
        1 => "1 is known to match one for one".to_owned(),
        number => format!("{number} are known to match one for one"),
    };
    let withdrawn = match entries.iter().filter(|facts| facts.is_withdrawn).count() {
        0 => String::new(),
        number => format!(" ({number} of them withdrawn)"),
    };
    format!("{}{withdrawn} {stand} for {published} published actions; {known}", words::entries(entries.len()))
}
