//! Submitting, verifying and retracting status updates.

use crate::about::{About, AboutAction, AboutPeriod, AboutUpdate, PeriodOf};
use crate::command::Command;
use crate::handler::{Done, Handler, done};
use crate::input::{Grounded, Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::actor::Permission;
use domain::ids::{ActionId, ReportId, Version};
use domain::ledger::Seq;
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
        let confidence = fields.choice("confidence", "Select on track, at risk, or off track.");
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

/// "No change" for several actions of an agency.
#[derive(Clone, Debug)]
pub struct RepeatUpdates {
    pub of: PeriodOf,
    /// The newest entry that the page knew.
    pub seen: Seq,
    /// Each with the update that the page showed as its last.
    pub actions: Vec<(ActionId, ReportId)>,
    /// What else was selected when the button of a single action was pressed: it stays so.
    pub still_selected: Vec<ActionId>,
}

/// How the field of an action begins that is not blank where the action is selected. Its id follows.
pub const NO_CHANGE: &str = "no-change-";

/// How the field with the last update of an action begins. Its id follows.
pub const LAST: &str = "last-";

/// The field of the button of a single action: its id, whatever else is selected.
pub const ONLY: &str = "only";

/// What the address of the page asks to be selected: all, or the actions with these ids and commas between them.
pub const SELECT: &str = "select";

impl Input for RepeatUpdates {
    fn read(fields: &mut Fields<'_>) -> Option<RepeatUpdates> {
        let only: Option<ActionId> = fields.hidden_or_none(ONLY)?;
        let ticked: Vec<String> = fields.beginning_with(NO_CHANGE).map(|(action, _)| action.to_owned()).collect();
        let others = ticked.iter().filter_map(|action| action.parse().ok()).filter(|action| Some(*action) != only);
        let still_selected = if only.is_some() { others.collect() } else { Vec::new() };
        let selected = only.map_or(ticked, |action| vec![action.to_string()]);
        let mut actions = Vec::with_capacity(selected.len());
        for action in selected {
            let last = fields.hidden(&format!("{LAST}{action}"))?;
            actions.push((fields.hidden_as(ONLY, |_| action.parse().ok())?, last));
        }
        if actions.is_empty() {
            fields.fault("selected", "Select at least one action.");
        }
        let (of, seen) = (fields.hidden(AboutPeriod::FIELD), fields.hidden("seen").map(Seq));
        Some(RepeatUpdates { of: of?, seen: seen?, actions, still_selected })
    }
}

pub const REPEAT_UPDATES: Handler<AboutPeriod, RepeatUpdates> = Handler {
    command: Command {
        name: "repeat_updates",
        page: "/periods/:period/:agency",
        title: "Submit \"no change\"",
        refused: "Nothing was submitted.",
        done: "Updates were submitted without a change.",
    },
    may: |about, by| about.may_update(by.actor),
    apply: |it, change| {
        Box::pin(async move {
            let number = it.actions.len();
            let mut page = REPEAT_UPDATES.command.page_about(&[&it.of.quarter, &it.of.agency]);
            if !it.still_selected.is_empty() {
                let selected: Vec<String> = it.still_selected.iter().map(ToString::to_string).collect();
                page = format!("{page}?{SELECT}={}", selected.join(","));
            }
            change.repeat_updates(it.of.quarter, it.seen, &it.actions).await?;
            let words = match number {
                1 => "\"No change\" was submitted for 1 action.".to_owned(),
                number => format!("\"No change\" was submitted for {number} actions."),
            };
            Ok(Done { words: Some(words.into()), page: Some(page), ..Done::default() })
        })
    },
};

/// Updates that are accepted together, each in the version that the page showed.
#[derive(Clone, Debug)]
pub struct AcceptReports {
    pub of: PeriodOf,
    pub reports: Vec<(ReportId, Version)>,
}

/// How the field of an update begins that is not blank where the update is selected: it holds the version. Its id follows.
pub const ACCEPT: &str = "accept-";

impl Input for AcceptReports {
    fn read(fields: &mut Fields<'_>) -> Option<AcceptReports> {
        let selected: Vec<(String, String)> =
            fields.beginning_with(ACCEPT).map(|(id, version)| (id.to_owned(), version.to_owned())).collect();
        let mut reports = Vec::with_capacity(selected.len());
        for (id, version) in selected {
            reports.push(fields.hidden_as(ACCEPT, |_| id.parse().ok().zip(version.parse().ok()))?);
        }
        if reports.is_empty() {
            fields.fault("selected", "Select at least one update.");
        }
        Some(AcceptReports { of: fields.hidden(AboutPeriod::FIELD)?, reports })
    }
}

pub const ACCEPT_REPORTS: Handler<AboutPeriod, AcceptReports> = Handler {
    command: Command {
        name: "accept_reports",
        page: "/periods/:period/:agency/review",
        title: "Accept updates",
        refused: "Nothing was accepted.",
        done: "Updates accepted.",
    },
    may: |_, by| by.actor.require(Permission::ReviewUpdates).map(|()| None),
    apply: |it, change| {
        Box::pin(async move {
            let page = ACCEPT_REPORTS.command.page_about(&[&it.of.quarter, &it.of.agency]);
            change.accept_reports(&it.reports).await?;
            let words = match it.reports.len() {
                1 => "1 update accepted.".to_owned(),
                number => format!("{number} updates accepted."),
            };
            Ok(Done { words: Some(words.into()), page: Some(page), ..Done::default() })
        })
    },
};

/// An update, and what is missing.
#[derive(Clone, Debug)]
pub struct ReturnReport {
    pub of: Shown<ReportId>,
    pub remark: Narrative,
}

impl Input for ReturnReport {
    fn read(fields: &mut Fields<'_>) -> Option<ReturnReport> {
        let remark = fields.text("remark", Narrative::parse);
        Some(ReturnReport { of: fields.shown()?, remark: remark? })
    }
}

pub const RETURN_REPORT: Handler<AboutUpdate, ReturnReport> = Handler {
    command: Command {
        name: "return_report",
        page: "/reports/:report/return",
        title: "Return update",
        refused: "The update was not returned.",
        done: "Update returned to the agency.",
    },
    may: |about, by| about.it().may_review(by.actor).map(|()| None),
    apply: |it, change| done(change.return_report(it.of.id, it.of.version, it.remark)),
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
