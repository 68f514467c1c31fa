//! The result of a round is told, once: in a thread of its own, with one message in the channel that leads there.
//!
//! It is done by a deadline, which is set with the close and tried again until it is done. Posting again does no harm, since Discord posts
//! one message for a nonce; the thread is kept as soon as it is there.

use super::results::{Told, has_result};
use crate::{
    assessments::gathering::{RESULT, Round},
    commands::{
        Failure, InternalError,
        assess::round::place::Full,
        due::{Due, DueKind},
        messenger::{NewThread, NotDone},
    },
    replies::{
        Reply,
        assess::{round_message, round_result, round_script},
        limits,
    },
    store::Work,
    workspace::{
        ids::{ChannelId, MessageId, RoundId},
        texts::shortened,
    },
};

/// The result of a round that has closed is to be told.
pub(in crate::commands) const TELLS_ROUND: DueKind = DueKind { kind: RESULT, run: |due| Box::pin(tells(due)) };

/// After how many minutes without a message the thread with the results is archived: a week.
const SILENT_MINUTES: u16 = 10_080;

async fn tells(due: &Due<'_>) -> Result<(), Failure> {
    if let Some(mut told) = closed(due).await? {
        if told.full.round.result.is_none() {
            tell(due, &mut told).await?;
        }
        invite_no_more(due, &told.full).await?;
    }
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}

async fn closed<'a>(due: &'a Due<'_>) -> Result<Option<Told<'a>>, Failure> {
    let handbook = due.desk.library().fallback();
    let Ok(id) = RoundId::new(due.deadline.subject) else {
        return Ok(None);
    };
    let mut work = due.desk.store.reading().await?;
    let Some(round) = work.round(due.deadline.guild, id).await?.filter(Round::is_closed) else {
        return Ok(None);
    };
    if handbook.assessment(round.assessment.as_str()).is_none() {
        tracing::warn!(round = %round.id, "the handbook no longer has the assessment of a round");
        return Ok(None);
    }
    let full = Full::of(&mut work, handbook, round).await?;
    Ok(Some(Told::of(&mut work, full).await?))
}

/// Posts the pages and the script into a thread, then the one message that tells the result.
async fn tell(due: &Due<'_>, told: &mut Told<'_>) -> Result<(), Failure> {
    let handbook = due.desk.library().fallback();
    let contested = told.contested(handbook);
    if has_result(&told.full.round) {
        if told.full.round.thread.is_none() {
            told.full.round.thread = thread(due, &told.full).await?;
            let thread = told.full.round.thread;
            keep(due, &told.full.round, |round| round.thread = thread).await?;
        }
        let place = told.full.round.thread.unwrap_or(told.full.round.channel);
        for (page, reply) in told.pages(handbook).into_iter().enumerate() {
            post(due, place, &format!("g{}{page}", told.full.round.id), reply).await?;
        }
        if !told.full.assessment.script.is_empty() {
            let script = round_script(handbook, told.full.shown(), contested.first().map(String::as_str));
            post(due, place, &format!("f{}", told.full.round.id), script).await?;
        }
    }
    let reply = round_result(handbook, told.full.shown(), &contested);
    let message = post(due, told.full.round.channel, &format!("q{}", told.full.round.id), reply).await?;
    told.full.round.result = message;
    keep(due, &told.full.round, |round| round.result = message).await
}

/// A thread for the results; none where the bot may not open one: they stand in the channel then.
async fn thread(due: &Due<'_>, full: &Full<'_>) -> Result<Option<ChannelId>, Failure> {
    let name = crate::replies::assess::round_thread_name(due.desk.library().fallback(), full.shown());
    let name = shortened(&name, limits::THREAD_NAME);
    let thread = NewThread { name, private: false, archive_after: SILENT_MINUTES };
    match due.messenger.open_thread(full.round.channel, &thread).await {
        Ok(thread) => Ok(Some(thread)),
        Err(error @ NotDone::Failed(_)) => Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => {
            tracing::info!(round = %full.round.id, %error, "results stand in the channel, without a thread");
            Ok(None)
        }
    }
}

/// Posts a message; without its picture where the bot may not attach files. None where it may not write there at all.
async fn post(due: &Due<'_>, place: ChannelId, nonce: &str, reply: Reply) -> Result<Option<MessageId>, Failure> {
    let mut posted = due.messenger.post(place, nonce, &reply).await;
    if let (Err(NotDone::NotAllowed(_)), true) = (&posted, reply.file.is_some()) {
        posted = due.messenger.post(place, nonce, &Reply { file: None, ..reply }).await;
    }
    match posted {
        Ok(message) => Ok(Some(message)),
        Err(error @ NotDone::Failed(_)) => Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => {
            tracing::warn!(%place, %error, "what a round came to cannot be told there: /assess results shows it");
            Ok(None)
        }
    }
}

async fn keep(due: &Due<'_>, told: &Round, change: impl FnOnce(&mut Round)) -> Result<(), Failure> {
    let mut work: Work = due.desk.store.work().await?;
    if let Some(mut round) = work.hold_round(told.guild, told.id).await? {
        change(&mut round);
        work.keep_round(&round).await?;
        work.commit().await?;
    }
    Ok(())
}

/// The message that invited shows the end. Where it is gone, there is nothing to show.
async fn invite_no_more(due: &Due<'_>, full: &Full<'_>) -> Result<(), Failure> {
    let Some(message) = full.round.message else {
        return Ok(());
    };
    let shown = round_message(due.desk.library().fallback(), full.shown());
    match due.messenger.edit(full.round.channel, message, &shown).await {
        Ok(()) => Ok(()),
        Err(error @ NotDone::Failed(_)) => Err(Failure::Internal(InternalError::Discord(error))),
        Err(error) => {
            tracing::info!(round = %full.round.id, %error, "the message of a round cannot be changed any more");
            Ok(())
        }
    }
}
