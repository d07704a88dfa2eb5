//! What an account may be, and what a role may do.

use serde::{Deserialize, Serialize};

/// The role of an account. One account has one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Administrator,
    Secretariat,
    Chair,
    Liaison,
    Auditor,
}

impl Role {
    pub const ALL: [Role; 5] = [Role::Administrator, Role::Secretariat, Role::Chair, Role::Liaison, Role::Auditor];

    pub const fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Secretariat => "secretariat",
            Role::Chair => "chair",
            Role::Liaison => "liaison",
            Role::Auditor => "auditor",
        }
    }

    /// The role with that code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What a role may or may not do, before the object at hand is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Add, change and disable accounts of every role.
    KeepAccounts,
    /// Add, change and disable accounts of liaisons.
    InviteLiaisons,
    ReadAccounts,
    /// Add, amend, withdraw and link plans, nodes and actions; import a plan file.
    KeepPlans,
    /// Say when updates are due, extend, instruct and close reporting periods.
    RunPeriods,
    /// See every draft plan. (A liaison sees the drafts in which its agency is asked to carry something.)
    ReadDrafts,
    OfferLeads,
    OfferSupport,
    /// Accept, decline or hand over what was offered.
    AnswerOffers,
    /// Hand back a role that was accepted.
    HandBackRoles,
    /// Plan, move, complete, reopen and withdraw milestones; report status, confidence and narrative.
    ReportProgress,
    /// Retract an update that was made by mistake.
    RetractUpdates,
    /// Accept updates, or return them.
    ReviewUpdates,
    AttachEvidence,
    WithdrawEvidence,
    Verify,
    /// Show a saved view to everybody, and keep those that others share.
    ShareViews,
    /// Read who took what out of the record.
    ReadAccessLog,
    /// Erase personal data under law.
    EraseContents,
    /// Read who signed in, who was kept out, and what was done to accounts.
    ReadSecurityLog,
}

impl Permission {
    pub const ALL: [Permission; 20] = [
        Permission::KeepAccounts,
        Permission::InviteLiaisons,
        Permission::ReadAccounts,
        Permission::KeepPlans,
        Permission::RunPeriods,
        Permission::ReadDrafts,
        Permission::OfferLeads,
        Permission::OfferSupport,
        Permission::AnswerOffers,
        Permission::HandBackRoles,
        Permission::ReportProgress,
        Permission::RetractUpdates,
        Permission::ReviewUpdates,
        Permission::AttachEvidence,
        Permission::WithdrawEvidence,
        Permission::Verify,
        Permission::ShareViews,
        Permission::ReadAccessLog,
        Permission::EraseContents,
        Permission::ReadSecurityLog,
    ];
}
