//! The arguments of `cargo xtask test`.

use crate::failure::Failure;

/// One part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The formatting of all Rust code.
    Fmt,
    /// The lints, of the server's and the browser's build.
    Clippy,
    /// The tests of all crates, on SQLite and PostgreSQL.
    Rust,
    /// The size of what the browser downloads.
    Wasm,
    /// What people do, in a real browser, with scripts on and off.
    Browser,
}

impl Step {
    fn parse(name: &str) -> Result<Self, Failure> {
        match name {
            "fmt" => Ok(Self::Fmt),
            "clippy" => Ok(Self::Clippy),
            "rust" => Ok(Self::Rust),
            "wasm" => Ok(Self::Wasm),
            "browser" => Ok(Self::Browser),
            other => {
                Err(Failure::Usage(format!("`--only` must be fmt, clippy, rust, wasm, or browser, not `{other}`.")))
            }
        }
    }
}

/// What is to be run.
#[derive(Debug, Default)]
pub struct Options {
    only: Vec<Step>,
    /// Whether the browser tests write the pictures of docs/pictures.
    pub update_pictures: bool,
}

impl Options {
    /// # Errors
    /// When an argument is not known.
    pub fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let mut options = Self::default();
        let mut arguments = arguments.iter().map(String::as_str);
        while let Some(argument) = arguments.next() {
            match argument {
                "--update-pictures" => options.update_pictures = true,
                "--only" => options.only.push(Step::parse(arguments.next().unwrap_or_default())?),
                unknown => return Err(Failure::Usage(format!("Unknown argument of `test`: `{unknown}`."))),
            }
        }
        Ok(options)
    }

    /// Without `--only` all steps are included.
    pub fn includes(&self, step: Step) -> bool {
        self.only.is_empty() || self.only.contains(&step)
    }

    /// Whether at least one of the steps is included.
    pub fn includes_any(&self, steps: &[Step]) -> bool {
        steps.iter().any(|step| self.includes(*step))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, Failure> {
        Options::parse(&arguments.iter().map(|argument| (*argument).into()).collect::<Vec<_>>())
    }

    #[test]
    fn without_arguments_every_step_runs() {
        assert!(parse(&[]).unwrap().includes_any(&[Step::Browser]));
    }

    #[test]
    fn only_the_named_steps_run() {
        let options = parse(&["--only", "fmt", "--update-pictures", "--only", "wasm"]).unwrap();
        assert!(options.update_pictures);
        assert!(options.includes(Step::Fmt) && options.includes(Step::Wasm));
        assert!(!options.includes_any(&[Step::Clippy, Step::Rust, Step::Browser]));
    }

    #[test]
    fn a_misspelled_step_is_refused_with_the_names_that_exist() {
        let refused = parse(&["--only", "browsers"]).unwrap_err();
        assert!(refused.to_string().contains("fmt, clippy, rust, wasm, or browser, not `browsers`"));
    }
}
