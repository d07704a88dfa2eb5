//! How a list is laid out: by what its rows are sorted and grouped, which columns and which page of it are shown.
//!
//! Every list reads and writes these in one way; which sorts, groups and columns there are is its own.

use super::{PAGE, SavedList};
use crate::error::BadQuery;

/// One of the codes that an address may give under a name: `sort=slip`, `group=lead`, `column=status`.
pub trait Choice: Copy + Ord + 'static {
    /// Its name in addresses.
    const NAME: &'static str;
    /// In the order in which they are listed and shown.
    const ALL: &'static [Self];

    /// As it is written in addresses.
    fn code(self) -> &'static str;

    /// Its label in a form; for a column, its head.
    fn words(self) -> &'static str;

    /// # Errors
    /// [`BadQuery::NotAFilter`] for a code that there is not.
    fn read(value: &str) -> Result<Self, BadQuery> {
        Self::ALL
            .iter()
            .copied()
            .find(|choice| choice.code() == value)
            .ok_or_else(|| BadQuery::filter(Self::NAME, value))
    }
}

/// By what a list is sorted. The default is left out of addresses.
pub trait SortChoice: Choice + Default {
    /// Whether the most comes first.
    fn is_descending(self) -> bool;
}

/// An order or a grouping of which a caption speaks.
pub trait Captioned: Choice {
    /// Its words in a caption: "sorted by lead agency".
    fn said(self) -> &'static str;
}

/// A column that can be hidden. What names a row is always shown.
pub trait ColumnChoice: Choice {
    type Sort: SortChoice;

    /// Those that are shown where none is named.
    const USUAL: &'static [Self] = Self::ALL;

    /// What its head sorts by.
    fn sort(self) -> Self::Sort;

    /// Whether its figures are aligned right.
    fn is_number(self) -> bool;
}

/// The layout that an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout<S, G, C> {
    pub sort: S,
    pub group: Option<G>,
    /// The columns that are shown; the usual ones where none is named. Exports have them all.
    pub columns: Vec<C>,
    /// The page of the list, from 1. Exports hold all pages.
    pub page: usize,
}

/// The names of the layout parameters of an address.
pub const LAYOUT_NAMES: [&str; 4] = ["sort", "group", "column", "page"];

/// A list as its address asks for it.
pub trait ListQuery: Clone {
    type Sort: SortChoice + Captioned;
    type Group: Captioned;
    type Column: ColumnChoice<Sort = Self::Sort>;
    const LIST: SavedList;

    fn layout(&self) -> &Layout<Self::Sort, Self::Group, Self::Column>;

    fn layout_mut(&mut self) -> &mut Layout<Self::Sort, Self::Group, Self::Column>;

    /// The columns of the table beside those that name a row.
    fn shown_columns(&self) -> &[Self::Column] {
        self.layout().shown_columns()
    }

    /// The query as it is written in addresses, without page and without `as_of`.
    fn pairs(&self) -> Vec<(&'static str, String)>;

    /// The same rows, laid out in another way.
    fn laid_out(&self, change: impl FnOnce(&mut Layout<Self::Sort, Self::Group, Self::Column>)) -> Self {
        let mut other = self.clone();
        change(other.layout_mut());
        other
    }

    /// The same list at another page.
    fn at_page(&self, page: usize) -> Self {
        self.laid_out(|layout| layout.page = page)
    }

    /// The query as it is written in addresses, with the page where that is not the first.
    fn pairs_with_page(&self) -> Vec<(&'static str, String)> {
        let page = self.layout().page;
        let mut pairs = self.pairs();
        pairs.extend((page > 1).then(|| ("page", page.to_string())));
        pairs
    }
}

impl<S: Default, G, C> Default for Layout<S, G, C> {
    fn default() -> Layout<S, G, C> {
        Layout { sort: S::default(), group: None, columns: Vec::new(), page: 1 }
    }
}

impl<S: SortChoice, G: Choice, C: ColumnChoice> Layout<S, G, C> {
    /// Takes one pair of an address if it is about the layout. False for anything else.
    pub(super) fn take(&mut self, name: &str, value: &str) -> Result<bool, BadQuery> {
        match name {
            name if name == S::NAME => self.sort = S::read(value)?,
            name if name == G::NAME => self.group = Some(G::read(value)?),
            name if name == C::NAME => self.show(C::read(value)?),
            "page" => {
                self.page =
                    value.parse().ok().filter(|page| *page > 0).ok_or_else(|| BadQuery::filter("page", value))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn show(&mut self, column: C) {
        if let Err(place) = self.columns.binary_search(&column) {
            self.columns.insert(place, column);
        }
    }

    /// The columns of the table beside those that name a row.
    pub fn shown_columns(&self) -> &[C] {
        if self.columns.is_empty() { C::USUAL } else { &self.columns }
    }

    /// Whether other columns are shown than usual.
    pub fn is_cut(&self) -> bool {
        self.shown_columns() != C::USUAL
    }

    /// How many rows are on the pages before.
    pub fn rows_before(&self) -> usize {
        self.page.saturating_sub(1).saturating_mul(PAGE)
    }

    /// As it is written in addresses, without the page. The order that the list has without being asked is left out.
    pub(super) fn pairs(&self, usual: S) -> Vec<(&'static str, String)> {
        let sort = (self.sort != usual).then(|| (S::NAME, self.sort.code().to_owned()));
        let group = self.group.map(|group| (G::NAME, group.code().to_owned()));
        let columns = self.columns.iter().filter(|_| self.is_cut()).map(|column| (C::NAME, column.code().to_owned()));
        sort.into_iter().chain(group).chain(columns).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::lists::{ActionColumn, ActionLayout, GroupBy, Sort};

    fn layout(pairs: &[(&str, &str)]) -> ActionLayout {
        let mut layout = ActionLayout::default();
        for (name, value) in pairs {
            assert!(layout.take(name, value).unwrap(), "{name}");
        }
        layout
    }

    #[test]
    fn what_is_laid_out_as_usual_stands_in_no_address() {
        let every_column = ActionColumn::USUAL.iter().map(|column| ("column", column.code()));
        let asked: Vec<_> = every_column.chain([("sort", "reference"), ("page", "3")]).collect();
        let layout = layout(&asked);
        assert_eq!(
            (layout.pairs(Sort::Reference), layout.is_cut(), layout.rows_before()),
            (Vec::new(), false, 2 * PAGE)
        );
    }

    #[test]
    fn columns_stand_once_and_in_the_order_of_the_table() {
        let layout = layout(&[("column", "slip"), ("column", "lead"), ("column", "slip"), ("group", "part")]);
        assert_eq!(layout.shown_columns(), [ActionColumn::Lead, ActionColumn::Slip]);
        assert_eq!((layout.sort, layout.group), (Sort::Reference, Some(GroupBy::Part)));
        let written = [("group", "part"), ("column", "lead"), ("column", "slip")];
        assert_eq!(layout.pairs(Sort::Reference), written.map(|(name, code)| (name, code.to_owned())));
    }

    #[test]
    fn what_is_no_layout_is_left_to_the_list_and_an_unknown_code_is_refused() {
        let mut layout = ActionLayout::default();
        assert!(!layout.take("status", "open").unwrap());
        for (name, value) in [("sort", "color"), ("group", "color"), ("column", "color"), ("page", "0"), ("page", "x")]
        {
            assert!(layout.take(name, value).is_err(), "{name}={value}");
        }
    }
}
