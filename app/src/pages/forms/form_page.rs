//! The page around a form: its place on the site, the current information, and the form or the reason why there is none.

use super::FACTS_ONLY;
use super::both::{Both, both_table};
use super::field::Field;
use super::names::Names;
use super::thing::{Heading, Thing};
use crate::words::entry_number;
use commands::{Command, May};
use domain::DomainError;
use domain::actor::Authority;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use ui::components::Breadcrumb;
use ui::error::AppError;
use ui::forms::{FormState, PostForm};
use ui::layout::{Page, Reading};

/// The page of one form, put together part after part.
#[derive(Debug)]
pub struct FormPage<'a> {
    pub reading: &'a Reading,
    pub names: &'a Names,
    pub state: FormState,
    pub heading: Heading,
    command: Command,
    /// What did not happen, where the form was refused.
    refused: &'static str,
    /// Where the form leads when it is done or left.
    back: String,
    hidden: Vec<(&'static str, String)>,
    /// The current version of each field and what was typed, for when another user saved first, and for when the form is
    /// no longer there.
    both: Vec<Both>,
    /// The label of each field, by its name.
    labels: Vec<(&'static str, String)>,
    /// What the form is made of, from top to bottom.
    parts: Vec<AnyView>,
    /// What is drawn below the form.
    below: Option<AnyView>,
    with_file: bool,
    /// Another button, beside that of the form.
    beside: Option<AnyView>,
    /// Whether it is no part of the record, so that it can be done from any day that is viewed.
    at_any_point: bool,
    /// What is drawn around the form, on a page that shows more than it.
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
            refused: command.refused,
            command,
            hidden: about.shown(),
            both: Vec::new(),
            labels: Vec::new(),
            parts: Vec::new(),
            below: None,
            with_file: false,
            beside: None,
            at_any_point: false,
            around: None,
        }
    }

    /// Another heading than that of the thing.
    pub fn under(self, heading: Heading) -> Self {
        FormPage { back: heading.address.clone(), heading, ..self }
    }

    /// Another name of the same command, where something else happens than it is usually called.
    pub fn called(self, command: Command) -> Self {
        FormPage { refused: command.refused, command, ..self }
    }

    /// Takes up the refusal of another command whose button the form has as well.
    pub fn refused_as(self, state: FormState, of: Command) -> Self {
        FormPage { state, refused: of.refused, ..self }
    }

    /// Other hidden fields in place of those that name the thing and its version.
    pub fn named_by(self, hidden: Vec<(&'static str, String)>) -> Self {
        FormPage { hidden, ..self }
    }

    /// More hidden fields, beside those that name the thing.
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
        self.compare(&field);
        let drawn = around(field.draw(&self.state));
        self.part(drawn)
    }

    /// A field that is drawn by itself.
    pub fn drawn(mut self, field: &Field, drawn: AnyView) -> Self {
        self.compare(field);
        self.part(drawn)
    }

    fn compare(&mut self, field: &Field) {
        self.both.push(field.both(&self.state));
        self.labels.push(field.label());
    }

    /// Several fields under one legend.
    pub fn fieldset(mut self, legend: &'static str, hint: &'static str, fields: Vec<Field>) -> Self {
        for field in &fields {
            self.compare(field);
        }
        let first = fields.first().map(|field| field.label().0);
        let fields: Vec<AnyView> = fields.into_iter().map(|field| field.draw(&self.state)).collect();
        let hint_id = format!("{}-group-hint", first.unwrap_or_default());
        let described = hint_id.clone();
        let drawn = view! {
            <fieldset class="usa-fieldset" aria-describedby=described>
                <legend class="usa-legend">{legend}</legend>
                <p class="usa-hint" id=hint_id>{hint}</p>
                {fields}
            </fieldset>
        };
        self.part(drawn.into_any())
    }

    /// Asks why. What is withdrawn stays on record with this reason.
    pub fn reason(self) -> Self {
        let hint = format!("Required. One sentence. Stays on record. {FACTS_ONLY}");
        self.field(Field::lines("reason", "Reason").hint(hint))
    }

    /// Asks how a claim was verified.
    pub fn ground(self) -> Self {
        let hint = "Required. Say what you reviewed. Shown with today's date.";
        self.field(Field::lines("ground", "How you verified this").hint(hint))
    }

    pub fn with_file(self) -> Self {
        FormPage { with_file: true, ..self }
    }

    /// Another button, beside that of the form.
    pub fn beside(self, beside: Option<AnyView>) -> Self {
        FormPage { beside, ..self }
    }

    pub fn at_any_point(self) -> Self {
        FormPage { at_any_point: true, ..self }
    }

    /// Puts the form among the rest of a page, which can be viewed as of any day.
    pub fn among(self, around: impl FnOnce(AnyView) -> Page + Send + 'static) -> Self {
        FormPage { around: Some(Around(Box::new(around))), at_any_point: true, ..self }
    }

    /// Puts the form among the rest of a page, which has forms only for today.
    pub fn around(self, around: impl FnOnce(AnyView) -> Page + Send + 'static) -> Self {
        FormPage { around: Some(Around(Box::new(around))), ..self }
    }

    /// Draws the page. `asked` is whether the rule permits it, and under whose authority; there is a form only where it does.
    /// In the past there are no forms: the reader is sent to the page of the thing.
    ///
    /// # Errors
    /// [`AppError::Refused`] when this reader may not do it, unless something was typed while they still could.
    pub fn draw(mut self, asked: May) -> Result<Page, AppError> {
        if self.reading.view.position().is_past() && !self.at_any_point {
            leptos_axum::redirect(&self.heading.address);
            let words = self.refusal("You can't make changes while viewing a past date.");
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
        let both = self.both_versions();
        let FormPage {
            state, heading, command, refused, back, hidden, labels, parts, below, with_file, beside, ..
        } = self;
        let form = view! {
            <PostForm
                state action=command.endpoint() refused button=command.title back hidden labels with_file beside
            >
                {both}
                {parts}
            </PostForm>
            {below}
        };
        (command.title, heading, form.into_any())
    }

    /// Both versions, when another user saved while this one was written.
    fn both_versions(&self) -> Option<AnyView> {
        if !self.state.was_changed_meanwhile() {
            return None;
        }
        let saved = self.heading.since.map(|seq| {
            let (address, number) = (self.reading.paths.entry(seq), entry_number(seq));
            view! { <p>"The current version was saved in "<a href=address>"log entry "{number}</a>"."</p> }
        });
        Some(view! { <div class="c-block-gap">{saved}{both_table(&self.both)}</div> }.into_any())
    }

    /// Why there is no form; and what was typed, where it was typed while there was one.
    fn closed(&self, refused: &DomainError) -> AnyView {
        let words = refused.to_string();
        if !self.was_typed_into() {
            return self.refusal(&words);
        }
        if let (DomainError::NotPermitted(_), Some(response)) = (refused, use_context::<ResponseOptions>()) {
            response.set_status(StatusCode::FORBIDDEN);
        }
        let (role, tabindex) = if self.state.is_kept() { (None, None) } else { (Some("alert"), Some("-1")) };
        view! {
            <div role=role tabindex=tabindex autofocus=role.is_some()>
                {self.refusal(&format!("{} {words}", self.state.not_saved()))}
            </div>
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

/// A page about a thing, with the form beside its facts.
fn page(heading: &'static str, of: Heading, body: AnyView) -> Page {
    let Heading { section, above, name, short_name, facts, .. } = of;
    let named = short_name.or_else(|| name.clone());
    let title = named.map_or_else(|| heading.to_owned(), |name| format!("{heading}: {name}"));
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

/// Says for which agency the reader submits, where it is not their own: the audit log keeps that.
fn on_behalf(reading: &Reading, authority: Option<Authority>) -> Option<AnyView> {
    match authority? {
        Authority::Own(_) => None,
        Authority::OnBehalfOf(party) => {
            let party = reading.view.short_name(party);
            Some(view! { <p class="c-note">"You are submitting on behalf of "{party}". The audit log will show this."</p> }.into_any())
        }
    }
}

/// The facts first, because they are read before the form is filled in; on a wide screen the form is beside them.
fn beside(facts: Vec<(&'static str, AnyView)>, form: AnyView) -> AnyView {
    if facts.is_empty() {
        return view! { <div class="c-grid c-grid--84 c-grid--top"><div>{form}</div></div> }.into_any();
    }
    let facts: Vec<_> =
        facts.into_iter().map(|(name, fact)| view! { <div><dt>{name}</dt><dd>{fact}</dd></div> }).collect();
    view! {
        <div class="c-grid c-grid--57 c-grid--top">
            <section class="c-block"><h2>"Current information"</h2><dl class="c-facts">{facts}</dl></section>
            <div>{form}</div>
        </div>
    }
    .into_any()
}
