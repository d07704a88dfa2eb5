//! What an action's lead owes: the updates that were missed, and the one that is due next.

use super::ActionFacts;
use crate::Date;
use crate::date::FiscalQuarter;
use crate::plan::PlanState;
use crate::reporting::ReportingRule;

impl ActionFacts {
    /// The quarters whose updates are overdue, the earliest first. A later update covers those before it.
    pub fn missed_updates(&self, today: Date, rule: ReportingRule) -> Vec<FiscalQuarter> {
        let rule = rule.for_lead(self.lead);
        let latest_due = rule.latest_due(today);
        if !self.is_silent(today, rule) {
            return Vec::new();
        }
        let after_the_last = self.last_report.map(|report| report.quarter.next());
        let first = after_the_last.map_or(self.owed_from(), |next| next.max(self.owed_from()));
        let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
        quarters.take_while(|quarter| *quarter <= latest_due).filter(|quarter| rule.ends_a_period(*quarter)).collect()
    }

    /// Whether its lead has an update to give for the period that ends with the quarter, or gave one: the action is in a plan
    /// in force, it was led by then, and it is open or was reported for that quarter or a later one.
    pub fn is_in_period(&self, quarter: FiscalQuarter) -> bool {
        let is_awaited = self.plan_state == PlanState::InForce && !self.is_retracted && !self.is_withdrawn;
        let is_open = self.status().is_open() || self.is_reported_for(quarter);
        is_awaited && self.lead.is_some() && self.owed_from() <= quarter && is_open
    }

    /// Whether nothing is left to do for the quarter: an update was received, and it was not returned.
    pub fn is_done_for(&self, quarter: FiscalQuarter) -> bool {
        let is_returned = self.last_report.is_some_and(|report| report.quarter == quarter && report.is_returned());
        self.is_reported_for(quarter) && !is_returned
    }

    /// Whether an update for the quarter was received, or a later one, which covers it.
    pub fn is_reported_for(&self, quarter: FiscalQuarter) -> bool {
        self.last_report.is_some_and(|report| report.quarter >= quarter)
    }

    /// The quarter for which the next update is to come that is not due yet. One that came early covers its quarter.
    pub fn next_update(&self, today: Date, rule: ReportingRule) -> Option<FiscalQuarter> {
        if !self.owes_reports() {
            return None;
        }
        let rule = rule.for_lead(self.lead);
        let covered = self.last_report.map(|report| report.quarter);
        let first = rule.next_due(today).max(self.owed_from());
        let not_due = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
        let mut open = not_due.filter(|quarter| rule.ends_a_period(*quarter) && Some(*quarter) > covered);
        open.next()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::body::Party;
    use crate::facts::{PlanState, ReportFacts};
    use crate::gaps::NextReport;
    use crate::progress::Judged;
    use crate::reporting::{ReportingPeriod, ReportingTerms};
    use crate::sample::{TODAY, VICTIM_SERVICES, action_facts, day, lead_facts, quarter, report_facts};
    use crate::update::{Acceptance, ReportedStatus};

    const RULE: ReportingRule = ReportingRule::always(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 });

    fn reported(last: &str) -> ActionFacts {
        let report = report_facts(quarter(last), ReportedStatus::InProgress);
        ActionFacts { last_report: Some(report), ..action_facts() }
    }

    fn led_from(first: Option<&str>) -> ActionFacts {
        ActionFacts { carriers: [lead_facts(Party::Agency(VICTIM_SERVICES), first.map(day))].into(), ..action_facts() }
    }

