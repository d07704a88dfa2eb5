//! A filter that lets through any of several values.

use crate::error::BadQuery;

/// The values that a filter lets through. None of them lets everything through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyOf<F>(Vec<F>);

impl<F> Default for AnyOf<F> {
    fn default() -> AnyOf<F> {
        AnyOf(Vec::new())
    }
}

impl<F: Copy + PartialEq> AnyOf<F> {
    /// Takes one parameter of an address: links write commas between values, and boxes of a form repeat the name.
    pub(super) fn take(&mut self, text: &str, read: impl Fn(&str) -> Result<F, BadQuery>) -> Result<(), BadQuery> {
        for value in text.split(',') {
            let value = read(value)?;
            if !self.has(value) {
                self.0.push(value);
            }
        }
        Ok(())
    }

    /// As it is written in addresses; nothing where everything is let through.
    pub(super) fn code(&self, code: impl Fn(F) -> String) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.iter().copied().map(code).collect::<Vec<_>>().join(","))
    }

    /// Whether a row is let through. `fits` says whether it fits one value.
    pub(super) fn lets(&self, fits: impl Fn(F) -> bool) -> bool {
        self.0.is_empty() || self.0.iter().copied().any(fits)
    }

    pub fn has(&self, value: F) -> bool {
        self.0.contains(&value)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order in which they were asked for.
    pub fn values(&self) -> &[F] {
        &self.0
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Adds another parameter of the same name to codes that are written with commas between them.
pub(super) fn add_codes(codes: &mut Option<String>, more: Option<String>) {
    let Some(more) = more else { return };
    let mut all: Vec<&str> = codes.iter().flat_map(|codes| codes.split(',')).collect();
    for code in more.split(',') {
        if !all.contains(&code) {
            all.push(code);
        }
    }
    *codes = Some(all.join(","));
}
