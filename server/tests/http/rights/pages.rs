//! Every page that is no form. The pages of forms stand with their commands.

use super::{ACCOUNTS, OF_THE_AUDITOR, PUBLIC, READING, Rights, SAMPLING, SECURITY, SIGNED_IN};

/// A page as the router has it, and who may open it.
#[derive(Clone, Copy, Debug)]
pub struct PageRow(pub &'static str, pub Rights);

pub const PAGES: &[PageRow] = &[
    PageRow("/", SIGNED_IN),
    PageRow("/since", SIGNED_IN),
    PageRow("/sign-in", PUBLIC),
    PageRow("/welcome/{token}", PUBLIC),
    PageRow("/plans", SIGNED_IN),
    PageRow("/plans/{plan}", READING),
    PageRow("/plans/{plan}/dashboard", READING),
    PageRow("/actions", SIGNED_IN),
    PageRow("/actions/{plan}/{reference}", READING),
    PageRow("/milestones", SIGNED_IN),
    PageRow("/milestones/{milestone}", READING),
    PageRow("/date-changes", SIGNED_IN),
    PageRow("/proof/actions", SIGNED_IN),
    PageRow("/proof/milestones", SIGNED_IN),
    PageRow("/proof/date-changes", SIGNED_IN),
    PageRow("/agencies", SIGNED_IN),
    PageRow("/agencies/{agency}", SIGNED_IN),
    PageRow("/bodies/{body}", SIGNED_IN),
    PageRow("/periods", SIGNED_IN),
    PageRow("/periods/{period}", SIGNED_IN),
    PageRow("/meetings", SIGNED_IN),
    PageRow("/meetings/{meeting}", SIGNED_IN),
    PageRow("/reports", SIGNED_IN),
    PageRow("/reports/workpaper", SAMPLING),
    PageRow("/reports/{kind}", SIGNED_IN),
    PageRow("/reports/files", SIGNED_IN),
    PageRow("/reports/files/{file}", OF_THE_AUDITOR),
    PageRow("/indicators", SIGNED_IN),
    PageRow("/indicators/{indicator}", SIGNED_IN),
    PageRow("/search", SIGNED_IN),
    PageRow("/sources", SIGNED_IN),
    PageRow("/views", SIGNED_IN),
    PageRow("/record", SIGNED_IN),
    PageRow("/record/check", SIGNED_IN),
    PageRow("/record/{seq}", SIGNED_IN),
    PageRow("/people", ACCOUNTS),
    PageRow("/security-log", SECURITY),
    PageRow("/words", SIGNED_IN),
    PageRow("/help", PUBLIC),
    PageRow("/accessibility", PUBLIC),
    PageRow("/accessibility/conformance", PUBLIC),
];

/// Pages of forms that are no server functions: they change nothing of the record, and nothing is kept of them.
pub const OWN_FORMS: &[PageRow] = &[PageRow("/settings/password", SIGNED_IN)];
