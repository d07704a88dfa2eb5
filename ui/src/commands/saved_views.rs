//! Saving a list under a name. It is here because only the lists know which lists and filters there are.

use crate::lists::SavedList;
use crate::paths::Paths;
use commands::typed::Fields;
use commands::{Command, Done, Failure, Handler, Input};
use domain::actor::Permission;
use domain::error::FieldErrors;
use domain::saved_view::{MOST_VIEWS, SavedView};
use domain::text::Title;
use store::{AsOf, StoreError, UnrecordedChange};

#[derive(Clone, Debug)]
pub struct SaveView {
    list: SavedList,
    /// What is asked of the list, as addresses have it.
    query: String,
    as_of: Option<AsOf>,
    name: Title,
    is_shared: bool,
}

impl Input for SaveView {
    fn read(fields: &mut Fields<'_>) -> Option<SaveView> {
        let list = fields.hidden_as("list", SavedList::of_path);
        let query = list.as_ref().and_then(|list| fields.hidden_as("query", |query| list.canonical(query).ok()));
        let as_of = match fields.typed("with_point") {
            "yes" => fields.hidden("point").map(Some),
            _ => Some(None),
        };
        let name = fields.text("name", Title::parse);
        let is_shared = fields.typed("shared") == "yes";
        Some(SaveView { list: list?, query: query?, as_of: as_of?, name: name?, is_shared })
    }
}

pub const SAVE_VIEW: Handler<(), SaveView, UnrecordedChange> = Handler {
    command: Command {
        name: "save_view",
        page: "/views/new",
        title: "Save view",
        refused: "The view was not saved.",
        done: "View saved.",
    },
    may: |_, by| match by.chosen("shared") {
        "yes" => by.actor.require(Permission::ShareViews).map(|()| None),
        _ => Ok(None),
    },
    apply: |view, change| Box::pin(view.save(change)),
};

impl SaveView {
    async fn save(self, change: &mut UnrecordedChange) -> Result<Done, Failure> {
        let owner = change.actor().person().ok_or(StoreError::NotFound)?;
        if change.saved_views().await?.into_iter().filter(|view| view.owner == owner).count() >= MOST_VIEWS {
            let mut faults = FieldErrors::default();
            faults.add("name", format!("You have reached the limit of {MOST_VIEWS} saved views. Delete one first."));
            return Err(faults.into_refusal().into());
        }
        let SaveView { list, query, as_of, name, is_shared } = self;
        let (id, path) = (change.new_view_id(), list.path().to_owned());
        let as_of = as_of.map(|point| point.to_string());
        let view = SavedView { id, owner, name, list: path, query, as_of, is_shared };
        let page = list.address(&view, &Paths::default());
        change.keep_view(view).await?;
        Ok(Done::at(page))
    }
}
