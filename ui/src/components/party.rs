//! Agencies and interagency groups by name, each leading to its page.

use crate::paths::Paths;
use domain::body::Party;
use domain::ids::AgencyId;
use leptos::prelude::*;
use store::View;

/// The name of a party as tables have it, leading to its page.
pub fn party_link(view: &View, paths: &Paths, party: Party) -> AnyView {
    let name = view.short_name(party);
    let address = match party {
        Party::Agency(id) => view.agency(id).map(|agency| paths.agency(agency.code.as_str())),
        Party::Body(id) => view.body(id).map(|body| paths.body(body.code.as_str())),
    };
    match address {
        Some(address) => view! { <a href=address>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

/// Several agencies in one line: "State, Justice, Labor". "None" where there are none.
pub fn agency_links(view: &View, paths: &Paths, agencies: impl IntoIterator<Item = AgencyId>) -> AnyView {
    let links: Vec<AnyView> =
        agencies.into_iter().map(|agency| party_link(view, paths, Party::Agency(agency))).collect();
    if links.is_empty() { "None".into_any() } else { in_one_line(links) }
}

/// Words and links one after the other, with commas between them.
pub fn in_one_line(parts: impl IntoIterator<Item = AnyView>) -> AnyView {
    let parts = parts.into_iter().enumerate();
    parts.map(|(place, part)| view! { {(place > 0).then_some(", ")}{part} }).collect_view().into_any()
}
