//! When reports are owed, for every day of many years and both periods, against the calendar counted by hand.

use crate::Date;
use crate::date::FiscalQuarter;
use crate::sample::{day, quarter};
use crate::update::{ReportingPeriod, ReportingRule};

const YEARLY: ReportingRule = ReportingRule { every: ReportingPeriod::Year, days: 15 };

/// The fiscal quarters that end from 2009 to 2031, with the 15th of the month after, written out year by year.
fn quarters_with_their_15th() -> Vec<(FiscalQuarter, Date)> {
    let of_year = |year: i32| {
        [("Q1", "01-15"), ("Q2", "04-15"), ("Q3", "07-15"), ("Q4", "10-15")]
            .map(|(name, fifteenth)| (quarter(&format!("FY{year}-{name}")), day(&format!("{year}-{fifteenth}"))))
    };
    (2009..=2031).flat_map(of_year).collect()
}

fn every_day(from: &str, to: &str) -> impl Iterator<Item = Date> {
    let last = day(to);
    day(from).iter_days().take_while(move |today| *today <= last)
}

fn closes_a_period(rule: ReportingRule, quarter: FiscalQuarter) -> bool {
    match rule.every {
        ReportingPeriod::Quarter => true,
        ReportingPeriod::Year => quarter.to_string().ends_with("Q4"),
    }
}

#[test]
fn one_report_a_fiscal_quarter_is_due_on_the_15th_of_the_month_after_it() {
    assert_eq!(ReportingRule::default(), ReportingRule { every: ReportingPeriod::Quarter, days: 15 });
    for (quarter, fifteenth) in quarters_with_their_15th() {
        assert_eq!(ReportingRule::default().due(quarter), fifteenth, "{quarter}");
        assert_eq!(YEARLY.due(quarter), fifteenth, "{quarter}");
    }
}

#[test]
fn on_every_day_the_latest_due_is_the_last_whose_15th_has_passed_and_the_next_due_the_first_whose_15th_has_not() {
    for rule in [ReportingRule::default(), YEARLY] {
        let mut owed = quarters_with_their_15th();
        owed.retain(|(quarter, _)| closes_a_period(rule, *quarter));
        for today in every_day("2011-01-01", "2029-12-31") {
            let latest = owed.iter().filter(|(_, fifteenth)| *fifteenth < today).map(|(quarter, _)| *quarter).max();
            let next = owed.iter().filter(|(_, fifteenth)| *fifteenth >= today).map(|(quarter, _)| *quarter).min();
            assert_eq!(Some(rule.latest_due(today)), latest, "{today}, {rule:?}");
            assert_eq!(Some(rule.next_due(today)), next, "{today}, {rule:?}");
        }
    }
}

#[test]
fn a_report_that_comes_in_on_the_15th_is_in_time() {
    let rule = ReportingRule::default();
    assert_eq!(rule.latest_due(day("2024-04-15")), quarter("FY2024-Q1"));
    assert_eq!(rule.next_due(day("2024-04-15")), quarter("FY2024-Q2"));
    assert_eq!(rule.latest_due(day("2024-04-16")), quarter("FY2024-Q2"));
    assert_eq!(rule.next_due(day("2024-04-16")), quarter("FY2024-Q3"));
}

#[test]
fn a_yearly_report_is_due_after_the_fiscal_year() {
    assert_eq!(YEARLY.latest_due(day("2024-10-15")), quarter("FY2023-Q4"));
    assert_eq!(YEARLY.latest_due(day("2024-10-16")), quarter("FY2024-Q4"));
    assert_eq!(YEARLY.next_due(day("2024-10-16")), quarter("FY2025-Q4"));
}

#[test]
fn a_task_force_may_grant_more_days_than_a_quarter_has() {
    for (every, days) in [(ReportingPeriod::Quarter, 0), (ReportingPeriod::Quarter, 200), (ReportingPeriod::Year, 400)]
    {
        let rule = ReportingRule { every, days };
        for today in every_day("2019-12-01", "2024-03-31") {
            let (latest, next) = (rule.latest_due(today), rule.next_due(today));
            assert!(rule.due(latest) < today && today <= rule.due(next) && latest < next, "{today}, {rule:?}");
        }
    }
}
