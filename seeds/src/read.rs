//! Reads the text of a plan file: syntax, names of fields, and the form of every text, date, and number.

use crate::fault::{Fault, Faults};
use crate::format::{
    ActionRow, AgencyRow, BodyRow, CalendarRow, ContactRow, DiscrepancyRow, DocumentRow, FORMAT, IndicatorRow, LinkRow,
    MARKER, MandateRow, MeetingRow, NodeRow, PlanFile, PlanRow, ProgramRow, VocabularyRow,
};
use crate::place::Place;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// The text of a file.
///
/// # Errors
/// The place where it is not UTF-8.
pub fn text_of(file: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(file).map_err(|error| not_utf8(file, error.valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads the text of a plan file.
///
/// # Errors
/// Every fault of syntax and form: the first of each row, with its line, column, and path.
/// [`check`](crate::check::check) checks the content of the rows afterward.
pub fn read(text: &str) -> Result<PlanFile, Vec<Fault>> {
    // Reading the header reads the whole text, so what is refused below is valid JSON.
    read_header(text).map_err(|fault| vec![fault])?;
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text))
        .map_err(|error| row_by_row(text, &error))
}

/// The two fields that say what kind of file this is.
#[derive(Deserialize)]
struct Header {
    concord: Option<String>,
    format: Option<u32>,
}

fn read_header(text: &str) -> Result<(), Fault> {
    let fault = |words: String| Fault { line: 1, column: 1, place: Place::root(), words };
    let header: Header = match serde_json::from_str(text) {
        Ok(header) => header,
        Err(error) if error.is_data() => Header { concord: None, format: None },
        Err(error) => return Err(syntax_fault(&error)),
    };
    if header.concord.as_deref() != Some(MARKER) {
        return Err(fault(format!(
            "this is not a plan file: a plan file begins with {{\"concord\": \"{MARKER}\", \"format\": {FORMAT}"
        )));
    }
    match header.format {
        Some(FORMAT) => Ok(()),
        Some(other) => {
            Err(fault(format!("this is a plan file of format {other}, and this program reads format {FORMAT}")))
        }
        None => Err(fault(format!("\"format\" is missing: add \"format\": {FORMAT} after \"concord\""))),
    }
}

fn not_utf8(file: &[u8], valid_up_to: usize) -> Fault {
    let before = String::from_utf8_lossy(&file[..valid_up_to]);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
    Fault {
        line,
        column,
        place: Place::root(),
        words: "the file is not UTF-8 from here on: save it as UTF-8".to_owned(),
    }
}

fn syntax_fault(error: &serde_json::Error) -> Fault {
    let words = format!("the file is not JSON: {}", words_of(error));
    Fault { line: error.line(), column: error.column(), place: Place::root(), words }
}

/// The parser stops at the first fault, so the rows are read again one by one to find the first fault of each.
fn row_by_row(text: &str, first: &serde_path_to_error::Error<serde_json::Error>) -> Vec<Fault> {
    let mut faults = Faults::default();
    if let Ok(Value::Object(sections)) = serde_json::from_str(text) {
        for (name, rows) in &sections {
            let section = Place::root().field(name);
            match (name.as_str(), row_reader(name), rows) {
                ("plans", _, Value::Array(plans)) => read_plans(&section, plans, &mut faults),
                (_, Some(reader), Value::Array(rows)) => read_rows(&section, rows, reader, &mut faults),
                _ => {}
            }
        }
    }
    let first_place = extend(&Place::root(), first.path());
    if faults.is_empty() {
        faults.add(first_place, words_of(first.inner()));
    }
    faults.located_in(text)
}

/// Reads one row, only to see whether it has the right form.
type RowReader = fn(&Value) -> Result<(), serde_path_to_error::Error<serde_json::Error>>;

fn fits<Row: DeserializeOwned>(row: &Value) -> Result<(), serde_path_to_error::Error<serde_json::Error>> {
    serde_path_to_error::deserialize::<_, Row>(row).map(drop)
}

fn row_reader(section: &str) -> Option<RowReader> {
    let reader = match section {
        "agencies" => fits::<AgencyRow>,
        "bodies" => fits::<BodyRow>,
        "meetings" => fits::<MeetingRow>,
        "indicators" => fits::<IndicatorRow>,
        "programs" => fits::<ProgramRow>,
        "contacts" => fits::<ContactRow>,
        "documents" => fits::<DocumentRow>,
        "mandates" => fits::<MandateRow>,
        "vocabularies" => fits::<VocabularyRow>,
        "calendar" => fits::<CalendarRow>,
        "discrepancies" => fits::<DiscrepancyRow>,
        "links" => fits::<LinkRow>,
        _ => return None,
    };
    Some(reader)
}

fn read_rows(list: &Place, rows: &[Value], reader: RowReader, faults: &mut Faults) {
    for (index, row) in rows.iter().enumerate() {
        if let Err(error) = reader(row) {
            faults.add(extend(&row_place(list, index, row), error.path()), words_of(error.inner()));
        }
    }
}

fn read_plans(list: &Place, plans: &[Value], faults: &mut Faults) {
    for (index, plan) in plans.iter().enumerate() {
        let place = row_place(list, index, plan);
        let mut plan = plan.clone();
        for (name, reader) in [("nodes", fits::<NodeRow> as RowReader), ("actions", fits::<ActionRow>)] {
            let rows = plan.get_mut(name).map(Value::take);
            match rows {
                Some(Value::Array(rows)) => {
                    read_rows(&place.field(name), &rows, reader, faults);
                    plan[name] = Value::Array(Vec::new());
                }
                Some(other) => plan[name] = other,
                None => {}
            }
        }
        if let Err(error) = fits::<PlanRow>(&plan) {
            faults.add(extend(&place, error.path()), words_of(error.inner()));
        }
    }
}

fn row_place(list: &Place, index: usize, row: &Value) -> Place {
    let code = row.get("code").or_else(|| row.get("reference")).and_then(Value::as_str);
    match code {
        Some(code) => list.row(index, code),
        None => list.index(index),
    }
}

fn extend(place: &Place, path: &Path) -> Place {
    path.iter().fold(place.clone(), |place, segment| match segment {
        Segment::Seq { index } => place.index(*index),
        Segment::Map { key } => place.field(key),
        Segment::Enum { .. } | Segment::Unknown => place,
    })
}

/// The message of the parser without the position, which the fault has itself, and without a period.
fn words_of(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    words.strip_suffix(&position).unwrap_or(&words).trim_end_matches('.').to_owned()
}
