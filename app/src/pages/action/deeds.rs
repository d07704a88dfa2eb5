//! What the reader may do with an action, each deed where its result will stand.

use super::Dossier;
use crate::components::deed_buttons::{block_buttons, deed_buttons};
use crate::layout::Reading;
use domain::action::Action;
use domain::actor::{Actor, Permission};
use domain::assignment::Carriers;
use domain::plan::PlanState;
use domain::update::Report;
use leptos::prelude::*;

/// The one deed wanted most, beside the action's name: its report; where nobody leads, an offer.
pub fn first_deed(reading: &Reading, dossier: &Dossier<'_>) -> Option<AnyView> {
    let deeds = Deeds::of(reading, dossier)?;
    let first = match (deeds.may_submit(), deeds.may_offer()) {
        (true, _) => ("report", "Report status"),
        (false, true) if dossier.carriers.lead.is_none() => ("offer", "Offer a role"),
        (false, _) => return None,
    };
    deed_buttons(vec![first], |form| reading.paths.action_form(dossier.key(), form))
}

/// What may be done, each in the block that it changes.
pub fn deeds(reading: &Reading, dossier: &Dossier<'_>, block: Block) -> Option<AnyView> {
    if block == Block::Promise {
        return block_buttons(of_promise(reading, dossier), |form| reading.paths.action_form(dossier.key(), form));
    }
    let deeds = Deeds::of(reading, dossier)?;
    let named = match block {
        // Where it is the first deed, it stands beside the action's name.
        Block::Carriers if deeds.may_offer() && (deeds.may_report() || dossier.carriers.lead.is_some()) => {
            vec![("offer", "Offer a role")]
        }
        Block::Milestones if deeds.may_report() => vec![("plan-milestone", "Plan a milestone")],
        Block::Evidence if deeds.may_attach() => vec![("attach-evidence", "Attach evidence")],
        Block::OtherPlans if deeds.keeps_plans() => vec![("link", "Link")],
        _ => Vec::new(),
    };
    block_buttons(named, |form| reading.paths.action_form(dossier.key(), form))
}

/// Text and standing of the action itself. One that was withdrawn can still turn out to have been added by mistake.
fn of_promise(reading: &Reading, dossier: &Dossier<'_>) -> Vec<(&'static str, &'static str)> {
    let keeps_plans = Deeds::of(reading, dossier).is_some_and(|deeds| deeds.keeps_plans());
    let (action, actor) = (&dossier.action, reading.request.actor());
    let may_move_end =
        keeps_plans && action.may_move_end(actor, dossier.facts.last_report.map(|report| report.status)).is_ok();
    let may_retract = !reading.view.position().is_past() && action.may_retract(actor, dossier.held()).is_ok();
    let named = [
        (keeps_plans, ("amend", "Edit")),
        (may_move_end, ("move-end", "Move the end date")),
        (keeps_plans, ("withdraw", "Withdraw")),
        (may_retract, ("retract", "Retract")),
    ];
    named.into_iter().filter(|(may, _)| *may).map(|(_, deed)| deed).collect()
}

/// The blocks of an action's page in which something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    Promise,
    Carriers,
    Milestones,
    Evidence,
    OtherPlans,
}

/// What the reader may do with the action now.
struct Deeds<'a> {
    actor: &'a Actor,
    action: &'a Action,
    plan: PlanState,
    carriers: &'a Carriers,
}

impl<'a> Deeds<'a> {
    /// Nothing in the past, and nothing with what was withdrawn or retracted.
    fn of(reading: &'a Reading, dossier: &'a Dossier<'_>) -> Option<Deeds<'a>> {
        let is_over = reading.view.position().is_past() || dossier.action.still_stands().is_err();
        let (actor, plan) = (reading.request.actor(), dossier.plan.state);
        (!is_over).then_some(Deeds { actor, action: &dossier.action, plan, carriers: &dossier.carriers })
    }

    fn may_submit(&self) -> bool {
        Report::may_submit(self.actor, (self.action, self.plan), self.carriers).is_ok()
    }

    fn may_report(&self) -> bool {
        self.carriers.authority_to_report(self.actor).is_ok()
    }

    fn may_attach(&self) -> bool {
        self.carriers.authority_to_attach_evidence(self.actor).is_ok()
    }

    fn may_offer(&self) -> bool {
        let leads = self.carriers.lead.as_ref().is_some_and(|lead| self.actor.acts_for(lead.party));
        self.actor.may(Permission::OfferLeads) || leads
    }

    fn keeps_plans(&self) -> bool {
        self.actor.may(Permission::KeepPlans)
    }
}
