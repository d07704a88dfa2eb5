//! A draft plan stays with those who are asked to carry it: a word that stands in all of its texts is found nowhere else.

use crate::browser::Browser;
use crate::html::words;
use crate::rights::commands::COMMAND_ROWS;
use crate::rights::pages::{PAGES, PageRow};
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World};
use axum::http::StatusCode;
use domain::ids::{SavedViewId, Version};
use domain::saved_view::SavedView;
use domain::text::{Sentence, Title};
use server::exports::list_files;

/// Stands in every text of the draft, and in its code.
const CANARY: &str = "quicksilver";

const OUTSIDERS: [Who; 4] = [Who::Administrator, Who::Health, Who::Auditor, Who::Public];
const INSIDERS: [Who; 3] = [Who::Secretariat, Who::Chair, Who::Justice];

/// A world in whose draft there is one of everything.
async fn world() -> World {
    let world = World::begin().await;
    for thing in [
        Thing::Action,
        Thing::OfferedLead,
        Thing::OfferedSupport,
        Thing::OpenMilestone,
        Thing::CompletedMilestone,
        Thing::Report,
        Thing::Document,
        Thing::FiledDocument,
        Thing::Link,
        Thing::EmptyNode,
    ] {
        Target::make(&world, thing, Object::InDraft, "Quicksilver").await;
    }
    world
}

/// Every address that shows something, for things that outsiders see.
async fn addresses(world: &World) -> Vec<String> {
    let seen = Target::make(world, Thing::OpenMilestone, Object::OfHealth, "Plain").await;
    let pages = PAGES.iter().map(|PageRow(path, _)| *path).filter(|path| !path.contains("{token}"));
    let mut addresses: Vec<String> = pages.map(|path| seen.fill(path)).collect();
    for row in COMMAND_ROWS {
        let target = Target::make(world, row.done_to, Object::OfHealth, "Plain").await;
        addresses.push(target.fill(row.page));
    }
    let agencies = ["DOJ", "OVC", "HHS", "OTIP"].map(|code| format!("/agencies/{code}"));
    let actions = ["A-01", "A-02", "A-03", "A-04"].map(|reference| format!("/actions/PLAN-2024/{reference}"));
    let lists = [
        "status=blocked",
        "due=90",
        "sort=title",
        "sort=lead",
        "sort=slip",
        "supporter=HHS",
        "supporter=DOJ",
        "lead=DOJ",
        "lead=none",
        "led-by=DOJ",
        "since=entry:0",
        "since=entry:0&step=added",
        "plan=in-force",
    ];
    let lists = lists.iter().map(|query| format!("/actions?{query}"));
    let lists = lists.chain(list_files().iter().map(|plain| plain.0.to_owned()).collect::<Vec<_>>());
    let exports = ["ledger.jsonl", "contents.jsonl"].map(|file| format!("/exports/{file}"));
    let entries = (0..world.size().await).map(|seq| format!("/record/{seq}"));
    let pages_of_the_record = (1..=world.size().await.div_ceil(50)).map(|page| format!("/record?page={page}"));
    addresses.extend(
        agencies.into_iter().chain(actions).chain(lists).chain(exports).chain(entries).chain(pages_of_the_record),
    );
    addresses
}

async fn holds_the_canary(browser: &mut Browser, address: &str) -> bool {
    let answer = browser.get(address).await;
    String::from_utf8_lossy(&answer.body).to_lowercase().contains(CANARY)
}

#[tokio::test]
async fn nothing_of_a_draft_is_in_any_page_or_file_of_those_who_may_not_see_it() {
    let world = world().await;
    let addresses = addresses(&world).await;
    for who in OUTSIDERS {
        let mut browser = world.signed_in(who).await;
        for address in &addresses {
            assert!(!holds_the_canary(&mut browser, address).await, "{who:?} reads of the draft at {address}");
        }
        for as_of in ["entry:3", "2024-03-10", "meeting:MEETING-2024"] {
            for path in [
                "/",
                "/plans",
                "/actions",
                "/actions/PLAN-2024/A-03",
                "/agencies/HHS",
                "/record",
                "/exports/actions.json",
            ] {
                let address = format!("{path}?as_of={as_of}");
                assert!(!holds_the_canary(&mut browser, &address).await, "{who:?} reads of the draft at {address}");
            }
        }
    }
}

