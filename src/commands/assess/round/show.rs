//! The message that invites, drawn anew when somebody has handed in.

use super::place::Full;
use crate::{
    assessments::gathering::Round,
    commands::{
        Desk, Failure,
        live::{Drawn, Live, LiveKind},
    },
    replies::assess::round_message,
    workspace::ids::RoundId,
};

/// The name of this kind of live message.
const ROUND: &str = "round";

/// How many rounds are drawn anew when the bot starts, the newest first.
const MOST_UNFINISHED: u32 = 1_000;

/// The message that invites to a round.
pub(in crate::commands) const SHOWS_ROUND: LiveKind = LiveKind {
    kind: ROUND,
    draw: |desk, live| Box::pin(draw(desk, live)),
    unfinished: |desk| Box::pin(unfinished(desk)),
};

/// The live message of a round.
pub(in crate::commands::assess) const fn live(round: &Round) -> Live {
    Live { kind: ROUND, guild: round.guild, channel: round.channel, subject: round.id.get() }
}

async fn draw(desk: &Desk, live: Live) -> Result<Option<Drawn>, Failure> {
    let Ok(id) = RoundId::new(live.subject) else {
        return Ok(None);
    };
    let mut work = desk.store.reading().await?;
    let Some(round) = work.round(live.guild, id).await? else {
        return Ok(None);
    };
    let Some(message) = round.message else {
        return Ok(None);
    };
    let version = round.changed;
    let handbook = desk.library().fallback();
    let full = Full::of(&mut work, handbook, round).await?;
    Ok(Some(Drawn { message, reply: round_message(handbook, full.shown()), version }))
}

async fn unfinished(desk: &Desk) -> Result<Vec<Live>, Failure> {
    let shown = desk.store.reading().await?.announced_rounds(MOST_UNFINISHED).await?;
    let of = |(guild, channel, id): (_, _, RoundId)| Live { kind: ROUND, guild, channel, subject: id.get() };
    Ok(shown.into_iter().map(of).collect())
}
