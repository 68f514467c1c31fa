//! The result of a poll is told, once: in its channel, or to whoever started it where the channel cannot be written in.
//!
//! It is done by a deadline, which is set with the close and tried again until it is done. Posting it again does no harm: within a few
//! minutes Discord posts one message for a nonce, and later the channel is looked through first. That the message is there is kept before
//! the deadline is taken away.

use super::{ownership::follow, picture::picture, place::Full};
use crate::{
    commands::{
        Failure, InternalError,
        due::{Due, DueKind},
        messenger::{NotDone, post_pictured},
    },
    polls::{
        life::{RESULT, State},
        poll::Poll,
    },
    replies::{
        Reply,
        poll::{poll_message, poll_result, poll_result_elsewhere},
    },
    workspace::ids::{MessageId, PollId},
};

/// The result of a poll that has closed is to be told.
pub(in crate::commands) const TELLS_RESULT: DueKind = DueKind { kind: RESULT, run: |due| Box::pin(tells(due)) };

async fn tells(due: &Due<'_>) -> Result<(), Failure> {
    if let Some(mut full) = closed(due).await? {
        follow(due, &mut full).await?;
        if full.poll.result.is_none()
            && let Some(message) = tell(due, &full).await?
        {
            full.poll = keep(due, &full.poll, message).await?;
        }
        show(due, &full).await?;
    }
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}

/// The poll, unless it was opened again meanwhile or is gone.
async fn closed(due: &Due<'_>) -> Result<Option<Full>, Failure> {
    let Ok(id) = PollId::new(due.deadline.subject) else {
        return Ok(None);
    };
    let mut work = due.desk.store.reading().await?;
    match work.poll(due.deadline.guild, id).await?.filter(Poll::is_closed) {
        Some(poll) => Ok(Some(Full::of(&mut work, poll).await?)),
        None => Ok(None),
    }
}

/// Posts the result, unless an earlier try did and was cut off before that could be kept; the message, where the channel took it.
async fn tell(due: &Due<'_>, full: &Full) -> Result<Option<MessageId>, Failure> {
    let (handbook, poll) = (due.desk.library().fallback(), &full.poll);
    let (nonce, words) = (nonce(poll), poll_result(handbook, full.shown()));
    if due.deadline.tries > 0
        && let Some(message) = due.messenger.find_posted(poll.channel, &words).await?
    {
        return Ok(Some(message));
    }
    let picture = picture(handbook, full).await;
    let error = match post_pictured(due.messenger, poll.channel, &nonce, &words, picture.clone()).await {
        Ok(message) => return Ok(Some(message)),
        Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => error,
    };
    tracing::warn!(poll = %poll.id, %error, "a result cannot be told in the channel of its poll");
    if let Some(creator) = poll.creator {
        let words = poll_result_elsewhere(handbook, full.shown());
        let reply = picture.into_iter().fold(words, Reply::with_file);
        match due.messenger.write_to(creator, &nonce, &reply).await {
            Ok(_) => {}
            Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
            Err(error) => tracing::warn!(poll = %poll.id, %error, "nor directly: it can be looked up"),
        }
    }
    Ok(None)
}

/// The same each time that the result of this close is told; another one after it was opened again.
fn nonce(poll: &Poll) -> String {
    let at = match poll.state {
        State::Closed { at, .. } => at.seconds(),
        State::Open { .. } | State::HeldUp { .. } => 0,
    };
    format!("q{}{at:x}", poll.id)
}

/// Keeps that the result was told, and by which message.
async fn keep(due: &Due<'_>, told: &Poll, message: MessageId) -> Result<Poll, Failure> {
    let mut work = due.desk.store.work().await?;
    let Some(mut poll) = work.hold_poll(told.guild, told.id).await?.filter(Poll::is_closed) else {
        return Ok(told.clone());
    };
    poll.result = Some(message);
    work.keep_poll(&poll).await?;
    work.commit().await?;
    Ok(poll)
}

/// The poll's own message shows the end, whatever was drawn before. Where it is gone, there is nothing to show.
async fn show(due: &Due<'_>, full: &Full) -> Result<(), Failure> {
    let Some(message) = full.poll.message else {
        return Ok(());
    };
    let shown = poll_message(due.desk.library().fallback(), full.shown());
    match due.messenger.edit(full.poll.channel, message, &shown).await {
        Ok(()) => Ok(()),
        Err(error @ NotDone::Failed(_)) => Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => {
            tracing::info!(poll = %full.poll.id, %error, "a poll's message cannot be changed any more");
            Ok(())
        }
    }
}
