//! Who made an entry of the record: the name that the account had then, and in which role.

use crate::sentences;
use leptos::prelude::*;
use store::{Authors, LoggedEntry, View};

/// For a cell of a table: the name with the role under it, and the account's address for those who may read accounts. The
/// operator of the server has no account.
pub fn author(view: &View, entry: &LoggedEntry, authors: &Authors) -> AnyView {
    let role = sentences::who(view, entry);
    let Some(author) = authors.of(entry) else { return role.into_any() };
    let name = author.name.to_string();
    let address = author.address.as_ref().map(|address| {
        let address = address.to_string();
        view! { <span class="sub">{address}</span> }
    });
    view! { <bdi>{name}</bdi><span class="sub">{role}</span>{address} }.into_any()
}

/// The same for a list of facts.
pub fn author_in_full(view: &View, entry: &LoggedEntry, authors: &Authors) -> AnyView {
    let role = sentences::who(view, entry);
    let Some(author) = authors.of(entry) else { return role.into_any() };
    let name = author.name.to_string();
    let address = author.address.as_ref().map(|address| {
        let address = address.to_string();
        view! { <p class="c-small c-quiet">{address}</p> }
    });
    view! { <bdi>{name}</bdi><p class="c-small c-quiet">{role}</p>{address} }.into_any()
}
