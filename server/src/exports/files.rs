//! The address of every file of a list: its rows as CSV and as JSON, and the description of the CSV.

use super::lists::List;
use super::{Export, refused};
use crate::router::{AppState, Plain};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use http::Method;

/// The ways in which a list is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Csv,
    /// The W3C description of the CSV file of the same query.
    Metadata,
    Json,
}

impl Ending {
    pub const fn text(self) -> &'static str {
        match self {
            Ending::Csv => "csv",
            Ending::Metadata => "csv-metadata.json",
            Ending::Json => "json",
        }
    }
}

macro_rules! files {
    ($($name:literal: $list:expr),+ $(,)?) => {
        vec![$(
            Plain(concat!("/exports/", $name, ".csv"), Method::GET, file($list, Ending::Csv)),
            Plain(concat!("/exports/", $name, ".csv-metadata.json"), Method::GET, file($list, Ending::Metadata)),
            Plain(concat!("/exports/", $name, ".json"), Method::GET, file($list, Ending::Json)),
        )+]
    };
}

/// Every file of a list.
pub fn list_files() -> Vec<Plain> {
    files! {
        "actions": List::Actions,
        "milestones": List::Milestones,
        "agencies": List::Agencies,
        "updates": List::Updates,
        "evidence": List::Evidence,
        "verifications": List::Verifications,
        "roles": List::Roles,
        "date-changes": List::DateChanges,
        "plans": List::Plans,
        "sections": List::Sections,
        "periods": List::Periods,
        "rules": List::Rules,
        "access-log": List::AccessLog,
    }
}

fn file(list: List, ending: Ending) -> MethodRouter<AppState> {
    get(move |export: Export| async move { answer(list, ending, &export).await })
}

async fn answer(list: List, ending: Ending, export: &Export) -> Response {
    export.list(list, ending).await.unwrap_or_else(refused)
}
