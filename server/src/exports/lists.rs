//! The lists that are taken as files: what each is called, and the rows that its address asks for.

use super::ToNote;
use app::error::AppError;
use app::lists::{ActionQuery, AgencyQuery, ListQuery, MilestoneQuery, table, table_of_agencies, table_of_milestones};
use app::paths::Paths;
use reports::Table;
use store::{AsOf, View};

/// What an address asks for, as it is written.
type Pairs = Vec<(&'static str, String)>;

/// A list of which there are files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Actions,
    Milestones,
    Agencies,
}

/// The rows of a list, and what its address asked for.
#[derive(Debug)]
pub(super) struct TakenList {
    pub list: List,
    pub table: Table,
    pub pairs: Pairs,
    pub as_of: AsOf,
    pub note: ToNote,
}

impl List {
    /// What the file is called: `actions.csv`.
    pub fn file(self, ending: &str) -> String {
        let name = match self {
            List::Actions => "actions",
            List::Milestones => "milestones",
            List::Agencies => "agencies",
        };
        format!("{name}.{ending}")
    }

    /// The rows, and what their address asked for.
    ///
    /// # Errors
    /// For an address that asks for something that the list does not know, and when the database does not answer.
    pub async fn table(self, view: &View, asked: &[(String, String)]) -> Result<(Table, Pairs), AppError> {
        Ok(match self {
            List::Actions => {
                let query = ActionQuery::read(asked)?;
                (table(view, &query).await?, query.pairs())
            }
            List::Milestones => {
                let query = MilestoneQuery::read(asked)?;
                (table_of_milestones(view, &query).await?, query.pairs())
            }
            List::Agencies => {
                // The file compares nothing, so it does not say that it does.
                let query = AgencyQuery { since: None, ..AgencyQuery::read(asked)? };
                (table_of_agencies(view, &query)?, query.pairs())
            }
        })
    }
}

impl TakenList {
    /// The address of a file of the same rows.
    pub fn address(&self, ending: &str) -> String {
        Paths::at(self.as_of.clone()).with_pairs(&format!("/exports/{}", self.list.file(ending)), &self.pairs)
    }
}
