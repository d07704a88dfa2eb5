//! The forms of a plan's sections.

use super::action_fields::sections;
use super::choices::Groups;
use super::field::Field;
use super::form_page::FormPage;
use commands::about::{AboutPlan, AboutSection};
use domain::plan::Plan;
use domain::text::Title;

pub fn add<'a>(about: &AboutPlan, form: FormPage<'a>) -> FormPage<'a> {
    let parents = sections(form.reading, about.0.id);
    let reference = "Unique label. Example: 2.1. You can't change it later.";
    form.field(Field::select("parent", "Parent section", parents, "None (top level)"))
        .field(Field::select("level", "Level", levels(&about.0), "Select a level"))
        .field(Field::line("reference", "Reference").hint(reference))
        .field(Field::line("title", "Title"))
        .field(Field::lines("note", "Note").optional())
        .field(Field::line("source", "Source").hint("Document and page."))
}

/// The plan's own names for its levels, the top first.
fn levels(plan: &Plan) -> Groups {
    let names = |level: &Vec<Title>| level.iter().map(|name| (name.to_string(), name.to_string())).collect();
    plan.levels.iter().enumerate().map(|(depth, level)| (format!("Level {}", depth + 1), names(level))).collect()
}

pub fn amend<'a>(about: &AboutSection, form: FormPage<'a>) -> FormPage<'a> {
    let section = &about.section;
    let note = section.note.as_ref().map(ToString::to_string).unwrap_or_default();
    form.note("Earlier versions stay on record, with their dates.")
        .field(Field::line("title", "Title").recorded(section.title.to_string()))
        .field(Field::lines("note", "Note").recorded(note).optional())
}
