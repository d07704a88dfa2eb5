#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::plan::Plan;
use crate::sample::{LABOR, STATE, TASK_FORCE, TODAY, chair, liaison_of, milestone, plan, secretariat};

#[test]
fn a_change_for_an_agency_stands_in_its_history_whoever_made_it() {
    let by = |actor: &Actor| Changed::by(actor, milestone(TODAY), Event::MilestoneReopened {});
    assert_eq!(by(&liaison_of(LABOR)).agency(), Some(LABOR));
    assert_eq!(by(&chair()).for_agency(Some(STATE)).agency(), Some(STATE));
    assert_eq!(by(&chair()).for_party(Party::Agency(STATE)).agency(), Some(STATE));
}

#[test]
fn a_change_for_a_body_stands_in_the_history_of_the_agency_that_spoke_for_it() {
    let by = |actor: &Actor, authority| {
        Changed::by(actor, milestone(TODAY), Event::MilestoneReopened {}).with_authority(authority)
    };
    let body = Party::Body(TASK_FORCE);
    let own = by(&liaison_of(STATE), Authority::Own(body));
    assert_eq!((own.agency(), own.authority()), (Some(STATE), Some(Authority::Own(body))));
    let on_behalf = by(&secretariat(), Authority::OnBehalfOf(body));
    assert_eq!((on_behalf.agency(), on_behalf.authority()), (None, Some(Authority::OnBehalfOf(body))));
}

#[test]
fn a_change_falls_into_the_parts_of_an_entry() {
    let changed = Plan::add(&secretariat(), plan()).unwrap();
    let (added, event, agency, authority) = changed.into_parts();
    assert_eq!(added, plan());
    assert_eq!((event, agency, authority), (Event::PlanAdded { plan: "NAP-2021".to_owned() }, None, None));
}