/// A canary that nobody hears proves nothing.
#[tokio::test]
async fn those_who_carry_or_keep_the_draft_find_it_where_it_should_be() {
    let world = world().await;
    for who in INSIDERS {
        let mut browser = world.signed_in(who).await;
        for address in [
            "/plans",
            "/plans/QUICKSILVER-2025",
            "/actions",
            "/actions/PLAN-2024/A-03",
            "/record",
            "/exports/actions.csv",
            "/exports/actions.json",
        ] {
            assert!(holds_the_canary(&mut browser, address).await, "{who:?} does not find the draft at {address}");
        }
        let says_who = |page: &str| page.contains("can see a draft.");
        assert!(says_who(browser.get("/plans/QUICKSILVER-2025").await.text()), "{who:?}");
        assert!(!says_who(browser.get("/plans/PLAN-2024").await.text()), "{who:?}");
    }
}

/// Whether there is such a thing is not said either: what may not be seen and what is not there look the same.
#[tokio::test]
async fn a_draft_and_a_plan_that_there_is_not_look_the_same() {
    let world = world().await;
    let page = async |browser: &mut Browser, address: &str| {
        let answer = browser.get(address).await;
        // The lens asks for the same address again, and each request has an id of its own.
        let text = answer.text().replace(address, "ADDRESS");
        (answer.status, text.replace(answer.header("x-request-id"), "ID"))
    };
    for who in [Who::Administrator, Who::Health, Who::Auditor] {
        let mut browser = world.signed_in(who).await;
        for (hidden, missing) in [
            ("/plans/QUICKSILVER-2025", "/plans/NO-SUCH-PLAN-0000"),
            ("/actions/QUICKSILVER-2025/QUICKSILVER-01", "/actions/NO-SUCH-PLAN-0000/NO-SUCH-ACTION"),
            ("/actions/QUICKSILVER-2025/QUICKSILVER-01/report", "/actions/NO-SUCH-PLAN-0000/NO-SUCH-ACTION/report"),
        ] {
            let (hidden, missing) = (page(&mut browser, hidden).await, page(&mut browser, missing).await);
            assert_eq!(hidden.0, StatusCode::NOT_FOUND);
            assert_eq!(hidden, missing, "{who:?}");
        }
    }
}

/// The same with every server function: an id of the draft gets the answer that an id of nothing gets.
#[tokio::test]
async fn an_id_of_the_draft_and_an_id_of_nothing_get_the_same_answer() {
    let world = world().await;
    let nothing = uuid::Uuid::nil().to_string();
    for who in [Who::Administrator, Who::Health, Who::Auditor] {
        let mut browser = world.signed_in(who).await;
        for row in COMMAND_ROWS
            .iter()
            .filter(|row| row.rights.of(who, Object::InDraft) == Decision::NotFound && !row.page.starts_with("/people"))
        {
            let target = Target::make(&world, row.done_to, Object::InDraft, "Quicksilver").await;
            let form = target.fields(row.page, row.then, row.fields);
            let of_nothing = form.iter().map(|(name, value)| {
                let names_it = ["id", "action", "plan"].contains(&name.as_str());
                (name.clone(), if names_it { nothing.clone() } else { value.clone() })
            });
            let hidden = browser.call(row.function, &form).await;
            let missing = browser.call(row.function, &of_nothing.collect()).await;
            assert_eq!((hidden.status, hidden.text()), (missing.status, missing.text()), "{who:?}, {}", row.function);
        }
    }
}

