//! A refused form comes back with everything that was typed, with the words at the field, and can be mended and sent.

use crate::browser::{Answer, Browser, fields};
use crate::html::{self, Form, tags};
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::rights::{Decision, Object};
use crate::targets::Target;
use crate::world::{Who, World};
use axum::http::StatusCode;

/// A form filled in wrongly: which, what is typed, and the fields that are at fault. A number in braces is a text of so
/// many characters.
struct Wrong(&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

const REASON: &[(&str, &str)] = &[("reason", "{601}")];
const GROUND: &[(&str, &str)] = &[("ground", "{601}")];

const WRONG: &[Wrong] = &[
    Wrong(
        "/api/add_action",
        &[
            ("reference", "two words"),
            ("official_number", "{301}"),
            ("title", "{301}"),
            ("promise", "{6001}"),
            ("timeframe", "{301}"),
            ("starts", "soonish"),
            ("ends", "laterish"),
            ("note", "{6001}"),
            ("source", "{2001}"),
        ],
        &[
            "reference",
            "node",
            "official_number",
            "title",
            "promise",
            "wording",
            "strength",
            "timeframe",
            "starts",
            "ends",
            "note",
            "source",
        ],
    ),
    Wrong(
        "/api/add_action",
        &[("title", "A title"), ("starts", "March 1, 2025"), ("ends", "March 1, 2024")],
        &["reference", "node", "promise", "wording", "strength", "timeframe", "source"],
    ),
    Wrong(
        "/api/amend_action",
        &[
            ("official_number", "{301}"),
            ("title", "{301}"),
            ("promise", "{6001}"),
            ("timeframe", "{301}"),
            ("starts", "soonish"),
            ("ends", "laterish"),
            ("note", "{6001}"),
            ("strength", "explore"),
            ("wording", "paraphrased"),
            ("kind", "corrects-error"),
            ("reason", "As the plan has it."),
        ],
        &["official_number", "title", "promise", "timeframe", "starts", "ends", "note"],
    ),
    Wrong(
        "/api/amend_action",
        &[("starts", "March 1, 2025"), ("ends", "March 1, 2024"), ("kind", "corrects-error"), ("reason", "A slip.")],
        &["ends"],
    ),
    Wrong("/api/amend_action", &[("kind", ""), ("reason", "{2001}")], &["kind", "reason"]),
    Wrong(
        "/api/move_action",
        &[("due", "soonish"), ("reason", ""), ("sentence", "{2001}")],
        &["due", "reason", "sentence"],
    ),
    Wrong("/api/move_action", &[("due", "March 1, 1999"), ("reason", "funding"), ("sentence", "A slip.")], &["due"]),
    Wrong("/api/withdraw_action", REASON, &["reason"]),
    Wrong("/api/retract_action", REASON, &["reason"]),
    Wrong("/api/link_actions", &[("other", ""), ("note", "{6001}")], &["relation", "other", "note"]),
    Wrong("/api/link_actions", &[("relation", "same-as"), ("other", "NONE/NONE"), ("note", "Why")], &["other"]),
    Wrong("/api/withdraw_link", REASON, &["reason"]),
    Wrong(
        "/api/add_node",
        &[("reference", "two words"), ("title", "{301}"), ("note", "{6001}"), ("source", "{2001}")],
        &["reference", "level", "title", "note", "source"],
    ),
    Wrong(
        "/api/add_node",
        &[("reference", "1"), ("level", "Pillar"), ("title", "Taken"), ("source", "Page 1")],
        &["reference"],
    ),
    Wrong("/api/amend_node", &[("title", "{301}"), ("note", "{6001}")], &["title", "note"]),
    Wrong("/api/withdraw_node", REASON, &["reason"]),
    Wrong("/api/offer_role", &[("party", "{component}")], &["role"]),
    Wrong("/api/offer_role", &[("role", "support")], &["party"]),
    Wrong("/api/ask_again", &[("version", "9")], &[]),
    Wrong("/api/accept_role", &[("version", "9")], &[]),
    Wrong("/api/decline_role", REASON, &["reason"]),
    Wrong("/api/decline_role", &[("reason", "")], &["reason"]),
    Wrong("/api/withdraw_request", REASON, &["reason"]),
    Wrong("/api/hand_back_role", REASON, &["reason"]),
    Wrong("/api/end_role", REASON, &["reason"]),
    Wrong("/api/plan_milestone", &[("title", "{301}"), ("due", "next week")], &["title", "due"]),
    Wrong("/api/plan_milestone", &[("title", "Sites chosen"), ("due", "May 31, 2024")], &["reason"]),
    Wrong("/api/plan_milestone", &[("title", "Sites chosen"), ("due", "June 30, 2050")], &["due"]),
    Wrong(
        "/api/move_milestone",
        &[("due", "January 1, 2024"), ("reason", "staffing"), ("sentence", "Two posts are vacant.")],
        &["due"],
    ),
    Wrong("/api/move_milestone", &[("due", "next week"), ("sentence", "{601}")], &["due", "reason", "sentence"]),
    Wrong(
        "/api/move_milestone",
        &[("due", "September 30, 2024"), ("reason", "staffing"), ("sentence", "Two posts are vacant.")],
        &["due"],
    ),
    Wrong("/api/forecast_milestone", &[("on", "next week")], &["on"]),
    Wrong(
        "/api/complete_milestone",
        &[("on", "next week"), ("title", "{301}"), ("link", "not a link"), ("dated", "last week")],
        &["on", "title", "link", "dated"],
    ),
    Wrong("/api/complete_milestone", &[("on", "June 4, 2024")], &["on"]),
    Wrong("/api/complete_milestone", &[("on", "June 1, 2024")], &["on"]),
    Wrong("/api/complete_milestone", &[("on", "June 1, 2024"), ("title", "A list")], &["link", "dated"]),
    Wrong("/api/reopen_milestone", REASON, &["reason"]),
    Wrong("/api/withdraw_milestone", REASON, &["reason"]),
    Wrong("/api/report_progress", &[("status", "blocked"), ("narrative", "{6001}")], &["confidence", "narrative"]),
    Wrong(
        "/api/attach_evidence",
        &[("title", "{301}"), ("link", "javascript:alert(1)"), ("dated", "last week")],
        &["title", "link", "dated"],
    ),
    Wrong(
        "/api/attach_evidence",
        &[("title", "A letter"), ("link", "https://documents.example.gov"), ("dated", "June 4, 2024")],
        &["dated"],
    ),
    Wrong("/api/withdraw_evidence", REASON, &["reason"]),
    Wrong("/api/verify_completion", GROUND, &["ground"]),
    Wrong("/api/retract_report", REASON, &["reason"]),
    Wrong("/api/verify_report", GROUND, &["ground"]),
    Wrong("/api/verify_evidence", GROUND, &["ground"]),
    Wrong(
        "/api/add_person",
        &[("name", "{301}"), ("address", "no address"), ("agency", "{agency_id}")],
        &["name", "address", "role"],
    ),
    Wrong(
        "/api/add_person",
        &[
            ("name", "Robin"),
            ("address", "sam.ortiz@agency.example.gov"),
            ("role", "liaison"),
            ("agency", "{agency_id}"),
        ],
        &["address"],
    ),
    Wrong("/api/add_person", &[("name", "Robin"), ("address", "r@x.example.gov"), ("role", "liaison")], &["agency"]),
    Wrong("/api/change_person", &[("name", "{301}"), ("address", "no address")], &["name", "address"]),
    Wrong("/api/change_person", &[("name", "Robin"), ("agency", "")], &["agency"]),
    Wrong("/api/change_person", &[("address", "sam.ortiz@agency.example.gov")], &["address"]),
    Wrong("/api/disable_person", &[("version", "9")], &[]),
    Wrong("/api/enable_person", &[("version", "9")], &[]),
];

/// Whoever may do it: the secretariat, but for what only an administrator does.
fn doer(row: &CommandRow) -> Who {
    let may = |who: &Who| row.rights.of(*who, Object::OfHealth) == Decision::Allowed;
    [Who::Secretariat, Who::Administrator].into_iter().find(may).unwrap()
}

fn row(function: &str) -> &'static CommandRow {
    COMMAND_ROWS.iter().find(|row| row.function == function).unwrap()
}

