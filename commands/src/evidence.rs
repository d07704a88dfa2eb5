//! Attaching, withdrawing and verifying documents.

use crate::about::{AboutAction, AboutDocument};
use crate::command::Command;
use crate::handler::{Done, Handler, done};
use crate::input::{Grounded, Input, Reasoned};
use crate::typed::Fields;
use crate::uploads::{FILE, Upload, media_type};
use domain::evidence::{Attachment, Document, Evidence, Held, MediaType, Sha256, file_name};
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::ledger::Hash;
use domain::text::{Title, WebLink};
use store::NewFile;

/// What is attached: a link, or a file that came with the form.
#[derive(Clone, Debug)]
pub enum Attached {
    Link(Attachment),
    File(NewFile),
}

#[derive(Clone, Debug)]
pub struct AttachEvidence {
    pub action: ActionId,
    pub milestone: Option<MilestoneId>,
    pub attached: Attached,
}

impl Input for AttachEvidence {
    fn read(fields: &mut Fields<'_>) -> Option<AttachEvidence> {
        let attached = attached(fields);
        let (action, milestone) = (fields.hidden("action"), fields.hidden_or_none("milestone"));
        Some(AttachEvidence { action: action?, milestone: milestone?, attached: attached? })
    }
}

pub const ATTACH_EVIDENCE: Handler<AboutAction, AttachEvidence> = Handler {
    command: Command {
        name: "attach_evidence",
        page: "/actions/:plan/:reference/attach-evidence",
        title: "Attach evidence",
        refused: "The document was not attached.",
        done: "Document attached.",
    },
    may: |about, by| Evidence::may_attach(by.actor, &about.carriers).map(Some),
    apply: |it, change| {
        Box::pin(async move {
            let id: EvidenceId = change.new_id();
            match it.attached {
                Attached::Link(document) => change.attach_evidence(id, it.action, it.milestone, document).await?,
                Attached::File(file) => change.attach_file(id, it.action, it.milestone, file).await?,
            }
            change.check_attached_once(id).await?;
            Ok(Done::default())
        })
    },
};

pub const WITHDRAW_EVIDENCE: Handler<AboutDocument, Reasoned<EvidenceId>> = Handler {
    command: Command {
        name: "withdraw_evidence",
        page: "/evidence/:document/withdraw",
        title: "Withdraw document",
        refused: "The document was not withdrawn.",
        done: "Document withdrawn. It stays on record.",
    },
    may: |about, by| {
        let completed = about.action.completed(about.it().milestone);
        about.it().may_withdraw(by.actor, about.carriers(), completed).map(Some)
    },
    apply: |Reasoned { of, reason }, change| done(change.withdraw_evidence(of.id, of.version, reason)),
};

pub const VERIFY_EVIDENCE: Handler<AboutDocument, Grounded<EvidenceId>> = Handler {
    command: Command {
        name: "verify_evidence",
        page: "/evidence/:document/verify",
        title: "Verify document",
        refused: "The document was not verified.",
        done: "Document verified.",
    },
    may: |about, by| about.it().may_verify(by.actor).map(|()| None),
    apply: |Grounded { of, ground }, change| done(change.verify_evidence(of.id, of.version, ground)),
};

/// A document from the fields `title`, `link` and `dated`.
pub(crate) fn document(fields: &mut Fields<'_>) -> Option<Document> {
    let title = fields.text("title", Title::parse);
    let link = fields.text("link", WebLink::parse);
    let dated = fields.date("dated");
    Some(Document { title: title?, link: link?, dated: dated? })
}

/// A link or a file, with its faults at the fields.
fn attached(fields: &mut Fields<'_>) -> Option<Attached> {
    let (title, dated) = (fields.text("title", Title::parse), fields.date("dated"));
    match fields.upload().as_deref() {
        Some(upload) => {
            if !fields.is_blank("link") {
                fields.fault(
                    "link",
                    "Enter a link or attach a file, not both. Clear this field, or submit without a file.",
                );
            }
            let (name, media_type, content) = taken(fields, upload)?;
            let given = if fields.is_blank("sha256") { None } else { sha256(fields) };
            let found = Hash::of(&[&content]).to_string();
            if given.is_some_and(|given| given.as_str() != found) {
                fields.fault("sha256", &format!("The file that you selected has a different SHA-256: {found}."));
            }
            Some(Attached::File(NewFile { title: title?, dated: dated?, name, media_type, content }))
        }
        None if fields.is_blank("link") => {
            fields.fault("link", "Select a file or enter a link.");
            None
        }
        None => {
            let address = fields.text("link", WebLink::parse);
            let sha256 = if fields.is_blank("sha256") { None } else { sha256(fields) };
            Some(Attached::Link(Attachment {
                title: title?,
                at: Held::Link { address: address?, sha256 },
                dated: dated?,
            }))
        }
    }
}

fn sha256(fields: &mut Fields<'_>) -> Option<Sha256> {
    match Sha256::parse(fields.typed("sha256")) {
        Ok(hash) => Some(hash),
        Err(error) => {
            fields.fault("sha256", &error.to_string());
            None
        }
    }
}

/// The file, where its name, size, and type are accepted.
fn taken(fields: &mut Fields<'_>, upload: &Upload) -> Option<(Title, MediaType, Vec<u8>)> {
    let Upload::File { name, content } = upload else {
        fields.fault(FILE, "The file is larger than 25 MB. Attach a smaller file or enter a link.");
        return None;
    };
    let media_type = media_type(content);
    if media_type.is_none() {
        fields.fault(
            FILE,
            "This type of file isn't accepted. Attach a PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, TIFF, or \
             plain text file.",
        );
    }
    if content.is_empty() {
        fields.fault(FILE, "The file is empty. Select another file.");
        return None;
    }
    let named = file_name(name);
    if let Err(error) = &named {
        fields.fault(FILE, &format!("The file name isn't accepted. {error}"));
    }
    Some((named.ok()?, media_type?, content.clone()))
}
