//! Accounts: who has one, in which role, and as whom a signed-in person acts.

use crate::access::accounts::{renew_link, with_password};
use crate::access::sessions::Token;
use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::memory::snapshot::Snapshot;
use crate::record::change::Change;
use crate::record::view::View;
use crate::store::Store;
use crate::tables::ledger::LoggedEntry;
use crate::tables::rows::{self, Versioned, at_position};
use domain::actor::{Acting, Actor, Role};
use domain::agency::{Agency, with_components};
use domain::body::Body;
use domain::date::Instant;
use domain::described::Described;
use domain::error::PersonError;
use domain::ids::{AgencyId, PersonId, Version};
use domain::ledger::{RecordedActor, Seq};
use domain::person::{Details, Person};
use domain::security::SecurityEvent;
use domain::text::{MailAddress, Title};
use domain::visibility::sees_account;
use domain::{DomainError, Event, OfKind};
use sea_orm::sea_query::{Cond, Expr, ExprTrait};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

impl Store {
    /// Who a person acts as now: roles and reach are read again for every request.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an account that there is not, or that was disabled.
    pub async fn actor(&self, person: PersonId) -> Result<(Actor, Person), StoreError> {
        let seq = self.head().await?.size.position().ok_or(StoreError::NotFound)?;
        let found: Versioned<Person> = rows::find(self.reader(), person, seq).await?.ok_or(StoreError::NotFound)?;
        if found.value.disabled {
            return Err(StoreError::NotFound);
        }
        let acting = match self.counted(seq).await? {
            Some(snapshot) => {
                let bodies: Vec<Body> = snapshot.bodies.values().map(|body| body.as_ref().clone()).collect();
                acting(&found.value, snapshot.agencies.values().map(AsRef::as_ref), &bodies)
            }
            None => {
                let agencies: Vec<Agency> = self.values_at(seq).await?;
                acting(&found.value, agencies.iter(), &self.values_at(seq).await?)
            }
        };
        Ok((Actor::Person(acting), found.value))
    }

    /// The counted state, unless it is being read just now: no one waits for that to sign in.
    async fn counted(&self, seq: Seq) -> Result<Option<Arc<Snapshot>>, StoreError> {
        if self.memory().is_read() { self.snapshot(seq).await.map(Some) } else { Ok(None) }
    }

    async fn values_at<T: OfKind>(&self, seq: Seq) -> Result<Vec<T>, StoreError> {
        let all = rows::all::<T>(self.reader(), at_position(seq)).await?;
        Ok(all.into_iter().map(|seen| seen.value).collect())
    }

    /// The account with an address, for signing in. Disabled accounts are not found.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn person_by_address(&self, address: &MailAddress) -> Result<Option<Person>, StoreError> {
        Ok(self.account_by_address(address).await?.filter(|person| !person.disabled))
    }

    /// The account with an address, disabled ones too: where several had it one after the other, the one that is not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_by_address(&self, address: &MailAddress) -> Result<Option<Person>, StoreError> {
        let condition = rows::open().add(Expr::col(("v", "address")).eq(address.as_str()));
        let found = rows::all::<Person>(self.reader(), condition).await?;
        Ok(found.into_iter().map(|seen| seen.value).min_by_key(|person| person.disabled))
    }

    /// The address of whoever had a session that is over, for the sign-in page of the same browser.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn address_of_former(&self, former: &Token) -> Result<Option<MailAddress>, StoreError> {
        let Some(id) = self.found_session(former).await?.and_then(|found| found.person) else { return Ok(None) };
        let people = rows::all::<Person>(self.reader(), rows::open()).await?;
        let person = people.into_iter().map(|seen| seen.value).find(|person| person.id == id && !person.disabled);
        Ok(person.map(|person| person.address))
    }

    /// Whether there is any account at all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_people(&self) -> Result<bool, StoreError> {
        Ok(!rows::all::<Person>(self.reader(), rows::open()).await?.is_empty())
    }
}

