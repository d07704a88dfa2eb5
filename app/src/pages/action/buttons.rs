//! What the reader may do with an action, each command in the block that shows its result.

use commands::Command;
use commands::actions::{AMEND_ACTION, MOVE_ACTION, RETRACT_ACTION, WITHDRAW_ACTION};
use commands::evidence::ATTACH_EVIDENCE;
use commands::links::LINK_ACTIONS;
use commands::milestones::PLAN_MILESTONE;
use commands::roles::OFFER_ROLE;
use commands::updates::REPORT_PROGRESS;
use domain::assignment::{Assignment, CarrierRole};
use domain::evidence::Evidence;
use domain::link::Link;
use domain::milestone::Milestone;
use domain::update::Report;
use leptos::prelude::*;
use queries::dossiers::ActionDossier;
use ui::components::command_buttons::{Way, block_buttons, command_buttons, way};
use ui::layout::Reading;

/// The most used command, beside the action's name: submit an update or, without a lead agency, request one.
pub fn first_button(reading: &Reading, dossier: &ActionDossier<'_>) -> Option<AnyView> {
    let may = Asked { reading, dossier };
    let first = match (may.submit(), may.offer()) {
        (true, _) => REPORT_PROGRESS.command,
        (false, true) if dossier.carriers.lead.is_none() => OFFER_ROLE.command,
        (false, _) => return None,
    };
    command_buttons(may.way(true, first))
}

/// What may be done, each in the block that it changes.
pub fn buttons(reading: &Reading, dossier: &ActionDossier<'_>, block: Block) -> Option<AnyView> {
    let may = Asked { reading, dossier };
    let (action, actor, carriers) = (&dossier.action, reading.request.actor(), &dossier.carriers);
    let offered = match block {
        Block::Promise => {
            let last = dossier.facts.last_report.map(|report| report.status);
            vec![
                (action.may_amend(actor).is_ok(), AMEND_ACTION.command),
                (action.may_move_end(actor, last).is_ok(), MOVE_ACTION.command),
                (action.may_withdraw(actor).is_ok(), WITHDRAW_ACTION.command),
                (action.may_retract(actor, dossier.held()).is_ok(), RETRACT_ACTION.command),
            ]
        }
        // Without a lead agency, the button is beside the action's name.
        Block::Carriers => vec![(may.offer() && carriers.lead.is_some(), OFFER_ROLE.command)],
        Block::Milestones => {
            vec![(Milestone::may_plan(actor, action, carriers).is_ok(), PLAN_MILESTONE.command)]
        }
        Block::Evidence => vec![(Evidence::may_attach(actor, carriers).is_ok(), ATTACH_EVIDENCE.command)],
        Block::OtherPlans => vec![(Link::may_add(actor, action).is_ok(), LINK_ACTIONS.command)],
    };
    block_buttons(offered.into_iter().filter_map(|(is_offered, command)| may.way(is_offered, command)))
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

/// What the rules let this reader do with this action.
struct Asked<'a> {
    reading: &'a Reading,
    dossier: &'a ActionDossier<'a>,
}

impl Asked<'_> {
    fn submit(&self) -> bool {
        let of = (&self.dossier.action, self.dossier.plan.state);
        Report::may_submit(self.reading.request.actor(), of, &self.dossier.carriers).is_ok()
    }

    fn offer(&self) -> bool {
        let may = |role| Assignment::may_offer(self.reading.request.actor(), &self.dossier.carriers, role).is_ok();
        may(CarrierRole::Lead) || may(CarrierRole::Support)
    }

    fn way(&self, may: bool, command: Command) -> Option<Way> {
        let key = self.dossier.key();
        way(self.reading, may, command, &[&key.plan, &key.reference])
    }
}
