use crate::access::sessions::Token;
use crate::database::clock::Clock;
use crate::database::pools::{ConnectionLimits, Trust, connect_writer};
use crate::database::sqlite::file_of;
use crate::store::{Store, StoreOptions};
use chrono::DateTime;
use domain::date::Zone;
use domain::ids::PersonId;
use domain::ledger::{LogName, RecordKey};
use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use std::path::PathBuf;
use uuid::Uuid;

/// A file of SQLite with the schema of today, which goes when the test ends.
struct Record {
    store: Store,
    file: PathBuf,
}

impl Drop for Record {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut file = self.file.clone().into_os_string();
            file.push(end);
            std::fs::remove_file(file).ok();
        }
    }
}

async fn record() -> Record {
    let file = std::env::temp_dir().join(format!("concord-direct-{}.db", Uuid::now_v7().simple()));
    let url = format!("sqlite://{}", file.display());
    let writer = connect_writer(&url, ConnectionLimits::default(), Trust::default()).await.unwrap();
    Migrator::up(&writer, None).await.unwrap();
    writer.close().await.unwrap();
    let key = RecordKey::from_seed(LogName::parse("record.example/direct").unwrap(), &[3; 32]);
    let (zone, clock) = (Zone::NEW_YORK, Clock::Machine);
    let store = Store::open(StoreOptions { url, zone, clock, key }).await.unwrap();
    Record { store, file }
}

#[tokio::test]
async fn what_is_read_directly_is_what_the_pool_says_and_at_once_what_has_changed() {
    let record = record().await;
    let store = &record.store;
    let stranger = Token::new().unwrap();
    assert_eq!(store.direct_readers().ask(&stranger.hash()).unwrap(), store.found(&stranger).await.unwrap());
    assert!(store.direct_readers().ask(&stranger.hash()).unwrap().session.is_none());

    let now = DateTime::from_timestamp_micros(1_700_000_000_000_000).unwrap();
    let visitor = store.begin_session(None, now).await.unwrap();
    let found = store.direct_readers().ask(&visitor.hash()).unwrap();
    assert_eq!(found, store.found(&visitor).await.unwrap());
    assert_eq!(found.session.unwrap().created, now);

    store.writer().execute_unprepared("UPDATE outside SET changes = changes + 41").await.unwrap();
    let later = store.direct_readers().ask(&visitor.hash()).unwrap();
    assert_eq!(later.outside, found.outside + 41);
    assert_eq!(later, store.found(&visitor).await.unwrap());

    store.end_session(&visitor).await.unwrap();
    assert_eq!(store.direct_readers().ask(&visitor.hash()).unwrap().session, None);
    store.clone().close().await.unwrap();
    assert_eq!(store.direct_readers().ask(&visitor.hash()), None);
    assert!(!record.file.with_extension("db-wal").exists(), "the writer was the last one at the file");
}

#[tokio::test]
async fn whose_session_it_is_is_read_directly() {
    let record = record().await;
    let store = &record.store;
    let person = PersonId(Uuid::from_u128(0x51));
    // The account itself is not asked for here, so there need not be one.
    store.writer().execute_unprepared("PRAGMA foreign_keys = OFF").await.unwrap();
    let token = store.begin_session(Some(person), store.now()).await.unwrap();
    assert_eq!(store.direct_readers().ask(&token.hash()).unwrap().session.unwrap().person, Some(person));
}

#[tokio::test]
async fn once_shut_the_pool_is_asked() {
    let record = record().await;
    let store = &record.store;
    let token = store.begin_session(None, store.now()).await.unwrap();
    store.direct_readers().shut();
    assert_eq!(store.direct_readers().ask(&token.hash()), None);
    assert!(store.found(&token).await.unwrap().session.is_some());
}

#[test]
fn a_server_is_asked_by_the_pool() {
    let readers = crate::tables::request_context::DirectReaders::of(file_of("postgres://somebody@127.0.0.1/record"));
    assert_eq!(readers.ask(&Token::new().unwrap().hash()), None);
}

#[tokio::test]
async fn what_does_not_read_is_left_to_the_pool_which_says_why() {
    let record = record().await;
    let store = &record.store;
    let token = store.begin_session(None, store.now()).await.unwrap();
    store.writer().execute_unprepared("UPDATE sessions SET seen_at = 9223372036854775807").await.unwrap();
    assert_eq!(store.direct_readers().ask(&token.hash()), None);
    let damaged = store.found(&token).await.unwrap_err().to_string();
    assert_eq!(damaged, "Data error: 9223372036854775807 is not an instant");
    store.writer().execute_unprepared("UPDATE sessions SET seen_at = created_at").await.unwrap();
    assert!(store.direct_readers().ask(&token.hash()).unwrap().session.is_some(), "it is asked again");
}

#[tokio::test]
async fn no_more_are_asked_at_once_than_there_are_processors() {
    let record = record().await;
    let readers = record.store.direct_readers();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let taken: Vec<_> = (0..processors).map(|_| readers.take().unwrap()).collect();
    let token = Token::new().unwrap();
    assert_eq!(readers.ask(&token.hash()), None);
    taken.into_iter().for_each(|connection| readers.give_back(connection));
    assert!(readers.ask(&token.hash()).is_some());
}
