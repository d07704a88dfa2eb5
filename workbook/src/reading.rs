//! What a workbook of ours says of itself, and its cells.

use calamine::{Data, Reader, Xlsx};
use reports::document::Stated;
use std::io::{self, Cursor, Read};

/// The most bytes of properties that are read. Ours are below 10 kB.
const MOST: u64 = 1 << 20;

/// The most bytes that all parts of a workbook are unpacked to. Ours are below 10 MB.
const MOST_UNPACKED: u64 = 64 << 20;

/// Why a file cannot be read as a workbook of ours.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("It isn't a workbook that can be read: {0}")]
    NotRead(String),
    #[error("It isn't a workbook that can be read: unpacked, it is larger than {} MB", MOST_UNPACKED >> 20)]
    TooLarge,
    #[error("It isn't a report of Concord: it doesn't name the address that it was made from.")]
    NoAddress,
}

/// What the file says of itself in its properties.
///
/// # Errors
/// Where the file is no workbook, or none of ours.
pub fn stated(bytes: &[u8]) -> Result<Stated, ReadError> {
    let not_read = |fault: &dyn std::fmt::Display| ReadError::NotRead(fault.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|fault| not_read(&fault))?;
    let mut properties = String::new();
    let file = archive.by_name("docProps/core.xml").map_err(|fault| not_read(&fault))?;
    file.take(MOST).read_to_string(&mut properties).map_err(|fault| not_read(&fault))?;
    let keywords = properties.split_once("<cp:keywords>").and_then(|(_, rest)| rest.split_once("</cp:keywords>"));
    keywords.and_then(|(keywords, _)| Stated::from_xml(keywords)).ok_or(ReadError::NoAddress)
}

/// Every cell that is not empty, with its place, such as `Priority actions!C7`, up to `most` cells.
///
/// # Errors
/// Where the file is no workbook, or enormous when unpacked.
pub fn cells(bytes: &[u8], most: usize) -> Result<Vec<(String, String)>, ReadError> {
    let not_read = |fault: calamine::XlsxError| ReadError::NotRead(fault.to_string());
    check_unpacked(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(not_read)?;
    let mut found = Vec::new();
    for sheet in book.sheet_names() {
        // Cell by cell: a range would hold the whole rectangle between two cells, however far they lie apart.
        let mut cells = book.worksheet_cells_reader(&sheet).map_err(not_read)?;
        while let Some(cell) = cells.next_cell().map_err(not_read)? {
            let ((row, column), value) = (cell.get_position(), Data::from(cell.get_value().clone()));
            if value == Data::Empty {
                continue;
            }
            if found.len() == most {
                return Ok(found);
            }
            found.push((format!("{sheet}!{}{}", letters(column as usize), row + 1), value.to_string()));
        }
    }
    Ok(found)
}

/// Unpacks everything once, as far as it may, and keeps nothing.
fn check_unpacked(bytes: &[u8]) -> Result<(), ReadError> {
    let not_read = |fault: &dyn std::fmt::Display| ReadError::NotRead(fault.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|fault| not_read(&fault))?;
    let mut left = MOST_UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|fault| not_read(&fault))?;
        let length = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|fault| not_read(&fault))?;
        left = left.checked_sub(length).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

/// "A" for the first column, "AA" for the twenty-seventh.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    if column < 26 { last.to_string() } else { format!("{}{last}", letters(column / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use rust_xlsxwriter::Workbook;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn two_cells_that_lie_far_apart_are_two_cells() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "first").unwrap();
        sheet.write(1_048_575, 16_383, "last").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let found = cells(&bytes, usize::MAX).unwrap();
        let pairs = [("Sheet1!A1", "first"), ("Sheet1!XFD1048576", "last")];
        assert_eq!(found, pairs.map(|(place, text)| (place.to_owned(), text.to_owned())));
        assert_eq!(cells(&bytes, 1).unwrap().len(), 1);
    }

    #[test]
    fn a_workbook_that_is_enormous_when_unpacked_is_refused_before_it_is_read() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let piece = vec![0; 1 << 20];
        for part in 0..3 {
            archive.start_file(format!("xl/{part}.xml"), SimpleFileOptions::default()).unwrap();
            (0..24).for_each(|_| archive.write_all(&piece).unwrap());
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 20, "{}", bytes.len());
        assert!(matches!(cells(&bytes, usize::MAX), Err(ReadError::TooLarge)));
    }

    #[test]
    fn columns_are_named_as_excel_names_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
