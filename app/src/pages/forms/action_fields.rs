//! The text of an action, as the forms that add and amend one have it.

use super::choices::{self, Choices, Groups};
use super::field::Field;
use super::{DATE_HINT, FACTS_ONLY};
use crate::components::word_changes::FieldChange;
use crate::layout::Reading;
use crate::paths::code_of;
use domain::action::Action;
use domain::date::in_sentence;
use domain::ids::PlanId;

/// What the record says of each field; blank for an action that is still to be added.
#[derive(Clone, Debug, Default)]
pub struct ActionText {
    node: String,
    official_number: String,
    title: String,
    promise: String,
    wording: String,
    strength: String,
    timeframe: String,
    starts: String,
    ends: String,
    note: String,
}

impl ActionText {
    pub fn of(action: &Action) -> ActionText {
        ActionText {
            node: action.node.to_string(),
            official_number: action.official_number.as_ref().map(ToString::to_string).unwrap_or_default(),
            title: action.title.to_string(),
            promise: action.promise.to_string(),
            wording: code_of(action.wording),
            strength: code_of(action.strength),
            timeframe: action.timeframe.stated.to_string(),
            starts: action.timeframe.starts.map(in_sentence).unwrap_or_default(),
            ends: action.timeframe.ends.map(in_sentence).unwrap_or_default(),
            note: action.note.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The fields in which the text after an edit is another one. `places` are the parts of the plan before and after.
    pub fn changes(&self, after: &ActionText, places: (Option<String>, Option<String>)) -> Vec<FieldChange> {
        let (wordings, strengths) = (choices::wordings(), choices::strengths());
        let words = |choices: &Choices, code: &str| in_words(choices, code).unwrap_or_default().to_owned();
        let place = |place: Option<String>| place.unwrap_or_default();
        let rows = [
            ("Place in the plan", place(places.0), place(places.1)),
            ("Official number", self.official_number.clone(), after.official_number.clone()),
            ("Title", self.title.clone(), after.title.clone()),
            ("Promise", self.promise.clone(), after.promise.clone()),
            ("Wording", words(&wordings, &self.wording), words(&wordings, &after.wording)),
            ("Strength", words(&strengths, &self.strength), words(&strengths, &after.strength)),
            ("Promised for", self.timeframe.clone(), after.timeframe.clone()),
            ("Starts", self.starts.clone(), after.starts.clone()),
            ("Ends", self.ends.clone(), after.ends.clone()),
            ("Note", self.note.clone(), after.note.clone()),
        ];
        let changed = rows.into_iter().filter(|(_, before, after)| before != after);
        changed.map(|(label, before, after)| FieldChange { label, before, after }).collect()
    }

    /// The fields of the form, each with what the record says. `places` are the places of the plan that still stand.
    pub fn fields(self, places: Groups) -> [Field; 10] {
        let timeframe = "As the plan writes it: within two years; by the end of fiscal year 2024.";
        let starts = format!("{DATE_HINT} The days that the rules reckon with are marked as inferred.");
        let number = "The plan's own number, where it has one.";
        [
            Field::select("node", "Place in the plan", places, "Choose a place").recorded(self.node),
            Field::line("official_number", "Official number").hint(number).recorded(self.official_number).optional(),
            Field::line("title", "Title").recorded(self.title),
            Field::lines("promise", "Promise").hint(FACTS_ONLY).recorded(self.promise),
            Field::radio("wording", "Wording", choices::wordings()).recorded(self.wording),
            Field::radio("strength", "Strength", choices::strengths()).recorded(self.strength),
            Field::line("timeframe", "Promised for").hint(timeframe).recorded(self.timeframe),
            Field::line("starts", "Starts").hint(starts).recorded(self.starts).optional(),
            Field::line("ends", "Ends").hint(DATE_HINT).recorded(self.ends).optional(),
            Field::lines("note", "Note").recorded(self.note).optional(),
        ]
    }
}

/// The places of a plan that still stand, to choose from.
pub fn places(reading: &Reading, plan: PlanId) -> Groups {
    vec![(String::new(), choices::nodes(&reading.view, plan))]
}

/// The words of a chosen code.
fn in_words<'a>(choices: &'a Choices, code: &str) -> Option<&'a str> {
    choices.iter().find(|(choice, _)| choice == code).map(|(_, words)| words.as_str())
}
