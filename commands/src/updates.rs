//! Submitting, verifying and retracting status updates.

use crate::about::{AboutAction, AboutUpdate};
use crate::command::Command;
use crate::handler::{Handler, done};
use crate::input::{Grounded, Input, Reasoned};
use crate::typed::Fields;
use domain::ids::{ActionId, ReportId};
use domain::text::Narrative;
use domain::update::{Report, Statement};

#[derive(Clone, Debug)]
pub struct ReportProgress {
    pub action: ActionId,
    /// The last update that the form showed.
    pub after: Option<ReportId>,
    pub said: Statement,
}

impl Input for ReportProgress {
    fn read(fields: &mut Fields<'_>) -> Option<ReportProgress> {
        let quarter = fields.parsed("quarter", "Select a reporting period.");
        let status = fields.choice("status", "Select a status.");
        let confidence = fields.choice("confidence", "Select a confidence level.");
        let narrative = fields.text("narrative", Narrative::parse);
        let (action, after) = (fields.hidden("action"), fields.hidden_or_none("after"));
        let said = Statement { quarter: quarter?, status: status?, confidence: confidence?, narrative: narrative? };
        Some(ReportProgress { action: action?, after: after?, said })
    }
}

pub const REPORT_PROGRESS: Handler<AboutAction, ReportProgress> = Handler {
    command: Command {
        name: "report_progress",
        page: "/actions/:plan/:reference/report",
        title: "Submit status update",
        refused: "The update was not submitted.",
        done: "Your update was submitted.",
    },
    may: |about, by| Report::may_submit(by.actor, (&about.action.value, about.plan), &about.carriers).map(Some),
    apply: |it, change| done(change.report_progress(change.new_id(), it.action, it.after, it.said)),
};

pub const VERIFY_REPORT: Handler<AboutUpdate, Grounded<ReportId>> = Handler {
    command: Command {
        name: "verify_report",
        page: "/reports/:report/verify",
        title: "Verify update",
        refused: "The update was not verified.",
        done: "Update verified.",
    },
    may: |about, by| about.it().may_verify(by.actor).map(|()| None),
    apply: |Grounded { of, ground }, change| done(change.verify_report(of.id, of.version, ground)),
};

pub const RETRACT_REPORT: Handler<AboutUpdate, Reasoned<ReportId>> = Handler {
    command: Command {
        name: "retract_report",
        page: "/reports/:report/retract",
        title: "Retract update",
        refused: "The update was not retracted.",
        done: "Update retracted. It stays on record.",
    },
    may: |about, by| about.it().may_retract(by.actor, about.carriers()),
    apply: |Reasoned { of, reason }, change| done(change.retract_report(of.id, of.version, reason)),
};
