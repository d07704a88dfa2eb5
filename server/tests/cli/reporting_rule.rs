//! When updates are due: what was set beside a record of before becomes a part of it, and an operator changes it from a
//! quarter on.

use crate::engine::{Engine, Seat};
use crate::place::Place;
use crate::running::{Running, SERVE};
use crate::upgrades::frozen::{released, thaw};

on_both_engines! {
    what_was_set_beside_a_record_of_before_becomes_a_part_of_it_once,
}

const QUARTERLY: &str = "Updates are due every fiscal quarter, 15 days after its end.\n";
const YEARLY: &str = "Updates are due every fiscal year, 30 days after its end.\n";

fn serve(seat: &Seat, every: &str, days: &str) {
    let mut serve = seat.command(&SERVE);
    serve.env("CONCORD_REPORTS_EVERY", every).env("CONCORD_REPORT_DAYS", days);
    assert!(Running::begin(serve).terminate().success());
}

fn what_was_set_beside_a_record_of_before_becomes_a_part_of_it_once(engine: Engine) {
    let seat = thaw(engine, &released()[0]);
    seat.run(&["migrate"]).succeeded();
    assert_eq!(seat.run(&["reporting-rule"]).succeeded(), QUARTERLY, "It states nothing yet");
    serve(&seat, "year", "30");
    assert_eq!(seat.run(&["reporting-rule"]).succeeded(), YEARLY);
    // From then on the record decides, whatever is set.
    serve(&seat, "quarter", "15");
    assert_eq!(seat.run(&["reporting-rule"]).succeeded(), YEARLY);
    seat.run(&["verify"]).succeeded();
}

#[test]
fn an_operator_begins_a_record_with_other_terms_and_changes_them_from_a_quarter_on() {
    let place = Place::empty();
    let mut migrate = place.command(&["migrate"]);
    migrate.env("CONCORD_REPORTS_EVERY", "year").env("CONCORD_REPORT_DAYS", "30");
    assert!(migrate.output().unwrap().status.success());
    assert_eq!(place.run(&["reporting-rule"]).succeeded(), YEARLY);
    let said = place.run(&["reporting-rule", "--from", "FY2099-Q1", "--every", "quarter", "--days", "15"]).succeeded();
    let changed = format!(
        "Changed the reporting rule. The audit log records it.\n{YEARLY}\
         Beginning with FY 2099 Q1 (October\u{2013}December 2098), updates are due every fiscal quarter, 15 days after its \
         end.\n"
    );
    assert_eq!(said, changed);
    let refused =
        place.run(&["reporting-rule", "--from", "FY2020-Q1", "--every", "quarter", "--days", "15"]).refused(2);
    assert!(refused.contains("can't change. Choose that quarter or a later one."), "{refused}");
    assert_eq!(
        place.run(&["reporting-rule"]).succeeded(),
        changed.trim_start_matches("Changed the reporting rule. The audit log records it.\n")
    );
    let month = place.run(&["reporting-rule", "--from", "FY2099-Q1", "--every", "month", "--days", "15"]).refused(2);
    assert!(month.contains("--every must be quarter, half-year, or year"), "{month}");
    place.run(&["verify"]).succeeded();
}
