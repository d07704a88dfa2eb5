//! Attaching a document, as a file or as a link, with its own date, to an action or to one of its milestones.

use super::about::AboutAction;
use super::both::Both;
use super::choices::Choices;
use super::sheet::Sheet;
use super::{DATE_HINT, form_page, path_action};
use crate::actions::uploads::FILE;
use crate::forms::{DeedForm, FileField, FormState, SelectField, TextField};
use crate::layout::Reading;
use domain::evidence::MediaType;
use domain::ids::MilestoneId;
use domain::milestone::{Milestone, MilestoneState};
use leptos::prelude::*;
use store::Seen;

#[component]
pub fn AttachEvidencePage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let milestones = reading.view.milestones(about.id()).await?;
        let asked = about.carriers.authority_to_attach_evidence(reading.request.actor()).map(Some);

        let state = FormState::of(&reading, "attach-evidence");
        let subject = about.subject(&reading);
        // From the page of a milestone the form is about it, and leads back there.
        let of = asked_for(&reading, &state, &milestones);
        let back = of.map_or_else(|| subject.address.clone(), |id| reading.paths.milestone(id));
        let (chosen, target) = (of.map(|id| id.to_string()), vec![("action", about.id().to_string())]);
        let milestones = vec![(String::new(), standing(milestones.into_iter().map(|seen| seen.value)))];
        let sheet = Sheet { title: "Attach evidence", subject, state: state.clone(), both: both_of_document(&state) };
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/attach_evidence" refused="The document was not attached."
                    button="Attach evidence" back target with_file=true
                >
                    <SelectField
                        state=state.clone() name="milestone" label="What it shows" choices=milestones
                        unchosen="The action as a whole" recorded=chosen.unwrap_or_default()
                    />
                    <TextField state=state.clone() name="title" label="Document" hint="What it is called."/>
                    <TextField state=state.clone() name="dated" label="Dated" hint=format!("The date of the document itself. {DATE_HINT}")/>
                    <TextField
                        state=state.clone() name="link" label="Link" optional=true kind="url"
                        hint="Its web address, from https:// on. Leave it blank where you attach a file."
                    />
                    <TextField
                        state=state.clone() name="sha256" label="SHA-256 of what the link leads to" optional=true
                        hint="64 hexadecimal digits. With it anybody can tell later whether the document changed there."
                    />
                    <FileField state name=FILE label="File" hint=FILE_HINT accept=accepted()/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

const FILE_HINT: &str = "Instead of a link: PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, TIFF or plain text, at most 25 MB. \
                         It is kept in the record, and its SHA-256 in the audit log.";

/// Endings, as browsers filter by them. What a file is is judged by its content.
fn accepted() -> String {
    let endings = MediaType::ALL.map(|of| format!(".{}", of.ending()));
    format!("{},.jpeg,.tif,.csv", endings.join(","))
}

/// The milestone that the address asks for, or that was chosen in the refused form, where it is one of the action's.
fn asked_for(reading: &Reading, state: &FormState, milestones: &[Seen<Milestone>]) -> Option<MilestoneId> {
    let asked = reading.request.query("milestone").or_else(|| state.typed("milestone"));
    let id: MilestoneId = asked?.parse().ok()?;
    milestones.iter().find(|seen| seen.value.id == id).map(|seen| seen.value.id)
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
    let fields = [("title", "Document"), ("link", "Link"), ("sha256", "SHA-256"), ("dated", "Dated")];
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
