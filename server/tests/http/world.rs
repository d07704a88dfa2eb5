//! A small task force behind a server: two departments, a plan in force and one in draft, and a person of every role.

mod demonstration;
mod template;

use crate::browser::Browser;
use axum::Router;
use chrono::{TimeDelta, Utc};
use domain::actor::{Actor, Role};
use domain::ids::{AssignmentId, EvidenceId, MilestoneId, PersonId, ReportId};
use domain::ledger::{LogName, RecordKey};
use domain::text::MailAddress;
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use server::exports::Files;
use server::router::{AppState, HttpSettings, router};
use std::net::IpAddr;
use std::time::Duration;
use store::{AsOf, Change, Clock, SessionLimits, Store, StoreError, View};
use tempfile::TempDir;
use ui::cookie::CookieKind;
use uuid::Uuid;

pub use template::{PASSWORD, day, instant, title};

/// The time at which every test begins: June 3, 2024, eleven in the morning in New York.
pub const NOW: &str = "2024-06-03T15:00:00Z";

/// Scheme and host of the site, as browsers know it.
pub const ORIGIN: &str = "https://concord.example.gov";

/// Whoever asks. The two liaisons are of the departments that lead something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Administrator,
    Secretariat,
    Chair,
    /// The liaison of the Department of Justice.
    Justice,
    /// The liaison of the Department of Health.
    Health,
    Auditor,
    /// Nobody has signed in.
    Public,
}

impl Who {
    pub const SIGNED_IN: [Who; 6] =
        [Who::Administrator, Who::Secretariat, Who::Chair, Who::Justice, Who::Health, Who::Auditor];

    pub const fn name(self) -> &'static str {
        match self {
            Who::Administrator => "Ada Lane",
            Who::Secretariat => "Sam Ortiz",
            Who::Chair => "Cleo Hart",
            Who::Justice => "Jo Reyes",
            Who::Health => "Lu Chen",
            Who::Auditor => "Olga Berg",
            Who::Public => "Nobody",
        }
    }

    pub fn address(self) -> String {
        format!("{}@agency.example.gov", self.name().to_lowercase().replace(' ', "."))
    }

    pub const fn person(self) -> PersonId {
        PersonId(Uuid::from_u128(0x801 + self as u128))
    }

    /// The code of the agency that a liaison acts for.
    pub const fn agency(self) -> Option<&'static str> {
        match self {
            Who::Justice => Some("DOJ"),
            Who::Health => Some("HHS"),
            Who::Administrator | Who::Secretariat | Who::Chair | Who::Auditor | Who::Public => None,
        }
    }

    pub fn role(self) -> Role {
        match self {
            Who::Administrator => Role::Administrator,
            Who::Secretariat => Role::Secretariat,
            Who::Chair => Role::Chair,
            Who::Justice | Who::Health => Role::Liaison,
            Who::Auditor => Role::Auditor,
            Who::Public => panic!("nobody has no role"),
        }
    }
}

/// What happened before a test begins, by its ids. The milestone was first due on May 31, 2024 and moved on 4 March.
#[derive(Debug)]
pub struct History;

impl History {
    pub const TRAINING_PLANNED: MilestoneId = MilestoneId(Uuid::from_u128(0x901));
    pub const OFFER_OF_THE_DRAFT: AssignmentId = AssignmentId(Uuid::from_u128(0x902));
    pub const REPORT: ReportId = ReportId(Uuid::from_u128(0x903));
    pub const DOCUMENT: EvidenceId = EvidenceId(Uuid::from_u128(0x904));
}

fn key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("concord.example.gov/tests").unwrap(), &[7; 32])
}

/// A server with a database of its own, which goes when the test ends.
#[derive(Debug)]
pub struct World {
    pub store: Store,
    /// The record's clock: it stands until a test moves it. Sessions go by the machine's.
    pub clock: Clock,
    /// Files of reports that are being made.
    pub files: Files,
    app: Router,
    settings: HttpSettings,
    cookie: CookieKind,
    folder: TempDir,
}

impl World {
    pub async fn begin() -> World {
        World::with(CookieKind::Secure, &[]).await
    }

    /// A world with another kind of cookie, or behind proxies.
    pub async fn with(cookie: CookieKind, trusted_proxies: &[IpAddr]) -> World {
        World::over((tempfile::tempdir().unwrap(), template::template().await), NOW, cookie, trusted_proxies).await
    }

    /// A world whose database lies in that folder.
    pub async fn in_folder(folder: TempDir) -> World {
        World::over((folder, template::template().await), NOW, CookieKind::Secure, &[]).await
    }

