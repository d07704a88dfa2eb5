//! The page around a form: where it stands, what the record says of the thing, and the form or the reason why there is
//! none.

use super::both::{Both, both_table};
use crate::components::Breadcrumb;
use crate::error::AppError;
use crate::forms::FormState;
use crate::layout::{Page, Reading, Section};
use crate::words::thousands;
use domain::DomainError;
use domain::actor::Authority;
use domain::ledger::Seq;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The thing that a form is about.
#[derive(Debug)]
pub struct Subject {
    pub section: Section,
    /// The pages above this one with their addresses.
    pub above: Vec<(String, String)>,
    /// The page of the thing: where the form leads when it is done, left, or asked for in the past.
    pub address: String,
    /// What the thing is called; nothing where something new stands on its own.
    pub name: Option<String>,
    /// What the record says of it now, each fact under its name.
    pub facts: Vec<(&'static str, AnyView)>,
    /// The entry that made the version which the form shows; none where something new is made.
    pub since: Option<Seq>,
}

/// The page of one form.
pub struct Sheet {
    /// The deed, as the title of the page.
    pub title: &'static str,
    pub subject: Subject,
    pub state: FormState,
    /// The fields of the form beside what the record says now, for when somebody else saved meanwhile, and for when the
    /// form is no longer there.
    pub both: Vec<Both>,
}

impl Sheet {
    /// Draws the page. `asked` is what the rule says of the deed now, and on whose word it would be; only if it would be
    /// taken is `form` drawn, which gets the two texts to show when somebody else saved meanwhile. In the past there are
    /// no forms: the reader is sent to the page of the thing.
    ///
    /// # Errors
    /// [`AppError::Refused`] when the deed is not this reader's to do, unless something was typed while it still was.
    pub fn draw(
        self,
        reading: &Reading,
        asked: Result<Option<Authority>, DomainError>,
        form: impl FnOnce(Option<AnyView>) -> AnyView,
    ) -> Result<Page, AppError> {
        if reading.view.position().is_past() {
            leptos_axum::redirect(&self.subject.address);
            let words = self.refusal("Nothing is changed in the past.");
            return Ok(self.page(words));
        }
        let body = match asked {
            Ok(authority) => {
                let form = form(self.meanwhile(reading));
                view! { {on_behalf(reading, authority)}{form} }.into_any()
            }
            Err(refused @ DomainError::NotPermitted(_)) if !self.was_typed_into() => return Err(refused.into()),
            Err(refused) => self.closed(&refused),
        };
        Ok(self.page(body))
    }

    /// Both texts, when somebody else saved while this one was written.
    fn meanwhile(&self, reading: &Reading) -> Option<AnyView> {
        if !self.state.was_changed_meanwhile() {
            return None;
        }
        let saved = self.subject.since.map(|seq| {
            let (address, number) = (reading.paths.entry(seq), thousands(seq.0 as usize));
            view! { <p>"What the record says now was saved with "<a href=address>"entry "{number}</a>"."</p> }
        });
        Some(view! { <div class="c-block-gap">{saved}{both_table(&self.both)}</div> }.into_any())
    }

    /// Why there is no form; and what was typed, where it was typed before that came about.
    fn closed(&self, refused: &DomainError) -> AnyView {
        let words = refused.to_string();
        if !self.was_typed_into() {
            return self.refusal(&words);
        }
        if let (DomainError::NotPermitted(_), Some(response)) = (refused, use_context::<ResponseOptions>()) {
            response.set_status(StatusCode::FORBIDDEN);
        }
        view! {
            <div role="alert" tabindex="-1" autofocus>{self.refusal(&format!("{} {words}", self.state.not_saved()))}</div>
            {both_table(&self.both)}
        }
        .into_any()
    }

    fn was_typed_into(&self) -> bool {
        self.both.iter().any(|both| both.typed.is_some())
    }

    fn refusal(&self, words: &str) -> AnyView {
        let (words, address) = (words.to_owned(), self.subject.address.clone());
        view! {
            <p class="c-verdict">{words}</p>
            <p class="c-block-gap"><a href=address>"Back without a change"</a></p>
        }
        .into_any()
    }

    fn page(self, body: AnyView) -> Page {
        let Subject { section, above, name, facts, .. } = self.subject;
        let title = name.as_ref().map_or_else(|| self.title.to_owned(), |name| format!("{}: {name}", self.title));
        let body = view! {
            <Breadcrumb above here=self.title.to_owned()/>
            <div class="c-page">
                <div class="c-page__text"><h1>{self.title}</h1>{name.map(|name| view! { <p><b>{name}</b></p> })}</div>
            </div>
            {beside(facts, body)}
        }
        .into_any();
        Page { title, section, body }
    }
}

/// Says on whose word it will be, where that is not the reader's own: the record marks it for good.
fn on_behalf(reading: &Reading, authority: Option<Authority>) -> Option<AnyView> {
    match authority? {
        Authority::Own(_) => None,
        Authority::OnBehalfOf(party) => {
            let party = reading.view.short_name(party);
            Some(view! { <p class="c-note">"On behalf of "{party}": the record marks it so."</p> }.into_any())
        }
    }
}

/// The facts first, because they are read before the form is filled in; on a wide screen the form stands beside them.
fn beside(facts: Vec<(&'static str, AnyView)>, form: AnyView) -> AnyView {
    if facts.is_empty() {
        return view! { <div class="c-grid c-grid--84 c-grid--top"><div>{form}</div></div> }.into_any();
    }
    let facts: Vec<_> =
        facts.into_iter().map(|(name, fact)| view! { <div><dt>{name}</dt><dd>{fact}</dd></div> }).collect();
    view! {
        <div class="c-grid c-grid--57 c-grid--top">
            <section class="c-block"><h2>"What the record says now"</h2><dl class="c-facts">{facts}</dl></section>
            <div>{form}</div>
        </div>
    }
    .into_any()
}
