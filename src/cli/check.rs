//! `lanekeeper check [DIR]`: everything that is wrong with a handbook, or that nothing is.

use std::path::Path;

use crate::{
    commands::{COMMANDS, lines},
    handbook::{Library, Problem, Problems, files},
    replies::{DECLARED, too_long},
};

pub(super) fn check(dir: Option<&Path>) -> anyhow::Result<u8> {
    let files = match dir {
        Some(dir) => files::read(dir)?,
        None => files::packed(),
    };
    match look_over(&files) {
        Ok(library) => {
            let (duties, roles) = (library.fallback().duties().count(), library.fallback().roles().len());
            println!("{duties} duties, {roles} roles, {} locales: no problems", library.locales().count());
            Ok(0)
        }
        Err(problems) => {
            println!("{problems}");
            eprintln!("lanekeeper: {} problems", problems.as_slice().len());
            Ok(1)
        }
    }
}

/// Loads a handbook with all its checks, and those of what is rendered from it.
fn look_over(files: &[files::File]) -> Result<Library, Problems> {
    let library = Library::load(files, DECLARED)?;
    let found: Vec<Problem> = library
        .locales()
        .flat_map(|(locale, handbook)| too_long(locale, handbook, &lines(handbook, COMMANDS)).as_slice().to_vec())
        .collect();
    if found.is_empty() { Ok(library) } else { Err(Problems::sorted(found)) }
}
