//! What the address of a form names.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use leptos_router::params::ParamsMap;
use std::str::FromStr;
use ui::error::AppError;

/// The names in the address of a page, by the names that its path gives them.
#[derive(Clone, Debug, Default)]
pub struct Names(ParamsMap);

impl Names {
    pub fn of_the_address() -> Names {
        Names(use_params_map().get_untracked())
    }

    /// A part of the address.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it has none.
    pub fn get(&self, name: &str) -> Result<String, AppError> {
        self.0.get(name).ok_or(AppError::NotFound)
    }

    /// An id in the address.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it is none.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, AppError> {
        self.get(name)?.parse().map_err(|_| AppError::NotFound)
    }
}
