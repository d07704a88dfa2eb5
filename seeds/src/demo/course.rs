//! The course of one action: its milestones with their date changes, and a status update each quarter.

use super::chance::{one, pick};
use super::script::{Command, Scene};
use super::{END, day};
use chrono::Days;
use domain::Date;
use domain::action::Strength;
use domain::date::{FiscalQuarter, in_sentence};
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus};

/// How the lead agency of an action proceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Steady,
    Slipping,
    /// Submits updates for a while, then stops.
    StopsReporting,
    NeverReports,
}

/// What the course is made from.
#[derive(Clone, Debug)]
pub struct Outline {
    /// `NAP-2021/DOJ-04`.
    pub action: String,
    pub strength: Strength,
    pub recurs: bool,
    /// The day from which it has a lead agency.
    pub from: Date,
    pub until: Date,
    pub manner: Manner,
    /// Leaves nothing overdue or due on the last day, so that the set pieces stand out.
    pub is_tidy: bool,
}

/// One milestone with what happens to it.
#[derive(Clone, Debug)]
pub struct Step {
    pub title: &'static str,
    pub original: Date,
    pub moves: Vec<(Date, Date, MoveReason)>,
    pub done: Option<Date>,
}

impl Step {
    fn due_on(&self, on: Date) -> Date {
        self.moves.iter().rfind(|(moved, _, _)| *moved <= on).map_or(self.original, |(_, to, _)| *to)
    }

    fn is_done_by(&self, on: Date) -> bool {
        self.done.is_some_and(|done| done <= on)
    }
}

/// The manner of an action, fixed by its reference.
pub fn manner_of(action: &str, is_tidy: bool) -> Manner {
    match pick(action, "manner", if is_tidy { 10 } else { 12 }) {
        0..=6 => Manner::Steady,
        7..=9 => Manner::Slipping,
        10 => Manner::StopsReporting,
        _ => Manner::NeverReports,
    }
}

/// Everything that happens to an action, in no particular order.
pub fn course(outline: &Outline) -> Vec<Scene> {
    let steps = steps(outline);
    let mut scenes = milestone_scenes(outline, &steps);
    scenes.extend(report_scenes(outline, &steps));
    scenes
}

const DELIVER: &[&str] =
    &["Scope and work plan approved", "Draft sent to the other agencies", "Cleared by the department", "Released"];
const ADVANCE: &[&str] =
    &["Baseline and first sites selected", "First-year work under way", "Half of sites reached", "Results reviewed"];
const EXPLORE: &[&str] = &["Options drafted", "Agencies and survivors consulted", "Recommendation made"];

fn titles(strength: Strength) -> &'static [&'static str] {
    match strength {
        Strength::Deliver => DELIVER,
        Strength::Advance => ADVANCE,
        Strength::Explore => EXPLORE,
    }
}

fn steps(outline: &Outline) -> Vec<Step> {
    if outline.manner == Manner::NeverReports {
        return Vec::new();
    }
    let titles = titles(outline.strength);
    let days = (outline.until - outline.from).num_days().max(120);
    let each = days / titles.len() as i64;
    titles
        .iter()
        .enumerate()
        .map(|(place, title)| {
            let planned = outline.from + Days::new((each * (place as i64 + 1)).unsigned_abs());
            let key = format!("{}/{place}", outline.action);
            step(outline, title, month_end(planned).min(outline.until), &key)
        })
        .collect()
}

fn step(outline: &Outline, title: &'static str, original: Date, key: &str) -> Step {
    let slips = match outline.manner {
        Manner::Slipping => pick(key, "slips", 3) + u64::from(pick(key, "more", 5) == 0),
        Manner::Steady | Manner::StopsReporting => u64::from(pick(key, "slips", 7) == 0),
        Manner::NeverReports => 0,
    };
    let mut moves = Vec::new();
    let mut due = original;
    for number in 0..slips {
        let what = format!("move {number}");
        let on = due - Days::new(4 + pick(key, &what, 20));
        let to = month_end(due + Days::new(31 + 31 * pick(key, &format!("{what} by"), 3)));
        if on > END || on <= outline.from + Days::new(60) {
            break;
        }
        if let Some(reason) = one(key, &format!("{what} why"), &MoveReason::ALL) {
            moves.push((on, to, reason));
        }
        due = to;
    }
    let late_by = if outline.is_tidy { 0 } else { pick(key, "done", 16) };
    let done = due - Days::new(12) + Days::new(late_by);
    let has_stopped = outline.manner == Manner::StopsReporting && due > last_report_before(outline);
    Step { title, original, moves, done: (done <= END && !has_stopped).then_some(done) }
}

/// The day after which a lead that stops reporting submits no more updates.
fn last_report_before(outline: &Outline) -> Date {
    day(2023, 6, 1) + Days::new(pick(&outline.action, "silent", 300))
}

fn milestone_scenes(outline: &Outline, steps: &[Step]) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        let key = format!("{}/{place}", outline.action);
        // A milestone is planned before it is due and before it is done.
        let planned = outline.from + Days::new(14 + pick(&outline.action, "planned", 30));
        let planned = planned.min(step.original).min(step.done.unwrap_or(step.original));
        let scene = |on, command| Scene::by_lead(&outline.action, &key, on, command);
        scenes.push(scene(planned, Command::Plan { title: step.title.to_owned(), due: step.original }));
        for (on, to, reason) in &step.moves {
            scenes.push(scene(*on, Command::Move { to: *to, reason: *reason, sentence: why(*reason).to_owned() }));
        }
        if let Some(done) = step.done {
            let recorded = done + Days::new(1 + pick(&key, "recorded", 4));
            if recorded > END {
                continue;
            }
            scenes.push(scene(recorded, Command::Complete { on: done, has_evidence: pick(&key, "evidence", 10) < 7 }));
            let checked = recorded + Days::new(10 + pick(&key, "checked", 30));
            if pick(&key, "verified", 10) < 4 && checked <= END {
                scenes.push(Scene::by_secretariat(&outline.action, &key, checked, Command::VerifyCompletion));
            }
        }
    }
    scenes
}

