//! Questions handed to a person: *Ask them* below an answer, and what those who are asked do with it.
//!
//! The message in the channel is redrawn from the trail after each event, in the server's common language; whoever pressed is told in
//! their own.

mod asking;
mod asks;
mod hands_out;
mod moves;
mod reacts;

pub(super) use asks::{ASKS, ASKS_ALOUD, ASKS_WRITTEN};
pub(super) use hands_out::{Action, IS_DUE, hand_out};
pub(super) use moves::MOVES_ON;
pub(super) use reacts::{
    ACCEPTS, DECLINES, ENDS, HANDS_ON, HANDS_TO_SEAT, TAKES_BACK, TURNS_AWAY, declines_for_vote, turned_away,
};

use super::{
    Desk, Failure,
    messenger::{Messenger, NotDone},
    place::refused,
};
use crate::{
    replies::{request_card, request_note},
    workspace::{
        ids::MessageId,
        request::{Request, State},
        team::Holder,
    },
};

/// Posts the message of a request, which notifies the one who is asked. A repetition within a few minutes posts nothing new.
async fn post(desk: &Desk, messenger: &dyn Messenger, request: &Request) -> Result<MessageId, NotDone> {
    let card = request_card(desk.library().fallback(), request);
    messenger.post(request.question.channel, &nonce(request), &card).await
}

/// Redraws the message of a request, which notifies nobody.
async fn redraw(desk: &Desk, messenger: &dyn Messenger, request: &Request) -> Result<(), NotDone> {
    let card = request_card(desk.library().fallback(), request);
    match request.message {
        Some(message) => messenger.edit(request.question.channel, message, &card).await,
        None => Ok(()),
    }
}

/// Notifies the one who is asked now. It also opens a thread that Discord has archived meanwhile.
async fn notify(desk: &Desk, messenger: &dyn Messenger, request: &Request) -> Result<(), NotDone> {
    let Some(to) = waited_for(request) else {
        return Ok(());
    };
    let note = request_note(desk.library().fallback(), request, to);
    messenger.post(request.question.channel, &nonce(request), &note).await.map(drop)
}

/// Keeps that the message or channel of a request is gone; without effect where something else has happened to it.
async fn lose(desk: &Desk, request: &Request) -> Result<(), Failure> {
    if let Ok(lost) = request.lose(desk.clock.now()) {
        let mut work = desk.store.work().await?;
        work.advance_request(&lost).await?;
        work.commit().await?;
    }
    Ok(())
}

/// Of each event there is one word: id and version, at most 25 characters.
fn nonce(request: &Request) -> String {
    format!("rq{}-{}", request.question.id, request.version())
}

/// Who is asked now.
fn waited_for(request: &Request) -> Option<Holder> {
    match request.state() {
        State::Waiting(on) => on,
        State::Accepted(_) | State::Over(_) => None,
    }
}
