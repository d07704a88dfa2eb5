//! A field of a form: how it is drawn, and how it is compared with the current version.

use super::both::Both;
use super::choices::{Choices, Groups};
use domain::Date;
use domain::date::{in_field, in_sentence, parse};
use leptos::prelude::*;
use ui::components::date_field::date_hint;
use ui::forms::{FileField, FormState, RadioField, SelectField, TextArea, TextField};

/// A field that users type or select.
#[derive(Debug)]
pub struct Field {
    name: &'static str,
    label: String,
    hint: String,
    /// What it holds at first: the current version, or what is proposed.
    recorded: String,
    /// The current version, where that is not what the field holds at first.
    now: Option<String>,
    is_optional: bool,
    /// Whether the form is refused where nothing was typed, whatever else was.
    is_required: bool,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Line {
        kind: &'static str,
    },
    Date,
    Lines,
    Select {
        choices: Groups,
        unchosen: &'static str,
    },
    /// Code, label, and what is drawn beside the button.
    Radio(Vec<(String, String, AnyView)>),
    File {
        accept: String,
    },
}

impl Field {
    fn new(name: &'static str, label: impl Into<String>, kind: Kind) -> Field {
        let (label, hint, recorded) = (label.into(), String::new(), String::new());
        Field { name, label, hint, recorded, now: None, is_optional: false, is_required: true, kind }
    }

    /// A line of text.
    pub fn line(name: &'static str, label: impl Into<String>) -> Field {
        Field::new(name, label, Kind::Line { kind: "text" })
    }

    /// A date. Its hint says how it is typed, and then what [`hint`](Self::hint) adds.
    pub fn date(name: &'static str, label: impl Into<String>) -> Field {
        Field::new(name, label, Kind::Date)
    }

    /// A line of a kind that browsers know: `email`, `url`.
    pub fn line_of(kind: &'static str, name: &'static str, label: impl Into<String>) -> Field {
        Field::new(name, label, Kind::Line { kind })
    }

    /// Several lines of text.
    pub fn lines(name: &'static str, label: impl Into<String>) -> Field {
        Field::new(name, label, Kind::Lines)
    }

    /// A choice from a list that may be long; `unchosen` asks for it.
    pub fn select(name: &'static str, label: impl Into<String>, choices: Groups, unchosen: &'static str) -> Field {
        Field::new(name, label, Kind::Select { choices, unchosen })
    }

    /// A choice of a few, all in sight.
    pub fn radio(name: &'static str, label: impl Into<String>, choices: Choices) -> Field {
        let drawn = choices.into_iter().map(|(code, words)| (code, words.clone(), words.into_any()));
        Field::new(name, label, Kind::Radio(drawn.collect()))
    }

    /// The same, where more than words is drawn beside each button.
    pub fn radio_drawn(name: &'static str, label: impl Into<String>, choices: Vec<(String, String, AnyView)>) -> Field {
        Field::new(name, label, Kind::Radio(choices))
    }

    /// A file from the reader's machine.
    pub fn file(name: &'static str, label: impl Into<String>, accept: String) -> Field {
        Field::new(name, label, Kind::File { accept })
    }

    pub fn hint(self, hint: impl Into<String>) -> Field {
        Field { hint: hint.into(), ..self }
    }

    pub fn optional(self) -> Field {
        Field { is_optional: true, is_required: false, ..self }
    }

    /// It may be blank at times: its hint, or that of its group, says when.
    pub fn may_be_blank(self) -> Field {
        Field { is_required: false, ..self }
    }

    /// The date that the field holds at first.
    pub fn recorded_date(self, recorded: Option<Date>) -> Field {
        self.recorded(recorded.map(in_field).unwrap_or_default())
    }

    /// What the field holds at first.
    pub fn recorded(self, recorded: impl Into<String>) -> Field {
        Field { recorded: recorded.into(), ..self }
    }

    /// The current version, where the field holds something else at first.
    pub fn now(self, now: Option<String>) -> Field {
        Field { now, ..self }
    }

    /// Its name in the form, and its label.
    pub fn label(&self) -> (&'static str, String) {
        (self.name, self.label.clone())
    }

    /// The current version and what was typed, both in words.
    pub fn both(&self, state: &FormState) -> Both {
        let recorded = (!self.recorded.is_empty()).then(|| self.in_words(self.recorded.clone()));
        let typed = state.typed(self.name).map(|typed| self.in_words(typed));
        Both { label: self.label.clone(), now: self.now.clone().or(recorded), typed }
    }

    /// Choices are typed as codes and dates in numbers; both are shown in words.
    fn in_words(&self, code: String) -> String {
        let found = match &self.kind {
            Kind::Select { choices, .. } => choices
                .iter()
                .flat_map(|(_, choices)| choices)
                .find(|(choice, _)| *choice == code)
                .map(|(_, words)| words),
            Kind::Radio(choices) => choices.iter().find(|(choice, ..)| *choice == code).map(|(_, words, _)| words),
            Kind::Date => return parse(&code).map_or(code, in_sentence),
            Kind::Line { .. } | Kind::Lines | Kind::File { .. } => None,
        };
        found.cloned().unwrap_or(code)
    }

    pub fn draw(self, state: &FormState) -> AnyView {
        let Field { name, label, hint, recorded, is_optional: optional, is_required: required, kind, .. } = self;
        let state = state.clone();
        match kind {
            Kind::Line { kind } => {
                view! { <TextField state name label hint recorded kind optional required/> }.into_any()
            }
            Kind::Date => {
                let example = date_hint(state.viewed());
                let hint = if hint.is_empty() { example } else { format!("{example}. {hint}") };
                view! { <TextField state name label hint recorded kind="date" optional required/> }.into_any()
            }
            Kind::Lines => view! { <TextArea state name label hint recorded optional required/> }.into_any(),
            Kind::Select { choices, unchosen } => {
                view! { <SelectField state name label hint recorded choices unchosen optional required/> }.into_any()
            }
            Kind::Radio(choices) => {
                let choices = choices.into_iter().map(|(code, _, drawn)| (code, drawn)).collect::<Vec<_>>();
                view! { <RadioField state name legend=label recorded choices required/> }.into_any()
            }
            Kind::File { accept } => view! { <FileField state name label hint accept/> }.into_any(),
        }
    }
}
