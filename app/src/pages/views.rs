//! Saved views: the reader's own, and those that are shared.

use crate::lists::SavedList;
use crate::words;
use commands::views::{REMOVE_VIEW, RENAME_VIEW};
use domain::saved_view::SavedView;
use leptos::prelude::*;
use ui::components::command_buttons::{named_links, way};
use ui::components::head::page_head;
use ui::components::table::{ColumnHead, Table};
use ui::layout::{Page, Reading, Section, page};

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("View"),
    ColumnHead::text("List"),
    ColumnHead::text("As of"),
    ColumnHead::text("Visible to"),
    ColumnHead::text("Change"),
];

#[component]
pub fn ViewsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let views = reading.request.site.store.saved_views(reading.request.actor()).await?;
        let lead = "Your saved lists, and lists shared by the secretariat or the chair. Saved views aren't part of the audit \
                    log. To save a view, open a list and select Save view.";
        let rows: Vec<_> = views.iter().filter_map(|view| row(&reading, view)).collect();
        let body = view! {
            {page_head("Saved views", lead)}
            <Table label="Saved views" columns=COLUMNS rows empty="No saved views."/>
        }
        .into_any();
        Ok(Page { title: "Saved views".to_owned(), section: Section::None, body })
    })
}

fn row(reading: &Reading, view: &SavedView) -> Option<AnyView> {
    let list = SavedList::of_path(&view.list)?;
    // The reader's own are always listed; of others, a plan may be hidden from this reader.
    let is_own = reading.request.actor().person() == Some(view.owner);
    if !is_own && !list.is_for(view, &reading.view) {
        return None;
    }
    let name = view.name.to_string();
    let point = view.as_of.as_deref().and_then(|point| point.parse().ok());
    let as_of = point.map_or_else(|| "Always current".to_owned(), |point| words::point(&point));
    let is_own = reading.request.actor().person() == Some(view.owner);
    let visible_to = match (view.is_shared, is_own) {
        (true, true) => "Everyone (shared by you)",
        (true, false) => "Everyone",
        (false, _) => "You",
    };
    let may = view.may_change(reading.request.actor()).is_ok();
    let offered = [RENAME_VIEW.command, REMOVE_VIEW.command].map(|command| way(reading, may, command, &[&view.id]));
    let change = named_links(offered.into_iter().flatten(), &name);
    let row = view! {
        <tr>
            <th scope="row"><a href=list.address(view, &reading.paths)>{name.clone()}</a></th>
            <td data-l="List">{list.name()}</td>
            <td data-l="As of">{as_of}</td>
            <td data-l="Visible to">{visible_to}</td>
            <td data-l="Change">{change}</td>
        </tr>
    };
    Some(row.into_any())
}
