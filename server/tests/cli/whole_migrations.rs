//! A migration that fails leaves nothing behind, so it can be run again.

use crate::engine::{Engine, Seat};
use migrations::{Refusal, State, bring_up_to_date, state};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

on_both_engines! {
    a_migration_that_fails_in_its_middle_leaves_nothing_and_is_run_again_later,
    a_database_is_empty_or_ours_or_newer_or_foreign_and_looking_changes_nothing,
}

struct First;

impl MigrationName for First {
    fn name(&self) -> &str {
        "m20200101_000001_first"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for First {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("CREATE TABLE first (id INTEGER)").await.map(drop)
    }
}

/// Makes one table, and then one that may be there already.
struct Second;

impl MigrationName for Second {
    fn name(&self) -> &str {
        "m20200101_000002_second"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Second {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared("CREATE TABLE second (id INTEGER)").await?;
        connection.execute_unprepared("CREATE TABLE in_the_way (id INTEGER)").await.map(drop)
    }
}

struct Both;

#[async_trait::async_trait]
impl MigratorTrait for Both {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(First), Box::new(Second)]
    }
}

struct OnlyFirst;

#[async_trait::async_trait]
impl MigratorTrait for OnlyFirst {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(First)]
    }
}

fn a_migration_that_fails_in_its_middle_leaves_nothing_and_is_run_again_later(engine: Engine) {
    Seat::empty(engine).with_database(async |database| {
        assert_eq!(bring_up_to_date::<OnlyFirst>(database).await.unwrap(), 1);
        database.execute_unprepared("CREATE TABLE in_the_way (id INTEGER)").await.unwrap();
        assert!(matches!(bring_up_to_date::<Both>(database).await, Err(Refusal::Engine(_))));
        assert_eq!(state::<Both>(database).await.unwrap(), State::Ours { pending: 1 });
        assert!(database.execute_unprepared("SELECT id FROM second").await.is_err(), "Half of it stayed");

        database.execute_unprepared("DROP TABLE in_the_way").await.unwrap();
        assert_eq!(bring_up_to_date::<Both>(database).await.unwrap(), 1);
        assert_eq!(bring_up_to_date::<Both>(database).await.unwrap(), 0);
        assert_eq!(state::<Both>(database).await.unwrap(), State::Ours { pending: 0 });
    });
}

fn a_database_is_empty_or_ours_or_newer_or_foreign_and_looking_changes_nothing(engine: Engine) {
    Seat::empty(engine).with_database(async |database| {
        assert_eq!(state::<Both>(database).await.unwrap(), State::Empty);
        assert_eq!(state::<Both>(database).await.unwrap(), State::Empty, "Looking made something");
        bring_up_to_date::<Both>(database).await.unwrap();
        let newer = State::Newer { applied: vec!["m20200101_000002_second".to_owned()] };
        assert_eq!(state::<OnlyFirst>(database).await.unwrap(), newer);
        let refused = bring_up_to_date::<OnlyFirst>(database).await;
        assert!(matches!(refused, Err(Refusal::NotOurs(found)) if found == newer));
        database.execute_unprepared("DELETE FROM seaql_migrations").await.unwrap();
        let foreign = State::Foreign { tables: ["first", "in_the_way", "second"].map(str::to_owned).to_vec() };
        assert_eq!(state::<Both>(database).await.unwrap(), foreign);
    });
}
