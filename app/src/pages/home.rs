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
            Some(Role::Liaison) => ("My work", my_work::body(&reading).await?),
            Some(Role::Secretariat) => ("This period", this_period::body(&reading)?),
            Some(Role::Auditor) => ("The record", the_record::body(&reading).await?),
            Some(Role::Chair | Role::Administrator) | None => ("Since the last meeting", chair::body(&reading).await?),
        };
        Ok(Page { title: title.to_owned(), section: Section::Home, body })
    })
}
