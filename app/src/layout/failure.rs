//! The page that says why there is none.

use super::not_yet::is_there_now;
use super::{Around, Page, Section, frame, open_page};
use crate::error::AppError;
use crate::paths::Paths;
use crate::request::{Request, signed_in, signed_in_as_of_now};
use crate::request_id::request_id;
use domain::date::in_sentence;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use queries::error::BadQuery;
use store::View;

/// Why there is no page, with everything that stands on every page where a signed-in reader asks: the navigation, and
/// the lens with what was asked for, so that another point is one choice away.
pub async fn explained(error: &AppError) -> AnyView {
    set_status(error);
    match asked_by_a_reader(error).await {
        Some((request, view)) => {
            let position = view.position();
            let later = AppError::NotInTheRecord { day: position.day };
            let is_later = *error == AppError::NotFound && position.is_past() && is_there_now(&request).await;
            let error = if is_later { &later } else { error };
            let body = words(error, Some(&request));
            let page = Page { title: heading(error), section: Section::None, body };
            let fault = request.site.store.standing_fault().await.unwrap_or_default();
            frame(&request, &view, page, Around { fault, ..Around::default() })
        }
        None => failure(error),
    }
}

/// Why there is no page, for anybody.
pub fn failure(error: &AppError) -> AnyView {
    set_status(error);
    open_page(&heading(error), words(error, None)).into_any()
}

/// Who asks, at the point that was asked for; where there is no such point, as of now.
async fn asked_by_a_reader(error: &AppError) -> Option<(Request, View)> {
    if matches!(error, AppError::Away(_) | AppError::Internal { .. }) {
        return None;
    }
    if let Ok(request) = signed_in()
        && let Ok(view) = request.view().await
    {
        return Some((request, view));
    }
    let request = signed_in_as_of_now().ok()?;
    let view = request.view().await.ok()?;
    Some((request, view))
}

fn words(error: &AppError, request: Option<&Request>) -> AnyView {
    let onward = request.and_then(|request| onward(error, request));
    let onward = onward.unwrap_or_else(|| ("Go to home page", "/".to_owned()));
    let words = match error {
        // Nothing was to be saved where a page was asked for.
        AppError::Away(_) => "Nothing was lost. Try again in 1 minute.".to_owned(),
        // The heading says that it was not found.
        AppError::NotFound => "Check the address. You may also not have access to this page.".to_owned(),
        error => error.to_string(),
    };
    view! {
        <div class="c-page"><div class="c-page__text"><h1>{heading(error)}</h1><p>{words}</p></div></div>
        <p class="c-block-gap"><a href=onward.1>{onward.0}</a></p>
        {request_id().map(|id| view! { <p class="c-small c-quiet">{format!("Request {id}")}</p> })}
    }
    .into_any()
}

/// The heading, with the day where that is what the page has to say.
fn heading(error: &AppError) -> String {
    match error {
        AppError::NotInTheRecord { day } => format!("{} on {}", error.heading(), in_sentence(*day)),
        error => error.heading().to_owned(),
    }
}

/// What an address says of the point to compare with, and of what changed since.
const COMPARED: [&str; 3] = ["since", "changed", "step"];

/// The nearest page that there is.
fn onward(error: &AppError, request: &Request) -> Option<(&'static str, String)> {
    let paths = request.paths();
    match error {
        AppError::BeforeTheRecord { .. }
        | AppError::InTheFuture { .. }
        | AppError::BadQuery(BadQuery::NotAPoint | BadQuery::NotADate(_) | BadQuery::LaterThanRead { .. }) => {
            // The point to compare with may be what cannot be read.
            let query: Vec<_> = request
                .query_without_as_of()
                .into_iter()
                .filter(|(name, _)| !COMPARED.contains(&name.as_str()))
                .collect();
            Some(("View this page as of today", Paths::default().with_pairs(request.path(), &query)))
        }
        AppError::NotInTheRecord { .. } => {
            let query = request.query_without_as_of();
            Some(("View this page as of today", Paths::default().with_pairs(request.path(), &query)))
        }
        AppError::BadQuery(BadQuery::NotAFilter { .. }) => Some(("Clear filters", paths.to(request.path()))),
        _ => Some(("Go to home page", paths.home())),
    }
}

fn set_status(error: &AppError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(error.status());
    }
}
