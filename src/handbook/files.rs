//! Where the handbook's files come from: packed into the program, or a folder. The only I/O of the handbook.

use std::{borrow::Cow, fs, io, path::Path};

/// One file of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the handbook's root, with `/` between the parts: `en-US/duties/architecture.toml`.
    pub path: String,
    /// Its whole text.
    pub text: Cow<'static, str>,
}

static PACKED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/responses.rs"));

/// The shipped handbook.
#[must_use]
pub fn packed() -> Vec<File> {
    PACKED.iter().map(|(path, text)| File { path: (*path).into(), text: Cow::Borrowed(text) }).collect()
}

/// A file or folder that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {error}")]
pub struct Unreadable {
    path: String,
    error: io::Error,
}

/// Every `.toml` and `.ftl` file below a folder.
///
/// # Errors
/// The first file or folder that cannot be read, or is not UTF-8.
pub fn read(root: &Path) -> Result<Vec<File>, Unreadable> {
    let mut files = Vec::new();
    read_folder(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_folder(folder: &Path, prefix: &str, into: &mut Vec<File>) -> Result<(), Unreadable> {
    let unreadable = |path: &Path, error| Unreadable { path: path.display().to_string(), error };
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            continue;
        };
        if path.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), into)?;
        } else if name.ends_with(".toml") || name.ends_with(".ftl") {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            into.push(File { path: format!("{prefix}{name}"), text: text.into() });
        }
    }
    Ok(())
}
