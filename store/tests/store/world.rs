//! A small task force, and how a test lets people act in it and looks at what the record kept.

// Named in full, so that other test programs can take this file in.
#[path = "world/objects.rs"]
pub mod objects;

use crate::engine::Place;
use crate::words::instant;
use domain::Event;
use domain::action::Action;
use domain::actor::Actor;
use domain::assignment::Assignment;
use domain::body::Party;
use domain::date::Instant;
use domain::event::Progress;
use domain::ids::{AgencyId, PersonId};
use domain::import::Import;
use domain::ledger::{RecordedActor, Seq, SignedCheckpoint};
use domain::plan::{Node, Plan};
use domain::reporting::ReportingTerms;
use objects as o;
use store::{AsOf, Change, Clock, LoggedEntry, Store, StoreError, View};

/// When the world begins: 13 February 2024, ten in the morning in New York.
pub const BEGINNING: &str = "2024-02-13T15:00:00Z";

/// What an object that is not there says, and one that the actor may not see.
pub const NOT_FOUND: &str = "There is no such thing in the record.";
pub const CHANGED_MEANWHILE: &str = "Somebody else saved this meanwhile.";

/// Two departments with components, a joint center and a group, a plan in force and one in draft, people of every role.
#[derive(Debug)]
pub struct World {
    pub store: Store,
    /// Stands until a test moves it.
    pub clock: Clock,
    pub administrator: Actor,
    pub secretariat: Actor,
    pub chair: Actor,
    pub auditor: Actor,
    pub justice: Actor,
    pub bureau: Actor,
    pub labor: Actor,
}

/// One entry of the ledger, in the words of a test.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    pub event: Event,
    pub agency: Option<AgencyId>,
    pub on_behalf_of: Option<Party>,
}

impl Said {
    pub fn of(entry: &LoggedEntry) -> Said {
        let event = entry.event.clone().expect("this program knows the events that it writes");
        Said { event, agency: entry.leaf.entry().agency.map(AgencyId), on_behalf_of: entry.on_behalf_of() }
    }

    /// A liaison, for its own agency.
    pub fn by(agency: AgencyId, event: Event) -> Said {
        Said { event, agency: Some(agency), on_behalf_of: None }
    }

    /// The secretariat, for an agency that did not or could not.
    pub fn on_behalf_of(agency: AgencyId, event: Event) -> Said {
        Said { event, agency: Some(agency), on_behalf_of: Some(Party::Agency(agency)) }
    }

    /// For no agency.
    pub fn for_nobody(event: Event) -> Said {
        Said { event, agency: None, on_behalf_of: None }
    }
}

impl World {
    /// Opens the record and loads the world: entry 0 opens, entry 1 imports, entries 2 to 8 add the people.
    pub async fn begin(place: &Place) -> World {
        let clock = Clock::standing_at(instant(BEGINNING));
        World::begin_in(place.store(&clock).await, clock).await
    }

    pub async fn begin_in(store: Store, clock: Clock) -> World {
        assert!(store.open_record(Progress::Sample, ReportingTerms::default()).await.unwrap());
        let mut change = store.change(&Actor::Operator).await.unwrap();
        change.save(everything().finish(&Actor::Operator, "0".repeat(64))).await.unwrap();
        for person in o::people() {
            change.add_person(person).await.unwrap();
        }
        change.commit().await.unwrap();
        World::of(store, clock).await
    }

    /// The world of a record that stands already.
    pub async fn of(store: Store, clock: Clock) -> World {
        let actor = async |person: PersonId| store.actor(person).await.unwrap().0;
        World {
            administrator: actor(o::ADMINISTRATOR).await,
            secretariat: actor(o::SECRETARIAT).await,
            chair: actor(o::CHAIR).await,
            auditor: actor(o::AUDITOR).await,
            justice: actor(o::JUSTICE_LIAISON).await,
            bureau: actor(o::BUREAU_LIAISON).await,
            labor: actor(o::LABOR_LIAISON).await,
            store,
            clock,
        }
    }

