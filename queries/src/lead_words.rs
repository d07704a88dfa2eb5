//! Who leads an action, or why no one does: the same words wherever an action is named. A lead that is only inferred is not
//! in force, so no page calls it the lead.

use domain::facts::ActionFacts;
use store::View;

/// "Justice", or why there is no lead.
pub fn lead(view: &View, action: &ActionFacts) -> String {
    action.lead.map_or_else(|| no_lead(view, action), |lead| view.short_name(lead))
}

/// Of an action that no one leads: "Requested from Justice", "Lead ended", "No lead agency".
pub fn no_lead(view: &View, action: &ActionFacts) -> String {
    match (action.lead_offered_to, action.inferred_lead()) {
        (Some(asked), _) => format!("Requested from {}", view.short_name(asked)),
        (None, Some(inferred)) => {
            format!("{}; {} is inferred by Concord", none(action), view.short_name(inferred))
        }
        (None, None) if action.had_a_lead() => "Lead ended".to_owned(),
        (None, None) => none(action).to_owned(),
    }
}

/// "No lead agency", as it is said before a comma.
pub fn none(action: &ActionFacts) -> &'static str {
    if action.inferred_lead().is_some() { "No confirmed lead agency" } else { "No lead agency" }
}
