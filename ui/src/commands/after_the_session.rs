//! Forms that come when the session of who typed them has ended, or when another user has signed in since.

use crate::error::AppError;
use crate::notice::{Notice, Refusal};
use crate::request::{Request, site, visitor};
use commands::typed::{Typed, WRITER};
use domain::ids::PersonId;

/// Whether a form was opened on a page of ours, by a user who was signed in then.
pub(super) fn has_writer(typed: &Typed) -> bool {
    typed.hidden::<PersonId>(WRITER).is_ok()
}

/// Keeps what was typed in the session that ended, until its user signs in again. Another user who signs in here does not
/// find it. Returns whether it is kept: where there is no such session, nothing is, so that the database can't be filled
/// without signing in.
pub(super) async fn keep_for_the_writer(form: &str, typed: Typed) -> bool {
    let (Some(former), Ok(writer)) = (visitor().former, typed.hidden::<PersonId>(WRITER)) else { return false };
    let kept = Notice::Refused(Refusal::of(form, &AppError::SessionEnded, typed.into_kept())).written();
    if super::is_too_long(&kept) {
        return false;
    }
    match site().store.keep_form(&former, writer, &kept).await {
        Ok(is_kept) => is_kept,
        Err(error) => {
            tracing::warn!(%error, "A form that came after its session could not be kept");
            false
        }
    }
}

/// Whether the form was opened by another user than the one who is signed in. What was typed is not shown then: this user
/// may not be allowed to see it.
pub(super) fn is_another_persons(request: &Request, typed: &Typed) -> bool {
    typed.has(WRITER) && typed.hidden::<PersonId>(WRITER).ok() != Some(request.who.person.id)
}
