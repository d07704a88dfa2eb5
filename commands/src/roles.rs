//! Requesting, accepting, declining, withdrawing, handing back and ending leads and supporting roles.

use crate::about::{AboutAction, AboutRole};
use crate::command::Command;
use crate::handler::{By, Handler, May, done};
use crate::input::{Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::assignment::{Assignment, CarrierRole, Offer};
use domain::body::Party;
use domain::ids::{ActionId, AssignmentId};

/// Whether that role may be offered to anybody.
///
/// # Errors
/// What the rule says.
pub fn may_offer(about: &AboutAction, role: CarrierRole, by: By<'_>) -> May {
    Assignment::may_offer(by.actor, &about.carriers, role).map(|()| None)
}

#[derive(Clone, Debug)]
pub struct OfferRole {
    pub action: ActionId,
    pub role: CarrierRole,
    pub party: Party,
}

impl Input for OfferRole {
    fn read(fields: &mut Fields<'_>) -> Option<OfferRole> {
        let role = fields.choice("role", "Choose whether to offer the lead or a supporting role.");
        let party = fields.parsed("party", "Choose an agency or a body from the list.");
        Some(OfferRole { action: fields.hidden("action")?, role: role?, party: party? })
    }
}

pub const OFFER_ROLE: Handler<AboutAction, OfferRole> = Handler {
    command: Command {
        name: "offer_role",
        page: "/actions/:plan/:reference/offer",
        title: "Request lead or support",
        refused: "The role was not offered.",
        done: "The role is offered. It waits for an answer.",
    },
    may: |about, by| match by.chosen("role") {
        "lead" => may_offer(about, CarrierRole::Lead, by),
        "support" => may_offer(about, CarrierRole::Support, by),
        _ => may_offer(about, CarrierRole::Lead, by).or(may_offer(about, CarrierRole::Support, by)),
    },
    apply: |OfferRole { action, role, party }, change| {
        done(change.offer_role(Offer { id: change.new_id(), action, party, role }))
    },
};

/// Asks a party that was only assumed, that declined, or that has not answered.
pub const ASK_AGAIN: Handler<AboutRole, Shown<AssignmentId>> = Handler {
    command: Command {
        name: "ask_again",
        page: "/assignments/:assignment/ask",
        title: "Send request",
        refused: "The request was not sent.",
        done: "The agency was asked. The request waits for an answer.",
    },
    may: |about, by| about.it().may_ask(by.actor, about.carriers()).map(|()| None),
    apply: |of, change| done(change.ask_again(of.id, of.version)),
};

pub const ACCEPT_ROLE: Handler<AboutRole, Shown<AssignmentId>> = Handler {
    command: Command {
        name: "accept_role",
        page: "/assignments/:assignment/accept",
        title: "Accept role",
        refused: "The role was not accepted.",
        done: "Accepted. The action is now among those that the agency leads or supports.",
    },
    may: |about, by| about.it().may_accept(by.actor, about.carriers()).map(Some),
    apply: |of, change| done(change.accept_role(of.id, of.version)),
};

pub const DECLINE_ROLE: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "decline_role",
        page: "/assignments/:assignment/decline",
        title: "Decline role",
        refused: "The role was not declined.",
        done: "Declined, with your reason.",
    },
    may: |about, by| about.it().may_decline(by.actor).map(Some),
    apply: |Reasoned { of, reason }, change| done(change.decline_role(of.id, of.version, reason)),
};

pub const WITHDRAW_REQUEST: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "withdraw_request",
        page: "/assignments/:assignment/withdraw",
        title: "Withdraw request",
        refused: "The request was not withdrawn.",
        done: "The request is withdrawn. It stays in the record.",
    },
    may: |about, by| about.it().may_withdraw_request(by.actor, about.carriers()).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.withdraw_request(of.id, of.version, reason)),
};

pub const HAND_BACK_ROLE: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "hand_back_role",
        page: "/assignments/:assignment/hand-back",
        title: "Hand back role",
        refused: "The role was not handed back.",
        done: "The role is handed back, with your reason.",
    },
    may: |about, by| about.it().may_hand_back(by.actor).map(Some),
    apply: |Reasoned { of, reason }, change| done(change.hand_back_role(of.id, of.version, reason)),
};

/// Takes a role back.
pub const END_ROLE: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "end_role",
        page: "/assignments/:assignment/end",
        title: "End role",
        refused: "The role was not ended.",
        done: "The role is ended. It stays in the record.",
    },
    may: |about, by| about.it().may_end(by.actor).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.end_role(of.id, of.version, reason)),
};
