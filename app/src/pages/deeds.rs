//! The pages of forms, one deed a page. Each asks the rule itself whether it would take the form, and says why not.

mod about;
pub(crate) mod action_fields;
pub mod addresses;
mod both;
mod choices;
mod sheet;
mod short_forms;

pub mod add_action;
pub mod amend_action;
pub mod answer_role;
pub mod attach_evidence;
pub mod complete_milestone;
pub mod forecast_milestone;
pub mod keep_person;
pub mod link_actions;
pub mod move_action;
pub mod move_milestone;
pub mod nodes;
pub mod offer_role;
pub mod own_account;
pub mod people;
pub mod plan_milestone;
pub mod reopen_milestone;
pub mod report_progress;
pub mod retractions;
pub mod saved_views;
pub mod settings;
pub mod verifications;
pub mod withdraw_link;
pub mod withdrawals;

use crate::error::AppError;
use crate::layout::{Page, Reading, page};
use crate::pages::plan::path_part;
use domain::actor::Authority;
use domain::text::TextError;
use domain::{Changed, DomainError, Versioned};
use leptos::prelude::*;
use std::future::Future;
use std::str::FromStr;
use store::Seen;
use uuid::Uuid;

/// How a date is typed.
const DATE_HINT: &str = "Day, month and year, as in 30 November 2024.";

/// Stands at the texts in which somebody could be named without need.
const FACTS_ONLY: &str = "Facts of the program only. Write nothing that could point to a person.";

/// A page that holds a form. It takes up only the refusal of a form of its own: the session keeps one notice, and
/// another window may have left it for another page.
fn form_page<F>(body: impl FnOnce(Reading) -> F + Send + 'static) -> impl IntoView
where
    F: Future<Output = Result<Page, AppError>> + Send,
{
    page(move |reading: Reading| {
        let here = reading.request.path().to_owned();
        let refusal = reading.refusal.filter(|refusal| refusal.typed.get("page") == Some(&here));
        body(Reading { refusal, ..reading })
    })
}

/// An id in the address. What is no id stands for nothing.
fn path_id<T: FromStr>(name: &str) -> Result<T, AppError> {
    path_part(name)?.parse().map_err(|_| AppError::NotFound)
}

/// The plan and the reference of the action in the address.
fn path_action() -> Result<(String, String), AppError> {
    Ok((path_part("plan")?, path_part("reference")?))
}

/// Stands in for a text that is still to be typed, when a page asks a rule whether it would take the form at all.
fn unwritten<T>(parse: impl FnOnce(&str) -> Result<T, TextError>) -> Result<T, AppError> {
    parse("Not written yet").map_err(|error| AppError::internal(&error))
}

/// Stands in for the id of what is still to be made.
fn unmade<Id: From<Uuid>>() -> Id {
    Id::from(Uuid::nil())
}

/// On whose word a rule would take the deed.
fn word_of<T>(asked: Result<Changed<T>, DomainError>) -> Result<Option<Authority>, DomainError> {
    asked.map(|changed| changed.authority())
}

/// The hidden fields that name an object and the version that the form shows of it.
fn shown<T: Versioned>(seen: &Seen<T>) -> Vec<(&'static str, String)> {
    let id: Uuid = seen.value.id().into();
    vec![("id", id.to_string()), ("version", seen.version.to_string())]
}
