//! Documents as files and as links with a hash, attached with the form as a browser sends it.

use crate::browser::{Answer, Browser, Fields, request};
use crate::html::{form, tags, words};
use crate::world::{History, ORIGIN, Who, World, day, title};
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::Version;
use domain::ids::MilestoneId;
use domain::ledger::Hash;
use domain::text::Sentence;
use futures::StreamExt;
use futures::stream;

const ATTACH: &str = "/api/attach_evidence";
const PAGE: &str = "/actions/PLAN-2024/A-01/attach-evidence";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n\xff\xfe\x00";

/// The body of a form with a file, as browsers write it.
fn multipart(fields: &Fields, file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--xYz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    let (name, content) = file.unwrap_or(("", b""));
    let head = format!(
        "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend_from_slice(content);
    body.extend(b"\r\n--xYz--\r\n");
    body
}

async fn post(browser: &mut Browser, to: &str, body: Vec<u8>) -> Answer {
    let sent = request(Method::POST, to)
        .header("origin", ORIGIN)
        .header("sec-fetch-site", "same-origin")
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz");
    browser.send(sent, Body::from(body)).await
}

/// The form of a page with what somebody types into it, without its file.
async fn typed(browser: &mut Browser, page: &str, typed: &[(&str, &str)]) -> Fields {
    let found = form(browser.get(page).await.text(), ATTACH).unwrap();
    let filled = typed.iter().fold(found, |form, (name, value)| form.with(name, value));
    filled.fields.into_iter().filter(|(name, _)| name != "file").collect()
}

/// Fills the form in, sends it with a file, and opens the page that comes then.
async fn attach(browser: &mut Browser, page: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> (String, String) {
    let fields = typed(browser, page, fields).await;
    let sent = post(browser, ATTACH, multipart(&fields, Some(file))).await;
    assert_eq!(sent.status, StatusCode::FOUND, "{}", sent.text());
    let to = sent.location().to_owned();
    (to.clone(), browser.get(&to).await.text().to_owned())
}

/// The addresses of the files to which a page leads.
fn files(page: &str) -> Vec<String> {
    let addresses = tags(page).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    addresses.filter(|address| address.starts_with("/evidence/") && address.ends_with("/file")).collect()
}

const MINUTES: [(&str, &str); 2] = [("title", "Minutes of May"), ("dated", "2024-05-02")];

#[tokio::test]
async fn a_liaison_attaches_files_to_a_milestone_from_its_page_which_lists_them() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let milestone = format!("/milestones/{}", History::TRAINING_PLANNED);
    let page = justice.get(&milestone).await.text().to_owned();
    let to = format!("{PAGE}?milestone={}", History::TRAINING_PLANNED);
    assert!(page.contains(&to), "the way to the form stands on the page of the milestone");
    let (after, first) = attach(&mut justice, &to, &MINUTES, ("minutes.pdf", PDF)).await;
    assert_eq!(after, milestone);
    assert!(words(&first).contains("Document attached."), "{}", words(&first));
    let more = [("title", "Table of sites"), ("dated", "2024-05-03")];
    let (_, second) = attach(&mut justice, &to, &more, ("sites.csv", b"site,open\r\nA,yes\r\n")).await;
    assert_eq!(files(&second).len(), 2);
    let said = words(&second);
    for part in ["Minutes of May", "PDF, 48 bytes, minutes.pdf", "Table of sites", "Text, 18 bytes, sites.csv"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains(&format!("SHA-256 {}", Hash::of(&[PDF]))), "{said}");
    // Whoever may not attach is not offered it.
    let health = words(world.signed_in(Who::Health).await.get(&milestone).await.text());
    assert!(!health.contains("Attach evidence") && health.contains("Minutes of May"), "{health}");
    let past = words(justice.get(&format!("{milestone}?as_of=2024-03-10")).await.text());
    assert!(!past.contains("Attach evidence") && !past.contains("Minutes of May"), "{past}");
}

#[tokio::test]
async fn a_file_is_handed_out_as_it_came_as_an_attachment_that_runs_nowhere_and_is_noted() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let (_, page) = attach(&mut justice, PAGE, &MINUTES, ("Zo\u{eb} minutes.html", PDF)).await;
    let address = files(&page).remove(0);
    for who in [Who::Auditor, Who::Chair, Who::Health] {
        let file = world.signed_in(who).await.get(&address).await;
        assert_eq!((file.status, file.body.as_slice()), (StatusCode::OK, PDF), "{who:?}");
        assert_eq!(file.header("content-type"), "application/pdf");
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-security-policy").contains("sandbox"));
        // The ending is that of what it is, whatever it was called.
        let name = "attachment; filename=\"Zo_ minutes.pdf\"; filename*=UTF-8''Zo%C3%AB%20minutes.pdf";
        assert_eq!(file.header("content-disposition"), name);
    }
    let taken = world.view(Who::Auditor).await.taken_lately(3).await.unwrap();
    assert!(taken.iter().all(|taken| address.contains(taken.what.trim_start_matches("evidence/"))), "{taken:?}");
    assert_eq!(taken.len(), 3);
    let mut administrator = world.signed_in(Who::Administrator).await;
    assert_eq!(administrator.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(files(administrator.get("/actions/PLAN-2024/A-01").await.text()).is_empty());
    assert!(world.visitor().get(&address).await.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn the_log_entry_binds_the_hash_and_a_file_that_was_changed_is_not_handed_out() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let (_, page) = attach(&mut justice, PAGE, &MINUTES, ("minutes.pdf", PDF)).await;
    let address = files(&page).remove(0);
    let entry = world.size().await - 1;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let said = words(auditor.get(&format!("/record/{entry}")).await.text());
    let hash = Hash::of(&[PDF]).to_string();
    assert!(said.contains(&format!("Location: SHA-256 {hash}")), "{said}");
    let contents = auditor.get(&format!("/exports/contents.jsonl?entry={entry}")).await;
    assert!(contents.text().contains(&hash));

    world.tamper("UPDATE evidence_files SET content = x'255044462d'").await;
    let refused = auditor.get(&address).await;
    assert_eq!(refused.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(refused.text().contains("This file isn't the one that was attached"), "{}", refused.text());
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_with_the_file() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let size = world.size().await;
    let large = vec![b'a'; 25 * 1024 * 1024 + 1];
    let html = b"<html><script>alert(1)</script></html>";
    let cases: [(&str, &[u8], &str); 4] = [
        ("page.pdf", html, "This type of file isn't accepted. Attach a PDF"),
        ("program.pdf", b"MZ\x90\x00\x03\x00\x00\x00", "This type of file isn't accepted. Attach a PDF"),
        ("empty.txt", b"", "The file is empty. Select another file."),
        ("large.txt", &large, "The file is larger than 25 MB. Attach a smaller file"),
    ];
    for (name, content, fault) in cases {
        let (to, page) = attach(&mut justice, PAGE, &MINUTES, (name, content)).await;
        assert_eq!(to, PAGE, "{name}");
        let said = words(&page);
        assert!(said.contains(fault), "{name}: {said}");
        let kept = form(&page, ATTACH).unwrap().fields;
        for (field, value) in MINUTES {
            assert!(kept.contains(&(field.to_owned(), value.to_owned())), "{name}: {field} is lost");
        }
    }
    let both = [MINUTES[0], MINUTES[1], ("link", "https://documents.example.gov/x")];
    let (_, page) = attach(&mut justice, PAGE, &both, ("minutes.pdf", PDF)).await;
    assert!(words(&page).contains("Enter a link or attach a file, not both."));
    let neither = typed(&mut justice, PAGE, &[("link", ""), MINUTES[0], MINUTES[1]]).await;
    let sent = post(&mut justice, ATTACH, multipart(&neither, None)).await;
    let page = words(justice.get(sent.location()).await.text());
    assert!(page.contains("Select a file or enter a link."), "{page}");
    assert_eq!(world.size().await, size, "nothing was saved");
}

#[tokio::test]
async fn a_link_can_carry_the_hash_of_what_it_led_to() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let hash = Hash::of(&[b"the report"]).to_string();
    let link = ("link", "https://documents.example.gov/report");
    let wrong = typed(&mut justice, PAGE, &[MINUTES[0], MINUTES[1], link, ("sha256", "abc")]).await;
    let sent = post(&mut justice, ATTACH, multipart(&wrong, None)).await;
    let page = words(justice.get(sent.location()).await.text());
    assert!(page.contains("Enter the 64 hexadecimal digits of a SHA-256"), "{page}");
    let right = typed(&mut justice, PAGE, &[link, ("sha256", &hash.to_uppercase())]).await;
    let sent = post(&mut justice, ATTACH, multipart(&right, None)).await;
    let page = words(justice.get(sent.location()).await.text());
    assert!(page.contains("Minutes of May") && page.contains(&format!("SHA-256 {hash}")), "{page}");
    let rows = world.signed_in(Who::Auditor).await.get("/exports/evidence.csv").await;
    assert!(rows.text().contains(&hash));
}

/// The same form with the same file is saved once; with another file it is another form.
#[tokio::test]
async fn a_form_with_a_file_that_is_sent_twice_is_saved_once() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let fields = typed(&mut justice, PAGE, &MINUTES).await;
    let size = world.size().await;
    for _ in 0..2 {
        post(&mut justice, ATTACH, multipart(&fields, Some(("minutes.pdf", PDF)))).await;
    }
    assert_eq!(world.size().await, size + 1);
    let other = post(&mut justice, ATTACH, multipart(&fields, Some(("other.pdf", b"%PDF-1.4 other")))).await;
    let page = words(justice.get(other.location()).await.text());
    assert!(page.contains("Your later changes were not saved"), "{page}");
    assert_eq!(world.size().await, size + 1);
}

/// Who is signed out meanwhile gets the text back with the answer; the file has to be chosen once more.
#[tokio::test]
async fn a_form_with_a_file_that_comes_after_the_session_keeps_its_text() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let fields = typed(&mut justice, PAGE, &MINUTES).await;
    justice.post("/sign-out", &Vec::new()).await;
    let size = world.size().await;
    let sent = post(&mut justice, ATTACH, multipart(&fields, Some(("minutes.pdf", PDF)))).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    assert!(sent.text().contains("Minutes of May"), "{}", sent.text());
    assert_eq!(world.size().await, size);
}

