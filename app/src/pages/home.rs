//! The first page, by role: what waits for an agency, what changed since the last meeting, how complete the period is, or
//! whether the record is whole.

mod block;
mod chair;
mod my_work;
mod row;
mod scope;
mod the_record;
mod this_period;

use domain::actor::Role;
use leptos::prelude::*;
use ui::layout::{Page, Reading, Section, page};

#[component]
pub fn HomePage() -> impl IntoView {
    page(async |reading: Reading| {
        let (title, body) = match reading.request.role() {
            Some(Role::Liaison) => ("My work".to_owned(), my_work::body(&reading).await?),
            Some(Role::Secretariat) => ("Status updates due this period".to_owned(), this_period::body(&reading)),
            Some(Role::Auditor) => ("Audit log".to_owned(), the_record::body(&reading).await?),
            Some(Role::Chair | Role::Administrator) | None => return chair::page(&reading, "/").await,
        };
        Ok(Page { title, section: Section::Home, body })
    })
}

/// What the chair's home shows, for everyone else: the secretariat prepares meetings with it.
#[component]
pub fn SincePage() -> impl IntoView {
    page(async |reading: Reading| chair::page(&reading, "/since").await)
}
