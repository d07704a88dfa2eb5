//! Reasons that had to be given, lines as they were typed, and who acted, stand where somebody reads them.

use crate::browser::Browser;
use crate::html;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World};
use domain::ids::Version;
use domain::text::{Narrative, Sentence};
use domain::update::{Confidence, ReportedStatus, Statement};

const ACTION: &str = "/actions/PLAN-2024/A-01";
const AS_MOVED: Version = Version::FIRST.next();

async fn words(browser: &mut Browser, address: &str) -> String {
    html::words(browser.get(address).await.text())
}

#[tokio::test]
async fn the_reason_of_a_withdrawn_milestone_stands_with_it_and_in_the_history() {
    let world = World::begin().await;
    world
        .does(Who::Secretariat, async |change| {
            let reason = Sentence::parse("The states write their own.").unwrap();
            change.withdraw_milestone(History::TRAINING_PLANNED, AS_MOVED, reason).await
        })
        .await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let milestone = words(&mut browser, &format!("/milestones/{}", History::TRAINING_PLANNED)).await;
    assert!(milestone.contains("Status Withdrawn June 3, 2024. The states write their own."), "{milestone}");
    assert!(milestone.contains("Milestone withdrawn. The states write their own."), "{milestone}");
    let action = words(&mut browser, ACTION).await;
    assert!(action.contains("Withdrawn June 3, 2024. The states write their own."), "{action}");
    let line = "Milestone \u{201c}Curriculum written\u{201d} withdrawn. The states write their own.";
    assert!(action.contains(line), "{action}");
}

#[tokio::test]
async fn a_history_line_says_which_milestone_or_document_it_is_about_who_acted_and_why() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let page = words(&mut browser, ACTION).await;
    for line in [
        "Feb. 12, 2024 Jo Reyes Liaison, Justice Milestone \u{201c}Curriculum written\u{201d} added, due May 31, 2024.",
        "Mar. 4, 2024 Jo Reyes Liaison, Justice Milestone \u{201c}Curriculum written\u{201d} due date changed from \
         May 31, 2024, to Aug. 30, 2024 (91 days later). Reason: clearance or approval. Cause: within the agency. The \
         reviewers asked for more time.",
        "Apr. 12, 2024 Jo Reyes Liaison, Justice Document \u{201c}The first draft\u{201d} attached, dated Apr. 1, 2024.",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
}

#[tokio::test]
async fn who_acted_is_named_as_the_account_was_recorded_and_its_address_only_to_who_reads_accounts() {
    let world = World::begin().await;
    let address = Who::Justice.address();
    for (who, reads_accounts) in [(Who::Auditor, true), (Who::Chair, false), (Who::Health, false)] {
        let mut browser = world.signed_in(who).await;
        for page in ["/record/8", "/record?page=1", ACTION] {
            let page_words = words(&mut browser, page).await;
            assert!(page_words.contains("Jo Reyes"), "{who:?}, {page}: {page_words}");
            assert_eq!(page_words.contains(&address), reads_accounts, "{who:?}, {page}: {page_words}");
        }
    }
    // An account that is disabled later keeps its name on what it did.
    let person = world.view(Who::Administrator).await.people().await.unwrap();
    let justice = person.into_iter().find(|seen| seen.value.id == Who::Justice.person()).unwrap();
    world.does(Who::Administrator, async |change| change.disable_person(justice.value.id, justice.version).await).await;
    let mut browser = world.signed_in(Who::Chair).await;
    assert!(words(&mut browser, ACTION).await.contains("Jo Reyes Liaison, Justice"));
}

#[tokio::test]
async fn a_role_that_the_secretariat_accepted_says_on_whose_behalf() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = words(&mut browser, &target.fill("/actions/{plan}/{reference}")).await;
    assert!(page.contains("Accepted June 3, 2024, by the secretariat on behalf of Justice"), "{page}");
    assert!(page.contains("Sam Ortiz Secretariat, on behalf of Justice"), "{page}");
}

#[tokio::test]
async fn a_summary_keeps_its_paragraphs_and_lists_and_nothing_in_it_becomes_a_tag() {
    let world = World::begin().await;
    let train = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let text = "Two things were done.\nBoth on time.\n\n- hired <b>two</b> advisors\n- trained ten\n\n<script>alert(1)</script>";
    world
        .does(Who::Justice, async |change| {
            let said = Statement {
                quarter: "FY2024-Q3".parse().unwrap(),
                status: ReportedStatus::InProgress,
                confidence: Confidence::OnTrack,
                narrative: Narrative::parse(text).unwrap(),
            };
            let id = change.new_id();
            change.report_progress(id, train, Some(History::REPORT), said).await
        })
        .await;
    let mut browser = world.signed_in(Who::Chair).await;
    let page = browser.get(ACTION).await.text().replace("<!>", "");
    assert!(page.contains("<p>Two things were done.<br>Both on time.</p>"), "{page}");
    assert!(page.contains("<li>hired &lt;b&gt;two&lt;/b&gt; advisors</li><li>trained ten</li>"), "{page}");
    assert!(page.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"), "{page}");
}
