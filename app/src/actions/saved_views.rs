//! Keeping a list under a name, and giving the view another name or removing it.

use super::typed::Typed;
use super::{Done, SENT_ALREADY, door};
use crate::error::AppError;
use crate::lists::SavedList;
use crate::paths::Paths;
use domain::ids::{PersonId, SavedViewId};
use domain::saved_view::{MOST_VIEWS, SavedView};
use domain::text::Title;
use leptos::prelude::*;
use store::AsOf;

#[server(endpoint = "save_view")]
pub async fn save_view(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("save-view", typed, async |request, typed| {
        let list = SavedList::of_path(typed.get("list")).ok_or(AppError::NotAForm)?;
        let query = list.canonical(typed.get("query"))?;
        let point = typed.get("point");
        let as_of = match typed.get("with_point") {
            "yes" => Some(point.parse::<AsOf>().map_err(AppError::NotAPoint)?.to_string()),
            _ => None,
        };
        let owner: PersonId = request.actor().person().ok_or(AppError::SignInRequired)?;
        let id: SavedViewId = typed.fresh_id("once")?;
        let store = &request.site.store;
        let own = store.saved_views(request.actor()).await?.into_iter().filter(|view| view.owner == owner);
        let is_full = own.filter(|view| view.id != id).count() >= MOST_VIEWS;

        let mut fields = typed.fields();
        let name = fields.text("name", Title::parse);
        if is_full {
            fields.fault("name", &format!("You keep {MOST_VIEWS} views already. Remove one first."));
        }
        let name = fields.finish(name)?;
        let is_shared = typed.get("shared") == "yes";
        let view = SavedView { id, owner, name, list: list.path().to_owned(), query, as_of, is_shared };
        let address = list.address(&view, &Paths::default());
        let words = if store.keep_view(request.actor(), view).await? { "The view is saved." } else { SENT_ALREADY };
        Ok(Done::new(words, address))
    })
    .await
}

#[server(endpoint = "rename_view")]
pub async fn rename_view(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("rename-view", typed, async |request, typed| {
        let mut fields = typed.fields();
        let name = fields.text("name", Title::parse);
        let name = fields.finish(name)?;
        request.site.store.rename_view(request.actor(), typed.hidden("id")?, &name).await?;
        Ok(Done::new("The view has its new name.", "/views".to_owned()))
    })
    .await
}

#[server(endpoint = "remove_view")]
pub async fn remove_view(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("remove-view", typed, async |request, typed| {
        request.site.store.remove_view(request.actor(), typed.hidden("id")?).await?;
        Ok(Done::new("The view is removed.", "/views".to_owned()))
    })
    .await
}
