//! Answering an offer, with a form for each of the two answers; and asking a party for an answer.

use super::about::AboutAssignment;
use super::both::Both;
use super::sheet::Sheet;
use super::short_forms::{Deed, ReasonForm};
use super::{form_page, path_id, shown, unwritten, word_of};
use crate::forms::{DeedForm, FormState};
use crate::layout::Reading;
use domain::assignment::{AssignmentState, CarrierRole};
use domain::date::in_sentence;
use domain::ids::AssignmentId;
use domain::text::Sentence;
use leptos::prelude::*;

#[component]
pub fn AnswerRolePage() -> impl IntoView {
    let id = path_id::<AssignmentId>("assignment");
    form_page(async move |reading: Reading| {
        let about = AboutAssignment::find(&reading.view, id?).await?;
        let (reason, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = word_of(about.assignment.value.decline(reading.request.actor(), reason, today));

        let (accept, decline) = (FormState::of(&reading, "accept"), FormState::of(&reading, "decline"));
        let both = vec![Both::text(&decline, "reason", "Reason to decline", "None: it is not declined")];
        let meaning = meaning(&reading, &about);
        let (subject, target) = (about.subject(&reading), shown(&about.assignment));
        let back = subject.address.clone();
        let sheet = Sheet { title: "Accept or decline", subject, state: decline.clone(), both };
        let deed = Deed { action: "/api/decline_role", refused: "The offer was not declined.", button: "Decline" };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=accept action="/api/accept_role" refused="The offer was not accepted." button="Accept"
                    back=back.clone() target=target.clone()
                >
                    <p>{meaning}</p>
                </DeedForm>
                <div class="c-block-gap"><ReasonForm state=decline label="Reason to decline" deed back target>{meanwhile}</ReasonForm></div>
            }
            .into_any()
        })
    })
}

/// What it means to accept.
fn meaning(reading: &Reading, about: &AboutAssignment) -> String {
    let party = reading.view.short_name(about.assignment.value.party);
    match (about.assignment.value.role, &about.action.carriers.lead) {
        (CarrierRole::Lead, None) => {
            format!("{party} then answers for this action: it plans the milestones and reports each period.")
        }
        (CarrierRole::Lead, Some(former)) => {
            let former = reading.view.short_name(former.party);
            format!(
                "{former} leads until now, and hands over when this is accepted. {party} then answers for the action."
            )
        }
        (CarrierRole::Support, _) => format!("{party} then supports this action, and can attach evidence to it."),
    }
}

#[component]
pub fn AskAgainPage() -> impl IntoView {
    let id = path_id::<AssignmentId>("assignment");
    form_page(async move |reading: Reading| {
        let about = AboutAssignment::find(&reading.view, id?).await?;
        let asked = about.assignment.value.may_ask(reading.request.actor(), &about.action.carriers).map(|()| None);

        let state = FormState::of(&reading, "ask");
        let party = reading.view.short_name(about.assignment.value.party);
        let words = match about.assignment.value.state {
            AssignmentState::Offered { on } => {
                format!(
                    "{party} was asked on {}, and is reminded. The wait still counts from that day.",
                    in_sentence(on)
                )
            }
            _ => format!("{party} is offered the role as of today, and finds it among what waits for an answer."),
        };
        let (subject, target) = (about.subject(&reading), shown(&about.assignment));
        let back = subject.address.clone();
        let sheet = Sheet { title: "Ask for an answer", subject, state: state.clone(), both: Vec::new() };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm state action="/api/ask_again" refused="Nobody was asked." button="Ask" back target>
                    {meanwhile}
                    <p>{words}</p>
                </DeedForm>
            }
            .into_any()
        })
    })
}
