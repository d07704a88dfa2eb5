//! Taking a completion back. The dates stay as they were.

use super::about::AboutMilestone;
use super::sheet::Sheet;
use super::{form_page, path_id, shown, word_of};
use crate::forms::{DeedForm, FormState};
use crate::layout::Reading;
use domain::ids::MilestoneId;
use leptos::prelude::*;

#[component]
pub fn ReopenMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let target = shown(&about.milestone);
        let asked = word_of(about.milestone.value.reopen(reading.request.actor(), &about.action.carriers));

        let state = FormState::of(&reading, "reopen");
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Reopen a milestone", subject, state: state.clone(), both: Vec::new() };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state action="/api/reopen_milestone" refused="The milestone was not reopened." button="Reopen milestone"
                    back target
                >
                    {meanwhile}
                    <p>"The completion stays in the history. The dates stay as they are, and the milestone counts as open again."</p>
                </DeedForm>
            }
            .into_any()
        })
    })
}
