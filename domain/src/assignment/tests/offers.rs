//! Who is asked for which role.

use super::*;

#[test]
fn the_agency_that_leads_an_action_is_not_asked_to_support_it_as_well() {
    let support = |agency: AgencyId| {
        Assignment::offer(&secretariat(), &carriers(), offer(CarrierRole::Support, agency), TODAY).map(drop)
    };
    assert_eq!(support(VICTIM_SERVICES), Err(AssignmentError::Leads.into()));
    assert_eq!(support(INTERIOR), Ok(()));
}
