//! Scenes written by hand: what the Justice liaison finds on September 30, 2024, a transfer, a withdrawal.

use super::course::why;
use super::day;
use super::script::{Command, Scene};
use domain::Date;
use domain::date::FiscalQuarter;
use domain::slippage::MoveReason;
use domain::update::{Confidence, ReportedStatus};

/// Actions whose course is written only here.
pub const BY_HAND: &[&str] = &["NAP-2021/DOJ-08", "NAP-2021/DOJ-04", "NAP-2021/DOJ-12"];

/// A commitment that the secretariat withdrew.
pub const WITHDRAWN: &str = "PITF-2022/P22-OMB-1";

pub fn scenes() -> Vec<Scene> {
    let mut scenes = housing();
    scenes.extend(interdiction());
    scenes.extend(research());
    scenes.extend(offers());
    scenes
}

/// The housing program: six milestones, one of them overdue after two date changes.
fn housing() -> Vec<Scene> {
    let action = "NAP-2021/DOJ-08";
    let steps = [
        ("Housing named a priority in the 2022 solicitation", day(2022, 6, 30), Some(day(2022, 6, 21)), true),
        ("Round 1 awards announced", day(2022, 9, 30), Some(day(2022, 9, 28)), true),
        ("Brief on housing needs published with HUD", day(2023, 3, 31), Some(day(2023, 4, 12)), false),
        ("Round 2 awards announced", day(2023, 9, 30), Some(day(2023, 9, 29)), false),
        ("Round 3 awards announced", day(2024, 3, 31), None, false),
        ("Summary of results from three rounds", day(2024, 12, 3), None, false),
    ];
    let mut scenes = Vec::new();
    for (place, (title, due, done, is_verified)) in steps.into_iter().enumerate() {
        let key = format!("{action}/{place}");
        scenes.push(Scene::by_lead(action, &key, day(2022, 1, 14), Command::Plan { title: title.to_owned(), due }));
        if let Some(on) = done {
            let recorded = on + chrono::Days::new(3);
            scenes.push(Scene::by_lead(action, &key, recorded, Command::Complete { on, has_evidence: true }));
            if is_verified {
                scenes.push(Scene::by_secretariat(
                    action,
                    &key,
                    recorded + chrono::Days::new(18),
                    Command::VerifyCompletion,
                ));
            }
        }
    }
    let round_3 = format!("{action}/4");
    scenes.push(moved(action, &round_3, day(2024, 3, 22), day(2024, 6, 30), MoveReason::Funding));
    scenes.push(moved(action, &round_3, day(2024, 6, 28), day(2024, 8, 31), MoveReason::Clearance));
    let said = [
        (day(2022, 4, 8), "The solicitation is being drafted with housing as the top priority."),
        (day(2022, 7, 12), "The solicitation was released on June 21 with housing as the top priority."),
        (day(2022, 10, 6), "Round 1 awards were announced on September 28."),
        (day(2023, 1, 11), "Round 1 grantees have started. The brief on housing needs is under review at HUD."),
        (day(2023, 4, 13), "The brief was published with HUD on April 12."),
        (day(2023, 7, 11), "The round 2 solicitation closed. Reviews are under way."),
        (day(2023, 10, 12), "Round 2 awards were announced on September 29."),
        (day(2024, 1, 10), "Round 2 grantees have started. The round 3 solicitation is drafted."),
        (day(2024, 4, 9), "Funding came later than planned, so the round 3 solicitation was released in March."),
        (day(2024, 7, 12), "Round 3 applications have been scored. We expect to announce awards this summer."),
    ];
    for (on, words) in said {
        let confidence = if on == day(2024, 4, 9) { Confidence::AtRisk } else { Confidence::OnTrack };
        scenes.push(reported(action, on, ReportedStatus::InProgress, confidence, words));
    }
    scenes.push(Scene::by_secretariat(action, "HUD", day(2022, 2, 8), Command::RequestSupport { to: "HUD" }));
    scenes
}

