//! The forms of documents.

use super::DATE_HINT;
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
        let form = form.hiding(for_action(about));
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
        let milestones = vec![(String::new(), standing(milestones.into_iter().map(|seen| seen.value)))];
        let link = "Its web address, from https:// on. Leave it blank where you attach a file.";
        let sha256 = "64 hexadecimal digits. With it anybody can tell later whether the document changed there.";
        let [title, dated] = title_and_date();
        let form = form
            .field(Field::select("milestone", "What it shows", milestones, "The action as a whole").recorded(chosen))
            .field(title)
            .field(dated)
            .field(Field::line_of("url", "link", "Link").hint(link).optional())
            .field(Field::line("sha256", "SHA-256 of what the link leads to").hint(sha256).optional());
        Ok(form.field(Field::file(FILE, "File", accepted()).hint(FILE_HINT)).with_file())
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
fn asked_for(form: &FormPage<'_>, milestones: &[Versioned<Milestone>]) -> Option<MilestoneId> {
    let asked = form.reading.request.query("milestone").or_else(|| form.state.typed("milestone"));
    let id: MilestoneId = asked?.parse().ok()?;
    milestones.iter().find(|seen| seen.value.id == id).map(|seen| seen.value.id)
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

fn title_and_date() -> [Field; 2] {
    let dated = format!("The date of the document itself. {DATE_HINT}");
    [Field::line("title", "Document").hint("What it is called."), Field::line("dated", "Dated").hint(dated)]
}

/// The fields of a document at a link: what it is called, where it is, and the date that it bears.
pub fn document_fields() -> Vec<Field> {
    let [title, dated] = title_and_date();
    vec![title, Field::line_of("url", "link", "Link").hint("Its web address, from https:// on."), dated]
}

pub fn withdraw<'a>(about: &AboutDocument, form: FormPage<'a>) -> FormPage<'a> {
    let stays = "The file stays in the record, and whoever may see the action can still open it. Only an erasure under \
                 law takes it away.";
    let form = match about.it().at.file() {
        Some(_) => form.fact("After that", stays.into_any()),
        None => form,
    };
    form.reason()
}
