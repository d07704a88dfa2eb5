//! What the browser runs: the crate `frontend` as wasm, with the script that loads it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use super::{
    compressed,
    fingerprint::Fingerprint,
    site::{Site, files_below},
};
use crate::{failure::Failure, npm::NpmProject, process, rustup, workspace::Workspace};

/// The folder and the names are those that Leptos writes into a page whose `output_name` is `concord`.
const FOLDER: &str = "pkg";
const NAME: &str = "concord";
const WASM: &str = "concord_bg.wasm";

/// The most that a browser should have to fetch of wasm, in bytes, compressed with brotli at quality 11.
const BUDGET: usize = 60_000;

/// The stamp that holds the compressed sizes of wasm and script, in bytes.
const SIZES: &str = "wasm-sizes";

/// Compiles the crate `frontend`; cargo decides whether there is anything to do. Binds and shrinks what is new.
///
/// # Errors
/// When it does not compile, or a tool refuses it.
pub fn build(workspace: &Workspace, tools: &NpmProject, site: &mut Site) -> Result<(), Failure> {
    let compiled = compile(workspace)?;
    let stamp = site.stamp("wasm");
    let made_from = Fingerprint::of_files([compiled.clone(), tools.lock()])?;
    if made_from.is_kept_in(&stamp) && site.keep(FOLDER)? {
        return Ok(());
    }
    let folder = tempfile::tempdir().map_err(Failure::file(std::env::temp_dir()))?;
    process::timed("Bind the wasm to its script", || bind(&compiled, folder.path()))?;
    process::timed("Shrink the wasm", || shrink(tools, &folder.path().join(WASM)))?;
    for path in files_below(folder.path())? {
        site.copy(Path::new(FOLDER).join(&path), &folder.path().join(&path))?;
    }
    process::timed("Measure the wasm", || measure(folder.path(), &site.stamp(SIZES)))?;
    made_from.keep_in(&stamp)
}

/// Prints what the browser has to fetch, as it was measured when the wasm was made.
///
/// # Errors
/// When it is over the budget, or was never built.
pub fn check_budget(workspace: &Workspace) -> Result<(), Failure> {
    let sizes = Site::open(&workspace.site)?.stamp(SIZES);
    let text = fs::read_to_string(&sizes).map_err(Failure::file(&sizes))?;
    let (wasm, script) = parse_sizes(&text).ok_or_else(|| Failure::NotUnderstood {
        what: sizes.display().to_string(),
        cause: "it should hold two numbers; remove the folder of the site".into(),
    })?;
    println!("The wasm is {wasm} bytes in brotli, of {BUDGET} allowed; its script is {script}.");
    if wasm > BUDGET {
        return Err(Failure::OverBudget { size: wasm, budget: BUDGET });
    }
    Ok(())
}

fn compile(workspace: &Workspace) -> Result<PathBuf, Failure> {
    rustup::ensure_wasm_target(workspace)?;
    let mut command =
        workspace.cargo(&["build", "--package", "frontend", "--profile", "wasm-release", "--target", rustup::WASM]);
    process::timed("Compile the wasm", || process::run("Compile the wasm", &mut command))?;
    Ok(workspace.target.join(rustup::WASM).join("wasm-release/frontend.wasm"))
}

fn bind(compiled: &Path, folder: &Path) -> Result<(), Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name(NAME).typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(Failure::not_understood("The compiled wasm"))
}

fn shrink(tools: &NpmProject, wasm: &Path) -> Result<(), Failure> {
    let mut command = tools.program("wasm-opt");
    process::run("Shrink the wasm", command.arg("-Oz").arg(wasm).arg("--output").arg(wasm))
}

/// Brotli at its best takes a second, so the sizes are kept beside the fingerprint.
fn measure(folder: &Path, sizes: &Path) -> Result<(), Failure> {
    let wasm = brotli_size(&folder.join(WASM))?;
    let script = brotli_size(&folder.join(format!("{NAME}.js")))?;
    fs::write(sizes, format!("{wasm} {script}")).map_err(Failure::file(sizes))
}

fn parse_sizes(text: &str) -> Option<(usize, usize)> {
    let (wasm, script) = text.split_once(' ')?;
    Some((wasm.parse().ok()?, script.parse().ok()?))
}

fn brotli_size(file: &Path) -> Result<usize, Failure> {
    let content = fs::read(file).map_err(Failure::file(file))?;
    Ok(compressed::brotli(&content).map_err(Failure::file(file))?.len())
}
