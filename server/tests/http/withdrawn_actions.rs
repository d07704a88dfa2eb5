//! An action that was withdrawn: who withdrew it and why stands on its page, and its dates count nowhere any more.

use crate::browser::{Answer, Fields};
use crate::html::words;
use crate::world::{History, Who, World, day, title};
use domain::Version;
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::Sentence;

const ACTION: &str = "/actions/PLAN-2024/A-01";

fn milestone() -> String {
    format!("/milestones/{}", History::TRAINING_PLANNED)
}

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

/// The secretariat withdraws an action of the plan in force.
async fn withdraw(world: &World, reference: &str) {
    let action = world.view(Who::Secretariat).await.facts_by_reference("PLAN-2024", reference).unwrap().id;
    let reason = sentence("Merged with another plan.");
    world.does(Who::Secretariat, async |change| change.withdraw_action(action, Version::FIRST, reason).await).await;
}

async fn page(world: &World, who: Who, address: &str) -> String {
    words(world.signed_in(who).await.get(address).await.text())
}

/// The row of a file in which a column has that value.
async fn row(world: &World, file: &str, having: (&str, &str)) -> serde_json::Value {
    row_of(world, &format!("{file}.json"), having).await
}

async fn row_of(world: &World, file: &str, (column, value): (&str, &str)) -> serde_json::Value {
    let answer: Answer = world.signed_in(Who::Auditor).await.get(&format!("/exports/{file}")).await;
    let file: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    file["rows"].as_array().unwrap().iter().find(|row| row[column] == value).unwrap().clone()
}

#[tokio::test]
async fn a_withdrawn_action_says_who_withdrew_it_when_and_why_and_never_that_its_agency_reported_so() {
    let world = World::begin().await;
    let before = page(&world, Who::Chair, ACTION).await;
    assert!(before.contains("Reported status In progress Justice, April 10, 2024"), "{before}");
    withdraw(&world, "A-01").await;
    withdraw(&world, "A-04").await;
    let shown = page(&world, Who::Chair, ACTION).await;
    let by = "Status Withdrawn Withdrawn by Sam Ortiz, Secretariat, June 3, 2024: Merged with another plan.";
    assert!(shown.contains(by) && !shown.contains("Reported status"), "{shown}");
    assert!(shown.contains("What the agency reported In progress On track"), "what was said stays: {shown}");
    let never_reported = page(&world, Who::Chair, "/actions/PLAN-2024/A-04").await;
    assert!(never_reported.contains(by) && !never_reported.contains("Reported status"), "{never_reported}");
}

#[tokio::test]
async fn the_dates_of_a_withdrawn_action_count_in_no_sum_of_slip_on_pages_and_in_files() {
    let world = World::begin().await;
    let sums = async || {
        let action = row(&world, "actions", ("reference", "A-01")).await;
        let agency = row(&world, "agencies", ("code", "DOJ")).await;
        let number = |row: &serde_json::Value, name: &str| row[name].as_i64().unwrap();
        (
            number(&agency, "slip_days"),
            number(&action, "slip_days"),
            number(&action, "moves"),
            number(&action, "milestones"),
        )
    };
    assert_eq!(sums().await, (91, 91, 1, 1));
    withdraw(&world, "A-01").await;
    assert_eq!(sums().await, (0, 0, 0, 0));
    let list = page(&world, Who::Chair, "/date-changes").await;
    assert!(list.contains("0 date changes"), "{list}");
    let shown = page(&world, Who::Chair, "/?since=2024-06-02").await;
    assert!(shown.contains("The action as a whole A-01 Train prosecutors Justice June 3, 2024 +91"), "{shown}");
    let action = row(&world, "actions", ("reference", "A-01")).await;
    assert_eq!(action["slip_days_until_withdrawn"], 91, "the slip that the home names is in the file");
}

#[tokio::test]
async fn the_milestones_of_a_withdrawn_action_are_in_the_list_of_withdrawn_ones_and_in_no_other() {
    let world = World::begin().await;
    let titled = async |state: &str| {
        let list = page(&world, Who::Chair, &format!("/milestones?state={state}")).await;
        list.contains("Curriculum written")
    };
    let is_in = async || [titled("open").await, titled("completed").await, titled("withdrawn").await];
    assert_eq!(is_in().await, [true, false, false]);
    withdraw(&world, "A-01").await;
    assert_eq!(is_in().await, [false, false, true]);
    let list = page(&world, Who::Chair, "/milestones?state=withdrawn").await;
    assert!(list.contains("Withdrawn with the action") && list.contains("91 days of slip"), "{list}");
    let open = page(&world, Who::Chair, "/milestones").await;
    assert!(open.contains("91 days of slip"), "counted apart: {open}");
    let since = page(&world, Who::Chair, "/milestones?state=withdrawn&since=2024-06-02").await;
    assert!(since.contains("State: Open changed to \u{2192} Withdrawn") && !since.contains("No change"), "{since}");
    let later = page(&world, Who::Chair, "/milestones?changed=later&since=2024-02-20").await;
    assert!(!later.contains("Curriculum written"), "what is withdrawn slipped nowhere any more: {later}");
    let file = row_of(&world, "milestones.json?state=withdrawn", ("action", "A-01")).await;
    assert_eq!((file["state"].as_str(), file["withdrawn_with_action"].as_bool()), (Some("Withdrawn"), Some(true)));
    assert_eq!(file["slip_days"], 91);
}

