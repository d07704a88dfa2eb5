//! The database that every test gets a copy of: the plans of `plans.json`, an account of each role, some history.

use super::{History, Who, key};
use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::date::{FiscalQuarter, Instant, Zone};
use domain::event::Progress;
use domain::evidence::Document;
use domain::ids::{AgencyId, MilestoneId, Version};
use domain::milestone::Reschedule;
use domain::person::Person;
use domain::reporting::ReportingTerms;
use domain::slippage::MoveReason;
use domain::text::{MailAddress, Narrative, Sentence, Title, WebLink};
use domain::update::{Confidence, ReportedStatus, Statement};
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::Database;
use store::{AsOf, Change, Clock, Store, StoreError, StoreOptions};
use tokio::sync::OnceCell;

/// What the accounts of the tests sign in with.
pub const PASSWORD: &str = "seven quiet herons";

/// The day on which the plans are loaded. The record begins then.
pub const BEGINNING: &str = "2024-02-01T15:00:00Z";

const PLANS: &[u8] = include_bytes!("plans.json");

/// The bytes of the database. It is filled by the first test that asks.
pub async fn template() -> &'static [u8] {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    TEMPLATE.get_or_init(fill).await
}

async fn fill() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("template.db");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let connection = Database::connect(&url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();

    let clock = Clock::standing_at(instant(BEGINNING));
    let store = open(&url, &clock).await;
    assert!(store.open_record(Progress::Real, ReportingTerms::default()).await.unwrap());
    seeds::import(&store, &Actor::Operator, PLANS).await.unwrap();
    engage(&store).await;
    Story { store: &store, clock: &clock }.happen().await;
    store.close().await.unwrap();
    std::fs::read(&file).unwrap()
}

/// Opens a database with the key of the tests, in the zone of New York.
pub async fn open(url: &str, clock: &Clock) -> Store {
    let options = StoreOptions { url: url.to_owned(), zone: Zone::NEW_YORK, clock: clock.clone(), key: key() };
    Store::open(options).await.unwrap()
}

pub fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// One account of each role, all with the same password.
async fn engage(store: &Store) {
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    let hash = server::passwords::hash(PASSWORD.to_owned()).await.unwrap();
    let mut change = store.change(&Actor::Operator).await.unwrap();
    for who in Who::SIGNED_IN {
        let agency = who.agency().map(|code| view.agency_by_code(code).unwrap().id);
        let (name, address) = (Title::parse(who.name()).unwrap(), MailAddress::parse(&who.address()).unwrap());
        let person = Person { id: who.person(), name, address, role: who.role(), agency, disabled: false };
        change.add_person(person).await.unwrap();
    }
    change.commit().await.unwrap();
    for who in Who::SIGNED_IN {
        store.set_password(who.person(), &hash, Utc::now()).await.unwrap();
    }
}

/// What happened before the tests begin, each on its day.
struct Story<'a> {
    store: &'a Store,
    clock: &'a Clock,
}

impl Story<'_> {
    async fn happen(&self) {
        let view = self.store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
        let action = |plan: &str, reference: &str| view.facts_by_reference(plan, reference).unwrap().id;
        let (train, shelters) = (action("PLAN-2024", "A-01"), action("PLAN-2024", "A-02"));
        let found = action("QUICKSILVER-2025", "QUICKSILVER-01");
        let justice: AgencyId = view.agency_by_code("DOJ").unwrap().id;

        let id = History::TRAINING_PLANNED;
        let due = day("2024-05-31");
        self.on("2024-02-12", Who::Justice, async |change| {
            change.plan_milestone(id, train, title("Curriculum written"), due, None).await
        })
        .await;
        let offer = Offer {
            id: History::OFFER_OF_THE_DRAFT,
            action: found,
            party: Party::Agency(justice),
            role: CarrierRole::Lead,
        };
        self.on("2024-02-20", Who::Secretariat, async |change| change.offer_role(offer).await).await;
        self.on("2024-03-04", Who::Justice, async |change| {
            let sentence = Sentence::parse("The reviewers asked for more time.").unwrap();
            let to = Reschedule { to: day("2024-08-30"), reason: MoveReason::Clearance, sentence };
            change.move_milestone(id, Version::FIRST, to).await
        })
        .await;
        self.on("2024-04-10", Who::Justice, async |change| {
            change.report_progress(History::REPORT, train, None, statement("The first draft is out.")).await
        })
        .await;
        self.on("2024-04-11", Who::Health, async |change| {
            let id: MilestoneId = change.new_id();
            change.plan_milestone(id, shelters, title("Leases signed"), day("2024-07-01"), None).await
        })
        .await;
        self.on("2024-04-12", Who::Justice, async |change| {
            let link = WebLink::parse("https://documents.example.gov/draft").unwrap();
            let document = Document { title: title("The first draft"), link, dated: day("2024-04-01") };
            change.attach_evidence(History::DOCUMENT, train, None, document).await
        })
        .await;
    }

    /// Somebody does something at noon of a day.
    async fn on(&self, day: &str, who: Who, work: impl AsyncFnOnce(&mut Change) -> Result<(), StoreError>) {
        self.clock.set(instant(&format!("{day}T17:00:00Z")));
        let (actor, _) = self.store.actor(who.person()).await.unwrap();
        let mut change = self.store.change(&actor).await.unwrap();
        work(&mut change).await.unwrap();
        change.commit().await.unwrap();
    }
}

fn statement(narrative: &str) -> Statement {
    Statement {
        quarter: "FY2024-Q2".parse::<FiscalQuarter>().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: Narrative::parse(narrative).unwrap(),
    }
}

pub fn day(text: &str) -> domain::Date {
    domain::date::parse(text).unwrap()
}

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}
