//! The first page, by role: what waits for an agency, or what changed since the last meeting.

mod chair;
mod moved;
mod my_work;

use crate::layout::{Page, Reading, Section, page};
use domain::actor::Role;
use leptos::prelude::*;

#[component]
pub fn HomePage() -> impl IntoView {
    page(async |reading: Reading| {
        let (title, body) = match reading.request.role() {
            Some(Role::Liaison) => ("My work", my_work::body(&reading).await?),
            _ => ("Since the last meeting", chair::body(&reading).await?),
        };
        Ok(Page { title: title.to_owned(), section: Section::Home, body })
    })
}
