//! The fonts that the style sheet names: whole ones as the design system has them, and those cut to a range of characters.

use std::path::Path;

use super::{fingerprint::Fingerprint, site::Site};
use crate::{failure::Failure, npm::NpmProject, process, workspace::Workspace};

/// Before this ending stands the name of the font that a smaller one is made from.
const SMALLER: &str = "-latin.woff2";

/// Whether a file that the style sheet names is made here.
pub fn is_made(path: &str) -> bool {
    path.ends_with(SMALLER)
}

/// Makes every smaller font that the style sheet names, with the characters of the `unicode-range` beside its name.
/// `originals` is the folder from which the style sheet's paths lead.
///
/// # Errors
/// When a font cannot be made, or has no range.
pub fn build(
    (workspace, tools): (&Workspace, &NpmProject),
    site: &mut Site,
    css: &str,
    originals: &Path,
) -> Result<(), Failure> {
    let smaller = smaller_fonts(css)?;
    let stamp = site.stamp("fonts");
    let script = workspace.root.join("style/fonts.js");
    let made_from = Fingerprint::of_text(css, [script.clone(), tools.lock()])?;
    let is_current = made_from.is_kept_in(&stamp);
    if is_current && smaller.iter().all(|font| site.keep_one(Path::new(&font.path))) {
        return Ok(());
    }
    process::timed("Make the fonts smaller", || {
        for font in &smaller {
            let made = site.stamp("font.woff2");
            let mut node = std::process::Command::new("node");
            node.arg(&script).arg(originals.join(&font.original)).arg(&made).arg(&font.range);
            process::run("Make a font smaller", &mut node)?;
            site.copy(&font.path, &made)?;
        }
        made_from.keep_in(&stamp)
    })
}

/// A font that holds some characters of another.
#[derive(Debug, PartialEq, Eq)]
struct Smaller {
    /// As the style sheet names it.
    path: String,
    original: String,
    /// "U+20-7E, U+A0-FF".
    range: String,
}

fn smaller_fonts(css: &str) -> Result<Vec<Smaller>, Failure> {
    let faces = css.split("@font-face").skip(1).filter_map(|face| face.split('}').next());
    faces.filter(|face| face.contains(SMALLER)).map(smaller_font).collect()
}

fn smaller_font(face: &str) -> Result<Smaller, Failure> {
    let between = |begin: &str, ends: &[char]| {
        let rest = face.split_once(begin)?.1;
        Some(rest.split(ends).next()?.trim_matches(['"', '\'']).to_owned())
    };
    let found = between("url(", &[')']).zip(between("unicode-range:", &[';']));
    let (path, range) = found.ok_or_else(|| Failure::Missing {
        what: format!("the range of characters of {face}"),
        advice: "Name it in style/_fonts.scss.".into(),
    })?;
    Ok(Smaller { original: path.replace(SMALLER, ".woff2"), path, range })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_smaller_font_is_made_from_the_one_of_its_name_with_the_characters_of_its_range() {
        let css = r#"@font-face{src:url("fonts/Sans-Bold.woff2") format("woff2")}a{color:red}
            @font-face{src:url("fonts/Sans-Bold-latin.woff2") format("woff2");unicode-range:U+20-7E, U+A0-FF}"#;
        let smaller = Smaller {
            path: "fonts/Sans-Bold-latin.woff2".into(),
            original: "fonts/Sans-Bold.woff2".into(),
            range: "U+20-7E, U+A0-FF".into(),
        };
        assert_eq!(smaller_fonts(css).unwrap(), [smaller]);
    }

    #[test]
    fn a_smaller_font_without_a_range_is_refused() {
        assert!(smaller_fonts("@font-face{src:url(Sans-latin.woff2)}").is_err());
    }
}
