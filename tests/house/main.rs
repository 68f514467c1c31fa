//! The rules of the house: who may import whom, where clock and environment are read, and that what documents name exists.
//!
//! A rule that is broken is reported as `path:line: imports X, but <rule>`. The checks themselves are tested on small sources of
//! their own, so that they cannot pass by looking at nothing.

mod dependencies;
mod deploying;
mod documents;
mod habits;
mod imports;
mod names;
mod rules;
mod tree;
mod violations;

/// Fails with everything that was found, one a line.
#[track_caller]
fn assert_none(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}
