//! Polls: what is asked of whom, ballots, their life, and what they come to. Values and rules, without Discord and without storage.
//!
//! | module | what is there |
//! | --- | --- |
//! | [`ballot`] | one person's vote, and whether it fits the question |
//! | [`life`] | open, held up by an objection, closed |
//! | [`options`] | what can be voted for; votes follow an option through changes |
//! | [`outcome`] | what the votes come to: winner, tie, margin, quorum, whether the undecided could change it |
//! | [`poll`] | a poll as it is kept, and the ballots in it |
//! | [`pseudonym`] | who voted, by names that mean nothing once a poll has closed |
//! | [`settings`] | how a poll is held |
//! | [`tally`] | counting: plurality, approval, stances, scales, instant run-off, Schulze |

pub mod ballot;
pub mod life;
pub mod options;
pub mod outcome;
pub mod poll;
pub mod pseudonym;
pub mod settings;
pub mod tally;
