//! Updates that were made by mistake: struck through, with the reason, and counted no more.

use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use domain::Version;
use domain::text::Sentence;

async fn leads_to(world: &World, who: Who, page: &str, form: &str) -> bool {
    let answer = world.signed_in(who).await.get(page).await;
    tags(answer.text()).into_iter().any(|tag| tag.attribute("href") == Some(form))
}

#[tokio::test]
async fn an_agency_retracts_its_update_and_the_page_shows_it_struck_through() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let (page, form) = (target.fill("/actions/{plan}/{reference}"), target.fill("/reports/{report}/retract"));
    for who in [Who::Chair, Who::Justice, Who::Auditor, Who::Administrator] {
        assert!(!leads_to(&world, who, &page, &form).await, "{who:?}");
    }
    assert!(leads_to(&world, Who::Secretariat, &page, &form).await);
    assert!(leads_to(&world, Who::Health, &page, &form).await);

    let mut health = world.signed_in(Who::Health).await;
    let before = world.size().await;
    let csv = async |world: &World| {
        let list = target.fill("/exports/actions.csv?q={reference}");
        world.signed_in(Who::Auditor).await.get(&list).await.text().to_owned()
    };
    assert!(csv(&world).await.contains("two sites are late"));
    let typed = [("reason", "It was meant for another action.")];
    let done = health.send_form(&form, "/api/retract_report", &typed).await;
    assert!(words(done.text()).contains("Update retracted. It stays on record."), "{}", words(done.text()));

    for who in [Who::Health, Who::Chair, Who::Auditor] {
        let answer = world.signed_in(who).await.get(&page).await;
        let (shown, html) = (words(answer.text()), answer.text().replace("<!>", ""));
        assert!(shown.contains("Retracted June 3, 2024: It was meant for another action."), "{shown}");
        assert!(html.contains("<p><s>Fresh: two sites are late.</s></p>"), "{html}");
        assert!(html.contains("<s>Delayed, At risk</s>"), "{html}");
        assert!(shown.contains("0 updates, 1 retracted"), "{shown}");
        assert!(shown.contains("Status update retracted."), "its history says so: {shown}");
        let own = "Status update for FY 2024 Q2: delayed, at risk. Retracted June 3, 2024";
        assert!(shown.contains(own), "at its own line too: {shown}");
        assert!(shown.contains("No current update: 1 was retracted"), "it counts no more: {shown}");
        assert!(!shown.contains("No updates yet") && !shown.contains("No updates received"), "{shown}");
        assert!(!leads_to(&world, who, &page, &form).await, "{who:?}");
    }
    assert!(!csv(&world).await.contains("two sites are late"), "nor in files");
    // As of the entry before, it counts as it did.
    let then = health.get(&format!("{page}?as_of=entry:{}", before - 1)).await;
    assert!(words(then.text()).contains("1 update "), "{}", words(then.text()));
    assert!(!words(then.text()).contains("No updates yet"));
}

#[tokio::test]
async fn after_a_retraction_the_form_shows_the_update_before_it() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let form = target.fill("/actions/{plan}/{reference}/report");
    let mut health = world.signed_in(Who::Health).await;
    assert!(words(health.get(&form).await.text()).contains("two sites are late"));
    let (id, reason) = (target.fill("{report}").parse().unwrap(), Sentence::parse("By mistake.").unwrap());
    world.does(Who::Secretariat, async |change| change.retract_report(id, Version::FIRST, reason).await).await;
    let shown = words(health.get(&form).await.text());
    assert!(shown.contains("Every update so far was retracted.") && !shown.contains("two sites are late"), "{shown}");
    let typed = [
        ("quarter", "FY2024-Q2"),
        ("status", "in-progress"),
        ("confidence", "on-track"),
        ("narrative", "Ten sites are open."),
    ];
    let done = words(health.send_form(&form, "/api/report_progress", &typed).await.text());
    assert!(done.contains("Ten sites are open."), "{done}");
}

#[tokio::test]
async fn files_of_updates_and_verifications_mark_what_was_retracted() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let (id, text) = (target.fill("{report}"), |text: &str| Sentence::parse(text).unwrap());
    let report = id.parse().unwrap();
    world.does(Who::Secretariat, async |c| c.verify_report(report, Version::FIRST, text("Seen.")).await).await;
    world.does(Who::Secretariat, async |c| c.retract_report(report, Version(2), text("By mistake.")).await).await;
    let row = async |list: &str, name: &str| {
        let file = world.signed_in(Who::Auditor).await.get(&format!("/exports/{list}.json")).await;
        let file: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
        file["rows"].as_array().unwrap().iter().find(|row| row[name] == *id).unwrap().clone()
    };
    let update = row("updates", "id").await;
    assert_eq!((&update["retracted_on"], &update["retracted_because"]), (&"2024-06-03".into(), &"By mistake.".into()));
    assert_eq!(update["last"], false);
    let verification = row("verifications", "of_id").await;
    assert_eq!(verification["stands"], false, "{verification}");
}

#[tokio::test]
async fn an_update_that_was_verified_and_retracted_still_shows_that_it_was_verified() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let (report, text) = (target.fill("{report}").parse().unwrap(), |text: &str| Sentence::parse(text).unwrap());
    world
        .does(Who::Secretariat, async |c| c.verify_report(report, Version::FIRST, text("Seen at the site.")).await)
        .await;
    world.does(Who::Secretariat, async |c| c.retract_report(report, Version(2), text("By mistake.")).await).await;
    let page = target.fill("/actions/{plan}/{reference}");
    let shown = words(world.signed_in(Who::Auditor).await.get(&page).await.text());
    assert!(
        shown.contains("Verified by the secretariat before it was retracted, June 3, 2024: Seen at the site."),
        "{shown}"
    );
}
