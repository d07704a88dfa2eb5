//! The fields of forms: label above, hint, error, then the field. Refused, a form comes back with what was typed.

mod summary;

use summary::Kept;
pub use summary::{FieldError, Summary};

use crate::components::date_field::DateInput;
use crate::error::AppError;
use crate::notice::Refusal;
use crate::reading::Reading;
use crate::request::{not_cacheable, site, visitor};
use crate::words::written_out;
use commands::typed::{FORM_KEY, WRITER};
use domain::Date;
use domain::date::Instant;
use domain::ids::PersonId;
use leptos::prelude::*;
use store::FormKey;

/// A form as a page shows it: what was typed and refused before, and where it comes back to.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The path of the page that holds the form.
    page: String,
    /// Who opened the form.
    writer: PersonId,
    /// The day that is viewed.
    viewed: Date,
    refusal: Option<Refusal>,
    /// When it was refused, where the page has said so before.
    kept_since: Option<Instant>,
}

impl FormState {
    /// The state of one form of a page.
    pub fn of(reading: &Reading, form: &str) -> FormState {
        FormState {
            page: reading.request.path().to_owned(),
            writer: reading.request.who.person.id,
            viewed: reading.view.position().day,
            refusal: reading.refusal_of(form),
            kept_since: reading.kept_since,
        }
    }

    /// What was typed, or else the current version.
    pub fn value(&self, field: &str, recorded: &str) -> String {
        let typed = self.refusal.as_ref().and_then(|refusal| refusal.typed.get(field));
        typed.cloned().unwrap_or_else(|| recorded.to_owned())
    }

    /// The day that is viewed, as an example at each field of a date.
    pub fn viewed(&self) -> Date {
        self.viewed
    }

    /// Whether what was typed is there from before, and was refused then.
    pub fn is_kept(&self) -> bool {
        self.kept_since.is_some()
    }

    fn error(&self, field: &str) -> Option<String> {
        self.refusal.as_ref().and_then(|refusal| refusal.fields.at(field)).map(str::to_owned)
    }

    /// The key under which the form is saved once. A refused form keeps its own, because nothing was saved under it.
    fn key(&self) -> String {
        let kept = self.typed(FORM_KEY).filter(|typed| typed.parse::<FormKey>().is_ok());
        kept.unwrap_or_else(new_key)
    }

    /// Whether another user saved in between, so that the page shows both versions.
    pub fn was_changed_meanwhile(&self) -> bool {
        self.refusal.as_ref().is_some_and(|refusal| refusal.changed_meanwhile)
    }

    /// What was not saved, where the form is no longer there.
    pub fn not_saved(&self) -> String {
        let heading = self.refusal.as_ref().and_then(|refusal| refusal.heading.clone());
        heading.unwrap_or_else(|| NOT_SAVED.to_owned())
    }

    /// What was typed into a field of a refused form.
    pub fn typed(&self, field: &str) -> Option<String> {
        self.refusal.as_ref().and_then(|refusal| refusal.typed.get(field)).filter(|typed| !typed.is_empty()).cloned()
    }
}

/// A key that no form had before. The page that shows it is not cached.
pub fn new_key() -> String {
    not_cacheable();
    match FormKey::new() {
        Ok(key) => key.text(),
        // The form can still be sent, without protection from being sent twice.
        Err(error) => {
            AppError::internal(&error);
            String::new()
        }
    }
}

