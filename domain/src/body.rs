//! Bodies: the task force, its working groups and committees, and who sits in them from when to when.

use crate::Date;
use crate::described::{BelongsTo, Described};
use crate::ids::{AgencyId, BodyId};
use crate::text::{Citation, Code, Narrative, Title};
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub id: BodyId,
    pub code: Code,
    pub name: Title,
    /// As the source calls it: "cabinet task force", "standing committee".
    pub kind: Title,
    pub parent: Option<BodyId>,
    /// One chair, or several who share it.
    pub chairs: Vec<AgencyId>,
    pub chair_title: Option<Title>,
    pub members: Vec<Membership>,
    /// How the list of members was found, where it is not simply stated.
    pub member_basis: Option<Narrative>,
    pub cadence: Narrative,
    pub created: Option<Narrative>,
    pub duty: Option<Narrative>,
    /// The agency that is the same organization, where one is.
    pub agency: Option<AgencyId>,
    /// The code of the program that is the same undertaking, where one is.
    pub program: Option<Code>,
    pub source: Citation,
}

/// A seat in a body. An unknown begin or end stays unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub agency: AgencyId,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Who can carry an action: an agency, or a body as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    Agency(AgencyId),
    Body(BodyId),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::Agency(id) => write!(f, "agency:{id}"),
            Party::Body(id) => write!(f, "body:{id}"),
        }
    }
}

impl std::str::FromStr for Party {
    type Err = NotAParty;
    fn from_str(text: &str) -> Result<Self, NotAParty> {
        let (kind, id) = text.split_once(':').ok_or(NotAParty)?;
        match kind {
            "agency" => id.parse().map(Party::Agency).map_err(|_| NotAParty),
            "body" => id.parse().map(Party::Body).map_err(|_| NotAParty),
            _ => Err(NotAParty),
        }
    }
}

/// The text names neither an agency nor a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Choose an agency or interagency group from the list.")]
pub struct NotAParty;

impl Described for Body {
    const IS_REFERENCE_DATA: bool = true;
    const SEARCH_PLACE: Option<u8> = Some(8);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn texts(&self) -> Vec<String> {
        let mut texts =
            vec![self.name.to_string(), self.code.to_string(), self.kind.to_string(), self.cadence.to_string()];
        texts.extend(self.chair_title.iter().map(Title::to_string));
        texts.extend([&self.duty, &self.created, &self.member_basis].into_iter().flatten().map(Narrative::to_string));
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{JUSTICE, TASK_FORCE};

    #[test]
    fn a_party_is_written_as_it_is_read() {
        for party in [Party::Agency(JUSTICE), Party::Body(TASK_FORCE)] {
            assert_eq!(party.to_string().parse(), Ok(party));
        }
        assert_eq!(Party::Body(TASK_FORCE).to_string(), "body:00000000-0000-0000-0000-000000000014");
    }

    #[test]
    fn what_names_neither_an_agency_nor_a_body_is_refused() {
        for text in ["", "agency", "agency:", "agency:doj", "Agency:00000000-0000-0000-0000-000000000001", "office:1"] {
            assert_eq!(text.parse::<Party>(), Err(NotAParty), "{text}");
        }
        assert_eq!(NotAParty.to_string(), "Choose an agency or interagency group from the list.");
    }
}
