//! The lists that are taken as files: what each is called, what its address may ask for, and the rows that it holds.

use super::ToNote;
use domain::actor::{Actor, Permission};
use domain::visibility::takes_files;
use queries::lists::{
    AccessQuery, ActionQuery, AgencyQuery, DateChangeQuery, LAYOUT_NAMES, ListQuery, MilestoneQuery, table,
    table_of_access, table_of_agencies, table_of_date_changes, table_of_evidence, table_of_milestones, table_of_plans,
    table_of_roles, table_of_rules, table_of_sections, table_of_updates, table_of_verifications,
};
use queries::paths::Paths;
use queries::periods::{PeriodQuery, table_of_period};
use reports::Table;
use store::{AsOf, View};
use ui::error::AppError;

/// What an address asks for, as it is written.
type Pairs = Vec<(&'static str, String)>;

/// A list of which there are files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Actions,
    Milestones,
    Agencies,
    /// Of the actions that are asked for, as the next three.
    Updates,
    Evidence,
    Verifications,
    Roles,
    DateChanges,
    Plans,
    Sections,
    /// The agencies that owe updates for a reporting period.
    Periods,
    Rules,
    AccessLog,
}

/// The rows of a list, and what its address asked for.
#[derive(Debug)]
pub(super) struct TakenList {
    pub list: List,
    pub table: Table,
    pub pairs: Pairs,
    pub as_of: AsOf,
    pub note: ToNote,
    /// What the file is called where it is kept, without its ending.
    pub name: String,
}

impl List {
    /// The name in addresses: `actions`.
    pub const fn name(self) -> &'static str {
        match self {
            List::Actions => "actions",
            List::Milestones => "milestones",
            List::Agencies => "agencies",
            List::Updates => "updates",
            List::Evidence => "evidence",
            List::Verifications => "verifications",
            List::Roles => "roles",
            List::DateChanges => "date-changes",
            List::Plans => "plans",
            List::Sections => "sections",
            List::Periods => "periods",
            List::Rules => "rules",
            List::AccessLog => "access-log",
        }
    }

    /// Whether the actor takes it as a file.
    pub fn is_for(self, actor: &Actor) -> bool {
        match self {
            List::AccessLog => actor.may(Permission::ReadAccessLog),
            _ => takes_files(actor),
        }
    }

    /// Whether its address may ask for something under that name.
    pub fn knows(self, name: &str) -> bool {
        let (own, is_laid_out): (&[&str], bool) = match self {
            List::Actions => (&ActionQuery::NAMES, true),
            List::Updates | List::Evidence | List::Verifications | List::Roles => (&ActionQuery::NAMES, true),
            List::Milestones | List::DateChanges => (&MilestoneQuery::NAMES, true),
            List::Agencies => (&AgencyQuery::NAMES, false),
            List::AccessLog => (&AccessQuery::NAMES, false),
            List::Periods => (&PeriodQuery::NAMES, false),
            List::Plans | List::Sections | List::Rules => (&[], false),
        };
        own.contains(&name) || (is_laid_out && LAYOUT_NAMES.contains(&name))
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
                // The scorecards of a file are of one point; a page compares them with another.
                let compared = AgencyQuery::read(asked)?;
                compared.then(view).await?;
                let query = AgencyQuery { since: None, ..compared };
                (table_of_agencies(view, &query).await?, query.pairs())
            }
            List::Updates => {
                let query = ActionQuery::read(asked)?;
                (table_of_updates(view, &query).await?, query.pairs_of_rows())
            }
            List::Evidence => {
                let query = ActionQuery::read(asked)?;
                (table_of_evidence(view, &query).await?, query.pairs_of_rows())
            }
            List::Verifications => {
                let query = ActionQuery::read(asked)?;
                (table_of_verifications(view, &query).await?, query.pairs_of_rows())
            }
            List::Roles => {
                let query = ActionQuery::read(asked)?;
                (table_of_roles(view, &query).await?, query.pairs_of_rows())
            }
            List::DateChanges => {
                let query = DateChangeQuery::read(asked)?;
                (table_of_date_changes(view, &query).await?, query.pairs())
            }
            List::Plans => (table_of_plans(view).await?, Pairs::new()),
            List::Sections => (table_of_sections(view).await?, Pairs::new()),
            List::Periods => {
                let query = PeriodQuery::read(asked)?;
                (table_of_period(view, query).await?, query.pairs())
            }
            List::Rules => (table_of_rules(view)?, Pairs::new()),
            List::AccessLog => {
                let query = AccessQuery::read(asked)?;
                (table_of_access(view, &query).await?, query.pairs())
            }
        })
    }
}

impl TakenList {
    /// The address of a file of the same rows.
    pub fn address(&self, ending: &str) -> String {
        let path = format!("/exports/{}.{ending}", self.list.name());
        Paths::at(self.as_of.clone()).with_pairs(&path, &self.pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list writes into its addresses it knows in them, or its own links would be refused.
    #[test]
    fn every_name_that_a_list_writes_is_one_that_its_files_know() {
        let asked = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let values = [
            ("q", "x"),
            ("plan", "P"),
            ("node", "1"),
            ("lead", "DOJ"),
            ("led-by", "DOJ"),
            ("supporter", "DOJ"),
            ("status", "open"),
            ("confidence", "at-risk"),
            ("reporting", "silent"),
            ("verification", "claimed"),
            ("lead-basis", "stated"),
            ("lead-request", "pending"),
            ("inferred", "lead"),
            ("report", "owed"),
            ("due", "overdue"),
            ("timeframe", "ended"),
            ("since", "entry:1"),
            ("step", "any"),
            ("sort", "slip"),
            ("group", "lead"),
            ("column", "slip"),
        ];
        let actions = ActionQuery::read(&asked(&values)).map(|query| query.pairs()).unwrap_or_default();
        assert_eq!(actions.len(), values.len(), "{actions:?}");
        assert!(actions.iter().all(|(name, _)| List::Actions.knows(name) && List::Updates.knows(name)));
        let values = [
            ("q", "x"),
            ("plan", "P"),
            ("lead", "DOJ"),
            ("led-by", "DOJ"),
            ("supporter", "DOJ"),
            ("node", "1"),
            ("state", "open"),
            ("due", "30"),
            ("reason", "funding"),
            ("moved", "yes"),
            ("next", "yes"),
            ("since", "entry:1"),
            ("changed", "later"),
            ("sort", "slip"),
        ];
        let milestones = MilestoneQuery::read(&asked(&values)).map(|query| query.pairs()).unwrap_or_default();
        assert_eq!(milestones.len(), values.len(), "{milestones:?}");
        assert!(milestones.iter().all(|(name, _)| List::Milestones.knows(name)));
        assert!(!List::Rules.knows("plan") && !List::Actions.knows("utm_source"));
    }
}
