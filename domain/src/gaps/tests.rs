#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::body::Party;
use crate::facts::Inferences;
use crate::reporting::ReportingRule;
use crate::sample::{JUSTICE, LABOR, TODAY, action_facts, lead_facts, quarter, report_facts};
use crate::update::ReportedStatus;

fn judged() -> Judged {
    Judged { today: TODAY, rule: ReportingRule::default() }
}

fn lead(standing: CarrierStanding) -> CarrierFacts {
    CarrierFacts { standing, ..lead_facts(Party::Agency(JUSTICE), None) }
}

fn led(carriers: Vec<CarrierFacts>) -> ActionFacts {
    ActionFacts { carriers: carriers.into(), ..action_facts() }
}

#[test]
fn a_lead_is_accepted_stated_inferred_offered_handed_back_or_not_known() {
    let former = lead(CarrierStanding::Over);
    let guessed = CarrierFacts { is_inferred: true, ..lead(CarrierStanding::Stated) };
    let asked = ActionFacts {
        lead: None,
        lead_offered_to: Some(Party::Agency(JUSTICE)),
        ..led(vec![former, lead(CarrierStanding::Offered)])
    };
    assert_eq!(LeadBasis::of(&led(vec![former, lead(CarrierStanding::Accepted)])), LeadBasis::Accepted);
    assert_eq!(LeadBasis::of(&led(vec![lead(CarrierStanding::Stated)])), LeadBasis::Stated);
    assert_eq!(LeadBasis::of(&led(vec![guessed])), LeadBasis::Inferred);
    assert_eq!(LeadBasis::of(&asked), LeadBasis::Offered);
    assert_eq!(LeadBasis::of(&ActionFacts { lead: None, ..led(vec![former]) }), LeadBasis::NotKnown);
    let handed_back = lead(CarrierStanding::HandedBack);
    assert_eq!(LeadBasis::of(&ActionFacts { lead: None, ..led(vec![handed_back]) }), LeadBasis::HandedBack);
    assert_eq!(
        LeadBasis::of(&ActionFacts { carriers: [handed_back, lead(CarrierStanding::Offered)].into(), ..asked }),
        LeadBasis::Offered
    );
}

#[test]
fn a_lead_that_is_only_inferred_leads_nothing_and_counts_as_inferred_until_it_is_asked() {
    let guess = CarrierFacts { is_inferred: true, ..lead(CarrierStanding::Assumed) };
    let action = ActionFacts { lead: None, ..led(vec![guess]) };
    assert_eq!(LeadBasis::of(&action), LeadBasis::Inferred);
    assert!(Inferred::Lead.holds(&action));
    assert_eq!(action.inferred_lead(), Some(Party::Agency(JUSTICE)));
    let asked = ActionFacts { lead_offered_to: Some(Party::Agency(LABOR)), ..action.clone() };
    assert_eq!((LeadBasis::of(&asked), asked.inferred_lead()), (LeadBasis::Offered, None));
    let led_by_another = ActionFacts { lead: Some(Party::Agency(LABOR)), ..action };
    assert_eq!(led_by_another.inferred_lead(), None);
}

#[test]
fn a_lead_that_somebody_inferred_and_the_party_accepted_is_inferred_no_more() {
    let accepted = CarrierFacts { is_inferred: true, ..lead(CarrierStanding::Accepted) };
    assert!(!Inferred::Lead.holds(&led(vec![accepted])));
    let guessed = CarrierFacts { is_inferred: true, ..lead(CarrierStanding::Stated) };
    assert!(Inferred::Lead.holds(&led(vec![guessed])));
}

#[test]
fn supporters_that_are_assumed_are_inferred_until_they_decline() {
    let supporter = |standing| CarrierFacts {
        role: CarrierRole::Support,
        is_inferred: true,
        standing,
        ..lead_facts(Party::Agency(LABOR), None)
    };
    assert!(Inferred::Supporters.holds(&led(vec![supporter(CarrierStanding::Assumed)])));
    assert!(!Inferred::Supporters.holds(&led(vec![supporter(CarrierStanding::Over)])));
    assert!(!Inferred::Supporters.holds(&action_facts()));
}

#[test]
fn each_inference_counts_what_it_names() {
    let inferred = Inferences { placement: true, strength: false, timeframe: true };
    let action = ActionFacts { inferred, ..action_facts() };
    let holding: Vec<Inferred> = Inferred::ALL.into_iter().filter(|inferred| inferred.holds(&action)).collect();
    assert_eq!(holding, [Inferred::Placement, Inferred::Timeframe]);
}

#[test]
fn reports_of_the_period_are_in_or_missing_and_add_up() {
    let reported = |name| ActionFacts {
        last_report: Some(report_facts(quarter(name), ReportedStatus::InProgress)),
        ..action_facts()
    };
    let next = judged().rule.next_due(TODAY);
    let latest = judged().rule.latest_due(TODAY);
    let actions = [
        reported(&next.to_string()),
        reported(&latest.to_string()),
        action_facts(),
        ActionFacts { lead: None, ..action_facts() },
    ];
    let of = Completeness::of(&actions, judged());
    assert_eq!((of.owed, of.missing, of.ready(), of.silent), (3, 2, 1, 1));
    assert_eq!(of.last, Some(next.last_day()));
    assert_eq!(NextReport::of(&actions[3], judged()), None);
}
