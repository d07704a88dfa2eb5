//! The forms of leads and supporting roles.

use super::choices;
use super::field::Field;
use super::form_page::FormPage;
use super::thing::for_action;
use crate::layout::Reading;
use crate::words;
use commands::By;
use commands::about::{AboutAction, AboutRole};
use commands::roles::{DECLINE_ROLE, may_offer};
use domain::assignment::{AssignmentState, CarrierRole};
use domain::date::in_sentence;
use leptos::prelude::*;

pub fn offer<'a>(about: &AboutAction, form: FormPage<'a>) -> FormPage<'a> {
    let form = form.named_by(for_action(about));
    let by = By::new(form.reading.request.actor(), form.reading.view.position().day);
    let may = |role: &CarrierRole| may_offer(about, *role, by).is_ok();
    let roles = choices::of([CarrierRole::Lead, CarrierRole::Support].into_iter().filter(may), words::carrier_role);
    let not_the_lead = may_offer(about, CarrierRole::Lead, by).err();
    let not_the_lead = not_the_lead.map(|refused| view! { <p class="usa-hint">{refused.to_string()}</p> });
    // Its lead has the action already, and cannot support itself.
    let lead = about.carriers.lead.as_ref().map(|lead| lead.party.to_string());
    let mut parties = choices::parties(&form.reading.view);
    for (_, choices) in &mut parties {
        choices.retain(|(code, _)| lead.as_ref() != Some(code));
    }
    let hint = "The agency takes on this role only if it accepts.";
    form.part(not_the_lead.into_any())
        .field(Field::radio("role", "Role", roles))
        .field(Field::select("party", "Agency", parties, "Select an agency or interagency group").hint(hint))
}

pub fn ask<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let party = form.reading.view.short_name(about.it().party);
    let words = match about.it().state {
        AssignmentState::Offered { on } => {
            let on = in_sentence(on);
            format!(
                "{party} was asked on {on}. This adds a reminder to My work of its liaisons. The wait still counts from {on}."
            )
        }
        _ => format!("Liaisons of {party} will see this request in My work."),
    };
    form.note(words)
}

pub fn accept<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let command = DECLINE_ROLE.command;
    let decline = form.reading.paths.to(&command.page_about(&[&about.it().id]));
    let or = view! { <p>"Or "<a href=decline>{command.title}</a>"."</p> };
    let words = meaning(form.reading, about);
    form.note(words).part(or.into_any())
}

/// What it means to accept.
fn meaning(reading: &Reading, about: &AboutRole) -> String {
    let party = reading.view.short_name(about.it().party);
    match (about.it().role, &about.action.carriers.lead) {
        (CarrierRole::Lead, None) => {
            format!("If you accept, {party} becomes the lead agency: it sets milestones and submits status updates.")
        }
        (CarrierRole::Lead, Some(former)) => {
            let former = reading.view.short_name(former.party);
            format!("{former} is the lead agency until you accept. Then {party} becomes the lead agency.")
        }
        (CarrierRole::Support, _) => {
            format!("If you accept, {party} becomes a supporting agency and can attach evidence to this action.")
        }
    }
}