    /// Everybody who can ask for something, the operator of the machine included.
    pub fn everybody(&self) -> [&Actor; 8] {
        let World { administrator, secretariat, chair, auditor, justice, bureau, labor, .. } = self;
        [&Actor::Operator, administrator, secretariat, chair, auditor, justice, bureau, labor]
    }

    pub async fn view(&self, actor: &Actor) -> View {
        self.store.view(actor, &AsOf::Now).await.unwrap()
    }

    pub async fn view_at(&self, actor: &Actor, entry: Seq) -> View {
        self.store.view(actor, &AsOf::Entry(entry)).await.unwrap()
    }

    /// What somebody does in one change, saved at its end.
    pub async fn change<T>(
        &self,
        actor: &Actor,
        work: impl AsyncFnOnce(&mut Change) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut change = self.store.change(actor).await?;
        let done = work(&mut change).await?;
        change.commit().await?;
        Ok(done)
    }

    /// Somebody does one thing: exactly one entry more stands in the record, and the record verifies.
    pub async fn does(&self, actor: &Actor, work: impl AsyncFnOnce(&mut Change) -> Result<(), StoreError>) -> Said {
        let mut said = self.does_all(actor, work).await;
        assert_eq!(said.len(), 1, "one thing is one entry: {said:?}");
        said.remove(0)
    }

    /// The same for what takes several entries.
    pub async fn does_all(
        &self,
        actor: &Actor,
        work: impl AsyncFnOnce(&mut Change) -> Result<(), StoreError>,
    ) -> Vec<Said> {
        let before = self.head().await;
        self.change(actor, work).await.unwrap();
        self.store.verify(Some(&self.checkpoint().await)).await.unwrap();
        let entries = self.store.entries(Seq(before.0 + 1), self.head().await, 1_000).await.unwrap();
        entries.iter().for_each(|entry| assert_eq!(entry.leaf.entry().actor, RecordedActor::from(actor)));
        entries.iter().map(Said::of).collect()
    }

    /// Somebody tries something and is refused, with these words. Nothing was written.
    pub async fn refuses<T>(
        &self,
        actor: &Actor,
        work: impl AsyncFnOnce(&mut Change) -> Result<T, StoreError>,
    ) -> String {
        let before = self.checkpoint().await;
        let refused = self.change(actor, work).await.err().expect("this is refused");
        assert_eq!(self.checkpoint().await, before, "a refusal writes nothing");
        refused.to_string()
    }

    /// The last entry of the record.
    pub async fn head(&self) -> Seq {
        self.store.head().await.unwrap().size.position().unwrap()
    }

    /// The signed head, as somebody keeps it elsewhere.
    pub async fn checkpoint(&self) -> SignedCheckpoint {
        SignedCheckpoint::parse(&self.store.head().await.unwrap().checkpoint).unwrap()
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Lets time go by.
    pub fn pass(&self, time: chrono::TimeDelta) {
        self.clock.set(self.now() + time);
    }
}

/// The file that the world is loaded from, parents before children.
fn everything() -> Import {
    let mut import = Import::begin(&Actor::Operator).unwrap();
    for object in o::reference_data() {
        import.take_reference_data(object, true).unwrap();
    }
    o::plans().into_iter().for_each(|plan| import.take(Plan::add(&Actor::Operator, plan).unwrap(), true));
    o::nodes().into_iter().for_each(|node| import.take(Node::add(&Actor::Operator, node).unwrap(), true));
    o::actions().into_iter().for_each(|action| import.take(Action::add(&Actor::Operator, action).unwrap(), true));
    let assignments = o::assignments().into_iter();
    assignments.for_each(|stated| import.take(Assignment::from_source(&Actor::Operator, stated).unwrap(), true));
    import
}
