//! Accounts: who has one, in which role, and as whom a signed-in person acts.

use crate::change::Change;
use crate::connect::Store;
use crate::error::StoreError;
use crate::rows::{self, Seen, at_position};
use crate::snapshot::Snapshot;
use crate::view::View;
use domain::Versioned;
use domain::actor::{Acting, Actor};
use domain::agency::{Agency, with_components};
use domain::body::Body;
use domain::ids::{PersonId, Version};
use domain::ledger::Seq;
use domain::person::Person;
use domain::text::MailAddress;
use domain::visibility::sees_person;
use sea_orm::sea_query::{Cond, Expr, ExprTrait};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Store {
    /// Who a person acts as now: roles and reach are read anew for every request.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an account that there is not, or that was disabled.
    pub async fn actor(&self, person: PersonId) -> Result<(Actor, Person), StoreError> {
        let seq = self.head().await?.size.position().ok_or(StoreError::NotFound)?;
        let found: Seen<Person> = rows::find(self.reader(), person, seq).await?.ok_or(StoreError::NotFound)?;
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

    /// The counted state, unless it is being read just now: nobody waits for that to sign in.
    async fn counted(&self, seq: Seq) -> Result<Option<Arc<Snapshot>>, StoreError> {
        let is_read = self.timeline().try_read().is_ok_and(|timeline| timeline.is_read());
        if is_read { self.snapshot(seq).await.map(Some) } else { Ok(None) }
    }

    async fn values_at<T: Versioned>(&self, seq: Seq) -> Result<Vec<T>, StoreError> {
        let all = rows::all::<T>(self.reader(), at_position(seq)).await?;
        Ok(all.into_iter().map(|seen| seen.value).collect())
    }

    /// The account with an address, for signing in. Disabled accounts are not found.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn person_by_address(&self, address: &MailAddress) -> Result<Option<Person>, StoreError> {
        let condition = rows::open().add(Expr::col(("v", "address")).eq(address.as_str()));
        let found = rows::all::<Person>(self.reader(), condition).await?;
        Ok(found.into_iter().map(|seen| seen.value).find(|person| !person.disabled))
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
    pub async fn people(&self) -> Result<Vec<Seen<Person>>, StoreError> {
        let all = rows::all::<Person>(self.store().reader(), at_position(self.seq())).await?;
        let mut people: Vec<_> = all.into_iter().filter(|seen| sees_person(self.actor(), &seen.value)).collect();
        people.sort_by(|a, b| (&a.value.name, a.value.id).cmp(&(&b.value.name, b.value.id)));
        Ok(people)
    }
}

impl Change {
    /// # Errors
    /// Refused by the rule, and when the address is taken; [`StoreError::NotFound`] for an agency that there is not.
    pub async fn add_person(&mut self, person: Person) -> Result<(), StoreError> {
        let same = rows::open().add(Cond::all().add(Expr::col(("v", "address")).eq(person.address.as_str())));
        let agency = person.agency;
        let changed = Person::add(self.actor(), person)?;
        if let Some(agency) = agency {
            self.get::<Agency>(agency).await?;
        }
        if !self.all_where::<Person>(same).await?.is_empty() {
            return Err(domain::DomainError::from(domain::error::PersonError::AddressTaken).into());
        }
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn disable_person(&mut self, id: PersonId, seen: Version) -> Result<(), StoreError> {
        let person: Seen<Person> = self.get(id).await?;
        if !sees_person(self.actor(), &person.value) {
            return Err(StoreError::NotFound);
        }
        let changed = person.at(seen)?.disable(self.actor())?;
        self.save(changed).await?;
        // The sessions end in the same transaction: nobody works on with a disabled account.
        self.end_sessions_of(id).await
    }
}
