//! Withdrawing a link between the actions of two plans.

use super::about::AboutAction;
use super::sheet::Subject;
use super::short_forms::Deed;
use super::withdrawals::reason_page;
use super::{form_page, path_id, shown, unwritten, word_of};
use crate::error::AppError;
use crate::layout::Reading;
use crate::words;
use domain::ids::{ActionId, LinkId};
use domain::link::Link;
use domain::text::Sentence;
use leptos::prelude::*;
use store::{Seen, View};

#[component]
pub fn WithdrawLinkPage() -> impl IntoView {
    let id = path_id::<LinkId>("link");
    form_page(async move |reading: Reading| {
        let link = find(&reading.view, id?).await?;
        let (reason, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = link.value.withdraw(reading.request.actor(), reason, today);
        let deed =
            Deed { action: "/api/withdraw_link", refused: "The link was not withdrawn.", button: "Withdraw link" };
        let (subject, target) = (subject(&reading, &link).await?, shown(&link));
        reason_page(&reading, "Withdraw a link", "withdraw-link", (subject, word_of(asked)), (deed, target))
    })
}

/// A link by its id. The record is asked for the links of one action after the other: it has no other way to them, and
/// the actions that the reader may see are those whose links it may see.
async fn find(view: &View, id: LinkId) -> Result<Seen<Link>, AppError> {
    let actions: Vec<ActionId> = view.actions().map(|facts| facts.id).collect();
    for action in actions {
        let links = view.links(action).await?;
        if let Some(link) = links.into_iter().find(|link| link.value.id == id) {
            return Ok(link);
        }
    }
    Err(AppError::NotFound)
}

/// The link as part of the action that it goes out from.
async fn subject(reading: &Reading, link: &Seen<Link>) -> Result<Subject, AppError> {
    let (from, to) = (reading.view.facts(link.value.from)?, reading.view.facts(link.value.to)?);
    let plan = reading.view.plan(to.plan)?;
    let mut subject = AboutAction::find(&reading.view, from.id).await?.subject(reading);
    subject.name = Some(format!("{} and {}", from.title, to.title));
    subject.since = Some(link.since);
    let other = format!("{} in {}: {}", to.reference, plan.short_title, to.title);
    subject.facts = vec![
        ("Action", format!("{}: {}", from.reference, from.title).into_any()),
        ("How it relates", words::relation(link.value.relation).into_any()),
        ("To", other.into_any()),
    ];
    subject.facts.extend(link.value.note.as_ref().map(|note| ("Rests on", note.to_string().into_any())));
    Ok(subject)
}
