//! What the secretariat says of reporting periods: when updates are due, what is asked, more time, and closing.

use crate::about::{About, AboutQuarter, AboutSchedule};
use crate::command::Command;
use crate::handler::{Handler, done};
use crate::input::Input;
use crate::typed::Fields;
use domain::Date;
use domain::actor::Permission;
use domain::date::FiscalQuarter;
use domain::ids::AgencyId;
use domain::reporting::{ReportingPeriod, ReportingTerms};
use domain::text::{Narrative, Sentence};

/// The field with the terms' days, and the most that it takes.
pub const DAYS: &str = "days";
pub const MOST_DAYS: u16 = 366;

/// Other terms from a quarter on.
#[derive(Clone, Copy, Debug)]
pub struct ChangeSchedule {
    pub from: FiscalQuarter,
    pub terms: ReportingTerms,
}

impl Input for ChangeSchedule {
    fn read(fields: &mut Fields<'_>) -> Option<ChangeSchedule> {
        let every: Option<ReportingPeriod> = fields.choice("every", "Select how often updates are due.");
        let days = fields.typed(DAYS).trim().parse().ok().filter(|days| *days <= MOST_DAYS);
        if days.is_none() {
            fields.fault(DAYS, "Enter a number of days from 0 to 366.");
        }
        let from = fields.parsed("from", "Select the first quarter.");
        Some(ChangeSchedule { from: from?, terms: ReportingTerms { every: every?, days: days? } })
    }
}

pub const CHANGE_SCHEDULE: Handler<AboutSchedule, ChangeSchedule> = Handler {
    command: Command {
        name: "change_schedule",
        page: "/schedule/change",
        title: "Change schedule",
        refused: "The schedule was not changed.",
        done: "Schedule changed.",
    },
    may: |_, by| by.actor.require(Permission::RunPeriods).map(|()| None),
    apply: |it, change| done(change.change_reporting_rule(it.from, it.terms)),
};

/// More time for a period.
#[derive(Clone, Debug)]
pub struct ExtendPeriod {
    pub quarter: FiscalQuarter,
    /// `None` for all agencies.
    pub agency: Option<AgencyId>,
    pub to: Date,
    pub reason: Sentence,
}

/// The choice of all agencies.
pub const ALL: &str = "all";

impl Input for ExtendPeriod {
    fn read(fields: &mut Fields<'_>) -> Option<ExtendPeriod> {
        let agency = match fields.typed("agency") {
            ALL => Some(None),
            _ => fields.parsed("agency", "Select an agency, or all agencies.").map(Some),
        };
        let (to, reason) = (fields.date("due"), fields.sentence("reason"));
        let quarter = fields.hidden(AboutQuarter::FIELD);
        Some(ExtendPeriod { quarter: quarter?, agency: agency?, to: to?, reason: reason? })
    }
}

pub const EXTEND_PERIOD: Handler<AboutQuarter, ExtendPeriod> = Handler {
    command: Command {
        name: "extend_period",
        page: "/periods/:period/extend",
        title: "Change due date",
        refused: "The due date was not changed.",
        done: "Due date changed.",
    },
    may: |about, by| about.period.may_run(by.actor).map(|()| None),
    apply: |it, change| done(change.extend_period(it.quarter, it.agency, (it.to, it.reason))),
};

/// What is asked of the agencies.
#[derive(Clone, Debug)]
pub struct InstructPeriod {
    pub quarter: FiscalQuarter,
    pub instructions: Option<Narrative>,
}

impl Input for InstructPeriod {
    fn read(fields: &mut Fields<'_>) -> Option<InstructPeriod> {
        let instructions = fields.optional_text("instructions", Narrative::parse);
        Some(InstructPeriod { quarter: fields.hidden(AboutQuarter::FIELD)?, instructions })
    }
}

pub const INSTRUCT_PERIOD: Handler<AboutQuarter, InstructPeriod> = Handler {
    command: Command {
        name: "instruct_period",
        page: "/periods/:period/instructions",
        title: "Edit instructions",
        refused: "The instructions were not saved.",
        done: "Instructions saved.",
    },
    may: |about, by| about.period.may_run(by.actor).map(|()| None),
    apply: |it, change| done(change.instruct_period(it.quarter, it.instructions)),
};

/// The period that is closed.
#[derive(Clone, Copy, Debug)]
pub struct ClosePeriod(pub FiscalQuarter);

impl Input for ClosePeriod {
    fn read(fields: &mut Fields<'_>) -> Option<ClosePeriod> {
        fields.hidden(AboutQuarter::FIELD).map(ClosePeriod)
    }
}

pub const CLOSE_PERIOD: Handler<AboutQuarter, ClosePeriod> = Handler {
    command: Command {
        name: "close_period",
        page: "/periods/:period/close",
        title: "Close period",
        refused: "The period was not closed.",
        done: "Period closed. Its figures stay as they are.",
    },
    may: |about, by| about.period.may_close(by.actor, about.rule, by.today).map(|()| None),
    apply: |ClosePeriod(quarter), change| done(change.close_period(quarter)),
};
