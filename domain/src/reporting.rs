//! When status updates are due: the reporting rule, as the record states it from quarter to quarter.

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::date::FiscalQuarter;
use crate::error::{DomainError, ReportError};
use crate::event::Event;
use crate::object::Object;
pub use crate::vocabulary::{ReportingPeriod, ReportingTerms};
use chrono::Datelike;
use extended::MoreTime;
use internment::Intern;

mod extended;

/// Terms, and the first quarter for which they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TermsFrom {
    pub from: FiscalQuarter,
    pub terms: ReportingTerms,
}

/// When updates are due, for all quarters that there ever are. A later change leaves earlier quarters as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportingRule {
    first: ReportingTerms,
    /// In the order of their quarters. Interned, because the rule is handed to every count and hardly ever changes.
    changes: Option<Intern<Vec<TermsFrom>>>,
    /// Interned as well. What was given later is later in it.
    extensions: Option<Intern<Vec<MoreTime>>>,
}

impl ReportingPeriod {
    /// "fiscal quarter".
    pub const fn in_words(self) -> &'static str {
        match self {
            ReportingPeriod::Quarter => "fiscal quarter",
            ReportingPeriod::HalfYear => "half of the fiscal year",
            ReportingPeriod::Year => "fiscal year",
        }
    }
}

impl Default for ReportingRule {
    fn default() -> Self {
        ReportingRule::always(ReportingTerms::default())
    }
}

impl ReportingRule {
    /// The same terms for all quarters.
    pub const fn always(terms: ReportingTerms) -> ReportingRule {
        ReportingRule { first: terms, changes: None, extensions: None }
    }

    /// The rule with other terms from a quarter on. Changes that were to begin in that quarter or later are replaced.
    #[must_use]
    pub fn with(self, from: FiscalQuarter, terms: ReportingTerms) -> ReportingRule {
        let mut changes: Vec<TermsFrom> = self.changes().iter().filter(|change| change.from < from).copied().collect();
        changes.push(TermsFrom { from, terms });
        ReportingRule { changes: Some(Intern::new(changes)), ..self }
    }

    /// The terms of the first quarters.
    pub fn first(&self) -> ReportingTerms {
        self.first
    }

    /// What was changed since, in the order of the quarters.
    pub fn changes(&self) -> &[TermsFrom] {
        self.changes.as_ref().map_or(&[], |changes| changes.as_slice())
    }

    /// The terms that hold for a quarter.
    pub fn terms(&self, quarter: FiscalQuarter) -> ReportingTerms {
        let change = self.changes().iter().rev().find(|change| change.from <= quarter);
        change.map_or(self.first, |change| change.terms)
    }

    /// The last day on which the update for the quarter is in time, of those to whom no other day was given.
    pub fn due(&self, quarter: FiscalQuarter) -> Date {
        let usual = self.usual_due(quarter);
        self.extended_to(quarter).map_or(usual, |extended| extended.max(usual))
    }

    /// The last day by the terms, whatever more time was given.
    pub fn usual_due(&self, quarter: FiscalQuarter) -> Date {
        quarter.last_day() + chrono::Days::new(self.terms(quarter).days.into())
    }

    /// The latest quarter whose update is due and past its day.
    pub fn latest_due(&self, today: Date) -> FiscalQuarter {
        let mut quarter = FiscalQuarter::of(today).previous();
        while !self.ends_a_period(quarter) || today <= self.due(quarter) {
            quarter = quarter.previous();
        }
        quarter
    }

    /// The first quarter whose update is still to come in on that day.
    pub fn next_due(&self, today: Date) -> FiscalQuarter {
        self.following(self.latest_due(today))
    }

    /// The next quarter with which a period ends.
    pub fn following(&self, quarter: FiscalQuarter) -> FiscalQuarter {
        let mut next = quarter.next();
        while !self.ends_a_period(next) {
            next = next.next();
        }
        next
    }

    /// Whether a period ends with the quarter, so that an update is due for it.
    pub fn ends_a_period(&self, quarter: FiscalQuarter) -> bool {
        match self.terms(quarter).every {
            ReportingPeriod::Quarter => true,
            ReportingPeriod::HalfYear => quarter.is_second_or_fourth(),
            ReportingPeriod::Year => quarter.next().fiscal_year() != quarter.fiscal_year(),
        }
    }