#[tokio::test]
async fn a_milestone_of_a_withdrawn_action_is_not_due_and_nobody_withdraws_or_verifies_it() {
    let world = World::begin().await;
    let completed = {
        let action = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
        world
            .does(Who::Justice, async |change| {
                let id = change.new_id();
                change.plan_milestone(id, action, title("Trainers trained"), day("2024-06-03"), None).await?;
                change.complete_milestone(id, Version::FIRST, day("2024-06-03"), None).await?;
                Ok(id)
            })
            .await
    };
    let verify = format!("/milestones/{completed}/verify");
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    assert!(secretariat.get(&format!("/milestones/{completed}")).await.text().contains(&verify));
    withdraw(&world, "A-01").await;

    let action = page(&world, Who::Chair, ACTION).await;
    assert!(action.contains("Milestones: 1 of 2 completed before the action was withdrawn"), "{action}");
    assert!(action.contains("Withdrawn with the action, June 3, 2024"), "{action}");
    assert!(!action.contains("Due in") && !action.contains("overdue."), "{action}");
    for address in [milestone(), format!("/milestones/{completed}")] {
        let answer = secretariat.get(&address).await;
        let shown = words(answer.text());
        assert!(shown.contains("The action was withdrawn on June 3, 2024: Merged with another plan."), "{shown}");
        for form in ["withdraw", "verify", "complete", "move", "reopen"] {
            assert!(!answer.text().contains(&format!("{address}/{form}")), "{form}: {shown}");
        }
    }
    let before = world.size().await;
    let id = History::TRAINING_PLANNED.to_string();
    let fields = |id: &str, version: &str, (name, text): (&str, &str)| -> Fields {
        [("id", id), ("version", version), (name, text)].map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec()
    };
    let withdrawal = fields(&id, "2", ("reason", "Not needed."));
    let verification = fields(&completed.to_string(), "2", ("ground", "Seen."));
    for (path, typed) in [("/api/withdraw_milestone", withdrawal), ("/api/verify_completion", verification)] {
        let answer = secretariat.call(path, &typed).await;
        assert!(answer.text().contains("This action was withdrawn on June 3, 2024."), "{path}: {}", answer.text());
    }
    assert_eq!(world.size().await, before);
}

#[tokio::test]
async fn the_history_of_a_milestone_gives_every_reason_and_tells_of_its_documents() {
    let world = World::begin().await;
    let (id, action) =
        (History::TRAINING_PLANNED, world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id);
    let on = day("2024-06-03");
    let moved = |to: &str, why: &str| Reschedule { to: day(to), reason: MoveReason::Funding, sentence: sentence(why) };
    let (document, link) =
        (title("The curriculum"), domain::text::WebLink::parse("https://documents.example.gov/c").unwrap());
    let file = domain::evidence::Document { title: document, link, dated: on };
    world
        .does(Who::Justice, async |change| {
            change.complete_milestone(id, Version(2), on, None).await?;
            change.reopen_milestone(id, Version(3), sentence("It was a draft.")).await?;
            change.move_milestone(id, Version(4), moved("2024-09-30", "One site is late.")).await?;
            change.complete_milestone(id, Version(5), on, None).await?;
            change.reopen_milestone(id, Version(6), sentence("Two states are missing.")).await?;
            let document = change.new_id();
            change.attach_evidence(document, action, Some(id), file).await?;
            change.withdraw_evidence(document, Version::FIRST, sentence("It is the wrong file.")).await
        })
        .await;
    for address in [milestone(), ACTION.to_owned()] {
        let shown = page(&world, Who::Auditor, &address).await;
        for line in [
            " reopened. Two states are missing.",
            " reopened. It was a draft.",
            " attached, dated June 3, 2024.",
            " withdrawn. It is the wrong file.",
        ] {
            assert!(shown.contains(line), "{address}: {line}: {shown}");
        }
    }
}

#[tokio::test]
async fn a_plan_says_how_many_of_its_entries_were_withdrawn() {
    let world = World::begin().await;
    withdraw(&world, "A-04").await;
    let plans = page(&world, Who::Chair, "/plans").await;
    assert!(plans.contains("Concord lists 4 of this plan's actions (1 withdrawn). The plan publishes 4."), "{plans}");
}

#[tokio::test]
async fn a_list_of_what_was_withdrawn_since_says_nothing_of_how_another_list_changed() {
    let world = World::begin().await;
    let reason = sentence("Merged with another.");
    let id = History::TRAINING_PLANNED;
    world.does(Who::Secretariat, async |change| change.withdraw_milestone(id, Version(2), reason).await).await;
    let list = page(&world, Who::Chair, "/milestones?state=withdrawn&changed=withdrawn&since=2024-06-02").await;
    assert!(list.contains("Only milestones that were withdrawn on their own since June 2, 2024."), "{list}");
    assert!(!list.contains("this list had"), "{list}");
    let without_state = page(&world, Who::Chair, "/milestones?changed=withdrawn&since=2024-06-02").await;
    assert!(without_state.contains("Curriculum written"), "{without_state}");
    let changes = page(&world, Who::Chair, "/date-changes?state=withdrawn").await;
    assert!(changes.contains("1 date change of 1 milestone that was withdrawn"), "{changes}");
    assert!(!changes.contains("not withdrawn"), "{changes}");
}

#[tokio::test]
async fn the_entry_that_withdrew_an_action_is_among_the_sources_of_what_counts_no_more() {
    let world = World::begin().await;
    withdraw(&world, "A-01").await;
    // On screens entries count from 1.
    let entry = world.size().await;
    for list in ["milestones", "date-changes"] {
        let sources = world.signed_in(Who::Auditor).await.get(&format!("/proof/{list}?state=withdrawn")).await;
        let shown = words(sources.text());
        assert!(shown.contains(&format!("Action withdrawn: {entry}")), "{list}: {shown}");
        assert!(shown.contains("Sources for \u{201c}1 ") && !shown.contains("proved"), "{list}: {shown}");
        assert!(shown.contains("Last verification None yet."), "{list}: {shown}");
    }
}
