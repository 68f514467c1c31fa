//! From results into action: a vote on who owns a contested duty, what was agreed as a decision with an owner and a date, the next round.

use super::{place::Full, start};
use crate::{
    assessments::gathering::Round,
    commands::{
        Component, Failure, Outcome, Press, Who,
        assess::place::refused,
        decision::recording,
        place::{managed, zone},
        poll::put_to_vote,
    },
    handbook::DutyId,
    replies::{
        Heading, NotAssessed, NotSettled, Refusal, Visibility,
        assess::{
            ROUND_ACTED, ROUND_ACTION, ROUND_NEXT, ROUND_OWNER, ROUND_VOTE, ROUND_WHAT, ROUND_WHEN, action_form,
            holder_carried, whose_action,
        },
        decision_card, decision_taken,
    },
    store::Recorded,
    workspace::{
        dates::{WholeDay, moment},
        decision::{Decides, Decision, Draft},
        names::Topic,
        subject::Subject,
        team::Team,
        texts::Link,
    },
};

/// A contested duty is put to a vote.
pub(in crate::commands) const VOTES_ON: Component =
    Component { name: ROUND_VOTE, arguments: 2, who: Who::Members, run: |press| Box::pin(votes_on(press)) };

/// What was agreed is to be written down: who does it?
pub(in crate::commands) const ASKS_OWNER: Component = Component {
    name: ROUND_ACTION,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let (round, _) = with_team(press).await?;
            Ok(whose_action(press.handbook(), round.id).into())
        })
    },
};

/// Who does it was chosen: the form opens.
pub(in crate::commands) const CHOOSES_OWNER: Component = Component {
    name: ROUND_OWNER,
    arguments: 1,
    who: Who::Managers,
    run: |press| {
        Box::pin(async move {
            let (round, _) = with_team(press).await?;
            let owner = press.holders.first().copied().ok_or(Refusal::StaleButton)?;
            if owner.is_bot {
                return Err(refused(NotAssessed::NoOwner));
            }
            Ok(Outcome::Opens(action_form(press.handbook(), round.id, owner.holder)))
        })
    },
};

/// The form was sent.
pub(in crate::commands) const ACTS: Component =
    Component { name: ROUND_ACTED, arguments: 2, who: Who::Managers, run: |press| Box::pin(acts(press)) };

/// The next round is started.
pub(in crate::commands) const STARTS_NEXT: Component =
    Component { name: ROUND_NEXT, arguments: 1, who: Who::Members, run: |press| Box::pin(starts_next(press)) };

/// The round that a custom id names, with its team, for somebody who manages that.
async fn with_team(press: &Press<'_>) -> Result<(Round, Team), Failure> {
    let full = Full::read(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let team = full.team.ok_or(refused(NotAssessed::NoTeam))?;
    Ok((full.round, managed(press.desk, &press.asker, team)?))
}

async fn votes_on(press: &Press<'_>) -> Result<Outcome, Failure> {
    let full = Full::read(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let duty = DutyId::new(press.id.argument::<String>(1)?);
    if !full.round.duties.contains(&duty) {
        return Err(Refusal::StaleButton.into());
    }
    let team = full.team.ok_or(refused(NotAssessed::NoTeam))?;
    let about = Subject::Duty(press.known_duty(duty.as_str())?.id.clone());
    Ok(put_to_vote(press, about, &team).await?.into())
}

async fn acts(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker) = (press.desk, &press.asker);
    let (round, team) = with_team(press).await?;
    let owner = holder_carried(&press.id.argument::<String>(1)?).ok_or(Refusal::StaleButton)?;
    let topic = Topic::new(press.field(ROUND_WHAT)).map_err(|bad| refused(NotSettled::BadSubject(bad)))?;
    let typed = press.field(ROUND_WHEN).trim();
    let zone = zone(desk, team.guild).await?;
    let by = moment(typed, &zone, desk.clock.now(), WholeDay::End);
    let by = by.map_err(|_| refused(NotAssessed::BadDate(typed.to_owned())))?;
    let link = |message| format!("https://discord.com/channels/{}/{}/{message}", round.guild, round.channel);
    let draft = Draft {
        decides: Decides::People(vec![owner]),
        rule: None,
        consulted: Vec::new(),
        reason: Some(crate::replies::assess::agreed_in(desk.library().fallback(), &round)),
        source: round.result.and_then(|message| Link::new(&link(message)).ok()),
        review_at: Some(by),
    };
    let decision = Decision::record(team.guild, team.id, Subject::Topic(topic), draft, recording(desk, asker)?);
    let decision = decision.map_err(|bad| refused(NotSettled::BadDraft(bad)))?;
    let mut work = desk.store.work().await?;
    Ok(match work.record_decision(&decision).await? {
        Recorded::Done => {
            work.commit().await?;
            let card = decision_card(press.handbook(), &team.name, &decision, Heading::Recorded);
            Outcome::Says(card.seen_by(Visibility::Everyone))
        }
        Recorded::Taken(other) => decision_taken(press.handbook(), &team.name, &other, "").into(),
        Recorded::Full => return Err(refused(NotSettled::Full)),
        Recorded::NoTeam => return Err(refused(NotAssessed::NoTeam)),
    })
}

/// The same round once more, by somebody who may write where it was announced.
async fn starts_next(press: &Press<'_>) -> Result<Outcome, Failure> {
    if !press.asker.may_write_around {
        return Err(refused(NotAssessed::MayNotPost));
    }
    let full = Full::read(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let next = start::next(press.desk, &press.asker, &full.round)?;
    Ok(start::started(press.desk, press.messenger, press.handbook(), next).await?.into())
}
