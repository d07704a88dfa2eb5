//! What the record lacks: reports that are still to come in, leads that no one accepted, and what is only inferred. A
//! secretariat works it off. As with all numbers, the rule that counts a row is the rule that lists it.

use crate::Date;
use crate::assignment::CarrierRole;
use crate::facts::{ActionFacts, CarrierFacts, CarrierStanding};
use crate::progress::Judged;
use serde::{Deserialize, Serialize};

/// How the lead of an action came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeadBasis {
    /// The party was asked and said yes.
    Accepted,
    /// A source names it; it was not asked here.
    Stated,
    /// No one leads yet: someone inferred who does, and the party was not asked here.
    Inferred,
    /// No one leads yet; someone was asked and has not answered.
    Offered,
    /// No one leads and no one is asked: who led it handed the lead back.
    HandedBack,
    /// No one leads, and no one is asked.
    NotKnown,
}

impl LeadBasis {
    pub const ALL: [LeadBasis; 6] = [
        LeadBasis::Accepted,
        LeadBasis::Stated,
        LeadBasis::Inferred,
        LeadBasis::Offered,
        LeadBasis::HandedBack,
        LeadBasis::NotKnown,
    ];

    pub fn of(action: &ActionFacts) -> LeadBasis {
        let in_force = leads(action).find(|lead| lead.standing.is_in_force());
        match in_force {
            Some(lead) if lead.standing == CarrierStanding::Accepted => LeadBasis::Accepted,
            Some(lead) if lead.is_inferred => LeadBasis::Inferred,
            Some(_) => LeadBasis::Stated,
            None if action.lead_offered_to.is_some() => LeadBasis::Offered,
            None if action.inferred_lead().is_some() => LeadBasis::Inferred,
            None if leads(action).any(|lead| lead.standing == CarrierStanding::HandedBack) => LeadBasis::HandedBack,
            None => LeadBasis::NotKnown,
        }
    }
}

/// What no source states of an action, and someone inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inferred {
    /// Where it stands in its plan.
    Placement,
    /// How strong the promise is.
    Strength,
    /// When it begins and ends.
    Timeframe,
    /// Who leads it.
    Lead,
    /// At least one of its supporters, whether asked or only assumed.
    Supporters,
}

impl Inferred {
    pub const ALL: [Inferred; 5] =
        [Inferred::Lead, Inferred::Supporters, Inferred::Placement, Inferred::Timeframe, Inferred::Strength];

    pub fn holds(self, action: &ActionFacts) -> bool {
        let stands = |carrier: &CarrierFacts| carrier.is_inferred && !carrier.standing.is_over();
        match self {
            Inferred::Placement => action.inferred.placement,
            Inferred::Strength => action.inferred.strength,
            Inferred::Timeframe => action.inferred.timeframe,
            Inferred::Lead => LeadBasis::of(action) == LeadBasis::Inferred,
            Inferred::Supporters => {
                action.carriers.iter().any(|carrier| carrier.role == CarrierRole::Support && stands(carrier))
            }
        }
    }
}

/// The report for the period whose day comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextReport {
    In,
    Missing,
}

impl NextReport {
    /// `None` where no report is owed.
    pub fn of(action: &ActionFacts, judged: Judged) -> Option<NextReport> {
        let period = judged.rule.next_due(judged.today);
        let is_in = action.is_done_for(period);
        let is_owed = action.owes_reports() && action.owed_from() <= period;
        is_owed.then_some(if is_in { NextReport::In } else { NextReport::Missing })
    }
}

/// How far the reports of some actions are for the period whose day comes next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Actions that owe a report.
    pub owed: usize,
    /// Those whose report for the period has not come in.
    pub missing: usize,
    /// Those that owe an earlier one too.
    pub silent: usize,
    /// The day of the last report on any of the actions.
    pub last: Option<Date>,
}

impl Completeness {
    pub fn of<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>, judged: Judged) -> Completeness {
        let mut of = Completeness::default();
        for action in actions {
            let next = NextReport::of(action, judged);
            of.owed += usize::from(next.is_some());
            of.missing += usize::from(next == Some(NextReport::Missing));
            of.silent += usize::from(action.is_silent(judged.today, judged.rule));
            of.last = of.last.max(action.last_report.map(|report| report.submitted));
        }
        of
    }

    /// Those whose report for the period is in.
    pub fn ready(&self) -> usize {
        self.owed - self.missing
    }
}

fn leads(action: &ActionFacts) -> impl Iterator<Item = &CarrierFacts> {
    action.carriers.iter().filter(|carrier| carrier.role == CarrierRole::Lead)
}

#[cfg(test)]
mod tests;
