//! A change: the only way to write. Everything in it lands in one transaction with its ledger entries, or not at all.

use crate::error::StoreError;
use crate::record::timing::Timing;
use crate::record::writing::{LastEntry, Writing};
use crate::store::Store;
use crate::tables::ledger::sort_rows;
use crate::tables::ledger::{Head, NewEntry, insert_empty_head, insert_entry, read_head, recorded_at, write_head};
use crate::tables::rows::{self, NewVersion, Versioned};
use domain::actor::Actor;
use domain::changed::Changed;
use domain::date::Instant;
use domain::error::PlanError;
use domain::event::Progress;
use domain::ids::{Kind, Version};
use domain::ledger::{RowVersion, Rows, Seq, SignedCheckpoint, Subject};
use domain::object::Recorded;
use domain::reporting::ReportingTerms;
use domain::{Date, DomainError, Object, OfKind};
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, Query};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Opened for one actor. It holds the lock on the head of the ledger until [`commit`](Change::commit); dropped without
/// it, nothing was written.
#[must_use = "a change that is not committed writes nothing"]
pub struct Change {
    store: Store,
    writing: Writing,
    actor: Actor,
    now: Instant,
    today: Date,
    head: Head,
    /// The open version of every object that was read, so that a save closes just what the rule saw.
    read: HashMap<(Kind, Uuid), Version>,
    /// The entry that was saved last.
    last: Option<LastEntry>,
    /// Whether every save that was begun was also ended: one that broke off may have closed a version without a successor.
    is_whole: bool,
    /// From where it is made, for the security log.
    pub(crate) place: Option<String>,
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change").field("actor", &self.actor).field("now", &self.now).finish_non_exhaustive()
    }
}

impl Store {
    /// Begins a change for an actor. Writers wait for each other here, first come, first served.
    ///
    /// # Errors
    /// When the database does not answer, the record was not opened yet, the clock cannot be believed, or another key signed
    /// the record.
    pub async fn change(&self, actor: &Actor) -> Result<Change, StoreError> {
        let writing = self.begin().await?;
        let head = read_head(&writing, true).await?.ok_or(StoreError::NotFound)?;
        self.signed_by_this_key(&head)?;
        let timing = self.timing(&writing, &head).await?;
        Ok(self.change_from(actor, writing, head, timing))
    }

    /// Goes on by the clock as it is, because an operator answers for it: an entry says so. Returns whether there was
    /// anything to answer for.
    ///
    /// # Errors
    /// When the database does not answer, or the record was not opened yet.
    pub async fn accept_clock(&self) -> Result<bool, StoreError> {
        let writing = self.begin().await?;
        let head = read_head(&writing, true).await?.ok_or(StoreError::NotFound)?;
        self.signed_by_this_key(&head)?;
        let Some(timing) = self.accepted_timing(&writing, &head).await? else { return Ok(false) };
        let last = head.recorded_at;
        let mut change = self.change_from(&Actor::Operator, writing, head, timing);
        change.save(Changed::clock_accepted(timing.judged_at, last)).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Makes the first entry of an empty record, which states when updates are due; does nothing to a record that has begun.
    /// Returns whether it was made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_record(&self, progress: Progress, reporting: ReportingTerms) -> Result<bool, StoreError> {
        let writing = self.begin().await?;
        if read_head(&writing, true).await?.is_none() {
            insert_empty_head(&writing, self.clock_now(&writing).await?).await?;
        }
        let head = read_head(&writing, true).await?.ok_or(StoreError::NotFound)?;
        if head.size.0 > 0 {
            return Ok(false);
        }
        let timing = self.timing(&writing, &head).await?;
        let mut change = self.change_from(&Actor::Operator, writing, head, timing);
        change.save(Changed::record_opened(self.zone().to_string(), progress, reporting)).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Whether the key of this store signed the last checkpoint of the record, so that it may sign the next. A record without
    /// entries has none.
    ///
    /// # Errors
    /// [`StoreError::NotItsKey`]; when the database does not answer.
    pub async fn check_key(&self) -> Result<(), StoreError> {
        match read_head(self.reader(), false).await? {
            Some(head) => self.signed_by_this_key(&head),
            None => Ok(()),
        }
    }

    /// A second key would begin a second line of checkpoints, which no one could tell from a rewritten log.
    fn signed_by_this_key(&self, head: &Head) -> Result<(), StoreError> {
        let verifier = self.key().verifier();
        let is_signed =
            || SignedCheckpoint::parse(&head.checkpoint).is_ok_and(|signed| signed.verify(&verifier).is_ok());
        if head.size.0 == 0 || is_signed() { Ok(()) } else { Err(StoreError::NotItsKey) }
    }

    fn change_from(&self, actor: &Actor, writing: Writing, head: Head, timing: Timing) -> Change {
        let (store, actor, today) = (self.clone(), actor.clone(), self.zone().day(timing.judged_at));
        let now = timing.recorded_at;
        let (read, last, is_whole, place) = (HashMap::new(), None, true, None);
        Change { store, writing, actor, now, today, head, read, last, is_whole, place }
    }
}

impl Change {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The day that it is for the task force.
    pub fn today(&self) -> Date {
        self.today
    }

