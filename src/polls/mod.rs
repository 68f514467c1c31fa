//! Polls: what is asked of whom, ballots, their life, and what they come to. Values and rules, without Discord and without storage.
//!
//! | module | what is there |
//! | --- | --- |
//! | [`amendment`] | options changed while people vote |
//! | [`ballot`] | one person's vote, and whether it fits the question |
//! | [`electorate`] | who may vote, and who has |
//! | [`life`] | open, held up by an objection, closed |
//! | [`options`] | what can be voted for; votes follow an option through changes |
//! | [`outcome`] | what the votes come to: winner, tie, margin, quorum, whether the undecided could change it |
//! | [`ownership`] | polls that settle who owns something: candidates, and who is elected |
//! | [`poll`] | a poll as it is kept, and the ballots in it |
//! | [`pseudonym`] | who voted, by names that mean nothing once a poll has closed |
//! | [`repeat`] | polls that are held again, and reminders |
//! | [`settings`] | how a poll is held |
//! | [`standing`] | how a poll stands: the count, who has voted, what holds it up |
//! | [`tally`] | counting: plurality, approval, stances, scales, instant run-off, Schulze |

pub mod amendment;
pub mod ballot;
pub mod electorate;
pub mod life;
pub mod options;
pub mod outcome;
pub mod ownership;
pub mod poll;
pub mod pseudonym;
pub mod repeat;
pub mod settings;
pub mod standing;
pub mod tally;
