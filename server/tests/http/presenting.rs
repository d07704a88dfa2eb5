//! The chair's home on a projector: one block a screen, with plain links and without the navigation.

use crate::html::{tags, words};
use crate::world::{Who, World};

/// The address of a link by its words.
fn link(page: &str, text: &str) -> Option<String> {
    let tags = tags(page);
    let place = tags.iter().position(|tag| tag.name == "a" && tag.text.trim() == text)?;
    tags.get(place)?.attribute("href").map(str::to_owned)
}

#[tokio::test]
async fn every_screen_is_reached_by_links_and_the_last_one_ends_the_row() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let home = chair.get("/").await.text().to_owned();
    let mut address = link(&home, "Present").unwrap();
    let mut titles = Vec::new();
    for number in 1..30 {
        let page = chair.get(&address).await.text().to_owned();
        let text = words(&page);
        assert!(text.contains(&format!("{number} of ")), "{address}: {text}");
        assert!(!page.contains("<nav class=\"c-nav\"") && !page.contains("type=\"search\""), "{address} navigates");
        assert!(text.contains("As of September 30, 2024"), "{address}: {text}");
        assert_eq!(link(&page, "Stop presenting").as_deref(), Some("/"), "{address}");
        titles.push(text.split(" | Concord").next().unwrap().to_owned());
        match link(&page, "Next") {
            Some(next) => address = next,
            None => break,
        }
    }
    assert!(titles.len() > 4 && titles.iter().any(|title| title.contains("need a decision")), "{titles:?}");
    assert!(titles.last().unwrap().starts_with("Open actions"), "{titles:?}");
}

#[tokio::test]
async fn presenting_keeps_the_points_that_are_compared() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    let page = chair.get("/?as_of=2024-06-02&since=2024-06-01&present=1").await.text().to_owned();
    assert!(words(&page).contains("June 1, 2024 to June 2, 2024"), "{}", words(&page));
    let next = link(&page, "Next").unwrap();
    assert!(
        next.contains("as_of=2024-06-02") && next.contains("since=2024-06-01") && next.contains("present=2"),
        "{next}"
    );
}

#[tokio::test]
async fn a_number_that_is_no_screen_shows_the_nearest_one() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    for (asked, shown) in [("present", "1 of "), ("present=0", "1 of "), ("present=many", "1 of ")] {
        let page = words(chair.get(&format!("/?{asked}")).await.text());
        assert!(page.contains(shown), "{asked}: {page}");
    }
    assert_eq!(chair.get("/?present=999").await.status, 200);
}

#[tokio::test]
async fn the_secretariat_presents_the_same_screens_at_their_own_address() {
    let world = World::begin().await;
    let page = world.signed_in(Who::Secretariat).await.get("/since?present=1").await.text().to_owned();
    assert!(link(&page, "Next").unwrap().starts_with("/since?"), "{page}");
    let work = words(world.signed_in(Who::Justice).await.get("/?present=1").await.text());
    assert!(work.contains("My work"), "a liaison's home is not presented: {work}");
}
