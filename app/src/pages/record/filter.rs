//! What the page of the log is asked for: events, agencies, accounts, objects and days.

use crate::sentences::event_name;
use domain::date::in_sentence;
use domain::ids::{Kind, PersonId};
use domain::ledger::Code;
use leptos::prelude::*;
use queries::error::BadQuery;
use store::LogFilter;
use ui::components::date_field::DateField;
use ui::components::filters::{applied_filters, select};
use ui::error::AppError;
use ui::layout::Reading;
use uuid::Uuid;

/// The page of the log.
pub const RECORD: &str = "/record";

/// What the address asks for, and how it is said.
#[derive(Debug, Default)]
pub struct RecordFilter {
    pub asked: LogFilter,
    /// Each with its name in the address, its value there and how it is said.
    said: Vec<(&'static str, String, String)>,
}

impl RecordFilter {
    /// # Errors
    /// [`BadQuery::NotAFilter`] for a value that a filter does not know, [`BadQuery::NoSuchCode`] for an agency or object
    /// that there is not, or that the reader may not see.
    pub async fn read(reading: &Reading) -> Result<RecordFilter, AppError> {
        let mut filter = RecordFilter::default();
        for (name, value) in reading.request.query_without_as_of() {
            let value = value.trim().chars().take(200).collect::<String>();
            match name.as_str() {
                _ if value.is_empty() => {}
                "event" => filter.by_event(value)?,
                "agency" => filter.by_agency(reading, value)?,
                "account" => filter.by_account(reading, value).await?,
                "object" => filter.by_object(reading, value).await?,
                "from" => filter.by_first_day(&value)?,
                "to" => filter.by_last_day(&value)?,
                _ => {}
            }
        }
        Ok(filter)
    }

    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// As it is written in addresses, without page and without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        self.said.iter().map(|(name, value, _)| (*name, value.clone())).collect()
    }

    fn by_event(&mut self, value: String) -> Result<(), AppError> {
        self.asked.event = Some(Code::parse(&value).map_err(|_| BadQuery::filter("event", &value))?);
        self.said.push(("event", value.clone(), format!("Event: {}", event_name(&value))));
        Ok(())
    }

    fn by_agency(&mut self, reading: &Reading, value: String) -> Result<(), AppError> {
        let unknown = |_| BadQuery::code("agency", &value);
        let agency = reading.view.agency_by_code(&value).map_err(unknown)?;
        self.asked.agency = Some(agency.id);
        self.said.push(("agency", value.clone(), format!("Acted for: {}", agency.short_name)));
        Ok(())
    }

    async fn by_account(&mut self, reading: &Reading, value: String) -> Result<(), AppError> {
        let account: PersonId = value.parse().map_err(|_| BadQuery::filter("account", &value))?;
        let people = reading.view.people().await?;
        let name = people.iter().find(|seen| seen.value.id == account).map(|seen| seen.value.name.to_string());
        self.asked.account = Some(account);
        let said = format!("Account: {}", name.unwrap_or_else(|| value.clone()));
        self.said.push(("account", value, said));
        Ok(())
    }

    /// An id, or an action by its plan and reference: `NAP-2021/DOJ-02`.
    async fn by_object(&mut self, reading: &Reading, value: String) -> Result<(), AppError> {
        let unknown = || BadQuery::code("object", &value);
        let found = match (value.split_once('/'), value.parse::<Uuid>()) {
            (Some((plan, reference)), _) => {
                let facts = reading.view.facts_by_reference(plan.trim(), reference.trim());
                facts.ok().map(|facts| (Kind::Action, facts.id.0))
            }
            (None, Ok(id)) => reading.view.object(id).await?.map(|object| (object.kind(), object.id())),
            (None, Err(_)) => return Err(BadQuery::filter("object", &value).into()),
        };
        self.asked.object = Some(found.ok_or_else(unknown)?);
        self.said.push(("object", value.clone(), format!("Item: {value}")));
        Ok(())
    }

    fn by_first_day(&mut self, value: &str) -> Result<(), AppError> {
        let day = BadQuery::date("From", value)?;
        self.asked.from = Some(day);
        self.said.push(("from", day.to_string(), format!("From {}", in_sentence(day))));
        Ok(())
    }

    fn by_last_day(&mut self, value: &str) -> Result<(), AppError> {
        let day = BadQuery::date("To", value)?;
        self.asked.to = Some(day);
        self.said.push(("to", day.to_string(), format!("To {}", in_sentence(day))));
        Ok(())
    }

    fn value(&self, name: &str) -> &str {
        self.said.iter().find(|(other, ..)| *other == name).map_or("", |(_, value, _)| value)
    }

    /// The form of the filters, and what is applied.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draw(&self, reading: &Reading) -> Result<AnyView, AppError> {
        let view = &reading.view;
        let events = view.logged_events().await?.into_iter().map(|code| (code.clone(), event_name(&code))).collect();
        let mut agencies: Vec<(String, String)> =
            view.agencies().map(|agency| (agency.code.to_string(), agency.short_name.to_string())).collect();
        agencies.sort_by_key(|(_, name)| name.to_lowercase());
        let people = view.people().await?.into_iter();
        let accounts = people.map(|seen| (seen.value.id.to_string(), seen.value.name.to_string())).collect();
        let as_of = view.position().is_past().then(|| {
            view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
        });
        let form = view! {
            <form class="c-filter" method="get" action=format!("{RECORD}#entries") aria-label="Filter log entries">
                {as_of}
                <div class="c-filter__row">
                    {select("event", "Event", "Any event", events, self.value("event"))}
                    {select("agency", "Acted for", "Any agency", agencies, self.value("agency"))}
                    {select("account", "Account", "Any account", accounts, self.value("account"))}
                    <div class="grow">
                        <label for="f-object">"Item: an action as PLAN/REFERENCE, or any ID"</label>
                        <input class="usa-input" id="f-object" name="object" value=self.value("object").to_owned() autocomplete="off"/>
                    </div>
                    <div>
                        <DateField id="f-from" name="from" label="From" value=self.asked.from viewed=view.position().day/>
                    </div>
                    <div>
                        <DateField id="f-to" name="to" label="To" value=self.asked.to viewed=view.position().day/>
                    </div>
                    <div class="btn"><button class="usa-button" type="submit">"Apply"</button></div>
                </div>
            </form>
            {self.chips(reading)}
        };
        Ok(form.into_any())
    }

    fn chips(&self, reading: &Reading) -> Option<AnyView> {
        let chip = |(name, _, said): &(&'static str, String, String)| {
            let rest: Vec<_> = self.pairs().into_iter().filter(|(other, _)| other != name).collect();
            (said.clone(), reading.paths.with_pairs(RECORD, &rest))
        };
        let all = (!self.said.is_empty()).then(|| reading.paths.to(RECORD));
        reading.limits.add(self.said.iter().map(|(_, _, words)| words.clone()));
        applied_filters(self.said.iter().map(chip).collect(), all)
    }
}
