//! What a form is about, as its page shows it: its place on the site, its name, and the current information.

mod of_actions;

pub use of_actions::said;

use super::names::Names;
use crate::words;
use commands::about::{
    About, AboutAccount, AboutAction, AboutPeriod, AboutPlan, AboutQuarter, AboutSchedule, AboutSection, AboutView,
    PeriodOf,
};
use domain::OfKind;
use domain::date::in_sentence;
use domain::ledger::Seq;
use domain::plan::Plan;
use leptos::prelude::*;
use std::future::Future;
use store::Versioned;
use ui::error::AppError;
use ui::layout::{Reading, Section};
use uuid::Uuid;

/// What is shown above and beside a form.
#[derive(Debug)]
pub struct Heading {
    pub section: Section,
    /// The pages above this one with their addresses.
    pub above: Vec<(String, String)>,
    /// The page of the thing: where the form leads when it is done, left, or asked for in the past.
    pub address: String,
    /// The name of the thing; none where something new belongs to nothing else.
    pub name: Option<String>,
    /// A shorter name for the title of the page, where there is one.
    pub short_name: Option<String>,
    /// The current information, each fact under its label.
    pub facts: Vec<(&'static str, AnyView)>,
    /// The entry that made the version which the form shows; none where something new is made.
    pub since: Option<Seq>,
}

impl Heading {
    /// Of something that belongs to one page.
    pub fn below(section: Section, (page, address): (&str, String)) -> Heading {
        let above = vec![(page.to_owned(), address.clone())];
        Heading { section, above, address, name: None, short_name: None, facts: Vec::new(), since: None }
    }

    pub fn named(self, name: impl Into<String>) -> Heading {
        Heading { name: Some(name.into()), ..self }
    }
}

/// Something that has forms.
pub trait Thing: About {
    /// What the address of the page names.
    fn at(reading: &Reading, names: &Names) -> impl Future<Output = Result<Self, AppError>> + Send {
        async move { Ok(Self::load(&reading.view, names.id(Self::NAME)?).await?) }
    }

    fn heading(&self, reading: &Reading) -> Heading;

    /// The hidden fields that name it, and the version that the form shows.
    fn shown(&self) -> Vec<(&'static str, String)>;
}

/// The hidden fields of an object.
fn shown<T: OfKind>(seen: &Versioned<T>) -> Vec<(&'static str, String)> {
    let id: Uuid = seen.value.id().into();
    vec![("id", id.to_string()), ("version", seen.version.to_string())]
}

/// The hidden field of a form that makes something for an action.
pub fn for_action(about: &AboutAction) -> Vec<(&'static str, String)> {
    vec![("action", about.action.value.id.to_string())]
}

impl Thing for () {
    async fn at(_reading: &Reading, _names: &Names) -> Result<(), AppError> {
        Ok(())
    }

    fn heading(&self, reading: &Reading) -> Heading {
        Heading::below(Section::None, ("Settings", reading.paths.settings()))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

fn plan_heading(reading: &Reading, plan: &Plan) -> Heading {
    let address = reading.paths.plan(plan.code.as_str());
    Heading::below(Section::Plans, (plan.short_title.as_str(), address)).named(plan.title.to_string())
}

impl Thing for AboutPlan {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutPlan, AppError> {
        Ok(AboutPlan(reading.view.plan_by_code(&names.get("plan")?)?.clone()))
    }

    fn heading(&self, reading: &Reading) -> Heading {
        plan_heading(reading, &self.0)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("plan", self.0.id.to_string())]
    }
}

impl Thing for AboutPeriod {
    async fn at(reading: &Reading, names: &Names) -> Result<AboutPeriod, AppError> {
        let of = PeriodOf { quarter: names.id("period")?, agency: names.get("agency")? };
        Ok(AboutPeriod::load(&reading.view, of).await?)
    }

    fn heading(&self, reading: &Reading) -> Heading {
        let agency = (self.agency.short_name.as_str(), reading.paths.agency(self.agency.code.as_str()));
        let period = reading.view.reporting_rule().period_short(self.quarter);
        Heading::below(Section::Agencies, agency).named(format!("{period} updates"))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![(AboutPeriod::FIELD, self.named())]
    }
}

impl Thing for AboutQuarter {
    fn heading(&self, reading: &Reading) -> Heading {
        let (quarter, rule) = (self.period.quarter, self.rule);
        let address = reading.paths.period(quarter);
        let heading = Heading::below(Section::Home, (&rule.period_short(quarter), address));
        let due = ("Due", in_sentence(rule.due(quarter)).into_any());
        Heading { since: self.since, facts: vec![due], ..heading }.named(rule.period_named(quarter))
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![(AboutQuarter::FIELD, self.period.quarter.to_string())]
    }
}

impl Thing for AboutSchedule {
    async fn at(reading: &Reading, _names: &Names) -> Result<AboutSchedule, AppError> {
        Ok(AboutSchedule(reading.view.reporting_rule()))
    }

    fn heading(&self, reading: &Reading) -> Heading {
        let terms = self.0.terms(self.0.next_due(reading.view.position().day));
        let now = ("Now", words::updates_due(terms).into_any());
        let heading = Heading::below(Section::Home, ("Reporting periods", reading.paths.periods()));
        Heading { facts: vec![now], ..heading }
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl Thing for AboutSection {
    fn heading(&self, reading: &Reading) -> Heading {
        let section = &self.section;
        let name = format!("{} {}: {}", section.level, section.reference, section.title);
        Heading { since: self.since, ..plan_heading(reading, &self.plan) }.named(name)
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("id", self.section.id.to_string()), ("version", self.version.to_string())]
    }
}

/// Of what belongs to the page of accounts.
pub fn accounts_heading(reading: &Reading) -> Heading {
    Heading::below(Section::People, ("Accounts", reading.paths.people()))
}

impl Thing for AboutAccount {
    fn heading(&self, reading: &Reading) -> Heading {
        let heading = accounts_heading(reading).named(self.account.value.name.to_string());
        Heading { since: Some(self.account.since), ..heading }
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        shown(&self.account)
    }
}

/// Of what belongs to the page of saved views, which is the same on every day that is viewed.
pub fn views_heading() -> Heading {
    Heading::below(Section::None, ("Saved views", "/views".to_owned()))
}

impl Thing for AboutView {
    fn heading(&self, _reading: &Reading) -> Heading {
        views_heading().named(self.0.name.to_string())
    }

    fn shown(&self) -> Vec<(&'static str, String)> {
        vec![("id", self.0.id.to_string())]
    }
}
