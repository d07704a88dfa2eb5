//! Attaching, withdrawing and verifying documents.

use super::door;
use super::typed::{Fields, Typed};
use super::uploads::{FILE, Upload, media_type, upload};
use domain::evidence::{Attachment, Document, Held, MediaType, Sha256, file_name};
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::ledger::Hash;
use domain::text::{Title, WebLink};
use leptos::prelude::*;
use store::NewFile;

/// A document from the fields `title`, `link` and `dated`.
pub(super) fn document(fields: &mut Fields<'_>) -> Option<Document> {
    let title = fields.text("title", Title::parse);
    let link = fields.text("link", WebLink::parse);
    let dated = fields.date("dated");
    Some(Document { title: title?, link: link?, dated: dated? })
}

/// What is attached: a link, or a file that came with the form.
enum Attached {
    Link(Attachment),
    File(NewFile),
}

/// Either of the two, with its faults at the fields.
fn attached(fields: &mut Fields<'_>) -> Option<Attached> {
    let (title, dated) = (fields.text("title", Title::parse), fields.date("dated"));
    match upload().as_deref() {
        Some(upload) => {
            if !fields.is_blank("link") {
                fields.fault("link", "Give a link or a file, not both. Clear this, or send the form without a file.");
            }
            let (name, media_type, content) = taken(fields, upload)?;
            let given = if fields.is_blank("sha256") { None } else { sha256(fields) };
            let found = Hash::of(&[&content]).to_string();
            if given.is_some_and(|given| given.as_str() != found) {
                fields.fault("sha256", &format!("The file that you chose has another SHA-256: {found}."));
            }
            Some(Attached::File(NewFile { title: title?, dated: dated?, name, media_type, content }))
        }
        None if fields.is_blank("link") => {
            fields.fault("link", "Enter a web address, or choose a file.");
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

/// The file, where its name, its size and its kind are ones that are kept.
fn taken(fields: &mut Fields<'_>, upload: &Upload) -> Option<(Title, MediaType, Vec<u8>)> {
    let Upload::File { name, content } = upload else {
        fields.fault(FILE, "The file is larger than 25 MB. Attach a smaller one, or give a link.");
        return None;
    };
    let media_type = media_type(content);
    if media_type.is_none() {
        fields.fault(
            FILE,
            "This kind of file isn't kept. Attach a PDF, a Word, Excel, PowerPoint or OpenDocument file, a PNG, JPEG or TIFF \
             picture, or plain text.",
        );
    }
    if content.is_empty() {
        fields.fault(FILE, "The file is empty. Choose another one.");
        return None;
    }
    let named = file_name(name);
    if let Err(error) = &named {
        fields.fault(FILE, &format!("The name of the file can't be kept. {error}"));
    }
    Some((named.ok()?, media_type?, content.clone()))
}

#[server(endpoint = "attach_evidence")]
pub async fn attach_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("attach-evidence", typed, async |request, typed| {
        let mut fields = typed.fields();
        let attached = attached(&mut fields);
        let attached = fields.finish(attached)?;
        let milestone: Option<MilestoneId> = typed.hidden_or_none("milestone")?;
        let action: ActionId = typed.hidden("action")?;
        let mut change = request.change().await?;
        let id: EvidenceId = change.new_id();
        match attached {
            Attached::Link(document) => change.attach_evidence(id, action, milestone, document).await?,
            Attached::File(file) => change.attach_file(id, action, milestone, file).await?,
        }
        request.save(change, "The document is attached.", typed.back()).await
    })
    .await
}

#[server(endpoint = "withdraw_evidence")]
pub async fn withdraw_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_evidence(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The document is withdrawn. It stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "verify_evidence")]
pub async fn verify_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("verify", typed, async |request, typed| {
        let mut fields = typed.fields();
        let ground = fields.sentence("ground");
        let ground = fields.finish(ground)?;
        let mut change = request.change().await?;
        change.verify_evidence(typed.hidden("id")?, typed.hidden("version")?, ground).await?;
        request.save(change, "The document is verified.", typed.back()).await
    })
    .await
}
