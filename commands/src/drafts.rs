//! Saving what is being written, and discarding it.

use crate::about::AboutAction;
use crate::command::Command;
use crate::handler::{Handler, May, done};
use crate::input::Input;
use crate::typed::Fields;
use domain::DomainError;
use domain::actor::{Authority, Permission};
use domain::date::FiscalQuarter;
use domain::draft::DraftCopy;
use domain::ids::ActionId;
use domain::update::Report;
use std::collections::BTreeMap;
use store::UnrecordedChange;

/// The fields of an update that a draft keeps.
pub const KEPT: [&str; 3] = ["status", "confidence", "narrative"];

/// The field that names the opened form, and the one that names the form which had saved what it shows.
pub const COPY: &str = "draft";
pub const SHOWN: &str = "draft_shown";

/// The field by which a script saves while someone types: no message waits for the next page then.
pub const BY_SCRIPT: &str = "by_script";

/// What has been typed so far. Nothing of it has to be valid yet, but the period that it is for.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    pub action: ActionId,
    pub quarter: FiscalQuarter,
    pub fields: BTreeMap<String, String>,
    pub copy: DraftCopy,
    pub shown: DraftCopy,
    pub is_by_script: bool,
}

impl Input for SaveDraft {
    fn read(fields: &mut Fields<'_>) -> Option<SaveDraft> {
        let kept = KEPT.map(|name| (name.to_owned(), fields.typed(name).to_owned()));
        if fields.typed("narrative").chars().count() > MOST {
            fields.fault("narrative", "This is too long to save. Use 20,000 characters or fewer.");
        }
        let quarter = fields.parsed("quarter", "Select a reporting period.");
        let copy = fields.hidden_as(COPY, DraftCopy::parse);
        let shown = fields.hidden_as(SHOWN, DraftCopy::parse);
        Some(SaveDraft {
            action: fields.hidden("action")?,
            quarter: quarter?,
            fields: kept.into(),
            copy: copy?,
            shown: shown?,
            is_by_script: !fields.is_blank(BY_SCRIPT),
        })
    }
}

/// How long a summary may be while it is written: more than can be submitted, so that nothing is lost for being too long.
const MOST: usize = 20_000;

/// The button beside that of the form of an update. It has no page of its own.
pub const SAVE_DRAFT: Command = Command {
    name: "save_draft",
    page: "",
    title: "Save draft",
    refused: "The draft was not saved.",
    done: "Draft saved. Only your agency can see it.",
};

/// Whether drafts of updates are kept for the actor. Who submits on behalf of another agency writes none.
fn may_write(about: &AboutAction, by: crate::By<'_>) -> May {
    let authority = Report::may_submit(by.actor, (&about.action.value, about.plan), &about.carriers)?;
    match authority {
        Authority::Own(_) => Ok(Some(authority)),
        Authority::OnBehalfOf(_) => Err(DomainError::NotPermitted(Permission::ReportProgress)),
    }
}

/// The draft of an action.
#[derive(Clone, Copy, Debug)]
pub struct DiscardDraft(pub ActionId);

impl Input for DiscardDraft {
    fn read(fields: &mut Fields<'_>) -> Option<DiscardDraft> {
        fields.hidden("action").map(DiscardDraft)
    }
}

pub const DISCARD_DRAFT: Handler<AboutAction, DiscardDraft, UnrecordedChange> = Handler {
    command: Command {
        name: "discard_draft",
        page: "/actions/:plan/:reference/discard-draft",
        title: "Discard draft",
        refused: "The draft was not discarded.",
        done: "Draft discarded.",
    },
    may: may_write,
    apply: |DiscardDraft(action), change| done(change.discard_draft(action)),
};
