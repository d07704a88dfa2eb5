//! Departments, their components and offices, and joint centers that belong to several.

use crate::described::{BelongsTo, Described};
use crate::ids::AgencyId;
use crate::text::{Citation, Code, Narrative, Title};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An office of government, or an outside organization that the plans name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    pub id: AgencyId,
    pub code: Code,
    pub name: Title,
    /// What it is called in a table: "Justice" for the Department of Justice.
    pub short_name: Title,
    pub kind: AgencyKind,
    /// Several for a joint center: the Human Smuggling and Trafficking Center has four.
    pub parents: BTreeSet<AgencyId>,
    /// What it does in the field, as its source says.
    pub roles: Vec<Narrative>,
    pub note: Option<Narrative>,
    pub source: Citation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgencyKind {
    Department,
    Agency,
    ExecutiveOffice,
    Component,
    Office,
    ProgramOffice,
    Section,
    Unit,
    Group,
    JointCenter,
    Oversight,
    Advisory,
    International,
}

/// An agency and everything below it, found by walking down from parent to child.
#[expect(clippy::needless_pass_by_value, reason = "It is walked several times, each time in a copy.")]
pub fn with_components<'a>(root: AgencyId, all: impl Iterator<Item = &'a Agency> + Clone) -> BTreeSet<AgencyId> {
    let mut reached = BTreeSet::from([root]);
    loop {
        let below = all.clone().filter(|agency| agency.parents.iter().any(|parent| reached.contains(parent)));
        let before = reached.len();
        let found: Vec<AgencyId> = below.map(|agency| agency.id).collect();
        reached.extend(found);
        if reached.len() == before {
            return reached;
        }
    }
}

impl Described for Agency {
    const IS_REFERENCE_DATA: bool = true;
    const SEARCH_PLACE: Option<u8> = Some(7);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.name.to_string(), self.short_name.to_string(), self.code.to_string()];
        texts.extend(self.roles.iter().map(Narrative::to_string));
        texts.extend(self.note.iter().map(Narrative::to_string));
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::agency;
    use uuid::Uuid;

    fn id(number: u128) -> AgencyId {
        AgencyId(Uuid::from_u128(number))
    }

    #[test]
    fn a_joint_center_is_below_each_of_its_parents_and_nothing_is_walked_twice() {
        // 1 > 2 > 4, and the joint center 5 belongs to 2 and 3. The loop from 4 to 1 must end the walk, not hang it.
        let parents: [(u128, &[u128]); 5] = [(1, &[4]), (2, &[1]), (3, &[]), (4, &[2]), (5, &[2, 3])];
        let all = parents.map(|(number, parents)| agency(id(number), parents.iter().map(|parent| id(*parent))));
        let below = |root| with_components(id(root), all.iter());
        assert_eq!(below(1), [1, 2, 4, 5].map(id).into());
        assert_eq!(below(3), [3, 5].map(id).into());
        assert_eq!(below(5), [5].map(id).into());
    }

    #[test]
    fn an_agency_that_nobody_knows_reaches_itself() {
        assert_eq!(with_components(id(9), [].iter()), [9].map(id).into());
    }
}
