//! Saving a list under a name, renaming and removing what was saved.

use super::sheet::{Sheet, Subject};
use super::{form_page, path_id};
use crate::components::Breadcrumb;
use crate::error::AppError;
use crate::forms::{DeedForm, FormState, RadioField, TextField};
use crate::layout::{Page, Reading, Section};
use crate::lists::SavedList;
use crate::words;
use domain::actor::Permission;
use domain::ids::SavedViewId;
use domain::saved_view::SavedView;
use leptos::prelude::*;

fn subject(address: String, name: Option<String>) -> Subject {
    let above = vec![("Saved views".to_owned(), "/views".to_owned())];
    Subject { section: Section::None, above, address, name, facts: Vec::new(), since: None }
}

#[component]
pub fn SaveViewPage() -> impl IntoView {
    form_page(async |reading: Reading| {
        let state = FormState::of(&reading, "save-view");
        let asked = |name: &str| state.value(name, &reading.request.query(name).unwrap_or_default());
        let (path, query) = (asked("list"), asked("query"));
        let here = if reading.view.position().is_past() { reading.paths.as_of().to_string() } else { String::new() };
        let point = state.value("point", &here);
        let list = SavedList::of_path(&path).unwrap_or(SavedList::Actions);
        let query = list.canonical(&query)?;

        let target = vec![("list", list.path().to_owned()), ("query", query), ("point", point.clone())];
        let carries = (!point.is_empty()).then(|| point_field(&state, &point));
        let shares = reading.request.actor().may(Permission::ShareViews).then(|| shared_field(&state));
        // It is no part of the record, so it can be done from any point of it.
        let body = view! {
            <Breadcrumb above=vec![("Saved views".to_owned(), reading.paths.to("/views"))] here="Save this view".to_owned()/>
            <div class="c-page"><div class="c-page__text"><h1>"Save this view"</h1><p>{list.name()}</p></div></div>
            <div class="c-grid c-grid--84 c-grid--top"><div>
                <DeedForm
                    state=state.clone() action="/api/save_view" refused="The view was not saved." button="Save view"
                    back=list.path().to_owned() target
                >
                    <TextField state=state.clone() name="name" label="Name of the view" hint="As in: Off track, Justice"/>
                    {carries}
                    {shares}
                </DeedForm>
            </div></div>
        }
        .into_any();
        Ok(Page { title: "Save this view".to_owned(), section: Section::None, body })
    })
}

fn point_field(state: &FormState, point: &str) -> AnyView {
    let said = point.parse().map_or_else(|_| point.to_owned(), |point| words::point(&point));
    let choices = vec![
        ("no".to_owned(), view! { "As of whenever it is opened" }.into_any()),
        ("yes".to_owned(), view! { "Always as of "{said} }.into_any()),
    ];
    view! { <RadioField state=state.clone() name="with_point" legend="It shows the record" recorded="yes" choices/> }
        .into_any()
}

fn shared_field(state: &FormState) -> AnyView {
    let choices = vec![
        ("no".to_owned(), view! { "You" }.into_any()),
        ("yes".to_owned(), view! { "Everybody who is signed in" }.into_any()),
    ];
    view! { <RadioField state=state.clone() name="shared" legend="It is seen by" recorded="no" choices/> }.into_any()
}

#[component]
pub fn RenameViewPage() -> impl IntoView {
    let id = path_id::<SavedViewId>("view");
    form_page(async move |reading: Reading| {
        let view = seen(&reading, id?).await?;
        let state = FormState::of(&reading, "rename-view");
        let name = view.name.to_string();
        let sheet = sheet("Rename a saved view", &view, state.clone());
        sheet.draw(&reading, view.may_change(reading.request.actor()).map(|()| None), move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/rename_view" refused="The view was not renamed." button="Rename view"
                    back="/views".to_owned() target=vec![("id", view.id.to_string())]
                >
                    <TextField state=state.clone() name="name" label="Name of the view" recorded=name/>
                </DeedForm>
            }
            .into_any()
        })
    })
}

#[component]
pub fn RemoveViewPage() -> impl IntoView {
    let id = path_id::<SavedViewId>("view");
    form_page(async move |reading: Reading| {
        let view = seen(&reading, id?).await?;
        let state = FormState::of(&reading, "remove-view");
        let sheet = sheet("Remove a saved view", &view, state.clone());
        sheet.draw(&reading, view.may_change(reading.request.actor()).map(|()| None), move |_| {
            view! {
                <DeedForm
                    state action="/api/remove_view" refused="The view was not removed." button="Remove view"
                    back="/views".to_owned() target=vec![("id", view.id.to_string())]
                >
                    <p>"The list itself stays as it is; only the name for it goes."</p>
                </DeedForm>
            }
            .into_any()
        })
    })
}

async fn seen(reading: &Reading, id: SavedViewId) -> Result<SavedView, AppError> {
    Ok(reading.request.site.store.saved_view(reading.request.actor(), id).await?)
}

fn sheet(title: &'static str, view: &SavedView, state: FormState) -> Sheet {
    Sheet { title, subject: subject("/views".to_owned(), Some(view.name.to_string())), state, both: Vec::new() }
}
