//! What of each kind lies in which table and column, and rows and log entries as they lie there.

pub(crate) mod kinds;
pub(crate) mod ledger;
pub(crate) mod request_context;
pub(crate) mod rows;
pub(crate) mod stand_ins;

use domain::ids::Kind;
use domain::{Object, OfKind, with_kind, with_object};
use sea_orm::Value;

/// How a kind lies in the database: said once, and followed by all that reads, writes, counts, searches and checks.
pub(crate) trait Stored: OfKind {
    const TABLES: Tables;

    /// The columns of its version rows that name what it belongs to, or itself.
    const NAMES: &'static [(&'static str, Names)] = &[];

    /// What stands in the columns of its version rows, in the order of the table.
    fn columns(&self) -> Columns;
}

/// The names of a kind's three tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    pub identities: &'static str,
    pub versions: &'static str,
    pub contents: &'static str,
}

/// What a column names, by which rows belong to histories and are withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Plan,
    Action,
    Account,
}

pub(crate) type Columns = Vec<(&'static str, Value)>;

/// The tables of a kind.
pub(crate) fn of(kind: Kind) -> Tables {
    with_kind!(kind, T => <T as Stored>::TABLES)
}

/// What stands in the columns for an object, in the order of the table.
pub(crate) fn columns(object: &Object) -> Columns {
    with_object!(object, it => it.columns())
}

/// The kinds whose rows name such a thing, and the columns in which they do.
pub(crate) fn naming(what: Names) -> impl Iterator<Item = (Kind, &'static str)> {
    Kind::ALL.into_iter().flat_map(move |kind| named_by(kind, what).map(move |column| (kind, column)))
}

/// The kinds of which every object is an action or belongs to one, and the column that names it.
pub(crate) fn of_one_action() -> impl Iterator<Item = (Kind, &'static str)> {
    naming(Names::Action).filter(|(kind, _)| named_by(*kind, Names::Action).count() == 1)
}

/// The columns in which rows of a kind name such a thing.
pub(crate) fn named_by(kind: Kind, what: Names) -> impl Iterator<Item = &'static str> {
    let names = with_kind!(kind, T => <T as Stored>::NAMES);
    names.iter().filter(move |(_, named)| *named == what).map(|(column, _)| *column)
}
