//! Requesting, accepting, declining, withdrawing, handing back and ending leads and supporting roles.

use crate::about::{AboutAction, AboutRole};
use crate::command::Command;
use crate::handler::{By, Handler, May, done};
use crate::input::{Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::assignment::{Assignment, CarrierRole, Offer};
use domain::body::Party;
use domain::ids::{ActionId, AssignmentId};

/// Whether that role may be requested of any agency.
///
/// # Errors
/// Where the rule forbids it.
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
        let role = fields.choice("role", "Select a role.");
        let party = fields.parsed("party", "Select an agency or interagency group.");
        Some(OfferRole { action: fields.hidden("action")?, role: role?, party: party? })
    }
}

pub const OFFER_ROLE: Handler<AboutAction, OfferRole> = Handler {
    command: Command {
        name: "offer_role",
        page: "/actions/:plan/:reference/offer",
        title: "Request lead or supporting agency",
        refused: "The request was not sent.",
        done: "Request sent. Waiting for a response.",
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

/// What [`ASK_AGAIN`] is called where the request is pending: the agency has it, and gets a reminder.
pub const SEND_REMINDER: Command =
    Command { title: "Send reminder", refused: "The reminder was not sent.", ..ASK_AGAIN.command };

/// Sends a request to an agency whose role was only inferred or that declined; and again, where it has not responded.
pub const ASK_AGAIN: Handler<AboutRole, Shown<AssignmentId>> = Handler {
    command: Command {
        name: "ask_again",
        page: "/assignments/:assignment/ask",
        title: "Send request",
        refused: "The request was not sent.",
        // Also after a reminder, which is no new request.
        done: "Sent. Waiting for a response.",
    },
    may: |about, by| about.it().may_ask(by.actor, about.carriers()).map(|()| None),
    apply: |of, change| done(change.ask_again(of.id, of.version)),
};

pub const ACCEPT_ROLE: Handler<AboutRole, Shown<AssignmentId>> = Handler {
    command: Command {
        name: "accept_role",
        page: "/assignments/:assignment/accept",
        title: "Accept role",
        refused: "Your response was not saved.",
        done: "You accepted this role. The action is now on the agency's list.",
    },
    may: |about, by| about.it().may_accept(by.actor, about.carriers()).map(Some),
    apply: |of, change| done(change.accept_role(of.id, of.version)),
};

pub const DECLINE_ROLE: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "decline_role",
        page: "/assignments/:assignment/decline",
        title: "Decline role",
        refused: "Your response was not saved.",
        done: "You declined this role. Your reason was saved.",
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
        done: "Request withdrawn. It stays on record.",
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
        done: "Role handed back. Your reason was saved.",
    },
    may: |about, by| about.it().may_hand_back(by.actor).map(Some),
    apply: |Reasoned { of, reason }, change| done(change.hand_back_role(of.id, of.version, reason)),
};

/// Ends a role.
pub const END_ROLE: Handler<AboutRole, Reasoned<AssignmentId>> = Handler {
    command: Command {
        name: "end_role",
        page: "/assignments/:assignment/end",
        title: "End role",
        refused: "The role was not ended.",
        done: "Role ended. It stays on record.",
    },
    may: |about, by| about.it().may_end(by.actor).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.end_role(of.id, of.version, reason)),
};
