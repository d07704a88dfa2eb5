//! Adding, editing and withdrawing the sections of a plan: its pillars, goals, principles and objectives.

use crate::about::{AboutPlan, AboutSection};
use crate::command::Command;
use crate::handler::{Handler, done};
use crate::input::{Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::ids::NodeId;
use domain::plan::Node;
use domain::text::{Citation, Code, Narrative, Title};
use store::NewNode;

#[derive(Clone, Debug)]
pub struct AddNode(pub NewNode);

impl Input for AddNode {
    fn read(fields: &mut Fields<'_>) -> Option<AddNode> {
        let reference = fields.text("reference", Code::parse);
        let level = Title::parse(fields.typed("level")).ok();
        if level.is_none() {
            fields.fault("level", "Select a level.");
        }
        let title = fields.text("title", Title::parse);
        let note = fields.optional_text("note", Narrative::parse);
        let source = fields.text("source", Citation::parse);
        let (plan, parent) = (fields.hidden("plan"), fields.hidden_or_none("parent"));
        Some(AddNode(NewNode {
            plan: plan?,
            parent: parent?,
            reference: reference?,
            level: level?,
            title: title?,
            note,
            source: source?,
        }))
    }
}

pub const ADD_NODE: Handler<AboutPlan, AddNode> = Handler {
    command: Command {
        name: "add_node",
        page: "/plans/:plan/add-node",
        title: "Add section",
        refused: "The section was not added.",
        done: "Section added.",
    },
    may: |_, by| Node::may_add(by.actor).map(|()| None),
    apply: |AddNode(node), change| done(change.add_node(change.new_id(), node)),
};

#[derive(Clone, Debug)]
pub struct AmendNode {
    pub of: Shown<NodeId>,
    pub title: Title,
    pub note: Option<Narrative>,
}

impl Input for AmendNode {
    fn read(fields: &mut Fields<'_>) -> Option<AmendNode> {
        let title = fields.text("title", Title::parse);
        let note = fields.optional_text("note", Narrative::parse);
        Some(AmendNode { of: fields.shown()?, title: title?, note })
    }
}

pub const AMEND_NODE: Handler<AboutSection, AmendNode> = Handler {
    command: Command {
        name: "amend_node",
        page: "/nodes/:node/amend",
        title: "Edit section",
        refused: "The section was not edited.",
        done: "Section edited. The earlier version stays on record.",
    },
    may: |about, by| about.section.may_amend(by.actor).map(|()| None),
    apply: |it, change| done(change.amend_node(it.of.id, it.of.version, it.title, it.note)),
};

pub const WITHDRAW_NODE: Handler<AboutSection, Reasoned<NodeId>> = Handler {
    command: Command {
        name: "withdraw_node",
        page: "/nodes/:node/withdraw",
        title: "Withdraw section",
        refused: "The section was not withdrawn.",
        done: "Section withdrawn. It stays on record.",
    },
    may: |about, by| about.section.may_withdraw(by.actor, about.occupied).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.withdraw_node(of.id, of.version, reason)),
};
