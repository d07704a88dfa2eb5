//! Taking a completion back, with a reason. The dates stay as they were; a verification ends with the completion.

use super::about::AboutMilestone;
use super::both::Both;
use super::sheet::Sheet;
use super::short_forms::{Deed, ReasonForm};
use super::{form_page, path_id, shown};
use crate::forms::FormState;
use crate::layout::Reading;
use domain::date::in_sentence;
use domain::ids::MilestoneId;
use leptos::prelude::*;

#[component]
pub fn ReopenMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (milestone, target) = (&about.milestone.value, shown(&about.milestone));
        let asked = milestone.may_reopen(reading.request.actor(), &about.action.carriers).map(Some);
        let verified = milestone.completion().and_then(|completion| completion.verified.as_ref());
        let ends = verified.map(|verified| {
            let words = format!("Reopening ends the verification of {}.", in_sentence(verified.on));
            view! { <p class="c-verdict">{words}</p> }
        });

        let state = FormState::of(&reading, "reopen");
        let subject = about.subject(&reading);
        let back = subject.address.clone();
        let both = vec![Both::new(&state, "reason", "Reason")];
        let sheet = Sheet { title: "Reopen a milestone", subject, state: state.clone(), both };
        let deed = Deed {
            action: "/api/reopen_milestone",
            refused: "The milestone was not reopened.",
            button: "Reopen milestone",
        };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                {ends}
                <p>"The completion stays in the history. The dates stay as they are, and the milestone counts as open again."</p>
                <ReasonForm state label="Reason" deed back target>{meanwhile}</ReasonForm>
            }
            .into_any()
        })
    })
}
