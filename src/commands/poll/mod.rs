//! `/poll`: a question put to a vote, voted on, closed, and its result told.
//!
//! A poll is shown by a message of the bot's own, a live message ([`SHOWS`]). It closes by its deadline ([`IS_DUE`]), by hand, or when
//! everybody who may vote has voted; each of them sets the deadline on which the result is told ([`TELLS_RESULT`]) in the unit of work in
//! which it closes, so that one result is told whatever happens in between.

mod close;
mod create;
mod export;
mod given;
mod names;
mod objections;
mod ownership;
mod place;
mod rank;
mod result;
mod show;
mod status;
mod this;
mod vote;

pub(super) use close::{ASKS_TO_CLOSE, CLOSE, CLOSES, IS_DUE};
pub(super) use create::CREATE;
pub(super) use export::{EXPORT, REOPEN};
pub(super) use names::named;
pub(super) use objections::{SETTLES, SHOWS_OBJECTIONS};
pub(super) use ownership::{DECIDES, DISPUTES, OPENS_DECIDING};
pub(super) use rank::{RANKS, RANKS_NEXT};
pub(super) use result::TELLS_RESULT;
pub(super) use show::{SHOWS, SHOWS_VOTE, SHOWS_VOTERS};
pub(super) use status::{STATUS, TURNS};
pub(super) use this::{STARTS, THIS};
pub(super) use vote::{CHANGES, CHOOSES, GIVES_REASON, VOTES, WITHDRAWS, WRITES_REASON};
