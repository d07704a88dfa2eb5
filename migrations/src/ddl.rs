//! Tables written once for both engines: SQLite gets STRICT tables, PostgreSQL its own types and collation "C", so that
//! both sort and compare alike.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr};

/// What a column holds. Days are text `YYYY-MM-DD`, instants are microseconds, yes and no are 1 and 0.
#[derive(Clone, Copy)]
pub enum Type {
    Id,
    Integer,
    Text,
    Bytes,
}

/// The words that differ between the engines.
#[derive(Clone, Copy)]
pub struct Dialect {
    pub backend: DbBackend,
}

impl Dialect {
    pub fn type_name(self, of: Type) -> &'static str {
        match (self.is_sqlite(), of) {
            (true, Type::Id | Type::Bytes) => "BLOB",
            (true, Type::Integer) => "INTEGER",
            (true, Type::Text) => "TEXT",
            (false, Type::Id) => "uuid",
            (false, Type::Integer) => "bigint",
            (false, Type::Text) => "text COLLATE \"C\"",
            (false, Type::Bytes) => "bytea",
        }
    }

    /// What stands after the closing bracket of a table.
    pub fn table_end(self) -> &'static str {
        if self.is_sqlite() { " STRICT" } else { "" }
    }

    /// The same for a table that is stored in the order of its primary key.
    pub fn clustered_table_end(self) -> &'static str {
        if self.is_sqlite() { " STRICT, WITHOUT ROWID" } else { "" }
    }

    pub fn is_sqlite(self) -> bool {
        self.backend == DbBackend::Sqlite
    }
}

/// Runs one statement as it stands.
pub async fn run<C: ConnectionTrait>(connection: &C, sql: String) -> Result<(), DbErr> {
    connection.execute_unprepared(&sql).await.map(drop)
}
