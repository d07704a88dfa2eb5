//! Attaching a document, as a link with its own date, to an action or to one of its milestones.

use super::about::AboutAction;
use super::both::Both;
use super::choices::Choices;
use super::sheet::Sheet;
use super::{DATE_HINT, form_page, path_action};
use crate::forms::{DeedForm, FormState, SelectField, TextField};
use crate::layout::Reading;
use domain::milestone::{Milestone, MilestoneState};
use leptos::prelude::*;

#[component]
pub fn AttachEvidencePage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let milestones = reading.view.milestones(about.id()).await?;
        let milestones = vec![(String::new(), standing(milestones.into_iter().map(|seen| seen.value)))];
        let asked = about.carriers.authority_to_attach_evidence(reading.request.actor()).map(Some);

        let state = FormState::of(&reading, "attach-evidence");
        let subject = about.subject(&reading);
        let (back, target) = (subject.address.clone(), vec![("action", about.id().to_string())]);
        let sheet = Sheet { title: "Attach evidence", subject, state: state.clone(), both: both_of_document(&state) };
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/attach_evidence" refused="The document was not attached."
                    button="Attach evidence" back target
                >
                    <SelectField
                        state=state.clone() name="milestone" label="What it shows" choices=milestones
                        unchosen="The action as a whole"
                    />
                    <DocumentFields state/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// The fields of a document: what it is called, where it is, and the date that it bears.
#[component]
pub fn DocumentFields(state: FormState) -> impl IntoView {
    let link_hint = "Its web address, from https:// on.";
    let dated_hint = format!("The date of the document itself. {DATE_HINT}");
    view! {
        <TextField state=state.clone() name="title" label="Document" hint="What it is called."/>
        <TextField state=state.clone() name="link" label="Link" hint=link_hint kind="url"/>
        <TextField state name="dated" label="Dated" hint=dated_hint/>
    }
}

/// A document that was typed. The record says nothing of it yet.
pub fn both_of_document(state: &FormState) -> Vec<Both> {
    let fields = [("title", "Document"), ("link", "Link"), ("dated", "Dated")];
    let both = fields.map(|(field, label)| Both::new(state, field, label));
    both.into_iter().filter(|both| both.typed.is_some()).collect()
}

/// Milestones of which a document can show something.
fn standing(milestones: impl Iterator<Item = Milestone>) -> Choices {
    milestones
        .filter(|milestone| match milestone.state {
            MilestoneState::Open | MilestoneState::Completed(_) => true,
            MilestoneState::Withdrawn(_) => false,
        })
        .map(|milestone| (milestone.id.to_string(), milestone.title.to_string()))
        .collect()
}
