//! The style sheet, from our Sass and the U.S. Web Design System, with the fonts and images that it names.

use std::{collections::BTreeSet, fs};

use super::{fingerprint::Fingerprint, fonts, site::Site};
use crate::{failure::Failure, npm::NpmProject, process, workspace::Workspace};

const STYLE_SHEET: &str = "concord.css";
const DESIGN_SYSTEM: &str = "@uswds/uswds";

/// Compiles `style/concord.scss` when it changed, and copies what it refers to.
///
/// # Errors
/// When Sass refuses it, or when it names a file that the design system does not have.
pub fn build(workspace: &Workspace, tools: &NpmProject, site: &mut Site) -> Result<(), Failure> {
    let stamp = site.stamp("styles");
    let made_from = fingerprint(workspace, tools)?;
    if !(made_from.is_kept_in(&stamp) && site.keep(STYLE_SHEET)?) {
        let css = process::timed("Compile the styles", || compile(tools))?;
        site.write(STYLE_SHEET, css.as_bytes())?;
        made_from.keep_in(&stamp)?;
    }
    copy_what_the_style_sheet_names(workspace, tools, site)
}

/// The packages are in it by their lock.
fn fingerprint(workspace: &Workspace, tools: &NpmProject) -> Result<Fingerprint, Failure> {
    let folder = workspace.root.join("style");
    let mut inputs = vec![tools.lock()];
    for entry in fs::read_dir(&folder).map_err(Failure::file(&folder))? {
        let path = entry.map_err(Failure::file(&folder))?.path();
        if path.extension().is_some_and(|ending| ending == "scss") {
            inputs.push(path);
        }
    }
    inputs.sort();
    Fingerprint::of_files(inputs)
}

fn compile(tools: &NpmProject) -> Result<String, Failure> {
    let packages = tools.file(DESIGN_SYSTEM).join("packages");
    let mut sass = tools.program("sass");
    sass.args(["--style=compressed", "--no-source-map", "--quiet-deps", "--load-path"]).arg(packages);
    process::output_of("Compile the styles", sass.arg("concord.scss"))
}

fn copy_what_the_style_sheet_names(workspace: &Workspace, tools: &NpmProject, site: &mut Site) -> Result<(), Failure> {
    let design_system = tools.file(DESIGN_SYSTEM);
    let (css, originals) = (site.text(STYLE_SHEET)?, design_system.join("dist"));
    for path in files_named_in(&css).iter().filter(|path| !fonts::is_made(path)) {
        site.copy(path, &originals.join(path))?;
    }
    fonts::build((workspace, tools), site, &css, &originals)?;
    // Fonts and images keep their own licenses, which travel with them.
    site.copy("uswds-license.md", &design_system.join("LICENSE.md"))
}

/// The relative paths inside `url(..)`; what is empty or embedded needs no file.
fn files_named_in(css: &str) -> BTreeSet<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|path| path.trim_matches(['"', '\'']))
        .filter(|path| !path.is_empty() && !path.starts_with("data:"))
        .map(Into::into)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_names_its_files_once_each_and_embedded_ones_not_at_all() {
        let css = r#"@supports(mask: url("")){a{mask:url("img/x.svg")}} b{background:url(img/x.svg)}
            @font-face{src:url(fonts/PublicSans-Bold.woff2)} c{background:url('data:image/svg+xml,x')}"#;
        assert_eq!(files_named_in(css).into_iter().collect::<Vec<_>>(), ["fonts/PublicSans-Bold.woff2", "img/x.svg"]);
    }
}
