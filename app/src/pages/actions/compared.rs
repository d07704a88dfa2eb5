//! The list beside the same list of an earlier day: what changed in each row, and what left it.

use crate::lists::Compared;
use crate::paths::action_address;
use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::movement::{Change, changes};
use leptos::prelude::*;
use store::View;
use ui::components::compared::{ChangeLine, changes_in_words, no_longer_listed};
use ui::components::milestones::signed;
use ui::layout::Reading;

/// What changed in one row.
pub fn changed(view: &View, compared: &Compared, facts: &ActionFacts) -> AnyView {
    let found = changes(compared.then.facts(facts.id).ok(), facts);
    changes_in_words(found.iter().map(|change| in_words(view, change)).collect())
}

/// The actions that were in the list and are no longer.
pub fn left(reading: &Reading, compared: &Compared) -> Option<AnyView> {
    no_longer_listed(&compared.bridge, |id: ActionId, how| {
        let facts = reading.view.facts(id).ok()?;
        let address = action_address(&reading.view, &reading.paths, facts);
        let name = format!("{} {}", facts.reference, facts.title);
        let changes = changed(&reading.view, compared, facts);
        Some(view! { <li><a href=address>{name}</a>{format!(". {how}. ")}{changes}</li> }.into_any())
    })
}

fn in_words(view: &View, change: &Change) -> ChangeLine {
    let name =
        |party: &Option<domain::body::Party>| party.map_or_else(|| "None".to_owned(), |party| view.short_name(party));
    let day = |day: &Option<Date>| day.map_or_else(|| "None".to_owned(), in_table);
    let confidence =
        |said: &Option<domain::update::Confidence>| said.map_or("Not reported", words::confidence).to_owned();
    let status = |of: &domain::facts::Status| words::status(*of).to_owned();
    let line = ChangeLine::from_to;
    match change {
        Change::Added => ChangeLine::added(),
        Change::Status(was, is) => line("Status", status(was), status(is)),
        Change::Confidence(was, is) => line("Confidence", confidence(was), confidence(is)),
        Change::Lead(was, is) => line("Lead agency", name(was), name(is)),
        Change::NextDue(was, is) => line("Next milestone due", day(was), day(is)),
        Change::Slip(was, is) => line("Slip (days)", signed(*was), signed(*is)),
        Change::Done(was, is) => line("Milestones completed", was.to_string(), is.to_string()),
        Change::Evidence(was, is) => line("Documents", was.to_string(), is.to_string()),
    }
}
