//! What goes wrong in production, done on purpose and often: the program is killed in the middle of its work, Discord misbehaves, the database
//! is slow or gone, the disk is full.
//!
//! The bot is the program itself, a process of its own; people come through the offline Discord. After it all, what people were told is
//! held against what is on disk and in the channels. With every run of the tests comes a short form; the long one takes its size from
//! the environment:
//!
//! ```sh
//! FAULTS_KILLS=200 cargo test --test faults killed -- --nocapture
//! FAULTS_INTERACTIONS=20000 cargo test --test faults weather -- --nocapture
//! FAULTS_SECONDS=60 cargo test --test faults away -- --nocapture
//! ```
//!
//! What was found is printed, and never depends on how fast the machine is.

mod away;
mod crowd;
#[path = "../../benches/filling.rs"]
mod filling;
mod full;
mod killed;
mod ledger;
#[path = "../storage/postgres.rs"]
mod postgres;
mod rig;
mod way;
mod weather;

/// How often something is done: as the environment says, or as often as in every run of the tests.
fn size(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |size| size.parse().expect("it is a number"))
}

/// Says something past the test runner, which swallows what a passing test prints.
fn say(words: &str) {
    drop(std::io::Write::write_all(&mut std::io::stderr(), format!("{words}\n").as_bytes()));
}
