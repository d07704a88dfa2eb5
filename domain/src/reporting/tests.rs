//! When updates are due, for every day of many years and both periods, against the calendar counted by hand.

use super::*;
use crate::sample::{chair, liaison_of, secretariat};
use crate::sample::{day, quarter};

const MONTH: ReportingTerms = ReportingTerms { every: ReportingPeriod::Quarter, days: 30 };
const YEAR: ReportingTerms = ReportingTerms { every: ReportingPeriod::Year, days: 15 };
const YEARLY: ReportingRule = ReportingRule::always(YEAR);
const HALF_YEARLY: ReportingRule = ReportingRule::always(ReportingTerms { every: ReportingPeriod::HalfYear, days: 15 });

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
    match rule.first().every {
        ReportingPeriod::Quarter => true,
        ReportingPeriod::HalfYear => quarter.to_string().ends_with("Q2") || quarter.to_string().ends_with("Q4"),
        ReportingPeriod::Year => quarter.to_string().ends_with("Q4"),
    }
}

#[test]
fn one_report_a_fiscal_quarter_is_due_on_the_15th_of_the_month_after_it() {
    assert_eq!(
        ReportingRule::default(),
        ReportingRule::always(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 })
    );
    for (quarter, fifteenth) in quarters_with_their_15th() {
        assert_eq!(ReportingRule::default().due(quarter), fifteenth, "{quarter}");
        assert_eq!(YEARLY.due(quarter), fifteenth, "{quarter}");
        assert_eq!(HALF_YEARLY.due(quarter), fifteenth, "{quarter}");
    }
}

