//! The truth table of `docs/counting.md`, row by row, against every combination of what the verdict looks at.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::body::Party;
use crate::ids::ActionId;
use crate::sample::{JUSTICE, MILESTONE, TODAY, action_facts, day, milestone_facts, quarter, report_facts};
use crate::signals::Happened;

const DOCUMENTATION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/counting.md"));

const PARTY: Party = Party::Agency(JUSTICE);

/// How the open milestone of a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    None,
    InTime,
    ExpectedLate,
    MovedLater,
    Overdue,
}

/// How the completed milestone of a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    None,
    WithDocument,
    Verified,
    BySaying,
    BySayingAndLate,
}

/// One combination of what the verdict looks at.
#[derive(Clone, Copy, Debug)]
struct Case {
    said: Option<(ReportedStatus, Option<Confidence>)>,
    is_old: bool,
    is_verified: bool,
    is_withdrawn: bool,
    recurs: bool,
    open: Open,
    done: Done,
    has_document: bool,
    /// Whether the action's own timeframe ends yesterday.
    ends: bool,
    since: Option<Happened>,
}

impl Case {
    fn verdict(self) -> Verdict {
        let rule = ReportingRule::default();
        let quarter = if self.is_old { rule.latest_due(TODAY).previous() } else { rule.latest_due(TODAY) };
        let last_report = self.said.map(|(status, confidence)| ReportFacts {
            confidence,
            is_verified: self.is_verified,
            ..report_facts(quarter, status)
        });
        let facts = ActionFacts {
            last_report,
            is_withdrawn: self.is_withdrawn,
            recurs: self.recurs,
            milestones: self.milestones().into(),
            claim_evidence: u32::from(self.has_document),
            ends: self.ends.then(|| day("2024-05-02")),
            ..action_facts()
        };
        let since: Vec<Since> = self.since.iter().map(|what| Since { on: TODAY, what: *what }).collect();
        verdict(&facts, &since, self.open == Open::ExpectedLate, TODAY, rule)
    }

    /// With one that was withdrawn, which must never count.
    fn milestones(self) -> Vec<MilestoneFacts> {
        let open = |due: &str| milestone_facts(day(due), MilestoneStanding::Open);
        let done = |due: &str| milestone_facts(day(due), MilestoneStanding::Completed(day("2024-04-01")));
        let withdrawn = milestone_facts(day("2024-01-01"), MilestoneStanding::Withdrawn);
        let open = match self.open {
            Open::None => None,
            Open::InTime | Open::ExpectedLate => Some(open("2024-05-03")),
            Open::MovedLater => Some(MilestoneFacts { original: day("2024-06-01"), ..open("2024-07-01") }),
            Open::Overdue => Some(open("2024-05-02")),
        };
        let done = match self.done {
            Done::None => None,
            Done::WithDocument => Some(MilestoneFacts { evidence: 1, ..done("2024-04-01") }),
            Done::Verified => Some(MilestoneFacts { is_verified: true, ..done("2024-04-01") }),
            Done::BySaying => Some(done("2024-04-01")),
            Done::BySayingAndLate => Some(done("2024-03-31")),
        };
        [Some(withdrawn), open, done].into_iter().flatten().collect()
    }

    fn says(&self, statuses: &[ReportedStatus]) -> bool {
        self.said.is_some_and(|(status, _)| statuses.contains(&status))
    }

    fn trusts(&self, confidences: &[Confidence]) -> bool {
        self.said.is_some_and(|(_, confidence)| confidence.is_some_and(|said| confidences.contains(&said)))
    }

    fn goes_badly(&self) -> bool {
        self.says(&[ReportedStatus::Delayed, ReportedStatus::Blocked])
            || self.trusts(&[Confidence::AtRisk, Confidence::OffTrack])
    }

    fn is_late(&self) -> bool {
        let milestone = matches!(self.open, Open::ExpectedLate | Open::MovedLater | Open::Overdue)
            || self.done == Done::BySayingAndLate;
        milestone || self.has_ended()
    }

    /// What is completed or recurs has no timeframe that anyone waits for.
    fn has_ended(&self) -> bool {
        self.ends && !self.recurs && !self.says(&[ReportedStatus::Completed])
    }

    fn has_no_milestone(&self) -> bool {
        (self.open, self.done) == (Open::None, Done::None)
    }
}

