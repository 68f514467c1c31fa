//! `/assess round`: a team takes an assessment together; each in private, and only what they have in common is shown.
//!
//! A round is shown by a message of the bot's own, a live message ([`SHOWS_ROUND`]). It closes by its deadline ([`ROUND_IS_DUE`]), by hand, or
//! when all who are invited have handed in. Each close counts the answers and destroys the sittings in one unit of work, and sets the
//! deadline on which the result is told ([`TELLS_ROUND`]), so that one result is told whatever happens in between.

mod again;
mod agreed;
mod close;
mod join;
mod place;
mod results;
mod show;
mod start;
mod tell;

pub(in crate::commands) use again::STARTS_NEXT;
pub(in crate::commands) use agreed::{ACTS, ASKS_OWNER, ASKS_WHOM, CHOOSES_OWNER, CHOOSES_WHOM, HANDS_OUT, VOTES_ON};
pub(in crate::commands) use close::{ASKS_TO_CLOSE_ROUND, CLOSES_ROUND, REMINDS, ROUND_IS_DUE};
pub(in crate::commands) use join::JOINS;
pub(in crate::commands) use results::{RESULTS, SHOWS_RESULTS, TURNS_RESULTS};
pub(in crate::commands) use show::SHOWS_ROUND;
pub(in crate::commands) use start::ROUND;
pub(in crate::commands) use tell::TELLS_ROUND;

pub(super) use close::handed_in_now;
pub(super) use join::open_round;
pub(super) use place::team_of;
pub(super) use show::live;