/// A form that is posted.
#[component]
pub fn PostForm(
    state: FormState,
    /// Where to: `/api/move_milestone`.
    action: String,
    /// What did not happen, when the form was refused: "The due date was not changed."
    refused: &'static str,
    /// Verb and object, on the button.
    button: &'static str,
    /// Where the way out leads.
    back: String,
    /// Fields that are not typed: the object's id and the version that this form shows.
    hidden: Vec<(&'static str, String)>,
    /// The label of each field, by its name.
    #[prop(optional)]
    labels: Vec<(&'static str, String)>,
    /// Whether a file can come with it.
    #[prop(optional)]
    with_file: bool,
    /// Another button, beside that of the form.
    #[prop(optional_no_strip)]
    beside: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let encoding = with_file.then_some("multipart/form-data");
    let hidden =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let has_faults = state.refusal.as_ref().is_some_and(|refusal| !refusal.fields.is_empty());
    let title = if has_faults { NOT_SAVED } else { refused };
    // One field alone is not asked for to be left blank.
    let which = (labels.len() > 1).then(|| view! { <p class="c-small c-quiet">{WHICH_ARE_REQUIRED}</p> });
    let introduced = match (&state.refusal, state.kept_since) {
        (Some(refusal), Some(since)) => view! { <Kept refusal=refusal.clone() since/> }.into_any(),
        (refusal, _) => view! { <Summary refusal=refusal.clone() title labels/> }.into_any(),
    };
    view! {
        <form class="c-form" method="post" action=action enctype=encoding>
            {introduced}
            {which}
            <input type="hidden" name="page" value=state.page.clone()/>
            <input type="hidden" name=WRITER value=state.writer.to_string()/>
            <input type="hidden" name=FORM_KEY value=state.key()/>
            <input type="hidden" name="back" value=back.clone()/>
            {hidden}
            {children()}
            <div class="actions">
                <button class="usa-button" type="submit">{button}</button>
                {beside}
                {cancel(&state, back)}
            </div>
            {session_ends()}
        </form>
    }
}

const WHICH_ARE_REQUIRED: &str = "All fields are required unless marked optional.";

const NOT_SAVED: &str = "Your changes were not saved.";

/// Where a refused form is sent when it is canceled.
pub const DISCARD: &str = "/discard";

/// The way out. A refused form waits for its page with what was typed, so leaving it discards that.
fn cancel(state: &FormState, back: String) -> AnyView {
    if state.refusal.is_none() {
        return view! { <a href=back>"Cancel"</a> }.into_any();
    }
    view! {
        <button
            class="usa-button usa-button--unstyled"
            type="submit"
            formaction=DISCARD
            formenctype="application/x-www-form-urlencoded"
            formnovalidate
        >
            "Cancel"
        </button>
    }
    .into_any()
}

/// A line of text.
#[component]
pub fn TextField(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] recorded: String,
    /// As browsers name it; `date` is the field of a date.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in by itself.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let error = state.error(name);
    let invalid = error.is_some().then_some("true");
    let must = required.then_some("true");
    let described = described_by(name, !hint.is_empty(), error.is_some());
    let marked = error.is_some().then_some("usa-input--error");
    let value = state.value(name, &recorded);
    let input = if kind == "date" {
        view! { <DateInput id=name name value class=marked described invalid must/> }.into_any()
    } else {
        let class = format!("usa-input {}", marked.unwrap_or_default());
        view! {
            <input class=class.trim().to_owned() type=kind id=name name=name value=value autocomplete=autocomplete aria-required=must aria-invalid=invalid aria-describedby=described/>
        }
        .into_any()
    };
    view! { <Group name label hint error optional>{input}</Group> }
}

/// A file from the reader's machine. A browser never fills it in again, so a refused form asks for it again.
#[component]
pub fn FileField(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// Endings of the files that are taken, as browsers want them.
    #[prop(into)]
    accept: String,
) -> impl IntoView {
    let error = state.error(name);
    let invalid = error.is_some().then_some("true");
    let hint =
        if state.refusal.is_some() { format!("{hint} If you selected a file before, select it again.") } else { hint };
    let described = described_by(name, true, error.is_some());
    view! {
        <Group name label hint error optional=false>
            <input class="usa-input" type="file" id=name name=name accept=accept aria-invalid=invalid aria-describedby=described/>
        </Group>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] recorded: String,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let error = state.error(name);
    let invalid = error.is_some().then_some("true");
    let must = required.then_some("true");
    let described = described_by(name, !hint.is_empty(), error.is_some());
    let class = if error.is_some() { "usa-textarea usa-input--error" } else { "usa-textarea" };
    view! {
        <Group name label hint error optional>
            <textarea class=class id=name name=name aria-required=must aria-invalid=invalid aria-describedby=described>{written_out(&state.value(name, &recorded))}</textarea>
        </Group>
    }
}

/// A choice from a list that may be long. Each choice is a value and its label; the first line asks to select.
#[component]
pub fn SelectField(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] recorded: String,
    /// Groups of choices: the words of the group (blank for none), then value and words of each choice.
    choices: Vec<(String, Vec<(String, String)>)>,
    #[prop(into)] unchosen: String,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let error = state.error(name);
    let invalid = error.is_some().then_some("true");
    let must = required.then_some("true");
    let described = described_by(name, !hint.is_empty(), error.is_some());
    let class = if error.is_some() { "usa-select usa-input--error" } else { "usa-select" };
    let chosen = state.value(name, &recorded);
    // So many can't be looked through: a script adds a field that narrows them.
    let is_long = choices.iter().map(|(_, choices)| choices.len()).sum::<usize>() > 30;
    let script = is_long.then(|| view! { <script src=format!("{}/filters.js", site().assets) type="module"></script> });
    let groups = choices
        .into_iter()
        .map(|(group, choices)| {
            let options = choices
                .into_iter()
                .map(|(value, words)| {
                    let is_chosen = value == chosen;
                    view! { <option value=value selected=is_chosen>{words}</option> }
                })
                .collect_view();
            if group.is_empty() {
                options.into_any()
            } else {
                view! { <optgroup label=group>{options}</optgroup> }.into_any()
            }
        })
        .collect_view();
    view! {
        <Group name label hint error optional>
            <select class=class id=name name=name aria-required=must aria-invalid=invalid aria-describedby=described data-narrow=is_long.then_some("")>
                <option value="">{unchosen}</option>
                {groups}
            </select>
            {script}
        </Group>
    }
}

