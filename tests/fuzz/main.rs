//! Fuzz targets: what comes from outside, made up by a seeded generator from a corpus (`corpus/`, a folder for each target).
//!
//! | target | what is tried | what must hold |
//! | --- | --- | --- |
//! | `times` | moments as people type them, in all time zones | refused, or to come and within the limit; what is printed is read back |
//! | `ids` | custom ids, pressed, chosen and sent at the bot's endpoint | answered without an incident; foreign ones are told to be stale |
//! | `interactions` | Discord's JSON, changed in its structure | what serenity reads is answered without an incident, the rest gets 400 |
//! | `requests` | bytes on a connection to the bot's endpoint | only documented statuses, nothing forged is handled, it goes on |
//! | `ledgers` | files of a team's decisions, in every format | refused or told of by lines; what is read is written and read back |
//! | `exports` | files for `lanekeeper import` | all of it is in the database, or nothing |
//!
//! The router's target is in `tests/routing`; they share `machine.rs`. Every run of the tests tries a little of each. For more, from
//! another seed, or for as long as it shall run:
//!
//! ```sh
//! FUZZ_SECONDS=300 FUZZ_SEED=7 cargo test --test fuzz times -- --nocapture
//! FUZZ_INPUTS=100000 cargo test --test fuzz times -- --nocapture
//! ```

mod answers;
mod exports;
#[path = "../../benches/filling.rs"]
mod filling;
mod ids;
mod interactions;
mod ledgers;
mod machine;
mod requests;
mod rig;
mod seeds;
mod times;