    pub fn now(&self) -> Instant {
        self.now
    }

    /// The day on which an entry was recorded, for the task force.
    pub(crate) async fn day_of(&self, entry: Seq) -> Result<Date, StoreError> {
        let recorded = recorded_at(&self.writing, entry).await?.ok_or(StoreError::NotFound)?;
        Ok(self.store.zone().day(recorded))
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn writing(&self) -> &Writing {
        &self.writing
    }

    /// An id for a new object: UUIDv7, so that rows made together lie together.
    pub fn new_id<Id: From<Uuid>>(&self) -> Id {
        Id::from(Uuid::now_v7())
    }

    /// An object as it is now. What it belongs to, and who may see it, is checked by the caller in this crate.
    pub(crate) async fn get<T: OfKind>(&mut self, id: T::Id) -> Result<Versioned<T>, StoreError> {
        let id: Uuid = id.into();
        let found = self.all_where::<T>(rows::open().add(Expr::col(("v", "id")).eq(id))).await?;
        found.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// Every object of a kind as it is now, for imports.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all<T: OfKind>(&mut self) -> Result<Vec<T>, StoreError> {
        let all = self.all_where::<T>(rows::open()).await?;
        Ok(all.into_iter().map(|seen| seen.value).collect())
    }

    /// The objects of a kind that imports made, each as the last import left it: what differs from now, people changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn as_last_imported<T: OfKind>(&self) -> Result<Vec<T>, StoreError> {
        let imports =
            Query::select().column("seq").from("ledger").and_where(Expr::col("event").eq("imported")).to_owned();
        let versions = rows::all::<T>(&self.writing, Expr::col(("v", "since")).in_subquery(imports)).await?;
        // They come in the order of id and position, so the last of each object stays.
        let last: BTreeMap<Uuid, T> = versions.into_iter().map(|seen| (seen.value.id().into(), seen.value)).collect();
        Ok(last.into_values().collect())
    }

    /// Objects as they are now, under a condition on their columns.
    pub(crate) async fn all_where<T: OfKind>(
        &mut self,
        condition: impl IntoCondition,
    ) -> Result<Vec<Versioned<T>>, StoreError> {
        let found = rows::all::<T>(&self.writing, condition).await?;
        self.read.extend(found.iter().map(|seen| ((T::KIND, seen.value.id().into()), seen.version)));
        Ok(found)
    }

    /// Saves what a rule allowed, with its entry. The rows of an entry stand in the order of kind and id.
    ///
    /// # Errors
    /// [`StoreError::ChangedMeanwhile`] when an object is no longer as it was read, and refused when one entry would hold
    /// more rows than it can.
    pub async fn save<T: Recorded>(&mut self, changed: Changed<T>) -> Result<Seq, StoreError> {
        let (after, event, agency, authority) = changed.into_parts();
        let objects = after.into_objects();
        if objects.len() > Rows::MOST {
            return Err(DomainError::from(PlanError::ImportTooLarge { rows: objects.len(), most: Rows::MOST }).into());
        }
        self.is_whole = false;
        let seq = self.head.size.next_seq();
        let subject = objects.first().map(|object| Subject { kind: object.kind().into(), id: object.id() });
        let mut rows = self.write(&objects, seq).await?;
        sort_rows(&mut rows);
        let (actor, recorded_at, event) = (&self.actor, self.now, &event);
        let new = NewEntry { seq, recorded_at, actor, agency, authority, event, subject, rows };
        let leaf = insert_entry(&self.writing, new).await?;
        self.head.frontier.append(leaf);
        self.last = Some(LastEntry { seq, leaf });
        self.head.size = self.head.frontier.size();
        self.head.recorded_at = self.now;
        self.is_whole = true;
        Ok(seq)
    }

    /// Closes what is open first and inserts afterwards, so that two objects can swap a natural key.
    async fn write(&mut self, objects: &[Object], since: Seq) -> Result<Vec<RowVersion>, StoreError> {
        for object in objects {
            let key = (object.kind(), object.id());
            if let Some(seen) = self.read.get(&key) {
                rows::close(&self.writing, key, *seen, since).await?;
            }
        }
        let mut written = Vec::with_capacity(objects.len());
        for object in objects {
            let key = (object.kind(), object.id());
            let version = self.read.get(&key).map_or(Version::FIRST, |seen| seen.next());
            written.push(rows::insert(&self.writing, &NewVersion { object, version, since }).await?);
            self.read.insert(key, version);
        }
        Ok(written)
    }

    /// Signs the new head and makes everything durable. The checkpoint is shown to others only after this.
    ///
    /// # Errors
    /// When nothing was written: [`StoreError::NotSaved`], and [`StoreError::ChangedMeanwhile`] after a save that was
    /// refused half way. [`StoreError::Unconfirmed`] when the database does not tell.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if !self.is_whole {
            return Err(StoreError::ChangedMeanwhile);
        }
        self.head.root = self.head.frontier.root();
        self.head.checkpoint = self.store.key().sign(self.head.size, self.head.root).text().to_owned();
        write_head(&self.writing, &self.head).await?;
        match self.last {
            Some(last) => self.store.commit(self.writing, last).await,
            None => self.writing.commit().await,
        }
    }
}
