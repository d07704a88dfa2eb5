//! The agencies that stand under no other, and the interagency groups: each with everything below it.

use crate::dashboards::Scope;
use domain::body::Party;
use domain::progress::Counted;
use std::collections::{BTreeMap, BTreeSet};
use store::View;

/// One agency with its components, or one group.
#[derive(Clone, Debug)]
pub(crate) struct TopLevel {
    pub party: Party,
    /// How lists ask for it.
    pub code: String,
    pub name: String,
    /// Itself, and everything below it.
    pub reach: BTreeSet<Party>,
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
    pub fn led<'a, 's>(&self, by_lead: &ByLead<'a, 's>) -> Vec<&'s Counted<'a>> {
        self.reach.iter().filter_map(|lead| by_lead.0.get(lead)).flatten().copied().collect()
    }
}

/// The actions of a scope by who leads them.
pub(crate) struct ByLead<'a, 's>(BTreeMap<Party, Vec<&'s Counted<'a>>>);

impl<'a, 's> ByLead<'a, 's> {
    pub fn of(scope: &'s Scope<'a>) -> ByLead<'a, 's> {
        let mut by_lead = BTreeMap::<Party, Vec<&Counted<'_>>>::new();
        for counted in &scope.counted {
            if let Some(lead) = counted.action.lead {
                by_lead.entry(lead).or_default().push(counted);
            }
        }
        ByLead(by_lead)
    }
}
