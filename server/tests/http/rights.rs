//! Who may do what, route by route: the table of the threat model, written by hand and compared with every answer.

mod command_row;
pub mod commands;
pub mod pages;
mod periods;
pub mod plain;
pub mod settings;

use crate::world::Who;

/// What an answer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is done, or shown.
    Allowed,
    /// It is seen, and not theirs to do: 403.
    Refused,
    /// It is theirs to do, and a rule says that it cannot be done to this: 422, and the page of the form says why.
    NotToThis,
    /// It is not for their eyes, so there is no such thing: 404.
    NotFound,
    /// First sign in: 401 for a program, the sign-in page for a browser.
    SignIn,
}

use Decision::{Allowed, NotFound, NotToThis, Refused, SignIn};

/// What is asked about. What belongs to no action stands for the agency in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// Led by the Department of Justice.
    OfJustice,
    /// Led by the Department of Health.
    OfHealth,
    /// In a draft plan, which only the Department of Justice was asked to carry.
    InDraft,
}

impl Object {
    pub const ALL: [Object; 3] = [Object::OfJustice, Object::OfHealth, Object::InDraft];
}

/// The right answer for everybody and every object.
#[derive(Clone, Copy, Debug)]
pub struct Rights([[Decision; 7]; 3]);

impl Rights {
    pub fn of(&self, who: Who, object: Object) -> Decision {
        let Rights(rows) = self;
        rows[object as usize][who as usize]
    }
}

// The columns are those of the threat model, with the two liaisons apart, so they stand one below the other.
#[rustfmt::skip]
mod table {
    use super::{Allowed, NotFound, NotToThis, Refused, Rights, SignIn};

