//! Every command: what its route, the page of its form and its handler are made from.

use super::{
    FormOf, Names, Thing, accounts, actions, asking, calls, evidence, form, ground, links, milestones, own, periods,
    reason, reviews, roles, sections, updates, views,
};
use commands::accounts::{ADD_PERSON, CHANGE_PERSON, DISABLE_PERSON, ENABLE_PERSON, MAKE_LINK};
use commands::actions::{ADD_ACTION, AMEND_ACTION, MOVE_ACTION, RETRACT_ACTION, WITHDRAW_ACTION};
use commands::drafts::DISCARD_DRAFT;
use commands::evidence::{ATTACH_EVIDENCE, VERIFY_EVIDENCE, WITHDRAW_EVIDENCE};
use commands::links::{LINK_ACTIONS, WITHDRAW_LINK};
use commands::milestones::{
    COMPLETE_MILESTONE, FORECAST_MILESTONE, MOVE_MILESTONE, PLAN_MILESTONE, REOPEN_MILESTONE, VERIFY_COMPLETION,
    WITHDRAW_MILESTONE,
};
use commands::own::{END_SESSION, SAVE_SETTINGS};
use commands::periods::{CHANGE_SCHEDULE, CLOSE_PERIOD, EXTEND_PERIOD, INSTRUCT_PERIOD};
use commands::roles::{ACCEPT_ROLE, ASK_AGAIN, DECLINE_ROLE, END_ROLE, HAND_BACK_ROLE, OFFER_ROLE, WITHDRAW_REQUEST};
use commands::sections::{ADD_NODE, AMEND_NODE, WITHDRAW_NODE};
use commands::typed::Typed;
use commands::updates::{
    ACCEPT_REPORTS, REPEAT_UPDATES, REPORT_PROGRESS, RETRACT_REPORT, RETURN_REPORT, VERIFY_REPORT,
};
use commands::views::{REMOVE_VIEW, RENAME_VIEW};
use commands::{Command, Input, Transaction};
use futures::future::BoxFuture;
use ui::commands::saved_views::SAVE_VIEW;
use ui::commands::{Posted, perform};
use ui::error::AppError;
use ui::layout::{Page, Reading};
use ui::request::Request;

/// Adding a command adds a line here.
pub static COMMANDS: &[&dyn CommandForm] = &[
    &form(&ADD_ACTION, actions::add),
    &form(&AMEND_ACTION, actions::amend),
    &form(&MOVE_ACTION, actions::move_end),
    &reason(&WITHDRAW_ACTION),
    &form(&RETRACT_ACTION, actions::retract),
    &form(&LINK_ACTIONS, links::link),
    &reason(&WITHDRAW_LINK),
    &form(&ADD_NODE, sections::add),
    &form(&AMEND_NODE, sections::amend),
    &reason(&WITHDRAW_NODE),
    &form(&OFFER_ROLE, roles::offer),
    &form(&ASK_AGAIN, roles::ask),
    &form(&ACCEPT_ROLE, roles::accept),
    &reason(&DECLINE_ROLE),
    &reason(&WITHDRAW_REQUEST),
    &form(&HAND_BACK_ROLE, roles::hand_back),
    &form(&END_ROLE, roles::end),
    &form(&PLAN_MILESTONE, milestones::plan),
    &form(&MOVE_MILESTONE, milestones::move_due),
    &form(&FORECAST_MILESTONE, milestones::forecast),
    &form(&COMPLETE_MILESTONE, milestones::complete),
    &form(&REOPEN_MILESTONE, milestones::reopen),
    &reason(&WITHDRAW_MILESTONE),
    &asking(&VERIFY_COMPLETION, milestones::verify),
    &asking(&REPORT_PROGRESS, updates::report),
    &asking(&DISCARD_DRAFT, updates::discard),
    &form(&CHANGE_SCHEDULE, calls::schedule),
    &form(&EXTEND_PERIOD, calls::extend),
    &form(&INSTRUCT_PERIOD, calls::instruct),
    &form(&CLOSE_PERIOD, calls::close),
    // After those above, whose last words would be taken for agencies.
    &asking(&REPEAT_UPDATES, periods::period),
    &asking(&ACCEPT_REPORTS, reviews::review),
    &form(&RETURN_REPORT, reviews::return_it),
    &ground(&VERIFY_REPORT),
    &form(&RETRACT_REPORT, updates::retract),
    &asking(&ATTACH_EVIDENCE, evidence::attach),
    &ground(&VERIFY_EVIDENCE),
    &form(&WITHDRAW_EVIDENCE, evidence::withdraw),
    &form(&ADD_PERSON, accounts::add),
    &form(&CHANGE_PERSON, accounts::change),
    &form(&DISABLE_PERSON, accounts::disable),
    &form(&ENABLE_PERSON, accounts::enable),
    &form(&MAKE_LINK, accounts::link),
    &asking(&SAVE_VIEW, views::save),
    &form(&RENAME_VIEW, views::rename),
    &form(&REMOVE_VIEW, views::remove),
    &asking(&SAVE_SETTINGS, own::settings),
    &asking(&END_SESSION, own::end_session),
];

/// A command with its form, whatever it is done to.
pub trait CommandForm: Posted {
    /// Draws the page of the form.
    fn page(&'static self, reading: Reading, names: Names) -> BoxFuture<'static, Result<Page, AppError>>;
}

impl<A: Thing, I: Input, On: Transaction + 'static> Posted for FormOf<A, I, On> {
    fn command(&self) -> Command {
        self.handler.command
    }

    fn perform(&'static self, request: Request, typed: Typed) -> BoxFuture<'static, Result<String, AppError>> {
        Box::pin(perform(self.handler, request, typed))
    }
}

impl<A: Thing, I: Input, On: Transaction + 'static> CommandForm for FormOf<A, I, On> {
    fn page(&'static self, reading: Reading, names: Names) -> BoxFuture<'static, Result<Page, AppError>> {
        Box::pin(FormOf::page(self, reading, names))
    }
}
