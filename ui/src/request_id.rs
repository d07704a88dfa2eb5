//! Which request a line of the log and a page of an error speak of.

use http::request::Parts;
use leptos::prelude::use_context;
use uuid::Uuid;

/// Names a request in the log of the server, and on the pages that say what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// The id of this request.
pub fn request_id() -> Option<Uuid> {
    use_context::<Parts>()?.extensions.get::<RequestId>().map(|RequestId(id)| *id)
}