    /// Signing in and out, the signed head, whether the server is up: open to everybody.
    //  administrator, secretariat, chair, liaison of Justice, liaison of Health, auditor, public
    pub const PUBLIC: Rights = Rights([
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed],
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed],
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed],
    ]);

    /// Lists, agencies, meetings, indicators, the record: everybody who has signed in.
    pub const SIGNED_IN: Rights = Rights([
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
    ]);

    /// Plans, actions, milestones. A draft is read by the secretariat, the chair and the agencies asked to carry it.
    pub const READING: Rights = Rights([
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  NotFound, NotFound, SignIn],
    ]);

    /// Files with the rows of a list: what each may read, and no content at all for administrators.
    pub const EXPORTS: Rights = Rights([
        [NotFound, Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  NotFound, NotFound, SignIn],
    ]);

    /// Files with numbers over all that the reader may see, and none for administrators.
    pub const SUMMARIES: Rights = Rights([
        [NotFound, Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  Allowed,  Allowed,  SignIn],
    ]);

    /// A sample of the record as a workpaper: auditors and the secretariat, of what each may read.
    pub const WORKPAPERS: Rights = Rights([
        [NotFound, Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, Allowed,  NotFound, NotFound, NotFound, NotFound, SignIn],
    ]);

    /// The page that asks for one.
    pub const SAMPLING: Rights = Rights([
        [NotFound, Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
    ]);

    /// Who downloaded what.
    pub const ACCESS_LOG: Rights = Rights([
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
    ]);

    /// A file of a report that was made in the background for the auditor.
    pub const OF_THE_AUDITOR: Rights = Rights([
        [NotFound, NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [NotFound, NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
    ]);

    /// The name of no file.
    pub const OF_NOBODY: Rights = Rights([
        [NotFound, NotFound, NotFound, NotFound, NotFound, NotFound, SignIn],
        [NotFound, NotFound, NotFound, NotFound, NotFound, NotFound, SignIn],
        [NotFound, NotFound, NotFound, NotFound, NotFound, NotFound, SignIn],
    ]);

    /// Plans, nodes, actions: add, amend, withdraw, link; take roles back.
    pub const KEEPING_PLANS: Rights = Rights([
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [NotFound, Allowed,  Refused,  Refused,  NotFound, NotFound, SignIn],
    ]);

    /// When updates are due, and until when.
    pub const RUNNING_PERIODS: Rights = Rights([
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
    ]);

    /// Offer a lead or a supporting role: the agency that leads as well, which hands over in this way.
    pub const OFFERING: Rights = Rights([
        [Refused,  Allowed,  Allowed,  Allowed,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Allowed,  Refused,  Allowed,  Refused,  SignIn],
        [NotFound, Allowed,  Allowed,  Allowed,  NotFound, NotFound, SignIn],
    ]);

    /// Accept or decline; milestones; status, confidence and narrative; evidence: the agency's own liaison, and the
    /// secretariat on its behalf.
    pub const CARRYING: Rights = Rights([
        [Refused,  Allowed,  Refused,  Allowed,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Allowed,  Refused,  SignIn],
        [NotFound, Allowed,  Refused,  Allowed,  NotFound, NotFound, SignIn],
    ]);

    /// Status updates: as above, and nobody's of a draft.
    pub const REPORTING: Rights = Rights([
        [Refused,  Allowed,  Refused,  Allowed,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Allowed,  Refused,  SignIn],
        [NotFound, NotToThis, Refused, NotToThis, NotFound, NotFound, SignIn],
    ]);

    /// Accept updates, or return them: of drafts there are none.
    pub const REVIEWING: Rights = Rights([
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Refused,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [NotFound, Allowed,  Refused,  Refused,  NotFound, NotFound, SignIn],
    ]);

    /// Drafts of status updates: the agency's own liaison.
    pub const DRAFTING: Rights = Rights([
        [Refused,  Refused,  Refused,  Allowed,  Refused,  Refused,  SignIn],
        [Refused,  Refused,  Refused,  Refused,  Allowed,  Refused,  SignIn],
        [NotFound, NotToThis, Refused, NotToThis, NotFound, NotFound, SignIn],
    ]);

    /// Mark verified.
    pub const VERIFYING: Rights = KEEPING_PLANS;

    /// Add the account of a liaison.
    pub const INVITING: Rights = Rights([
        [Allowed,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Allowed,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Allowed,  Allowed,  Refused,  Refused,  Refused,  Refused,  SignIn],
    ]);

    /// Add an account of any other role.
    pub const ADDING_ACCOUNTS: Rights = Rights([
        [Allowed,  Refused,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Allowed,  Refused,  Refused,  Refused,  Refused,  Refused,  SignIn],
        [Allowed,  Refused,  Refused,  Refused,  Refused,  Refused,  SignIn],
    ]);

    /// Change, disable or enable the account of a liaison, or make a new link for it. Beside administrators and the
    /// secretariat only auditors know of it.
    pub const KEEPING_LIAISONS: Rights = Rights([
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Refused,  SignIn],
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Refused,  SignIn],
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Refused,  SignIn],
    ]);

    /// The same with any other account. Only administrators and auditors know of the accounts of others.
    pub const KEEPING_ACCOUNTS: Rights = Rights([
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Refused,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Refused,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Refused,  SignIn],
    ]);

    /// Views that the liaison of the agency keeps for itself.
    pub const OWN_VIEWS: Rights = Rights([
        [NotFound, NotFound, NotFound, Allowed,  NotFound, NotFound, SignIn],
        [NotFound, NotFound, NotFound, NotFound, Allowed,  NotFound, SignIn],
        [NotFound, NotFound, NotFound, Allowed,  NotFound, NotFound, SignIn],
    ]);

    /// The security log: whoever keeps the accounts, and whoever audits.
    pub const SECURITY: Rights = Rights([
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  NotFound, NotFound, NotFound, NotFound, Allowed,  SignIn],
    ]);

    /// The page of accounts: whoever keeps, audits or invites them.
    pub const ACCOUNTS: Rights = Rights([
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
        [Allowed,  Allowed,  NotFound, NotFound, NotFound, Allowed,  SignIn],
    ]);
}

pub use table::{
    ACCESS_LOG, ACCOUNTS, ADDING_ACCOUNTS, CARRYING, DRAFTING, EXPORTS, INVITING, KEEPING_ACCOUNTS, KEEPING_LIAISONS,
    KEEPING_PLANS, OF_NOBODY, OF_THE_AUDITOR, OFFERING, OWN_VIEWS, PUBLIC, READING, REPORTING, REVIEWING,
    RUNNING_PERIODS, SAMPLING, SECURITY, SIGNED_IN, SUMMARIES, VERIFYING, WORKPAPERS,
};
