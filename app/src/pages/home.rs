//! The first page, by role: what waits for an agency, what changed since the last meeting, how complete the period is, or
//! whether the record is whole.

mod block;
mod chair;
mod moved;
mod my_work;
mod off_track;
mod scope;
mod the_record;
mod this_period;
mod withdrawn;

use crate::layout::{Page, Reading, Section, page};
use domain::actor::Role;
use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {
    page(async |reading: Reading| {
        let (title, body) = match reading.request.role() {
            Some(Role::Liaison) => ("My work".to_owned(), my_work::body(&reading).await?),
            Some(Role::Secretariat) => ("This period".to_owned(), this_period::body(&reading)),
            Some(Role::Auditor) => ("The record".to_owned(), the_record::body(&reading).await?),
            Some(Role::Chair | Role::Administrator) | None => chair::body(&reading, "/").await?,
        };
        Ok(Page { title, section: Section::Home, body })
    })
}

/// What the chair's home shows, for everybody else: the secretariat prepares meetings with it.
#[component]
pub fn SincePage() -> impl IntoView {
    page(async |reading: Reading| {
        let (title, body) = chair::body(&reading, "/since").await?;
        Ok(Page { title, section: Section::Home, body })
    })
}
