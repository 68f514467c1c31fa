//! `lanekeeper check`, and the handbook that the program is pointed at.

use std::{fs, path::Path};

use tempfile::TempDir;

use crate::lanekeeper;

/// What is broken in the broken handbook, as it is told.
const BROKEN: &[&str] = &["en-US/duties/architecture.toml:1: ", "en-US/roles/tech-lead.toml:2: "];

/// A copy of the shipped handbook with two faults.
pub(crate) fn broken_handbook() -> TempDir {
    let handbook = copied_handbook();
    let duty = handbook.path().join("en-US/duties/architecture.toml");
    let role = handbook.path().join("en-US/roles/tech-lead.toml");
    fs::write(duty, "titel = \"A typing mistake\"\n").expect("the copy can be written");
    fs::write(role, "name = \"Tech lead\"\npurpose = unquoted\n").expect("the copy can be written");
    handbook
}

#[track_caller]
pub(crate) fn assert_names_what_is_broken(lines: &[&str]) {
    for place in BROKEN {
        assert!(lines.iter().any(|line| line.contains(place)), "{place} is missing in {lines:#?}");
    }
}

fn copied_handbook() -> TempDir {
    let copy = TempDir::with_prefix("lanekeeper-handbook-").expect("temporary files can be written");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("responses"), copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the copy can be written");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let entry = entry.expect("it can be read");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("the copy can be written");
        }
    }
}

#[test]
fn the_shipped_handbook_has_no_problems() {
    let ended = lanekeeper(&["check"]).ends();
    assert!(ended.well().ends_with(": no problems\n"), "{}", ended.stdout);
}

#[test]
fn a_copy_of_the_shipped_handbook_is_as_good() {
    let shipped = lanekeeper(&["check"]).ends();
    let copy = copied_handbook();
    let folder = copy.path().to_str().expect("it is UTF-8");
    assert_eq!(lanekeeper(&["check", folder]).ends().well(), shipped.well());
    assert_eq!(lanekeeper(&["check"]).set("RESPONSES_DIR", folder).ends().well(), shipped.well());
}

#[test]
fn problems_are_listed_with_file_and_line() {
    let handbook = broken_handbook();
    let folder = handbook.path().to_str().expect("it is UTF-8");
    for program in [lanekeeper(&["check", folder]), lanekeeper(&["check"]).set("RESPONSES_DIR", folder)] {
        let ended = program.ends();
        assert_eq!(ended.code, Some(1), "{}", ended.stdout);
        assert_names_what_is_broken(&ended.stdout.lines().collect::<Vec<_>>());
        assert!(ended.stderr.starts_with("lanekeeper: ") && ended.stderr.contains("problems"), "{}", ended.stderr);
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let ended = lanekeeper(&["check", "/nowhere/at/all"]).ends();
    assert!(ended.failure_line().contains("/nowhere/at/all"), "{}", ended.stderr);
}

#[test]
fn a_folder_without_a_handbook_is_no_handbook() {
    let empty = TempDir::new().expect("temporary files can be written");
    let ended = lanekeeper(&["check", empty.path().to_str().expect("it is UTF-8")]).ends();
    assert_eq!(ended.code, Some(1), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn questions_are_not_answered_from_a_broken_handbook() {
    let handbook = broken_handbook();
    let ended = lanekeeper(&["ask", "who picks the database?"]).set("RESPONSES_DIR", handbook.path()).ends();
    assert_names_what_is_broken(&ended.failure());
}
