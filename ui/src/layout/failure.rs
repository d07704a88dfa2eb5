//! The page that says why there is none.

use super::another_date::{Asked, another_date};
use super::not_yet::is_there_now;
use super::{Around, Page, Section, frame, open_page};
use crate::error::AppError;
use crate::paths::Paths;
use crate::request::{Request, signed_in, signed_in_as_of_now};
use crate::request_id::request_id;
use domain::date::{DateStyle, in_sentence};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use queries::error::BadQuery;
use store::View;

/// Why there is no page, with everything that stands on every page where a signed-in reader asks: the navigation, and
/// the lens with what was asked for, so that another point is one choice away.
pub async fn explained(error: &AppError) -> AnyView {
    set_status(error);
    match asked_by_a_reader(error).await {
        Some((request, view, asked)) => {
            let position = view.position();
            let later = AppError::NotInTheRecord { day: position.day };
            let is_later = *error == AppError::NotFound && position.is_past() && is_there_now(&request).await;
            let error = if is_later { &later } else { error };
            let body = words(error, Some((&request, &view, asked)));
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

/// Who asks, at the point that was asked for; where there is no such point, as of now. And which date of the address can
/// be what is wrong.
async fn asked_by_a_reader(error: &AppError) -> Option<(Request, View, Asked)> {
    if matches!(error, AppError::Away(_) | AppError::Internal { .. }) {
        return None;
    }
    if let Ok(request) = signed_in()
        && let Ok(view) = request.view().await
    {
        return Some((request, view, Asked::ComparedWith));
    }
    let request = signed_in_as_of_now().ok()?;
    let view = request.view().await.ok()?;
    Some((request, view, Asked::Viewed))
}

fn words(error: &AppError, asked: Option<(&Request, &View, Asked)>) -> AnyView {
    let onward = asked.and_then(|(request, ..)| onward(error, request));
    let onward = onward.unwrap_or_else(|| ("Go to home page", "/".to_owned()));
    let words = match error {
        // Nothing was to be saved where a page was asked for.
        AppError::Away(_) => "Nothing was lost. Try again in 1 minute.".to_owned(),
        // The heading says that it was not found.
        AppError::NotFound => "Check the address. Or you may not have access to this page.".to_owned(),
        AppError::BadQuery(BadQuery::NotADateOf { label, fault }) => {
            let example = asked.map(|(_, view, _)| view.position().day);
            format!("{label}: {}", fault.in_words(DateStyle::chosen(), example))
        }
        AppError::NotInTheRecord { day } => {
            let what = asked.map_or("page", |(request, ..)| what_is_at(request.path()));
            format!("This {what} was added to the record after {}.", in_sentence(*day))
        }
        error => error.to_string(),
    };
    let again =
        asked.filter(|_| is_of_a_date(error)).and_then(|(request, view, asked)| another_date(request, view, asked));
    view! {
        <div class="c-page"><div class="c-page__text"><h1>{heading(error)}</h1><p>{words}</p></div></div>
        {again}
        <p class="c-block-gap"><a href=onward.1>{onward.0}</a></p>
        {request_id().map(|id| view! { <p class="c-small c-quiet">{format!("Request {id}")}</p> })}
    }
    .into_any()
}

/// What a page is about, by its address.
fn what_is_at(path: &str) -> &'static str {
    match path.split('/').find(|part| !part.is_empty()) {
        Some("plans") => "plan",
        Some("actions") => "action",
        Some("milestones") => "milestone",
        Some("agencies") => "agency",
        Some("bodies") => "interagency group",
        Some("meetings") => "meeting",
        Some("indicators") => "indicator",
        Some("record") => "log entry",
        _ => "page",
    }
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

/// Whether another date is what the reader has to enter.
fn is_of_a_date(error: &AppError) -> bool {
    use BadQuery::{LaterThanRead, NotADate, NotAPoint};
    matches!(
        error,
        AppError::BeforeTheRecord { .. }
            | AppError::InTheFuture { .. }
            | AppError::BadQuery(NotAPoint | NotADate(_) | LaterThanRead { .. })
    )
}

/// The nearest page that there is.
fn onward(error: &AppError, request: &Request) -> Option<(&'static str, String)> {
    let paths = request.paths();
    match error {
        error if is_of_a_date(error) => {
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
        AppError::BadQuery(BadQuery::NotAFilter { .. } | BadQuery::NotADateOf { .. }) => {
            Some(("Clear filters", paths.to(request.path())))
        }
        _ => Some(("Go to home page", paths.home())),
    }
}

fn set_status(error: &AppError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(error.status());
    }
}
