//! The repository's own files, as the checks see them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A text file of the repository.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// From the repository's root, with `/` between the parts: `src/handbook/files.rs`.
    pub(crate) path: String,
    /// Its whole text.
    pub(crate) text: String,
}

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads one file of the repository.
#[track_caller]
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust file below these folders; a folder that does not exist holds none.
pub(crate) fn rust_files(folders: &[&str]) -> Vec<SourceFile> {
    files(folders, &["rs"])
}

/// Every file below these folders whose name ends so.
pub(crate) fn files(folders: &[&str], endings: &[&str]) -> Vec<SourceFile> {
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(|folder| below(&root().join(folder))).collect();
    paths.retain(|path| endings.iter().any(|ending| path.extension().is_some_and(|end| end == *ending)));
    paths.sort();
    paths.iter().map(|path| relative(path)).map(|path| SourceFile { text: read(&path), path }).collect()
}

/// The names of all files of the repository, without what builds leave behind.
pub(crate) fn file_names() -> Vec<String> {
    let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    below(root()).into_iter().filter_map(name).collect()
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("found below the root");
    path.to_str().expect("UTF-8 file names").replace('\\', "/")
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entries = entries.map(|entry| entry.expect("a readable folder").path());
    entries
        .flat_map(|path| match path.is_dir() {
            true if is_left_by_builds(&path) => Vec::new(),
            true => below(&path),
            false => vec![path],
        })
        .collect()
}

fn is_left_by_builds(folder: &Path) -> bool {
    folder.ends_with(".git") || folder.ends_with("target")
}