fn report_scenes(outline: &Outline, steps: &[Step]) -> Vec<Scene> {
    let mut scenes = Vec::new();
    let mut quarter = FiscalQuarter::of(outline.from + Days::new(30));
    loop {
        let key = format!("{}/{quarter}", outline.action);
        let on = quarter.last_day() + Days::new(3 + pick(&key, "on", 11));
        if on > END
            || outline.manner == Manner::NeverReports
            || (outline.manner == Manner::StopsReporting && on > last_report_before(outline))
        {
            return scenes;
        }
        // Now and then no update comes for a quarter.
        if outline.is_tidy || pick(&key, "skipped", 14) > 0 {
            let (status, confidence) = status_and_confidence(outline, steps, on, &key);
            let narrative = narrative(steps, quarter, on, (status, confidence));
            scenes.push(Scene::by_lead(
                &outline.action,
                &key,
                on,
                Command::Report { quarter, status, confidence, narrative },
            ));
            if status == ReportedStatus::Completed {
                return scenes;
            }
        }
        quarter = quarter.next();
    }
}

fn status_and_confidence(outline: &Outline, steps: &[Step], on: Date, key: &str) -> (ReportedStatus, Confidence) {
    let open: Vec<&Step> = steps.iter().filter(|step| !step.is_done_by(on)).collect();
    let overdue = open.iter().map(|step| (on - step.due_on(on)).num_days()).max().unwrap_or(0);
    let moved =
        open.iter().map(|step| step.moves.iter().filter(|(moved, _, _)| *moved <= on).count()).max().unwrap_or(0);
    let is_blocked = outline.manner == Manner::Slipping && pick(key, "blocked", 9) == 0;
    let status = if open.is_empty() && !outline.recurs {
        ReportedStatus::Completed
    } else if is_blocked {
        ReportedStatus::Blocked
    } else if overdue > 45 || moved >= 2 {
        ReportedStatus::Delayed
    } else if on < outline.from + Days::new(75) && pick(key, "started", 3) == 0 {
        ReportedStatus::NotStarted
    } else {
        ReportedStatus::InProgress
    };
    // Every fifth update is more optimistic than the dates.
    let is_rosy = pick(key, "rosy", 5) == 0;
    let confidence = match (overdue, moved) {
        _ if status == ReportedStatus::Completed || is_rosy => Confidence::OnTrack,
        _ if is_blocked || overdue > 30 || moved >= 3 => Confidence::OffTrack,
        (1.., _) | (_, 1..) => Confidence::AtRisk,
        _ => Confidence::OnTrack,
    };
    (status, confidence)
}

fn narrative(
    steps: &[Step],
    quarter: FiscalQuarter,
    on: Date,
    (status, confidence): (ReportedStatus, Confidence),
) -> String {
    let first = quarter.first_day();
    let done: Vec<&str> = steps
        .iter()
        .filter(|step| step.done.is_some_and(|done| first <= done && done <= on))
        .map(|step| step.title)
        .collect();
    let next = steps.iter().find(|step| !step.is_done_by(on));
    let done = match done.as_slice() {
        [] => how_it_went(status, confidence).to_owned(),
        titles => format!("Completed: {}.", titles.join("; ").to_lowercase()),
    };
    let Some(step) = next else { return format!("{done} All milestones are complete.") };
    let held_up = step.moves.iter().rfind(|(moved, _, _)| *moved <= on && confidence != Confidence::OnTrack);
    let held_up = held_up.map(|(_, _, reason)| format!(" {}", why(*reason))).unwrap_or_default();
    let (title, due) = (step.title.to_lowercase(), step.due_on(on));
    if due < on {
        return format!("{done}{held_up} Still open: {title}, which was due {}.", in_sentence(due));
    }
    format!("{done}{held_up} Next: {title}, due {}.", in_sentence(due))
}

fn how_it_went(status: ReportedStatus, confidence: Confidence) -> &'static str {
    match (status, confidence) {
        (ReportedStatus::Blocked, _) => "Work is on hold.",
        (ReportedStatus::NotStarted, _) => "Work has not started.",
        (_, Confidence::OnTrack) => "Work continued as planned.",
        (_, Confidence::AtRisk) => "Work continued but is behind schedule.",
        (_, Confidence::OffTrack) => "Work is far behind schedule.",
    }
}

pub fn why(reason: MoveReason) -> &'static str {
    match reason {
        MoveReason::Clearance => "Clearance took longer than expected.",
        MoveReason::Procurement => "The contract was awarded later than planned.",
        MoveReason::Staffing => "Two positions were vacant for most of the quarter.",
        MoveReason::OwnWorkReordered => "The office had higher priorities.",
        MoveReason::WaitingOnAnotherAgency => "The data-sharing terms are under review at the other agency.",
        MoveReason::ScopeChanged => "Tribal partners were added to the work.",
        MoveReason::Funding => "The appropriation came later than planned.",
        MoveReason::LawOrCourt => "The text must reflect a court ruling.",
        MoveReason::EventOutsideGovernment => "The conference where it was to be presented was postponed.",
    }
}

/// The last day of the month: most due dates are one.
pub fn month_end(date: Date) -> Date {
    use chrono::Datelike;
    let next = day(date.year() + i32::from(date.month() == 12), date.month() % 12 + 1, 1);
    next.pred_opt().unwrap_or(date)
}
