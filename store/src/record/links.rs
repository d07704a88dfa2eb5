//! Links between the actions of different plans.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned};
use domain::action::Action;
use domain::ids::{ActionId, LinkId, Version};
use domain::link::{Link, Relation};
use domain::plan::{Basis, Plan};
use domain::text::{Narrative, Sentence};
use sea_orm::sea_query::{Expr, ExprTrait, Func};

impl View {
    /// Links of an action in both directions; those whose other end the actor may not see are left out.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn links(&self, action: ActionId) -> Result<Vec<Versioned<Link>>, StoreError> {
        let mut links: Vec<Versioned<Link>> = self.children(action, "from_id").await?;
        links.extend(self.children(action, "to_id").await?);
        links.sort_by_key(|seen| (seen.value.relation, seen.value.id));
        Ok(links)
    }

    /// Every link from or to these actions, each once; those whose other end the actor may not see are left out.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn links_of(&self, actions: &[ActionId]) -> Result<Vec<Versioned<Link>>, StoreError> {
        let mut links: Vec<Versioned<Link>> = self.naming("from_id", actions).await?;
        links.extend(self.naming::<Link>("to_id", actions).await?);
        links.sort_by_key(|seen| (seen.value.relation, seen.value.id));
        links.dedup_by_key(|seen| seen.value.id);
        Ok(links)
    }
}

fn lower(column: &'static str) -> sea_orm::sea_query::SimpleExpr {
    Func::lower(Expr::col(("v", column))).into()
}

impl Change {
    /// An action that the actor may see, named by its plan and its reference, in capitals or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    pub async fn action_named(&mut self, plan: &str, reference: &str) -> Result<ActionId, StoreError> {
        let plans: Vec<Versioned<Plan>> =
            self.all_where(rows::open().add(lower("code").eq(plan.to_lowercase()))).await?;
        let plan = plans.first().ok_or(StoreError::NotFound)?.value.id;
        let named = rows::open()
            .add(Expr::col(("v", "plan_id")).eq(plan.0))
            .add(lower("reference").eq(reference.to_lowercase()))
            .add(Expr::col(("v", "retracted")).eq(0));
        let actions: Vec<Versioned<Action>> = self.all_where(named).await?;
        let id = actions.first().ok_or(StoreError::NotFound)?.value.id;
        self.carried(id).await.map(|_| id)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn link_actions(
        &mut self,
        id: LinkId,
        (from, to): (ActionId, ActionId),
        relation: Relation,
        note: Option<Narrative>,
    ) -> Result<(), StoreError> {
        let (from, to) = (self.carried(from).await?.action.value, self.carried(to).await?.action.value);
        let existing: Vec<Versioned<Link>> =
            self.all_where(rows::open().add(Expr::col(("v", "from_id")).eq(from.id.0))).await?;
        let existing: Vec<Link> = existing.into_iter().map(|seen| seen.value).collect();
        let link = Link { id, from: from.id, to: to.id, relation, basis: Basis::Inferred, note, withdrawn: None };
        let changed = Link::add(self.actor(), (&from, &to), link, &existing)?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_link(&mut self, id: LinkId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let link: Versioned<Link> = self.get(id).await?;
        self.carried(link.value.from).await?;
        self.carried(link.value.to).await?;
        let changed = link.judged(seen, |link| link.withdraw(self.actor(), reason, self.today()))?;
        self.save(changed).await.map(drop)
    }
}
