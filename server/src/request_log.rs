//! One line of the log for each request: its id, which route it took, what came of it, and how long that took. No address
//! with what people typed into it, and nothing of who asked.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::Instrument;
use ui::request_id::RequestId;
use uuid::Uuid;

/// The header that gives the id to the client.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the request, and writes its line when the answer begins.
pub async fn log(mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    request.extensions_mut().insert(RequestId(id));
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let (method, started) = (request.method().clone(), Instant::now());
    // What is logged on the way stands under the same id.
    let span = tracing::info_span!("request", %id);
    let mut response = next.run(request).instrument(span).await;
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (route, status) = (route.as_deref().unwrap_or("none"), response.status().as_u16());
    tracing::info!(request.id = %id, %method, route, status, milliseconds, "Answered");
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
