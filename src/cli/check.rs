//! `lanekeeper check [DIR]`: everything that is wrong with a handbook, or that nothing is.

use std::path::Path;

use anyhow::bail;

use super::print;
use crate::{
    commands::{COMMANDS, lines},
    handbook::{Library, Problem, Problems, files},
    replies::{DECLARED, too_long},
};

pub(super) fn check(dir: Option<&Path>) -> anyhow::Result<()> {
    let files = match dir {
        Some(dir) => files::read(dir)?,
        None => files::packed(),
    };
    match look_over(&files) {
        Ok(library) => {
            let handbook = library.fallback();
            let (duties, roles) = (handbook.duties().count(), handbook.roles().len());
            let (assessments, locales) = (handbook.assessments().count(), library.locales().count());
            print(format_args!(
                "{duties} duties, {roles} roles, {assessments} assessments, {locales} locales: no problems"
            ))
        }
        Err(problems) => {
            print(&problems)?;
            match problems.as_slice().len() {
                1 => bail!("1 problem"),
                many => bail!("{many} problems"),
            }
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
