//! From results into action: a vote on who owns a contested duty; what was agreed, with an owner and a date, as a decision of the team or
//! as a request to whoever does it.

use super::{
    place::Full,
    results::{has_result, told},
};
use crate::{
    assessments::gathering::Round,
    clock::Timestamp,
    commands::{
        Component, Failure, Outcome, Press, Who,
        assess::place::refused,
        decision::recording,
        place::{managed, zone},
        poll::put_to_vote_among,
        request::{Action, hand_out},
    },
    handbook::DutyId,
    replies::{
        Heading, NotAssessed, NotSettled, Refusal, Visibility,
        assess::{
            ROUND_ACTED, ROUND_ACTION, ROUND_ASK, ROUND_ASKED, ROUND_HANDED, ROUND_OWNER, ROUND_VOTE, ROUND_WHAT,
            ROUND_WHEN, action_form, agreed_in, holder_carried, whose_action,
        },
        decision_card, decision_taken,
    },
    store::Recorded,
    workspace::{
        dates::{WholeDay, moment},
        decision::{Decides, Decision, Draft},
        names::Topic,
        subject::Subject,
        team::{Holder, Team},
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
            Ok(whose_action(press.handbook(), round.id, ROUND_OWNER).into())
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
            Ok(Outcome::Opens(action_form(press.handbook(), round.id, chosen(press)?, ROUND_ACTED)))
        })
    },
};

/// The form was sent.
pub(in crate::commands) const ACTS: Component =
    Component { name: ROUND_ACTED, arguments: 2, who: Who::Managers, run: |press| Box::pin(acts(press)) };

/// What was agreed is to be handed to somebody: to whom?
pub(in crate::commands) const ASKS_WHOM: Component = Component {
    name: ROUND_ASK,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let (round, _) = handing_out(press).await?;
            Ok(whose_action(press.handbook(), round.id, ROUND_ASKED).into())
        })
    },
};

/// Who is asked was chosen: the form opens.
pub(in crate::commands) const CHOOSES_WHOM: Component = Component {
    name: ROUND_ASKED,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let (round, _) = handing_out(press).await?;
            let owner = chosen(press)?;
            if owner == Holder::Member(press.asker.user) {
                return Err(refused(NotAssessed::OwnAction));
            }
            Ok(Outcome::Opens(action_form(press.handbook(), round.id, owner, ROUND_HANDED)))
        })
    },
};

/// The form was sent.
pub(in crate::commands) const HANDS_OUT: Component =
    Component { name: ROUND_HANDED, arguments: 2, who: Who::Members, run: |press| Box::pin(hands_out(press)) };

/// The round that a custom id names, with its team, for somebody who manages that.
async fn with_team(press: &Press<'_>) -> Result<(Round, Team), Failure> {
    let full = Full::read(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let team = full.team.ok_or(refused(NotAssessed::NoTeam))?;
    Ok((full.round, managed(press.desk, &press.asker, team)?))
}

/// The same for somebody who hands out what was agreed: whoever started the round, and whoever manages its team.
async fn handing_out(press: &Press<'_>) -> Result<(Round, Team), Failure> {
    let full = Full::read(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let team = full.team.ok_or(refused(NotAssessed::NoTeam))?;
    let may = full.round.creator == Some(press.asker.user) || press.asker.manages(&team, press.desk);
    if may { Ok((full.round, team)) } else { Err(refused(NotAssessed::NotYoursToHandOut)) }
}

/// Whom somebody chose to do it.
fn chosen(press: &Press<'_>) -> Result<Holder, Failure> {
    let owner = press.holders.first().copied().ok_or(Refusal::StaleButton)?;
    let guild = press.asker.server()?.get();
    // The role that everybody has bears the server's number.
    let is_everybody = matches!(owner.holder, Holder::ServerRole(role) if role.get() == guild);
    if owner.is_bot || is_everybody { Err(refused(NotAssessed::NoOwner)) } else { Ok(owner.holder) }
}

/// What was agreed, by whom it is done, and by when.
async fn agreed(press: &Press<'_>, team: &Team) -> Result<(Topic, Holder, Timestamp), Failure> {
    let owner = holder_carried(&press.id.argument::<String>(1)?).ok_or(Refusal::StaleButton)?;
    let topic = Topic::new(press.field(ROUND_WHAT)).map_err(|bad| refused(NotSettled::BadSubject(bad)))?;
    let typed = press.field(ROUND_WHEN).trim();
    let zone = zone(press.desk, team.guild).await?;
    let by = moment(typed, &zone, press.desk.clock.now(), WholeDay::End);
    let by = by.map_err(|_| refused(NotAssessed::BadDate(typed.to_owned())))?;
    Ok((topic, owner, by))
}

async fn hands_out(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (round, team) = handing_out(press).await?;
    let (what, owner, by) = agreed(press, &team).await?;
    let agreed = agreed_in(press.desk.library().fallback(), &round);
    Ok(hand_out(press, team, Action { what, agreed: &agreed, owner, by }).await?.into())
}

/// Whom the participants named stands for election, and the participants vote.
async fn votes_on(press: &Press<'_>) -> Result<Outcome, Failure> {
    let told = told(press.desk, press.handbook(), press.asker.server()?, press.id.argument(0)?).await?;
    let duty = DutyId::new(press.id.argument::<String>(1)?);
    let (round, team) = (&told.full.round, told.full.team.as_ref());
    if !round.duties.contains(&duty) || !has_result(round) {
        return Err(Refusal::StaleButton.into());
    }
    let team = team.ok_or(refused(NotAssessed::NoTeam))?;
    let about = Subject::Duty(press.known_duty(duty.as_str())?.id.clone());
    let named = told.named_for(&duty);
    Ok(put_to_vote_among(press, about, team, (&named[..], &round.participants)).await?.into())
}

async fn acts(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker) = (press.desk, &press.asker);
    let (round, team) = with_team(press).await?;
    let (topic, owner, by) = agreed(press, &team).await?;
    let link = |message| format!("https://discord.com/channels/{}/{}/{message}", round.guild, round.channel);
    let draft = Draft {
        decides: Decides::People(vec![owner]),
        rule: None,
        consulted: Vec::new(),
        reason: Some(agreed_in(desk.library().fallback(), &round)),
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
