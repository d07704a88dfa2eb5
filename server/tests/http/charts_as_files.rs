//! A chart that is taken as a file.

use crate::world::World;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};

/// Counts the charts that are counted on its thread.
#[derive(Clone, Default)]
struct CountedCharts(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for CountedCharts {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "queries::dashboards::charts" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn a_chart_that_is_taken_as_a_file_is_the_only_one_that_is_counted() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let counted = CountedCharts::default();
    let _counting = tracing::subscriber::set_default(tracing_subscriber::registry().with(counted.clone()));
    assert_eq!(chair.get("/plans/NAP-2021/dashboard").await.status, 200);
    assert_eq!(counted.0.swap(0, Ordering::Relaxed), 7, "the dashboard has them all");
    for chart in ["status", "promised", "parts", "reasons", "leads", "slip", "next"] {
        let file = chair.get(&format!("/exports/plans/NAP-2021/charts/{chart}.csv")).await;
        assert_eq!((file.status.as_u16(), counted.0.swap(0, Ordering::Relaxed)), (200, 1), "{chart}");
    }
}
