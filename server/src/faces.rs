//! The files that a report is written as. All are made from the same values, so they say the same.

use crate::exports::METADATA;
use pdf::PdfError;
use reports::charts::ChartError;
use reports::document::{self, Canceled, Document, Steps};
use workbook::WorkbookError;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Pdf,
    Xlsx,
    /// One file that needs nothing beside itself.
    Html,
    /// The whole report, with the rows that it is counted from.
    Json,
    /// The rows of its first table.
    Csv,
    /// The W3C description of that file.
    CsvMetadata,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FaceError {
    #[error(transparent)]
    Pdf(PdfError),
    #[error(transparent)]
    Canceled(#[from] Canceled),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error(transparent)]
    Chart(#[from] ChartError),
}

impl From<PdfError> for FaceError {
    fn from(error: PdfError) -> FaceError {
        match error {
            PdfError::Canceled(canceled) => FaceError::Canceled(canceled),
            error => FaceError::Pdf(error),
        }
    }
}

impl Face {
    pub const ALL: [Face; 6] = [Face::Pdf, Face::Xlsx, Face::Html, Face::Json, Face::Csv, Face::CsvMetadata];

    /// How the names of such files end, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Face::Pdf => "pdf",
            Face::Xlsx => "xlsx",
            Face::Html => "html",
            Face::Json => "json",
            Face::Csv => "csv",
            Face::CsvMetadata => "csv-metadata.json",
        }
    }

    /// What people call such a file.
    pub const fn format(self) -> &'static str {
        match self {
            Face::Pdf => "PDF",
            Face::Xlsx => "Excel",
            Face::Html => "HTML",
            Face::Json => "JSON",
            Face::Csv => "CSV",
            Face::CsvMetadata => "Column definitions",
        }
    }

    pub fn of_ending(ending: &str) -> Option<Face> {
        Face::ALL.into_iter().find(|face| face.ending() == ending)
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Face::Pdf => "application/pdf",
            Face::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Face::Html => "text/html; charset=utf-8",
            Face::Json => "application/json",
            Face::Csv => "text/csv; charset=utf-8; header=present",
            Face::CsvMetadata => METADATA,
        }
    }

    /// How many steps [`write`](Face::write) takes.
    pub const fn steps(self) -> usize {
        match self {
            Face::Pdf => pdf::STEPS,
            Face::Xlsx | Face::Html | Face::Json | Face::Csv | Face::CsvMetadata => 1,
        }
    }

    /// The address of the report as such a file.
    pub fn address(self, of: &Document) -> String {
        let address = &of.source.address;
        let (path, query) = address.split_at(address.find('?').unwrap_or(address.len()));
        format!("/exports{path}.{}{query}", self.ending())
    }

    /// The report as such a file. It takes a core for as long as it lasts.
    ///
    /// # Errors
    /// [`Canceled`] when it is no longer wanted before a step; where a chart cannot be drawn, or the file would break a rule of its format.
    pub fn write(self, of: &Document, steps: &Steps) -> Result<Vec<u8>, FaceError> {
        if self != Face::Pdf {
            steps.next()?;
        }
        Ok(match self {
            Face::Pdf => pdf::pdf(of, steps)?,
            Face::Xlsx => workbook::xlsx(of)?,
            Face::Html => document::html(of)?,
            Face::Json => document::json(of),
            Face::Csv => of.data.first().map(reports::csv::bytes).unwrap_or_default(),
            Face::CsvMetadata => {
                let (head, csv) = (&of.source.ledger_head, Face::Csv.address(of));
                let described = |table| reports::csv_metadata::bytes(table, head, &csv);
                of.data.first().map(described).unwrap_or_default()
            }
        })
    }
}
