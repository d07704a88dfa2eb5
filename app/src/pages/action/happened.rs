//! Which part of an action a line of its history is about, and the reason that was given.

use super::edits;
use domain::Event;
use domain::assignment::{AssignmentState, Ending};
use domain::date::in_table;
use domain::evidence::Evidence;
use domain::milestone::{Milestone, MilestoneState};
use queries::dossiers::ActionDossier;
use queries::history::History;
use store::HistoryEntry;
use ui::components::history::About;
use uuid::Uuid;

/// What the history shows beside a change.
pub fn about(dossier: &ActionDossier<'_>, entry: &HistoryEntry) -> About {
    let (Some(subject), Some(event)) = (&entry.entry.leaf.entry().subject, &entry.entry.event) else {
        return About::default();
    };
    match event {
        Event::MilestonePlanned { .. }
        | Event::MilestoneMoved { .. }
        | Event::MilestoneForecast { .. }
        | Event::MilestoneCompleted { .. }
        | Event::MilestoneReopened {}
        | Event::MilestoneWithdrawn {}
        | Event::CompletionVerified {} => {
            let milestone = dossier.milestones.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let at = (&dossier.history, entry);
            milestone.map(|milestone| about_milestone(milestone, at, event)).unwrap_or_default()
        }
        Event::EvidenceAttached { .. } | Event::EvidenceWithdrawn {} | Event::EvidenceVerified {} => {
            about_document_of(dossier, event, subject.id)
        }
        Event::ReportReturned {} => {
            let report = dossier.reports.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let remark = report.and_then(|report| report.returned()).map(|(_, remark)| remark.to_string());
            About { reason: remark, ..About::default() }
        }
        Event::ReportVerified {} => {
            let report = dossier.reports.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let verified = report.and_then(|report| report.verified.as_ref());
            About { reason: verified.map(|verified| verified.ground.to_string()), ..About::default() }
        }
        Event::ActionAmended { .. } | Event::ActionMoved { .. } => edits::about(dossier, entry.seq()),
        // A retracted update no longer counts, and its line shows that.
        Event::ProgressReported { .. } => {
            let report = dossier.reports.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let retraction = report.and_then(|report| report.retracted.as_ref());
            let reason = retraction.map(|retraction| format!("Retracted {}", in_table(retraction.on)));
            About { reason, ..About::default() }
        }
        Event::ReportRetracted {} => {
            let report = dossier.reports.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            About {
                thing: report.map(|report| format!("Update for {}", report.quarter.named())),
                reason: report.and_then(|report| report.retracted.as_ref()).map(|it| it.reason.to_string()),
                ..About::default()
            }
        }
        Event::ActionRetracted {} => {
            let retraction = dossier.action.retracted.as_ref();
            About { reason: retraction.map(|retraction| retraction.reason.to_string()), ..About::default() }
        }
        Event::ActionWithdrawn {} => {
            let withdrawal = dossier.action.withdrawn.as_ref();
            About { reason: withdrawal.map(|withdrawal| withdrawal.reason.to_string()), ..About::default() }
        }
        Event::RoleDeclined { .. }
        | Event::RoleEnded { .. }
        | Event::RequestWithdrawn { .. }
        | Event::RoleHandedBack { .. } => {
            let found = dossier.assignments.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let reason = found.and_then(|assignment| match (&assignment.state, event) {
                (AssignmentState::Declined { reason, .. }, Event::RoleDeclined { .. }) => Some(reason.to_string()),
                (AssignmentState::Ended { reason, how, .. }, event) => is_of(event, *how).then(|| reason.to_string()),
                _ => None,
            });
            About { reason, ..About::default() }
        }
        Event::LinkWithdrawn {} => {
            let link = dossier.links.iter().map(|seen| &seen.value).find(|it| it.id.0 == subject.id);
            let withdrawal = link.and_then(|link| link.withdrawn.as_ref());
            About { reason: withdrawal.map(|withdrawal| withdrawal.reason.to_string()), ..About::default() }
        }
        _ => About::default(),
    }
}

/// Whether the event is the one that ended a role, or a request, in that way.
fn is_of(event: &Event, how: Ending) -> bool {
    match how {
        Ending::TakenBack => matches!(event, Event::RoleEnded { .. }),
        Ending::RequestWithdrawn => matches!(event, Event::RequestWithdrawn { .. }),
        Ending::HandedBack => matches!(event, Event::RoleHandedBack { .. }),
    }
}

/// What of a milestone an entry is about: the reason of that date change, reopening, verification, or withdrawal. Of
/// several alike, the history tells which one it is.
pub fn about_milestone(milestone: &Milestone, (history, entry): (&History, &HistoryEntry), event: &Event) -> About {
    let reopened_before = || history.earlier(entry, |event| matches!(event, Event::MilestoneReopened {}));
    let reason = match (event, &milestone.state) {
        (Event::MilestoneMoved { from, to, .. }, _) => {
            let is_alike = |event: &Event| matches!(event, Event::MilestoneMoved { from: first, to: last, .. } if (first, last) == (from, to));
            let alike = milestone.moves.iter().filter(|made| (made.from, made.to) == (*from, *to));
            alike.skip(history.earlier(entry, is_alike)).map(|made| made.sentence.to_string()).next()
        }
        (Event::MilestoneReopened {}, _) => {
            milestone.reopenings.get(reopened_before()).map(|reopening| reopening.reason.to_string())
        }
        (Event::MilestoneWithdrawn {}, MilestoneState::Withdrawn(withdrawal)) => Some(withdrawal.reason.to_string()),
        (Event::CompletionVerified {}, _) => {
            let ended = milestone.reopenings.get(reopened_before()).map(|reopening| &reopening.ended);
            let verified = ended.or(milestone.completion()).and_then(|completion| completion.verified.as_ref());
            verified.map(|verified| verified.ground.to_string())
        }
        _ => None,
    };
    About { thing: Some(milestone.title.to_string()), reason, ..About::default() }
}

fn about_document_of(dossier: &ActionDossier<'_>, event: &Event, id: Uuid) -> About {
    let found = dossier.evidence.iter().map(|seen| &seen.value).find(|it| it.id.0 == id);
    let Some(document) = found else { return About::default() };
    let of = document.milestone.map(|milestone| format!(" for {}", dossier.milestone_title(milestone)));
    About { thing: Some(format!("{}{}", document.title, of.unwrap_or_default())), ..about_document(document, event) }
}

/// What of a document an entry is about: the reason of its withdrawal or of its verification.
pub fn about_document(document: &Evidence, event: &Event) -> About {
    let reason = match event {
        Event::EvidenceWithdrawn {} => document.withdrawn.as_ref().map(|withdrawal| withdrawal.reason.to_string()),
        Event::EvidenceVerified {} => document.verified.as_ref().map(|verified| verified.ground.to_string()),
        _ => None,
    };
    About { thing: Some(document.title.to_string()), reason, ..About::default() }
}
