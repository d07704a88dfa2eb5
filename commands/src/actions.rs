//! What the secretariat does with actions: adding, editing, changing their end date, withdrawing and retracting them.

use crate::about::{AboutAction, AboutHeldAction, AboutPlan};
use crate::command::Command;
use crate::handler::{Done, Handler, done};
use crate::input::{Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::action::{Action, Amendment, EditReason, Timeframe};
use domain::ids::{ActionId, PlanId};
use domain::milestone::Reschedule;
use domain::plan::Basis;
use domain::text::{Citation, Code, Narrative, Title};
use store::NewAction;

/// The text of an action from the fields of its form.
fn amendment(fields: &mut Fields<'_>) -> Option<Amendment> {
    let node = fields.parsed("node", "Select a section.");
    let official_number = fields.optional_text("official_number", Title::parse);
    let title = fields.text("title", Title::parse);
    let promise = fields.text("promise", Narrative::parse);
    let wording = fields.choice("wording", "Select official wording or not official wording.");
    let strength = fields.choice("strength", "Select a commitment strength.");
    let stated = fields.text("timeframe", Title::parse);
    let (starts, ends) = (fields.optional_date("starts"), fields.optional_date("ends"));
    let note = fields.optional_text("note", Narrative::parse);
    let basis = if starts.is_some() || ends.is_some() { Basis::Inferred } else { Basis::Unknown };
    Some(Amendment {
        node: node?,
        node_basis: Basis::Stated,
        official_number,
        title: title?,
        promise: promise?,
        wording: wording?,
        strength: strength?,
        timeframe: Timeframe { stated: stated?, starts, ends, basis },
        note,
    })
}

#[derive(Clone, Debug)]
pub struct AddAction {
    pub plan: PlanId,
    /// By which the address of the new action names its plan.
    pub plan_code: Code,
    pub reference: Code,
    pub text: Amendment,
    pub source: Citation,
}

impl Input for AddAction {
    fn read(fields: &mut Fields<'_>) -> Option<AddAction> {
        let reference = fields.text("reference", Code::parse);
        let text = amendment(fields);
        let source = fields.text("source", Citation::parse);
        let (plan, plan_code) = (fields.hidden("plan"), fields.hidden_as("plan_code", |code| Code::parse(code).ok()));
        Some(AddAction { plan: plan?, plan_code: plan_code?, reference: reference?, text: text?, source: source? })
    }
}

pub const ADD_ACTION: Handler<AboutPlan, AddAction> = Handler {
    command: Command {
        name: "add_action",
        page: "/plans/:plan/add-action",
        title: "Add action",
        refused: "The action was not added.",
        done: "Action added. Next, request a lead agency.",
    },
    may: |_, by| Action::may_add(by.actor).map(|()| None),
    apply: |it, change| {
        Box::pin(async move {
            let AddAction { plan, plan_code, reference, text, source } = it;
            let page = format!("/actions/{plan_code}/{reference}");
            let id: ActionId = change.new_id();
            change.add_action(id, NewAction { plan, reference, text, source }).await?;
            Ok(Done::at(page))
        })
    },
};

#[derive(Clone, Debug)]
pub struct AmendAction {
    pub of: Shown<ActionId>,
    pub to: Amendment,
    pub why: EditReason,
}

impl Input for AmendAction {
    fn read(fields: &mut Fields<'_>) -> Option<AmendAction> {
        let to = amendment(fields);
        let kind = fields.choice("kind", "Select what this edit does.");
        let reason = fields.sentence("reason");
        let of = fields.shown();
        Some(AmendAction { of: of?, to: to?, why: EditReason { kind: kind?, reason: reason? } })
    }
}

pub const AMEND_ACTION: Handler<AboutAction, AmendAction> = Handler {
    command: Command {
        name: "amend_action",
        page: "/actions/:plan/:reference/amend",
        title: "Edit action",
        refused: "The edit was not saved.",
        done: "Edit saved. The earlier version stays on record.",
    },
    may: |about, by| about.action.value.may_amend(by.actor).map(|()| None),
    apply: |it, change| done(change.amend_action(it.of.id, it.of.version, (it.to, it.why))),
};

/// Changes the end of the action's own timeframe.
#[derive(Clone, Debug)]
pub struct MoveAction {
    pub of: Shown<ActionId>,
    pub to: Reschedule,
}

impl Input for MoveAction {
    fn read(fields: &mut Fields<'_>) -> Option<MoveAction> {
        let to = fields.reschedule();
        Some(MoveAction { of: fields.shown()?, to: to? })
    }
}

pub const MOVE_ACTION: Handler<AboutAction, MoveAction> = Handler {
    command: Command {
        name: "move_action",
        page: "/actions/:plan/:reference/move-end",
        title: "Change end date",
        refused: "The end date was not changed.",
        done: "End date changed. The original end date stays on record.",
    },
    may: |about, by| about.action.value.may_move_end(by.actor, about.last).map(|_| None),
    apply: |it, change| done(change.move_action(it.of.id, it.of.version, it.to)),
};

pub const WITHDRAW_ACTION: Handler<AboutAction, Reasoned<ActionId>> = Handler {
    command: Command {
        name: "withdraw_action",
        page: "/actions/:plan/:reference/withdraw",
        title: "Withdraw action",
        refused: "The action was not withdrawn.",
        done: "Action withdrawn. It stays on record and still appears when you include withdrawn actions.",
    },
    may: |about, by| about.action.value.may_withdraw(by.actor).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.withdraw_action(of.id, of.version, reason)),
};

/// Retracts an action that was added by mistake.
pub const RETRACT_ACTION: Handler<AboutHeldAction, Reasoned<ActionId>> = Handler {
    command: Command {
        name: "retract_action",
        page: "/actions/:plan/:reference/retract",
        title: "Retract action",
        refused: "The action was not retracted.",
        done: "Action retracted. It stays on record, but no count includes it.",
    },
    may: |about, by| about.action.action.value.may_retract(by.actor, about.held).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.retract_action(of.id, of.version, reason)),
};
