//! Drawings that were made already. A drawing follows from its data alone, so a new entry of the log has only those drawn
//! again whose data it changed.

use moka::sync::Cache;
use reports::charts::{Chart, ChartError, Place, Width};
use std::sync::Arc;

/// All of them together take no more bytes.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// The drawings of pages that were made last, one for each place where one is shown. Clones share them.
#[derive(Clone, Debug)]
pub struct Drawings(Cache<(Box<str>, Width), Arc<Made>>);

#[derive(Debug)]
struct Made {
    of: Chart,
    svg: Arc<str>,
}

impl Default for Drawings {
    fn default() -> Self {
        // Of the data there is about as much as of the drawing.
        let bytes = |_: &(Box<str>, Width), made: &Arc<Made>| u32::try_from(2 * made.svg.len()).unwrap_or(u32::MAX);
        Drawings(Cache::builder().max_capacity(MOST_BYTES).weigher(bytes).build())
    }
}

impl Drawings {
    /// The drawing for a page. `place` names where it is shown: there the one that was made last is looked at.
    ///
    /// # Errors
    /// When the numbers cannot be drawn.
    pub fn draw(&self, place: &str, of: &Chart, width: Width) -> Result<Arc<str>, ChartError> {
        let key = (Box::from(place), width);
        // The whole data is compared, not a digest of it: a drawing of other data can never be shown.
        if let Some(made) = self.0.get(&key).filter(|made| made.of == *of) {
            return Ok(Arc::clone(&made.svg));
        }
        let svg: Arc<str> = of.draw(width, Place::Page)?.into();
        self.0.insert(key, Arc::new(Made { of: of.clone(), svg: Arc::clone(&svg) }));
        Ok(svg)
    }
}

#[cfg(test)]
mod tests {
    use super::Drawings;
    use reports::charts::Chart;
    use reports::charts::{Bar, BarRow, Bars, Fill, Place, Width, Words};
    use std::sync::Arc;

    fn drawing(value: u32) -> Chart {
        let (label, said) = ("Justice".to_owned(), format!("{value} days"));
        let bar = Bar { label, value, said, fill: Fill::Slip, rows: None, card: None };
        let (title, description) = ("Slip".to_owned(), "In days".to_owned());
        Chart::Bars(Bars {
            words: Words { id: "slip", title, description, foot: vec![] },
            rows: vec![BarRow::Bar(bar)],
        })
    }

    #[test]
    fn the_same_data_is_drawn_once_and_other_data_again() {
        let drawings = Drawings::default();
        let draw = |value| drawings.draw("/slip", &drawing(value), Width::Half).unwrap();
        let first = draw(3);
        assert!(Arc::ptr_eq(&first, &draw(3)));
        for value in [4, 3, 5] {
            assert_eq!(&*draw(value), drawing(value).draw(Width::Half, Place::Page).unwrap());
        }
    }

    #[test]
    fn every_width_has_a_drawing_of_its_own() {
        let drawings = Drawings::default();
        let [half, narrow] = [Width::Half, Width::Narrow].map(|width| drawings.draw("/", &drawing(3), width).unwrap());
        assert_ne!(half, narrow);
    }
}
