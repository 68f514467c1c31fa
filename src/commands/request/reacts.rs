//! What those who are asked, and who asked, do with a request. Of two at once one wins; the other is told who.

use super::{lose, notify, redraw, refused, waited_for};
use crate::{
    commands::{Answering, Component, Failure, Outcome, Press, Who, messenger::NotDone},
    handbook::RoleId,
    replies::{self, ComponentName, NotAsked, Refusal, declined, handed_on, request_card, whose_is_it},
    store::Advanced,
    workspace::{
        acting::acting,
        ids::RequestId,
        request::{Candidate, MayNot, Request},
        team::{Holder, Team},
    },
};

/// How often an event is tried again after something else happened meanwhile.
const TRIES: usize = 5;

const fn component(name: ComponentName, run: for<'a> fn(&'a Press<'a>) -> Answering<'a>) -> Component {
    Component { name, arguments: 1, who: Who::Members, run }
}

/// It is mine.
pub(in crate::commands) const ACCEPTS: Component = component(replies::MINE, |press| {
    Box::pin(async move {
        let (now, leads) = (press.desk.clock.now(), press.desk.leads());
        let leads: Vec<&RoleId> = leads.iter().collect();
        becomes(press, |request, team| request.accept(press.asker.person(), team, &leads, now)).await
    })
});

/// It is not mine: whose it is can be chosen then.
pub(in crate::commands) const TURNS_AWAY: Component = component(replies::NOT_MINE, |press| {
    Box::pin(async move {
        let (request, team) = turned_away(press).await?;
        let others = team.seats.iter().filter(|seat| {
            let person = acts(press, &team, &seat.role);
            person.is_some() && person != waited_for(&request) && person != Some(Holder::Member(press.asker.user))
        });
        let roles: Vec<RoleId> = others.map(|seat| seat.role.clone()).collect();
        Ok(whose_is_it(press.handbook(), &request, &roles).into())
    })
});

/// Whose it is was chosen among the members of the server.
pub(in crate::commands) const HANDS_ON: Component = component(replies::HAND_ON, |press| {
    Box::pin(async move {
        let given = press.holders.first().copied().ok_or(Refusal::StaleButton)?;
        hand_on(press, given.holder, given.is_bot).await
    })
});

/// Whose it is was chosen among the roles of the team: it goes to whoever acts in that one.
pub(in crate::commands) const HANDS_TO_SEAT: Component = component(replies::HAND_TO_SEAT, |press| {
    Box::pin(async move {
        let (role, (_, team)) = (press.known_role(press.chosen())?, of(press).await?);
        let vacant = || refused(NotAsked::Vacant(team.name.to_string(), vec![role.name_in_sentence()]));
        hand_on(press, acts(press, &team, &role.id).ok_or_else(vacant)?, false).await
    })
});

/// I don't know whose it is.
pub(in crate::commands) const DECLINES: Component = component(replies::DECLINE, |press| {
    Box::pin(async move {
        let next = declines(press).await?;
        Ok(Outcome::Becomes(declined(press.handbook(), &next)))
    })
});

/// It is answered.
pub(in crate::commands) const ENDS: Component = component(replies::ANSWERED, |press| {
    Box::pin(async move {
        let now = press.desk.clock.now();
        becomes(press, |request, _| request.answer(press.asker.person(), now)).await
    })
});

/// The asker takes it back.
pub(in crate::commands) const TAKES_BACK: Component = component(replies::TAKE_BACK, |press| {
    Box::pin(async move {
        let now = press.desk.clock.now();
        becomes(press, |request, _| request.withdraw(press.asker.person(), now)).await
    })
});

/// The request, if the person may say that it is not theirs, and its team.
pub(in crate::commands) async fn turned_away(press: &Press<'_>) -> Result<(Request, Team), Failure> {
    let (request, team) = of(press).await?;
    request.may_decline(press.asker.person()).map_err(|why| may_not(why, &request, &team))?;
    Ok((request, team))
}