/// The text for a pattern: so many characters, or what the target knows.
fn written(target: &Target, pattern: &str) -> String {
    let length =
        pattern.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).and_then(|digits| digits.parse().ok());
    length.map_or_else(|| target.fill(pattern), |length| "x".repeat(length))
}

async fn form_of(browser: &mut Browser, row: &CommandRow, target: &Target) -> Form {
    let page = browser.get(&target.fill(row.page)).await;
    html::form(page.text(), row.function)
        .unwrap_or_else(|| panic!("{} has no form: {}", row.page, html::words(page.text())))
}

#[tokio::test]
async fn every_form_sends_the_fields_that_its_server_function_reads() {
    let world = World::begin().await;
    for row in COMMAND_ROWS {
        let mut browser = world.signed_in(doer(row)).await;
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let page = browser.get(&target.fill(row.page)).await;
        let form = html::form(page.text(), row.function).unwrap_or_else(|| panic!("{} has no form", row.page));
        for (name, value) in target.fields(row.page, row.then, row.fields) {
            let is_there = tags(page.text()).iter().any(|tag| tag.attribute("name") == Some(&name));
            assert!(is_there, "{}: {name}", row.page);
            if ["id", "version", "action", "plan", "page", "after"].contains(&name.as_str()) {
                assert_eq!(form.get(&name), value, "{}: {name}", row.page);
            }
        }
        // What a form makes has its address only afterwards.
        if !row.then.contains("{new}") && !row.then.contains("{any}") {
            assert_eq!(form.get("back"), target.fill(row.then), "{}", row.page);
        }
    }
}

