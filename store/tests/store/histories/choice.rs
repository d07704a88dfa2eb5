//! From a step to a command: its picks choose among what there is, now and then somebody's form shows an old version.

use super::command::Command;
use super::state::{Kept, State};
use super::step::{Step, What};
use crate::words::{citation, code, narrative, sentence, title, web_link};
use crate::world::objects::{BUREAU, CENTER, GROUP, JUSTICE, LABOR, WAGES};
use chrono::Days;
use domain::Date;
use domain::action::{Amendment, EditKind, EditReason, Strength, Timeframe, Wording};
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, NodeId, PlanId, ReportId, Version};
use domain::link::Relation;
use domain::milestone::Reschedule;
use domain::plan::{Basis, PlanState};
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus, Statement};
use store::{NewAction, NewNode};
use uuid::Uuid;

/// The command of a step, where there is something that it can be about. `number` is that of the step.
pub fn choose(step: Step, state: &State, number: usize, today: Date) -> Option<Command> {
    Choice { picks: step.picks, state, new: Uuid::from_u128(0x1_0000 + number as u128), today }.command(step.what)
}

struct Choice<'a> {
    picks: [u8; 4],
    state: &'a State,
    /// Later steps have greater ids, as those have that the store makes.
    new: Uuid,
    today: Date,
}

