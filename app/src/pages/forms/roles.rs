//! The forms of leads and supporting roles.

use super::choices;
use super::field::Field;
use super::form_page::FormPage;
use super::thing::for_action;
use crate::words;
use commands::By;
use commands::about::{AboutAction, AboutRole};
use commands::roles::{DECLINE_ROLE, SEND_REMINDER, may_offer};
use domain::actor::Permission;
use domain::assignment::{AssignmentState, CarrierRole};
use domain::date::in_sentence;
use leptos::prelude::*;
use ui::layout::Reading;

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
    let replaced = lead_replaced(about, form.reading);
    let hint = format!("The agency takes on this role only if it accepts.{replaced}");
    form.part(not_the_lead.into_any())
        .field(Field::radio("role", "Role", roles))
        .field(Field::select("party", "Agency", parties, "Select an agency or interagency group").hint(hint))
}

/// What a request to lead leads to where the action has a lead, and who can take it back.
fn lead_replaced(about: &AboutAction, reading: &Reading) -> String {
    let by = By::new(reading.request.actor(), reading.view.position().day);
    let Some(lead) = about.carriers.lead.as_ref().filter(|_| may_offer(about, CarrierRole::Lead, by).is_ok()) else {
        return String::new();
    };
    let lead = reading.view.short_name(lead.party);
    let withdraw = if reading.request.actor().may(Permission::OfferLeads) {
        ""
    } else {
        " Only the secretariat and the chair can withdraw a request to lead."
    };
    format!(" If it accepts to lead, {lead} no longer leads this action.{withdraw}")
}

pub fn ask<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let party = form.reading.view.short_name(about.it().party);
    match about.it().state {
        AssignmentState::Offered { on } => form.called(SEND_REMINDER).note(format!(
            "{party} received this request on {}. {party}'s liaisons will see a reminder in My work. The request \
             date doesn't change.",
            in_sentence(on)
        )),
        _ => form.note(format!("{party}'s liaisons will see this request in My work.")),
    }
}

pub fn accept<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let command = DECLINE_ROLE.command;
    let decline = form.reading.paths.to(&command.page_about(&[&about.it().id]));
    let or = view! { <p>"Or "<a href=decline>{command.title}</a>"."</p> };
    let words = meaning(form.reading, about);
    form.note(words).part(or.into_any())
}

/// Ends a role, with what follows from it.
pub fn end<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let of = about.it();
    let party = form.reading.view.short_name(of.party);
    let leads = about.action.carriers.lead.as_ref().is_some_and(|lead| lead.id == of.id);
    let words = match (leads, of.role) {
        (true, _) => {
            format!("{party} stops being the lead agency today. Without another lead agency, no updates are due.")
        }
        (false, CarrierRole::Support) => {
            format!("{party} stops being listed as a supporting agency today. What {party} did stays on record.")
        }
        (false, CarrierRole::Lead) => {
            format!("{party} is no longer listed for the lead. Who leads the action now doesn't change.")
        }
    };
    form.note(words).reason()
}

/// Hands a role back, with what follows from it.
pub fn hand_back<'a>(about: &AboutRole, form: FormPage<'a>) -> FormPage<'a> {
    let of = about.it();
    let party = form.reading.view.short_name(of.party);
    let words = match of.role {
        CarrierRole::Lead => format!(
            "{party} stops being the lead agency today, and no one else takes its place: without a lead agency, no updates \
             are due. To take it on again, {party} needs a new request from the secretariat or the chair."
        ),
        CarrierRole::Support => format!(
            "{party} stops being listed as a supporting agency today. What {party} did stays on record. To take it on \
             again, {party} needs a new request."
        ),
    };
    form.note(words).reason()
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
