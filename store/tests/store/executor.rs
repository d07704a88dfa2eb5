//! Long work stands beside the threads that answer requests.

use crate::engine::Place;
use crate::world::World;
use domain::actor::Actor;
use domain::ledger::Seq;
use std::sync::mpsc::channel;
use std::time::Duration;
use store::AsOf;
use tokio::runtime::Builder;

on_both_engines!(requests_are_answered_while_a_state_of_the_past_is_counted);

/// The one thread for long work is busy: counting waits for it, and does not take the thread that answers requests.
async fn requests_are_answered_while_a_state_of_the_past_is_counted(place: &Place) {
    let world = World::begin(place).await;
    let count_the_past = async || {
        let store = place.store(&world.clock).await;
        store.view(&Actor::Operator, &AsOf::Now).await.unwrap();
        let (let_go, held) = channel::<()>();
        let busy = tokio::task::spawn_blocking(move || held.recv());
        let mut past = Box::pin(store.view(&Actor::Operator, &AsOf::Entry(Seq(3))));
        let counted = tokio::time::timeout(Duration::from_secs(1), past.as_mut()).await;
        assert!(counted.is_err(), "the past was counted on the thread that answers requests");
        store.head().await.unwrap();
        let_go.send(()).unwrap();
        busy.await.unwrap().unwrap();
        assert_eq!(past.as_mut().await.unwrap().position().seq, Seq(3));
        drop(past);
        store.close().await.unwrap();
    };
    std::thread::scope(|scope| {
        let counting = scope.spawn(|| {
            let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(1).build().unwrap();
            runtime.block_on(count_the_past());
        });
        counting.join().unwrap();
    });
}
