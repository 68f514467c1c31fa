//! Polls that are held again and again, and what is said before one closes: a reminder to all, and to whoever started it who is missing.

use super::{
    close::may_close,
    create::{forget, keep, publish},
    held::Held,
    place::{Full, refused},
    show::live,
};
use crate::{
    clock::Timestamp,
    commands::{
        Component, Failure, InternalError, Outcome, Press, Who,
        due::{Due, DueKind},
        messenger::NotDone,
        place::zone,
    },
    polls::{
        life::State,
        poll::Poll,
        pseudonym::PollKey,
        repeat::{NEXT, REMIND},
    },
    replies::{
        NotPolled,
        poll::{POLL_MISSING, POLL_STOP, poll_missing, poll_not_again, poll_reminder},
    },
    store::Deadline,
    workspace::ids::PollId,
};

/// A poll is held again.
pub(in crate::commands) const COMES_AGAIN: DueKind = DueKind { kind: NEXT, run: |due| Box::pin(comes_again(due)) };

/// Those who have not voted are reminded.
pub(in crate::commands) const REMINDS: DueKind = DueKind { kind: REMIND, run: |due| Box::pin(reminds(due)) };

/// A poll is not to be held again.
pub(in crate::commands) const STOPS: Component =
    Component { name: POLL_STOP, arguments: 1, who: Who::Members, run: |press| Box::pin(stops(press)) };

/// Who has not voted is shown to whoever started the poll.
pub(in crate::commands) const SHOWS_MISSING: Component =
    Component { name: POLL_MISSING, arguments: 1, who: Who::Members, run: |press| Box::pin(missing(press)) };

/// Posts the poll anew, with its own ballots, and hands the series on to it. Done again after it was cut off, it posts one message: the new
/// poll has the same id each time. Where it cannot be posted any more, the series ends.
async fn comes_again(due: &Due<'_>) -> Result<(), Failure> {
    let (desk, guild, start) = (due.desk, due.deadline.guild, due.deadline.due_at);
    let last = match PollId::new(due.deadline.subject) {
        Ok(id) => desk.store.reading().await?.poll(guild, id).await?,
        Err(_) => None,
    };
    let last = last.filter(|last| last.creator.is_some());
    let Some((last, repeat)) = last.and_then(|last| Some((last.clone(), last.settings.repeat?))) else {
        return end(due, None).await;
    };
    if start.plus(repeat.lasts) <= due.now() {
        // What was missed while the bot was away is not made up for.
        let zone = zone(desk, guild).await?;
        let next = repeat.every.next(last.created_at, due.now(), &zone);
        return end(due, next.map(|at| (last, at))).await;
    }
    let id = PollId::made(start, last.id.get().unsigned_abs());
    let next = match desk.store.reading().await?.poll(guild, id).await? {
        Some(next) => next,
        None => {
            let key = if last.settings.anonymous { Some(PollKey::made(&desk.random)?) } else { None };
            let next = last.again(id, start, key);
            keep(desk, &next).await?;
            next
        }
    };
    if next.message.is_none() {
        match publish(desk, due.messenger, &next).await {
            Ok(_) => {}
            Err(Failure::Refused(refusal)) => {
                tracing::warn!(poll = %last.id, reason = refusal.name(), "a poll is not held again");
                forget(desk, &next).await?;
            }
            Err(error) => return Err(error),
        }
    }
    let mut work = desk.store.work().await?;
    if let Some(mut held) = Held::of(&mut work, guild, last.id).await? {
        held.poll.settings.repeat = None;
        work.keep_poll(&held.poll).await?;
        desk.live.stir(live(&held.poll));
    }
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}

/// Takes the deadline away, or sets it to the next time.
async fn end(due: &Due<'_>, next: Option<(Poll, Timestamp)>) -> Result<(), Failure> {
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        if let Some((poll, at)) = next {
            work.set_deadline(&Deadline::about(NEXT, poll.id.get(), poll.guild, at)).await?;
        }
        work.commit().await?;
    }
    Ok(())
}

async fn stops(press: &Press<'_>) -> Result<Outcome, Failure> {
    let desk = press.desk;
    let mut work = desk.store.work().await?;
    let held = Held::of(&mut work, press.asker.server()?, press.id.argument(0)?).await?;
    let mut held = held.ok_or(refused(NotPolled::Gone))?;
    may_close(desk, &press.asker, &held.poll, held.team.as_ref()).map_err(|_| refused(NotPolled::NotYoursToChange))?;
    held.poll.settings.repeat.take().ok_or(refused(NotPolled::NotAgain))?;
    work.clear_deadline(NEXT, held.poll.id.get()).await?;
    work.keep_poll(&held.poll).await?;
    work.commit().await?;
    desk.live.stir(live(&held.poll));
    Ok(poll_not_again(press.handbook(), &held.poll).into())
}

async fn reminds(due: &Due<'_>) -> Result<(), Failure> {
    let desk = due.desk;
    if let Ok(id) = PollId::new(due.deadline.subject) {
        let mut work = desk.store.reading().await?;
        let poll = work.poll(due.deadline.guild, id).await?;
        let is_open = |poll: &Poll| {
            poll.message.is_some() && matches!(poll.state, State::Open { deadline: Some(at) } if due.now() < at)
        };
        if let Some(poll) = poll.filter(is_open) {
            let full = Full::of(&mut work, poll).await?;
            drop(work);
            let has_everybody = full.poll.has_everybody(full.team.as_ref(), &full.cast).unwrap_or(false);
            let reminder = poll_reminder(desk.library().fallback(), full.shown());
            if !has_everybody {
                match due.messenger.post(full.poll.channel, &format!("m{id}"), &reminder).await {
                    Ok(_) => {}
                    Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
                    Err(error) => tracing::info!(poll = %id, %error, "nobody can be reminded"),
                }
            }
        }
    }
    end(due, None).await
}

async fn missing(press: &Press<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(press.desk, &press.asker, press.id.argument(0)?).await?;
    if full.poll.creator != Some(press.asker.user) {
        return Err(refused(NotPolled::NotYoursToRemind));
    }
    if full.poll.settings.anonymous {
        return Err(refused(NotPolled::Secret));
    }
    let missing = full.poll.missing(full.team.as_ref(), &full.cast).map_err(super::place::not_now)?;
    Ok(poll_missing(press.handbook(), &full.poll, missing.as_deref()).into())
}
