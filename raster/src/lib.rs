//! A drawing as a picture: SVG in, PNG out. The letters are those of Public Sans, which lies in the program, so that a
//! picture is the same on every machine. Nothing is fetched: a drawing that names a file or an address shows without it.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{self, ImageHrefResolver, Options, Tree};
use std::sync::{Arc, LazyLock};

mod density;

/// Pixels of the picture for each pixel of the drawing: sharp on a projector and on paper.
pub const SCALE: u8 = 2;

/// No drawing of ours comes near to it: 8,000 pixels each way.
const LARGEST: u32 = 8_000;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    #[error("The drawing cannot be read: {0}")]
    NotRead(#[from] usvg::Error),
    #[error("A picture of {width} by {height} pixels is too large.")]
    TooLarge { width: u32, height: u32 },
    #[error("The picture cannot be written: {0}")]
    NotWritten(String),
}

/// The fonts of the pages, for other programs that set type.
pub const REGULAR: &[u8] = include_bytes!("../fonts/PublicSans-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../fonts/PublicSans-Bold.ttf");

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

/// The drawing as a PNG that says how dense it is, so that programs show it at the size of the drawing.
///
/// # Errors
/// Where the drawing is not SVG, or is larger than any of ours.
pub fn png(svg: &str) -> Result<Vec<u8>, RasterError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Public Sans".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let scale = f32::from(SCALE);
    let pixels = |length: f32| (length * scale).round() as u32;
    let (width, height) = (pixels(tree.size().width()), pixels(tree.size().height()));
    let too_large = RasterError::TooLarge { width, height };
    if width.max(height) > LARGEST {
        return Err(too_large);
    }
    let Some(mut pixmap) = Pixmap::new(width, height) else { return Err(too_large) };
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let png = pixmap.encode_png().map_err(|error| RasterError::NotWritten(error.to_string()))?;
    Ok(density::stated(png, SCALE))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use resvg::tiny_skia::Pixmap;

    fn drawn(inside: &str) -> Pixmap {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">{inside}</svg>"#);
        Pixmap::decode_png(&png(&svg).unwrap()).unwrap()
    }

    fn inked(pixmap: &Pixmap) -> usize {
        pixmap.pixels().iter().filter(|pixel| pixel.alpha() > 0).count()
    }

    #[test]
    fn a_picture_is_the_drawing_at_twice_its_pixels() {
        let picture = drawn(r##"<rect width="30" height="20" fill="#005ea2"/>"##);
        assert_eq!((picture.width(), picture.height()), (120, 40));
        assert_eq!(inked(&picture), 60 * 40);
    }

    #[test]
    fn letters_are_drawn_in_both_weights_from_the_fonts_in_the_program() {
        let letters = |weight| {
            inked(&drawn(&format!(
                r#"<text x="2" y="15" font-family="Public Sans" font-weight="{weight}">Days</text>"#
            )))
        };
        let (regular, bold) = (letters(400), letters(700));
        assert!(regular > 100 && bold > regular + 50, "{regular} and {bold}");
    }

    #[test]
    fn a_picture_says_how_dense_it_is() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>"#;
        let png = png(svg).unwrap();
        // 192 dots an inch, as dots a meter.
        let stated = [7_559_u32.to_be_bytes(), 7_559_u32.to_be_bytes()].concat();
        let place = png.windows(4).position(|name| name == b"pHYs").unwrap();
        assert_eq!(&png[place + 4..place + 12], &stated[..]);
        assert_eq!(png[place + 12], 1);
    }

    #[test]
    fn nothing_is_fetched_and_what_is_too_large_is_refused() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/README.md");
        assert_eq!(inked(&drawn(&format!(r#"<image href="{file}" width="9" height="9"/>"#))), 0);
        let wide = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="10"/>"#;
        assert!(matches!(png(wide), Err(RasterError::TooLarge { .. })));
        assert!(matches!(png("no drawing"), Err(RasterError::NotRead(_))));
    }
}
