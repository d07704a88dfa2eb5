//! Who sees what: one rule for SQL, memory, lists, exports and single pages. What an actor may not see is not found.

use crate::actor::{Actor, Permission, Role};
use crate::body::Party;
use crate::described::BelongsTo;
use crate::ids::{ActionId, PersonId, PlanId};
use crate::plan::PlanState;

/// Whether the actor reads plans, actions, reports and meetings at all: everybody who is signed in does.
pub fn reads_content(actor: &Actor) -> bool {
    match actor {
        Actor::Operator | Actor::Person(_) => true,
    }
}

/// What the record says now of its plans and actions. Rights are the current ones, whatever point is read.
pub trait RightsBasis {
    /// The state of a plan, and everybody who leads or supports one of its actions or was asked to. `None` where there is no
    /// such plan.
    fn plan(&self, id: PlanId) -> Option<(PlanState, impl Iterator<Item = Party>)>;

    /// The same of an action: the state of its plan, and who leads or supports it or was asked to.
    fn action(&self, id: ActionId) -> Option<(PlanState, impl Iterator<Item = Party>)>;
}

/// The one gate: whether the actor may see an object that belongs there. It stands under every find, list, search, history,
/// download and form.
pub fn sees(actor: &Actor, what: BelongsTo, now: &impl RightsBasis) -> bool {
    let sees_action = |id| now.action(id).is_some_and(|(state, asked)| sees_content(actor, state, asked));
    match what {
        BelongsTo::Everybody => reads_content(actor),
        BelongsTo::Plan(id) => now.plan(id).is_some_and(|(state, asked)| sees_content(actor, state, asked)),
        BelongsTo::Action(id) => sees_action(id),
        BelongsTo::Actions(one, other) => sees_action(one) && sees_action(other),
        BelongsTo::Account(id, role) => sees_account(actor, id, role),
    }
}

/// Whether the actor sees all that belongs to plans in these states, whoever is asked to lead or support their actions.
pub fn sees_all_content(actor: &Actor, states: impl IntoIterator<Item = PlanState>) -> bool {
    states.into_iter().all(|state| sees_content(actor, state, []))
}

/// Whether a plan in that state is visible, or an action of it. `asked` are the parties that lead or support an action of
/// the plan, or that action, or were asked to: in a draft a liaison sees only what its agency is asked for.
fn sees_content(actor: &Actor, state: PlanState, asked: impl IntoIterator<Item = Party>) -> bool {
    match state {
        PlanState::InForce | PlanState::Superseded | PlanState::Closed => reads_content(actor),
        PlanState::Draft => actor.may(Permission::ReadDrafts) || asked.into_iter().any(|party| actor.acts_for(party)),
    }
}

/// Whether an account is visible: all to administrators and auditors, those of liaisons to the secretariat, which keeps
/// them, and to everybody their own. The name of the person who made an entry is part of what happened, and stands there for all
/// who see the entry.
pub fn sees_account(actor: &Actor, id: PersonId, role: Role) -> bool {
    let keeps_it = role == Role::Liaison && actor.may(Permission::InviteLiaisons);
    actor.may(Permission::ReadAccounts) || keeps_it || actor.person() == Some(id)
}

/// Whether the actor takes lists out of the record as files. An administrator keeps accounts and reads, but takes nothing.
pub fn takes_files(actor: &Actor) -> bool {
    actor.role() != Some(Role::Administrator)
}

/// Whether the actor draws a sample of the record as a workpaper: auditors, who examine it, and the secretariat, which makes
/// the same one again to answer for it. On the server the operator does. Chairs and liaisons take lists and reports.
pub fn takes_workpapers(actor: &Actor) -> bool {
    takes_files(actor) && matches!(actor.role(), None | Some(Role::Auditor | Role::Secretariat))
}

#[cfg(test)]
pub(crate) mod tests;
