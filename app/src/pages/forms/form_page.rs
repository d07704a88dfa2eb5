//! The page around a form: where it stands, what the record says of the thing, and the form or the reason why there is
//! none.

use super::FACTS_ONLY;
use super::both::{Both, both_table};
use super::field::Field;
use super::names::Names;
use super::thing::{Heading, Thing};
use crate::components::Breadcrumb;
use crate::error::AppError;
use crate::forms::{FormState, PostForm};
use crate::layout::{Page, Reading};
use crate::words::thousands;
use commands::{Command, May};
use domain::DomainError;
use domain::actor::Authority;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// The page of one form, put together part after part.
#[derive(Debug)]
pub struct FormPage<'a> {
    pub reading: &'a Reading,
    pub names: &'a Names,
    pub state: FormState,
    pub heading: Heading,
    command: Command,
    /// Where the form leads when it is done or left.
    back: String,
    hidden: Vec<(&'static str, String)>,
    /// The fields beside what the record says now, for when somebody else saved meanwhile, and for when the form is no
    /// longer there.
    both: Vec<Both>,
    /// What stands in the form, from top to bottom.
    parts: Vec<AnyView>,
    /// What stands below the form.
    below: Option<AnyView>,
    with_file: bool,
    /// Whether it is no part of the record, so that it can be done from any point of it.
    at_any_point: bool,
    /// What stands around the form, on a page that shows more than it.
    around: Option<Around>,
}

/// Draws a page around a form.
struct Around(Box<dyn FnOnce(AnyView) -> Page + Send>);

impl std::fmt::Debug for Around {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Around")
    }
}

