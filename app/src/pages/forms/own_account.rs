//! The reader's own account: sessions and password.

use super::form_page;
use chrono::Utc;
use commands::own::END_SESSION;
use domain::date::Instant;
use leptos::prelude::*;
use store::OwnSession;
use ui::components::Breadcrumb;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::forms::{FormState, PostForm, TextField};
use ui::layout::{Page, Reading, Section};

/// The name of the form that changes the reader's own password, and its address.
pub const PASSWORD_FORM: &str = "change-password";
pub const PASSWORD_PAGE: &str = "/settings/password";

const COLUMNS: &[ColumnHead] = &[ColumnHead::text("Began"), ColumnHead::text("Last used"), ColumnHead::text("Session")];

fn above(reading: &Reading) -> Vec<(String, String)> {
    vec![("Settings".to_owned(), reading.paths.settings())]
}

pub(super) async fn sessions(reading: &Reading) -> Result<Vec<OwnSession>, AppError> {
    let site = &reading.request.site;
    Ok(site.store.own_sessions(reading.request.who.person.id, Utc::now(), site.limits).await?)
}

/// Where the reader is signed in. Sessions go by the machine's clock, whatever day is viewed.
pub(super) async fn own_sessions(reading: &Reading) -> Result<AnyView, AppError> {
    let this = reading.request.session();
    let zone = reading.request.site.store.zone();
    let in_table = |at: Instant| zone.time_in_table(at);
    let row = |session: &OwnSession| {
        let end = if session.name == this {
            view! { "This session" }.into_any()
        } else {
            let address = reading.paths.to(&END_SESSION.command.page_about(&[&session.name]));
            let label = format!("End session that began {}", zone.time(session.begun));
            view! { <a href=address aria-label=label>{END_SESSION.command.title}</a> }.into_any()
        };
        view! {
            <tr>
                <th scope="row">{in_table(session.begun)}</th>
                <td data-l="Last used">{in_table(session.used)}</td>
                <td data-l="Session">{end}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<_> = sessions(reading).await?.iter().map(row).collect();
    Ok(view! {
        <section class="c-block-gap">
            <h2>"Your sessions"</h2>
            <p>"You are signed in on these devices. End any session that is not yours, then change your password."</p>
            <Table label="Your sessions" columns=COLUMNS rows/>
            <form method="post" action="/sign-out-everywhere">
                <button class="usa-button usa-button--outline" type="submit">"Sign out everywhere"</button>
            </form>
        </section>
    }
    .into_any())
}

#[component]
pub fn PasswordPage() -> impl IntoView {
    form_page(async |reading: Reading| {
        let state = FormState::of(&reading, PASSWORD_FORM);
        let back = reading.paths.settings();
        let labels = vec![("password", "New password".to_owned()), ("again", "Confirm new password".to_owned())];
        let body = view! {
            <Breadcrumb above=above(&reading) here="Change password".to_owned()/>
            <div class="c-page"><div class="c-page__text">
                <h1>"Change password"</h1>
                <p>"Your other sessions end. You stay signed in here."</p>
            </div></div>
            <div class="c-grid c-grid--84 c-grid--top"><div>
                <PostForm
                    state=state.clone() action=PASSWORD_PAGE.to_owned() refused="Your password was not changed."
                    button="Change password" back hidden=Vec::new() labels
                >
                    <TextField
                        required=true state=state.clone() name="current_password" label="Current password" kind="password"
                        autocomplete="current-password"
                    />
                    <TextField
                        required=true state=state.clone() name="password" label="New password" kind="password" autocomplete="new-password"
                        hint="Use at least 12 characters. A phrase of several words works well."
                    />
                    <TextField
                        required=true state name="again" label="Confirm new password" kind="password" autocomplete="new-password"
                    />
                </PostForm>
            </div></div>
        }
        .into_any();
        Ok(Page { title: "Change password".to_owned(), section: Section::None, body })
    })
}
