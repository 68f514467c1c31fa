//! A poll with settings that are not the usual ones is shown to whoever makes it before it starts: **Start**, **Change**, **Cancel**. Until
//! then it is kept as a poll without a message, for a day.

use super::{
    create::{forget, keep, publish},
    given::{deadline, repetition},
    names::named,
    place::{Full, refused},
};
use crate::{
    commands::{
        Component, Desk, Failure, Outcome, Press, Who,
        due::{Due, DueKind},
        place::zone,
    },
    handbook::Handbook,
    polls::{
        life::{DRAFT, State},
        options::Options,
        poll::{Poll, question},
        settings::Settings,
    },
    replies::{
        NotPolled, Reply,
        poll::{
            POLL_CANCEL, POLL_CHANGED, POLL_CLOSES, POLL_EDIT, POLL_OPTIONS, POLL_QUESTION, POLL_START, change_form,
            poll_cancelled, poll_preview, poll_started,
        },
    },
    workspace::ids::PollId,
};

/// A poll in preview is started.
pub(in crate::commands) const STARTS_PREVIEWED: Component =
    Component { name: POLL_START, arguments: 1, who: Who::Members, run: |press| Box::pin(starts(press)) };

/// A poll in preview is to be changed: the form opens.
pub(in crate::commands) const EDITS: Component =
    Component { name: POLL_EDIT, arguments: 1, who: Who::Members, run: |press| Box::pin(edits(press)) };

/// The form with the changes was sent.
pub(in crate::commands) const CHANGES_PREVIEW: Component =
    Component { name: POLL_CHANGED, arguments: 1, who: Who::Members, run: |press| Box::pin(changes(press)) };

/// A poll in preview is given up.
pub(in crate::commands) const CANCELS: Component =
    Component { name: POLL_CANCEL, arguments: 1, who: Who::Members, run: |press| Box::pin(cancels(press)) };

/// A poll was in preview for a day.
pub(in crate::commands) const GIVES_UP: DueKind = DueKind { kind: DRAFT, run: |due| Box::pin(gives_up(due)) };

/// Keeps a poll that has not started, and shows it to whoever makes it.
pub(super) async fn preview(desk: &Desk, handbook: &Handbook, poll: Poll) -> Result<Reply, Failure> {
    keep(desk, &poll).await?;
    let full = Full::of(&mut desk.store.reading().await?, poll).await?;
    Ok(poll_preview(handbook, full.shown()))
}

/// The poll that is in preview, for the one who makes it; what is said instead where it has started already.
async fn previewed(press: &Press<'_>) -> Result<Result<Poll, Outcome>, Failure> {
    let poll = press.desk.store.reading().await?.poll(press.asker.server()?, press.id.argument(0)?).await?;
    let is_theirs = |poll: &Poll| poll.creator == Some(press.asker.user);
    let poll = poll.filter(is_theirs).ok_or(refused(NotPolled::Gone))?;
    Ok(match poll.message {
        Some(message) => Err(Outcome::Becomes(poll_started(press.handbook(), &poll, message))),
        None => Ok(poll),
    })
}

async fn starts(press: &Press<'_>) -> Result<Outcome, Failure> {
    let poll = match previewed(press).await? {
        Ok(poll) => poll,
        Err(started) => return Ok(started),
    };
    if !press.asker.may_write {
        return Err(refused(NotPolled::MayNotPost));
    }
    if poll.state.takes_votes(press.desk.clock.now()).is_err() {
        return Err(refused(NotPolled::EndedInPreview));
    }
    let message = publish(press.desk, press.messenger, &poll).await?;
    Ok(Outcome::Becomes(poll_started(press.handbook(), &poll, message)))
}

/// When a poll closes, as it would be typed.
async fn closes_text(desk: &Desk, poll: &Poll) -> Result<String, Failure> {
    Ok(match poll.state {
        State::Open { deadline: Some(at) } => zone(desk, poll.guild).await?.written(at),
        State::Open { deadline: None } | State::HeldUp { .. } | State::Closed { .. } => String::new(),
    })
}

async fn edits(press: &Press<'_>) -> Result<Outcome, Failure> {
    let poll = match previewed(press).await? {
        Ok(poll) => poll,
        Err(started) => return Ok(started),
    };
    let closes = closes_text(press.desk, &poll).await?;
    Ok(Outcome::Opens(change_form(press.handbook(), &poll, &closes)))
}

/// The poll as it was changed takes the place of the one before, under an id of its own: what was begun with that one changes nothing.
async fn changes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, guild) = (press.desk, press.asker.server()?);
    let old = match previewed(press).await? {
        Ok(poll) => poll,
        Err(started) => return Ok(started),
    };
    let now = desk.clock.now();
    let asked = named(press.messenger, guild, press.field(POLL_QUESTION)).await?;
    let question = question(&asked).map_err(|bad| refused(NotPolled::BadQuestion(bad)))?;
    let typed = named(press.messenger, guild, press.field(POLL_OPTIONS)).await?;
    let options = match typed.trim() {
        "" => old.options.clone(),
        lines => Options::of_lines(lines).map_err(|bad| refused(NotPolled::BadOptions(bad)))?,
    };
    let kind = old.settings.kind.with_options(old.options.count(), options.count());
    let closes = press.field(POLL_CLOSES);
    let state = match old.state {
        same if closes.trim() == closes_text(desk, &old).await? => same,
        _ => State::Open { deadline: deadline(desk, guild, closes, now).await? },
    };
    let id = PollId::made(now, desk.random.number()?);
    let ends = if let State::Open { deadline } = state { deadline } else { None };
    let repeat = repetition(desk, guild, old.settings.repeat.map(|repeat| repeat.every), ends).await?;
    let settings = Settings { kind, repeat, ..old.settings.clone() };
    let new = Poll { id, question, options, settings, state, created_at: now, ..old.clone() };
    forget(desk, &old).await?;
    Ok(Outcome::Becomes(preview(desk, press.handbook(), new).await?))
}

async fn cancels(press: &Press<'_>) -> Result<Outcome, Failure> {
    let poll = match previewed(press).await? {
        Ok(poll) => poll,
        Err(started) => return Ok(started),
    };
    forget(press.desk, &poll).await?;
    Ok(Outcome::Becomes(poll_cancelled(press.handbook(), &poll)))
}

async fn gives_up(due: &Due<'_>) -> Result<(), Failure> {
    let mut work = due.desk.store.work().await?;
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    if let Ok(id) = PollId::new(due.deadline.subject)
        && let Some(poll) = work.hold_poll(due.deadline.guild, id).await?.filter(|poll| poll.message.is_none())
    {
        // Where somebody has voted it was posted, and only that was lost.
        match work.count_ballots(poll.id).await? {
            0 => drop(work.remove_poll(poll.guild, poll.id).await?),
            _ => work.keep_poll(&poll).await?,
        }
    }
    Ok(work.commit().await?)
}
