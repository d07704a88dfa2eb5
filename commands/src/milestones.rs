//! Adding milestones, changing their due and expected dates, completing, reopening, withdrawing and verifying them.

use crate::about::{AboutAction, AboutMilestone};
use crate::command::Command;
use crate::evidence::document;
use crate::handler::{Done, Handler, done};
use crate::input::{Grounded, Input, Reasoned, Shown};
use crate::typed::Fields;
use domain::Date;
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::milestone::{Milestone, Reschedule};
use domain::text::{Sentence, Title};

#[derive(Clone, Debug)]
pub struct PlanMilestone {
    pub action: ActionId,
    pub title: Title,
    pub due: Date,
    /// Why the due date is already past.
    pub reason: Option<Sentence>,
}

impl Input for PlanMilestone {
    fn read(fields: &mut Fields<'_>) -> Option<PlanMilestone> {
        let (title, due) = (fields.text("title", Title::parse), fields.date("due"));
        let reason = fields.optional_sentence("reason");
        Some(PlanMilestone { action: fields.hidden("action")?, title: title?, due: due?, reason })
    }
}

pub const PLAN_MILESTONE: Handler<AboutAction, PlanMilestone> = Handler {
    command: Command {
        name: "plan_milestone",
        page: "/actions/:plan/:reference/plan-milestone",
        title: "Add milestone",
        refused: "The milestone was not added.",
        done: "Milestone added.",
    },
    may: |about, by| Milestone::may_plan(by.actor, &about.action.value, &about.carriers).map(Some),
    apply: |it, change| {
        Box::pin(async move {
            let id: MilestoneId = change.new_id();
            change.plan_milestone(id, it.action, it.title, it.due, it.reason).await?;
            change.check_planned_once(id).await?;
            Ok(Done::at(format!("/milestones/{id}")))
        })
    },
};

#[derive(Clone, Debug)]
pub struct MoveMilestone {
    pub of: Shown<MilestoneId>,
    pub to: Reschedule,
}

impl Input for MoveMilestone {
    fn read(fields: &mut Fields<'_>) -> Option<MoveMilestone> {
        let to = fields.reschedule();
        Some(MoveMilestone { of: fields.shown()?, to: to? })
    }
}

pub const MOVE_MILESTONE: Handler<AboutMilestone, MoveMilestone> = Handler {
    command: Command {
        name: "move_milestone",
        page: "/milestones/:milestone/move",
        title: "Change due date",
        refused: "The due date was not changed.",
        done: "Due date changed. The original due date stays on record.",
    },
    may: |about, by| about.it().may_change(by.actor, about.carriers()).map(Some),
    apply: |it, change| done(change.move_milestone(it.of.id, it.of.version, it.to)),
};

#[derive(Clone, Debug)]
pub struct ForecastMilestone {
    pub of: Shown<MilestoneId>,
    /// `None` where the agency expects to meet the due date.
    pub expected: Option<Date>,
}

impl Input for ForecastMilestone {
    fn read(fields: &mut Fields<'_>) -> Option<ForecastMilestone> {
        let expected = fields.optional_date("on");
        Some(ForecastMilestone { of: fields.shown()?, expected })
    }
}

pub const FORECAST_MILESTONE: Handler<AboutMilestone, ForecastMilestone> = Handler {
    command: Command {
        name: "forecast_milestone",
        page: "/milestones/:milestone/forecast",
        title: "Update expected date",
        refused: "The expected date was not saved.",
        done: "Expected date saved. The due date did not change.",
    },
    may: |about, by| about.it().may_change(by.actor, about.carriers()).map(Some),
    apply: |it, change| {
        Box::pin(async move {
            change.forecast_milestone(it.of.id, it.of.version, it.expected).await?;
            let removed = "Expected date removed. The due date did not change.";
            Ok(Done { words: it.expected.is_none().then_some(removed.into()), ..Done::default() })
        })
    },
};

#[derive(Clone, Debug)]
pub struct CompleteMilestone {
    pub of: Shown<MilestoneId>,
    pub on: Date,
    /// Evidence may follow later.
    pub evidence: Option<Document>,
}

impl Input for CompleteMilestone {
    fn read(fields: &mut Fields<'_>) -> Option<CompleteMilestone> {
        let on = fields.date("on");
        // Evidence that is begun has to be complete.
        let wants_evidence = ["title", "link", "dated"].iter().any(|field| !fields.is_blank(field));
        let evidence = if wants_evidence { document(fields).map(Some) } else { Some(None) };
        Some(CompleteMilestone { of: fields.shown()?, on: on?, evidence: evidence? })
    }
}

pub const COMPLETE_MILESTONE: Handler<AboutMilestone, CompleteMilestone> = Handler {
    command: Command {
        name: "complete_milestone",
        page: "/milestones/:milestone/complete",
        title: "Mark milestone complete",
        refused: "The milestone was not marked complete.",
        done: "Milestone completed. Verification shows \"Reported only\" until you attach evidence.",
    },
    may: |about, by| about.it().may_change(by.actor, about.carriers()).map(Some),
    apply: |it, change| {
        Box::pin(async move {
            let evidence = it.evidence.map(|document| (change.new_id::<EvidenceId>(), document));
            change.complete_milestone(it.of.id, it.of.version, it.on, evidence).await?;
            let is_shown = change.has_document(it.of.id).await?;
            Ok(if is_shown { Done::saying("Milestone completed, with evidence.") } else { Done::default() })
        })
    },
};

/// Undoes a completion.
pub const REOPEN_MILESTONE: Handler<AboutMilestone, Reasoned<MilestoneId>> = Handler {
    command: Command {
        name: "reopen_milestone",
        page: "/milestones/:milestone/reopen",
        title: "Reopen milestone",
        refused: "The milestone was not reopened.",
        done: "Milestone reopened.",
    },
    may: |about, by| about.it().may_reopen(by.actor, about.carriers()).map(Some),
    apply: |Reasoned { of, reason }, change| done(change.reopen_milestone(of.id, of.version, reason)),
};

pub const WITHDRAW_MILESTONE: Handler<AboutMilestone, Reasoned<MilestoneId>> = Handler {
    command: Command {
        name: "withdraw_milestone",
        page: "/milestones/:milestone/withdraw",
        title: "Withdraw milestone",
        refused: "The milestone was not withdrawn.",
        done: "Milestone withdrawn. It stays on record.",
    },
    may: |about, by| about.it().may_withdraw(by.actor, about.carriers(), by.today).map(Some),
    apply: |Reasoned { of, reason }, change| done(change.withdraw_milestone(of.id, of.version, reason)),
};

pub const VERIFY_COMPLETION: Handler<AboutMilestone, Grounded<MilestoneId>> = Handler {
    command: Command {
        name: "verify_completion",
        page: "/milestones/:milestone/verify",
        title: "Verify completed milestone",
        refused: "The completion was not verified.",
        done: "Milestone completion verified.",
    },
    may: |about, by| about.it().may_verify(by.actor, about.carriers()).map(|_| None),
    apply: |Grounded { of, ground }, change| done(change.verify_completion(of.id, of.version, ground)),
};
