//! The forms of actions.

use super::FACTS_ONLY;
use super::action_fields::{ActionText, sections};
use super::choices;
use super::field::Field;
use super::form_page::FormPage;
use super::milestones::ChangedDate;
use commands::about::{AboutAction, AboutHeldAction, AboutPlan};
use domain::date::in_sentence;
use leptos::prelude::*;

pub fn add<'a>(about: &AboutPlan, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.named_by(vec![("plan", about.0.id.to_string()), ("plan_code", about.0.code.to_string())]);
    let sections = sections(form.reading, about.0.id);
    let reference = "Concord reference, unique within the plan. Example: DOJ-02. You can't change it later.";
    form.field(Field::line("reference", "Reference").hint(reference))
        .fields(ActionText::default().fields(sections))
        .field(Field::line("source", "Source").hint("Document and page."))
}

pub fn amend<'a>(about: &AboutAction, mut form: FormPage<'a>) -> FormPage<'a> {
    let action = &about.action.value;
    let sections = sections(form.reading, action.plan);
    // The form itself shows the current text.
    form.heading.facts.clear();
    let reason = format!("Required. Shown in the history with both versions. {FACTS_ONLY}");
    form.note("Earlier versions stay on record. The history shows each change, word by word.")
        .fields(ActionText::of(action).fields(sections))
        .field(Field::radio("kind", "What this edit does", choices::edit_kinds()))
        .field(Field::lines("reason", "Reason").hint(reason))
}

pub fn move_end<'a>(about: &AboutAction, mut form: FormPage<'a>) -> FormPage<'a> {
    let action = &about.action.value;
    let facts = &mut form.heading.facts;
    facts.extend(action.original_end().map(|end| ("Original end", in_sentence(end).into_any())));
    facts.extend(action.timeframe.ends.map(|end| ("Current end", in_sentence(end).into_any())));
    let date = ChangedDate::end_of(action, form.reading.view.position().day);
    date.fields("New end date", form.note("The original end date stays on record."))
}

pub fn retract<'a>(_about: &AboutHeldAction, form: FormPage<'a>) -> FormPage<'a> {
    let means = "For an action that was added by mistake. Its page stays, struck through, with your reason. No count \
                 includes it. Its reference can be used again.";
    form.note(means).reason()
}
