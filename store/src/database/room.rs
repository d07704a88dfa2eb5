//! Whether the database has room for one more form. A count that is written over proves little: it needs no new room.

use sea_orm::DbBackend;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a proof holds, so that a server that is asked each second whether it is ready does not write as much each time.
const HOLDS_FOR: Duration = Duration::from_secs(15);

/// When it was last proved that there is room. `None` before the first proof, and since a form found none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Room(Arc<Mutex<Option<Instant>>>);

impl Room {
    pub fn is_to_be_proved(&self) -> bool {
        self.proved().is_none_or(|at| at.elapsed() >= HOLDS_FOR)
    }

    pub fn was_proved(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Someone found none: until it is proved again there is none.
    pub fn ran_out(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn proved(&self) -> Option<Instant> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is written, in one transaction, to prove that some 64 kB can be kept. Nothing of it is to stay.
///
/// SQLite puts what is written over into its log again. PostgreSQL would put it where what it replaces has left room, so a
/// table is made and dropped, which no one else sees: anyone who holds a lock on every table (`pg_dump`) is not waited for. Its
/// rows are short enough to lie in the table itself.
pub(crate) fn proof(backend: DbBackend) -> Vec<String> {
    match backend {
        DbBackend::Sqlite => vec![
            "INSERT INTO heartbeat (one, at, beats, ballast) VALUES (1, 0, 0, randomblob(65536)) \
             ON CONFLICT (one) DO UPDATE SET ballast = excluded.ballast"
                .to_owned(),
        ],
        _ => {
            let name = format!("concord_room_{}", uuid::Uuid::now_v7().simple());
            vec![
                format!(
                    "CREATE TABLE {name} AS SELECT repeat(md5(row::text), 50) AS ballast FROM generate_series(1, 40) row"
                ),
                format!("DROP TABLE {name}"),
            ]
        }
    }
}
