//! The forms of actions.

use super::FACTS_ONLY;
use super::action_fields::{ActionText, places};
use super::choices;
use super::field::Field;
use super::form_page::FormPage;
use super::milestones::MovedDate;
use commands::about::{AboutAction, AboutHeldAction, AboutPlan};
use domain::date::in_sentence;
use leptos::prelude::*;

pub fn add<'a>(about: &AboutPlan, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.hiding(vec![("plan", about.0.id.to_string()), ("plan_code", about.0.code.to_string())]);
    let places = places(form.reading, about.0.id);
    let reference = "The record's own key within the plan, as in DOJ-02. It never changes.";
    form.field(Field::line("reference", "Reference").hint(reference))
        .fields(ActionText::default().fields(places))
        .field(Field::line("source", "Source").hint("Where the plan says so."))
}

pub fn amend<'a>(about: &AboutAction, mut form: FormPage<'a>) -> FormPage<'a> {
    let action = &about.action.value;
    let places = places(form.reading, action.plan);
    // The form itself shows what the record says.
    form.heading.facts.clear();
    let reason = format!("Required. It stands in the history beside both texts. {FACTS_ONLY}");
    form.note("The earlier version stays in the record. The history shows both, word by word.")
        .fields(ActionText::of(action).fields(places))
        .field(Field::radio("kind", "What this edit does", choices::edit_kinds()))
        .field(Field::lines("reason", "Reason").hint(reason))
}

pub fn move_end<'a>(about: &AboutAction, mut form: FormPage<'a>) -> FormPage<'a> {
    let action = &about.action.value;
    let facts = &mut form.heading.facts;
    facts.extend(action.original_end().map(|end| ("Original end", in_sentence(end).into_any())));
    facts.extend(action.timeframe.ends.map(|end| ("Current end", in_sentence(end).into_any())));
    let date = MovedDate::end_of(action, form.reading.view.position().day);
    date.fields("New end date", form.note("The original end date stays in the record."))
}

pub fn retract<'a>(_about: &AboutHeldAction, form: FormPage<'a>) -> FormPage<'a> {
    let means = "For an action that was added by mistake. It stays on its page, struck through, with your reason, and \
                 counts nowhere. Its reference can be used again.";
    form.note(means).reason()
}
