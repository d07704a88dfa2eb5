//! The forms of documents.

use super::choices::Choices;
use super::field::Field;
use super::form_of::Asking;
use super::form_page::FormPage;
use super::thing::for_action;
use commands::about::{AboutAction, AboutDocument};
use commands::uploads::FILE;
use domain::evidence::MediaType;
use domain::ids::MilestoneId;
use domain::milestone::{Milestone, MilestoneState};
use leptos::prelude::*;
use store::Versioned;

pub fn attach<'a>(about: &'a AboutAction, form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let form = form.named_by(for_action(about));
        let milestones = form.reading.view.milestones(about.action.value.id).await?;
        // From the page of a milestone the form is about it, and leads back there.
        let of = asked_for(&form, &milestones);
        let form = match of {
            Some(id) => {
                let back = form.reading.paths.milestone(id);
                form.back(back)
            }
            None => form,
        };
        let chosen = of.map(|id| id.to_string()).unwrap_or_default();
        let milestones = vec![(String::new(), current(milestones.into_iter().map(|seen| seen.value)))];
        let sha256 = "64 hexadecimal digits. Lets readers check later whether the document has changed.";
        let [title, dated] = title_and_date();
        let form = form
            .field(
                Field::select("milestone", "Evidence for", milestones, "Entire action").recorded(chosen).may_be_blank(),
            )
            .field(title)
            .field(dated);
        let either = vec![
            Field::line_of("url", "link", "Link").hint(LINK_HINT).may_be_blank(),
            Field::line("sha256", "SHA-256 of the linked document").hint(sha256).optional(),
            Field::file(FILE, "File", accepted()).hint(FILE_HINT).may_be_blank(),
        ];
        Ok(form.fieldset("Link or file", "Enter a link or select a file.", either).with_file())
    })
}

const LINK_HINT: &str = "Web address that starts with https:// or http://.";

const FILE_HINT: &str = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, TIFF, or plain text. 25 MB maximum. \
                         The file becomes part of the record, and its SHA-256 part of the audit log.";

/// Endings, as browsers filter by them. What a file is is judged by its content.
fn accepted() -> String {
    let endings = MediaType::ALL.map(|of| format!(".{}", of.ending()));
    format!("{},.jpeg,.tif,.csv", endings.join(","))
}

/// The milestone that the address asks for, or that was selected in the refused form, where it is one of the action's.
fn asked_for(form: &FormPage<'_>, milestones: &[Versioned<Milestone>]) -> Option<MilestoneId> {
    let asked = form.reading.request.query("milestone").or_else(|| form.state.typed("milestone"));
    let id: MilestoneId = asked?.parse().ok()?;
    milestones.iter().find(|seen| seen.value.id == id).map(|seen| seen.value.id)
}

/// Milestones for which a document can be evidence.
fn current(milestones: impl Iterator<Item = Milestone>) -> Choices {
    milestones
        .filter(|milestone| match milestone.state {
            MilestoneState::Open | MilestoneState::Completed(_) => true,
            MilestoneState::Withdrawn(_) => false,
        })
        .map(|milestone| (milestone.id.to_string(), milestone.title.to_string()))
        .collect()
}

fn title_and_date() -> [Field; 2] {
    [Field::line("title", "Document title"), Field::date("dated", "Date on the document")]
}

/// The fields of a document at a link: its title, its address, and the date on it. All of them or none.
pub fn document_fields() -> Vec<Field> {
    let [title, dated] = title_and_date();
    vec![title, Field::line_of("url", "link", "Link").hint(LINK_HINT), dated]
        .into_iter()
        .map(Field::may_be_blank)
        .collect()
}

pub fn withdraw<'a>(about: &AboutDocument, form: FormPage<'a>) -> FormPage<'a> {
    let stays = "The file stays on record. Everyone who can see the action can still open it. Only an erasure required by \
                 law removes it.";
    let form = match about.it().at.file() {
        Some(_) => form.fact("After withdrawal", stays.into_any()),
        None => form,
    };
    form.reason()
}