/// A choice of a few, all in sight. Each choice is its value and what is drawn beside the button.
#[component]
pub fn RadioField(
    state: FormState,
    name: &'static str,
    #[prop(into)] legend: String,
    #[prop(optional, into)] recorded: String,
    choices: Vec<(String, AnyView)>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let error = state.error(name);
    let chosen = state.value(name, &recorded);
    let invalid = error.is_some().then_some("true");
    let must = required.then_some("true");
    let described = described_by(name, false, error.is_some());
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(place, (value, words))| {
            // The summary of faults links to the field's name, so the first button bears it.
            let id = if place == 0 { name.to_owned() } else { format!("{name}-{value}") };
            let is_chosen = value == chosen;
            view! {
                <div class="usa-radio">
                    <input class="usa-radio__input" type="radio" id=id.clone() name=name value=value checked=is_chosen/>
                    <label class="usa-radio__label" for=id>{words}</label>
                </div>
            }
        })
        .collect_view();
    let class = if error.is_some() { "usa-fieldset usa-form-group--error" } else { "usa-fieldset" };
    view! {
        <fieldset class=class role="radiogroup" aria-required=must aria-invalid=invalid aria-describedby=described>
            <legend class="usa-legend">{legend}</legend>
            {error.map(|words| view! { <span class="usa-error-message" id=format!("{name}-error")>{words}</span> })}
            <div class="c-radios">{buttons}</div>
        </fieldset>
    }
}

#[component]
fn Group(
    name: &'static str,
    label: String,
    hint: String,
    error: Option<String>,
    optional: bool,
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() { "usa-form-group usa-form-group--error" } else { "usa-form-group" };
    // A label in which it stands when the field is needed says no more: "Agency (required for a liaison)".
    let is_optional = optional && !label.ends_with(')');
    view! {
        <div class=class>
            <label class="usa-label" for=name>{label}{is_optional.then_some(" (optional)")}</label>
            {(!hint.is_empty()).then(|| view! { <span class="usa-hint" id=format!("{name}-hint")>{hint}</span> })}
            {error.map(|words| view! { <span class="usa-error-message" id=format!("{name}-error")>{words}</span> })}
            {children()}
        </div>
    }
}

fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("{name}-hint"));
    let error = has_error.then(|| format!("{name}-error"));
    let ids: Vec<String> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// When the reader is signed out: those who type for long must know, with or without scripts.
fn session_ends() -> Option<AnyView> {
    let ends = visitor().ends?;
    let time = site().store.zone().time(ends.first());
    let unless = if ends.can_continue() { " unless you open another page or submit this form first" } else { "" };
    let words = format!("Your session ends on {time}{unless}.");
    Some(view! { <p class="c-small c-quiet">{words}</p> }.into_any())
}
