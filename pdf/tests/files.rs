//! What a PDF holds, by a reader that is not ours.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use domain::ledger::{Hash, Seq};
use lopdf::{Dictionary, Document as Read, Object};
use reports::document::{Canceled, Document, Fact, Figure, Grid, Head, Part, Source, Steps};
use reports::{Cell, LedgerHead};

fn set(report: &Document) -> Vec<u8> {
    pdf::pdf(report, &Steps::default()).unwrap()
}

fn report(parts: Vec<Part>) -> Document {
    Document {
        kind: "progress",
        kind_title: "Progress report",
        title: "Active plans: progress as of February 13, 2024".to_owned(),
        publisher: "Example Task Force".to_owned(),
        scope: "As of February 13, 2024 (log entry 1,205). 2 actions of 1 plan.".to_owned(),
        is_landscape: false,
        is_sample: true,
        parts,
        data: Vec::new(),
        source: Source {
            record: "concord.example.gov/pitf".to_owned(),
            site: None,
            address: "/reports/progress?as_of=2024-02-13".to_owned(),
            filters: Vec::new(),
            entry: Seq(1_204),
            recorded: "February 13, 2024, 9:00 a.m. ET".to_owned(),
            judged_on: domain::date::parse("2024-02-13").unwrap(),
            compared: None,
            ledger_head: LedgerHead {
                entries: 1_205,
                root: Hash::of(&[b"root"]),
                checkpoint: "concord.example.gov/pitf\n1205\nroot\n\n\u{2014} signature\n".to_owned(),
            },
            public_key: "concord.example.gov/pitf+key".to_owned(),
        },
    }
    .with_sources()
}

fn table(rows: usize) -> Part {
    let heads = vec![Head::text("Milestone").wide(1), Head::number("Slip (days)")];
    let row = |number: usize| vec![Cell::Text(format!("Milestone {number}")), Cell::count(number)];
    Part::Grid(Grid::new("Milestones", heads, (1..=rows).map(row).collect()))
}

fn text_of(bytes: &[u8]) -> String {
    let read = Read::load_mem(bytes).unwrap();
    let pages: Vec<u32> = read.get_pages().keys().copied().collect();
    pages.iter().map(|page| read.extract_text(&[*page]).unwrap()).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_pdf_is_tagged_has_a_language_a_title_and_an_outline() {
    let bytes = set(&report(vec![Part::chapter("summary", "Summary"), table(3)]));
    let read = Read::load_mem(&bytes).unwrap();
    let catalog = read.catalog().unwrap();
    let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).unwrap().get(b"Marked").unwrap();
    assert!(marked.as_bool().unwrap());
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"en-US");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines") && catalog.has(b"Metadata"));
    let shown = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).unwrap().get(b"DisplayDocTitle").unwrap();
    assert!(shown.as_bool().unwrap());
    let titles = read.get_toc().unwrap().toc.into_iter().map(|entry| entry.title).collect::<Vec<_>>();
    assert!(titles.iter().any(|title| title == "Summary"), "{titles:?}");
    assert!(titles.iter().any(|title| title == "Where these numbers come from"), "{titles:?}");
}

/// The scopes of all header cells: of a column, of a row.
fn scopes(read: &Read) -> Vec<String> {
    let is_head = |cell: &&Dictionary| cell.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"TH");
    let cells = read.objects.values().filter_map(|object| object.as_dict().ok()).filter(is_head);
    let scope = |cell: &Dictionary| {
        let (_, attributes) = read.dereference(cell.get(b"A").ok()?).ok()?;
        let each = attributes.as_array().map_or_else(|_| vec![attributes.clone()], Clone::clone);
        let scopes =
            each.iter().filter_map(|of| read.dereference(of).ok()?.1.as_dict().ok()?.get(b"Scope").ok().cloned());
        scopes.filter_map(|scope| Some(String::from_utf8_lossy(scope.as_name().ok()?).into_owned())).next()
    };
    cells.filter_map(scope).collect()
}

#[test]
fn the_first_cell_of_each_row_is_the_header_of_its_row() {
    let mut document = report(vec![table(3)]);
    // The table alone.
    document.parts.truncate(1);
    let read = Read::load_mem(&set(&document)).unwrap();
    let scopes = scopes(&read);
    let count = |of: &str| scopes.iter().filter(|scope| *scope == of).count();
    assert_eq!((count("Column"), count("Row")), (2, 3), "{scopes:?}");
}

#[test]
fn a_heading_never_stands_at_the_foot_of_a_page_without_what_follows() {
    for lines in 20..60 {
        let mut parts = vec![Part::chapter("lines", "Lines")];
        parts.extend((0..lines).map(|line| Part::Text(format!("Line {line}."))));
        parts.extend([Part::section("causes", "By cause"), Part::Note("In days.".to_owned()), table(30)]);
        let read = Read::load_mem(&set(&report(parts))).unwrap();
        let pages: Vec<u32> = read.get_pages().keys().copied().collect();
        let page = pages.iter().map(|page| plain(&read.extract_text(&[*page]).unwrap()));
        let with_heading: Vec<String> = page.filter(|text| text.contains("Bycause")).collect();
        assert_eq!(with_heading.len(), 1, "{lines}");
        assert!(with_heading[0].contains("Milestone1"), "{lines}: {}", with_heading[0]);
    }
}

