//! The next round: the same once more, of which one at a time is open.

use super::{
    place::Full,
    results::is_comparable,
    start::{OPEN_FOR, begun, enough, reminded_at, started_in},
};
use crate::{
    assessments::gathering::Round,
    clock::Timestamp,
    commands::{Asker, Component, Desk, Failure, Outcome, Press, Who, assess::place::refused},
    replies::{
        NotAssessed,
        assess::{ROUND_NEXT, round_running},
    },
    store::{RoundFilter, Work},
    workspace::ids::RoundId,
};

/// How long the message of a new round may take, in milliseconds: for so long nobody else starts the same.
const POSTED_WITHIN: i64 = 60 * 1_000;

/// How many open rounds of an assessment are looked through.
const LOOKED_THROUGH: u32 = 25;

/// The next round is started.
pub(in crate::commands) const STARTS_NEXT: Component =
    Component { name: ROUND_NEXT, arguments: 1, who: Who::Members, run: |press| Box::pin(starts_next(press)) };

/// The same round once more, by somebody who may write where it was announced.
async fn starts_next(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, guild) = (press.desk, press.asker.server()?);
    if !press.asker.may_write_around {
        return Err(refused(NotAssessed::MayNotPost));
    }
    let full = Full::read(desk, press.handbook(), guild, press.id.argument(0)?).await?;
    let mut gone: Vec<RoundId> = Vec::new();
    for open in running(&mut desk.store.reading().await?, desk, &full.round).await? {
        match open.message {
            Some(message) if !press.messenger.is_there(open.channel, message).await? => gone.push(open.id),
            _ => return Ok(round_running(press.handbook(), &open).into()),
        }
    }
    let mut work = desk.store.work().await?;
    // Of two who press at once, the second sees the round of the first.
    work.hold_round(guild, full.round.id).await?;
    let open = running(&mut work, desk, &full.round).await?.into_iter().find(|open| !gone.contains(&open.id));
    if let Some(open) = open {
        return Ok(round_running(press.handbook(), &open).into());
    }
    enough(&full.round.participants, full.team.as_ref(), full.round.fewest)?;
    let next = next(desk, &press.asker, &full.round)?;
    Ok(started_in(work, desk, press.messenger, press.handbook(), next).await?.into())
}

/// Those that are the same as this one and open: shown by a message, or just being started.
async fn running(work: &mut Work, desk: &Desk, round: &Round) -> Result<Vec<Round>, Failure> {
    let filter = RoundFilter {
        channel: None,
        team: round.team,
        assessment: round.assessment.as_str(),
        open: Some(true),
        most: LOOKED_THROUGH,
    };
    let now = desk.clock.now();
    let since = Timestamp::from_millis(now.millis() - POSTED_WITHIN);
    let mut found = work.rounds(round.guild, filter).await?;
    let is_running = |open: &Round| open.is_open(now) && (open.message.is_some() || open.created_at > since);
    found.retain(|open| is_comparable(round, open) && is_running(open));
    Ok(found)
}

/// The same round once more, for as long as is usual.
fn next(desk: &Desk, asker: &Asker, before: &Round) -> Result<Round, Failure> {
    let now = desk.clock.now();
    let closes = now.plus(OPEN_FOR);
    Ok(Round {
        channel: before.channel,
        team: before.team,
        assessment: before.assessment.clone(),
        matter: before.matter.clone(),
        duties: before.duties.clone(),
        should: before.should,
        participants: before.participants.clone(),
        fewest: before.fewest,
        remind_at: before.remind_at.map(|_| reminded_at(now, closes)),
        ..begun(desk, asker, now, closes)?
    })
}
