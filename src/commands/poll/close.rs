//! The close of a poll: by its deadline, by hand with a confirmation, and what every close does.

use super::{
    held::Held,
    place::{Full, not_now, refused},
};
use crate::{
    commands::{
        Asker, Call, Command, Component, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Press, Suggesting,
        Typing, Who,
        due::{Due, DueKind},
    },
    polls::{
        life::{CLOSE as CLOSE_DUE, Closing, NotNow, State},
        poll::Poll,
    },
    replies::{
        NotPolled, Shown, Visibility, Wording, limits,
        poll::{POLL_CLOSE, POLL_CLOSE_NOW, poll_closing, poll_wants_close},
    },
    store::PollFilter,
    workspace::{ids::PollId, team::Team},
};

pub(in crate::commands) const CLOSE: Command = Command {
    kind: Kind::Slash {
        name: "poll close",
        options: &[OptionSpec {
            name: "poll",
            description: Wording::option_poll_known,
            kind: OptionKind::Text(Some(suggest_open)),
            required: true,
        }],
    },
    description: Wording::command_poll_close,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(close(call)),
};

/// A poll's deadline has come.
pub(in crate::commands) const IS_DUE: DueKind = DueKind { kind: CLOSE_DUE, run: |due| Box::pin(is_due(due)) };

/// A poll is to be closed by hand: it is asked whether that is meant.
pub(in crate::commands) const ASKS_TO_CLOSE: Component = Component {
    name: POLL_CLOSE,
    arguments: 1,
    who: Who::Members,
    run: |press| Box::pin(async move { asks(press.desk, &press.asker, press.locale, press.id.argument(0)?).await }),
};

/// A poll is closed by hand.
pub(in crate::commands) const CLOSES: Component =
    Component { name: POLL_CLOSE_NOW, arguments: 1, who: Who::Members, run: |press| Box::pin(closes(press)) };

/// Whether a person may close a poll: whoever started it, and those who manage the server or its team.
pub(super) fn may_close(desk: &Desk, asker: &Asker, poll: &Poll, team: Option<&Team>) -> Result<(), Failure> {
    let may =
        poll.creator == Some(asker.user) || asker.manages_server || team.is_some_and(|team| asker.manages(team, desk));
    if may { Ok(()) } else { Err(refused(NotPolled::NotYoursToClose)) }
}

async fn close(call: &Call<'_>) -> Result<Outcome, Failure> {
    let typed = call.options.text("poll").trim();
    let open = open_here(call.desk, &call.asker).await?;
    let is_meant = |poll: &&Poll| poll.id.to_string() == typed || poll.question.to_lowercase() == typed.to_lowercase();
    let meant = open.iter().find(is_meant).ok_or(refused(NotPolled::NoneOpen))?;
    asks(call.desk, &call.asker, call.locale, meant.id).await
}

async fn asks(desk: &Desk, asker: &Asker, locale: &str, id: PollId) -> Result<Outcome, Failure> {
    let full = Full::read(desk, asker, id).await?;
    may_close(desk, asker, &full.poll, full.team.as_ref())?;
    match full.poll.state {
        State::Closed { .. } => Err(not_now(NotNow::Closed)),
        State::HeldUp { objections, .. } => Err(not_now(NotNow::HeldUp(objections))),
        State::Open { .. } => Ok(poll_wants_close(desk.handbook(locale), &full.poll, &full.standing).into()),
    }
}

async fn closes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let desk = press.desk;
    let mut work = desk.store.work().await?;
    let held = Held::of(&mut work, press.asker.server()?, press.id.argument(0)?).await?;
    let mut held = held.ok_or(refused(NotPolled::Gone))?;
    may_close(desk, &press.asker, &held.poll, held.team.as_ref())?;
    held.close(&mut work, Closing::ByHand(Some(press.asker.user)), desk.clock.now()).await?;
    work.commit().await?;
    Ok(Outcome::Becomes(poll_closing(press.handbook(), &held.poll)))
}

async fn is_due(due: &Due<'_>) -> Result<(), Failure> {
    let mut work = due.desk.store.work().await?;
    let held = match PollId::new(due.deadline.subject) {
        Ok(id) => Held::of(&mut work, due.deadline.guild, id).await?,
        Err(_) => None,
    };
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    if let Some(mut held) = held {
        match held.poll.state {
            State::Open { deadline: Some(deadline) } if deadline <= due.now() => {
                held.close(&mut work, Closing::Deadline { due: deadline }, due.now()).await?;
            }
            // The clock was set back, or the deadline put off: it is set anew.
            State::Open { .. } => work.keep_poll(&held.poll).await?,
            State::HeldUp { .. } | State::Closed { .. } => {}
        }
    }
    Ok(work.commit().await?)
}

/// The open polls of the channel, the newest first.
pub(super) async fn open_here(desk: &Desk, asker: &Asker) -> Result<Vec<Poll>, Failure> {
    let most = u32::try_from(limits::CHOICES).unwrap_or(u32::MAX);
    let filter = PollFilter { channel: Some(asker.channel), open: Some(true), most, ..PollFilter::default() };
    Ok(desk.store.reading().await?.polls(asker.server()?, filter).await?.rows)
}

/// The open polls of the channel whose question holds what is typed.
pub(super) fn suggest_open<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let typed = typing.typed.trim().to_lowercase();
        let open = open_here(typing.desk, &typing.asker).await?;
        let open = open.into_iter().filter(|poll| poll.question.to_lowercase().contains(&typed));
        let shown = |poll: &Poll| Shown::typed_plain(&poll.question).at_most(limits::OPTION_TEXT);
        Ok(open.map(|poll| (shown(&poll).into(), poll.id.to_string())).collect())
    })
}