#[test]
fn on_every_day_the_latest_due_is_the_last_whose_15th_has_passed_and_the_next_due_the_first_whose_15th_has_not() {
    for rule in [ReportingRule::default(), HALF_YEARLY, YEARLY] {
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
fn a_period_is_called_by_its_year_where_updates_are_yearly_and_by_its_months_where_they_are_not() {
    let (year, middle) = (quarter("FY2024-Q4"), quarter("FY2024-Q2"));
    assert_eq!(YEARLY.period_in_words(year), "fiscal year 2024");
    assert_eq!(YEARLY.period_named(year), "FY 2024");
    assert_eq!(YEARLY.period_short(year), "FY 2024");
    assert_eq!(YEARLY.period_in_words(middle), "January to March 2024", "no period ends in it");
    let quarterly = ReportingRule::default();
    assert_eq!(quarterly.period_in_words(year), "July to September 2024");
    assert_eq!(quarterly.period_named(year), year.named());
    assert_eq!(quarterly.period_short(year), "FY 2024 Q4");
}

#[test]
fn a_half_yearly_period_is_called_by_its_half_and_its_months() {
    let (first, second) = (quarter("FY2024-Q2"), quarter("FY2024-Q4"));
    assert_eq!(HALF_YEARLY.period_short(first), "FY 2024, first half");
    assert_eq!(HALF_YEARLY.period_short(second), "FY 2024, second half");
    assert_eq!(HALF_YEARLY.period_named(first), "FY 2024, first half (October 2023\u{2013}March 2024)");
    assert_eq!(HALF_YEARLY.period_in_words(second), "April to September 2024");
    assert_eq!(HALF_YEARLY.period_in_words(quarter("FY2024-Q3")), "April to June 2024", "no period ends in it");
}

#[test]
fn a_period_begins_with_the_first_of_its_quarters() {
    let begins = |rule: ReportingRule, of: &str| rule.begins(quarter(of)).to_string();
    assert_eq!(begins(ReportingRule::default(), "FY2024-Q4"), "2024-07-01");
    assert_eq!(begins(HALF_YEARLY, "FY2024-Q4"), "2024-04-01");
    assert_eq!(begins(YEARLY, "FY2024-Q4"), "2023-10-01");
    assert_eq!(HALF_YEARLY.following(quarter("FY2024-Q2")), quarter("FY2024-Q4"));
    assert_eq!(YEARLY.following(quarter("FY2024-Q4")), quarter("FY2025-Q4"));
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
        let rule = ReportingRule::always(ReportingTerms { every, days });
        for today in every_day("2019-12-01", "2024-03-31") {
            let (latest, next) = (rule.latest_due(today), rule.next_due(today));
            assert!(rule.due(latest) < today && today <= rule.due(next) && latest < next, "{today}, {rule:?}");
        }
    }
}

/// On that day the update for January to March 2024 was due, and that for April to June is the next.
const TODAY: &str = "2024-05-03";

fn changed(rule: ReportingRule, from: &str, terms: ReportingTerms) -> Result<Event, DomainError> {
    rule.change(&secretariat(), (quarter(from), terms), day(TODAY)).map(|changed| changed.event().clone())
}

#[test]
fn other_terms_hold_from_their_quarter_on_and_what_was_missed_before_stays_missed() {
    let rule = ReportingRule::default().with(quarter("FY2024-Q3"), YEAR);
    assert_eq!(rule.latest_due(day("2024-05-03")), quarter("FY2024-Q2"));
    assert_eq!(rule.due(quarter("FY2024-Q2")), day("2024-04-15"));
    assert_eq!(rule.next_due(day("2024-05-03")), quarter("FY2024-Q4"), "the third quarter ends no period any more");
    assert_eq!(rule.latest_due(day("2024-09-30")), quarter("FY2024-Q2"));
    assert_eq!(rule.latest_due(day("2024-10-16")), quarter("FY2024-Q4"));
    assert_eq!(rule.next_due(day("2024-10-16")), quarter("FY2025-Q4"));
}

#[test]
fn the_secretariat_changes_the_terms_and_the_log_states_them() {
    let event =
        Event::ReportingRuleChanged { from: Some(quarter("FY2024-Q3")), every: ReportingPeriod::Quarter, days: 30 };
    assert_eq!(changed(ReportingRule::default(), "FY2024-Q3", MONTH), Ok(event));
}

#[test]
fn nobody_else_changes_the_terms() {
    for actor in [chair(), liaison_of(crate::sample::STATE)] {
        let refused = ReportingRule::default().change(&actor, (quarter("FY2024-Q3"), MONTH), day(TODAY));
        assert_eq!(refused.map(drop), Err(DomainError::NotPermitted(Permission::RunPeriods)));
    }
}

#[test]
fn terms_do_not_change_what_is_due_already() {
    let first = quarter("FY2024-Q3");
    for from in ["FY2022-Q1", "FY2024-Q2"] {
        let refused = changed(ReportingRule::default(), from, MONTH);
        assert_eq!(refused, Err(ReportError::TermsOfAPeriodThatIsDue { first }.into()), "{from}");
    }
    assert_eq!(ReportingRule::default().first_open(day(TODAY)), first);
}

#[test]
fn terms_make_nothing_overdue_on_the_day_on_which_they_are_set() {
    // Under yearly terms no update for 2024 is due in May; quarterly ones would ask at once for two that are past.
    let refused = changed(YEARLY, "FY2024-Q1", ReportingTerms::default());
    assert_eq!(refused, Err(ReportError::TermsThatMakeOverdue { quarter: quarter("FY2024-Q2") }.into()));
    assert!(changed(YEARLY, "FY2024-Q3", ReportingTerms::default()).is_ok());
}

#[test]
fn terms_that_hold_already_are_no_change() {
    assert_eq!(
        changed(ReportingRule::default(), "FY2024-Q3", ReportingTerms::default()),
        Err(DomainError::NothingChanged)
    );
}

#[test]
fn a_change_that_has_not_begun_can_be_taken_back_by_another() {
    let planned = ReportingRule::default().with(quarter("FY2025-Q1"), YEAR);
    assert!(changed(planned, "FY2025-Q1", ReportingTerms::default()).is_ok());
    assert!(changed(planned, "FY2024-Q4", ReportingTerms::default()).is_ok(), "it replaces what was to come later");
    let back = planned.with(quarter("FY2024-Q4"), ReportingTerms::default());
    assert_eq!(back.terms(quarter("FY2030-Q1")), ReportingTerms::default());
}

#[test]
fn a_change_never_alters_which_updates_were_due_on_the_day_on_which_it_was_made() {
    let rules = [ReportingRule::default(), YEARLY, ReportingRule::default().with(quarter("FY2023-Q3"), YEAR)];
    let all_terms = [0, 15, 90, 180]
        .into_iter()
        .flat_map(|days| [ReportingPeriod::Quarter, ReportingPeriod::Year].map(|every| ReportingTerms { every, days }));
    let (mut allowed, mut refused) = (0, 0);
    for terms in all_terms {
        for rule in rules {
            for from in (2023..=2026).flat_map(|year| (1..=4).filter_map(move |of| FiscalQuarter::new(year, of))) {
                for today in ["2023-11-02", "2024-01-16", "2024-05-03", "2024-10-15", "2024-10-16"].map(day) {
                    let due = |rule: ReportingRule| {
                        let all = std::iter::successors(Some(quarter("FY2022-Q1")), |quarter| Some(quarter.next()));
                        all.take(24).filter(|of| rule.ends_a_period(*of) && rule.due(*of) < today).collect::<Vec<_>>()
                    };
                    if rule.change(&secretariat(), (from, terms), today).is_ok() {
                        allowed += 1;
                        assert_eq!(due(rule.with(from, terms)), due(rule), "{rule:?} {from} {terms:?} {today}");
                    } else {
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(allowed > 100 && refused > 100, "{allowed} {refused}");
}
