//! `/assess`: assessments that a person takes for themselves, in a thread with the bot alone, or with a team in a round.
//!
//! One message walks through a sitting. Each press is answered from what is stored, so that a restart, a press twice and a press on an old
//! message change nothing but what they are about; whoever presses must be the sitting's own person.

mod begin;
mod finish;
mod mine;
mod place;
mod round;
mod sit;
mod thread;

pub(super) use begin::{BEGINS, GOES_ON, START};
pub(super) use finish::{FINISHES, KEEPS, LOOKS, POSTS, SHARES, SHOWS_RESULT};
pub(super) use mine::{CHOOSES, DELETES, DELETES_NOW, MINE_COMMAND};
pub(super) use round::{
    ACTS, ASKS_OWNER, ASKS_TO_CLOSE_ROUND, ASKS_WHOM, CHOOSES_OWNER, CHOOSES_WHOM, CLOSES_ROUND, HANDS_OUT, JOINS,
    REMINDS, RESULTS, ROUND, ROUND_IS_DUE, SHOWS_RESULTS, SHOWS_ROUND, STARTS_NEXT, TELLS_ROUND, TURNS_RESULTS,
    VOTES_ON,
};
pub(super) use sit::{ANSWERS, ANSWERS_ROLE, GOES_BACK, PAUSES, STOPS, WRITES, WRITES_DOWN};
pub(super) use thread::ARCHIVES;
