//! Every page and its address.

use crate::pages;
use crate::pages::forms::FormRoutes;
use crate::pages::forms::own_account::PasswordPage;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=pages::not_found::NotFoundPage>
                <Route path=path!("/") view=pages::home::HomePage ssr=SsrMode::Async/>
                <Route path=path!("/since") view=pages::home::SincePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=pages::sign_in::SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/welcome/:token") view=pages::welcome::WelcomePage ssr=SsrMode::Async/>
                <Route path=path!("/plans") view=pages::plans::PlansPage ssr=SsrMode::Async/>
                <Route path=path!("/plans/:plan") view=pages::plan::PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/plans/:plan/dashboard") view=pages::dashboard::DashboardPage ssr=SsrMode::Async/>
                <Route path=path!("/actions") view=pages::actions::ActionsPage ssr=SsrMode::Async/>
                <Route path=path!("/actions/:plan/:reference") view=pages::action::ActionPage ssr=SsrMode::Async/>
                <Route path=path!("/milestones") view=pages::milestones::MilestonesPage ssr=SsrMode::Async/>
                <Route path=path!("/milestones/:milestone") view=pages::milestone::MilestonePage ssr=SsrMode::Async/>
                <Route path=path!("/date-changes") view=pages::date_changes::DateChangesPage ssr=SsrMode::Async/>
                <Route path=path!("/proof/actions") view=pages::proof::ActionsProofPage ssr=SsrMode::Async/>
                <Route path=path!("/proof/milestones") view=pages::proof::MilestonesProofPage ssr=SsrMode::Async/>
                <Route path=path!("/proof/date-changes") view=pages::proof::DateChangesProofPage ssr=SsrMode::Async/>
                <Route path=path!("/agencies") view=pages::agencies::AgenciesPage ssr=SsrMode::Async/>
                <Route path=path!("/agencies/:agency") view=pages::agency::AgencyPage ssr=SsrMode::Async/>
                <Route path=path!("/bodies/:body") view=pages::body::BodyPage ssr=SsrMode::Async/>
                <Route path=path!("/periods") view=pages::periods::PeriodsPage ssr=SsrMode::Async/>
                <Route path=path!("/periods/:period") view=pages::period::PeriodPage ssr=SsrMode::Async/>
                <Route path=path!("/meetings") view=pages::meetings::MeetingsPage ssr=SsrMode::Async/>
                <Route path=path!("/meetings/:meeting") view=pages::meeting::MeetingPage ssr=SsrMode::Async/>
                <Route path=path!("/indicators") view=pages::indicators::IndicatorsPage ssr=SsrMode::Async/>
                <Route path=path!("/indicators/:indicator") view=pages::indicator::IndicatorPage ssr=SsrMode::Async/>
                <Route path=path!("/sources") view=pages::sources::SourcesPage ssr=SsrMode::Async/>
                <Route path=path!("/record") view=pages::record::RecordPage ssr=SsrMode::Async/>
                <Route path=path!("/record/check") view=pages::check::CheckPage ssr=SsrMode::Async/>
                <Route path=path!("/record/:seq") view=pages::entry::EntryPage ssr=SsrMode::Async/>
                <Route path=path!("/reports") view=pages::reports::ReportsPage ssr=SsrMode::Async/>
                <Route path=path!("/reports/files") view=pages::report_files::ReportFilesPage ssr=SsrMode::Async/>
                <Route path=path!("/reports/files/:file") view=pages::report_files::ReportFilePage ssr=SsrMode::Async/>
                <Route path=path!("/reports/workpaper") view=pages::workpaper::WorkpaperPage ssr=SsrMode::Async/>
                <Route path=path!("/reports/:kind") view=pages::reports::ReportPage ssr=SsrMode::Async/>
                <Route path=path!("/people") view=pages::people::PeoplePage ssr=SsrMode::Async/>
                <Route path=path!("/security-log") view=pages::security_log::SecurityLogPage ssr=SsrMode::Async/>
                <Route path=path!("/search") view=pages::search::SearchPage ssr=SsrMode::Async/>
                <Route path=path!("/views") view=pages::views::ViewsPage ssr=SsrMode::Async/>
                <Route path=path!("/words") view=pages::words_page::WordsPage ssr=SsrMode::Async/>
                <Route path=path!("/help") view=pages::help::HelpPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibility") view=pages::accessibility::AccessibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibility/conformance") view=pages::accessibility::ConformancePage ssr=SsrMode::Async/>
                <Route path=path!("/settings/password") view=PasswordPage ssr=SsrMode::Async/>
                <FormRoutes/>
            </Routes>
        </Router>
    }
}
