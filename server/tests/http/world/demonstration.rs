//! The database of the demonstration: the real plans with years of made-up progress, for tests of what pages count.

use super::template::{PASSWORD, open};
use domain::actor::Actor;
use domain::event::Progress;
use domain::reporting::ReportingTerms;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::Database;
use store::{AsOf, Clock};
use tokio::sync::OnceCell;

/// The time at which tests of it begin, after the last entry of the play.
pub const NOW: &str = "2024-09-30T23:00:00Z";

/// The bytes of the database. It is played by the first test that asks.
pub async fn demonstration() -> &'static [u8] {
    static PLAYED: OnceCell<Vec<u8>> = OnceCell::const_new();
    PLAYED.get_or_init(play).await
}

async fn play() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demonstration.db");
    let url = format!("sqlite://{}?mode=rwc", file.display());
    let connection = Database::connect(&url).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();

    let store = open(&url, &Clock::standing_at(seeds::demo::begins())).await;
    assert!(store.open_record(Progress::Sample, ReportingTerms::default()).await.unwrap());
    seeds::demo::play(&store).await.unwrap();
    let hash = server::passwords::hash(PASSWORD.to_owned()).await.unwrap();
    let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
    for person in view.people().await.unwrap() {
        store.set_password(person.value.id, &hash, chrono::Utc::now()).await.unwrap();
    }
    store.close().await.unwrap();
    std::fs::read(&file).unwrap()
}
