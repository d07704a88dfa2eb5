//! What the browser runs: the crates `frontend` and `checker-wasm` as wasm, each with the script that loads it.

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

/// A program for the browser: a crate, and what becomes of it.
struct Program {
    /// What it is called in what is printed.
    title: &'static str,
    package: &'static str,
    /// What cargo calls the file.
    compiled: &'static str,
    /// The folder of the site.
    folder: &'static str,
    /// The script is `{name}.js`, the wasm `{name}_bg.wasm`.
    name: &'static str,
    /// The most that a browser should have to fetch of wasm, in bytes, compressed with brotli at quality 11.
    budget: usize,
}

/// Every program. They are compiled one by one: together, each would have the features that the other asks for.
const PROGRAMS: [Program; 2] = [
    // Folder and name are those that Leptos writes into a page whose `output_name` is `concord`.
    Program {
        title: "wasm of the islands",
        package: "frontend",
        compiled: "frontend.wasm",
        folder: "pkg",
        name: "concord",
        budget: 60_000,
    },
    // Fetched by the page that checks files alone, and there when a file was chosen.
    Program {
        title: "wasm of the checker",
        package: "checker-wasm",
        compiled: "checker_wasm.wasm",
        folder: "checker",
        name: "checker",
        budget: 260_000,
    },
];

/// Compiles the programs; cargo decides whether there is anything to do. Binds and shrinks what is new.
///
/// # Errors
/// When one does not compile, or a tool refuses it.
pub fn build(workspace: &Workspace, tools: &NpmProject, site: &mut Site) -> Result<(), Failure> {
    rustup::ensure_wasm_target(workspace)?;
    PROGRAMS.iter().try_for_each(|program| program.build(workspace, tools, site))
}

/// Prints what the browser has to fetch, as it was measured when the programs were made.
///
/// # Errors
/// When one is over its budget, or was never built.
pub fn check_budget(workspace: &Workspace) -> Result<(), Failure> {
    let site = Site::open(&workspace.site)?;
    PROGRAMS.iter().try_for_each(|program| program.check_budget(&site))
}

impl Program {
    fn build(&self, workspace: &Workspace, tools: &NpmProject, site: &mut Site) -> Result<(), Failure> {
        let compiled = self.compile(workspace)?;
        let stamp = site.stamp(self.package);
        let made_from = Fingerprint::of_files([compiled.clone(), tools.lock()])?;
        if made_from.is_kept_in(&stamp) && site.keep(self.folder)? {
            return Ok(());
        }
        let folder = tempfile::tempdir().map_err(Failure::file(std::env::temp_dir()))?;
        let wasm = folder.path().join(self.wasm());
        process::timed(&format!("Bind the {} to its script", self.title), || self.bind(&compiled, folder.path()))?;
        process::timed(&format!("Shrink the {}", self.title), || shrink(tools, &wasm))?;
        for path in files_below(folder.path())? {
            site.copy(Path::new(self.folder).join(&path), &folder.path().join(&path))?;
        }
        process::timed(&format!("Measure the {}", self.title), || self.measure(folder.path(), &self.sizes(site)))?;
        made_from.keep_in(&stamp)
    }

    fn check_budget(&self, site: &Site) -> Result<(), Failure> {
        let sizes = self.sizes(site);
        let text = fs::read_to_string(&sizes).map_err(Failure::file(&sizes))?;
        let (wasm, script) = parse_sizes(&text).ok_or_else(|| Failure::NotUnderstood {
            what: sizes.display().to_string(),
            cause: "it should hold two numbers; remove the folder of the site".into(),
        })?;
        let Program { title, budget, .. } = self;
        println!("The {title} is {wasm} bytes in brotli, of {budget} allowed; its script is {script}.");
        if wasm > *budget {
            return Err(Failure::OverBudget { title: self.title, size: wasm, budget: *budget });
        }
        Ok(())
    }

    /// The stamp that holds the compressed sizes of wasm and script, in bytes.
    fn sizes(&self, site: &Site) -> PathBuf {
        site.stamp(&format!("{}-sizes", self.package))
    }

    fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    fn compile(&self, workspace: &Workspace) -> Result<PathBuf, Failure> {
        let profile = ["--profile", "wasm-release", "--target", rustup::WASM];
        let mut command = workspace.cargo(&["build", "--package", self.package]);
        command.args(profile);
        let what = format!("Compile the {}", self.title);
        process::timed(&what, || process::run(&what, &mut command))?;
        Ok(workspace.target.join(rustup::WASM).join("wasm-release").join(self.compiled))
    }

    fn bind(&self, compiled: &Path, folder: &Path) -> Result<(), Failure> {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(compiled).out_name(self.name).typescript(false);
        bindgen.remove_name_section(true).remove_producers_section(true);
        let bound = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
        bound.map_err(Failure::not_understood("The compiled wasm"))
    }

    /// Brotli at its best takes a second, so the sizes are kept beside the fingerprint.
    fn measure(&self, folder: &Path, sizes: &Path) -> Result<(), Failure> {
        let wasm = brotli_size(&folder.join(self.wasm()))?;
        let script = brotli_size(&folder.join(format!("{}.js", self.name)))?;
        fs::write(sizes, format!("{wasm} {script}")).map_err(Failure::file(sizes))
    }
}

fn shrink(tools: &NpmProject, wasm: &Path) -> Result<(), Failure> {
    let mut command = tools.program("wasm-opt");
    process::run("Shrink the wasm", command.arg("-Oz").arg(wasm).arg("--output").arg(wasm))
}

fn parse_sizes(text: &str) -> Option<(usize, usize)> {
    let (wasm, script) = text.split_once(' ')?;
    Some((wasm.parse().ok()?, script.parse().ok()?))
}

fn brotli_size(file: &Path) -> Result<usize, Failure> {
    let content = fs::read(file).map_err(Failure::file(file))?;
    Ok(compressed::brotli(&content).map_err(Failure::file(file))?.len())
}
