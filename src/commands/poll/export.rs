//! `/poll export`: the ballots of a poll as CSV, and `/poll reopen`: a poll that was closed too early.

use super::{
    given::deadline,
    place::{Full, refused},
    show::live,
};
use crate::{
    commands::{
        Asker, Call, Command, Desk, Failure, InternalError, Kind, OptionKind, OptionSpec, Outcome, Suggesting, Typing,
        Who,
    },
    polls::{
        life::{NotNow, RESULT, State},
        poll::Poll,
    },
    replies::{
        File, NotPolled, Shown, Visibility, Wording, limits,
        poll::{ballots_csv, poll_exported, poll_reopened},
    },
    store::PollFilter,
    workspace::ids::PollId,
};

const POLL: OptionSpec = OptionSpec {
    name: "poll",
    description: Wording::option_poll_known,
    kind: OptionKind::Text(Some(suggest_any)),
    required: true,
};

pub(in crate::commands) const EXPORT: Command = Command {
    kind: Kind::Slash { name: "poll export", options: &[POLL] },
    description: Wording::command_poll_export,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(export(call)),
};

pub(in crate::commands) const REOPEN: Command = Command {
    kind: Kind::Slash {
        name: "poll reopen",
        options: &[
            POLL,
            OptionSpec {
                name: "closes",
                description: Wording::option_poll_closes,
                kind: OptionKind::Text(None),
                required: false,
            },
        ],
    },
    description: Wording::command_poll_reopen,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(reopen(call)),
};

async fn export(call: &Call<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(call.desk, &call.asker, meant(call).await?).await?;
    if !full.poll.shows_votes() {
        return Err(refused(NotPolled::Hidden));
    }
    let written = ballots_csv(call.handbook(), &full.poll, &full.cast);
    let bytes = written.map_err(|error| Failure::Internal(InternalError::Unwritable(error.to_string())))?;
    let description = Wording::of(call.handbook()).poll_file_description();
    let file = File { name: "ballots.csv".into(), bytes, description };
    Ok(poll_exported(call.handbook(), &full.poll, full.cast.len(), file).into())
}

async fn reopen(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, guild, now) = (call.desk, call.asker.server()?, call.desk.clock.now());
    let id = meant(call).await?;
    let until = deadline(desk, guild, call.options.text("closes"), now).await?;
    let mut work = desk.store.work().await?;
    let poll = work.hold_poll(guild, id).await?.ok_or(refused(NotPolled::Gone))?;
    let closed_at = match poll.state {
        State::Closed { at, .. } => at.seconds(),
        State::Open { .. } | State::HeldUp { .. } => 0,
    };
    let poll = poll.reopen(now, call.asker.user, until).map_err(|why| {
        refused(match why {
            NotNow::Open => NotPolled::IsOpen,
            NotNow::TooLate => NotPolled::TooLateToReopen,
            NotNow::Anonymous => NotPolled::AnonymousStaysClosed,
            _ => NotPolled::NotYoursToReopen,
        })
    })?;
    work.clear_deadline(RESULT, poll.id.get()).await?;
    work.keep_poll(&poll).await?;
    work.commit().await?;
    desk.live.stir(live(&poll));
    // Whoever has read the result must hear that it no longer holds.
    let announced = poll_reopened(desk.library().fallback(), &poll).seen_by(Visibility::Everyone);
    call.messenger.post(poll.channel, &format!("o{}{closed_at:x}", poll.id), &announced).await?;
    Ok(poll_reopened(call.handbook(), &poll).seen_by(Visibility::OnlyAsker).into())
}

/// The poll that is named: by its id, as it was suggested, or by its question; the newest of several.
async fn meant(call: &Call<'_>) -> Result<PollId, Failure> {
    let typed = call.options.text("poll").trim();
    let known = of_channel(call.desk, &call.asker).await?;
    let is_meant = |poll: &&Poll| poll.id.to_string() == typed || poll.question.to_lowercase() == typed.to_lowercase();
    Ok(known.iter().find(is_meant).ok_or(refused(NotPolled::NoneHere))?.id)
}

/// The polls of the channel, the newest first.
async fn of_channel(desk: &Desk, asker: &Asker) -> Result<Vec<Poll>, Failure> {
    let most = u32::try_from(limits::CHOICES * 4).unwrap_or(u32::MAX);
    let filter = PollFilter { channel: Some(asker.channel), most, ..PollFilter::default() };
    Ok(desk.store.reading().await?.polls(asker.server()?, filter).await?.rows)
}

/// The polls of the channel whose question holds what is typed.
fn suggest_any<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let typed = typing.typed.trim().to_lowercase();
        let known = of_channel(typing.desk, &typing.asker).await?.into_iter();
        let known = known.filter(|poll| poll.question.to_lowercase().contains(&typed)).take(limits::CHOICES);
        let shown = |poll: &Poll| Shown::typed_plain(&poll.question).at_most(limits::OPTION_TEXT);
        Ok(known.map(|poll| (shown(&poll).into(), poll.id.to_string())).collect())
    })
}
