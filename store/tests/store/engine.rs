//! Where a test runs: a database of its own on either engine, copied from a migrated one and thrown away afterwards.
//!
//! PostgreSQL takes longer to copy a database than most tests to run, so one that came to no harm is emptied for the
//! next test instead.

use domain::date::Zone;
use domain::ledger::{LogName, RecordKey};
use migrations::Migrator;
use sea_orm::sqlx::sqlite::SqliteJournalMode;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use sea_orm_migration::MigratorTrait;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;
use store::{Clock, ConnectionLimits, Store, StoreOptions};
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes two tests of each function: `sqlite::its_name` and `postgres::its_name`. A function that is not named here is
/// never called, which the compiler reports.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { crate::engine::run(crate::engine::Engine::Sqlite, super::$name); })+
        }
        mod postgres {
            $(#[test] fn $name() { crate::engine::run(crate::engine::Engine::Postgres, super::$name); })+
        }
    };
}

/// The same for functions that ask for as many places as they need.
macro_rules! on_each_engine {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(crate::engine::Engine::Sqlite); })+
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(crate::engine::Engine::Postgres); })+
        }
    };
}

/// Runs a test in a new place, and takes the place away whether or not the test held.
pub fn run(engine: Engine, test: impl AsyncFnOnce(&Place)) {
    let template = template(engine);
    let runtime = runtime();
    let place = runtime.block_on(Place::get(engine, template));
    let ended = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&place))));
    runtime.block_on(place.give_back());
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
}

/// A migrated database without a record, which belongs to one test.
#[derive(Debug)]
pub struct Place {
    engine: Engine,
    name: String,
    /// Whether somebody went past the store, and may have changed more than rows.
    was_touched: AtomicBool,
}

/// Databases of PostgreSQL that wait for the next test, without rows.
static EMPTY: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Place {
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens the store with the key of the tests, in the zone of New York.
    pub async fn store(&self, clock: &Clock) -> Store {
        self.store_in(Zone::NEW_YORK, clock).await
    }

    pub async fn store_in(&self, zone: Zone, clock: &Clock) -> Store {
        let (url, clock) = (url(self.engine, &self.name), clock.clone());
        let options = StoreOptions { url, zone, clock, key: key() };
        // A machine that is busy with other tests is no database that is away.
        let wait = Duration::from_secs(60);
        let limits = ConnectionLimits { wait, statement: wait, ..ConnectionLimits::default() };
        Store::open_within(options, limits).await.unwrap()
    }

    /// Where the database is.
    pub fn url(&self) -> String {
        url(self.engine, &self.name)
    }

    /// A connection past the store, for reading.
    pub async fn reader(&self) -> DatabaseConnection {
        connect(&url(self.engine, &self.name)).await
    }

    /// A connection past the store, as the owner of the database has it, who may do anything. Foreign keys hold.
    pub async fn owner(&self) -> DatabaseConnection {
        self.was_touched.store(true, Ordering::SeqCst);
        connect(&url(self.engine, &self.name)).await
    }

    async fn get(engine: Engine, template: &str) -> Place {
        let waiting = if engine == Engine::Postgres { EMPTY.lock().unwrap().pop() } else { None };
        let name = match (engine, waiting) {
            (_, Some(name)) => name,
            (Engine::Sqlite, None) => {
                let name = new_name();
                std::fs::copy(file(template), file(&name)).unwrap();
                name
            }
            (Engine::Postgres, None) => {
                let name = new_name();
                order(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                name
            }
        };
        Place { engine, name, was_touched: AtomicBool::new(false) }
    }

    async fn give_back(self) {
        match self.engine {
            // The files beside it are gone already where the last connection was closed.
            Engine::Sqlite => ["", "-wal", "-shm"].iter().for_each(|end| {
                let _ = std::fs::remove_file(format!("{}{end}", file(&self.name).display()));
            }),
            Engine::Postgres if !self.was_touched.into_inner() && empty(&self.name).await => {
                EMPTY.lock().unwrap().push(self.name);
            }
            Engine::Postgres => order(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await,
        }
    }
}

/// Takes every row out, but the count of what stands outside the record, of which there is always one. The guards of the record and its foreign keys do not hold for an account that may switch them
/// off, which not every account may: false then.
async fn empty(name: &str) -> bool {
    let connection = connect(&url(Engine::Postgres, name)).await;
    let sql = "SET session_replication_role = replica; \
               DO $$ DECLARE name text; BEGIN \
               FOR name IN SELECT tablename FROM pg_tables \
               WHERE schemaname = 'public' AND tablename NOT IN ('seaql_migrations', 'outside') \
               LOOP EXECUTE 'DELETE FROM ' || name; END LOOP; END $$";
    let emptied = connection.execute_unprepared(sql).await.is_ok();
    connection.close().await.unwrap();
    emptied
}

/// The key that every record of these tests is signed with.
pub fn key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("record.example/tests").unwrap(), &[7; 32])
}

pub fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// The name of a database with the schema of today, made once by each run of the tests.
fn template(engine: Engine) -> &'static str {
    static SQLITE: OnceLock<String> = OnceLock::new();
    static POSTGRES: OnceLock<String> = OnceLock::new();
    let template = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    template.get_or_init(|| runtime().block_on(make_template(engine)))
}

async fn make_template(engine: Engine) -> String {
    let name = new_name();
    if engine == Engine::Postgres {
        order(&format!("CREATE DATABASE {name}")).await;
    }
    let mut options = ConnectOptions::new(url(engine, &name));
    options.sqlx_logging(false).max_connections(1);
    // The journal mode stays in the file. One that the store had to change would not be a copy of what it opens later.
    options.map_sqlx_sqlite_opts(|options| options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal));
    let connection = Database::connect(options).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    name
}

fn new_name() -> String {
    format!("concord_test_{}", Uuid::now_v7().simple())
}

fn url(engine: Engine, name: &str) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite://{}", file(name).display()),
        Engine::Postgres => {
            let server = postgres();
            format!("{}/{name}", server.rsplit_once('/').unwrap().0)
        }
    }
}

/// SQLite files lie in one folder of the machine's folder for such things.
fn file(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join("concord-store-tests");
        std::fs::create_dir_all(&folder).unwrap();
        folder
    });
    Path::new(folder).join(format!("{name}.db"))
}

/// The server's own database, from which others are made: `postgres://user@host:port/postgres`.
fn postgres() -> String {
    std::env::var("CONCORD_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!(
            "CONCORD_TEST_POSTGRES is not set, so nothing was tested on PostgreSQL. Run `cargo xtask test`, which \
             starts a server, or give the address of one where databases can be made: postgres://user@host:port/postgres"
        )
    })
}

/// Makes or drops a database.
async fn order(sql: &str) {
    let server = connect(&postgres()).await;
    server.execute_unprepared(sql).await.unwrap();
    server.close().await.unwrap();
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    options.map_sqlx_sqlite_opts(|options| options.foreign_keys(true));
    Database::connect(options).await.unwrap()
}
