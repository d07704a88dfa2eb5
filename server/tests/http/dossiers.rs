//! Dossiers of many actions, read at once: the same as those that are read one by one.

use crate::world::{Who, World};
use domain::actor::Actor;
use domain::facts::ActionFacts;
use queries::dossiers::ActionDossier;
use store::{AsOf, View};

/// Everything that a dossier says, but for the names of those who made the entries: many know more of them.
fn said(of: &ActionDossier<'_>) -> String {
    format!(
        "{:?}",
        (
            (of.key(), &of.action, &of.assignments, &of.carriers, &of.milestones, &of.reports),
            (&of.evidence, &of.links, of.history.entries(), &of.versions, &of.nodes),
            (&of.signals, &of.since, of.verdict, &of.same_reference, &of.above),
        )
    )
}

async fn compare(view: &View) -> usize {
    let actions: Vec<&ActionFacts> = view.actions().collect();
    let together = ActionDossier::of_all(view, &actions).await.unwrap();
    assert_eq!(together.len(), actions.len());
    for of_many in &together {
        let key = of_many.key();
        let alone = ActionDossier::of(view, key.plan, key.reference).await.unwrap();
        assert_eq!(said(of_many), said(&alone), "{} {}", key.plan, key.reference);
        let by = |of: &ActionDossier<'_>| {
            of.history.entries().iter().map(|entry| of.history.made_by(view, entry)).collect::<Vec<_>>()
        };
        assert_eq!(by(of_many), by(&alone), "{} {}", key.plan, key.reference);
    }
    together.len()
}

#[tokio::test]
async fn those_read_together_say_what_each_says_alone() {
    let world = World::of_the_demonstration().await;
    for as_of in [AsOf::Now, "2024-02-13".parse().unwrap()] {
        let view = world.store.view(&Actor::Operator, &as_of).await.unwrap();
        assert!(compare(&view).await > 100, "{as_of}");
    }
}

#[tokio::test]
async fn no_reader_sees_more_by_reading_together() {
    let world = World::begin().await;
    for who in [Who::Secretariat, Who::Health, Who::Justice, Who::Auditor] {
        assert!(compare(&world.view(who).await).await > 0, "{who:?}");
    }
}
