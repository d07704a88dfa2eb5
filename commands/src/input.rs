//! What a command is given, and the inputs that many of them share.

use crate::typed::Fields;
use domain::ids::Version;
use domain::text::Sentence;
use std::str::FromStr;

/// The input of a command, as its form gives it.
pub trait Input: Sized + Send + 'static {
    /// `None` where a field is at fault, which `fields` notes.
    fn read(fields: &mut Fields<'_>) -> Option<Self>;
}

/// An object, in the version that the form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<Id> {
    pub id: Id,
    pub version: Version,
}

/// An object, and why something is done to it.
#[derive(Clone, Debug)]
pub struct Reasoned<Id> {
    pub of: Shown<Id>,
    pub reason: Sentence,
}

/// A claim, and how it was verified.
#[derive(Clone, Debug)]
pub struct Grounded<Id> {
    pub of: Shown<Id>,
    pub ground: Sentence,
}

impl<Id: FromStr + Send + 'static> Input for Shown<Id> {
    fn read(fields: &mut Fields<'_>) -> Option<Shown<Id>> {
        fields.shown()
    }
}

impl<Id: FromStr + Send + 'static> Input for Reasoned<Id> {
    fn read(fields: &mut Fields<'_>) -> Option<Reasoned<Id>> {
        let reason = fields.sentence("reason");
        Some(Reasoned { of: fields.shown()?, reason: reason? })
    }
}

impl<Id: FromStr + Send + 'static> Input for Grounded<Id> {
    fn read(fields: &mut Fields<'_>) -> Option<Grounded<Id>> {
        let ground = fields.sentence("ground");
        Some(Grounded { of: fields.shown()?, ground: ground? })
    }
}
