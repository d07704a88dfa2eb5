//! Linking an action with the same work in another plan, and withdrawing a link.

use crate::about::{AboutAction, AboutLink};
use crate::command::Command;
use crate::handler::{Done, Failure, Handler, done};
use crate::input::{Input, Reasoned};
use crate::typed::Fields;
use domain::error::FieldErrors;
use domain::ids::{ActionId, LinkId};
use domain::link::{Link, Relation};
use domain::text::{Narrative, Sentence};
use store::StoreError;

#[derive(Clone, Debug)]
pub struct LinkActions {
    pub from: ActionId,
    /// The other action, named as in addresses: `PITF-2024/P24-HHS-1`.
    pub to: Sentence,
    pub relation: Relation,
    pub note: Option<Narrative>,
}

impl Input for LinkActions {
    fn read(fields: &mut Fields<'_>) -> Option<LinkActions> {
        let relation = fields.choice("relation", "Select a relationship.");
        let to = fields.text("other", Sentence::parse);
        let note = fields.optional_text("note", Narrative::parse);
        Some(LinkActions { from: fields.hidden("action")?, to: to?, relation: relation?, note })
    }
}

pub const LINK_ACTIONS: Handler<AboutAction, LinkActions> = Handler {
    command: Command {
        name: "link_actions",
        page: "/actions/:plan/:reference/link",
        title: "Link to another action",
        refused: "The actions were not linked.",
        done: "Actions linked.",
    },
    may: |about, by| Link::may_add(by.actor, &about.action.value).map(|()| None),
    apply: |it, change| {
        Box::pin(async move {
            let (plan, reference) = it.to.as_str().split_once('/').unwrap_or_default();
            let to = match change.action_named(plan.trim(), reference.trim()).await {
                Err(StoreError::NotFound) => return Err(no_such_action()),
                found => found?,
            };
            change.link_actions(change.new_id(), (it.from, to), it.relation, it.note).await?;
            Ok(Done::default())
        })
    },
};

fn no_such_action() -> Failure {
    let mut faults = FieldErrors::default();
    faults.add("other", "We couldn't find that action. Enter plan/reference. Example: PITF-2024/P24-HHS-1");
    faults.into_refusal().into()
}

pub const WITHDRAW_LINK: Handler<AboutLink, Reasoned<LinkId>> = Handler {
    command: Command {
        name: "withdraw_link",
        page: "/links/:link/withdraw",
        title: "Withdraw link",
        refused: "The link was not withdrawn.",
        done: "Link withdrawn. It stays on record.",
    },
    may: |about, by| about.link.value.may_withdraw(by.actor).map(|()| None),
    apply: |Reasoned { of, reason }, change| done(change.withdraw_link(of.id, of.version, reason)),
};
