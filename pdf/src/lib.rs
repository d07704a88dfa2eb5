//! A report as PDF: PDF/UA-1, which readers with assistive technology can use, and PDF/A-2a, which archives keep. Typst sets
//! the type and refuses to write a file that breaks a rule of either.
//!
//! The text of a report is handed over as data (`report.json`), never as markup, and the only files that the typesetter
//! can open are the template, that data, and the drawings of the report. The same report makes the same bytes: there is
//! no clock and nothing random.
//!
//! It is a crate of its own because Typst takes longer to build than everything else.

mod content;
mod letters;
mod reading;
mod world;

pub use reading::{ReadError, pages, stated};

use reports::charts::ChartError;
use reports::document::{Canceled, Document, Steps};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::World;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error(transparent)]
    Chart(#[from] ChartError),
    #[error(transparent)]
    Canceled(#[from] Canceled),
    #[error("The report could not be written as data: {0}")]
    NotWritten(#[from] serde_json::Error),
    #[error("The report could not be set: {0}")]
    NotSet(String),
}

/// How many steps [`pdf`] takes: setting the pages, and writing them.
pub const STEPS: usize = 2;

/// The report as PDF.
///
/// # Errors
/// [`PdfError::Canceled`] when it is no longer wanted after a step; where a chart cannot be drawn, or the file would break a rule of PDF/UA-1 or PDF/A-2a.
pub fn pdf(document: &Document, steps: &Steps) -> Result<Vec<u8>, PdfError> {
    let world = World::of(document)?;
    steps.next()?;
    let set = typst::compile::<PagedDocument>(&world).output.map_err(|errors| not_set(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let standards = standards.map_err(|error| PdfError::NotSet(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.digest().to_string()),
        creator: Smart::Custom(Some("Concord".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = match steps.next() {
        Ok(()) => typst_pdf::pdf(&set, &options).map_err(|errors| not_set(&errors)),
        Err(canceled) => Err(canceled.into()),
    };
    // What the typesetter remembers of this report helps with no other.
    comemo::evict(0);
    bytes
}

fn not_set(errors: &[SourceDiagnostic]) -> PdfError {
    let said = errors.iter().map(|error| error.message.to_string());
    PdfError::NotSet(said.collect::<Vec<_>>().join("; "))
}
