//! What happened to an action since its last update, in words.

use crate::layout::Reading;
use crate::words;
use domain::date::{from_to_in_sentence, in_sentence};
use domain::ids::ActionId;
use domain::signals::{Happened, Since};
use queries::dossiers::ActionDossier;

/// "Awards announced: due date changed from August 31 to December 31, 2024, 122 days later, on August 16, 2024."
pub fn since_words(reading: &Reading, dossier: &ActionDossier<'_>, since: &Since) -> String {
    let title = |id| dossier.milestone_title(id);
    let on = in_sentence(since.on);
    match since.what {
        Happened::Planned { milestone, due } => {
            format!("{}: added {on}, due {}.", title(milestone), in_sentence(due))
        }
        Happened::Completed { milestone, on } => format!("{}: completed {}.", title(milestone), in_sentence(on)),
        Happened::Moved { milestone, from, to, days } => {
            let way = if days < 0 { "earlier" } else { "later" };
            let days = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
            let dates = from_to_in_sentence(from, to);
            format!("{}: due date changed {dates}, {days} {way}, on {on}.", title(milestone))
        }
        Happened::Reopened { milestone } => format!("{}: reopened {on}.", title(milestone)),
        Happened::Withdrawn { milestone } => format!("{}: withdrawn {on}.", title(milestone)),
        Happened::LeadAccepted { party } => format!("{} accepted the lead role {on}.", reading.view.short_name(party)),
        Happened::LeadEnded { party } => format!("{}'s lead role ended {on}.", reading.view.short_name(party)),
        Happened::LinkedCompleted { action } => {
            format!("{}, a linked action: reported completed {on}.", action_name(reading, action))
        }
    }
}

fn action_name(reading: &Reading, action: ActionId) -> String {
    let facts = reading.view.facts(action);
    facts.map_or_else(|_| "Another action".to_owned(), |facts| format!("{} {}", facts.reference, facts.title))
}
