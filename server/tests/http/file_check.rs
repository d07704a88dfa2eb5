//! The page where a file from the record is checked, with scripts off: what it says, to whom, and what it does not do.

use crate::browser::{Answer, Browser, fields, request};
use crate::html::{form, heading, tags, title, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{ORIGIN, Who, World};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::ledger::{SignedCheckpoint, VerifyOptions, verify_file};

const CHECK: &str = "/record/check";
const NO_FIELDS: &[(&str, &str)] = &[];

/// The body of the form with a file, as browsers write it.
fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let field = format!("--xYz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(field.into_bytes());
    }
    let (name, content) = file.unwrap_or(("", b""));
    let head = format!("--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.into_bytes());
    body.extend_from_slice(content);
    body.extend(b"\r\n--xYz--\r\n");
    body
}

async fn post_from(browser: &mut Browser, from: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let kind = "multipart/form-data; boundary=xYz";
    let sent = request(Method::POST, CHECK).header(ACCEPT, "text/html").header(CONTENT_TYPE, kind);
    let sent = from.iter().fold(sent, |sent, (name, value)| sent.header(*name, *value));
    browser.send(sent, Body::from(body)).await
}

const FROM_HERE: &[(&str, &str)] = &[("origin", ORIGIN), ("sec-fetch-site", "same-origin")];

async fn check(browser: &mut Browser, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
    let answer = post_from(browser, FROM_HERE, multipart(fields, Some(file))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer
}

async fn log_of(browser: &mut Browser) -> String {
    browser.get("/exports/ledger.jsonl").await.text().to_owned()
}

#[tokio::test]
async fn a_log_is_checked_by_this_server_and_nothing_of_it_is_kept() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(CHECK).await;
    let key = form(page.text(), CHECK).unwrap().get("key").to_owned();
    assert_eq!(key, world.visitor().get("/ledger/key").await.text().trim());
    assert!(words(page.text()).contains("The file is read on this server, and not kept."));
    let (log, size) = (log_of(&mut health).await, world.size().await);

    let answer = check(&mut health, &[("key", &key)], ("log.jsonl", log.as_bytes())).await;
    let said = words(answer.text());
    assert_eq!(heading(answer.text()), "log.jsonl is whole");
    assert!(title(answer.text()).starts_with("log.jsonl is whole"));
    for part in
        [format!("No problems found in {size} entries."), "The file was not kept.".into(), "this server gave".into()]
    {
        assert!(said.contains(&part), "{part}: {said}");
    }
    // The result is what the reader waits for.
    assert!(tags(answer.text()).iter().any(|tag| tag.name == "h2" && tag.attribute("autofocus").is_some()));
    assert_eq!(world.size().await, size);
    assert_eq!(world.rows("evidence_files").await, 0);
}

#[tokio::test]
async fn the_entry_that_breaks_is_the_one_that_verify_names() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let log = log_of(&mut auditor).await;
    let changed = log.replacen("T15:00:00", "T14:59:59", 1);
    let fault = verify_file(changed.as_bytes(), &VerifyOptions::default()).unwrap_err();
    let said = words(check(&mut auditor, NO_FIELDS, ("log.jsonl", changed.as_bytes())).await.text());
    let number = fault.seq.unwrap().number();
    assert!(said.contains(&format!("Entry {number} does not match its hash.")), "{said}");
    assert!(said.contains(&fault.to_string()), "{said}");
}

#[tokio::test]
async fn a_checkpoint_is_checked_by_its_signature_and_against_this_record() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let key = auditor.get("/ledger/key").await.text().trim().to_owned();
    let kept = auditor.get("/ledger/checkpoint").await.text().to_owned();
    Target::make(&world, Thing::Action, Object::OfHealth, "Later").await;
    let said = words(check(&mut auditor, &[("key", &key)], ("kept.txt", kept.as_bytes())).await.text());
    assert!(said.contains("kept.txt is valid") && said.contains("log continues it from"), "{said}");
    // In the field beside a log it is compared with the beginning of that log.
    let log = log_of(&mut auditor).await;
    let fields = [("checkpoint", kept.as_str()), ("key", &key)];
    let said = words(check(&mut auditor, &fields, ("log.jsonl", log.as_bytes())).await.text());
    assert!(said.contains("are those of the checkpoint that you kept."), "{said}");
    // A root that this record never had.
    let size = SignedCheckpoint::parse(&kept).unwrap().unverified().size;
    let other = kept.replacen(kept.lines().nth(2).unwrap(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 1);
    let said = words(check(&mut auditor, &[("key", &key)], ("kept.txt", other.as_bytes())).await.text());
    assert!(said.contains("The signature does not fit the checkpoint."), "{said}");
    let said = words(check(&mut auditor, NO_FIELDS, ("kept.txt", other.as_bytes())).await.text());
    assert!(said.contains("log does not continue the checkpoint."), "{size:?} {said}");
}

