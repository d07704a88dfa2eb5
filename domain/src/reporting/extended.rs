//! More time for a period: for all agencies, or for some.

use super::ReportingRule;
use crate::Date;
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::ids::AgencyId;
use internment::Intern;
use std::collections::BTreeSet;

/// Until when the updates for a quarter are in time, whatever the terms say, where that is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct MoreTime {
    quarter: FiscalQuarter,
    /// `None` for all agencies.
    agency: Option<AgencyId>,
    to: Date,
}

impl ReportingRule {
    /// The rule with more time for a quarter: for these agencies, or for all where none is named.
    #[must_use]
    pub fn extended(self, quarter: FiscalQuarter, agencies: &[AgencyId], to: Date) -> ReportingRule {
        let mut all = self.more_time().to_vec();
        let more = |agency| MoreTime { quarter, agency, to };
        if agencies.is_empty() {
            all.push(more(None));
        }
        all.extend(agencies.iter().map(|agency| more(Some(*agency))));
        self.with_extensions(all)
    }

    /// The rule as it holds for an agency, with the time that was given to it alone. `None`: for all to whom none was.
    #[must_use]
    pub fn for_agency(self, agency: Option<AgencyId>) -> ReportingRule {
        if self.more_time().iter().all(|more| more.agency.is_none()) {
            return self;
        }
        // What was given to all holds for one as well, so that of two days the later one is theirs.
        let quarters: BTreeSet<FiscalQuarter> = self.more_time().iter().map(|more| more.quarter).collect();
        let theirs = quarters.into_iter().filter_map(|quarter| {
            let to = self.given(quarter, None).into_iter().chain(self.given(quarter, agency)).max()?;
            Some(MoreTime { quarter, agency: None, to })
        });
        self.with_extensions(theirs.collect())
    }

    /// The rule as it holds for who leads an action.
    #[must_use]
    pub fn for_lead(self, lead: Option<Party>) -> ReportingRule {
        match lead {
            Some(Party::Agency(agency)) => self.for_agency(Some(agency)),
            Some(Party::Body(_)) | None => self.for_agency(None),
        }
    }

    /// The agencies to which time was given that others do not have, each once.
    pub fn agencies_with_more_time(&self) -> Vec<AgencyId> {
        let mut agencies: Vec<AgencyId> = self.more_time().iter().filter_map(|more| more.agency).collect();
        agencies.sort();
        agencies.dedup();
        agencies
    }

    /// The last day on which anyone's update for the quarter is in time.
    pub fn last_due(&self, quarter: FiscalQuarter) -> Date {
        let agencies = self.agencies_with_more_time().into_iter();
        let extended = agencies.filter_map(|agency| self.given(quarter, Some(agency))).max();
        extended.map_or(self.due(quarter), |extended| extended.max(self.due(quarter)))
    }

    /// Until when all agencies have time for the quarter, where more was given to all.
    pub(super) fn extended_to(&self, quarter: FiscalQuarter) -> Option<Date> {
        self.given(quarter, None)
    }

    /// The day that was given last, to all or to one agency. It takes the place of one that was given before.
    fn given(&self, quarter: FiscalQuarter, agency: Option<AgencyId>) -> Option<Date> {
        let given = self.more_time().iter().rev().find(|more| more.quarter == quarter && more.agency == agency);
        given.map(|more| more.to)
    }

    fn more_time(&self) -> &[MoreTime] {
        self.extensions.as_ref().map_or(&[], |extensions| extensions.as_slice())
    }

    fn with_extensions(self, all: Vec<MoreTime>) -> ReportingRule {
        ReportingRule { extensions: (!all.is_empty()).then(|| Intern::new(all)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{INTERIOR, JUSTICE, TASK_FORCE, VICTIM_SERVICES, day, quarter};

    const RULE: &str = "FY2024-Q3";

    fn usual() -> ReportingRule {
        ReportingRule::default()
    }

    #[test]
    fn more_time_for_all_moves_the_day_of_its_quarter_only() {
        let rule = usual().extended(quarter(RULE), &[], day("2024-07-31"));
        assert_eq!(rule.due(quarter(RULE)), day("2024-07-31"));
        assert_eq!(rule.due(quarter("FY2024-Q2")), day("2024-04-15"));
        assert_eq!(rule.due(quarter("FY2024-Q4")), day("2024-10-15"));
        assert_eq!(rule.latest_due(day("2024-07-31")), quarter("FY2024-Q2"));
        assert_eq!(rule.latest_due(day("2024-08-01")), quarter(RULE));
    }

    #[test]
    fn more_time_for_an_agency_is_its_own() {
        let rule = usual().extended(quarter(RULE), &[JUSTICE, VICTIM_SERVICES], day("2024-07-31"));
        let due = |rule: ReportingRule| rule.due(quarter(RULE));
        assert_eq!(due(rule), day("2024-07-15"), "of all others");
        assert_eq!(due(rule.for_agency(Some(VICTIM_SERVICES))), day("2024-07-31"));
        assert_eq!(due(rule.for_lead(Some(Party::Agency(JUSTICE)))), day("2024-07-31"));
        for other in [None, Some(Party::Agency(INTERIOR)), Some(Party::Body(TASK_FORCE))] {
            assert_eq!(due(rule.for_lead(other)), day("2024-07-15"), "{other:?}");
        }
        assert_eq!(rule.last_due(quarter(RULE)), day("2024-07-31"));
        assert_eq!(rule.agencies_with_more_time(), [JUSTICE, VICTIM_SERVICES]);
    }

    #[test]
    fn of_time_for_all_and_time_for_one_the_later_day_holds() {
        let later_for_all = usual().extended(quarter(RULE), &[JUSTICE], day("2024-07-20"));
        let later_for_all = later_for_all.extended(quarter(RULE), &[], day("2024-07-31"));
        assert_eq!(later_for_all.for_agency(Some(JUSTICE)).due(quarter(RULE)), day("2024-07-31"));
        let later_for_one = usual().extended(quarter(RULE), &[], day("2024-07-20"));
        let later_for_one = later_for_one.extended(quarter(RULE), &[JUSTICE], day("2024-07-31"));
        assert_eq!(later_for_one.for_agency(Some(JUSTICE)).due(quarter(RULE)), day("2024-07-31"));
        assert_eq!(later_for_one.for_agency(None).due(quarter(RULE)), day("2024-07-20"));
    }

    #[test]
    fn a_day_that_was_given_by_mistake_is_replaced_by_an_earlier_one() {
        let rule = usual().extended(quarter(RULE), &[JUSTICE], day("2024-09-30"));
        let rule = rule.extended(quarter(RULE), &[JUSTICE], day("2024-07-31"));
        assert_eq!(rule.for_agency(Some(JUSTICE)).due(quarter(RULE)), day("2024-07-31"));
        assert_eq!(rule.last_due(quarter(RULE)), day("2024-07-31"));
        let none = rule.extended(quarter(RULE), &[JUSTICE], day("2024-07-15"));
        assert_eq!(none.last_due(quarter(RULE)), day("2024-07-15"));
    }

    #[test]
    fn terms_that_grant_more_days_than_an_extension_hold() {
        let rule = usual().extended(quarter(RULE), &[], day("2024-07-20"));
        let month = crate::reporting::ReportingTerms { days: 30, ..rule.terms(quarter(RULE)) };
        assert_eq!(rule.with(quarter(RULE), month).due(quarter(RULE)), day("2024-07-30"));
    }
}