impl<'a> FormPage<'a> {
    pub fn new((reading, names): (&'a Reading, &'a Names), command: Command, about: &impl Thing) -> FormPage<'a> {
        let heading = about.heading(reading);
        FormPage {
            reading,
            names,
            state: FormState::of(reading, command.name),
            back: heading.address.clone(),
            heading,
            command,
            hidden: about.shown(),
            both: Vec::new(),
            parts: Vec::new(),
            below: None,
            with_file: false,
            at_any_point: false,
            around: None,
        }
    }

    /// Another heading than that of the thing.
    pub fn under(self, heading: Heading) -> Self {
        FormPage { back: heading.address.clone(), heading, ..self }
    }

    /// Other fields that nobody types than those that name the thing and its version.
    pub fn hiding(self, hidden: Vec<(&'static str, String)>) -> Self {
        FormPage { hidden, ..self }
    }

    /// More fields that nobody types.
    pub fn hidden(mut self, fields: Vec<(&'static str, String)>) -> Self {
        self.hidden.extend(fields);
        self
    }

    /// Where the form leads, where that is not the page of the thing.
    pub fn back(self, back: String) -> Self {
        FormPage { back, ..self }
    }

    /// A fact that only this form needs.
    pub fn fact(mut self, name: &'static str, fact: AnyView) -> Self {
        self.heading.facts.push((name, fact));
        self
    }

    /// A paragraph.
    pub fn note(self, words: impl Into<String>) -> Self {
        let words = words.into();
        self.part(view! { <p>{words}</p> }.into_any())
    }

    /// Anything that is no field.
    pub fn part(mut self, part: AnyView) -> Self {
        self.parts.push(part);
        self
    }

    pub fn below(self, below: Option<AnyView>) -> Self {
        FormPage { below, ..self }
    }

    pub fn field(self, field: Field) -> Self {
        self.field_in(field, |field| field)
    }

    pub fn fields(self, fields: impl IntoIterator<Item = Field>) -> Self {
        fields.into_iter().fold(self, FormPage::field)
    }

    /// A field with something around it.
    pub fn field_in(mut self, field: Field, around: impl FnOnce(AnyView) -> AnyView) -> Self {
        self.both.push(field.both(&self.state));
        let drawn = around(field.draw(&self.state));
        self.part(drawn)
    }

    /// A field that is drawn by itself.
    pub fn drawn(mut self, field: &Field, drawn: AnyView) -> Self {
        self.both.push(field.both(&self.state));
        self.part(drawn)
    }

    /// Several fields under one legend.
    pub fn fieldset(mut self, legend: &'static str, hint: &'static str, fields: Vec<Field>) -> Self {
        self.both.extend(fields.iter().map(|field| field.both(&self.state)));
        let fields: Vec<AnyView> = fields.into_iter().map(|field| field.draw(&self.state)).collect();
        let drawn = view! {
            <fieldset class="usa-fieldset">
                <legend class="usa-legend">{legend}</legend>
                <p class="usa-hint">{hint}</p>
                {fields}
            </fieldset>
        };
        self.part(drawn.into_any())
    }

    /// Asks why. What leaves stays in the record with this reason.
    pub fn reason(self) -> Self {
        let hint = format!("Required. One sentence; it stays in the record. {FACTS_ONLY}");
        self.field(Field::lines("reason", "Reason").hint(hint))
    }

    /// Asks on what ground a claim is found to hold.
    pub fn ground(self) -> Self {
        let hint = "Required. What you saw or read that shows it. It stands beside the claim, with today's date.";
        self.field(Field::lines("ground", "Ground").hint(hint))
    }

    pub fn with_file(self) -> Self {
        FormPage { with_file: true, ..self }
    }

    pub fn at_any_point(self) -> Self {
        FormPage { at_any_point: true, ..self }
    }

    /// Puts the form among the rest of a page, which can be read as of any point.
    pub fn among(self, around: impl FnOnce(AnyView) -> Page + Send + 'static) -> Self {
        FormPage { around: Some(Around(Box::new(around))), at_any_point: true, ..self }
    }

    /// Draws the page. `asked` is what the rule says now, and on whose word it would be; only if it would be taken is there
    /// a form. In the past there are no forms: the reader is sent to the page of the thing.
    ///
    /// # Errors
    /// [`AppError::Refused`] when it is not this reader's to do, unless something was typed while it still was.
    pub fn draw(mut self, asked: May) -> Result<Page, AppError> {
        if self.reading.view.position().is_past() && !self.at_any_point {
            leptos_axum::redirect(&self.heading.address);
            let words = self.refusal("Nothing is changed in the past.");
            return Ok(page(self.command.title, self.heading, words));
        }
        match asked {
            Ok(authority) => {
                let on_behalf = on_behalf(self.reading, authority);
                let around = self.around.take();
                let (title, heading, form) = self.into_form();
                let form = view! { {on_behalf}{form} }.into_any();
                Ok(match around {
                    Some(Around(around)) => around(form),
                    None => page(title, heading, form),
                })
            }
            Err(refused @ DomainError::NotPermitted(_)) if !self.was_typed_into() => Err(refused.into()),
            Err(refused) => {
                let words = self.closed(&refused);
                Ok(page(self.command.title, self.heading, words))
            }
        }
    }

    /// The form alone.
    fn into_form(self) -> (&'static str, Heading, AnyView) {
        let meanwhile = self.meanwhile();
        let FormPage { state, heading, command, back, hidden, parts, below, with_file, .. } = self;
        let form = view! {
            <PostForm state action=command.endpoint() refused=command.refused button=command.title back hidden with_file>
                {meanwhile}
                {parts}
            </PostForm>
            {below}
        };
        (command.title, heading, form.into_any())
    }

    /// Both texts, when somebody else saved while this one was written.
    fn meanwhile(&self) -> Option<AnyView> {
        if !self.state.was_changed_meanwhile() {
            return None;
        }
        let saved = self.heading.since.map(|seq| {
            let (address, number) = (self.reading.paths.entry(seq), thousands(seq.0 as usize));
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
        let (words, address) = (words.to_owned(), self.heading.address.clone());
        view! {
            <p class="c-verdict">{words}</p>
            <p class="c-block-gap"><a href=address>"Cancel"</a></p>
        }
        .into_any()
    }
}

/// A page about a thing, with what stands beside its facts.
fn page(heading: &'static str, of: Heading, body: AnyView) -> Page {
    let Heading { section, above, name, facts, .. } = of;
    let title = name.as_ref().map_or_else(|| heading.to_owned(), |name| format!("{heading}: {name}"));
    let body = view! {
        <Breadcrumb above here=heading.to_owned()/>
        <div class="c-page">
            <div class="c-page__text"><h1>{heading}</h1>{name.map(|name| view! { <p><b>{name}</b></p> })}</div>
        </div>
        {beside(facts, body)}
    }
    .into_any();
    Page { title, section, body }
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
