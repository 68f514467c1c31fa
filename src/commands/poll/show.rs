//! The message that shows a poll, one's own vote, and who voted for what.

use super::place::{Full, refused};
use crate::{
    commands::{
        Component, Desk, Failure, Outcome, Press, Who,
        live::{Drawn, Live, LiveKind},
    },
    polls::poll::Poll,
    replies::{
        NotPolled,
        poll::{POLL_MINE, POLL_VOTERS, PollReceipt, Receipt, poll_message, poll_voters, receipt},
    },
    store::ShownPoll,
    workspace::ids::PollId,
};

/// The name of this kind of live message.
const POLL: &str = "poll";

/// How many polls are drawn anew when the bot starts, the newest first.
const MOST_UNFINISHED: u32 = 1_000;

/// The message that shows a poll.
pub(in crate::commands) const SHOWS: LiveKind = LiveKind {
    kind: POLL,
    draw: |desk, live| Box::pin(draw(desk, live)),
    unfinished: |desk| Box::pin(unfinished(desk)),
};

/// One's own vote is shown.
pub(in crate::commands) const SHOWS_VOTE: Component =
    Component { name: POLL_MINE, arguments: 1, who: Who::Members, run: |press| Box::pin(own_vote(press)) };

/// Who voted for what is shown.
pub(in crate::commands) const SHOWS_VOTERS: Component =
    Component { name: POLL_VOTERS, arguments: 1, who: Who::Members, run: |press| Box::pin(voters(press)) };

/// The live message of a poll.
pub(super) const fn live(poll: &Poll) -> Live {
    Live { kind: POLL, guild: poll.guild, channel: poll.channel, subject: poll.id.get() }
}

fn live_of((guild, channel, id): ShownPoll) -> Live {
    Live { kind: POLL, guild, channel, subject: id.get() }
}

/// What these messages show has changed.
pub(in crate::commands) fn stir(desk: &Desk, shown: Vec<ShownPoll>) {
    shown.into_iter().map(live_of).for_each(|live| desk.live.stir(live));
}

async fn draw(desk: &Desk, live: Live) -> Result<Option<Drawn>, Failure> {
    let Ok(id) = PollId::new(live.subject) else {
        return Ok(None);
    };
    let mut work = desk.store.reading().await?;
    let Some(poll) = work.poll(live.guild, id).await? else {
        return Ok(None);
    };
    let Some(message) = poll.message else {
        return Ok(None);
    };
    let version = poll.changed;
    let full = Full::of(&mut work, poll).await?;
    Ok(Some(Drawn { message, reply: poll_message(desk.library().fallback(), full.shown()), version }))
}

async fn unfinished(desk: &Desk) -> Result<Vec<Live>, Failure> {
    let shown = desk.store.reading().await?.shown_polls(MOST_UNFINISHED).await?;
    Ok(shown.into_iter().map(live_of).collect())
}

async fn own_vote(press: &Press<'_>) -> Result<Outcome, Failure> {
    let mut work = press.desk.store.reading().await?;
    let poll = work.poll(press.asker.server()?, press.id.argument(0)?).await?;
    let poll = poll.ok_or(refused(NotPolled::Gone))?;
    let cast = match poll.voter(press.asker.user) {
        Ok(voter) => work.ballot(poll.id, voter).await?.map(|cast| cast.ballot),
        Err(_) => {
            return Ok(receipt(press.handbook(), &PollReceipt { poll: &poll, receipt: Receipt::Unknown }).into());
        }
    };
    let told = cast.as_ref().map_or(Receipt::None, Receipt::Stands);
    Ok(receipt(press.handbook(), &PollReceipt { poll: &poll, receipt: told }).into())
}

async fn voters(press: &Press<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(press.desk, &press.asker, press.id.argument(0)?).await?;
    if full.poll.settings.anonymous {
        return Err(refused(NotPolled::Secret));
    }
    if !full.poll.shows_votes() {
        return Err(refused(NotPolled::Hidden));
    }
    Ok(poll_voters(press.handbook(), &full.poll, &full.cast).into())
}
