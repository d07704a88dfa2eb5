//! A chart as a page shows it and as a file: its one menu, its cards, and its picture.

use crate::html::tags;
use crate::world::World;
use axum::http::StatusCode;
use serde_json::Value;
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
    // Where there is but one subscriber, the thread of another test, which has none, could turn off what is counted for all.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let _counting = tracing::subscriber::set_default(tracing_subscriber::registry().with(counted.clone()));
    assert_eq!(chair.get("/plans/NAP-2021/dashboard").await.status, 200);
    assert_eq!(counted.0.swap(0, Ordering::Relaxed), 7, "the dashboard has them all");
    for chart in ["status", "promised", "parts", "reasons", "leads", "slip", "next"] {
        let file = chair.get(&format!("/exports/plans/NAP-2021/charts/{chart}.csv")).await;
        assert_eq!((file.status.as_u16(), counted.0.swap(0, Ordering::Relaxed)), (200, 1), "{chart}");
    }
}

/// The part of a page that is one chart.
fn figure<'a>(page: &'a str, id: &str) -> &'a str {
    let start = page.find(&format!("id=\"chart-{id}\"")).unwrap();
    let end = page[start..].find("</figure>").unwrap();
    &page[start..start + end]
}

/// Width and height of a PNG in pixels: the first numbers of its first chunk.
fn size_of(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |from: usize| u32::from_be_bytes(png[from..from + 4].try_into().unwrap());
    (number(16), number(20))
}

#[tokio::test]
async fn a_chart_has_one_menu_with_its_rows_table_rule_sources_and_files() {
    let world = World::of_the_demonstration().await;
    let page = world.signed_in_as("chair").await.get("/plans/NAP-2021/dashboard").await;
    let status = figure(page.text(), "status");
    let addresses: Vec<String> = tags(status)
        .iter()
        .filter(|tag| tag.name == "a" && tag.attribute("tabindex").is_none())
        .filter_map(|tag| tag.attribute("href").map(str::to_owned))
        .take(8)
        .collect();
    let files = ["svg", "png", "csv", "json"].map(|end| format!("/exports/plans/NAP-2021/charts/status.{end}"));
    let others =
        ["/actions?plan=NAP-2021", "#numbers-status", "/words#counting-status", "/proof/actions?plan=NAP-2021"];
    assert_eq!(addresses, [others.map(str::to_owned).as_slice(), files.as_slice()].concat());
    assert!(status.contains("aria-label=\"More about: "), "{status}");
    assert!(page.text().matches("class=\"c-sample\"").count() == 0, "the banner says once that it is a demonstration");
    let mut administrator = world.signed_in_as("administrator").await;
    let page = administrator.get("/plans/NAP-2021/dashboard").await;
    assert!(!figure(page.text(), "status").contains("/exports/"), "an administrator takes nothing");
}

#[tokio::test]
async fn a_picture_of_a_chart_is_as_large_as_its_drawing_and_refused_to_whom_files_are_refused() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    for chart in ["status", "promised", "parts", "reasons", "leads", "slip", "next"] {
        let address = format!("/exports/plans/NAP-2021/charts/{chart}");
        let svg = chair.get(&format!("{address}.svg")).await;
        assert!(svg.text().contains("Demonstration: progress is fictional."), "{chart}");
        let root = tags(svg.text()).into_iter().find(|tag| tag.name == "svg").unwrap();
        let pixels = |name: &str| root.attribute(name).unwrap().parse::<f32>().unwrap();
        let png = chair.get(&format!("{address}.png")).await;
        assert_eq!((png.status, png.header("content-type")), (StatusCode::OK, "image/png"), "{chart}");
        assert!(png.header("content-disposition").ends_with(".png\""), "{chart}");
        let twice = |length: f32| (length * 2.0).round() as u32;
        assert_eq!(size_of(&png.body), (twice(pixels("width")), twice(pixels("height"))), "{chart}");
    }
    let address = "/exports/plans/NAP-2021/charts/status.png";
    assert_eq!(world.signed_in_as("administrator").await.get(address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.visitor().get(address).await.location(), "/sign-in");
    let log = world.signed_in_as("auditor").await.get("/exports/access-log.csv").await;
    assert!(log.text().contains("status.png") && log.text().contains("plan=NAP-2021"), "{}", log.text());
}

#[tokio::test]
async fn the_card_of_a_mark_has_its_number_its_change_and_the_first_rows_of_its_list() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let page = chair.get("/plans/NAP-2021/dashboard").await.text().to_owned();
    for id in ["status", "promised", "parts", "reasons", "leads", "slip", "next"] {
        let figure = figure(&page, id);
        let (_, data) = figure.split_once("<script type=\"application/json\">").unwrap();
        let cards: Vec<Value> = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        let marks = tags(figure).into_iter().filter_map(|tag| {
            let card: usize = tag.attribute("data-card")?.parse().unwrap();
            Some((card, tag.attribute("href").map(str::to_owned)))
        });
        let marks: Vec<(usize, Option<String>)> = marks.collect();
        assert!(!marks.is_empty() && marks.iter().all(|(card, _)| *card < cards.len()), "{id}");
        for (card, rows) in &marks {
            let card = &cards[*card];
            if ["status", "parts", "leads"].contains(&id) {
                let list = chair.get(&rows.clone().unwrap().replace("&amp;", "&")).await.text().to_owned();
                let named = card["rows"].as_array().unwrap();
                let place = |row: &Value| list.find(&format!("href=\"{}\"", row["address"].as_str().unwrap()));
                let places: Vec<usize> = named.iter().map(|row| place(row).unwrap()).collect();
                assert!(places.is_sorted(), "{card}: as the list has them");
                let number = named.len() as u64 + card["more"].as_u64().unwrap_or_default();
                let title = card["title"].as_str().unwrap();
                assert!(title.contains(&format!(": {number}")), "{title}");
                assert!(card["change"].as_str().unwrap().ends_with("Feb. 13, 2024"), "{card}");
            }
        }
    }
}
