//! Agencies in the order of the tree: departments and others at the top, each component under what it belongs to.

use domain::agency::{Agency, AgencyKind};
use domain::ids::AgencyId;
use std::collections::BTreeMap;

/// An agency with its place in the tree. A joint center is listed under each of its parents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    pub agency: &'a Agency,
    /// 0 for what belongs to no other.
    pub depth: usize,
    /// The parents other than the one above it.
    pub other_parents: Vec<AgencyId>,
}

/// Agencies that belong to no other, by kind, in the order of `all`.
pub fn roots_by_kind<'a>(all: &[&'a Agency]) -> BTreeMap<AgencyKind, Vec<&'a Agency>> {
    let mut roots: BTreeMap<AgencyKind, Vec<&Agency>> = BTreeMap::new();
    for agency in all.iter().filter(|agency| agency.parents.is_empty()) {
        roots.entry(agency.kind).or_default().push(agency);
    }
    roots
}

/// An agency and everything below it, each component under its parent, in the order of `all`.
pub fn branch<'a>(all: &[&'a Agency], root: &'a Agency) -> Vec<Place<'a>> {
    let mut found = vec![Place { agency: root, depth: 0, other_parents: Vec::new() }];
    add_below(all, &[root.id], &mut found);
    found
}

/// `above` leads from the root down to the agency whose components are added. An agency that comes again on its own way
/// is left out, so that a circle in the data ends.
fn add_below<'a>(all: &[&'a Agency], above: &[AgencyId], found: &mut Vec<Place<'a>>) {
    let Some(parent) = above.last() else { return };
    let below = all.iter().filter(|agency| agency.parents.contains(parent) && !above.contains(&agency.id));
    for agency in below.copied().collect::<Vec<_>>() {
        let other_parents = agency.parents.iter().filter(|other| *other != parent).copied().collect();
        found.push(Place { agency, depth: above.len(), other_parents });
        add_below(all, &[above, &[agency.id]].concat(), found);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::text::{Citation, Code, Title};
    use uuid::Uuid;

    fn id(number: u128) -> AgencyId {
        AgencyId(Uuid::from_u128(number))
    }

    fn agency(number: u128, name: &str, kind: AgencyKind, parents: &[u128]) -> Agency {
        Agency {
            id: id(number),
            code: Code::parse(name).unwrap(),
            name: Title::parse(name).unwrap(),
            short_name: Title::parse(name).unwrap(),
            kind,
            parents: parents.iter().copied().map(id).collect(),
            roles: Vec::new(),
            note: None,
            source: Citation::parse("A list of agencies").unwrap(),
        }
    }

    fn drawn(places: &[Place<'_>]) -> Vec<String> {
        places.iter().map(|place| format!("{}{}", "-".repeat(place.depth), place.agency.name)).collect()
    }

    #[test]
    fn a_joint_center_stands_below_each_of_its_parents() {
        let (department, component) = (AgencyKind::Department, AgencyKind::Component);
        let agencies = [
            agency(1, "State", department, &[]),
            agency(2, "Justice", department, &[]),
            agency(3, "HSTC", AgencyKind::JointCenter, &[1, 2]),
            agency(4, "OJP", component, &[2]),
            agency(5, "BJA", component, &[4]),
        ];
        let all: Vec<&Agency> = agencies.iter().collect();
        assert_eq!(drawn(&branch(&all, &agencies[0])), ["State", "-HSTC"]);
        let justice = branch(&all, &agencies[1]);
        assert_eq!(drawn(&justice), ["Justice", "-HSTC", "-OJP", "--BJA"]);
        assert_eq!(justice[1].other_parents, [id(1)]);
        let roots = roots_by_kind(&all);
        assert_eq!(roots.len(), 1);
        assert_eq!(roots[&department].iter().map(|root| root.name.as_str()).collect::<Vec<_>>(), ["State", "Justice"]);
    }

    #[test]
    fn a_circle_in_the_data_ends() {
        let kind = AgencyKind::Component;
        let agencies = [agency(1, "A", kind, &[2]), agency(2, "B", kind, &[1])];
        let all: Vec<&Agency> = agencies.iter().collect();
        assert_eq!(drawn(&branch(&all, &agencies[0])), ["A", "-B"]);
    }
}
