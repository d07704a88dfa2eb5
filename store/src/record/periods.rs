//! Reporting periods as the secretariat runs them.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned, at_position};
use domain::Date;
use domain::agency::{Agency, with_components};
use domain::date::FiscalQuarter;
use domain::ids::AgencyId;
use domain::period::{Extended, Period};
use domain::text::{Narrative, Sentence};
use sea_orm::sea_query::{Expr, ExprTrait};

impl View {
    /// Every period of which the secretariat said something.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn periods(&self) -> Result<Vec<Versioned<Period>>, StoreError> {
        self.all(at_position(self.seq())).await
    }

    /// What the secretariat said of the period that ends with the quarter. `None` where it said nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn period(&self, quarter: FiscalQuarter) -> Result<Option<Versioned<Period>>, StoreError> {
        let of_quarter = at_position(self.seq()).add(Expr::col(("v", "quarter")).eq(quarter.to_string()));
        Ok(self.all(of_quarter).await?.into_iter().next())
    }
}

impl Change {
    /// # Errors
    /// Refused by the rule.
    pub async fn instruct_period(
        &mut self,
        quarter: FiscalQuarter,
        instructions: Option<Narrative>,
    ) -> Result<(), StoreError> {
        let changed = self.period(quarter).await?.instruct(self.actor(), instructions)?;
        self.save(changed).await.map(drop)
    }

    /// More time for a period: for an agency and its components, or for all.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] where there is no such agency.
    pub async fn extend_period(
        &mut self,
        quarter: FiscalQuarter,
        agency: Option<AgencyId>,
        (to, reason): (Date, Sentence),
    ) -> Result<(), StoreError> {
        let (period, rule) = (self.period(quarter).await?, self.reporting_rule().await?);
        period.may_run(self.actor())?;
        let of = match agency {
            None => Extended::All,
            Some(id) => {
                let all: Vec<Agency> = self.all().await?;
                all.iter().find(|agency| agency.id == id).ok_or(StoreError::NotFound)?;
                Extended::Agency(id, with_components(id, all.iter()))
            }
        };
        let changed = period.extend(self.actor(), rule, &of, (to, reason), self.today())?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule.
    pub async fn close_period(&mut self, quarter: FiscalQuarter) -> Result<(), StoreError> {
        let (period, rule) = (self.period(quarter).await?, self.reporting_rule().await?);
        let changed = period.close(self.actor(), rule, self.today())?;
        self.save(changed).await.map(drop)
    }

    /// The period that ends with the quarter, a new one where nothing was said of it.
    async fn period(&mut self, quarter: FiscalQuarter) -> Result<Period, StoreError> {
        let of_quarter = rows::open().add(Expr::col(("v", "quarter")).eq(quarter.to_string()));
        let found: Vec<Versioned<Period>> = self.all_where(of_quarter).await?;
        let found = found.into_iter().next().map(|seen| seen.value);
        Ok(found.unwrap_or_else(|| Period { id: self.new_id(), ..Period::unsaid(quarter) }))
    }
}
