//! Saving a draft: with the button of the form, or by a script while someone types. The form is not submitted by it, so its
//! key stays free.

use super::{Posted, back};
use crate::error::AppError;
use crate::paths::{Paths, local};
use crate::request::{Request, SentForm};
use commands::drafts::{SAVE_DRAFT, SaveDraft};
use commands::typed::Typed;
use commands::{Command, Failure};
use futures::future::BoxFuture;

/// Where drafts are posted to.
#[derive(Debug)]
pub struct Drafts;

pub static DRAFTS: Drafts = Drafts;

impl Posted for Drafts {
    fn command(&self) -> Command {
        SAVE_DRAFT
    }

    fn perform(&'static self, request: Request, typed: Typed) -> BoxFuture<'static, Result<String, AppError>> {
        Box::pin(async move {
            let back = back(&typed);
            // It is no submission of the form.
            let request = request.with_form(SentForm { page: typed.get("page").to_owned(), submission: None });
            save(&request, &typed, &back).await.map_err(AppError::from)
        })
    }
}

/// Returns the page of the form, which leads on to where it led before.
async fn save(request: &Request, typed: &Typed, back: &str) -> Result<String, Failure> {
    let SaveDraft { action, quarter, fields, copy, shown, is_by_script } = typed.read()?;
    let change = request.site.store.unrecorded_change(request.actor()).await?;
    change.save_draft((action, quarter), fields, (copy, shown)).await?;
    let page = local(typed.get("page"));
    let page = if back.starts_with("/periods/") {
        Paths::default().with_query(page, &[("from", back)])
    } else {
        page.to_owned()
    };
    if !is_by_script {
        change.tell(&request.told(SAVE_DRAFT.done.to_owned(), &page)).await?;
    }
    change.commit().await?;
    Ok(page)
}
