//! Reports: documents that people take away, made from the same values as pages. A report is asked for by an address, like
//! a list, and says on its last page which one.

mod action;
mod changes;
mod decisions;
mod definitions;
mod dossier;
mod frame;
mod progress;
mod query;
mod scorecard;
mod slippage;
mod status;
mod summary;
mod tables;

pub use crate::report_kind::ReportKind;
pub use query::ReportQuery;

use crate::dashboards::sheet::Sheet;
use crate::error::QueryError;
use crate::paths::Paths;
use crate::words;
use domain::date::in_sentence;
use domain::ledger::Seq;
use frame::Frame;
use reports::document::{Document, Grid, Plotted, Source, Steps};
use reports::{Cell, LedgerHead};
use store::{AsOf, Store, StoreError, View};

/// What every report is made from, beside what it is asked for.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    pub view: &'a View,
    pub paths: &'a Paths,
    /// The task force, whose report it is.
    pub publisher: &'a str,
    /// Where the record is served, where others than this machine reach it.
    pub site: Option<&'a str>,
    /// The signed checkpoint of the last entry that is read.
    pub ledger_head: LedgerHead,
    /// The key that signed it, as checkpoints name it.
    pub public_key: String,
    /// How far it has come.
    pub steps: Steps,
}

impl<'a> Setting<'a> {
    /// # Errors
    /// When the database does not answer.
    pub async fn of(
        store: &Store,
        view: &'a View,
        paths: &'a Paths,
        publisher: &'a str,
    ) -> Result<Setting<'a>, StoreError> {
        let head = store.head_at(view.position().seq).await?;
        let ledger_head = LedgerHead { entries: head.size.0, root: head.root, checkpoint: head.checkpoint };
        let public_key = store.key().verifier().to_string();
        Ok(Setting { view, paths, publisher, site: None, ledger_head, public_key, steps: Steps::default() })
    }

    /// The address of a report at the point that is read, by which it is the same forever.
    pub fn address(&self, kind: ReportKind, query: &ReportQuery) -> String {
        self.pinned().with_pairs(&format!("/reports/{}", kind.code()), &query.pairs())
    }

    /// The same of a site: scheme, host and port. An address of this machine leads no one else there, so it is left out.
    #[must_use]
    pub fn at_site(self, origin: &'a str) -> Setting<'a> {
        Setting { site: Some(origin).filter(|origin| origin.starts_with("https://")), ..self }
    }

    /// Where the numbers of a report come from. `pairs` is what it was asked for, as its address has it.
    fn source(
        &self,
        kind: ReportKind,
        pairs: &[(&'static str, String)],
        filters: Vec<String>,
        then: Option<&View>,
    ) -> Source {
        let position = self.view.position();
        Source {
            record: self.view.record_name().to_string(),
            site: self.site.map(str::to_owned),
            address: self.paths.with_pairs(&format!("/reports/{}", kind.code()), pairs),
            filters,
            entry: position.seq,
            recorded: self.view.zone().time(position.recorded_at),
            judged_on: position.day,
            compared: then.map(point),
            ledger_head: self.ledger_head.clone(),
            public_key: self.public_key.clone(),
        }
    }

    /// Addresses that lead to the same point forever: what is now is named by an instant, at which the same entry was the
    /// last and the day was the same.
    pub fn pinned(&self) -> Paths {
        let position = self.view.position();
        match position.as_of {
            AsOf::Now => {
                let begins = self.view.zone().start_of(position.day);
                Paths::at(AsOf::Instant(position.recorded_at.max(begins)))
            }
            _ => self.paths.clone(),
        }
    }
}

/// The report.
///
/// # Errors
/// [`QueryError::Canceled`] when it is no longer wanted; when the record cannot be read, there is no such action, or the point to compare with is later than the one that is
/// read.
pub async fn report(setting: &Setting<'_>, kind: ReportKind, query: &ReportQuery) -> Result<Document, QueryError> {
    setting.steps.expect(1);
    setting.steps.next()?;
    let pinned = setting.pinned();
    let view = setting.view.at(pinned.as_of()).await?;
    // What is now has another name tomorrow, so everything is read at a point that keeps its name.
    let setting = &Setting { view: &view, paths: &pinned, ..setting.clone() };
    if kind == ReportKind::Action {
        return dossier::dossier(setting, query).await;
    }
    let frame = Frame::of(setting, query).await?;
    match kind {
        ReportKind::Progress => progress::progress(&frame).await,
        ReportKind::Scorecard => scorecard::scorecard(&frame).await,
        ReportKind::Slippage => slippage::slippage(&frame).await,
        ReportKind::Changes => changes::change_report(&frame).await,
        ReportKind::Status | ReportKind::Action => status::status(&frame).await,
    }
}

/// "February 13, 2024 (log entry 1,231)".
fn point(view: &View) -> String {
    let position = view.position();
    format!("{} (log entry {})", in_sentence(position.day), words::entry_number(position.seq))
}

/// The number of a log entry as screens and paper have it: counted from 1.
fn number_of(entry: Seq) -> Cell {
    Cell::Integer(i64::try_from(entry.0).unwrap_or(i64::MAX).saturating_add(1))
}

/// A chart of a page as a report has it: nothing in it can be pressed.
fn plotted(sheet: Sheet) -> Plotted {
    Plotted {
        id: format!("chart-{}", sheet.id),
        title: sheet.title.clone(),
        measure: sheet.measure.clone(),
        foot: sheet.foot().to_vec(),
        table: Grid::of(&sheet.table),
        chart: sheet.drawing,
        is_wide: sheet.is_wide,
    }
}
