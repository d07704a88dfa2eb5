//! The address of every form, in groups of what the forms are about.

use super::{
    add_action, amend_action, answer_role, attach_evidence, complete_milestone, forecast_milestone, keep_person,
    link_actions, move_action, move_milestone, nodes, offer_role, own_account, people, plan_milestone,
    reopen_milestone, report_progress, retractions, saved_views, settings, verifications, withdraw_link, withdrawals,
};
use leptos::prelude::*;
use leptos_router::any_nested_route::IntoAnyNestedRoute;
use leptos_router::components::Route;
use leptos_router::{SsrMode, path};

/// Forms about plans, their nodes and their actions.
#[component(transparent)]
pub fn FormsOfPlans() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/plans/:plan/add-action") view=add_action::AddActionPage ssr=SsrMode::Async/>
        <Route path=path!("/plans/:plan/add-node") view=nodes::AddNodePage ssr=SsrMode::Async/>
        <Route path=path!("/nodes/:node/amend") view=nodes::AmendNodePage ssr=SsrMode::Async/>
        <Route path=path!("/nodes/:node/withdraw") view=nodes::WithdrawNodePage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/amend") view=amend_action::AmendActionPage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/move-end") view=move_action::MoveActionPage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/withdraw") view=withdrawals::WithdrawActionPage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/retract") view=retractions::RetractActionPage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/link") view=link_actions::LinkActionsPage ssr=SsrMode::Async/>
        <Route path=path!("/links/:link/withdraw") view=withdraw_link::WithdrawLinkPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Forms about who carries an action, and what they say of it.
#[component(transparent)]
pub fn FormsOfCarriers() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/actions/:plan/:reference/offer") view=offer_role::OfferRolePage ssr=SsrMode::Async/>
        <Route path=path!("/assignments/:assignment/answer") view=answer_role::AnswerRolePage ssr=SsrMode::Async/>
        <Route path=path!("/assignments/:assignment/ask") view=answer_role::AskAgainPage ssr=SsrMode::Async/>
        <Route path=path!("/assignments/:assignment/end") view=withdrawals::EndRolePage ssr=SsrMode::Async/>
        <Route path=path!("/assignments/:assignment/withdraw") view=withdrawals::WithdrawRequestPage ssr=SsrMode::Async/>
        <Route path=path!("/assignments/:assignment/hand-back") view=withdrawals::HandBackRolePage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/report") view=report_progress::ReportProgressPage ssr=SsrMode::Async/>
        <Route path=path!("/reports/:report/verify") view=verifications::VerifyReportPage ssr=SsrMode::Async/>
        <Route path=path!("/reports/:report/retract") view=retractions::RetractReportPage ssr=SsrMode::Async/>
        <Route path=path!("/actions/:plan/:reference/attach-evidence") view=attach_evidence::AttachEvidencePage ssr=SsrMode::Async/>
        <Route path=path!("/evidence/:document/verify") view=verifications::VerifyEvidencePage ssr=SsrMode::Async/>
        <Route path=path!("/evidence/:document/withdraw") view=withdrawals::WithdrawEvidencePage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Forms about milestones.
#[component(transparent)]
pub fn FormsOfMilestones() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/actions/:plan/:reference/plan-milestone") view=plan_milestone::PlanMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/move") view=move_milestone::MoveMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/forecast") view=forecast_milestone::ForecastMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/complete") view=complete_milestone::CompleteMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/reopen") view=reopen_milestone::ReopenMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/withdraw") view=withdrawals::WithdrawMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/milestones/:milestone/verify") view=verifications::VerifyCompletionPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Forms about what people set for themselves.
#[component(transparent)]
pub fn FormsOfSettings() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/settings") view=settings::SettingsPage ssr=SsrMode::Async/>
        <Route path=path!("/settings/password") view=own_account::PasswordPage ssr=SsrMode::Async/>
        <Route path=path!("/settings/sessions/:session/end") view=own_account::EndSessionPage ssr=SsrMode::Async/>
        <Route path=path!("/views/new") view=saved_views::SaveViewPage ssr=SsrMode::Async/>
        <Route path=path!("/views/:view/rename") view=saved_views::RenameViewPage ssr=SsrMode::Async/>
        <Route path=path!("/views/:view/remove") view=saved_views::RemoveViewPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}

/// Forms about accounts.
#[component(transparent)]
pub fn FormsOfPeople() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/people/add") view=people::AddPersonPage ssr=SsrMode::Async/>
        <Route path=path!("/people/:person/disable") view=keep_person::DisablePersonPage ssr=SsrMode::Async/>
        <Route path=path!("/people/:person/enable") view=keep_person::EnablePersonPage ssr=SsrMode::Async/>
        <Route path=path!("/people/:person/change") view=keep_person::ChangePersonPage ssr=SsrMode::Async/>
        <Route path=path!("/people/:person/link") view=keep_person::MakeLinkPage ssr=SsrMode::Async/>
    }
    .into_inner()
    .into_any_nested_route()
}
