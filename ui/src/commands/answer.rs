//! The answer to a form.

use crate::error::{AppError, Outcome};
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Response, StatusCode};

/// The header by which a form that cannot wait for its page is known to the server, which answers with a page that gives
/// everything back that was typed.
pub const OUTCOME: HeaderName = HeaderName::from_static("x-concord-outcome");

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was done, and this page confirms it.
    Done(String),
    /// It was not done, and this page shows why.
    Refused(AppError, String),
    /// It goes back whole, with everything that was typed.
    Whole(Outcome),
}

impl Answer {
    /// What no other input could mend.
    pub fn failed(error: &AppError) -> Answer {
        match error {
            AppError::Away(outcome) => Answer::Whole(*outcome),
            _ => Answer::Whole(Outcome::Failed),
        }
    }

    /// A browser is sent to a page. A program gets the status and the words.
    pub fn into_response(self, for_page: bool) -> Response<String> {
        let mut response = Response::new(String::new());
        match self {
            Answer::Done(page) | Answer::Refused(_, page) if for_page => {
                *response.status_mut() = StatusCode::FOUND;
                lead_to(&mut response, &page);
            }
            Answer::Done(page) => {
                *response.body_mut() = "null".to_owned();
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                lead_to(&mut response, &page);
            }
            Answer::Refused(error, _) => say(&mut response, error.status(), error.to_string()),
            Answer::Whole(outcome) => {
                say(&mut response, outcome.status(), outcome.to_string());
                response.headers_mut().insert(OUTCOME, HeaderValue::from_static(outcome.code()));
            }
        }
        response
    }
}

fn lead_to(response: &mut Response<String>, page: &str) {
    // Every path that leads here is of printable ASCII.
    response.headers_mut().insert(LOCATION, HeaderValue::from_str(page).unwrap_or(HeaderValue::from_static("/")));
}

fn say(response: &mut Response<String>, status: StatusCode, words: String) {
    *response.status_mut() = status;
    *response.body_mut() = words;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
}

/// Whether a request comes from a browser that wants a page.
pub(super) fn wants_html(parts: &Parts) -> bool {
    parts.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}
