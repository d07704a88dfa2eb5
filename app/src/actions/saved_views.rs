//! Keeping a list under a name, and giving the view another name or removing it.

use super::door;
use super::typed::Typed;
use crate::error::AppError;
use crate::lists::SavedList;
use crate::paths::Paths;
use domain::ids::PersonId;
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
            "yes" => Some(point.parse::<AsOf>()?.to_string()),
            _ => None,
        };
        let owner: PersonId = request.actor().person().ok_or(AppError::SignInRequired)?;
        // Before they are counted, so that the form that made the last one that fits is told just that.
        let aside = request.aside().await?;
        let is_full = aside.saved_views().await?.into_iter().filter(|view| view.owner == owner).count() >= MOST_VIEWS;

        let mut fields = typed.fields();
        let name = fields.text("name", Title::parse);
        if is_full {
            fields.fault("name", &format!("You keep {MOST_VIEWS} views already. Remove one first."));
        }
        let name = fields.finish(name)?;
        let is_shared = typed.get("shared") == "yes";
        let id = aside.new_view_id();
        let view = SavedView { id, owner, name, list: list.path().to_owned(), query, as_of, is_shared };
        let address = list.address(&view, &Paths::default());
        aside.keep_view(view).await?;
        request.save_aside(aside, "The view is saved.", address).await
    })
    .await
}

#[server(endpoint = "rename_view")]
pub async fn rename_view(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("rename-view", typed, async |request, typed| {
        let mut fields = typed.fields();
        let name = fields.text("name", Title::parse);
        let name = fields.finish(name)?;
        let aside = request.aside().await?;
        aside.rename_view(typed.hidden("id")?, &name).await?;
        request.save_aside(aside, "The view has its new name.", "/views".to_owned()).await
    })
    .await
}

#[server(endpoint = "remove_view")]
pub async fn remove_view(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("remove-view", typed, async |request, typed| {
        let aside = request.aside().await?;
        aside.remove_view(typed.hidden("id")?).await?;
        request.save_aside(aside, "The view is removed.", "/views".to_owned()).await
    })
    .await
}
