use super::*;
use chrono::DateTime;

/// What a machine shows that was started at noon of March 1, 2024: its clock after `wall` minutes, while `running` passed.
fn shown(wall: i64, running: i64) -> Shown {
    let noon = DateTime::from_timestamp(1_709_294_400, 0).unwrap_or_default();
    Shown { wall: noon + TimeDelta::minutes(wall), running: TimeDelta::minutes(running), boot: "first".to_owned() }
}

#[test]
fn a_clock_that_went_on_as_time_did_is_believed() {
    for (wall, running) in [(0, 0), (30, 30), (31, 30), (10, 30), (-60, 30), (1_441, 1_440)] {
        assert_eq!(since(&shown(0, 0), &shown(wall, running)), ClockState::Agrees, "{wall} minutes in {running}");
    }
}

#[test]
fn a_clock_that_went_on_by_more_than_time_did_is_not_believed() {
    for (wall, running, seconds) in [(2, 0, 120), (33, 30, 180), (525_600, 30, 31_534_200)] {
        assert_eq!(
            since(&shown(0, 0), &shown(wall, running)),
            ClockState::ClockAhead { seconds },
            "{wall} in {running}"
        );
    }
}

#[test]
fn a_clock_that_is_put_right_in_small_steps_over_a_quiet_month_is_believed() {
    let month = 30 * 24 * 60;
    assert_eq!(since(&shown(0, 0), &shown(month + 40, month)), ClockState::Agrees);
    assert!(matches!(since(&shown(0, 0), &shown(month + 50, month)), ClockState::ClockAhead { .. }));
}

#[test]
fn time_that_ran_backwards_says_nothing() {
    assert_eq!(since(&shown(0, 60), &shown(300, 1)), ClockState::Agrees);
}
