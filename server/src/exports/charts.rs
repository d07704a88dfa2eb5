//! One chart as a drawing, or its numbers as a table.

use super::{Export, ledger_head, refused};
use app::dashboards::charts::{PlanScope, of_plan};
use app::dashboards::sheet::Sheet;
use app::dashboards::since::Since;
use app::dashboards::{Scope, bridge, indicator};
use app::error::AppError;
use app::paths::Paths;
use axum::extract::Path;
use axum::response::Response;
use domain::visibility::takes_files;
use reports::charts::{Place, Width};
use store::View;

/// `GET /exports/plans/{plan}/charts/{chart}`: a chart of a plan's dashboard, ended by `.svg`, `.csv` or `.json`.
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
        let (view, ..) = self.open().await?;
        let ("figures", ending) = chart.rsplit_once('.').ok_or(AppError::NotFound)? else {
            return Err(AppError::NotFound);
        };
        let indicators = view.indicators().await?;
        let found = indicators.iter().find(|found| found.code.as_str() == indicator).ok_or(AppError::NotFound)?;
        let sheet = indicator::sheet(&view, found)?.ok_or(AppError::NotFound)?;
        self.chart(&view, &sheet, ending).await
    }

    async fn plan_chart(&self, plan: &str, chart: &str) -> Result<Response, AppError> {
        let (view, ..) = self.open().await?;
        let (id, ending) = chart.rsplit_once('.').ok_or(AppError::NotFound)?;
        let sheets = {
            let plan = view.plan_by_code(plan)?;
            let paths = Paths::at(view.position().as_of.clone());
            of_plan(&PlanScope { plan, scope: Scope::of_plan(&view, &paths, plan) })?
        };
        let sheet = sheets.into_iter().find(|sheet| sheet.id == id).ok_or(AppError::NotFound)?;
        self.chart(&view, &sheet, ending).await
    }

    async fn bridge_chart(&self, chart: &str) -> Result<Response, AppError> {
        let (view, _, pairs) = self.open().await?;
        let ("bridge", ending) = chart.rsplit_once('.').ok_or(AppError::NotFound)? else {
            return Err(AppError::NotFound);
        };
        let asked = pairs.iter().find(|(name, value)| name == "since" && !value.is_empty());
        let since = Since::of(&view, asked.map(|(_, value)| value.as_str())).await?.ok_or(AppError::NotFound)?;
        let (paths, paths_then) = (Paths::at(view.position().as_of.clone()), Paths::at(since.as_of.clone()));
        let now = Scope::in_force(&view, &paths);
        let sheet = bridge::sheet(&now, &now.of_the_same_plans(&since.view, &paths_then), &since)?;
        self.chart(&view, &sheet, ending).await
    }

    async fn chart(&self, view: &View, sheet: &Sheet, ending: &str) -> Result<Response, AppError> {
        let who = self.visitor.signed_in()?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let (content_type, bytes) = match ending {
            "svg" => {
                let width = if sheet.is_wide { Width::Full } else { Width::Half };
                let svg = sheet.drawing.draw(width, Place::File).map_err(|error| AppError::internal(&error))?;
                ("image/svg+xml", svg.into_bytes())
            }
            "csv" => ("text/csv; charset=utf-8; header=present", reports::csv::bytes(&sheet.table)),
            "json" => {
                ("application/json", reports::json::bytes(&sheet.table, &ledger_head(&self.store, &sheet.table).await?))
            }
            _ => return Err(AppError::NotFound),
        };
        let name = format!("{}.{ending}", sheet.id);
        let note = self.note(&who, name, view, sheet.table.rows().len() as u64);
        Ok(self.file(content_type, note, bytes))
    }
}
