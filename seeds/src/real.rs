//! The real plans that Concord ships, in the order in which they are loaded.

/// A plan file that is part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RealFile {
    pub name: &'static str,
    pub text: &'static str,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(RealFile { name: $name, text: include_str!(concat!("../data/", $name)) }),+]
    };
}

/// Reference data first, then the plans by the day on which they were issued: a file names only what is in it or in a
/// file before it.
pub const REAL_FILES: &[RealFile] = files![
    "reference.json",
    "gao-rec.json",
    "fsap.json",
    "nap-2020.json",
    "nap-2021.json",
    "pitf-2022.json",
    "doj-ns-2022.json",
    "pitf-2023.json",
    "pitf-2024.json",
];
