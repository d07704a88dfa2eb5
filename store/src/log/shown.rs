//! Log entries as a reader may see them: whole, or, where an entry made a version of an object that the reader may not see,
//! only its place, the kind of object and the hash of its leaf. The hash is what the tree is made of, so a log with such
//! entries is checked against the same signed checkpoint.

use crate::error::StoreError;
use crate::record::view::View;
use crate::store::Store;
use crate::tables::ledger::LoggedEntry;
use crate::tables::rows::{self, number, seq};
use crate::tables::{self, Names};
use domain::actor::Permission;
use domain::described::Described;
use domain::ledger::{Code, Hash, Seq};
use domain::person::Person;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An entry as a reader may see it.
#[derive(Clone, Debug)]
pub enum ShownEntry {
    Whole(Box<LoggedEntry>),
    Withheld(WithheldEntry),
}

/// What everybody may see of an entry about something that not everybody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldEntry {
    pub seq: Seq,
    /// The kind of the object that it is about.
    pub kind: Option<Code>,
    /// The hash of its leaf.
    pub leaf: Hash,
}

impl ShownEntry {
    /// The entry, where the reader may see it.
    pub fn whole(&self) -> Option<&LoggedEntry> {
        match self {
            ShownEntry::Whole(entry) => Some(entry),
            ShownEntry::Withheld(_) => None,
        }
    }
}

/// The objects that a reader may not see now, by the columns in which rows name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    plans: Vec<Uuid>,
    actions: Vec<Uuid>,
    people: Vec<Uuid>,
}

impl Hidden {
    /// Which entries from `first` to `last` made a version of one of these.
    pub async fn among(&self, store: &Store, first: Seq, last: Seq) -> Result<BTreeSet<Seq>, StoreError> {
        let mut hidden = BTreeSet::new();
        let named = [(&self.plans, Names::Plan), (&self.actions, Names::Action), (&self.people, Names::Account)];
        for (ids, what) in named {
            for (kind, column) in tables::naming(what) {
                for ids in ids.chunks(rows::AT_ONCE) {
                    let query = Query::select()
                        .distinct()
                        .column("since")
                        .from(tables::of(kind).versions)
                        .and_where(Expr::col("since").gte(number(first)))
                        .and_where(Expr::col("since").lte(number(last)))
                        .and_where(Expr::col(column).is_in(ids.iter().copied()))
                        .to_owned();
                    for row in store.reader().query_all(&query).await? {
                        hidden.insert(seq(row.try_get("", "since")?));
                    }
                }
            }
        }
        Ok(hidden)
    }
}

impl View {
    /// What this reader may not see now: rights are the current ones, whatever point is read.
    pub(crate) async fn hidden(&self) -> Result<Hidden, StoreError> {
        let (plans, actions) = self.hidden_content();
        let people = if self.actor().may(Permission::ReadAccounts) { Vec::new() } else { self.hidden_people().await? };
        Ok(Hidden { plans, actions, people })
    }

    async fn hidden_people(&self) -> Result<Vec<Uuid>, StoreError> {
        let now = rows::all::<Person>(self.store().reader(), rows::open()).await?;
        Ok(now.into_iter().filter(|seen| !self.sees(seen.value.belongs_to())).map(|seen| seen.value.id.0).collect())
    }

    /// Entries from `first` to `last`, at most `limit`, in order, each as the reader may see it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shown_entries(&self, first: Seq, last: Seq, limit: u64) -> Result<Vec<ShownEntry>, StoreError> {
        let last = Ord::min(last, self.seq());
        let entries = self.store().entries(first, last, limit).await?;
        let Some(end) = entries.last().map(|entry| entry.leaf.entry().seq) else { return Ok(Vec::new()) };
        let hidden = self.hidden().await?.among(self.store(), first, end).await?;
        Ok(entries.iter().map(|entry| shown(entry, &hidden)).collect())
    }
}

pub(crate) fn shown(logged: &LoggedEntry, hidden: &BTreeSet<Seq>) -> ShownEntry {
    let entry = logged.leaf.entry();
    if !hidden.contains(&entry.seq) {
        return ShownEntry::Whole(Box::new(logged.clone()));
    }
    ShownEntry::Withheld(WithheldEntry {
        seq: entry.seq,
        kind: entry.subject.as_ref().map(|subject| subject.kind.clone()),
        leaf: logged.leaf.hash(),
    })
}
