//! What the secretariat does with plans: adding, amending, withdrawing and linking actions and nodes.

use super::door;
use super::typed::{Fields, Typed};
use crate::error::AppError;
use domain::action::{Amendment, EditReason, Timeframe, Wording};
use domain::ids::{ActionId, LinkId, NodeId};
use domain::link::Relation;
use domain::plan::Basis;
use domain::text::{Citation, Code, Narrative, Sentence, Title};
use leptos::prelude::*;
use store::{NewAction, NewNode};

/// The text of an action from the fields of its form.
fn amendment(fields: &mut Fields<'_>) -> Option<Amendment> {
    let node: Option<NodeId> = fields.parsed("node", "Choose where in the plan it stands.");
    let official_number = fields.optional_text("official_number", Title::parse);
    let title = fields.text("title", Title::parse);
    let promise = fields.text("promise", Narrative::parse);
    let wording: Option<Wording> = fields.choice("wording", "Choose whether these are the plan's own words.");
    let strength = fields.choice("strength", "Choose how firmly it is promised.");
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

#[server(endpoint = "add_action")]
pub async fn add_action(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("add-action", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reference = fields.text("reference", Code::parse);
        let text = amendment(&mut fields);
        let source = fields.text("source", Citation::parse);
        let ((reference, text), source) = fields.finish(reference.zip(text).zip(source))?;
        let mut change = request.change().await?;
        let id: ActionId = change.new_id();
        let to = format!("/actions/{}/{reference}", typed.get("plan_code"));
        change.add_action(id, NewAction { plan: typed.hidden("plan")?, reference, text, source }).await?;
        request.save(change, "The action is added. Offer its lead next.", crate::paths::local(&to).to_owned()).await
    })
    .await
}

#[server(endpoint = "amend_action")]
pub async fn amend_action(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("amend", typed, async |request, typed| {
        let mut fields = typed.fields();
        let text = amendment(&mut fields);
        let kind = fields.choice("kind", "Choose what this edit does.");
        let reason = fields.sentence("reason");
        let why = kind.zip(reason).map(|(kind, reason)| EditReason { kind, reason });
        let to = fields.finish(text.zip(why))?;
        let id: ActionId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.amend_action(id, typed.hidden("version")?, to).await?;
        request.save(change, "The edit was saved. The earlier version stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "move_action")]
pub async fn move_action(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("move-end", typed, async |request, typed| {
        let mut fields = typed.fields();
        let to = fields.reschedule();
        let to = fields.finish(to)?;
        let id: ActionId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.move_action(id, typed.hidden("version")?, to).await?;
        request.save(change, "The end date was moved. The original end date stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "withdraw_action")]
pub async fn withdraw_action(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_action(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        let words = "The action is withdrawn. It stays in the record and in every count that asks for it.";
        request.save(change, words, typed.back()).await
    })
    .await
}

#[server(endpoint = "retract_action")]
pub async fn retract_action(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("retract", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.retract_action(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        let words = "The action is retracted. It stays in the record and counts nowhere.";
        request.save(change, words, typed.back()).await
    })
    .await
}

#[server(endpoint = "link_actions")]
pub async fn link_actions(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("link", typed, async |request, typed| {
        let mut fields = typed.fields();
        let relation = fields.choice::<Relation>("relation", "Choose how the two relate.");
        let other = fields.text("other", Sentence::parse);
        let note = fields.optional_text("note", Narrative::parse);
        let (relation, other) = fields.finish(relation.zip(other))?;
        let other = other_action(&request, other.as_str()).await?;
        let mut change = request.change().await?;
        let id: LinkId = change.new_id();
        change.link_actions(id, (typed.hidden("action")?, other), relation, note).await?;
        request.save(change, "The two actions are linked.", typed.back()).await
    })
    .await
}

/// An action named as it stands in addresses: `PITF-2024/P24-HHS-1`.
async fn other_action(request: &crate::request::Request, named: &str) -> Result<ActionId, AppError> {
    let view = request.view().await?;
    let found = named.split_once('/').and_then(|(plan, reference)| {
        view.facts_by_reference(plan.trim(), reference.trim()).ok().map(|facts| facts.id)
    });
    found.ok_or_else(|| {
        let mut faults = domain::error::FieldErrors::default();
        faults.add("other", "There is no such action. Name its plan and its reference, as in PITF-2024/P24-HHS-1.");
        faults.into_refusal().into()
    })
}

#[server(endpoint = "withdraw_link")]
pub async fn withdraw_link(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw-link", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_link(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The link is withdrawn. It stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "add_node")]
pub async fn add_node(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("add-node", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reference = fields.text("reference", Code::parse);
        let level = Title::parse(typed.get("level")).ok();
        if level.is_none() {
            fields.fault("level", "Choose a level.");
        }
        let title = fields.text("title", Title::parse);
        let note = fields.optional_text("note", Narrative::parse);
        let source = fields.text("source", Citation::parse);
        let node = reference.zip(level).zip(title).zip(source);
        let (((reference, level), title), source) = fields.finish(node)?;
        let parent: Option<NodeId> = typed.hidden_or_none("parent")?;
        let mut change = request.change().await?;
        let id: NodeId = change.new_id();
        change
            .add_node(id, NewNode { plan: typed.hidden("plan")?, parent, reference, level, title, note, source })
            .await?;
        request.save(change, "The node is added.", typed.back()).await
    })
    .await
}

#[server(endpoint = "amend_node")]
pub async fn amend_node(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("amend", typed, async |request, typed| {
        let mut fields = typed.fields();
        let title = fields.text("title", Title::parse);
        let note = fields.optional_text("note", Narrative::parse);
        let title = fields.finish(title)?;
        let mut change = request.change().await?;
        change.amend_node(typed.hidden("id")?, typed.hidden("version")?, title, note).await?;
        request.save(change, "The node is amended. The former text stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "withdraw_node")]
pub async fn withdraw_node(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_node(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The node is withdrawn. It stays in the record.", typed.back()).await
    })
    .await
}