#[tokio::test]
async fn a_browser_gets_the_proof_that_the_log_continues_a_checkpoint_and_visitors_do_not() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let size = world.size().await;
    let answer: serde_json::Value = serde_json::from_slice(&auditor.get("/ledger/consistency/3").await.body).unwrap();
    assert_eq!(answer["checkpoint"], auditor.get("/ledger/checkpoint").await.text());
    assert!(!answer["proof"].as_array().unwrap().is_empty());
    let beyond = auditor.get(&format!("/ledger/consistency/{}", size + 1)).await;
    assert!(beyond.text().contains("\"proof\":[]"), "{}", beyond.text());
    assert_eq!(auditor.get("/ledger/consistency/many").await.status, StatusCode::BAD_REQUEST);
    assert!(world.visitor().get("/ledger/consistency/3").await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_report_is_what_the_record_said_until_a_word_of_it_is_changed() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let address = "/exports/reports/progress.json?plan=NAP-2021&as_of=2024-09-30";
    let report = chair.get(address).await;
    assert_eq!(report.status, StatusCode::OK);
    let whole = words(check(&mut chair, NO_FIELDS, ("progress.json", &report.body)).await.text());
    assert!(whole.contains("The file matches this record, byte for byte."), "{whole}");
    let changed = report.text().replacen("Justice", "Labor", 1);
    let said = words(check(&mut chair, NO_FIELDS, ("progress.json", changed.as_bytes())).await.text());
    assert!(said.contains("progress.json differs from this record") && said.contains("In the record"), "{said}");
    assert!(said.contains("Labor") && said.contains("Justice"), "{said}");
}

#[tokio::test]
async fn a_check_tells_nothing_of_a_draft() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::InDraft, "Quicksilver").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let address = target.fill("/exports/reports/progress.json?plan={plan}");
    let report = secretariat.get(&address).await;
    assert_eq!(report.status, StatusCode::OK, "{}", report.text());
    // Another word in it: a comparison would give away the one in the record.
    let changed = report.text().replace("Quicksilver", "Mercury");
    let insider = words(check(&mut secretariat, NO_FIELDS, ("draft.json", changed.as_bytes())).await.text());
    assert!(insider.contains("The file could not be compared.") && insider.contains("draft plan"), "{insider}");
    for who in [Who::Health, Who::Auditor, Who::Administrator] {
        let mut outsider = world.signed_in(who).await;
        let of_draft = words(check(&mut outsider, NO_FIELDS, ("draft.json", changed.as_bytes())).await.text());
        assert!(of_draft.contains("The file could not be compared."), "{who:?}: {of_draft}");
        assert!(!of_draft.contains("Quicksilver") && !of_draft.contains("draft plan"), "{who:?}: {of_draft}");
        // It is the answer to a plan that there is not.
        let code = target.fill("{plan}");
        let none = changed.replace(&code, "NO-SUCH");
        let of_none = words(check(&mut outsider, NO_FIELDS, ("draft.json", none.as_bytes())).await.text());
        assert_eq!(of_draft.replace(&code, "NO-SUCH"), of_none, "{who:?}");
    }
}

