//! The real plans that the product ships, in the order in which they are loaded.

/// A plan file that the program carries in itself.
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

/// What the plans rest on comes first, then the plans by the day on which they were issued: a file speaks only of what
/// stands in it or in one before it.
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