#[tokio::test]
async fn every_form_that_is_filled_in_wrongly_comes_back_with_everything_that_was_typed() {
    let world = World::begin().await;
    for Wrong(function, typed, faults) in WRONG {
        let row = row(function);
        let mut browser = world.signed_in(doer(row)).await;
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let typed: Vec<(&str, String)> = typed.iter().map(|(name, text)| (*name, written(&target, text))).collect();
        let form = form_of(&mut browser, row, &target).await;
        let form = typed.iter().fold(form, |form, (name, text)| form.with(name, text));

        let before = world.size().await;
        let answer = browser.post(function, &form.fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::FOUND, target.fill(row.page).as_str()),
            "{function}"
        );
        assert_eq!(world.size().await, before, "{function}");

        let page = browser.get(answer.location()).await;
        check_refused(function, &page, &typed, faults);
        // Another page that loads in between takes nothing away, nor does opening the form again.
        browser.get("/actions").await;
        for _ in 0..2 {
            check_kept(function, &browser.get(answer.location()).await, &typed);
        }
    }
}

/// The page says that there is an error before anything else, shows what was typed, and has the words at each field.
fn check_refused(function: &str, page: &Answer, typed: &[(&str, String)], faults: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{function}");
    assert!(html::title(page.text()).starts_with("Error: "), "{function}: {}", html::title(page.text()));
    let tags = tags(page.text());
    assert!(tags.iter().any(|tag| tag.attribute("role") == Some("alert")), "{function}: nothing takes the focus");
    let form = html::form(page.text(), function).unwrap();
    for (name, text) in typed.iter().filter(|(name, _)| *name != "version") {
        assert!(form.get(name) == text, "{function}: {name} is {:.60?} instead of {:.60?}", form.get(name), text);
    }
    for field in faults {
        let words = tags.iter().find(|tag| tag.attribute("id") == Some(&format!("{field}-error")));
        assert!(words.is_some_and(|tag| !tag.text.is_empty()), "{function}: no words at {field}");
        let link = format!("#{field}");
        assert!(tags.iter().any(|tag| tag.attribute("href") == Some(&link)), "{function}: no link to {field}");
        assert!(tags.iter().any(|tag| tag.attribute("id") == Some(*field)), "{function}: {field} is not on the page");
        // The words are read with the field; of a choice of a few, with its group.
        let said = format!("{field}-error");
        let place = tags
            .iter()
            .find(|tag| tag.attribute("aria-describedby").is_some_and(|ids| ids.split(' ').any(|id| id == said)));
        assert_eq!(place.and_then(|tag| tag.attribute("aria-invalid")), Some("true"), "{function}: {field}");
    }
    let at_fields =
        tags.iter().filter(|tag| tag.attribute("class").is_some_and(|class| class.contains("usa-error-message")));
    assert_eq!(at_fields.count(), faults.len(), "{function}: words at other fields too");
}