/// Columns of a row as they stand in the documentation, when the row holds, and what it says. The first that holds decides.
type Row = ([&'static str; 4], fn(&Case) -> bool, Verdict);

const ANYTHING: &str = "Anything";
const DIFFER: &str = "These don't match";

fn table() -> Vec<Row> {
    use {Difference as D, Happened as H, Lacking as L, ReportedStatus as S, Verdict as V};
    vec![
        (["None", ANYTHING, ANYTHING, "No update received"], |c| c.said.is_none(), V::NothingReported),
        (
            ["Any", "The action was withdrawn", ANYTHING, "Nothing to compare"],
            |c| c.is_withdrawn,
            V::NothingToCompare(L::Withdrawn),
        ),
        (
            [
                "One that leaves the action open, for an earlier period than the latest one due",
                ANYTHING,
                ANYTHING,
                "Out of date",
            ],
            |c| c.is_old && (c.recurs || !c.says(&[S::Completed])),
            V::TooOld,
        ),
        (
            ["Completed", "A milestone is open", ANYTHING, DIFFER],
            |c| c.says(&[S::Completed]) && c.open != Open::None,
            V::Differ(D::CompletedWithOpenMilestones),
        ),
        (
            [
                "Any but Completed; for a recurring action, only Delayed, Blocked, At risk or Off track",
                "Every milestone is completed",
                ANYTHING,
                DIFFER,
            ],
            |c| {
                let is_all_done = c.open == Open::None && c.done != Done::None;
                !c.says(&[S::Completed]) && is_all_done && (!c.recurs || c.goes_badly())
            },
            V::Differ(D::EveryMilestoneCompleted),
        ),
        (
            ["Not started", "A milestone is completed", ANYTHING, DIFFER],
            |c| c.says(&[S::NotStarted]) && c.done != Done::None,
            V::Differ(D::NotStartedWithCompletedMilestones),
        ),
        (
            ["On track", "A milestone is overdue", ANYTHING, DIFFER],
            |c| c.trusts(&[Confidence::OnTrack]) && c.open == Open::Overdue,
            V::Differ(D::OnTrackWithOverdueMilestones),
        ),
        (
            ["On track", "The action is open, and its timeframe has ended", ANYTHING, DIFFER],
            |c| c.trusts(&[Confidence::OnTrack]) && c.has_ended(),
            V::Differ(D::OnTrackPastTheTimeframe),
        ),
        (
            ["On track", "A milestone is open, and expected after its due date", ANYTHING, DIFFER],
            |c| c.trusts(&[Confidence::OnTrack]) && c.open == Open::ExpectedLate,
            V::Differ(D::OnTrackExpectedLate),
        ),
        (
            [
                "Delayed or Off track",
                "A milestone is open, no due date has passed or moved later, no later date is expected, and the timeframe \
                 has not ended",
                ANYTHING,
                DIFFER,
            ],
            |c| (c.says(&[S::Delayed]) || c.trusts(&[Confidence::OffTrack])) && c.open != Open::None && !c.is_late(),
            V::Differ(D::LateInWordsOnly),
        ),
        (
            ["Any", ANYTHING, "A milestone was planned, reopened or withdrawn, or the lead changed", "Changed since"],
            |c| {
                let changed = [H::Reopened { milestone: MILESTONE }, H::Withdrawn { milestone: MILESTONE }];
                let planned = H::Planned { milestone: MILESTONE, due: TODAY };
                let lead = [H::LeadAccepted { party: PARTY }, H::LeadEnded { party: PARTY }];
                let changes = [changed[0], changed[1], planned, lead[0], lead[1]];
                c.since.is_some_and(|since| changes.contains(&since))
            },
            V::ChangedSince,
        ),
        (
            [
                "Delayed, Blocked, At risk or Off track",
                ANYTHING,
                "A milestone was completed, a due date moved earlier, or a linked action was completed",
                "Changed since",
            ],
            |c| c.goes_badly() && c.since.is_some_and(is_good_news),
            V::ChangedSince,
        ),
        (
            ["Any other", ANYTHING, "A due date moved later", "Changed since"],
            |c| !c.goes_badly() && c.since.is_some_and(|since| !is_good_news(since)),
            V::ChangedSince,
        ),
        (
            ["Not started or In progress, without a confidence", ANYTHING, "Any of these", "Changed since"],
            |c| {
                let is_bare = c.said.is_some_and(|(_, confidence)| confidence.is_none());
                is_bare && c.says(&[S::NotStarted, S::InProgress]) && c.since.is_some()
            },
            V::ChangedSince,
        ),
        (
            [
                "Any",
                "No milestone counts, and neither a document nor a verification backs the update",
                "None of these",
                "Nothing to compare",
            ],
            |c| c.has_no_milestone() && !c.has_document && !c.is_verified,
            V::NothingToCompare(L::NothingShown),
        ),
        (
            [
                "Completed, not verified",
                "A milestone has neither a document nor a verification",
                "None of these",
                "Reported only",
            ],
            |c| {
                let by_saying = matches!(c.done, Done::BySaying | Done::BySayingAndLate);
                c.says(&[S::Completed]) && by_saying && !c.is_verified
            },
            V::ReportedOnly,
        ),
        (
            [
                "Blocked",
                "No due date has passed or moved later, no later date is expected, and the timeframe has not ended",
                "None of these",
                "Nothing to compare",
            ],
            |c| c.says(&[S::Blocked]) && !c.is_late(),
            V::NothingToCompare(L::Blocker),
        ),
        (["Any other", "Anything else", "None of these", "No differences found"], |_| true, V::Agree),
    ]
}

fn is_good_news(since: Happened) -> bool {
    match since {
        Happened::Completed { .. } | Happened::LinkedCompleted { .. } => true,
        Happened::Moved { days, .. } => days < 0,
        _ => false,
    }
}

fn every_since() -> Vec<Option<Happened>> {
    let milestone = MILESTONE;
    let happened = [
        Happened::Planned { milestone, due: TODAY },
        Happened::Completed { milestone, on: TODAY },
        Happened::Moved { milestone, from: TODAY, to: TODAY, days: 31 },
        Happened::Moved { milestone, from: TODAY, to: TODAY, days: -31 },
        Happened::Reopened { milestone },
        Happened::Withdrawn { milestone },
        Happened::LeadAccepted { party: PARTY },
        Happened::LeadEnded { party: PARTY },
        Happened::LinkedCompleted { action: ActionId(uuid::Uuid::nil()) },
    ];
    happened.into_iter().map(Some).chain([None]).collect()
}

fn every_said() -> Vec<Option<(ReportedStatus, Option<Confidence>)>> {
    let confidences = || Confidence::ALL.into_iter().map(Some).chain([None]);
    let said = ReportedStatus::ALL.into_iter().flat_map(|status| confidences().map(move |said| Some((status, said))));
    said.chain([None]).collect()
}

fn every_case() -> Vec<Case> {
    let mut cases = Vec::new();
    for said in every_said() {
        for open in [Open::None, Open::InTime, Open::ExpectedLate, Open::MovedLater, Open::Overdue] {
            for done in [Done::None, Done::WithDocument, Done::Verified, Done::BySaying, Done::BySayingAndLate] {
                for since in every_since() {
                    for flags in 0..64_u8 {
                        let is = |bit: u8| flags & (1 << bit) != 0;
                        cases.push(Case {
                            said,
                            is_old: is(0),
                            is_verified: is(1),
                            is_withdrawn: is(2),
                            recurs: is(3),
                            open,
                            done,
                            has_document: is(4),
                            ends: is(5),
                            since,
                        });
                    }
                }
            }
        }
    }
    cases
}

#[test]
fn the_verdict_is_what_the_first_row_of_the_table_that_holds_says() {
    let table = table();
    let mut used = vec![0_usize; table.len()];
    for case in every_case() {
        let place = table.iter().position(|(_, holds, _)| holds(&case)).unwrap();
        used[place] += 1;
        assert_eq!(case.verdict(), table[place].2, "{:?}: {case:?}", table[place].0);
    }
    assert!(!used.contains(&0), "a row that decides nothing: {used:?}");
}

#[test]
fn the_documentation_has_this_table_and_no_other() {
    let section = DOCUMENTATION.split("### Reported vs. evidence").nth(1).unwrap();
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let documented: Vec<Vec<&str>> =
        rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let tested: Vec<Vec<&str>> = table().into_iter().map(|(columns, _, _)| columns.to_vec()).collect();
    assert_eq!(documented, tested);
}

#[test]
fn an_action_silent_for_fourteen_months_agrees_with_nothing() {
    let last = report_facts(quarter("FY2023-Q1"), ReportedStatus::InProgress);
    let milestone = milestone_facts(day("2024-12-31"), MilestoneStanding::Open);
    let facts = ActionFacts { last_report: Some(last), milestones: [milestone].into(), ..action_facts() };
    assert_eq!(verdict(&facts, &[], false, TODAY, ReportingRule::default()), Verdict::TooOld);
    // Nor where no one owes an update any more.
    let closed = ActionFacts { plan_state: crate::plan::PlanState::Closed, ..facts };
    assert_eq!(verdict(&closed, &[], false, TODAY, ReportingRule::default()), Verdict::TooOld);
}