    /// The first day of the period that ends with the quarter.
    pub fn begins(&self, quarter: FiscalQuarter) -> Date {
        let back = match (self.ends_a_period(quarter), self.terms(quarter).every) {
            (false, _) | (true, ReportingPeriod::Quarter) => 0,
            (true, ReportingPeriod::HalfYear) => 1,
            (true, ReportingPeriod::Year) => 3,
        };
        FiscalQuarter::from_index(quarter.index() - back).first_day()
    }

    /// What the period is called that ends with the quarter: "April to June 2024", "fiscal year 2024". A quarter in which
    /// no period ends is called by its months.
    pub fn period_in_words(&self, quarter: FiscalQuarter) -> String {
        match self.longer(quarter) {
            Some(ReportingPeriod::Year) => format!("fiscal year {}", quarter.fiscal_year()),
            Some(_) => months_in_words(self.begins(quarter), quarter.last_day(), " to "),
            None => quarter.in_words(),
        }
    }

    /// The same for tables: "FY 2024 Q3 (April to June 2024)", "FY 2024".
    pub fn period_named(&self, quarter: FiscalQuarter) -> String {
        match self.longer(quarter) {
            Some(ReportingPeriod::Year) => self.period_short(quarter),
            Some(_) => {
                let months = months_in_words(self.begins(quarter), quarter.last_day(), "\u{2013}");
                format!("{} ({months})", self.period_short(quarter))
            }
            None => quarter.named(),
        }
    }

    /// The same in few words: "FY 2024 Q3", "FY 2024".
    pub fn period_short(&self, quarter: FiscalQuarter) -> String {
        let year = quarter.fiscal_year();
        match self.longer(quarter) {
            Some(ReportingPeriod::Year) => format!("FY {year}"),
            Some(_) if quarter.next().fiscal_year() != year => format!("FY {year}, second half"),
            Some(_) => format!("FY {year}, first half"),
            None => quarter.short(),
        }
    }

    /// How often updates are due, where a period longer than the quarter ends with it.
    fn longer(&self, quarter: FiscalQuarter) -> Option<ReportingPeriod> {
        let every = self.terms(quarter).every;
        (every != ReportingPeriod::Quarter && self.ends_a_period(quarter)).then_some(every)
    }

    /// The first quarter from which other terms can hold: no update is due yet for it, nor for a later one.
    pub fn first_open(&self, today: Date) -> FiscalQuarter {
        self.latest_due(today).next()
    }

    /// Other terms from a quarter on.
    ///
    /// # Errors
    /// Only for who keeps plans. Not where the terms hold already, nor where an update that is due today would not be due
    /// any more, or one that is not would be: what is overdue was judged by the rule of its time.
    pub fn change(
        &self,
        actor: &Actor,
        (from, terms): (FiscalQuarter, ReportingTerms),
        today: Date,
    ) -> Result<Changed<Vec<Object>>, DomainError> {
        actor.require(Permission::RunPeriods)?;
        let after = self.with(from, terms);
        if self.terms(from) == terms && self.changes().iter().all(|change| change.from <= from) {
            return Err(DomainError::NothingChanged);
        }
        if from < self.first_open(today) {
            return Err(ReportError::TermsOfAPeriodThatIsDue { first: self.first_open(today) }.into());
        }
        if after.latest_due(today) >= from {
            return Err(ReportError::TermsThatMakeOverdue { quarter: after.latest_due(today) }.into());
        }
        let event = Event::ReportingRuleChanged { from: Some(from), every: terms.every, days: terms.days };
        Ok(Changed::by(actor, Vec::new(), event))
    }
}

/// "October 2023 to March 2024", "April to September 2024".
fn months_in_words(from: Date, to: Date, between: &str) -> String {
    let begins = if from.year() == to.year() { from.format("%B") } else { from.format("%B %Y") };
    format!("{begins}{between}{}", to.format("%B %Y"))
}

/// States the terms that an operator had set beside a record which states none, from its beginning on.
pub fn state_terms(terms: ReportingTerms) -> Changed<Vec<Object>> {
    let event = Event::ReportingRuleChanged { from: None, every: terms.every, days: terms.days };
    Changed::by(&Actor::Operator, Vec::new(), event)
}

#[cfg(test)]
mod tests;
