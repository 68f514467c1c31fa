//! Packs `responses/` into the program, so that the shipped handbook needs no files at run time.
//!
//! Writes one Rust source file that lists every `.toml` and `.ftl` file with its text.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=responses");
    println!("cargo::rerun-if-changed=src/build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("responses");
    let mut paths = Vec::new();
    collect(&root, &mut paths)?;
    paths.sort();
    let mut source = String::from("&[\n");
    for path in &paths {
        let name = path.strip_prefix(&root).expect("found below the root");
        let name = name.to_str().expect("UTF-8 file names").replace('\\', "/");
        source.push_str(&format!("    ({name:?}, include_str!({:?})),\n", path.display().to_string()));
    }
    source.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("responses.rs"), source)
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|end| end == "toml" || end == "ftl") {
            into.push(path);
        }
    }
    Ok(())
}