#[tokio::test]
async fn a_filter_or_a_search_does_not_feel_for_a_draft() {
    let world = world().await;
    for who in [Who::Administrator, Who::Health, Who::Auditor] {
        let mut browser = world.signed_in(who).await;
        let found = browser.get("/actions?q=quicksilver").await;
        assert!(words(found.text()).contains("No actions match these filters."), "{who:?}");
        // What may not be seen is as unknown as what there is not.
        for (hidden, missing) in [
            ("plan=QUICKSILVER-2025", "plan=NO-SUCH-PLAN"),
            ("node=Q", "node=NOTHING"),
            ("plan=QUICKSILVER-2025&node=Q", "plan=NO-SUCH-PLAN&node=NOTHING"),
        ] {
            let mut said = Vec::new();
            for query in [hidden, missing] {
                let page = browser.get(&format!("/actions?{query}")).await;
                let words = words(page.text()).replace("QUICKSILVER-2025", "NO-SUCH-PLAN");
                let words = words.replace(page.header("x-request-id"), "ID");
                said.push((page.status, words.replace("\"Q\"", "\"NOTHING\"")));
            }
            assert_eq!(said[0], said[1], "{who:?}, {hidden}");
        }
    }
}

#[tokio::test]
async fn an_agency_that_declined_no_longer_sees_the_draft() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    assert_eq!(justice.get("/plans/QUICKSILVER-2025").await.status, StatusCode::OK);
    let reason = Sentence::parse("No staff for it.").unwrap();
    world
        .does(Who::Justice, async |change| {
            change.decline_role(History::OFFER_OF_THE_DRAFT, Version::FIRST, reason).await
        })
        .await;
    assert_eq!(justice.get("/plans/QUICKSILVER-2025").await.status, StatusCode::NOT_FOUND);
    // Rights are those of now, also for what was seen then.
    assert_eq!(justice.get("/plans/QUICKSILVER-2025?as_of=2024-03-10").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_downloaded_of_a_draft_is_kept_from_those_who_read_the_access_log_and_may_not_see_it() {
    let world = world().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    for query in ["plan=QUICKSILVER-2025&q=quicksilver", "q=quicksilver", "plan=PLAN-2024&status=blocked"] {
        assert_eq!(secretariat.get(&format!("/exports/actions.csv?{query}")).await.status, StatusCode::OK);
    }
    for who in [Who::Auditor, Who::Administrator] {
        let taken = world.view(who).await.taken_lately(3).await.unwrap();
        let shown: Vec<(&str, bool)> = taken.iter().map(|taken| (taken.query.as_str(), taken.is_withheld)).collect();
        assert_eq!(shown, [("plan=PLAN-2024&status=blocked", false), ("", true), ("", true)], "{who:?}");
    }
    let mut auditor = world.signed_in(Who::Auditor).await;
    let home = words(auditor.get("/").await.text()).to_lowercase();
    assert!(home.contains("rows withheld: they could reveal a draft") && !home.contains(CANARY), "{home}");
    let file = auditor.get("/exports/access-log.csv").await.text().to_lowercase();
    assert!(file.contains("actions.csv") && !file.contains(CANARY), "{file}");
}

#[tokio::test]
async fn a_shared_list_of_a_draft_is_there_for_those_who_see_the_draft_and_for_nobody_else() {
    let world = world().await;
    let query = "plan=QUICKSILVER-2025";
    let view = SavedView {
        id: SavedViewId(uuid::Uuid::now_v7()),
        owner: Who::Secretariat.person(),
        name: Title::parse("The next plan").unwrap(),
        list: "/actions".to_owned(),
        query: query.to_owned(),
        as_of: None,
        is_shared: true,
    };
    let change = world.store.unrecorded_change(&world.actor(Who::Secretariat).await).await.unwrap();
    change.keep_view(view).await.unwrap();
    change.commit().await.unwrap();
    for (who, is_shown) in [(Who::Chair, true), (Who::Secretariat, true), (Who::Health, false), (Who::Auditor, false)] {
        for page in ["/views", "/actions"] {
            let text = world.signed_in(who).await.get(page).await.text().to_owned();
            assert_eq!(text.contains("The next plan") && text.contains(query), is_shown, "{who:?} on {page}");
            assert!(is_shown || !text.contains("The next plan"), "{who:?} on {page}");
        }
    }
}
