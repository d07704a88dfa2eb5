//! Every route for every role: no route without a row in the table, no row without a route, and no wrong decision.

use crate::browser::{Answer, Browser, fields};
use crate::html;
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::rights::pages::{OWN_FORMS, PAGES, PageRow};
use crate::rights::plain::{PLAIN, PlainRow};
use crate::rights::settings::SETTINGS;
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use app::pages::forms::COMMANDS;
use app::routes::App;
use axum::http::{Method, StatusCode};
use leptos_axum::generate_route_list;
use server::router::plain_routes;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_route_has_a_row_and_every_row_a_route() {
    let routes: BTreeSet<String> = generate_route_list(App).iter().map(|listing| listing.path().to_owned()).collect();
    let pages = PAGES.iter().chain(OWN_FORMS).map(|PageRow(path, _)| *path);
    let rows = pages.chain(command_rows().map(|row| row.page));
    assert_eq!(routes, rows.map(str::to_owned).collect(), "pages");

    let commands: BTreeSet<String> = COMMANDS.iter().map(|entry| entry.command().endpoint()).collect();
    assert_eq!(commands, command_rows().map(|row| row.function.to_owned()).collect(), "commands");

    let plain: BTreeSet<String> = plain_routes().iter().map(|plain| format!("{} {}", plain.1, plain.0)).collect();
    let rows = PLAIN.iter().map(|PlainRow(path, method, _)| format!("{method} {path}"));
    assert_eq!(plain, rows.collect(), "plain routes");
}

/// Commands of the record, and what people set for themselves.
fn command_rows() -> impl Iterator<Item = &'static CommandRow> {
    COMMAND_ROWS.iter().chain(SETTINGS)
}

