//! A record on PostgreSQL, in a database of its own.

use crate::place::{Place, Ran};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database};

/// A folder with the key, and the database of the record. Both go away with the test.
pub struct OnPostgres {
    place: Place,
    url: String,
}

impl OnPostgres {
    pub fn with_a_record() -> OnPostgres {
        let name = format!("concord_cli_{}", uuid::Uuid::now_v7().simple());
        let url = format!("{}/{name}", server().rsplit_once('/').unwrap().0);
        order(&server(), &format!("CREATE DATABASE {name}"));
        let database = OnPostgres { place: Place::empty(), url };
        database.run(&["migrate"]).succeeded();
        database
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let settings = ["--database-url", &self.url, "--signing-key-file", "concord.key"];
        self.place.run(&[arguments, &settings].concat())
    }

    /// What somebody does who owns the database.
    pub fn execute(&self, sql: &str) {
        order(&self.url, sql);
    }
}

impl Drop for OnPostgres {
    fn drop(&mut self) {
        let name = self.url.rsplit('/').next().unwrap_or_default();
        order(&server(), &format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

fn server() -> String {
    std::env::var("CONCORD_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("CONCORD_TEST_POSTGRES is not set, so nothing was tested on PostgreSQL. Run `cargo xtask test`.")
    })
}

fn order(url: &str, sql: &str) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let connection = Database::connect(url).await.unwrap();
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    });
}
