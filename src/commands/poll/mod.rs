//! `/poll`: a question put to a vote, voted on, closed, and its result told.
//!
//! A poll with unusual settings is shown to whoever makes it before it starts ([`STARTS_PREVIEWED`]).
//! A poll is shown by a message of the bot's own, a live message ([`SHOWS`]). It closes by its deadline ([`IS_DUE`]), by hand, or when
//! everybody who may vote has voted; each of them sets the deadline on which the result is told ([`TELLS_RESULT`]) in the unit of work in
//! which it closes, so that one result is told whatever happens in between.

mod again;
mod amend;
mod ballot_box;
mod close;
mod create;
mod export;
mod given;
mod held;
mod names;
mod objections;
mod ownership;
mod picture;
mod place;
mod preview;
mod putting;
mod rank;
mod result;
mod show;
mod status;
mod this;
mod vote;

pub(super) use again::{COMES_AGAIN, REMINDS, SHOWS_MISSING, STOPS};
pub(super) use amend::EDIT;
pub(super) use ballot_box::BallotBoxes;
pub(super) use close::{ASKS_TO_CLOSE, CLOSE, CLOSES, IS_DUE};
pub(super) use create::CREATE;
pub(super) use export::{EXPORT, REOPEN};
pub(super) use given::{deadline, electorate};
pub(super) use names::named;
pub(super) use objections::{SETTLES, SHOWS_OBJECTIONS};
pub(super) use ownership::{DECIDES, OPENS_DECIDING};
pub(super) use preview::{CANCELS, CHANGES_PREVIEW, EDITS, GIVES_UP, STARTS_PREVIEWED};
pub(super) use putting::{DISPUTES, PUTS_TO_VOTE, put_to_vote_among};
pub(super) use rank::{RANKS, RANKS_NEXT};
pub(super) use result::TELLS_RESULT;
pub(super) use show::{SHOWS, SHOWS_VOTE, SHOWS_VOTERS, stir};
pub(super) use status::{STATUS, TURNS};
pub(super) use this::{STARTS, THIS};
pub(super) use vote::{CHANGES, CHOOSES, GIVES_REASON, VOTES, WITHDRAWS, WRITES_REASON};
