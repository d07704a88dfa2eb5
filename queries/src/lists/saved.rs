//! Lists that can be kept under a name.

use super::{ActionQuery, ListQuery, MilestoneQuery};
use crate::error::BadQuery;
use crate::paths::Paths;
use domain::saved_view::SavedView;
use store::View;

/// A list of which views are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedList {
    Actions,
    Milestones,
}

impl SavedList {
    pub const ALL: [SavedList; 2] = [SavedList::Actions, SavedList::Milestones];

    pub fn of_path(path: &str) -> Option<SavedList> {
        SavedList::ALL.into_iter().find(|list| list.path() == path)
    }

    pub const fn path(self) -> &'static str {
        match self {
            SavedList::Actions => "/actions",
            SavedList::Milestones => "/milestones",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            SavedList::Actions => "Actions",
            SavedList::Milestones => "Milestones",
        }
    }

    /// What is asked of the list, read and written again, so that nothing else is kept.
    ///
    /// # Errors
    /// [`BadQuery::NotAFilter`] for what the list does not know.
    pub fn canonical(self, query: &str) -> Result<String, BadQuery> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let pairs = match self {
            SavedList::Actions => ActionQuery::read(&pairs)?.pairs(),
            SavedList::Milestones => MilestoneQuery::read(&pairs)?.pairs(),
        };
        Ok(written_query(&pairs))
    }

    /// Whether what a view asks for names only what the reader may see. A view that does not, shared by somebody who sees
    /// more, is none for this reader.
    pub fn is_for(self, saved: &SavedView, view: &View) -> bool {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&saved.query).unwrap_or_default();
        match self {
            SavedList::Actions => ActionQuery::read(&pairs).is_ok_and(|query| query.check(view).is_ok()),
            SavedList::Milestones => MilestoneQuery::read(&pairs).is_ok_and(|query| query.check(view).is_ok()),
        }
    }

    /// How many rows a saved view has in this view of the record. `None` where that is not told by the facts alone: of
    /// another point, of a search, of a comparison.
    pub fn number_of(self, saved: &SavedView, view: &View) -> Option<usize> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&saved.query).unwrap_or_default();
        let is_plain =
            saved.as_of.is_none() && pairs.iter().all(|(name, _)| !["q", "since", "decision"].contains(&name.as_str()));
        match self {
            _ if !is_plain => None,
            SavedList::Actions => ActionQuery::read(&pairs).ok().map(|query| query.number(view)),
            SavedList::Milestones => MilestoneQuery::read(&pairs).ok().map(|query| query.number(view)),
        }
    }

    /// The address of a saved view: as of its own date, or else as of that of `here`.
    pub fn address(self, view: &SavedView, here: &Paths) -> String {
        let own = view.as_of.as_deref().and_then(|point| point.parse().ok()).map(Paths::at);
        let paths = own.unwrap_or_else(|| here.clone());
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&view.query).unwrap_or_default();
        paths.with_pairs(self.path(), &pairs)
    }
}

/// A query as views keep it.
pub fn written_query(pairs: &[(&'static str, String)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}
