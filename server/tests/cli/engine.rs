//! A place with a database on either engine, and what stands in that database.

use crate::place::{Place, Ran};
use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::runtime::Runtime;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Makes two tests of each function: `sqlite::its_name` and `postgres::its_name`.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(crate::engine::Engine::Sqlite); })+
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(crate::engine::Engine::Postgres); })+
        }
    };
}

/// A folder and a database, which both go away with the test.
pub struct Seat {
    pub place: Place,
    engine: Engine,
    /// Of the database on the server of the tests.
    name: String,
}

impl Seat {
    /// With an empty database. Of SQLite there is no file yet.
    pub fn empty(engine: Engine) -> Seat {
        let seat = Seat { place: Place::empty(), engine, name: new_name() };
        if engine == Engine::Postgres {
            order(&format!("CREATE DATABASE {}", seat.name));
        }
        seat
    }

    pub fn url(&self) -> String {
        match self.engine {
            Engine::Sqlite => "sqlite://concord.db".to_owned(),
            Engine::Postgres => of_server(&self.name),
        }
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.place.command(arguments);
        command.env("CONCORD_DATABASE_URL", self.url()).env("CONCORD_SIGNING_KEY_FILE", "concord.db.key");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().unwrap())
    }

    /// The same database once more, which nobody may be using. The folder is a new one.
    pub fn copy(&self) -> Seat {
        let name = new_name();
        let copy = Seat { place: Place::empty(), engine: self.engine, name };
        match self.engine {
            Engine::Sqlite => {
                std::fs::copy(self.place.path("concord.db"), copy.place.path("concord.db")).unwrap();
            }
            Engine::Postgres => order(&format!("CREATE DATABASE {} TEMPLATE {}", copy.name, self.name)),
        }
        copy
    }

    /// Runs statements past the program, in a database that is made where there is none.
    pub fn execute(&self, sql: &str) {
        self.with_database(async |database| {
            database.execute_unprepared(sql).await.unwrap();
        });
    }

    /// Tables, indexes, triggers and functions, by name.
    pub fn schema(&self) -> Vec<String> {
        self.texts(match self.engine {
            Engine::Sqlite => "SELECT type || ' ' || name FROM sqlite_master ORDER BY 1",
            Engine::Postgres => {
                "SELECT 'relation ' || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace \
                 UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal \
                 UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
            }
        })
    }

    /// The first column of what a query finds.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        self.with_database(async |database| {
            let asked = Statement::from_string(database.get_database_backend(), sql);
            let rows = database.query_all_raw(asked).await.unwrap();
            rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
        })
    }

    pub fn with_database<T>(&self, work: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
        connected(&self.whole_url(), work)
    }

    /// The address of the database from anywhere.
    pub fn whole_url(&self) -> String {
        match self.engine {
            Engine::Sqlite => format!("sqlite://{}?mode=rwc", self.place.path("concord.db").display()),
            Engine::Postgres => self.url(),
        }
    }
}

fn new_name() -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    format!("concord_cli_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst))
}

impl Drop for Seat {
    fn drop(&mut self) {
        if self.engine == Engine::Postgres {
            let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            // A test that has failed says why; a database that is left goes with the server.
            let _ = Runtime::new().unwrap().block_on(async {
                let server = Database::connect(server()).await?;
                server.execute_unprepared(&drop).await?;
                server.close().await
            });
        }
    }
}

fn connected<T>(url: &str, work: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
    Runtime::new().unwrap().block_on(async {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).max_connections(1);
        let database = Database::connect(options).await.unwrap();
        let done = work(&database).await;
        database.close().await.unwrap();
        done
    })
}

fn order(sql: &str) {
    connected(&server(), async |server| {
        server.execute_unprepared(sql).await.unwrap();
    });
}

fn of_server(name: &str) -> String {
    let server = server();
    format!("{}/{name}", server.rsplit_once('/').unwrap().0)
}

/// The server's own database, from which others are made: `postgres://user@host:port/postgres`.
fn server() -> String {
    std::env::var("CONCORD_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("CONCORD_TEST_POSTGRES is not set, so nothing was tested on PostgreSQL. Run `cargo xtask test`.")
    })
}
