//! The agencies that stand under no other, and the interagency groups: each with everything below it.

use crate::dashboards::Scope;
use domain::body::Party;
use domain::facts::ActionFacts;
use std::collections::BTreeSet;
use store::View;

/// One agency with its components, or one group.
#[derive(Clone, Debug)]
pub(super) struct TopLevel {
    pub party: Party,
    /// How lists ask for it.
    pub code: String,
    pub name: String,
    reach: BTreeSet<Party>,
}

impl TopLevel {
    /// All of them. A component of two agencies counts under each, as the list of each has it.
    pub fn all(view: &View) -> impl Iterator<Item = TopLevel> {
        let agencies = view.agencies().filter(|agency| agency.parents.is_empty()).map(|agency| {
            let reach = view.with_components(agency.id).into_iter().map(Party::Agency).collect();
            (Party::Agency(agency.id), agency.code.to_string(), reach)
        });
        let bodies = view.bodies().map(|body| {
            let party = Party::Body(body.id);
            (party, body.code.to_string(), BTreeSet::from([party]))
        });
        agencies.chain(bodies).map(|(party, code, reach)| TopLevel { party, code, name: view.short_name(party), reach })
    }

    /// The actions that it leads, or something below it.
    pub fn led<'a>(&self, scope: &Scope<'a>) -> impl Iterator<Item = &'a ActionFacts> {
        scope.facts().filter(|facts| facts.lead.is_some_and(|lead| self.reach.contains(&lead)))
    }
}
