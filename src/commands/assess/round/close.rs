//! The close of a round: by its deadline, by hand, or when all have handed in; and the one reminder before it.

use super::{
    place::{Full, team_of},
    show::live,
};
use crate::{
    assessments::{
        gathering::{CLOSE, Gathered, REMIND, Round, State},
        sitting::Sitting,
    },
    clock::Timestamp,
    commands::{
        Asker, Component, Desk, Failure, InternalError, Outcome, Press, Who,
        assess::{place::refused, thread::archive_soon},
        due::{Due, DueKind},
        messenger::NotDone,
    },
    handbook::assessments::Form,
    polls::life::Closing,
    replies::{
        NotAssessed,
        assess::{ROUND_CLOSE, ROUND_CLOSE_NOW, round_closing, round_reminder, round_wants_close},
    },
    store::Work,
    workspace::{ids::RoundId, team::Team},
};

/// A round's deadline has come.
pub(in crate::commands) const ROUND_IS_DUE: DueKind = DueKind { kind: CLOSE, run: |due| Box::pin(is_due(due)) };

/// Participants are reminded, once, and nobody is notified.
pub(in crate::commands) const REMINDS: DueKind = DueKind { kind: REMIND, run: |due| Box::pin(reminds(due)) };

/// A round is to be closed by hand: it is asked whether that is meant.
pub(in crate::commands) const ASKS_TO_CLOSE_ROUND: Component = Component {
    name: ROUND_CLOSE,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let guild = press.asker.server()?;
            let full = Full::read(press.desk, press.handbook(), guild, press.id.argument(0)?).await?;
            may_close(press.desk, &press.asker, &full.round, full.team.as_ref())?;
            Ok(round_wants_close(press.handbook(), full.shown()).into())
        })
    },
};

/// It is closed by hand.
pub(in crate::commands) const CLOSES_ROUND: Component =
    Component { name: ROUND_CLOSE_NOW, arguments: 1, who: Who::Members, run: |press| Box::pin(closes(press)) };

/// Whether a person may close a round: whoever started it, and those who manage the server or its team.
fn may_close(desk: &Desk, asker: &Asker, round: &Round, team: Option<&Team>) -> Result<(), Failure> {
    let may =
        round.creator == Some(asker.user) || asker.manages_server || team.is_some_and(|team| asker.manages(team, desk));
    if round.is_closed() {
        return Err(refused(NotAssessed::RoundOver));
    }
    if may { Ok(()) } else { Err(refused(NotAssessed::NotYoursToClose)) }
}

/// Counts the answers of a round that is held, destroys its sittings, and has its result told at once.
async fn closes_now(
    work: &mut Work,
    desk: &Desk,
    round: Round,
    (now, why): (Timestamp, Closing),
) -> Result<Round, Failure> {
    let team = team_of(work, &round).await?;
    let sittings = work.sittings_in(round.id).await?;
    let assessment = desk.library().fallback().assessment(round.assessment.as_str());
    let scaled = assessment.and_then(|assessment| match &assessment.form {
        Form::Scaled(scaled) => Some(scaled),
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => None,
    });
    let done = sittings.iter().filter(|taking| taking.is_done());
    let done: Vec<(Sitting, bool)> = done.map(|taking| (taking.sitting.clone(), taking.shows_words)).collect();
    let gathered = Gathered::of(&done, round.fewest, scaled);
    let invited =
        round.participants.people(team.as_ref()).map(|people| u32::try_from(people.len()).unwrap_or(u32::MAX));
    let closed = round.closed(now, why, invited, &gathered);
    work.close_round(&closed, &gathered).await?;
    for taking in &sittings {
        archive_soon(work, taking.guild, taking.place, now).await?;
    }
    Ok(closed)
}

async fn closes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, now) = (press.desk, press.desk.clock.now());
    let mut work = desk.store.work().await?;
    let round = work.hold_round(press.asker.server()?, press.id.argument(0)?).await?;
    let round = round.ok_or(refused(NotAssessed::RoundGone))?;
    let team = team_of(&mut work, &round).await?;
    may_close(desk, &press.asker, &round, team.as_ref())?;
    let closed = closes_now(&mut work, desk, round, (now, Closing::ByHand(Some(press.asker.user)))).await?;
    work.commit().await?;
    desk.live.stir(live(&closed));
    Ok(Outcome::Becomes(round_closing(press.handbook())))
}

async fn is_due(due: &Due<'_>) -> Result<(), Failure> {
    let now = due.now();
    let mut work = due.desk.store.work().await?;
    let round = match RoundId::new(due.deadline.subject) {
        Ok(id) => work.hold_round(due.deadline.guild, id).await?,
        Err(_) => None,
    };
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    if let Some(round) = round {
        match round.state {
            State::Open { deadline } if deadline <= now => {
                closes_now(&mut work, due.desk, round, (now, Closing::Deadline { due: deadline })).await?;
            }
            // The clock was set back: it is set anew.
            State::Open { deadline } => work.arm_round(&round, deadline).await?,
            State::Closed { .. } => {}
        }
    }
    Ok(work.commit().await?)
}

/// After somebody has handed in: closes a round that is held if nobody is left who is invited.
pub(in crate::commands::assess) async fn handed_in_now(
    work: &mut Work,
    desk: &Desk,
    round: Round,
) -> Result<Round, Failure> {
    let team = team_of(work, &round).await?;
    let Some(invited) = round.participants.people(team.as_ref()) else {
        return Ok(round);
    };
    let sittings = work.sittings_in(round.id).await?;
    let is_done = |person| sittings.iter().any(|taking| taking.person == person && taking.is_done());
    match invited.into_iter().all(is_done) {
        true => closes_now(work, desk, round, (desk.clock.now(), Closing::AllVoted)).await,
        false => Ok(round),
    }
}

async fn reminds(due: &Due<'_>) -> Result<(), Failure> {
    let handbook = due.desk.library().fallback();
    let mut work = due.desk.store.work().await?;
    let round = match RoundId::new(due.deadline.subject) {
        Ok(id) => work.round(due.deadline.guild, id).await?,
        Err(_) => None,
    };
    if let Some(round) = round.filter(|round| round.is_open(due.now())) {
        let full = Full::of(&mut work, handbook, round).await?;
        drop(work);
        let nonce = format!("m{}", full.round.id);
        match due.messenger.post(full.round.channel, &nonce, &round_reminder(handbook, full.shown())).await {
            Ok(_) => {}
            Err(error @ NotDone::Failed(_)) => return Err(Failure::Internal(InternalError::Discord(error))),
            Err(error) => tracing::warn!(round = %full.round.id, %error, "a reminder cannot be posted"),
        }
        work = due.desk.store.work().await?;
    }
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}
