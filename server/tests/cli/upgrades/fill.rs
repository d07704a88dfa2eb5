//! A small record with something of every kind in it, filled through the rules: what is frozen for later versions.

use crate::engine::Seat;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use domain::actor::{Actor, Role};
use domain::date::{FiscalQuarter, Instant, Zone};
use domain::event::Progress;
use domain::evidence::Document;
use domain::ids::{AgencyId, MilestoneId, PersonId, ReportId, SavedViewId, Version};
use domain::ledger::{LogName, RecordKey};
use domain::milestone::Reschedule;
use domain::person::Person;
use domain::reporting::ReportingTerms;
use domain::saved_view::SavedView;
use domain::slippage::MoveReason;
use domain::text::{MailAddress, Narrative, Sentence, Title, WebLink};
use domain::update::{Confidence, ReportedStatus, Statement};
use migrations::{Migrator, bring_up_to_date};
use sea_orm_migration::sea_orm::{ConnectOptions, Database};
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use store::{AsOf, Change, Clock, Preferences, Store, StoreError, StoreOptions, Target};
use uuid::Uuid;

/// What every account of a frozen record signs in with.
pub const PASSWORD: &str = "seven quiet herons";

const SEED: [u8; 32] = [7; 32];

/// The same plans as those of the tests over HTTP: one of everything that a plan file can hold.
const PLANS: &[u8] = include_bytes!("../../http/world/plans.json");

const PEOPLE: [(&str, Role, Option<&str>); 6] = [
    ("ada", Role::Administrator, None),
    ("sam", Role::Secretariat, None),
    ("cleo", Role::Chair, None),
    ("jo", Role::Liaison, Some("DOJ")),
    ("lu", Role::Liaison, Some("HHS")),
    ("olga", Role::Auditor, None),
];

const TRAINING: MilestoneId = MilestoneId(Uuid::from_u128(0x901));
const LEASES: MilestoneId = MilestoneId(Uuid::from_u128(0x902));
const REPORT: ReportId = ReportId(Uuid::from_u128(0x903));

/// Puts the file of the key with which frozen records are signed in its place.
pub fn give_key(seat: &Seat) {
    let key = key();
    let secret = STANDARD.encode([&[1], SEED.as_slice()].concat());
    let line = format!("PRIVATE+KEY+{}+{}+{secret}\n", key.name(), key.verifier().id());
    let file = seat.place.path("concord.db.key");
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(file).unwrap();
    file.write_all(line.as_bytes()).unwrap();
}

fn key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("concord.example.gov/released").unwrap(), &SEED)
}

/// Fills an empty database.
pub async fn fill(url: &str) {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    let database = Database::connect(options).await.unwrap();
    bring_up_to_date::<Migrator>(&database).await.unwrap();
    database.close().await.unwrap();

    let clock = Clock::standing_at(instant("2024-02-01T15:00:00Z"));
    let store = open(url, &clock).await;
    assert!(store.open_record(Progress::Real, ReportingTerms::default()).await.unwrap());
    seeds::import(&store, &Actor::Operator, PLANS).await.unwrap();
    add_people(&store).await;
    let story = Story { store: &store, clock: &clock };
    story.of_the_plan().await;
    story.beside_the_record().await;
    store.close().await.unwrap();
}

/// Opens a record that is signed with that key.
pub async fn open(url: &str, clock: &Clock) -> Store {
    let (url, zone) = (url.to_owned(), Zone::NEW_YORK);
    Store::open(StoreOptions { url, zone, clock: clock.clone(), key: key() }).await.unwrap()
}

async fn add_people(store: &Store) {
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    let hash = server::passwords::hash(PASSWORD.to_owned()).await.unwrap();
    let mut change = store.change(&Actor::Operator).await.unwrap();
    for (name, role, agency) in PEOPLE {
        let agency = agency.map(|code| view.agency_by_code(code).unwrap().id);
        change.add_person(person(name, role, agency)).await.unwrap();
    }
    change.commit().await.unwrap();
    for (name, ..) in PEOPLE {
        store.set_password(id_of(name), &hash, Utc::now()).await.unwrap();
    }
}

struct Story<'a> {
    store: &'a Store,
    clock: &'a Clock,
}