/// A command that answers to GET could be called by a link on another site.
#[tokio::test]
async fn every_command_takes_posts_only() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for entry in COMMANDS {
        let path = entry.command().endpoint();
        assert_eq!(browser.get(&path).await.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

/// Each test tries everything as one of the seven, in a world of its own.
macro_rules! as_everybody {
    ($($name:ident: $who:ident),+ $(,)?) => {
        mod commands {
            $(#[tokio::test] async fn $name() { super::tries_every_command(super::Who::$who).await; })+
        }
        mod pages {
            $(#[tokio::test] async fn $name() { super::opens_every_page(super::Who::$who).await; })+
        }
        mod plain {
            $(#[tokio::test] async fn $name() { super::asks_every_plain_route(super::Who::$who).await; })+
        }
    };
}

as_everybody! {
    of_an_administrator: Administrator,
    of_the_secretariat: Secretariat,
    of_the_chair: Chair,
    of_the_liaison_of_justice: Justice,
    of_the_liaison_of_health: Health,
    of_an_auditor: Auditor,
    of_nobody: Public,
}

/// One row of the table as one of the seven meets it.
struct Case<'a> {
    world: &'a World,
    row: &'a CommandRow,
    who: Who,
    object: Object,
}

async fn tries_every_command(who: Who) {
    let world = World::begin().await;
    let mut browser = world.signed_in(who).await;
    let mut wrong = Vec::new();
    for row in command_rows() {
        for object in Object::ALL {
            let case = Case { world: &world, row, who, object };
            // A period has no updates of drafts, and its page is that of an agency.
            if object == Object::InDraft && row.page.starts_with("/periods/") {
                continue;
            }
            let target = case.target().await;
            wrong.extend(case.called_by_a_program(&mut browser, &target).await);
            // What was refused stands as it was; what was done is not there to be done again.
            let target = if case.expected() == Decision::Allowed { case.target().await } else { target };
            // The page is the secretariat's, for liaisons; accounts of other roles are refused when the form is sent.
            let is_for_liaisons = who == Who::Secretariat && row.function.ends_with("/add_person");
            if !is_for_liaisons {
                wrong.extend(case.page_of_the_form(&mut browser, &target).await);
            }
            wrong.extend(case.sent_by_a_browser(&mut browser, &target).await);
            wrong.extend(case.called_with_nothing_typed(&mut browser, &target).await);
        }
    }
    assert!(wrong.is_empty(), "{} wrong decisions:\n{}", wrong.len(), wrong.join("\n"));
}

impl Case<'_> {
    fn expected(&self) -> Decision {
        self.row.rights.of(self.who, self.object)
    }

    async fn target(&self) -> Target {
        Target::make(self.world, self.row.done_to, self.object, "Fresh").await
    }

    /// The status says what was decided, and just what was allowed is written.
    async fn called_by_a_program(&self, browser: &mut Browser, target: &Target) -> Option<String> {
        let before = self.world.size().await;
        let fields = target.fields(self.row.page, self.row.then, self.row.fields);
        let answer = browser.call(self.row.function, &fields).await;
        let is_right = decision(&answer) == Some(self.expected()) && self.wrote_as_allowed(before).await;
        (!is_right).then(|| self.fault("called by a program", &answer))
    }

    /// Whoever may not do it is told so, also where nothing was typed: a refusal says nothing of what would be valid.
    async fn called_with_nothing_typed(&self, browser: &mut Browser, target: &Target) -> Option<String> {
        let expected = self.expected();
        if !matches!(expected, Decision::Refused | Decision::NotFound) {
            return None;
        }
        let decides = |name: &str| HIDDEN.contains(&name) || name == "role" || name == "shared";
        let left: Vec<_> = self.row.fields.iter().filter(|(name, _)| decides(name)).copied().collect();
        let before = self.world.size().await;
        let answer = browser.call(self.row.function, &target.fields(self.row.page, self.row.then, &left)).await;
        let is_right = decision(&answer) == Some(expected) && self.world.size().await == before;
        (!is_right).then(|| self.fault("called with nothing typed", &answer))
    }

    /// A browser is always sent on: to the thing, back to the form, or to the sign-in page.
    async fn sent_by_a_browser(&self, browser: &mut Browser, target: &Target) -> Option<String> {
        let before = self.world.size().await;
        let fields = target.fields(self.row.page, self.row.then, self.row.fields);
        let answer = browser.post(self.row.function, &fields).await;
        let page = target.fill(self.row.page);
        let is_sent_right = match self.expected() {
            Decision::Allowed => answer.location().starts_with(target.fill(self.row.then).trim_end_matches("{any}")),
            Decision::Refused | Decision::NotToThis | Decision::NotFound => answer.location() == page,
            Decision::SignIn => answer.location() == sign_in_and_back_to(&page),
        };
        let is_right = answer.status == StatusCode::FOUND && is_sent_right && self.wrote_as_allowed(before).await;
        (!is_right).then(|| self.fault("sent by a browser", &answer))
    }

    /// Whoever may do it finds the form; everybody else finds none.
    async fn page_of_the_form(&self, browser: &mut Browser, target: &Target) -> Option<String> {
        let answer = browser.get(&target.fill(self.row.page)).await;
        let has_form = answer.status == StatusCode::OK && html::form(answer.text(), self.row.function).is_some();
        let is_allowed = self.expected() == Decision::Allowed;
        let is_shown_why = self.expected() == Decision::NotToThis && answer.status == StatusCode::OK;
        let is_right = (is_shown_why || decision(&answer) == Some(self.expected())) && has_form == is_allowed;
        (!is_right).then(|| self.fault("its page", &answer))
    }

    async fn wrote_as_allowed(&self, before: u64) -> bool {
        let wrote = self.world.size().await > before;
        let is_of_the_record = COMMAND_ROWS.iter().any(|row| row.function == self.row.function);
        wrote == (is_of_the_record && self.expected() == Decision::Allowed)
    }

    fn fault(&self, how: &str, answer: &Answer) -> String {
        let Case { row, who, object, .. } = self;
        let (expected, status, location) = (self.expected(), answer.status, answer.location());
        let text: String = html::words(answer.text()).chars().take(160).collect();
        format!("{who:?}, {object:?}, {} {how}: {expected:?} expected, got {status} {location} {text}", row.function)
    }
}

/// Fields that nobody types.
const HIDDEN: &[&str] =
    &["id", "version", "action", "plan", "plan_code", "after", "list", "query", "of", "seen", "period"];

async fn opens_every_page(who: Who) {
    let world = World::begin().await;
    let mut browser = world.signed_in(who).await;
    let mut wrong = Vec::new();
    for object in Object::ALL {
        let milestone = Target::make(&world, Thing::OpenMilestone, object, "Fresh").await;
        let invitation = Target::make(&world, Thing::Invitation, object, "Fresh").await;
        for PageRow(path, rights) in PAGES.iter().chain(OWN_FORMS) {
            let target = if path.contains("{token}") { &invitation } else { &milestone };
            let (address, before) = (target.fill(path), world.size().await);
            let answer = browser.get(&address).await;
            let expected = rights.of(who, object);
            let is_sent_back = expected != Decision::SignIn || answer.location() == sign_in_and_back_to(&address);
            if decision(&answer) != Some(expected) || !is_sent_back || world.size().await != before {
                wrong.push(format!("{object:?}, {path}: {expected:?} expected, got {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong decisions:\n{}", wrong.len(), wrong.join("\n"));
}

async fn asks_every_plain_route(who: Who) {
    let world = World::begin().await;
    let mut wrong = Vec::new();
    for object in Object::ALL {
        let target = Target::make(&world, Thing::FiledDocument, object, "Fresh").await;
        for PlainRow(path, method, rights) in PLAIN {
            // Some of these end the session, so each is asked in a browser of its own.
            let mut browser = world.signed_in(who).await;
            let found = match *method {
                Method::POST => posted(&mut browser, path).await,
                _ => asked(&mut browser, path, &target).await,
            };
            let expected = rights.of(who, object);
            if found != Some(expected) {
                wrong.push(format!("{object:?}, {method} {path}: {expected:?} expected, got {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong decisions:\n{}", wrong.len(), wrong.join("\n"));
}

/// Forms of accounts: each takes the form and sends the browser on.
async fn posted(browser: &mut Browser, path: &str) -> Option<Decision> {
    let fields = match path {
        "/sign-in" => fields(&[("address", "x@agency.example.gov"), ("password", "x"), ("next", "/")]),
        "/welcome" => fields(&[("token", &"0".repeat(64)), ("password", "short"), ("again", "short")]),
        "/settings/password" => fields(&[("current_password", "x"), ("password", "short"), ("again", "short")]),
        _ => fields(&[]),
    };
    let answer = browser.post(path, &fields).await;
    if matches!(path, "/session/continue" | "/record/check") || path.ends_with("/cancel") {
        // A script asks, which is told and not sent on; a file that was checked is answered with what was found; and the name
        // of no file is found by nobody.
        return decision(&answer);
    }
    (answer.status == StatusCode::SEE_OTHER).then_some(Decision::Allowed)
}

/// Files: a list that leaves the object out has decided that the reader may not see it.
async fn asked(browser: &mut Browser, path: &str, target: &Target) -> Option<Decision> {
    let address = match path {
        "/assets/{digest}/{*name}" => format!("{}/favicon.svg", server::assets::ADDRESS.as_str()),
        "/ledger/consistency/{size}" => "/ledger/consistency/1".to_owned(),
        "/exports/plans/{plan}/charts/{chart}" => target.fill("/exports/plans/{plan}/charts/status.svg"),
        "/exports/indicators/{indicator}/{chart}" => "/exports/indicators/CALLS/figures.csv".to_owned(),
        "/exports/charts/{chart}" => "/exports/charts/bridge.json?since=entry:0".to_owned(),
        "/exports/reports/{report}" => target.fill("/exports/reports/action.json?plan={plan}&action={reference}"),
        "/exports/workpaper.zip" => target.fill("/exports/workpaper.zip?plan={plan}&q={reference}&size=1&seed=1"),
        "/evidence/{document}/file" | "/exports/files/{file}" => target.fill(path),
        path if path.starts_with("/exports/actions") => target.fill(&format!("{path}?q={{reference}}")),
        path => path.to_owned(),
    };
    let answer = browser.get(&address).await;
    match path {
        // A plan that the reader may not see is one that there is not.
        "/exports/workpaper.zip" if answer.status == StatusCode::BAD_REQUEST => Some(Decision::NotFound),
        // Which files are built in depends on what was built before.
        "/assets/{digest}/{*name}" if answer.status == StatusCode::NOT_FOUND => Some(Decision::Allowed),
        path if path.starts_with("/exports/actions") && answer.status == StatusCode::OK => match rows(path, &answer) {
            1 => Some(Decision::Allowed),
            0 => Some(Decision::NotFound),
            _ => None,
        },
        _ => decision(&answer),
    }
}

/// The number of actions in an export.
fn rows(path: &str, answer: &Answer) -> u64 {
    if path.ends_with(".csv") {
        return csv::Reader::from_reader(answer.body.as_slice()).records().count() as u64;
    }
    let document: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let provenance = if path.ends_with("metadata.json") { &document["notes"][0] } else { &document };
    provenance["count"].as_u64().unwrap()
}

/// What a status decides; `None` for one that decides nothing.
fn decision(answer: &Answer) -> Option<Decision> {
    match answer.status {
        StatusCode::OK => Some(Decision::Allowed),
        StatusCode::UNAUTHORIZED => Some(Decision::SignIn),
        StatusCode::FOUND | StatusCode::SEE_OTHER if answer.location().starts_with("/sign-in") => {
            Some(Decision::SignIn)
        }
        StatusCode::FORBIDDEN => Some(Decision::Refused),
        StatusCode::UNPROCESSABLE_ENTITY => Some(Decision::NotToThis),
        StatusCode::NOT_FOUND => Some(Decision::NotFound),
        _ => None,
    }
}

/// The home page is where signing in leads anyway.
fn sign_in_and_back_to(page: &str) -> String {
    match page {
        "/" => "/sign-in".to_owned(),
        page => {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            format!("/sign-in?{}", query.append_pair("next", page).finish())
        }
    }
}