    fn missed(facts: &ActionFacts, rule: ReportingRule) -> Vec<String> {
        facts.missed_updates(TODAY, rule).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn no_update_is_next_for_a_quarter_before_the_plan_begins() {
        let later = ActionFacts { plan_owes_from: quarter("FY2024-Q4"), ..led_from(None) };
        assert_eq!(later.next_update(TODAY, RULE), Some(quarter("FY2024-Q4")));
        let judged = Judged { today: TODAY, rule: RULE };
        assert_eq!(NextReport::of(&later, judged), None, "the period whose day comes next is not owed");
        let begun = ActionFacts { plan_owes_from: quarter("FY2024-Q1"), ..led_from(None) };
        assert_eq!(begun.next_update(TODAY, RULE), Some(quarter("FY2024-Q3")));
        assert_eq!(NextReport::of(&begun, judged), Some(NextReport::Missing));
    }

    #[test]
    fn every_quarter_that_was_missed_is_owed_and_not_only_the_latest() {
        assert_eq!(missed(&reported("FY2023-Q3"), RULE), ["FY2023-Q4", "FY2024-Q1", "FY2024-Q2"]);
        assert_eq!(missed(&reported("FY2024-Q1"), RULE), ["FY2024-Q2"]);
        assert_eq!(missed(&reported("FY2024-Q2"), RULE), [""; 0]);
    }

    #[test]
    fn a_lead_that_never_reported_owes_every_quarter_since_it_began() {
        assert_eq!(missed(&led_from(Some("2023-10-01")), RULE), ["FY2024-Q1", "FY2024-Q2"]);
        assert_eq!(missed(&led_from(Some("2024-04-01")), RULE), [""; 0]);
        // No one knows since when: since the plan began.
        let plan_began = ActionFacts { plan_owes_from: quarter("FY2024-Q1"), ..led_from(None) };
        assert_eq!(missed(&plan_began, RULE), ["FY2024-Q1", "FY2024-Q2"]);
    }

    #[test]
    fn nothing_is_owed_for_quarters_before_the_plan_or_its_record_began() {
        let began = |first: &str| ActionFacts { plan_owes_from: quarter(first), ..led_from(Some("2021-12-03")) };
        assert_eq!(missed(&began("FY2024-Q2"), RULE), ["FY2024-Q2"]);
        assert_eq!(missed(&began("FY2024-Q3"), RULE), [""; 0]);
        assert_eq!(began("FY2024-Q3").reporting(TODAY, RULE), None, "none is due yet");
        assert_eq!(began("FY2024-Q3").next_update(TODAY, RULE), Some(quarter("FY2024-Q3")));
    }

    #[test]
    fn a_returned_update_is_to_do_again_for_its_own_quarter_and_for_no_other() {
        let mut returned = reported("FY2024-Q2");
        let report = returned.last_report.unwrap();
        returned.last_report = Some(ReportFacts { review: Some(Acceptance::Returned), ..report });
        let done = |of: &str| (returned.is_reported_for(quarter(of)), returned.is_done_for(quarter(of)));
        assert_eq!([done("FY2024-Q1"), done("FY2024-Q2")], [(true, true), (true, false)]);
        assert_eq!(missed(&returned, RULE), [""; 0], "it counts until it is replaced");
    }

    #[test]
    fn yearly_updates_are_missed_by_the_year() {
        let yearly = ReportingRule::always(ReportingTerms { every: ReportingPeriod::Year, days: 15 });
        assert_eq!(missed(&reported("FY2021-Q4"), yearly), ["FY2022-Q4", "FY2023-Q4"]);
        assert_eq!(reported("FY2021-Q4").next_update(TODAY, yearly), Some(quarter("FY2024-Q4")));
    }

    #[test]
    fn an_update_that_came_in_before_its_day_is_not_the_next_one_any_more() {
        let next = |last: &str, today: &str| reported(last).next_update(day(today), RULE).unwrap().to_string();
        // January to March is due on 15 April.
        assert_eq!(next("FY2024-Q1", "2024-04-10"), "FY2024-Q2");
        assert_eq!(next("FY2024-Q2", "2024-04-10"), "FY2024-Q3");
        assert_eq!(next("FY2024-Q2", "2024-05-03"), "FY2024-Q3");
        assert_eq!(next("FY2024-Q3", "2024-05-03"), "FY2024-Q4");
    }

    #[test]
    fn who_owes_nothing_misses_nothing_and_has_no_next_update() {
        let closed = ActionFacts { plan_state: PlanState::Closed, ..reported("FY2021-Q1") };
        let not_led = ActionFacts { lead: None, ..reported("FY2021-Q1") };
        for facts in [closed, not_led] {
            assert_eq!((missed(&facts, RULE), facts.next_update(TODAY, RULE)), (vec![], None));
        }
    }
}
