//! Stating in the record when updates are due.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use crate::tables::ledger::read_head;
use domain::actor::Actor;
use domain::date::FiscalQuarter;
use domain::reporting::{ReportingRule, ReportingTerms, state_terms};

impl Store {
    /// States since its beginning the terms that were set beside the record, where it states none itself. Returns whether
    /// it did.
    ///
    /// # Errors
    /// When the database does not answer, or the record was not opened yet.
    pub async fn state_reporting_terms(&self, terms: ReportingTerms) -> Result<bool, StoreError> {
        // Most records do, and a record on which nothing can be written now is served as well.
        if self.states_reporting_terms().await? {
            return Ok(false);
        }
        let mut change = self.change(&Actor::Operator).await?;
        if self.states_reporting_terms().await? {
            return Ok(false);
        }
        change.save(state_terms(terms)).await?;
        change.commit().await?;
        Ok(true)
    }

    async fn states_reporting_terms(&self) -> Result<bool, StoreError> {
        let last = self.head().await?.size.position().ok_or(StoreError::NotFound)?;
        self.memory().states_reporting_terms(self.database(), last).await
    }
}

impl Change {
    /// When updates are due, as the record states it now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn reporting_rule(&mut self) -> Result<ReportingRule, StoreError> {
        let head = read_head(self.writing(), false).await?.ok_or(StoreError::NotFound)?;
        self.store().reporting_rule(head.size.position().ok_or(StoreError::NotFound)?).await
    }

    /// Other terms from a quarter on.
    ///
    /// # Errors
    /// As [`ReportingRule::change`](domain::reporting::ReportingRule::change).
    pub async fn change_reporting_rule(
        &mut self,
        from: FiscalQuarter,
        terms: ReportingTerms,
    ) -> Result<(), StoreError> {
        let changed = self.reporting_rule().await?.change(self.actor(), (from, terms), self.today())?;
        self.save(changed).await.map(drop)
    }
}
