//! What the typesetter can see: the template, the report as data, its drawings, and the fonts in the program.

use crate::PdfError;
use crate::content::Content;
use crate::letters::FONTS;
use reports::charts::Width;
use reports::document::{Document, Part};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt};

/// How a report looks. It names no part of one: what a report says comes as data.
const TEMPLATE: &str = include_str!("template.typ");

pub(crate) struct World {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
    files: Vec<(FileId, Bytes)>,
}

impl World {
    pub(crate) fn of(document: &Document) -> Result<World, PdfError> {
        let mut files = vec![(id("report.json")?, Bytes::new(serde_json::to_vec(&Content::of(document))?))];
        for part in &document.parts {
            if let Part::Chart(plotted) = part {
                let svg = plotted.svg(Width::Half)?;
                files.push((id(&drawing(&plotted.id))?, Bytes::from_string(svg)));
            }
        }
        Ok(World {
            library: LazyHash::new(Library::builder().with_features(features()).build()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            template: Source::new(id("report.typ")?, TEMPLATE.to_owned()),
            files,
        })
    }
}

/// Cells that name their row are marked as such, so that they are read with each cell of it.
fn features() -> Features {
    [Feature::A11yExtras].into_iter().collect()
}

/// The name of the file with a drawing.
pub(crate) fn drawing(id: &str) -> String {
    format!("{id}.svg")
}

fn id(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|error| PdfError::NotSet(format!("{name}: {error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(of, _)| *of == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// There is no clock: a report says as of when it is.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
