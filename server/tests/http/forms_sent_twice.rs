//! A form that is sent twice does its deed once.

use crate::html;
use crate::rights::Object;
use crate::rights::deeds::DEEDS;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};

#[tokio::test]
async fn a_second_press_of_the_button_makes_nothing_new() {
    let world = World::begin().await;
    for function in ["/api/plan_milestone", "/api/attach_evidence"] {
        let deed = DEEDS.iter().find(|deed| deed.function == function).unwrap();
        let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
        let mut browser = world.signed_in(Who::Justice).await;
        let form = html::form(browser.get(&target.fill(deed.page)).await.text(), function).unwrap();
        let form = deed.fields.iter().fold(form, |form, (name, value)| form.with(name, &target.fill(value)));
        let first = browser.post(function, &form.fields).await;
        let after_the_first = world.size().await;
        let second = browser.post(function, &form.fields).await;
        assert_eq!((second.location(), world.size().await), (first.location(), after_the_first), "{function}");
        let told = browser.get(second.location()).await;
        assert!(html::words(told.text()).contains("This was sent already, and is done once."), "{function}");

        // Opened anew, the same form makes another one.
        let again = html::form(browser.get(&target.fill(deed.page)).await.text(), function).unwrap();
        let again = deed.fields.iter().fold(again, |form, (name, value)| form.with(name, &target.fill(value)));
        browser.post(function, &again.fields).await;
        assert!(world.size().await > after_the_first, "{function}");
    }
}