impl Choice<'_> {
    fn command(&self, what: What) -> Option<Command> {
        use Command as C;
        let Choice { state, new, .. } = *self;
        Some(match what {
            What::AddAction => C::AddAction(new.into(), self.new_action()?),
            What::AmendAction => {
                let (id, seen) = self.one_of(&state.actions)?;
                C::AmendAction(id, seen, (self.amendment(self.one_of(&state.nodes)?.0), self.edit_reason()))
            }
            What::MoveAction => {
                self.one_of(&state.actions).map(|(id, seen)| C::MoveAction(id, seen, self.reschedule()))?
            }
            What::WithdrawAction => self.one_of(&state.actions).map(|(id, seen)| C::WithdrawAction(id, seen))?,
            What::RetractAction => self.one_of(&state.actions).map(|(id, seen)| C::RetractAction(id, seen))?,
            What::OfferRole => C::OfferRole(self.offer()?),
            What::AskAgain => self.one_of(&state.assignments).map(|(id, seen)| C::AskAgain(id, seen))?,
            What::AcceptRole => self.one_of(&state.assignments).map(|(id, seen)| C::AcceptRole(id, seen))?,
            What::DeclineRole => self.one_of(&state.assignments).map(|(id, seen)| C::DeclineRole(id, seen))?,
            What::WithdrawRequest => self.one_of(&state.assignments).map(|(id, seen)| C::WithdrawRequest(id, seen))?,
            What::HandBackRole => self.one_of(&state.assignments).map(|(id, seen)| C::HandBackRole(id, seen))?,
            What::EndRole => self.one_of(&state.assignments).map(|(id, seen)| C::EndRole(id, seen))?,
            What::PlanMilestone => C::PlanMilestone(new.into(), self.action()?, self.some_day()),
            What::MoveMilestone => {
                self.one_of(&state.milestones).map(|(id, seen)| C::MoveMilestone(id, seen, self.reschedule()))?
            }
            What::ForecastMilestone => {
                let expected = self.is_odd().then(|| self.some_day());
                self.one_of(&state.milestones).map(|(id, seen)| C::ForecastMilestone(id, seen, expected))?
            }
            What::CompleteMilestone => {
                let document = self.is_odd().then(|| (EvidenceId(new), self.document()));
                self.one_of(&state.milestones)
                    .map(|(id, seen)| C::CompleteMilestone(id, seen, self.lately(), document))?
            }
            What::ReopenMilestone => self.one_of(&state.milestones).map(|(id, seen)| C::ReopenMilestone(id, seen))?,
            What::WithdrawMilestone => {
                self.one_of(&state.milestones).map(|(id, seen)| C::WithdrawMilestone(id, seen))?
            }
            What::VerifyCompletion => self.one_of(&state.milestones).map(|(id, seen)| C::VerifyCompletion(id, seen))?,
            What::ReportProgress => {
                let action = self.action()?;
                C::ReportProgress(new.into(), action, self.last_report_shown(action), self.statement())
            }
            What::VerifyReport => self.one_of(&state.reports).map(|(id, seen)| C::VerifyReport(id, seen))?,
            What::RetractReport => self.one_of(&state.reports).map(|(id, seen)| C::RetractReport(id, seen))?,
            What::AttachEvidence => {
                let milestone = self.one_of(&state.milestones).map(|(id, _)| id).filter(|_| self.is_odd());
                C::AttachEvidence(new.into(), self.action()?, milestone, self.document())
            }
            What::WithdrawEvidence => self.one_of(&state.evidence).map(|(id, seen)| C::WithdrawEvidence(id, seen))?,
            What::VerifyEvidence => self.one_of(&state.evidence).map(|(id, seen)| C::VerifyEvidence(id, seen))?,
            What::LinkActions => {
                C::LinkActions(new.into(), (self.action()?, self.other_action()?), self.of(2, &Relation::ALL))
            }
            What::WithdrawLink => self.one_of(&state.links).map(|(id, seen)| C::WithdrawLink(id, seen))?,
            What::AddNode => C::AddNode(new.into(), self.new_node()?),
            What::AmendNode => {
                let note = self.is_odd().then(|| narrative("A note"));
                let name = title(self.of(2, &["Prevention", "Protection", "Prosecution"]));
                self.one_of(&state.nodes).map(|(id, seen)| C::AmendNode(id, seen, name, note))?
            }
            What::WithdrawNode => self.one_of(&state.nodes).map(|(id, seen)| C::WithdrawNode(id, seen))?,
            What::ChangePlanState => {
                let states = [PlanState::Draft, PlanState::InForce, PlanState::InForce, PlanState::Closed];
                self.one_of(&state.plans).map(|(id, seen)| C::ChangePlanState(id, seen, self.of(2, &states)))?
            }
        })
    }

    fn of<T: Copy>(&self, pick: usize, among: &[T]) -> T {
        among[usize::from(self.picks[pick]) % among.len()]
    }

    fn is_odd(&self) -> bool {
        self.picks[3] % 2 == 1
    }

    /// One in sixteen forms shows an old version.
    fn one_of<Id: Copy + Ord, T>(&self, kept: &Kept<Id, T>) -> Option<(Id, Version)> {
        let (id, (version, _)) = kept.iter().nth(usize::from(self.picks[0]) % kept.len().max(1))?;
        let is_old = self.picks[3] / 16 == 7;
        Some((*id, if is_old { Version(version.0.saturating_sub(1)) } else { *version }))
    }

    fn action(&self) -> Option<ActionId> {
        self.one_of(&self.state.actions).map(|(id, _)| id)
    }

    fn other_action(&self) -> Option<ActionId> {
        let place = usize::from(self.picks[1]) % self.state.actions.len().max(1);
        self.state.actions.keys().nth(place).copied()
    }

    /// The last report as a form shows it, or one that the form had before.
    fn last_report_shown(&self, action: ActionId) -> Option<ReportId> {
        let of_action = self
            .state
            .reports
            .values()
            .map(|(_, report)| report)
            .filter(|report| report.action == action && report.stands());
        let last = of_action.max_by_key(|report| (report.recency(), report.id)).map(|report| report.id);
        last.filter(|_| self.picks[3] / 16 != 7)
    }

    fn new_action(&self) -> Option<NewAction> {
        let (plan, node) = self.plan_and_node()?;
        let reference = code(&format!("N-{}", self.picks[2] % 4));
        Some(NewAction { plan, reference, text: self.amendment(node), source: citation("Letter of the chair") })
    }

    fn plan_and_node(&self) -> Option<(PlanId, NodeId)> {
        let (node, _) = self.one_of(&self.state.nodes)?;
        Some((self.state.nodes[&node].1.plan, node))
    }

    fn amendment(&self, node: NodeId) -> Amendment {
        let strengths = [Strength::Deliver, Strength::Advance, Strength::Explore];
        let ends = self.is_odd().then(|| self.some_day());
        Amendment {
            node,
            node_basis: Basis::Inferred,
            official_number: None,
            title: title(&format!("Title {}", self.picks[1] % 8)),
            promise: narrative("As promised."),
            wording: Wording::Paraphrased,
            strength: self.of(2, &strengths),
            timeframe: Timeframe { stated: title("2024"), starts: Some(self.today), ends, basis: Basis::Stated },
            note: None,
        }
    }

    fn edit_reason(&self) -> EditReason {
        EditReason { kind: self.of(2, &EditKind::ALL), reason: sentence("As agreed.") }
    }

    fn offer(&self) -> Option<Offer> {
        let agencies = [JUSTICE, BUREAU, LABOR, WAGES, CENTER].map(Party::Agency);
        let parties = [&agencies[..], &[Party::Body(GROUP)]].concat();
        let role = self.of(2, &[CarrierRole::Lead, CarrierRole::Support]);
        Some(Offer { id: self.new.into(), action: self.action()?, party: self.of(1, &parties), role })
    }

    fn reschedule(&self) -> Reschedule {
        Reschedule { to: self.some_day(), reason: self.of(1, &MoveReason::ALL), sentence: sentence("It moved.") }
    }

    fn statement(&self) -> Statement {
        let now = FiscalQuarter::of(self.today);
        Statement {
            quarter: self.of(2, &[now, now, now.previous(), now.next()]),
            status: self.of(1, &ReportedStatus::ALL),
            confidence: self.of(2, &Confidence::ALL),
            narrative: narrative("As said."),
        }
    }

    fn document(&self) -> Document {
        let link = web_link(&format!("https://agency.example/{}", self.new));
        Document { title: title("A document"), link, dated: self.lately() }
    }

    fn new_node(&self) -> Option<NewNode> {
        let (plan, parent) = self.plan_and_node()?;
        Some(NewNode {
            plan,
            parent: self.is_odd().then_some(parent),
            reference: code(&format!("Q-{}", self.picks[2] % 4)),
            level: title("Pillar"),
            title: title("A node"),
            note: None,
            source: citation("Letter of the chair"),
        })
    }

    /// A day around the beginning of the world.
    fn some_day(&self) -> Date {
        self.today + Days::new(u64::from(self.picks[2] % 64)) - Days::new(20)
    }

    /// Mostly yesterday, now and then tomorrow.
    fn lately(&self) -> Date {
        self.today + Days::new(u64::from(self.picks[2] / 16 == 3) * 2) - Days::new(1)
    }
}
