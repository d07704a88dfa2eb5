//! The text of an action, as the forms that add and edit one have it.

use super::FACTS_ONLY;
use super::choices::{self, Choices, Groups};
use super::field::Field;
use crate::paths::code_of;
use domain::Date;
use domain::action::Action;
use domain::date::in_sentence;
use domain::ids::PlanId;
use ui::components::word_changes::FieldChange;
use ui::layout::Reading;

/// The current text of each field; blank for a new action.
#[derive(Clone, Debug, Default)]
pub struct ActionText {
    node: String,
    official_number: String,
    title: String,
    promise: String,
    wording: String,
    strength: String,
    timeframe: String,
    starts: Option<Date>,
    ends: Option<Date>,
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
            starts: action.timeframe.starts,
            ends: action.timeframe.ends,
            note: action.note.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The fields in which the text after an edit is another one. `sections` are those of the plan before and after.
    pub fn changes(&self, after: &ActionText, sections: (Option<String>, Option<String>)) -> Vec<FieldChange> {
        let (wordings, strengths) = (choices::wordings(), choices::strengths());
        let words = |choices: &Choices, code: &str| in_words(choices, code).unwrap_or_default().to_owned();
        let section = |section: Option<String>| section.unwrap_or_default();
        let day = |day: Option<Date>| day.map(in_sentence).unwrap_or_default();
        let rows = [
            ("Section", section(sections.0), section(sections.1)),
            ("Official number", self.official_number.clone(), after.official_number.clone()),
            ("Title", self.title.clone(), after.title.clone()),
            ("Commitment", self.promise.clone(), after.promise.clone()),
            ("Wording", words(&wordings, &self.wording), words(&wordings, &after.wording)),
            ("Commitment strength", words(&strengths, &self.strength), words(&strengths, &after.strength)),
            ("Timeframe", self.timeframe.clone(), after.timeframe.clone()),
            ("Starts", day(self.starts), day(after.starts)),
            ("Ends", day(self.ends), day(after.ends)),
            ("Note", self.note.clone(), after.note.clone()),
        ];
        let changed = rows.into_iter().filter(|(_, before, after)| before != after);
        changed.map(|(label, before, after)| FieldChange { label, before, after }).collect()
    }

    /// The fields of the form, each with its current text. `sections` are those of the plan that are not withdrawn.
    pub fn fields(self, sections: Groups) -> [Field; 10] {
        let timeframe = "Use the plan's wording. Example: within 2 years";
        let starts = "Dates you enter are marked \"inferred.\"";
        let number = "Number in the published plan, if any.";
        [
            Field::select("node", "Section", sections, "Select a section").recorded(self.node),
            Field::line("official_number", "Official number").hint(number).recorded(self.official_number).optional(),
            Field::line("title", "Title").recorded(self.title),
            Field::lines("promise", "Commitment").hint(FACTS_ONLY).recorded(self.promise),
            Field::radio("wording", "Wording", choices::wordings()).recorded(self.wording),
            Field::radio("strength", "Commitment strength", choices::strengths()).recorded(self.strength),
            Field::line("timeframe", "Timeframe").hint(timeframe).recorded(self.timeframe),
            Field::date("starts", "Starts").hint(starts).recorded_date(self.starts).optional(),
            Field::date("ends", "Ends").recorded_date(self.ends).optional(),
            Field::lines("note", "Note").recorded(self.note).optional(),
        ]
    }
}

/// The sections of a plan that are not withdrawn, to select from.
pub fn sections(reading: &Reading, plan: PlanId) -> Groups {
    vec![(String::new(), choices::nodes(&reading.view, plan))]
}

/// The words of a selected code.
fn in_words<'a>(choices: &'a Choices, code: &str) -> Option<&'a str> {
    choices.iter().find(|(choice, _)| choice == code).map(|(_, words)| words.as_str())
}