/// As whom a person acts: for the agency with everything below it, and for bodies where that has a seat.
fn acting<'a>(person: &Person, agencies: impl Iterator<Item = &'a Agency> + Clone, bodies: &[Body]) -> Acting {
    let reach = person.agency.map_or_else(BTreeSet::new, |agency| with_components(agency, agencies));
    Acting::new(person.id, person.role, person.agency, reach, bodies)
}

impl View {
    /// Accounts that the actor may see, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people(&self) -> Result<Vec<Versioned<Person>>, StoreError> {
        let mut people = self.all::<Person>(at_position(self.seq())).await?;
        people.sort_by(|a, b| (&a.value.name, a.value.id).cmp(&(&b.value.name, b.value.id)));
        Ok(people)
    }

    /// The accounts whose owner has chosen a password. The others were invited, and cannot sign in yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn with_password(&self) -> Result<BTreeSet<PersonId>, StoreError> {
        with_password(self.store().reader()).await
    }
}

/// The accounts behind entries, each as it was recorded when the entry was made.
#[derive(Clone, Debug, Default)]
pub struct Authors(BTreeMap<PersonId, Vec<(Seq, Author)>>);

/// Who acted. The account's address is left out for those who may not read accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: Title,
    pub address: Option<MailAddress>,
}

impl Authors {
    /// Who made an entry. `None` for the operator of the server.
    pub fn of(&self, entry: &LoggedEntry) -> Option<&Author> {
        let entry = entry.leaf.entry();
        let RecordedActor::Person { id, .. } = &entry.actor else { return None };
        let versions = self.0.get(&PersonId(*id))?;
        let then = versions.iter().rev().find(|(since, _)| *since <= entry.seq);
        then.map(|(_, author)| author)
    }
}

impl View {
    /// Who made these entries.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn authors(&self, entries: impl IntoIterator<Item = &LoggedEntry>) -> Result<Authors, StoreError> {
        let ids: BTreeSet<Uuid> = entries.into_iter().filter_map(account).collect();
        let mut authors = Authors::default();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        for ids in ids.chunks(rows::AT_ONCE) {
            let of_them = Cond::all().add(Expr::col(("v", "id")).is_in(ids.iter().copied()));
            for seen in rows::all::<Person>(self.store().reader(), of_them).await? {
                let person = seen.value;
                let address = self.sees(person.belongs_to()).then(|| person.address.clone());
                let versions = authors.0.entry(person.id).or_default();
                versions.push((seen.since, Author { name: person.name, address }));
            }
        }
        Ok(authors)
    }
}

/// The account that made an entry.
fn account(entry: &LoggedEntry) -> Option<Uuid> {
    match &entry.leaf.entry().actor {
        RecordedActor::Person { id, .. } => Some(*id),
        RecordedActor::Operator => None,
    }
}

impl Change {
    /// # Errors
    /// Refused by the rule, and when the address is taken; [`StoreError::NotFound`] for an agency that there is not.
    pub async fn add_person(&mut self, person: Person) -> Result<(), StoreError> {
        let (id, address, agency) = (person.id, person.address.clone(), person.agency);
        let changed = Person::add(self.actor(), person)?;
        self.find_agency(agency).await?;
        self.find_address_free(id, &address).await?;
        self.save(changed).await?;
        self.note_account(SecurityEvent::AccountAdded, id, None).await
    }

