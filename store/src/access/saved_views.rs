//! Lists that people keep under a name. They stand outside the record: no entry says who looks at what.

use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::record::view::View;
use crate::store::Store;
use domain::actor::Actor;
use domain::ids::{PersonId, SavedViewId};
use domain::saved_view::SavedView;
use domain::text::Title;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

impl Store {
    /// The views that the actor sees, by name: its own and those that are shared.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn saved_views(&self, actor: &Actor) -> Result<Vec<SavedView>, StoreError> {
        seen_by(self.reader(), actor).await
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor sees.
    pub async fn saved_view(&self, actor: &Actor, id: SavedViewId) -> Result<SavedView, StoreError> {
        one_of(self.saved_views(actor).await?, id)
    }
}

impl View {
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor sees.
    pub async fn saved_view(&self, id: SavedViewId) -> Result<SavedView, StoreError> {
        self.store().saved_view(self.actor(), id).await
    }
}

impl UnrecordedChange {
    /// An id for a view: made here, so that none that someone sends tells what there is.
    pub fn new_view_id(&self) -> SavedViewId {
        SavedViewId(Uuid::now_v7())
    }

    /// The views that the actor sees, by name: its own and those that are shared.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, StoreError> {
        seen_by(self.writing(), self.actor()).await
    }

    /// # Errors
    /// Refused when it is not the actor's to keep or to share, and when the database does not answer.
    pub async fn keep_view(&self, view: SavedView) -> Result<(), StoreError> {
        view.may_keep(self.actor())?;
        let statement = Query::insert()
            .into_table("saved_views")
            .columns(["id", "person_id", "name", "list", "query", "as_of", "shared"])
            .values_panic([
                Expr::val(view.id.0),
                Expr::val(view.owner.0),
                Expr::val(view.name.as_str()),
                Expr::val(view.list),
                Expr::val(view.query),
                Expr::val(view.as_of),
                Expr::val(i64::from(view.is_shared)),
            ])
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }

    /// # Errors
    /// Not found, or refused, when it is not the actor's to change.
    pub async fn rename_view(&self, id: SavedViewId, name: &Title) -> Result<(), StoreError> {
        one_of(self.saved_views().await?, id)?.may_change(self.actor())?;
        let statement = Query::update()
            .table("saved_views")
            .value("name", name.as_str())
            .and_where(Expr::col("id").eq(id.0))
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }

    /// # Errors
    /// Not found, or refused, when it is not the actor's to remove.
    pub async fn remove_view(&self, id: SavedViewId) -> Result<(), StoreError> {
        one_of(self.saved_views().await?, id)?.may_change(self.actor())?;
        let statement = Query::delete().from_table("saved_views").and_where(Expr::col("id").eq(id.0)).to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }
}

async fn seen_by(connection: &impl ConnectionTrait, actor: &Actor) -> Result<Vec<SavedView>, StoreError> {
    let owner = actor.person().map_or_else(Uuid::nil, |person| person.0);
    let seen = Cond::any().add(Expr::col("shared").eq(1_i64)).add(Expr::col("person_id").eq(owner));
    let query = Query::select()
        .columns(["id", "person_id", "name", "list", "query", "as_of", "shared"])
        .from("saved_views")
        .cond_where(seen)
        .order_by("name", Order::Asc)
        .order_by("id", Order::Asc)
        .to_owned();
    let rows = connection.query_all(&query).await?;
    let views: Vec<SavedView> = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(views.into_iter().filter(|view| view.is_seen_by(actor)).collect())
}

fn one_of(views: Vec<SavedView>, id: SavedViewId) -> Result<SavedView, StoreError> {
    views.into_iter().find(|view| view.id == id).ok_or(StoreError::NotFound)
}

fn read(row: &QueryResult) -> Result<SavedView, StoreError> {
    let name: String = row.try_get("", "name")?;
    Ok(SavedView {
        id: SavedViewId(row.try_get("", "id")?),
        owner: PersonId(row.try_get("", "person_id")?),
        name: Title::parse(&name).map_err(|error| StoreError::Damaged(error.to_string()))?,
        list: row.try_get("", "list")?,
        query: row.try_get("", "query")?,
        as_of: row.try_get("", "as_of")?,
        is_shared: row.try_get::<i64>("", "shared")? != 0,
    })
}
