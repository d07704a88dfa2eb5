//! `concord report`, and `concord verify --document`.

use crate::place::{PLAN, Place};

const FORMATS: [&str; 4] = ["pdf", "xlsx", "html", "json"];

fn made(place: &Place, format: &str) -> String {
    let file = format!("report.{format}");
    place.run(&["report", "progress", "--query", "", "--format", format, "--to", &file]).succeeded();
    file
}

#[test]
fn an_untouched_report_is_what_the_record_said() {
    let place = Place::with_a_plan();
    for format in FORMATS {
        let file = made(&place, format);
        let said = place.run(&["verify", "--document", &file]).succeeded();
        assert!(
            said.starts_with("This file is what the record said, byte for byte.\nReport: /reports/progress"),
            "{said}"
        );
    }
}

#[test]
fn a_report_of_earlier_is_still_what_the_record_said_then() {
    let place = Place::with_a_plan();
    let file = made(&place, "pdf");
    place.run(&["user", "add", "ana.diaz@agency.gov", "--name", "Ana Diaz", "--role", "auditor"]).succeeded();
    place.run(&["verify", "--document", &file]).succeeded();
}

#[test]
fn a_report_of_a_draft_plan_is_not_compared() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    let draft = PLAN.replace("\"state\": \"in-force\"", "\"state\": \"draft\"");
    std::fs::write(place.path("draft.json"), draft).unwrap();
    place.run(&["import", "draft.json"]).succeeded();
    place.run(&["report", "progress", "--query", "plan=HOUSING-2027", "--to", "draft.pdf"]).succeeded();
    let said = place.run(&["verify", "--document", "draft.pdf"]).refused(2);
    assert!(said.contains("It is a report of a draft plan"), "{said}");
}

#[test]
fn a_changed_word_is_found_and_named() {
    let place = Place::with_a_plan();
    let file = made(&place, "json");
    let text = std::fs::read_to_string(place.path(&file)).unwrap();
    assert!(text.contains("More places"));
    std::fs::write(place.path(&file), text.replacen("More places", "Fewer places", 1)).unwrap();
    let said = place.run(&["verify", "--document", &file]).refused(1);
    assert!(said.contains("isn't what the record said") && said.contains("First difference: /"), "{said}");
    assert!(said.contains("Fewer places") && said.contains("More places"), "{said}");
}

#[test]
fn a_changed_word_of_an_html_file_is_found_with_its_line() {
    let place = Place::with_a_plan();
    let file = made(&place, "html");
    let text = std::fs::read_to_string(place.path(&file)).unwrap();
    std::fs::write(place.path(&file), text.replacen("More places", "Fewer places", 1)).unwrap();
    let said = place.run(&["verify", "--document", &file]).refused(1);
    assert!(said.contains("First difference: line ") && said.contains("Fewer places"), "{said}");
}

#[test]
fn a_report_names_the_configured_site_and_is_still_checked_after_the_site_has_moved() {
    let place = Place::with_a_plan();
    for format in FORMATS {
        let file = format!("{format}.{format}");
        let site = ["--public-url", "https://concord.example.gov"];
        place
            .run(&[&["report", "progress", "--query", "", "--format", format, "--to", &file][..], &site].concat())
            .succeeded();
        let said = place.run(&[&["verify", "--document", &file][..], &site].concat()).succeeded();
        assert!(said.contains("Report: https://concord.example.gov/reports/progress?"), "{said}");
        assert!(!said.contains("The file names the site"), "{said}");
        let said = place.run(&["verify", "--document", &file, "--public-url", "https://other.example.gov"]).succeeded();
        assert!(said.contains("The file names the site https://concord.example.gov."), "{said}");
    }
    let local = ["report", "progress", "--query", "", "--format", "html", "--public-url", "http://localhost:3000"];
    let said = place.run(&local).succeeded();
    assert!(said.contains("<dd>/reports/progress?") && !said.contains("localhost"), "{said}");
}

#[test]
fn a_file_whose_texts_are_right_and_whose_bytes_are_not_is_told_apart() {
    let place = Place::with_a_plan();
    let file = made(&place, "json");
    let mut bytes = std::fs::read(place.path(&file)).unwrap();
    bytes.push(b'\n');
    std::fs::write(place.path(&file), bytes).unwrap();
    let said = place.run(&["verify", "--document", &file]).refused(1);
    assert!(said.contains("its texts and cells are what the record said, but the file isn't byte for byte"), "{said}");
}

#[test]
fn a_damaged_file_and_one_of_another_program_are_refused_and_stop_nothing() {
    let place = Place::with_a_plan();
    for format in FORMATS {
        let file = made(&place, format);
        let bytes = std::fs::read(place.path(&file)).unwrap();
        // Cut, and with one byte turned over, at many places.
        for part in 1..40 {
            let at = bytes.len() * part / 40;
            let mut turned = bytes.clone();
            turned[at] ^= 0x20;
            for damaged in [&bytes[..at], turned.as_slice()] {
                std::fs::write(place.path("damaged"), damaged).unwrap();
                let ran = place.run(&["verify", "--document", "damaged"]);
                let said = format!("{ran:?}");
                assert!(!said.contains("panicked") && !said.contains("byte for byte.\\n"), "{format}, {part}: {said}");
            }
        }
    }
    for other in ["", "no report", "%PDF-1.7", "PK\u{3}\u{4}", "{\"concord\":\"table\"}"] {
        std::fs::write(place.path("other"), other).unwrap();
        place.run(&["verify", "--document", "other"]).refused(2);
    }
}

#[test]
fn a_report_is_refused_where_its_filter_or_its_file_is_not_as_it_must_be() {
    let place = Place::with_a_plan();
    let said = place.run(&["report", "progress", "--query", "color=red"]).refused(2);
    assert!(said.contains("\"color\" isn't a filter"), "{said}");
    place.run(&["report", "changes"]).refused(2);
    place.run(&["report", "action", "--query", "plan=NONE&action=X"]).refused(2);
    let file = made(&place, "pdf");
    place.run(&["report", "progress", "--to", &file]).refused(2);
}
