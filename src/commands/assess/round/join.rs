//! *Take part*: the card of a round, to the participant alone.

use super::place::Full;
use crate::{
    assessments::gathering::Round,
    commands::{
        Asker, Component, Failure, Outcome, Press, Who,
        assess::{
            begin::{card, under_way, ways},
            place::refused,
        },
    },
    replies::{NotAssessed, assess::ROUND_JOIN},
    workspace::team::Team,
};

/// Somebody takes part.
pub(in crate::commands) const JOINS: Component =
    Component { name: ROUND_JOIN, arguments: 1, who: Who::Members, run: |press| Box::pin(joins(press)) };

async fn joins(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, handbook) = (press.desk, &press.asker, press.handbook());
    let full = Full::read(desk, handbook, asker.server()?, press.id.argument(0)?).await?;
    let round = open_round(press, &full.round, full.team.as_ref())?;
    Ok(match under_way(desk, asker, handbook, full.assessment, Some(round.id)).await? {
        Some(reply) => reply.into(),
        None => card(handbook, full.assessment, Some(round), (ways(asker), false)).into(),
    })
}

/// The round, if it takes answers now and this person is one of its participants.
pub(in crate::commands::assess) fn open_round<'r>(
    press: &Press<'_>,
    round: &'r Round,
    team: Option<&Team>,
) -> Result<&'r Round, Failure> {
    if !round.is_open(press.desk.clock.now()) {
        return Err(refused(NotAssessed::RoundOver));
    }
    takes_part(&press.asker, round, team)?;
    Ok(round)
}

fn takes_part(asker: &Asker, round: &Round, team: Option<&Team>) -> Result<(), Failure> {
    if round.participants.has(asker.person(), team) { Ok(()) } else { Err(refused(NotAssessed::NotInvited)) }
}
