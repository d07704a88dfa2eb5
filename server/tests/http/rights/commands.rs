//! Every command with the page of its form: who may, what it is done to, and what is typed.

pub use super::command_row::CommandRow;
use super::periods::PERIODS;
use super::{
    ADDING_ACCOUNTS, CARRYING, INVITING, KEEPING_ACCOUNTS, KEEPING_LIAISONS, KEEPING_PLANS, OFFERING, REPORTING,
    Rights, VERIFYING,
};
use crate::targets::Thing;

const ID: (&str, &str) = ("id", "{id}");
const VERSION: (&str, &str) = ("version", "{version}");
const REASON: (&str, &str) = ("reason", "It was agreed so.");
const GROUND: (&str, &str) = ("ground", "The document was read.");
const ACTION: &str = "/actions/{plan}/{reference}";
const MILESTONE: &str = "/milestones/{milestone}";

pub const COMMAND_ROWS: &[CommandRow] = &[
    // Plans, nodes, actions: add, amend, withdraw, link.
    CommandRow {
        function: "/api/add_action",
        page: "/plans/{plan}/add-action",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[
            ("plan", "{plan_id}"),
            ("plan_code", "{plan}"),
            ("reference", "{new}"),
            ("node", "{node}"),
            ("title", "Open more shelters"),
            ("promise", "Open them in twenty cities."),
            ("wording", "published"),
            ("strength", "deliver"),
            ("timeframe", "2025"),
            ("source", "The plan, page 9"),
        ],
        then: "/actions/{plan}/{new}",
    },
    CommandRow {
        function: "/api/amend_action",
        page: "/actions/{plan}/{reference}/amend",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[
            ID,
            VERSION,
            ("node", "{node}"),
            ("title", "Open other shelters"),
            ("promise", "Open them elsewhere."),
            ("wording", "paraphrased"),
            ("strength", "explore"),
            ("timeframe", "2026"),
            ("ends", "December 31, 2025"),
            ("kind", "changes-commitment"),
            ("reason", "Agreed with the agency."),
        ],
        then: ACTION,
    },
    CommandRow {
        function: "/api/move_action",
        page: "/actions/{plan}/{reference}/move-end",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[
            ID,
            VERSION,
            ("due", "June 30, 2026"),
            ("reason", "funding"),
            ("sentence", "The funds come a year later."),
        ],
        then: ACTION,
    },
    CommandRow {
        function: "/api/withdraw_action",
        page: "/actions/{plan}/{reference}/withdraw",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    CommandRow {
        function: "/api/retract_action",
        page: "/actions/{plan}/{reference}/retract",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    CommandRow {
        function: "/api/link_actions",
        page: "/actions/{plan}/{reference}/link",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[
            ("action", "{id}"),
            ("relation", "continues"),
            ("other", "PLAN-2024/A-03"),
            ("note", "The same beds."),
        ],
        then: ACTION,
    },
    CommandRow {
        function: "/api/withdraw_link",
        page: "/links/{link}/withdraw",
        rights: KEEPING_PLANS,
        done_to: Thing::Link,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    CommandRow {
        function: "/api/add_node",
        page: "/plans/{plan}/add-node",
        rights: KEEPING_PLANS,
        done_to: Thing::Action,
        fields: &[
            ("plan", "{plan_id}"),
            ("parent", ""),
            ("level", "{level}"),
            ("reference", "{new}"),
            ("title", "Partnership"),
            ("source", "The plan, page 9"),
        ],
        then: "/plans/{plan}",
    },
    CommandRow {
        function: "/api/amend_node",
        page: "/nodes/{node}/amend",
        rights: KEEPING_PLANS,
        done_to: Thing::EmptyNode,
        fields: &[ID, VERSION, ("title", "Partnerships"), ("note", "")],
        then: "/plans/{plan}",
    },
    CommandRow {
        function: "/api/withdraw_node",
        page: "/nodes/{node}/withdraw",
        rights: KEEPING_PLANS,
        done_to: Thing::EmptyNode,
        fields: &[ID, VERSION, REASON],
        then: "/plans/{plan}",
    },
    CommandRow {
        function: "/api/end_role",
        page: "/assignments/{assignment}/end",
        rights: KEEPING_PLANS,
        done_to: Thing::LeadingRole,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    CommandRow {
        function: "/api/withdraw_request",
        page: "/assignments/{assignment}/withdraw",
        rights: OFFERING,
        done_to: Thing::OfferedSupport,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    CommandRow {
        function: "/api/hand_back_role",
        page: "/assignments/{assignment}/hand-back",
        rights: CARRYING,
        done_to: Thing::LeadingRole,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    // Offer a lead or a supporting role.
    CommandRow {
        function: "/api/offer_role",
        page: "/actions/{plan}/{reference}/offer",
        rights: OFFERING,
        done_to: Thing::Action,
        fields: &[("action", "{id}"), ("role", "support"), ("party", "{component}")],
        then: ACTION,
    },
    CommandRow {
        function: "/api/offer_role",
        page: "/actions/{plan}/{reference}/offer",
        rights: OFFERING,
        done_to: Thing::Action,
        fields: &[("action", "{id}"), ("role", "lead"), ("party", "{component}")],
        then: ACTION,
    },
    CommandRow {
        function: "/api/ask_again",
        page: "/assignments/{assignment}/ask",
        rights: OFFERING,
        done_to: Thing::OfferedSupport,
        fields: &[ID, VERSION],
        then: ACTION,
    },
    // Accept, decline.
    CommandRow {
        function: "/api/accept_role",
        page: "/assignments/{assignment}/accept",
        rights: CARRYING,
        done_to: Thing::OfferedLead,
        fields: &[ID, VERSION],
        then: ACTION,
    },
    CommandRow {
        function: "/api/decline_role",
        page: "/assignments/{assignment}/decline",
        rights: CARRYING,
        done_to: Thing::OfferedLead,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    // Milestones: plan, move, complete, reopen, withdraw.
    CommandRow {
        function: "/api/plan_milestone",
        page: "/actions/{plan}/{reference}/plan-milestone",
        rights: CARRYING,
        done_to: Thing::Action,
        fields: &[("action", "{id}"), ("title", "Sites chosen"), ("due", "November 30, 2024")],
        then: "/milestones/{any}",
    },
    CommandRow {
        function: "/api/move_milestone",
        page: "/milestones/{milestone}/move",
        rights: CARRYING,
        done_to: Thing::OpenMilestone,
        fields: &[
            ID,
            VERSION,
            ("due", "December 31, 2024"),
            ("reason", "staffing"),
            ("sentence", "Two posts are vacant."),
        ],
        then: MILESTONE,
    },
    CommandRow {
        function: "/api/forecast_milestone",
        page: "/milestones/{milestone}/forecast",
        rights: CARRYING,
        done_to: Thing::OpenMilestone,
        fields: &[ID, VERSION, ("on", "October 15, 2024")],
        then: MILESTONE,
    },
    CommandRow {
        function: "/api/complete_milestone",
        page: "/milestones/{milestone}/complete",
        rights: CARRYING,
        done_to: Thing::OpenMilestone,
        fields: &[
            ID,
            VERSION,
            ("on", "June 3, 2024"),
            ("title", "The list of sites"),
            ("link", "https://documents.example.gov/sites"),
            ("dated", "May 31, 2024"),
        ],
        then: MILESTONE,
    },
    CommandRow {
        function: "/api/reopen_milestone",
        page: "/milestones/{milestone}/reopen",
        rights: CARRYING,
        done_to: Thing::CompletedMilestone,
        fields: &[ID, VERSION, REASON],
        then: MILESTONE,
    },
    CommandRow {
        function: "/api/withdraw_milestone",
        page: "/milestones/{milestone}/withdraw",
        rights: CARRYING,
        done_to: Thing::OpenMilestone,
        fields: &[ID, VERSION, REASON],
        then: MILESTONE,
    },
    // Status, confidence, narrative.
    CommandRow {
        function: "/api/report_progress",
        page: "/actions/{plan}/{reference}/report",
        rights: REPORTING,
        done_to: Thing::Action,
        fields: &[
            ("action", "{id}"),
            ("after", ""),
            ("quarter", "FY2024-Q2"),
            ("status", "in-progress"),
            ("confidence", "at-risk"),
            ("narrative", "Three of ten sites are open."),
        ],
        then: ACTION,
    },
    PERIODS[0],
    PERIODS[1],
    PERIODS[2],
    PERIODS[3],
    PERIODS[5],
    CommandRow {
        function: "/api/retract_report",
        page: "/reports/{report}/retract",
        rights: CARRYING,
        done_to: Thing::Report,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    // Evidence.
    CommandRow {
        function: "/api/attach_evidence",
        page: "/actions/{plan}/{reference}/attach-evidence",
        rights: CARRYING,
        done_to: Thing::Action,
        fields: &[
            ("action", "{id}"),
            ("milestone", ""),
            ("title", "A letter"),
            ("link", "https://documents.example.gov/letter"),
            ("dated", "May 2, 2024"),
        ],
        then: ACTION,
    },
    CommandRow {
        function: "/api/withdraw_evidence",
        page: "/evidence/{document}/withdraw",
        rights: CARRYING,
        done_to: Thing::Document,
        fields: &[ID, VERSION, REASON],
        then: ACTION,
    },
    // Mark verified.
    CommandRow {
        function: "/api/verify_completion",
        page: "/milestones/{milestone}/verify",
        rights: VERIFYING,
        done_to: Thing::CompletedMilestone,
        fields: &[ID, VERSION, GROUND],
        then: MILESTONE,
    },
    PERIODS[4],
    PERIODS[6],
    CommandRow {
        function: "/api/verify_report",
        page: "/reports/{report}/verify",
        rights: VERIFYING,
        done_to: Thing::Report,
        fields: &[ID, VERSION, GROUND],
        then: ACTION,
    },
    CommandRow {
        function: "/api/verify_evidence",
        page: "/evidence/{document}/verify",
        rights: VERIFYING,
        done_to: Thing::Document,
        fields: &[ID, VERSION, GROUND],
        then: ACTION,
    },
    // Accounts.
    CommandRow {
        function: "/api/add_person",
        page: "/people/add",
        rights: INVITING,
        done_to: Thing::Action,
        fields: &[
            ("name", "Robin Vale"),
            ("address", "{new}@agency.example.gov"),
            ("role", "liaison"),
            ("agency", "{agency_id}"),
        ],
        then: "/people",
    },
    CommandRow {
        function: "/api/add_person",
        page: "/people/add",
        rights: ADDING_ACCOUNTS,
        done_to: Thing::Action,
        fields: &[("name", "Robin Vale"), ("address", "{new}@agency.example.gov"), ("role", "auditor"), ("agency", "")],
        then: "/people",
    },
    // The account of a liaison, and that of anybody else.
    keeping("/api/change_person", "/people/{person}/change", KEEPING_LIAISONS, Thing::Account, LIAISON),
    keeping("/api/change_person", "/people/{person}/change", KEEPING_ACCOUNTS, Thing::OfficeAccount, AUDITOR),
    keeping("/api/disable_person", "/people/{person}/disable", KEEPING_LIAISONS, Thing::Account, &[ID, VERSION]),
    keeping("/api/disable_person", "/people/{person}/disable", KEEPING_ACCOUNTS, Thing::OfficeAccount, &[ID, VERSION]),
    keeping("/api/enable_person", "/people/{person}/enable", KEEPING_LIAISONS, Thing::DisabledAccount, &[ID, VERSION]),
];

const NAME: (&str, &str) = ("name", "Kit Vale");
const ADDRESS: (&str, &str) = ("address", "{new}@agency.example.gov");
const LIAISON: Fields = &[ID, VERSION, NAME, ADDRESS, ("role", "liaison"), ("agency", "{agency_id}")];
const AUDITOR: Fields = &[ID, VERSION, NAME, ADDRESS, ("role", "auditor"), ("agency", "{agency_id}")];

type Fields = &'static [(&'static str, &'static str)];

/// A row about an account that there is.
const fn keeping(
    function: &'static str,
    page: &'static str,
    rights: Rights,
    done_to: Thing,
    fields: Fields,
) -> CommandRow {
    CommandRow { function, page, rights, done_to, fields, then: "/people" }
}
