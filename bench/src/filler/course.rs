//! How the actions go, quarter by quarter: what is reported, moved, completed and shown.

use super::chance::{id, one, pick};
use super::task_force::{action_id, last_day};
use super::{BEGINS, Filler};
use crate::failure::Failure;
use crate::size::Shape;
use chrono::Days;
use domain::date::{FiscalQuarter, in_sentence};
use domain::evidence::Document;
use domain::ids::{EvidenceId, MilestoneId, ReportId};
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::{Narrative, Sentence, Title, WebLink};
use domain::update::{Confidence, ReportedStatus, Statement};
use domain::{Date, Version};
use store::Change;

/// A milestone as far as the filler has to remember it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    number: usize,
    id: MilestoneId,
    version: Version,
    due: Date,
    is_open: bool,
}

const STEPS: &[&str] =
    &["Scope approved", "Draft sent to the other agencies", "Half of sites reached", "Results reviewed"];

impl Step {
    /// Its place among all milestones, in the order of the actions.
    pub(super) fn number(&self) -> usize {
        self.number
    }
}

impl Filler<'_> {
    /// The milestones of an action, spread over the time of the plan.
    pub(super) async fn plan_steps(&mut self, change: &mut Change, action: usize, shape: Shape) -> Result<(), Failure> {
        let each = ((last_day(shape) - BEGINS).num_days() / shape.milestones_each as i64).unsigned_abs();
        for place in 0..shape.milestones_each {
            let number = action * shape.milestones_each + place;
            let due = BEGINS + Days::new(each * (place as u64 + 1) - pick(number, "due", each / 2));
            let id = MilestoneId(id(change.now(), "milestone", number));
            change.plan_milestone(id, action_id(action), Title::parse(STEPS[place % STEPS.len()])?, due, None).await?;
            self.steps.push(Step { number, id, version: Version::FIRST, due, is_open: true });
        }
        Ok(())
    }

    /// What happens to an action in a quarter, as its lead records it after the quarter's end.
    pub(super) async fn close_quarter(
        &mut self,
        change: &mut Change,
        action: usize,
        quarter: FiscalQuarter,
        shape: Shape,
    ) -> Result<(), Failure> {
        for place in 0..shape.milestones_each {
            let number = action * shape.milestones_each + place;
            if self.steps[number].is_open && self.steps[number].due <= quarter.last_day() {
                self.settle(change, action, number, quarter).await?;
            }
        }
        let said = self.statement(action, quarter, shape)?;
        let id = ReportId(id(change.now(), "report", action * 1_000 + quarter.index().unsigned_abs() as usize % 1_000));
        change.report_progress(id, action_id(action), self.last_reports[action], said).await?;
        self.last_reports[action] = Some(id);
        Ok(())
    }

    /// A milestone whose day came: half are done, most others are moved, some are left overdue.
    async fn settle(
        &mut self,
        change: &mut Change,
        action: usize,
        number: usize,
        quarter: FiscalQuarter,
    ) -> Result<(), Failure> {
        let what = |word: &str| format!("{word} {quarter}");
        let Step { id: milestone, version, due, .. } = self.steps[number];
        match pick(number, &what("fate"), 100) {
            0..50 => {
                let has_document = pick(number, &what("document"), 10) < 6;
                let document = if has_document { Some(document(change, action, due)?) } else { None };
                change.complete_milestone(milestone, version, due, document).await?;
                self.steps[number] = Step { version: version.next(), is_open: false, ..self.steps[number] };
            }
            50..85 => {
                let to = quarter.last_day() + Days::new(30 + 30 * pick(number, &what("by"), 6));
                let reason = one(number, &what("why"), &MoveReason::ALL);
                let sentence = Sentence::parse("The work took longer than was thought.")?;
                change.move_milestone(milestone, version, Reschedule { to, reason, sentence }).await?;
                self.steps[number] = Step { version: version.next(), due: to, ..self.steps[number] };
            }
            _ => {}
        }
        Ok(())
    }

    fn statement(&self, action: usize, quarter: FiscalQuarter, shape: Shape) -> Result<Statement, Failure> {
        let first = action * shape.milestones_each;
        let steps = &self.steps[first..first + shape.milestones_each];
        let (open, late) = (
            steps.iter().filter(|step| step.is_open).count(),
            steps.iter().filter(|step| step.is_open && step.due <= quarter.last_day()).count(),
        );
        let (status, confidence) = match (open, late) {
            (0, _) => (ReportedStatus::Completed, Confidence::OnTrack),
            (_, 0) => (ReportedStatus::InProgress, Confidence::OnTrack),
            (_, 1) => (ReportedStatus::Delayed, Confidence::AtRisk),
            _ => (ReportedStatus::Blocked, Confidence::OffTrack),
        };
        let narrative = format!(
            "In {quarter} {} of {} milestones were still open, {late} of them late. The next date is {}. The work with \
             the supporting agencies goes on.",
            open,
            steps.len(),
            steps.iter().find(|step| step.is_open).map_or("not set".to_owned(), |step| in_sentence(step.due)),
        );
        Ok(Statement { quarter, status, confidence, narrative: Narrative::parse(&narrative)? })
    }
}

fn document(change: &Change, action: usize, dated: Date) -> Result<(EvidenceId, Document), Failure> {
    let id = change.new_id();
    let link = WebLink::parse(&format!("https://documents.example.gov/action-{action}"))?;
    Ok((id, Document { title: Title::parse("Made-up document of the measurement")?, link, dated }))
}
