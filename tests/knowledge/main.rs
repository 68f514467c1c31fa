//! The knowledge: what the handbook's checks find, and that the shipped handbook is complete and varied enough to be of use.

mod article;
mod assessments;
mod checks;
mod findings;
mod ledger;
mod locales;
mod reading;
mod shelf;
mod shipped;
mod sittings;

/// Fails with everything that was found, one a line.
#[track_caller]
fn assert_none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}