/// One milestone that is due on the last day of the demonstration.
fn interdiction() -> Vec<Scene> {
    let action = "NAP-2021/DOJ-04";
    let key = |place: u8| format!("{action}/{place}");
    let plan = |place, title: &str, due| {
        Scene::by_lead(action, &key(place), day(2022, 2, 3), Command::Plan { title: title.to_owned(), due })
    };
    vec![
        plan(0, "Survey of tools in use", day(2022, 12, 31)),
        plan(1, "List of technical barriers", day(2024, 6, 30)),
        plan(2, "First two tools in use", day(2024, 11, 30)),
        Scene::by_lead(
            action,
            &key(0),
            day(2023, 1, 4),
            Command::Complete { on: day(2022, 12, 20), has_evidence: true },
        ),
        moved(action, &key(1), day(2024, 6, 12), day(2024, 9, 30), MoveReason::Staffing),
        reported(
            action,
            day(2022, 10, 11),
            ReportedStatus::InProgress,
            Confidence::OnTrack,
            "The survey was sent to the field offices.",
        ),
        reported(
            action,
            day(2023, 1, 9),
            ReportedStatus::InProgress,
            Confidence::OnTrack,
            "The survey of tools is complete.",
        ),
        reported(
            action,
            day(2024, 4, 8),
            ReportedStatus::InProgress,
            Confidence::OnTrack,
            "Field offices are identifying barriers.",
        ),
        reported(
            action,
            day(2024, 7, 9),
            ReportedStatus::InProgress,
            Confidence::AtRisk,
            "The list needs a second review by the field offices.",
        ),
    ]
}

/// An action without an update for a year.
fn research() -> Vec<Scene> {
    let action = "NAP-2021/DOJ-12";
    let key = format!("{action}/0");
    vec![
        Scene::by_lead(
            action,
            &key,
            day(2022, 3, 1),
            Command::Plan { title: "Review of the evidence base".to_owned(), due: day(2024, 12, 3) },
        ),
        reported(action, day(2023, 4, 11), ReportedStatus::InProgress, Confidence::OnTrack, "The review has begun."),
        reported(
            action,
            day(2023, 7, 12),
            ReportedStatus::InProgress,
            Confidence::OnTrack,
            "Studies are being collected.",
        ),
    ]
}

/// Requests: to Justice in the last month, to a component that becomes lead, to supporting agencies.
fn offers() -> Vec<Scene> {
    let offered = day(2024, 9, 9);
    vec![
        Scene::by_secretariat("NAP-2021/SPOG-01", "lead", offered, Command::RequestLead { to: "DOJ" }),
        Scene::by_player("treasury", "NAP-2021/TRE-01", "support", offered, Command::RequestSupport { to: "DOJ" }),
        Scene::by_player("homeland", "NAP-2021/DHS-04", "lead", day(2023, 5, 2), Command::RequestLead { to: "USCIS" }),
        Scene::by_player("uscis", "NAP-2021/DHS-04", "lead", day(2023, 5, 16), Command::Accept { whom: "USCIS" }),
        Scene::by_secretariat("NAP-2021/HHS-02", "ask", day(2022, 3, 7), Command::Request { whom: "OTIP" }),
        Scene::by_player("hhs", "NAP-2021/HHS-02", "ask", day(2022, 3, 15), Command::Accept { whom: "OTIP" }),
        Scene::by_secretariat("NAP-2021/DHS-02", "ask", day(2022, 3, 7), Command::Request { whom: "DOL" }),
        Scene::by_player(
            "labor",
            "NAP-2021/DHS-02",
            "ask",
            day(2022, 4, 1),
            Command::Decline {
                whom: "DOL",
                reason: "The safeguards for students are outside our programs.".to_owned(),
            },
        ),
        Scene::by_secretariat(
            WITHDRAWN,
            "withdrawn",
            day(2023, 3, 20),
            Command::Withdraw {
                reason: "In February 2023, the task force merged it into the procurement committee's work.".to_owned(),
            },
        ),
    ]
}

fn moved(action: &str, key: &str, on: Date, to: Date, reason: MoveReason) -> Scene {
    Scene::by_lead(action, key, on, Command::Move { to, reason, sentence: why(reason).to_owned() })
}

/// A status update for the quarter before the day on which it was submitted.
fn reported(action: &str, on: Date, status: ReportedStatus, confidence: Confidence, words: &str) -> Scene {
    let quarter = FiscalQuarter::of(on).previous();
    let command = Command::Report { quarter, status, confidence, narrative: words.to_owned() };
    Scene::by_lead(action, &format!("{action}/{quarter}"), on, command)
}
