//! One thing that somebody tries: drawn at random, and shrunk to less when a history fails.

use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::sample::select;

/// `picks` choose among what there is when the step is taken.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub who: Who,
    pub what: What,
    pub picks: [u8; 4],
}

#[derive(Clone, Copy, Debug)]
pub enum Who {
    Operator,
    Administrator,
    Secretariat,
    Chair,
    Auditor,
    Justice,
    Bureau,
    Labor,
}

#[derive(Clone, Copy, Debug)]
pub enum What {
    AddAction,
    AmendAction,
    MoveAction,
    WithdrawAction,
    RetractAction,
    OfferRole,
    AskAgain,
    AcceptRole,
    DeclineRole,
    WithdrawRequest,
    HandBackRole,
    EndRole,
    PlanMilestone,
    MoveMilestone,
    ForecastMilestone,
    CompleteMilestone,
    ReopenMilestone,
    WithdrawMilestone,
    VerifyCompletion,
    ReportProgress,
    VerifyReport,
    RetractReport,
    AttachEvidence,
    WithdrawEvidence,
    VerifyEvidence,
    LinkActions,
    WithdrawLink,
    AddNode,
    AmendNode,
    WithdrawNode,
    ChangePlanState,
}

impl What {
    const ALL: [What; 31] = [
        What::AddAction,
        What::AmendAction,
        What::MoveAction,
        What::WithdrawAction,
        What::RetractAction,
        What::OfferRole,
        What::AskAgain,
        What::AcceptRole,
        What::DeclineRole,
        What::WithdrawRequest,
        What::HandBackRole,
        What::EndRole,
        What::PlanMilestone,
        What::MoveMilestone,
        What::ForecastMilestone,
        What::CompleteMilestone,
        What::ReopenMilestone,
        What::WithdrawMilestone,
        What::VerifyCompletion,
        What::ReportProgress,
        What::VerifyReport,
        What::RetractReport,
        What::AttachEvidence,
        What::WithdrawEvidence,
        What::VerifyEvidence,
        What::LinkActions,
        What::WithdrawLink,
        What::AddNode,
        What::AmendNode,
        What::WithdrawNode,
        What::ChangePlanState,
    ];
}

/// The secretariat and the liaisons try most, because most of what others try is refused.
pub fn step() -> impl Strategy<Value = Step> {
    let who = prop_oneof![
        5 => select(vec![Who::Secretariat]),
        6 => select(vec![Who::Justice, Who::Labor]),
        2 => select(vec![Who::Chair, Who::Bureau]),
        1 => select(vec![Who::Operator, Who::Administrator, Who::Auditor]),
    ];
    // What fills a record is drawn more often than what empties it.
    let what = prop_oneof![
        4 => select(What::ALL.to_vec()),
        2 => select(vec![What::PlanMilestone, What::ReportProgress, What::AttachEvidence, What::OfferRole]),
        3 => select(vec![
            What::CompleteMilestone,
            What::VerifyCompletion,
            What::DeclineRole,
            What::AcceptRole,
            What::HandBackRole,
            What::WithdrawNode,
        ]),
    ];
    (who, what, any::<[u8; 4]>()).prop_map(|(who, what, picks)| Step { who, what, picks })
}
