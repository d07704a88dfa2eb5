//! The commands of reporting periods: how the secretariat runs them, and how updates come in and are reviewed.

use super::command_row::CommandRow;
use super::{REPORTING, REVIEWING, RUNNING_PERIODS};
use crate::targets::Thing;

pub const PERIODS: [CommandRow; 7] = [
    CommandRow {
        function: "/api/change_schedule",
        page: "/schedule/change",
        rights: RUNNING_PERIODS,
        done_to: Thing::Period,
        fields: &[("every", "quarter"), ("days", "{days}"), ("from", "FY2027-Q1")],
        then: "/periods",
    },
    CommandRow {
        function: "/api/extend_period",
        page: "/periods/{period}/extend",
        rights: RUNNING_PERIODS,
        done_to: Thing::Period,
        fields: &[
            ("period", "{period}"),
            ("agency", "{agency_id}"),
            ("due", "{later}"),
            ("reason", "It was agreed so."),
        ],
        then: "/periods/{period}",
    },
    CommandRow {
        function: "/api/instruct_period",
        page: "/periods/{period}/instructions",
        rights: RUNNING_PERIODS,
        done_to: Thing::Period,
        fields: &[("period", "{period}"), ("instructions", "Name your sources. {new}")],
        then: "/periods/{period}",
    },
    CommandRow {
        function: "/api/close_period",
        page: "/periods/{period}/close",
        rights: RUNNING_PERIODS,
        done_to: Thing::PastPeriod,
        fields: &[("period", "{period}")],
        then: "/periods/{period}",
    },
    CommandRow {
        function: "/api/accept_reports",
        page: "/periods/{period}/{agency}/review",
        rights: RUNNING_PERIODS,
        done_to: Thing::ReportInTime,
        fields: &[("of", "{period}/{agency}"), ("accept-{report}", "{version}")],
        then: "/periods/{period}/{agency}/review",
    },
    CommandRow {
        function: "/api/repeat_updates",
        page: "/periods/{period}/{agency}",
        rights: REPORTING,
        done_to: Thing::Report,
        fields: &[
            ("of", "{period}/{agency}"),
            ("seen", "{seq}"),
            ("last-{action_id}", "{report}"),
            ("no-change-{action_id}", "yes"),
        ],
        then: "/periods/{period}/{agency}",
    },
    CommandRow {
        function: "/api/return_report",
        page: "/reports/{report}/return",
        rights: REVIEWING,
        done_to: Thing::Report,
        fields: &[("id", "{id}"), ("version", "{version}"), ("remark", "Say which sites.")],
        then: "/actions/{plan}/{reference}",
    },
];