async fn declines(press: &Press<'_>) -> Result<Request, Failure> {
    let now = press.desk.clock.now();
    let next = react(press, |request, _| request.decline(press.asker.person(), now)).await?;
    shown(press, &next).await?;
    Ok(next)
}

/// The person says that it is not theirs, since it was put to a vote whose it is. Where something else has happened to it meanwhile, that
/// stays, and so does the vote.
pub(in crate::commands) async fn declines_for_vote(press: &Press<'_>) -> Result<(), Failure> {
    match declines(press).await {
        Ok(_) | Err(Failure::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Adds an event, and the message becomes what it says then.
async fn becomes(
    press: &Press<'_>,
    event: impl Fn(&Request, &Team) -> Result<Request, MayNot>,
) -> Result<Outcome, Failure> {
    let next = react(press, event).await?;
    Ok(Outcome::Becomes(request_card(press.desk.library().fallback(), &next)))
}

async fn hand_on(press: &Press<'_>, holder: Holder, is_bot: bool) -> Result<Outcome, Failure> {
    let guild = press.asker.server()?;
    let is_member = match holder {
        Holder::Member(user) => press.messenger.member(guild, user).await?.is_some(),
        Holder::ServerRole(_) => true,
    };
    let (to, now) = (Candidate { holder, is_bot, is_member }, press.desk.clock.now());
    let next = react(press, |request, _| request.hand_on(press.asker.person(), to, now)).await?;
    match notify(press.desk, press.messenger, &next).await {
        Ok(()) => {}
        Err(error @ NotDone::Failed(_)) => return Err(error.into()),
        Err(_) => return Err(refused(NotAsked::NotTold(holder))),
    }
    shown(press, &next).await?;
    Ok(Outcome::Becomes(handed_on(press.handbook(), &next, holder)))
}

/// Who acts in a role of the team now.
fn acts(press: &Press<'_>, team: &Team, role: &RoleId) -> Option<Holder> {
    let leads = press.desk.leads();
    acting(team, role, &leads.iter().collect::<Vec<_>>(), press.desk.clock.now()).person()
}

/// The request that a custom id names, looked up in the server where it is pressed, with its team.
async fn of(press: &Press<'_>) -> Result<(Request, Team), Failure> {
    let (guild, id): (_, RequestId) = (press.asker.server()?, press.id.argument(0)?);
    let mut work = press.desk.store.reading().await?;
    let request = work.request(guild, id).await?.ok_or(refused(NotAsked::Gone))?;
    let team = work.team(guild, request.question.team).await?.ok_or(refused(NotAsked::Gone))?;
    Ok((request, team))
}

/// Adds an event. Where something else happened meanwhile, the rules decide anew.
async fn react(
    press: &Press<'_>,
    event: impl Fn(&Request, &Team) -> Result<Request, MayNot>,
) -> Result<Request, Failure> {
    let (mut request, team) = of(press).await?;
    for _ in 0..TRIES {
        let next = event(&request, &team).map_err(|why| may_not(why, &request, &team))?;
        let mut work = press.desk.store.work().await?;
        match work.advance_request(&next).await? {
            Advanced::Done => {
                work.commit().await?;
                return Ok(next);
            }
            Advanced::TooLate(now) => request = *now,
            Advanced::NotThere => return Err(refused(NotAsked::Gone)),
        }
    }
    Err(Refusal::StaleButton.into())
}

/// Redraws the message of a request where something else was pressed; one that is gone is lost.
async fn shown(press: &Press<'_>, request: &Request) -> Result<(), Failure> {
    match redraw(press.desk, press.messenger, request).await {
        // In an archived thread it is redrawn with the next event.
        Ok(()) | Err(NotDone::Closed(_)) => Ok(()),
        Err(error @ NotDone::Failed(_)) => Err(error.into()),
        Err(error) => {
            lose(press.desk, request).await?;
            Err(error.into())
        }
    }
}

fn may_not(why: MayNot, request: &Request, team: &Team) -> Failure {
    refused(NotAsked::MayNot(why, team.name.to_string(), request.question.is_action()))
}
