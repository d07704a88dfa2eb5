//! Offering the lead or a supporting role to an agency or a body.

use super::about::AboutAction;
use super::choices;
use super::sheet::Sheet;
use super::{form_page, path_action, unmade, word_of};
use crate::forms::{DeedForm, FormState, RadioField, SelectField};
use crate::layout::Reading;
use crate::paths::written;
use crate::words;
use domain::DomainError;
use domain::actor::Authority;
use domain::assignment::{Assignment, CarrierRole, Offer};
use domain::body::Party;
use leptos::prelude::*;

#[component]
pub fn OfferRolePage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let (lead, support) = (ask(&reading, &about, CarrierRole::Lead), ask(&reading, &about, CarrierRole::Support));
        let roles = [(CarrierRole::Lead, &lead), (CarrierRole::Support, &support)];
        let offered = roles.iter().filter(|(_, asked)| asked.is_ok());
        let roles =
            offered.map(|(role, _)| (written(*role), words::carrier_role(*role).into_any())).collect::<Vec<_>>();
        let not_the_lead = lead.as_ref().err().map(ToString::to_string);
        let parties = choices::parties(&reading.view);

        let state = FormState::of(&reading, "offer");
        let subject = about.subject(&reading);
        let (back, target) = (subject.address.clone(), vec![("action", about.id().to_string())]);
        let sheet = Sheet { title: "Offer a role", subject, state: state.clone(), both: Vec::new() };
        sheet.draw(&reading, lead.or(support), move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/offer_role" refused="The role was not offered." button="Offer role"
                    back target
                >
                    {not_the_lead.map(|words| view! { <p class="usa-hint">{words}</p> })}
                    <RadioField state=state.clone() name="role" legend="Role" choices=roles/>
                    <SelectField
                        state name="party" label="To whom" choices=parties unchosen="Choose an agency or a body"
                        hint="It is asked, and carries the action only when it accepts."
                    />
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// What the rule says of offering that role to a party that has no part in the action yet.
fn ask(reading: &Reading, about: &AboutAction, role: CarrierRole) -> Result<Option<Authority>, DomainError> {
    let offer = Offer { id: unmade(), action: about.id(), party: Party::Agency(unmade()), role };
    let today = reading.view.position().day;
    word_of(Assignment::offer(reading.request.actor(), &about.carriers, offer, today))
}