    /// Changes what differs, each with an entry of its own. With the address or the role the sessions end, in the same
    /// transaction, and the one-time links: they went to the address before, or were made for an account that may do less.
    ///
    /// # Errors
    /// As [`Change::add_person`], and [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn change_person(&mut self, id: PersonId, seen: Version, to: Details) -> Result<(), StoreError> {
        let found = self.person(id).await?;
        let others = self.other_administrators(id).await?;
        let (address, role, agency) = (to.address.clone(), to.role, to.agency);
        let steps = found.judged(seen, |person| person.change(self.actor(), to, others))?;
        let before = found.value;
        self.find_agency(agency).await?;
        self.find_address_free(id, &address).await?;
        for step in steps {
            // The event says what was changed, and not to what.
            let changed = written(step.event());
            self.save(step).await?;
            self.note_account(SecurityEvent::AccountChanged, id, Some(changed)).await?;
        }
        if address != before.address || role != before.role {
            self.end_links_of(id).await?;
            self.end_sessions_of(id).await?;
        }
        Ok(())
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn disable_person(&mut self, id: PersonId, seen: Version) -> Result<(), StoreError> {
        let person = self.person(id).await?;
        let others = self.other_administrators(id).await?;
        let changed = person.judged(seen, |person| person.disable(self.actor(), others))?;
        self.save(changed).await?;
        self.note_account(SecurityEvent::AccountDisabled, id, None).await?;
        // In the same transaction: no one works on with a disabled account, or gets into it when it is enabled again.
        self.end_links_of(id).await?;
        self.end_sessions_of(id).await
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn enable_person(&mut self, id: PersonId, seen: Version) -> Result<(), StoreError> {
        let changed = self.person(id).await?.judged(seen, |person| person.enable(self.actor()))?;
        self.save(changed).await?;
        self.note_account(SecurityEvent::AccountEnabled, id, None).await
    }

    /// An account that the actor may see.
    async fn person(&mut self, id: PersonId) -> Result<Versioned<Person>, StoreError> {
        let person: Versioned<Person> = self.get(id).await?;
        if !sees_account(self.actor(), id, person.value.role) {
            return Err(StoreError::NotFound);
        }
        Ok(person)
    }

    /// How many other accounts of administrators can sign in: those that are enabled and whose owner has chosen a password.
    /// Counted under the lock, so that of two who disable each other one stays.
    async fn other_administrators(&mut self, than: PersonId) -> Result<usize, StoreError> {
        let role = rows::open().add(Expr::col(("v", "role")).eq(Role::Administrator.code()));
        let all = self.all_where::<Person>(role).await?;
        let have_passwords = with_password(self.writing()).await?;
        let can_sign_in = |person: &Person| !person.disabled && have_passwords.contains(&person.id);
        Ok(all.iter().filter(|seen| seen.value.id != than && can_sign_in(&seen.value)).count())
    }

    async fn find_agency(&mut self, agency: Option<AgencyId>) -> Result<(), StoreError> {
        match agency {
            Some(agency) => self.get::<Agency>(agency).await.map(drop),
            None => Ok(()),
        }
    }

    /// # Errors
    /// Refused when another account has the address.
    async fn find_address_free(&mut self, of: PersonId, address: &MailAddress) -> Result<(), StoreError> {
        let same = rows::open().add(Cond::all().add(Expr::col(("v", "address")).eq(address.as_str())));
        if self.all_where::<Person>(same).await?.iter().all(|seen| seen.value.id == of) {
            Ok(())
        } else {
            Err(DomainError::from(PersonError::AddressTaken).into())
        }
    }
}

/// What about an account an event changed.
fn written(event: &Event) -> &'static str {
    match event {
        Event::PersonRenamed {} => "name",
        Event::PersonAddressChanged {} => "address",
        Event::PersonRoleChanged { .. } => "role",
        Event::PersonAgencyChanged { .. } => "agency",
        _ => "account",
    }
}

impl UnrecordedChange {
    /// Makes a new one-time link for an account, in place of those that were not used.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] for an account that the actor may not see.
    pub async fn renew_link(&self, id: PersonId, expires: Instant) -> Result<Token, StoreError> {
        let this = rows::open().add(Expr::col(("v", "id")).eq(id.0));
        let found = rows::all::<Person>(self.writing(), this).await?;
        let visible = found.into_iter().find(|seen| sees_account(self.actor(), id, seen.value.role));
        visible.ok_or(StoreError::NotFound)?.value.may_link(self.actor())?;
        self.note_account(SecurityEvent::LinkMade, id).await?;
        renew_link(self.writing(), id, expires).await
    }
}