    /// The world of the demonstration, on the evening after its last day.
    pub async fn of_the_demonstration() -> World {
        let database = (tempfile::tempdir().unwrap(), demonstration::demonstration().await);
        World::over(database, demonstration::NOW, CookieKind::Secure, &[]).await
    }

    /// Another server with a copy of the database as it is now, sessions included.
    pub async fn copied(&self) -> World {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy.db");
        self.tamper(&format!("VACUUM INTO '{}'", file.display())).await;
        let database = std::fs::read(&file).unwrap();
        World::over((folder, &database), NOW, CookieKind::Secure, &[]).await
    }

    async fn over(
        (folder, database): (TempDir, &[u8]),
        now: &str,
        cookie: CookieKind,
        trusted_proxies: &[IpAddr],
    ) -> World {
        let file = folder.path().join("concord.db");
        std::fs::write(&file, database).unwrap();
        let clock = Clock::standing_at(instant(now));
        let store = template::open(&format!("sqlite://{}", file.display()), &clock).await;
        let settings = HttpSettings {
            task_force: "The task force".to_owned(),
            help_contact: Some("help@agency.example.gov".to_owned()),
            is_sample: false,
            limits: SessionLimits { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) },
            cookie,
            public_origin: ORIGIN.to_owned(),
            trusted_proxies: trusted_proxies.to_vec(),
            // Files that are slow on a busy machine are still the answer.
            file_wait: Duration::from_secs(120),
        };
        let state = AppState::new(store.clone(), settings.clone());
        let files = state.files.clone();
        World { store, clock, files, app: router(state), settings, cookie, folder }
    }

    /// The same whose readers wait for no file of a report.
    pub fn without_waiting(self) -> World {
        let settings = HttpSettings { file_wait: Duration::ZERO, ..self.settings.clone() };
        let state = AppState::new(self.store.clone(), settings);
        let files = state.files.clone();
        World { files, app: router(state), ..self }
    }

    /// A browser in which nobody has signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.app.clone())
    }

    /// A browser in which somebody is signed in. Its session is begun in the store: hashing a password takes longer than
    /// most tests.
    pub async fn signed_in(&self, who: Who) -> Browser {
        match who {
            Who::Public => self.visitor(),
            who => self.in_a_session_of(who.person()).await,
        }
    }

    /// The same for an account of the demonstration: "chair".
    pub async fn signed_in_as(&self, name: &str) -> Browser {
        let address = MailAddress::parse(&format!("{name}@demo.concord.example")).unwrap();
        self.in_a_session_of(self.store.person_by_address(&address).await.unwrap().unwrap().id).await
    }

    async fn in_a_session_of(&self, person: PersonId) -> Browser {
        let token = self.store.begin_session(Some(person), Utc::now()).await.unwrap();
        let set = self.cookie.set(&token);
        let cookie = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut browser = self.visitor();
        browser.cookie = Some(cookie);
        browser
    }

    pub async fn actor(&self, who: Who) -> Actor {
        self.store.actor(who.person()).await.unwrap().0
    }

    pub async fn view(&self, who: Who) -> View {
        self.store.view(&self.actor(who).await, &AsOf::Now).await.unwrap()
    }

    /// What somebody does in one change, past the forms.
    pub async fn does<T>(&self, who: Who, work: impl AsyncFnOnce(&mut Change) -> Result<T, StoreError>) -> T {
        let mut change = self.store.change(&self.actor(who).await).await.unwrap();
        let done = work(&mut change).await.unwrap();
        change.commit().await.unwrap();
        done
    }

    /// The number of entries in the record: it grows with every change, and with nothing else.
    pub async fn size(&self) -> u64 {
        self.store.head().await.unwrap().size.0
    }

    /// A connection past the store, as somebody has it who holds the file.
    pub async fn raw(&self) -> DatabaseConnection {
        let file = self.folder.path().join("concord.db");
        Database::connect(format!("sqlite://{}", file.display())).await.unwrap()
    }

    /// How many rows a table has.
    pub async fn rows(&self, table: &str) -> i64 {
        let connection = self.raw().await;
        let sql = format!("SELECT count(*) AS n FROM {table}");
        let counted = Statement::from_string(connection.get_database_backend(), sql);
        let rows = connection.query_one_raw(counted).await.unwrap().unwrap().try_get("", "n").unwrap();
        connection.close().await.unwrap();
        rows
    }

    /// Changes the database past the store.
    pub async fn tamper(&self, sql: &str) {
        let connection = self.raw().await;
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// Every byte of the database's files, as a thief would carry them away.
    pub fn stolen(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap().path());
        files.flat_map(|file| std::fs::read(file).unwrap()).collect()
    }
}
