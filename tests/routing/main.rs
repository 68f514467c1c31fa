//! Routing from outside: how good it is on questions that it has not learned from, and what it does with hostile texts.

mod asking;
mod evaluating;
mod floors;
mod fuzzing;
mod leaks;
#[path = "../fuzz/machine.rs"]
mod machine;
mod robust;
mod shelf;
mod team;
