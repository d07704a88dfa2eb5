//! Salt and content of versions: the same row hash as in the log, for whoever may see the object, on either engine.

use crate::engine::Place;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::{SURVEY, TRAINING};
use domain::actor::Actor;
use domain::ids::{MilestoneId, Version};
use domain::ledger::{RowIdentity, Rows, Seq, row_hash};
use store::{EntryVersion, View};
use uuid::Uuid;

on_both_engines!(
    what_is_shown_of_a_version_gives_the_hash_of_the_log,
    versions_of_a_draft_are_shown_to_those_who_see_it,
    a_file_of_contents_has_what_the_reader_may_see_and_says_how_much,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xf1));

async fn plan_and_forecast(world: &World) {
    let planned = title("Curriculum drafted");
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, planned, day("2024-03-01"), None).await)
        .await;
    let expected = Some(day("2024-05-01"));
    world.does(&world.justice, async |c| c.forecast_milestone(STEP, Version::FIRST, expected).await).await;
}

async fn versions(view: &View, seq: Seq, world: &World) -> Vec<EntryVersion> {
    let entry = world.store.entries(seq, seq, 1).await.unwrap().remove(0);
    view.versions_of_entry(seq, &entry.leaf.entry().rows).await.unwrap()
}

async fn what_is_shown_of_a_version_gives_the_hash_of_the_log(place: &Place) {
    let world = World::begin(place).await;
    plan_and_forecast(&world).await;
    let (view, head) = (world.view(&world.auditor).await, world.head().await);
    let mut shown = 0;
    for seq in (0..=head.0).map(Seq) {
        for EntryVersion { row, shown: content } in versions(&view, seq, &world).await {
            let Some(content) = content else { continue };
            let of = RowIdentity { kind: row.kind.clone(), id: row.id, version: row.version, since: seq };
            let hashed = content.hashed.unwrap();
            assert_eq!(row_hash(&hashed.salt, &of, &hashed.content), row.hash);
            assert_eq!(content.before.is_some(), row.version > Version::FIRST);
            shown += 1;
        }
    }
    assert!(shown > 8, "{shown}");
    let last = versions(&view, head, &world).await.remove(0).shown.unwrap();
    let (before, after) = (last.before.unwrap().content().unwrap(), last.object.content().unwrap());
    assert_eq!((&before["forecast"], &after["forecast"]), (&serde_json::Value::Null, &"2024-05-01".into()));
}

async fn versions_of_a_draft_are_shown_to_those_who_see_it(place: &Place) {
    let world = World::begin(place).await;
    let planned = title("Questions agreed");
    world.does(&world.labor, async |c| c.plan_milestone(STEP, SURVEY, planned, day("2024-09-01"), None).await).await;
    let head = world.head().await;
    let sees = async |actor: &Actor| versions(&world.view(actor).await, head, &world).await[0].shown.is_some();
    for (actor, is_shown) in
        [(&world.labor, true), (&world.chair, true), (&world.justice, false), (&world.auditor, false)]
    {
        assert_eq!(sees(actor).await, is_shown, "{actor:?}");
    }
}

async fn a_file_of_contents_has_what_the_reader_may_see_and_says_how_much(place: &Place) {
    let world = World::begin(place).await;
    plan_and_forecast(&world).await;
    let file = async |actor: &Actor, only: Option<Seq>| {
        let mut lines = world.view(actor).await.content_lines(only).unwrap();
        let mut file = Vec::new();
        while let Some(batch) = lines.next().await.unwrap() {
            file.extend(batch);
        }
        file
    };
    let (all, head) = (file(&world.chair, None).await, world.head().await);
    assert_eq!(all.last().unwrap(), &format!("{{\"end\":\"contents\",\"versions\":{}}}", all.len() - 2));
    assert!(file(&world.justice, None).await.len() < all.len(), "a draft is left out");
    let one = file(&world.justice, Some(head)).await;
    assert_eq!(one.len(), 3);
    assert!(one[1].contains("\"forecast\":\"2024-05-01\""), "{}", one[1]);
    let entry = world.store.entries(head, head, 1).await.unwrap().remove(0);
    let Rows::Listed(rows) = &entry.leaf.entry().rows else { panic!("one row is named") };
    assert!(one[1].contains(&rows[0].hash.to_string()));
    assert!(world.view(&world.chair).await.content_lines(Some(Seq(head.0 + 1))).is_err());
}
