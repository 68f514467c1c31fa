//! Routing from outside: how good it is on questions that it has not learned from, and what it does with hostile texts.

mod asking;
mod floors;
mod leaks;
mod measure;
mod robust;
mod shelf;
