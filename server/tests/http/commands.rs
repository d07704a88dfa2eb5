//! Commands are values: what each is called and where its form is found is said once, and is so everywhere.

use crate::html;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::settings::SETTINGS;
use crate::rights::{Decision, Object};
use crate::targets::Target;
use crate::world::{Who, World};
use ::commands::roles::SEND_REMINDER;
use app::pages::forms::COMMANDS;
use app::routes::App;
use axum::http::StatusCode;
use leptos_axum::generate_route_list;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_command_has_a_name_and_a_page_of_its_own_and_all_its_words() {
    let routes: BTreeSet<String> = generate_route_list(App).iter().map(|listing| listing.path().to_owned()).collect();
    let (mut names, mut pages) = (BTreeSet::new(), BTreeSet::new());
    for command in COMMANDS.iter().map(|entry| entry.command()) {
        assert!(names.insert(command.name), "two commands are called {}", command.name);
        assert!(pages.insert(command.page), "two commands have the page {}", command.page);
        let parts = command.page.split('/').map(|part| match part.strip_prefix(':') {
            Some(name) => format!("{{{name}}}"),
            None => part.to_owned(),
        });
        let routed = parts.collect::<Vec<_>>().join("/");
        assert!(routes.contains(&routed), "{routed} is not routed");
        for words in [command.title, command.refused, command.done] {
            let begins = words.chars().next().is_some_and(char::is_uppercase);
            assert!(begins, "{}: {words:?}", command.name);
        }
        assert!(command.title.split(' ').count() >= 2, "{} is no verb with its object", command.title);
        assert!(!command.title.ends_with('.') && command.refused.ends_with('.') && command.done.ends_with('.'));
    }
}

/// Whoever follows a button finds its words again as the title of the page, and on the button of the form.
#[tokio::test]
async fn every_form_has_the_title_of_its_command_on_its_button_and_cancel_beside_it() {
    let world = World::begin().await;
    let mut seen = BTreeSet::new();
    for row in COMMAND_ROWS.iter().chain(SETTINGS) {
        let command = COMMANDS.iter().map(|entry| entry.command()).find(|command| command.endpoint() == row.function);
        let command = command.unwrap();
        let may = |who: &Who| row.rights.of(*who, Object::OfHealth) == Decision::Allowed;
        let who = [Who::Secretariat, Who::Administrator, Who::Health].into_iter().find(may).unwrap();
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let page = world.signed_in(who).await.get(&target.fill(row.page)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", command.name);
        let (button, way_out) = html::button(page.text(), row.function).unwrap();
        // A request that is pending is not sent again: its agency is reminded.
        let title = if command.name == "ask_again" { SEND_REMINDER.title } else { command.title };
        // This page has a button for each action, and more than a form.
        if command.name == "repeat_updates" {
            seen.insert(command.name);
            continue;
        }
        assert_eq!((button.as_str(), way_out.as_str()), (title, "Cancel"), "{}", command.name);
        // The page of settings shows more than its form.
        if command.name != "save_settings" {
            assert_eq!(html::heading(page.text()), title, "{}", command.name);
        }
        seen.insert(command.name);
    }
    assert_eq!(seen.len(), COMMANDS.len());
}