#[test]
fn a_table_of_few_rows_with_long_texts_is_set_on_as_many_pages_as_it_needs() {
    let heads = vec![Head::text("Action").wide(1), Head::text("Comment").wide(1)];
    let long = "A comment that was written at length. ".repeat(120);
    let rows = (0..5).map(|row| vec![Cell::Text(format!("Row {row}")), Cell::Text(long.clone())]).collect();
    let bytes = set(&report(vec![Part::Grid(Grid::new("Comments", heads, rows))]));
    let text = plain(&text_of(&bytes));
    assert_eq!(text.matches("written").count(), 600);
}

#[test]
fn a_row_that_fits_on_a_page_is_not_cut_between_two() {
    let heads = vec![Head::text("Action").wide(1), Head::text("Comment").wide(3)];
    let text = |row: usize| format!("Begins{row}. {} Ends{row}.", "A comment of several lines.".repeat(12));
    let rows = (0..40).map(|row| vec![Cell::Text(format!("Row {row}")), Cell::Text(text(row))]).collect();
    let read = Read::load_mem(&set(&report(vec![Part::Grid(Grid::new("Comments", heads, rows))]))).unwrap();
    let pages: Vec<u32> = read.get_pages().keys().copied().collect();
    assert!(pages.len() > 3, "{pages:?}");
    let texts: Vec<String> = pages.iter().map(|page| plain(&read.extract_text(&[*page]).unwrap())).collect();
    for row in 0..40 {
        let page_with = |words: &str| texts.iter().position(|text| text.contains(words)).unwrap();
        assert_eq!(page_with(&format!("Begins{row}.")), page_with(&format!("Ends{row}.")), "row {row}");
    }
}

#[test]
fn the_standards_that_it_keeps_stand_in_its_metadata() {
    let bytes = set(&report(vec![table(1)]));
    let read = Read::load_mem(&bytes).unwrap();
    let id = read.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let stream = read.get_object(id).and_then(Object::as_stream).unwrap();
    let metadata = String::from_utf8_lossy(&stream.content).into_owned();
    for said in
        ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>"]
    {
        assert!(metadata.contains(said), "{said}: {metadata}");
    }
}

#[test]
fn hostile_texts_stand_there_as_texts() {
    let hostile = [
        "#read(\"/etc/passwd\")",
        "=cmd|' /C calc'!A0",
        "*bold* _it_ $x^2$ `raw` @label <label> // comment /* more */ \\ #{",
        "\u{202e}desrever",
        "emoji \u{1f600} and \u{5d0}\u{5d1}",
        "control \u{7} letter",
    ];
    let facts = hostile.iter().map(|text| Fact::new(*text, *text)).collect();
    let figure = Figure {
        name: hostile[0].to_owned(),
        number: -1,
        of: Some(hostile[1].to_owned()),
        change: Some(hostile[4].to_owned()),
    };
    let cells = hostile.iter().map(|text| vec![Cell::Text((*text).to_owned()), Cell::Integer(-1)]).collect();
    let bytes = set(&report(vec![
        Part::Figures(vec![figure]),
        Part::chapter("hostile", hostile[0]),
        Part::Items(hostile.map(str::to_owned).to_vec()),
        Part::Facts(facts),
        Part::Grid(Grid::new(hostile[0], vec![Head::text(hostile[2]), Head::number("n")], cells)),
        Part::Code(hostile[2].to_owned()),
    ]));
    let text = plain(&text_of(&bytes));
    assert!(text.contains("#read(\"/etc/passwd\")"), "{text}");
    assert!(text.contains("[U+1F600]") && text.contains("[U+05D0]") && text.contains("[U+0007]"), "{text}");
    assert!(!text.contains("root:x:0"), "{text}");
}

#[test]
fn a_word_of_three_hundred_letters_and_a_text_of_many_pages_are_set() {
    let bytes = set(&report(vec![
        Part::Text("a".repeat(300)),
        Part::Text("A sentence that is said again and again. ".repeat(600)),
        table(400),
    ]));
    let text = plain(&text_of(&bytes));
    assert!(text.contains("Milestone400"));
    // The head of the table stands on each of its pages.
    assert!(text.matches("Slip(days)").count() > 5, "{}", text.matches("Slip(days)").count());
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let made = || set(&report(vec![Part::chapter("summary", "Summary"), table(40)]));
    assert!(made() == made());
}

#[test]
fn a_file_that_is_no_longer_wanted_is_not_made() {
    let steps = Steps::default();
    steps.cancel();
    let refused = pdf::pdf(&report(vec![table(3)]), &steps);
    assert!(matches!(refused, Err(pdf::PdfError::Canceled(Canceled))), "{refused:?}");
}

#[test]
fn its_steps_are_those_that_it_says_it_takes() {
    let steps = Steps::default();
    steps.expect(pdf::STEPS);
    pdf::pdf(&report(vec![table(3)]), &steps).unwrap();
    assert_eq!(steps.over(), (pdf::STEPS - 1, pdf::STEPS), "the last one has begun");
}

#[test]
fn every_page_says_as_of_when_it_is_and_which_page_of_how_many() {
    let bytes = set(&report(vec![Part::chapter("a", "A"), table(60), Part::chapter("b", "B"), table(10)]));
    let read = Read::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = read.get_pages().keys().copied().collect();
    assert!(pages.len() >= 3, "{pages:?}");
    for page in &pages {
        let text = plain(&read.extract_text(&[*page]).unwrap());
        assert!(text.contains("AsofFebruary13,2024,logentry1,205."), "{text}");
        assert!(text.contains(&format!("Page{page}of{}", pages.len())), "{text}");
    }
}
