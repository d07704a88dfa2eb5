//! Which reports there are.

/// The kinds of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    Progress,
    /// What one agency leads and supports, and its figures.
    Scorecard,
    /// How far dates moved, for which causes.
    Slippage,
    /// What differs between two dates.
    Changes,
    /// In the form of the Federal Strategic Action Plan.
    Status,
    /// Everything about one action.
    Action,
}

impl ReportKind {
    pub const ALL: [ReportKind; 6] = [
        ReportKind::Progress,
        ReportKind::Scorecard,
        ReportKind::Slippage,
        ReportKind::Changes,
        ReportKind::Status,
        ReportKind::Action,
    ];

    /// As addresses and the command line name it.
    pub const fn code(self) -> &'static str {
        match self {
            ReportKind::Progress => "progress",
            ReportKind::Scorecard => "scorecard",
            ReportKind::Slippage => "slippage",
            ReportKind::Changes => "changes",
            ReportKind::Status => "status",
            ReportKind::Action => "action",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            ReportKind::Progress => "Progress report",
            ReportKind::Scorecard => "Agency scorecard",
            ReportKind::Slippage => "Slippage report",
            ReportKind::Changes => "Change report",
            ReportKind::Status => "Status report by fiscal year",
            ReportKind::Action => "Action file",
        }
    }

    /// Whether it can be compared with an earlier date.
    pub const fn compares(self) -> bool {
        match self {
            ReportKind::Progress | ReportKind::Scorecard | ReportKind::Slippage | ReportKind::Changes => true,
            ReportKind::Status | ReportKind::Action => false,
        }
    }

    /// Whether its tables need a page that lies on its side.
    pub const fn is_landscape(self) -> bool {
        match self {
            ReportKind::Scorecard | ReportKind::Slippage | ReportKind::Changes | ReportKind::Status => true,
            ReportKind::Progress | ReportKind::Action => false,
        }
    }

    pub fn of_code(code: &str) -> Option<ReportKind> {
        ReportKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
