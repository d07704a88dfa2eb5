//! A command as a value: its words, who may, and what it does.

use crate::command::Command;
use crate::typed::Typed;
use domain::actor::{Actor, Authority};
use domain::{Date, DomainError};
use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;
use store::{Change, StoreError, Token};

/// A command that is done to an `A` with an input `I`, and writes with an `On`.
#[derive(Clone, Copy, Debug)]
pub struct Handler<A, I, On = Change> {
    pub command: Command,
    /// Asks the rule. Pages ask before anything is typed.
    pub may: fn(&A, By<'_>) -> May,
    /// Does it. The caller commits.
    pub apply: for<'a> fn(I, &'a mut On) -> Doing<'a>,
}

/// Whether something may be done, and under whose authority: `None` where the role alone permits it.
pub type May = Result<Option<Authority>, DomainError>;

/// A command on its way.
pub type Doing<'a> = Pin<Box<dyn Future<Output = Result<Done, Failure>> + Send + 'a>>;

/// Who asks, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    pub actor: &'a Actor,
    pub today: Date,
    /// What was typed, where something was: some rights depend on what is selected.
    pub typed: Option<&'a Typed>,
}

impl<'a> By<'a> {
    /// Who asks before anything was typed.
    pub fn new(actor: &'a Actor, today: Date) -> By<'a> {
        By { actor, today, typed: None }
    }

    /// What was selected in a field; blank where nothing was.
    pub fn chosen(&self, field: &str) -> &'a str {
        self.typed.map_or("", |typed| typed.get(field))
    }
}

/// What a command did, besides its message.
#[derive(Debug, Default)]
pub struct Done {
    /// Another message than that of the command.
    pub words: Option<Cow<'static, str>>,
    /// The path of the page that comes next, where it is not the one that the form names.
    pub page: Option<String>,
    /// A one-time link that has to be shown once.
    pub link: Option<Token>,
}

impl Done {
    /// Done, with that page next.
    pub fn at(page: String) -> Done {
        Done { page: Some(page), ..Done::default() }
    }

    /// Done, with this message.
    pub fn saying(words: &'static str) -> Done {
        Done { words: Some(Cow::Borrowed(words)), ..Done::default() }
    }

    /// Done, with a link to show.
    pub fn with(link: Token) -> Done {
        Done { link: Some(link), ..Done::default() }
    }
}

/// What is done by one call, with the message of the command.
pub(crate) fn done<'a>(work: impl Future<Output = Result<(), StoreError>> + Send + 'a) -> Doing<'a> {
    Box::pin(async move {
        work.await?;
        Ok(Done::default())
    })
}

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Hidden fields are missing or were changed.
    #[error("what was sent is not what this form sends")]
    NotAForm,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DomainError> for Failure {
    fn from(refused: DomainError) -> Failure {
        Failure::Store(refused.into())
    }
}