/// The first bytes of a form with a file, and then nothing.
fn unfinished() -> Body {
    let head = "--xYz\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nabc";
    let chunks = stream::iter([Ok::<_, std::io::Error>(head.to_owned())]).chain(stream::pending());
    Body::from_stream(chunks)
}

#[tokio::test]
async fn whoever_is_not_signed_in_and_sends_no_end_keeps_no_liaison_from_attaching_a_file() {
    let world = World::begin().await;
    for _ in 0..20 {
        let mut nobody = world.visitor();
        tokio::spawn(async move {
            let sent = request(Method::POST, ATTACH)
                .header("origin", ORIGIN)
                .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz");
            nobody.send(sent, unfinished()).await
        });
    }
    tokio::task::yield_now().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let attached = attach(&mut justice, PAGE, &MINUTES, ("minutes.pdf", PDF));
    let (_, page) = tokio::time::timeout(std::time::Duration::from_secs(5), attached).await.unwrap();
    assert!(page.contains("Minutes of May"), "{page}");
}

#[tokio::test]
async fn a_form_that_says_that_it_is_too_large_is_refused_before_it_is_read() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let sent = request(Method::POST, ATTACH)
        .header("origin", ORIGIN)
        .header("content-length", "104857600")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz");
    let answer = tokio::time::timeout(std::time::Duration::from_secs(5), justice.send(sent, unfinished())).await;
    let answer = answer.unwrap();
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("a file has at most 25 MB"), "{}", answer.text());
}

