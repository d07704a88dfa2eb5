//! The forms of milestones.

use super::FACTS_ONLY;
use super::choices;
use super::evidence::document_fields;
use super::field::Field;
use super::form_of::Asking;
use super::form_page::FormPage;
use super::thing::for_action;
use crate::islands::SlipPreview;
use crate::words;
use commands::about::{AboutAction, AboutMilestone};
use domain::Date;
use domain::action::Action;
use domain::actor::Role;
use domain::date::{DateStyle, in_sentence};
use domain::evidence::Evidence;
use domain::milestone::Milestone;
use domain::slippage::Move;
use leptos::prelude::*;
use ui::components::documents::document_link;
use ui::components::island_scripts::IslandScripts;
use ui::components::party::in_one_line;

pub fn plan<'a>(about: &AboutAction, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.named_by(for_action(about));
    // Only the secretariat sets a date that is already past.
    let is_secretariat = form.reading.request.role() == Some(Role::Secretariat);
    let title_hint = "Describe a result others can verify. Example: Round 3 awards announced";
    let due_hint = "This becomes the original due date. It stays on record even if the due date changes.";
    let reason_hint = format!("Required for a due date before today. {FACTS_ONLY}");
    let reason = Field::lines("reason", "Reason for a past due date").hint(reason_hint).may_be_blank();
    let form = form
        .field(Field::line("title", "Milestone").hint(title_hint))
        .field(Field::date("due", "Due date").hint(due_hint));
    form.fields(is_secretariat.then_some(reason))
}

pub fn move_due<'a>(about: &AboutMilestone, form: FormPage<'a>) -> FormPage<'a> {
    let date = ChangedDate::of_milestone(about.it());
    date.fields("New due date", form.note("The original due date stays on record."))
}

/// A date that can be changed, as the form for that shows it.
#[derive(Clone, Debug)]
pub struct ChangedDate {
    original: Date,
    current: Date,
    last: Option<Move>,
}

impl ChangedDate {
    fn of_milestone(milestone: &Milestone) -> ChangedDate {
        ChangedDate { original: milestone.original, current: milestone.due, last: milestone.moves.last().cloned() }
    }

    /// The end of an action's timeframe. Where none is known, the form is refused and shows `today`.
    pub fn end_of(action: &Action, today: Date) -> ChangedDate {
        let (original, current) = (action.original_end().unwrap_or(today), action.timeframe.ends.unwrap_or(today));
        ChangedDate { original, current, last: action.moves.last().cloned() }
    }

    /// The fields of a form that changes it, under the label that the date has there.
    pub fn fields<'a>(self, label: &'static str, form: FormPage<'a>) -> FormPage<'a> {
        let ChangedDate { original, current, last } = self;
        let reason = last.as_ref().map(|made| words::move_reason(made.reason).to_owned());
        let sentence = last.map(|made| made.sentence.to_string());
        let hint = format!("Required. Shown in the history with both dates. {FACTS_ONLY}");
        let date = Field::date("due", label).recorded_date(Some(current));
        let is_day_first = DateStyle::chosen() == DateStyle::International;
        form.field_in(date, |date| {
            view! { <SlipPreview due=current original is_day_first>{date}</SlipPreview><IslandScripts/> }.into_any()
        })
        .field(
            Field::select("reason", "Reason", choices::reasons(), "Select a reason")
                .hint("Each reason belongs to a cause (see Glossary). Slip is reported by cause.")
                .now(reason),
        )
        .field(Field::lines("sentence", "Explanation").hint(hint).now(sentence))
    }
}

pub fn forecast<'a>(about: &AboutMilestone, form: FormPage<'a>) -> FormPage<'a> {
    let hint = "Leave blank if you expect to meet the due date.";
    let form = form.note("This does not change the due date.");
    form.field(Field::date("on", "Expected date").hint(hint).recorded_date(about.it().forecast).optional())
}

pub fn complete<'a>(about: &AboutMilestone, form: FormPage<'a>) -> FormPage<'a> {
    let completed = about.it().completion().map(|completion| in_sentence(completion.on));
    let hint = format!(
        "Today is {}. If the milestone was completed before it was added to Concord, attach a document with that date.",
        in_sentence(form.reading.view.position().day)
    );
    let later = "You can add it later. Until then, verification shows \"Reported only.\"";
    let form = form.field(Field::date("on", "Completed on").hint(hint).now(completed));
    form.fieldset("Evidence (optional)", later, document_fields())
}

pub fn reopen<'a>(about: &AboutMilestone, form: FormPage<'a>) -> FormPage<'a> {
    let completion = about.it().completion();
    let ends = completion.and_then(|completion| completion.verified.as_ref()).map(|verified| {
        let words = format!("Reopening ends the verification of {}.", in_sentence(verified.on));
        view! { <p class="c-verdict">{words}</p> }
    });
    let stays = "The completion stays in the history. Dates don't change. The milestone counts as open. Documents attached \
                 so far don't count as evidence for a later completion: attach them again then.";
    form.part(ends.into_any()).note(stays).reason()
}

pub fn verify<'a>(about: &'a AboutMilestone, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let documents = form.reading.view.evidence(about.action.action.value.id).await?;
        let id = about.it().id;
        let shows = |document: &&Evidence| document.milestone == Some(id) && document.withdrawn.is_none();
        let shown = documents.iter().map(|seen| &seen.value).filter(shows);
        // Each is there to be opened and read.
        let links: Vec<AnyView> = shown.map(|document| document_link(form.reading, document)).collect();
        let links = if links.is_empty() { "No evidence attached".into_any() } else { in_one_line(links) };
        Ok(form.fact("Evidence", links).ground())
    })
}
