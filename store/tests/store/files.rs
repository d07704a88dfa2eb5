//! Files of documents: kept byte for byte, bound by the log, and never handed out changed. On either engine.

use crate::engine::Place;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::{SURVEY, TRAINING};
use domain::evidence::{Held, MOST_FILE_BYTES, MediaType};
use domain::ids::{ActionId, EvidenceId};
use domain::ledger::Hash;
use sea_orm::ConnectionTrait;
use store::{Change, NewFile, StoreError};
use uuid::Uuid;

on_both_engines!(
    a_file_is_kept_byte_for_byte_and_its_hash_stands_in_the_content_that_the_log_binds,
    a_file_that_was_changed_behind_the_record_is_not_handed_out,
    a_file_of_a_draft_is_not_found_by_those_who_may_not_see_it,
    an_empty_file_and_one_that_is_too_large_are_refused_and_nothing_is_written,
);

const FILE: EvidenceId = EvidenceId(Uuid::from_u128(0x71));

fn minutes(content: Vec<u8>) -> NewFile {
    NewFile {
        title: title("Minutes"),
        dated: day("2024-02-01"),
        name: title("minutes.pdf"),
        media_type: MediaType::Pdf,
        content,
    }
}

/// Every byte that there is, so that none is lost on the way.
fn content() -> Vec<u8> {
    b"%PDF-1.7\n".iter().copied().chain(0..=255).cycle().take(200_000).collect()
}

async fn attach(change: &mut Change, action: ActionId, content: Vec<u8>) -> Result<(), StoreError> {
    change.attach_file(FILE, action, None, minutes(content)).await
}

async fn a_file_is_kept_byte_for_byte_and_its_hash_stands_in_the_content_that_the_log_binds(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| attach(change, TRAINING, content()).await).await;
    let view = world.view(&world.auditor).await;
    let stored = view.file(FILE).await.unwrap().unwrap();
    assert!(stored.content == content());
    let document = view.document(FILE).await.unwrap();
    let Held::File(file) = &document.value.at else { panic!("it is a file") };
    assert_eq!(file.sha256.as_str(), Hash::of(&[&content()]).to_string());
    assert_eq!((file.bytes, file.name.as_str()), (200_000, "minutes.pdf"));
    let entry = world.store.entries(document.since, document.since, 1).await.unwrap().remove(0);
    let shown =
        view.versions_of_entry(document.since, &entry.leaf.entry().rows).await.unwrap().remove(0).shown.unwrap();
    let hashed = shown.hashed.unwrap();
    assert!(hashed.content.as_str().contains(file.sha256.as_str()));
    assert_eq!(hashed.form, 2);
    // Of a link there is no file.
    let link = EvidenceId(Uuid::from_u128(0x72));
    let guide = domain::evidence::Document {
        title: title("Guide"),
        link: crate::words::web_link("https://agency.example/guide"),
        dated: day("2024-02-01"),
    };
    world.does(&world.justice, async |change| change.attach_evidence(link, TRAINING, None, guide).await).await;
    assert_eq!(world.view(&world.auditor).await.file(link).await.unwrap(), None);
}

async fn a_file_that_was_changed_behind_the_record_is_not_handed_out(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| attach(change, TRAINING, content()).await).await;
    let owner = place.owner().await;
    owner.execute_unprepared("UPDATE evidence_files SET content = substr(content, 2)").await.unwrap();
    let refused = world.view(&world.auditor).await.file(FILE).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Damaged(why) if why.contains("has the SHA-256")), "{refused}");
    let found = world.store.verify(None).await.unwrap_err();
    let said = format!("Entry 9: the file of document {FILE} is missing or is not the one that was attached");
    assert_eq!((found.to_string(), found.seq()), (said.clone(), Some(domain::ledger::Seq(9))));
    owner.execute_unprepared("DELETE FROM evidence_files").await.unwrap();
    let refused = world.view(&world.auditor).await.file(FILE).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Damaged(why) if why.contains("is not there")), "{refused}");
    assert_eq!(world.store.verify(None).await.unwrap_err().to_string(), said);
}

async fn a_file_of_a_draft_is_not_found_by_those_who_may_not_see_it(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.labor, async |change| attach(change, SURVEY, content()).await).await;
    assert!(world.view(&world.chair).await.file(FILE).await.unwrap().is_some());
    for actor in [&world.justice, &world.auditor] {
        assert!(matches!(world.view(actor).await.file(FILE).await, Err(StoreError::NotFound)), "{actor:?}");
    }
}

async fn an_empty_file_and_one_that_is_too_large_are_refused_and_nothing_is_written(place: &Place) {
    let world = World::begin(place).await;
    let too_large = vec![b'a'; usize::try_from(MOST_FILE_BYTES).unwrap() + 1];
    for (content, bytes) in [(Vec::new(), "0"), (too_large, "26214401")] {
        let refused = world.refuses(&world.justice, async |change| attach(change, TRAINING, content).await).await;
        let said = format!("The file has {bytes} bytes. Attach one that is not empty and has at most 25 MB.");
        assert_eq!(refused, said);
    }
    let largest = vec![b'a'; usize::try_from(MOST_FILE_BYTES).unwrap()];
    world.does(&world.justice, async |change| attach(change, TRAINING, largest).await).await;
}
