//! What a check found: how bad it is, in words, and what to do.

use serde::Serialize;
use std::error::Error;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum State {
    Ok,
    /// Can't be checked here: check elsewhere.
    Note,
    /// Act soon.
    Warn,
    /// Act now: the record is not safe, or soon will not be.
    Fail,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Ok => "OK",
            State::Note => "NOTE",
            State::Warn => "WARN",
            State::Fail => "FAIL",
        }
    }
}

/// One line of the answer.
#[derive(Debug, Serialize)]
pub struct Finding {
    pub check: &'static str,
    pub state: State,
    pub says: String,
    /// What to do, where something is to be done.
    pub todo: Option<String>,
}

impl Finding {
    pub fn ok(check: &'static str, says: impl Into<String>) -> Finding {
        Finding { check, state: State::Ok, says: says.into(), todo: None }
    }

    pub fn note(check: &'static str, says: impl Into<String>, todo: impl Into<String>) -> Finding {
        Finding { check, state: State::Note, says: says.into(), todo: Some(todo.into()) }
    }

    pub fn warn(check: &'static str, says: impl Into<String>, todo: impl Into<String>) -> Finding {
        Finding { check, state: State::Warn, says: says.into(), todo: Some(todo.into()) }
    }

    pub fn fail(check: &'static str, says: impl Into<String>, todo: impl Into<String>) -> Finding {
        Finding { check, state: State::Fail, says: says.into(), todo: Some(todo.into()) }
    }

    /// A fault whose words say what to do, with the causes that they do not name. A password is in none of them.
    pub fn of_fault(check: &'static str, fault: &dyn Error) -> Finding {
        let mut says = fault.to_string();
        let mut next = fault.source();
        while let Some(cause) = next {
            let words = cause.to_string();
            if !says.contains(&words) {
                says.push_str("\nCause: ");
                says.push_str(&words);
            }
            next = cause.source();
        }
        Finding { check, state: State::Fail, says, todo: None }
    }
}
