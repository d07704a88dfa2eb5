//! What stands in the database, read past the product.

use crate::place::Place;
use domain::actor::Actor;
use domain::body::Party;
use domain::date::Zone;
use domain::ledger::{LogName, RecordKey};
use sea_orm_migration::sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use std::collections::BTreeSet;
use store::{AsOf, Clock, Store, StoreOptions};
use tokio::runtime::Runtime;

/// Everything that is compared at the end.
pub struct Stored {
    /// Ids in hexadecimal, without hyphens.
    pub milestones: BTreeSet<String>,
    pub planned_entries: usize,
    pub integrity: String,
    pub broken_references: usize,
}

impl Stored {
    pub fn read(place: &Place) -> Stored {
        with_database(place, async |database| Stored {
            milestones: texts(database, MILESTONES).await.into_iter().collect(),
            planned_entries: texts(database, "SELECT event FROM ledger WHERE event = 'milestone-planned'").await.len(),
            integrity: texts(database, "PRAGMA integrity_check").await.join("; "),
            broken_references: texts(database, "PRAGMA foreign_key_check").await.len(),
        })
    }
}

const MILESTONES: &str = "SELECT lower(hex(id)) FROM milestones";

pub fn milestones(place: &Place) -> BTreeSet<String> {
    with_database(place, async |database| texts(database, MILESTONES).await.into_iter().collect())
}

/// Those of the ids that do not stand in the database.
pub fn missing(place: &Place, ids: &BTreeSet<String>) -> Vec<String> {
    ids.difference(&milestones(place)).cloned().collect()
}

/// An action that the Department of Justice leads.
pub fn action_of_justice(place: &Place) -> String {
    Runtime::new().unwrap().block_on(async {
        // Nothing is signed here, so any key does.
        let key = RecordKey::from_seed(LogName::parse("nobody.example").unwrap(), &[1; 32]);
        let url = format!("sqlite://{}", place.path("concord.db").display());
        let (zone, clock) = (Zone::NEW_YORK, Clock::Machine);
        let store = Store::open(StoreOptions { url, zone, clock, key }).await.unwrap();
        let view = store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
        let justice = Party::Agency(view.agency_by_code("DOJ").unwrap().id);
        let led = view.actions().find(|action| action.lead == Some(justice) && action.status().is_open()).unwrap();
        let id = led.id.to_string();
        store.close().await.unwrap();
        id
    })
}

fn with_database<T>(place: &Place, read: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
    let url = format!("sqlite://{}", place.path("concord.db").display());
    Runtime::new().unwrap().block_on(async {
        let database = Database::connect(url).await.unwrap();
        let read = read(&database).await;
        database.close().await.unwrap();
        read
    })
}

/// The first column of each row that is found.
async fn texts(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let asked = Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
