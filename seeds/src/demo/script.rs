//! The script: which account runs which command on which day.

use domain::Date;
use domain::date::FiscalQuarter;
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus};

/// One command on one day.
#[derive(Clone, Debug)]
pub struct Scene {
    pub on: Date,
    pub by: By,
    /// `NAP-2021/DOJ-08`.
    pub action: String,
    /// What the command is about, under a name of this script: a milestone, a status update.
    pub key: String,
    pub command: Command,
}

/// The account that runs a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The liaison of the lead agency.
    Lead,
    Player(&'static str),
}

#[derive(Clone, Debug)]
pub enum Command {
    Plan {
        title: String,
        due: Date,
    },
    Move {
        to: Date,
        reason: MoveReason,
        sentence: String,
    },
    Complete {
        on: Date,
        has_evidence: bool,
    },
    VerifyCompletion,
    Report {
        quarter: FiscalQuarter,
        status: ReportedStatus,
        confidence: Confidence,
        narrative: String,
    },
    RequestLead {
        to: &'static str,
    },
    RequestSupport {
        to: &'static str,
    },
    /// Sends a request to an assumed supporter.
    Request {
        whom: &'static str,
    },
    Accept {
        whom: &'static str,
    },
    Decline {
        whom: &'static str,
        reason: String,
    },
    Withdraw {
        reason: String,
    },
}

impl Command {
    /// The order of commands on the same day: a milestone is planned before its date changes.
    pub fn rank(&self) -> u8 {
        match self {
            Command::RequestLead { .. } | Command::RequestSupport { .. } | Command::Request { .. } => 0,
            Command::Accept { .. } | Command::Decline { .. } => 1,
            Command::Plan { .. } => 2,
            Command::Move { .. } => 3,
            Command::Complete { .. } => 4,
            Command::VerifyCompletion => 5,
            Command::Report { .. } => 6,
            Command::Withdraw { .. } => 7,
        }
    }
}

impl Scene {
    pub fn by_lead(action: &str, key: &str, on: Date, command: Command) -> Scene {
        Scene { on, by: By::Lead, action: action.to_owned(), key: key.to_owned(), command }
    }

    pub fn by_secretariat(action: &str, key: &str, on: Date, command: Command) -> Scene {
        Scene::by_player(super::cast::SECRETARIAT, action, key, on, command)
    }

    pub fn by_player(player: &'static str, action: &str, key: &str, on: Date, command: Command) -> Scene {
        Scene { on, by: By::Player(player), action: action.to_owned(), key: key.to_owned(), command }
    }
}
