//! The text of an action, as the forms that add and amend one have it.

use super::both::Both;
use super::choices::{self, Choices};
use super::{DATE_HINT, FACTS_ONLY};
use crate::components::word_changes::FieldChange;
use crate::forms::{FormState, RadioField, SelectField, TextArea, TextField};
use crate::paths::written;
use domain::action::Action;
use domain::date::long;
use leptos::prelude::*;

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
            wording: written(action.wording),
            strength: written(action.strength),
            timeframe: action.timeframe.stated.to_string(),
            starts: action.timeframe.starts.map(long).unwrap_or_default(),
            ends: action.timeframe.ends.map(long).unwrap_or_default(),
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

    /// Each field beside what was typed into it.
    pub fn both(&self, state: &FormState, nodes: &Choices) -> Vec<Both> {
        let (wordings, strengths) = (choices::wordings(), choices::strengths());
        vec![
            Both::choice(state, "node", "Place in the plan", in_words(nodes, &self.node), nodes),
            Both::optional(state, "official_number", "Official number", stated(&self.official_number)),
            Both::optional(state, "title", "Title", stated(&self.title)),
            Both::optional(state, "promise", "Promise", stated(&self.promise)),
            Both::choice(state, "wording", "Wording", in_words(&wordings, &self.wording), &wordings),
            Both::choice(state, "strength", "Strength", in_words(&strengths, &self.strength), &strengths),
            Both::optional(state, "timeframe", "Promised for", stated(&self.timeframe)),
            Both::optional(state, "starts", "Starts", stated(&self.starts)),
            Both::optional(state, "ends", "Ends", stated(&self.ends)),
            Both::optional(state, "note", "Note", stated(&self.note)),
        ]
    }
}

/// The words of a chosen code.
fn in_words<'a>(choices: &'a Choices, code: &str) -> Option<&'a str> {
    choices.iter().find(|(choice, _)| choice == code).map(|(_, words)| words.as_str())
}

fn stated(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[component]
pub fn ActionFields(
    state: FormState,
    recorded: ActionText,
    /// The places of the plan that still stand.
    nodes: Choices,
) -> impl IntoView {
    let radios =
        |choices: Choices| choices.into_iter().map(|(code, words)| (code, words.into_any())).collect::<Vec<_>>();
    let (wordings, strengths) = (radios(choices::wordings()), radios(choices::strengths()));
    let timeframe_hint = "As the plan writes it: within two years; by the end of fiscal year 2024.";
    let starts_hint = format!("{DATE_HINT} The days that the rules reckon with are marked as inferred.");
    let nodes = vec![(String::new(), nodes)];
    view! {
        <SelectField
            state=state.clone() name="node" label="Place in the plan" choices=nodes recorded=recorded.node
            unchosen="Choose a place"
        />
        <TextField
            state=state.clone() name="official_number" label="Official number" recorded=recorded.official_number
            hint="The plan's own number, where it has one." optional=true
        />
        <TextField state=state.clone() name="title" label="Title" recorded=recorded.title/>
        <TextArea state=state.clone() name="promise" label="Promise" recorded=recorded.promise hint=FACTS_ONLY/>
        <RadioField state=state.clone() name="wording" legend="Wording" recorded=recorded.wording choices=wordings/>
        <RadioField state=state.clone() name="strength" legend="Strength" recorded=recorded.strength choices=strengths/>
        <TextField
            state=state.clone() name="timeframe" label="Promised for" recorded=recorded.timeframe hint=timeframe_hint
        />
        <TextField state=state.clone() name="starts" label="Starts" recorded=recorded.starts hint=starts_hint optional=true/>
        <TextField state=state.clone() name="ends" label="Ends" recorded=recorded.ends hint=DATE_HINT optional=true/>
        <TextArea state name="note" label="Note" recorded=recorded.note optional=true/>
    }
}