#[tokio::test]
async fn what_comes_from_no_record_is_told_which_files_to_choose() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let words_of =
        "This is not a file from a Concord record. Choose a .jsonl, .pdf, .xlsx, .csv, .json, .zip, or .txt file.";
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, content) in [("letter.txt", &b"Dear auditor,"[..]), ("a.json", b"{\"a\":1}"), ("a.zip", b"PK")] {
        let said = plain(&words(check(&mut auditor, NO_FIELDS, (name, content)).await.text()));
        assert!(said.contains(words_of), "{name}: {said}");
    }
    let cut = plain(&words(check(&mut auditor, NO_FIELDS, ("a.zip", b"PK\x03\x04")).await.text()));
    assert!(cut.contains("This zip file can't be opened. Its end may be missing"), "{cut}");
    let csv = auditor.get("/exports/actions.csv").await.body;
    let said = words(check(&mut auditor, NO_FIELDS, ("actions.csv", &csv)).await.text());
    assert!(said.contains("A CSV file cannot be compared.") && said.contains("as PDF, Excel, or JSON"), "{said}");
    // A PDF of another program.
    let said = words(check(&mut auditor, NO_FIELDS, ("a.pdf", b"%PDF-1.7\n")).await.text());
    assert!(said.contains("The file could not be compared."), "{said}");
}

#[tokio::test]
async fn wrong_fields_and_no_file_are_refused_at_their_fields_and_what_was_typed_comes_back() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let fields = [("key", "nonsense"), ("checkpoint", "January")];
    let answer = post_from(&mut auditor, FROM_HERE, multipart(&fields, None)).await;
    let said = words(answer.text());
    assert!(title(answer.text()).starts_with("Error: Check a file"));
    for part in
        ["The file was not checked.", "Choose a file.", "Enter the public key", "Paste the whole signed checkpoint"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let form = form(answer.text(), CHECK).unwrap();
    assert_eq!((form.get("key"), form.get("checkpoint")), ("nonsense", "January"));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_with_the_limit() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let large = vec![b'a'; 30 * 1024 * 1024 + 1];
    let answer = post_from(&mut auditor, FROM_HERE, multipart(NO_FIELDS, Some(("log.jsonl", &large)))).await;
    assert!(words(answer.text()).contains("this server checks files of at most 30 MB"), "{}", words(answer.text()));
    // One that says before how large it is is not read at all.
    let sent = request(Method::POST, CHECK)
        .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz")
        .header(CONTENT_LENGTH, "900000000")
        .header("origin", ORIGIN);
    let refused = auditor.send(sent, Body::empty()).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("at most 30 MB"), "{}", refused.text());
}

#[tokio::test]
async fn another_site_has_nothing_checked_and_neither_has_a_visitor() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let body = || multipart(NO_FIELDS, Some(("letter.txt", b"Dear auditor,")));
    for from in [&[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)][..], &[("origin", "null")], &[]] {
        assert_eq!(post_from(&mut auditor, from, body()).await.status, StatusCode::FORBIDDEN, "{from:?}");
    }
    let sent_on = post_from(&mut world.visitor(), FROM_HERE, body()).await;
    assert_eq!((sent_on.status, sent_on.location()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Frecord%2Fcheck"));
}

#[tokio::test]
async fn that_a_file_was_checked_is_in_the_security_log_without_its_name() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    check(&mut health, NO_FIELDS, ("my secret name.txt", b"Dear auditor,")).await;
    let mut administrator = world.signed_in(Who::Administrator).await;
    let log = administrator.get("/exports/security-log.jsonl?event=file-checked").await.text().to_owned();
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains(&Who::Health.person().to_string()) && log.contains("not checked"), "{log}");
    assert!(!log.contains("secret"), "{log}");
    let page = words(administrator.get("/security-log").await.text());
    assert!(page.contains("File checked against the record"), "{page}");
}

#[tokio::test]
async fn in_the_past_there_is_the_way_to_the_form_and_no_form() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let past = auditor.get(&format!("{CHECK}?as_of=2024-03-10")).await;
    assert!(form(past.text(), CHECK).is_none());
    assert!(words(past.text()).contains("Files are checked against the record as of today."));
    assert!(words(past.text()).contains("How to") || words(past.text()).contains("Verify with the Concord program"));
}

#[tokio::test]
async fn a_program_that_sends_no_form_with_a_file_is_told_to_choose_one() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let answer = auditor.post(CHECK, &fields(&[("key", "")])).await;
    assert!(words(answer.text()).contains("Choose a file."), "{}", answer.text());
}
