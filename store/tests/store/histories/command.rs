//! What somebody tries, with the ids and versions of a form, and how the store is asked for it.

use crate::words::{narrative, sentence, title};
use domain::Date;
use domain::action::{Amendment, EditReason};
use domain::assignment::Offer;
use domain::evidence::Document;
use domain::ids::{ActionId, AssignmentId, EvidenceId, LinkId, MilestoneId, NodeId, PlanId, ReportId, Version};
use domain::link::Relation;
use domain::milestone::Reschedule;
use domain::plan::PlanState;
use domain::text::{Narrative, Sentence, Title};
use domain::update::Statement;
use store::{Change, NewAction, NewNode, StoreError};

#[derive(Clone, Debug)]
pub enum Command {
    AddAction(ActionId, NewAction),
    AmendAction(ActionId, Version, (Amendment, EditReason)),
    MoveAction(ActionId, Version, Reschedule),
    WithdrawAction(ActionId, Version),
    RetractAction(ActionId, Version),
    OfferRole(Offer),
    AskAgain(AssignmentId, Version),
    AcceptRole(AssignmentId, Version),
    DeclineRole(AssignmentId, Version),
    WithdrawRequest(AssignmentId, Version),
    HandBackRole(AssignmentId, Version),
    EndRole(AssignmentId, Version),
    PlanMilestone(MilestoneId, ActionId, Date),
    MoveMilestone(MilestoneId, Version, Reschedule),
    ForecastMilestone(MilestoneId, Version, Option<Date>),
    CompleteMilestone(MilestoneId, Version, Date, Option<(EvidenceId, Document)>),
    ReopenMilestone(MilestoneId, Version),
    WithdrawMilestone(MilestoneId, Version),
    VerifyCompletion(MilestoneId, Version),
    ReportProgress(ReportId, ActionId, Option<ReportId>, Statement),
    VerifyReport(ReportId, Version),
    RetractReport(ReportId, Version),
    AttachEvidence(EvidenceId, ActionId, Option<MilestoneId>, Document),
    WithdrawEvidence(EvidenceId, Version),
    VerifyEvidence(EvidenceId, Version),
    LinkActions(LinkId, (ActionId, ActionId), Relation),
    WithdrawLink(LinkId, Version),
    AddNode(NodeId, NewNode),
    AmendNode(NodeId, Version, Title, Option<Narrative>),
    WithdrawNode(NodeId, Version),
    ChangePlanState(PlanId, Version, PlanState),
}

/// The one reason of all histories.
pub fn reason() -> Sentence {
    sentence("Somebody said so.")
}

/// The one name of all milestones.
pub fn milestone_title() -> Title {
    title("A step")
}

/// The one note of all links.
pub fn link_note() -> Option<Narrative> {
    Some(narrative("The same office."))
}

impl Command {
    pub async fn through(self, change: &mut Change) -> Result<(), StoreError> {
        use Command as C;
        match self {
            C::AddAction(id, new) => change.add_action(id, new).await,
            C::AmendAction(id, seen, to) => change.amend_action(id, seen, to).await,
            C::MoveAction(id, seen, to) => change.move_action(id, seen, to).await,
            C::WithdrawAction(id, seen) => change.withdraw_action(id, seen, reason()).await,
            C::RetractAction(id, seen) => change.retract_action(id, seen, reason()).await,
            C::OfferRole(offer) => change.offer_role(offer).await,
            C::AskAgain(id, seen) => change.ask_again(id, seen).await,
            C::AcceptRole(id, seen) => change.accept_role(id, seen).await,
            C::DeclineRole(id, seen) => change.decline_role(id, seen, reason()).await,
            C::WithdrawRequest(id, seen) => change.withdraw_request(id, seen, reason()).await,
            C::HandBackRole(id, seen) => change.hand_back_role(id, seen, reason()).await,
            C::EndRole(id, seen) => change.end_role(id, seen, reason()).await,
            C::PlanMilestone(id, action, due) => {
                change.plan_milestone(id, action, milestone_title(), due, Some(reason())).await
            }
            C::MoveMilestone(id, seen, to) => change.move_milestone(id, seen, to).await,
            C::ForecastMilestone(id, seen, expected) => change.forecast_milestone(id, seen, expected).await,
            C::CompleteMilestone(id, seen, on, proof) => change.complete_milestone(id, seen, on, proof).await,
            C::ReopenMilestone(id, seen) => change.reopen_milestone(id, seen, reason()).await,
            C::WithdrawMilestone(id, seen) => change.withdraw_milestone(id, seen, reason()).await,
            C::VerifyCompletion(id, seen) => change.verify_completion(id, seen, reason()).await,
            C::ReportProgress(id, action, after, said) => change.report_progress(id, action, after, said).await,
            C::VerifyReport(id, seen) => change.verify_report(id, seen, reason()).await,
            C::RetractReport(id, seen) => change.retract_report(id, seen, reason()).await,
            C::AttachEvidence(id, action, milestone, document) => {
                change.attach_evidence(id, action, milestone, document).await
            }
            C::WithdrawEvidence(id, seen) => change.withdraw_evidence(id, seen, reason()).await,
            C::VerifyEvidence(id, seen) => change.verify_evidence(id, seen, reason()).await,
            C::LinkActions(id, ends, relation) => change.link_actions(id, ends, relation, link_note()).await,
            C::WithdrawLink(id, seen) => change.withdraw_link(id, seen, reason()).await,
            C::AddNode(id, new) => change.add_node(id, new).await,
            C::AmendNode(id, seen, name, note) => change.amend_node(id, seen, name, note).await,
            C::WithdrawNode(id, seen) => change.withdraw_node(id, seen, reason()).await,
            C::ChangePlanState(id, seen, state) => change.change_plan_state(id, seen, state).await,
        }
    }
}