impl Story<'_> {
    async fn of_the_plan(&self) {
        let view = self.store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
        let action = |reference| view.facts_by_reference("PLAN-2024", reference).unwrap().id;
        let (train, shelters) = (action("A-01"), action("A-02"));
        self.on("2024-02-12", "jo", async |change| {
            change.plan_milestone(TRAINING, train, title("Curriculum written"), day("2024-05-31"), None).await
        })
        .await;
        self.on("2024-03-04", "jo", async |change| {
            let sentence = sentence("The reviewers asked for more time.");
            let to = Reschedule { to: day("2024-08-30"), reason: MoveReason::Clearance, sentence };
            change.move_milestone(TRAINING, Version::FIRST, to).await
        })
        .await;
        self.on("2024-03-05", "lu", async |change| {
            change.plan_milestone(LEASES, shelters, title("Leases signed"), day("2024-04-01"), None).await
        })
        .await;
        self.on("2024-04-02", "lu", async |change| {
            let link = WebLink::parse("https://documents.example.gov/leases").unwrap();
            let document = Document { title: title("The leases"), link, dated: day("2024-04-01") };
            let evidence = change.new_id();
            change.complete_milestone(LEASES, Version::FIRST, day("2024-04-01"), Some((evidence, document))).await
        })
        .await;
        self.on("2024-04-03", "sam", async |change| {
            change.verify_completion(LEASES, Version(2), sentence("Read the leases.")).await
        })
        .await;
        self.on("2024-04-10", "jo", async |change| {
            let narrative = Narrative::parse("The first draft is out.").unwrap();
            let quarter = "FY2024-Q2".parse::<FiscalQuarter>().unwrap();
            let (status, confidence) = (ReportedStatus::InProgress, Confidence::OnTrack);
            change.report_progress(REPORT, train, None, Statement { quarter, status, confidence, narrative }).await
        })
        .await;
        self.on("2024-04-10", "sam", async |change| {
            let asked = Narrative::parse("Name the source of each number.").unwrap();
            change.instruct_period("FY2024-Q3".parse().unwrap(), Some(asked)).await
        })
        .await;
    }

    /// What people have set and left, of which no entry speaks. Downloads and checks are made by the program itself.
    async fn beside_the_record(&self) {
        let now = instant("2024-04-11T15:00:00Z");
        self.clock.set(now);
        let (jo, _) = self.store.actor(id_of("jo")).await.unwrap();
        let token = self.store.begin_session(Some(id_of("jo")), now).await.unwrap();
        self.store.leave_notice(&token, "/actions", "\"kept\"", now).await.unwrap();
        self.store.invite(id_of("cleo"), now).await.unwrap();
        self.store.note_failed_guess(&Target::account("jo@agency.example.gov"), 0, now).await.unwrap();
        let change = self.store.unrecorded_change(&jo).await.unwrap();
        change.keep_preferences(id_of("jo"), Preferences::default()).await.unwrap();
        let view = SavedView {
            id: SavedViewId(Uuid::from_u128(0x904)),
            owner: id_of("jo"),
            name: title("Mine"),
            list: "/actions".to_owned(),
            query: "lead=DOJ".to_owned(),
            as_of: None,
            is_shared: false,
        };
        change.keep_view(view).await.unwrap();
        change.commit().await.unwrap();
    }

    /// Somebody does something at noon of a day.
    async fn on(&self, day: &str, name: &str, work: impl AsyncFnOnce(&mut Change) -> Result<(), StoreError>) {
        self.clock.set(instant(&format!("{day}T17:00:00Z")));
        let (actor, _) = self.store.actor(id_of(name)).await.unwrap();
        let mut change = self.store.change(&actor).await.unwrap();
        work(&mut change).await.unwrap();
        change.commit().await.unwrap();
    }
}

pub fn person(name: &str, role: Role, agency: Option<AgencyId>) -> Person {
    let address = MailAddress::parse(&format!("{name}@agency.example.gov")).unwrap();
    Person { id: id_of(name), name: title(name), address, role, agency, disabled: false }
}

/// Each has the number of its place in the list.
fn id_of(name: &str) -> PersonId {
    let place = PEOPLE.iter().position(|(other, ..)| *other == name).unwrap();
    PersonId(Uuid::from_u128(0x801 + place as u128))
}

fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn day(text: &str) -> domain::Date {
    domain::date::parse(text).unwrap()
}

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}
