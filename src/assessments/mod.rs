//! Assessments taken: what is asked in which order, what was answered, and what it comes to. Pure.
//!
//! | module | what is there |
//! | --- | --- |
//! | [`questions`] | an assessment of the handbook → its questions in the order of one sitting |
//! | [`sitting`] | one person's way through them |
//! | [`taking`] | a sitting with what is around it: whose it is, and where it happens |
//! | [`profile`] | one person's answers → where they stand on each axis, and what would change it |
//! | [`round`] | a team's answers → distributions, of which none is shown for fewer than a few people |
//! | [`gathering`] | a team's round from its invitation to its close |
//! | [`findings`] | what a closed round shows, what is contested first |
//! | [`statistics`] | the figures, each with its source |
//!
//! What an assessment asks and what its result means stands in the handbook ([`crate::handbook`]).

pub mod findings;
pub mod gathering;
pub mod profile;
pub mod questions;
pub mod round;
pub mod sitting;
pub mod statistics;
pub mod taking;