/// A body of that size is read for this form alone, and from this site alone.
#[tokio::test]
async fn no_other_form_takes_a_file_and_no_other_site_sends_one() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let fields = typed(&mut justice, PAGE, &MINUTES).await;
    let body = multipart(&fields, Some(("minutes.pdf", PDF)));
    for other in ["/api/report_progress", "/sign-in"] {
        assert_eq!(post(&mut justice, other, body.clone()).await.status, StatusCode::BAD_REQUEST, "{other}");
    }
    let large = multipart(&fields, Some(("large.txt", &vec![b'a'; 2 * 1024 * 1024])));
    assert_eq!(post(&mut justice, "/api/report_progress", large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let elsewhere = request(Method::POST, ATTACH)
        .header("sec-fetch-site", "cross-site")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=xYz");
    assert_eq!(justice.send(elsewhere, Body::from(body)).await.status, StatusCode::FORBIDDEN);
    for broken in [
        &b"--xYz\r\n"[..],
        b"nothing",
        b"--xYz\r\nContent-Disposition: form-data; name=\"a[b]\"\r\n\r\nx\r\n--xYz--\r\n",
    ] {
        assert_eq!(post(&mut justice, ATTACH, broken.to_vec()).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_refused_form_about_one_milestone_does_not_take_over_the_form_about_another() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let action = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let other = world
        .does(Who::Justice, async |change| {
            let id: MilestoneId = change.new_id();
            let (title, due) = (title("Trainers chosen"), day("2024-12-01"));
            change.plan_milestone(id, action, title, due, None).await?;
            Ok(id)
        })
        .await;
    let page = |milestone: MilestoneId| format!("/actions/PLAN-2024/A-01/attach-evidence?milestone={milestone}");
    let first = History::TRAINING_PLANNED;
    let typed = [("title", "The curriculum"), ("link", "https://documents.example.gov/c"), ("dated", "soon")];
    let refused = justice.send_form(&page(first), "/api/attach_evidence", &typed).await;
    assert!(refused.text().contains("The curriculum"), "{}", refused.text());
    assert!(justice.get(&page(first)).await.text().contains("The curriculum"), "it waits for its milestone");
    assert!(!justice.get(&page(other)).await.text().contains("The curriculum"));
}

#[tokio::test]
async fn a_document_of_a_completion_that_was_taken_back_is_attached_again_for_the_next_one() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    let milestone = History::TRAINING_PLANNED;
    let page = format!("/actions/PLAN-2024/A-01/attach-evidence?milestone={milestone}");
    let document = [("title", "The list"), ("link", "https://documents.example.gov/l"), ("dated", "June 1, 2024")];
    let attach =
        async |justice: &mut Browser| words(justice.send_form(&page, "/api/attach_evidence", &document).await.text());
    assert!(attach(&mut justice).await.contains("Document attached."));
    assert!(attach(&mut justice).await.contains("This document is already attached here"));
    world
        .does(Who::Justice, async |change| {
            let today = day("2024-06-03");
            change.complete_milestone(milestone, Version(2), today, None).await?;
            let reason = Sentence::parse("Counted twice.").unwrap();
            change.reopen_milestone(milestone, Version(3), reason).await
        })
        .await;
    assert!(attach(&mut justice).await.contains("Document attached."));
}