/// Whoever opens the form again later finds what was typed, introduced as that: nothing was typed this time, so nothing is
/// an error and nothing takes the focus.
fn check_kept(function: &str, page: &Answer, typed: &[(&str, String)]) {
    assert_eq!(page.status, StatusCode::OK, "{function}");
    assert!(!html::title(page.text()).starts_with("Error: "), "{function}: {}", html::title(page.text()));
    let tags = tags(page.text());
    assert!(!tags.iter().any(|tag| tag.attribute("role") == Some("alert")), "{function}: an alert");
    assert!(!tags.iter().any(|tag| tag.attribute("autofocus").is_some()), "{function}: something takes the focus");
    let form = html::form(page.text(), function).unwrap();
    let typed = typed.iter().filter(|(name, text)| *name != "version" && !text.is_empty());
    for (name, text) in typed.clone() {
        assert!(form.get(name) == text, "{function}: {name} is {:.60?} instead of {:.60?}", form.get(name), text);
    }
    if typed.count() > 0 {
        let words = html::words(page.text());
        assert!(words.contains("You began this form on") && words.contains("It was not saved."), "{function}: {words}");
    }
}

#[tokio::test]
async fn a_refused_form_can_be_mended_and_sent() {
    let world = World::begin().await;
    for Wrong(function, typed, faults) in WRONG {
        let row = row(function);
        let mut browser = world.signed_in(doer(row)).await;
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let form = form_of(&mut browser, row, &target).await;
        let form = typed.iter().fold(form, |form, (name, text)| form.with(name, &written(&target, text)));
        let refused = browser.post(function, &form.fields).await;
        let page = browser.get(refused.location()).await;

        let form = html::form(page.text(), function).unwrap();
        let right = |field: &str| row.fields.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text);
        let to_mend = typed.iter().map(|(name, _)| name).chain(*faults).filter(|name| **name != "version");
        let form = to_mend.fold(form, |form, name| form.with(name, &target.fill(right(name))));
        // What is mended says what the record says already, and an amendment has to change something.
        let form = if function.contains("amend") { form.with("note", "Mended.") } else { form };
        let before = world.size().await;
        let answer = browser.post(function, &form.fields).await;
        assert!(
            world.size().await > before,
            "{function}: {}",
            html::words(browser.get(answer.location()).await.text())
        );
        let then = target.fill(row.then);
        assert!(answer.location().starts_with(then.trim_end_matches("{any}")), "{function}: {}", answer.location());
        let done = browser.get(&target.fill(row.page)).await;
        assert!(!html::title(done.text()).starts_with("Error: "), "{function}: what was refused is over");
    }
}

/// Nobody types these, so there is no field to say it at.
#[tokio::test]
async fn a_form_whose_hidden_fields_were_changed_says_that_it_is_none() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let row = row("/api/move_milestone");
    let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
    for (name, value) in [("id", "x"), ("version", "-1"), ("version", "99999999999"), ("id", "")] {
        let form =
            Form { action: String::new(), fields: target.fields(row.page, row.then, row.fields) }.with(name, value);
        let answer = browser.post(row.function, &form.fields).await;
        let page = browser.get(answer.location()).await;
        let words = html::words(page.text());
        assert!(words.contains("Something went wrong with this form."), "{name}={value}: {words}");
    }
}

#[tokio::test]
async fn a_page_shows_a_refusal_of_its_own_form_only() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let row = row("/api/withdraw_milestone");
    let first = Target::make(&world, row.done_to, Object::OfHealth, "First").await;
    let second = Target::make(&world, row.done_to, Object::OfHealth, "Second").await;
    let form = form_of(&mut browser, row, &first).await.with("reason", &"x".repeat(601));
    browser.post(row.function, &form.fields).await;
    let page = browser.get(&second.fill(row.page)).await;
    assert_eq!(html::form(page.text(), row.function).unwrap().get("reason"), "");
}

#[tokio::test]
async fn whoever_cancels_a_refused_form_finds_it_blank_the_next_time() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let form = "/actions/PLAN-2024/A-01/plan-milestone";
    let typed = [("title", "Trainers chosen"), ("due", "February 31, 2025")];
    let refused = justice.send_form(form, "/api/plan_milestone", &typed).await;
    assert!(refused.text().contains("formaction=\"/discard\""), "{}", refused.text());
    assert!(justice.get(form).await.text().contains("Trainers chosen"), "it waits while nobody leaves it");
    let left = fields(&[("page", form), ("back", "/actions/PLAN-2024/A-01"), ("title", "Trainers chosen")]);
    let answer = justice.post("/discard", &left).await;
    assert_eq!(answer.location(), "/actions/PLAN-2024/A-01");
    let again = justice.get(form).await;
    assert!(!again.text().contains("Trainers chosen") && !again.text().contains("/discard"), "{}", again.text());
    let elsewhere = fields(&[("page", form), ("back", "https://evil.example/")]);
    assert_eq!(justice.post("/discard", &elsewhere).await.location(), "/", "it leads nowhere else");
}
