//! One chart as a drawing, or its numbers as a table.

use super::{CSV, Export, METADATA, described, file_name, ledger_head, refused};
use axum::extract::Path;
use axum::response::Response;
use domain::visibility::takes_files;
use queries::dashboards::charts::{ChartScope, PlanChart};
use queries::dashboards::sheet::Sheet;
use queries::dashboards::since::Since;
use queries::dashboards::{Scope, bridge, indicator};
use queries::error::{BadQuery, QueryError};
use queries::paths::Paths;
use store::View;
use ui::error::AppError;

const METADATA_ENDING: &str = "csv-metadata.json";

/// `GET /exports/plans/{plan}/charts/{chart}`: a chart of a plan's dashboard, ended by `.svg`, `.png`,
/// `.csv`, `.csv-metadata.json` or `.json`.
pub async fn plan_chart(Path((plan, chart)): Path<(String, String)>, export: Export) -> Response {
    export.plan_chart(&plan, &chart).await.unwrap_or_else(refused)
}

/// `GET /exports/charts/{chart}`: the bridge of the open actions, ended in the same ways.
pub async fn bridge_chart(Path(chart): Path<String>, export: Export) -> Response {
    export.bridge_chart(&chart).await.unwrap_or_else(refused)
}

/// `GET /exports/indicators/{indicator}/{chart}`: the figures of an indicator, ended in the same ways.
pub async fn indicator_chart(Path((indicator, chart)): Path<(String, String)>, export: Export) -> Response {
    export.indicator_chart(&indicator, &chart).await.unwrap_or_else(refused)
}

impl Export {
    async fn indicator_chart(&self, indicator: &str, chart: &str) -> Result<Response, AppError> {
        let (view, ..) = self.open(|_| false).await?;
        let ("figures", ending) = chart.split_once('.').ok_or(AppError::NotFound)? else {
            return Err(AppError::NotFound);
        };
        let indicators = view.indicators().await?;
        let found = indicators.iter().find(|found| found.code.as_str() == indicator).ok_or(AppError::NotFound)?;
        let sheet = indicator::sheet(&view, found)?.ok_or(AppError::NotFound)?;
        let path = format!("/exports/indicators/{indicator}/figures");
        self.chart(&view, &sheet, (indicator, &path, ending), None).await
    }

    async fn plan_chart(&self, plan: &str, chart: &str) -> Result<Response, AppError> {
        let (view, ..) = self.open(|_| false).await?;
        let (id, ending) = chart.split_once('.').ok_or(AppError::NotFound)?;
        let chart = PlanChart::of_id(id).ok_or(AppError::NotFound)?;
        let sheet = {
            let plan = view.plan_by_code(plan)?;
            let paths = Paths::at(view.position().as_of.clone());
            chart.sheet(&ChartScope { plan: Some(plan), scope: Scope::of_plan(&view, &paths, plan), then: None })?
        };
        let sheet = sheet.ok_or(AppError::NotFound)?;
        let path = format!("/exports/plans/{plan}/charts/{id}");
        self.chart(&view, &sheet, (plan, &path, ending), Some(plan)).await
    }

    async fn bridge_chart(&self, chart: &str) -> Result<Response, AppError> {
        let (view, _, pairs) = self.open(|name| name == "since").await?;
        let ("bridge", ending) = chart.split_once('.').ok_or(AppError::NotFound)? else {
            return Err(AppError::NotFound);
        };
        let asked = pairs.iter().find(|(name, value)| name == "since" && !value.is_empty());
        let since = Since::of(&view, asked.map(|(_, value)| value.as_str())).await?.ok_or(AppError::NotFound)?;
        // A file would hold another comparison than the one that was meant.
        if let Some(since) = since.instead_of.clone() {
            return Err(QueryError::from(BadQuery::LaterThanRead { since }).into());
        }
        let (paths, paths_then) = (Paths::at(view.position().as_of.clone()), Paths::at(since.as_of.clone()));
        let now = Scope::in_force(&view, &paths);
        let sheet = bridge::sheet(&now, &now.of_the_same_plans(&since.view, &paths_then), &since)?;
        self.chart(&view, &sheet, ("open-actions", "/exports/charts/bridge", ending), None).await
    }

    /// `of` is what the chart is of, `path` its address without the ending.
    async fn chart(
        &self,
        view: &View,
        sheet: &Sheet,
        (of, path, ending): (&str, &str, &str),
        plan: Option<&str>,
    ) -> Result<Response, AppError> {
        let who = self.visitor.signed_in()?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let (content_type, bytes) = match ending {
            "svg" => {
                let svg = sheet.file().map_err(|error| AppError::internal(&error))?;
                ("image/svg+xml", svg.into_bytes())
            }
            "png" => {
                let svg = sheet.file().map_err(|error| AppError::internal(&error))?;
                // Takes a moment of one core, which would hold up every other answer of its thread.
                let png = tokio::task::spawn_blocking(move || raster::png(&svg)).await;
                let png = png.map_err(|error| AppError::internal(&error))?;
                ("image/png", png.map_err(|error| AppError::internal(&error))?)
            }
            "csv" => (CSV, reports::csv::bytes(&sheet.table)),
            "csv-metadata.json" => {
                let (head, csv) = (ledger_head(&self.store, &sheet.table).await?, self.beside(view, path, "csv"));
                (METADATA, reports::csv_metadata::bytes(&sheet.table, &head, &csv))
            }
            "json" => {
                ("application/json", reports::json::bytes(&sheet.table, &ledger_head(&self.store, &sheet.table).await?))
            }
            _ => return Err(AppError::NotFound),
        };
        let asked = match (plan, self.query.is_empty()) {
            (Some(plan), true) => format!("plan={plan}"),
            (Some(plan), false) => format!("plan={plan}&{}", self.query),
            (None, _) => self.query.clone(),
        };
        let rows = sheet.table.rows().len() as u64;
        let note = self.note_asked(&who, format!("{}.{ending}", sheet.id), (view, asked), rows);
        let name = format!("{}.{ending}", file_name(view, &format!("{of}-{}", sheet.id)));
        let response = self.file(content_type, note, (&name, bytes));
        Ok(if ending == "csv" { described(response, &self.beside(view, path, METADATA_ENDING)) } else { response })
    }

    /// The address of another file of the same chart.
    fn beside(&self, view: &View, path: &str, ending: &str) -> String {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&self.query).unwrap_or_default();
        let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| name != "as_of").collect();
        Paths::at(view.position().as_of.clone()).with_pairs(&format!("{path}.{ending}"), &pairs)
    }
}
