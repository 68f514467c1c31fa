//! A request moves on: nobody reacted in time, nothing happened for long, or a process died before it had posted it.

use super::{notify, post, redraw};
use crate::{
    commands::{
        Failure,
        due::{Due, DueKind},
        messenger::NotDone,
    },
    store::{Advanced, Deadline},
    workspace::{
        ids::RequestId,
        request::{self, PATIENCE, Request},
        team::{Holder, Team},
    },
};

/// A request moves on.
pub(in crate::commands) const MOVES_ON: DueKind =
    DueKind { kind: request::MOVES_ON, run: |due| Box::pin(move_on(due)) };

/// What is said goes first, and a repetition of it does no harm; then the event is kept, if this process still holds the deadline and
/// nothing else has happened. Otherwise the message is drawn as things really are.
async fn move_on(due: &Due<'_>) -> Result<(), Failure> {
    let Some((request, team)) = of(due).await? else {
        let mut work = due.desk.store.work().await?;
        due.finish(&mut work).await?;
        return Ok(work.commit().await?);
    };
    if request.message.is_none() {
        return post_late(due, &request).await;
    }
    let next = match request.times_out_at() {
        Some(_) if !request.has_lapsed(due.now()) => request.time_out(whom(due, &request, &team).await?, due.now()),
        _ => request.lapse(due.now()),
    };
    // The request is open, so either can happen to it.
    let Ok(next) = next else {
        return Ok(());
    };
    match said(due, &next).await {
        Ok(()) => keep(due, &next).await,
        Err(error @ NotDone::Failed(_)) => Err(error.into()),
        // Nobody is asked without being told. The bot may be allowed to write there again.
        Err(NotDone::NotAllowed(_)) if next.is_open() => try_later(due).await,
        Err(error) => {
            tracing::warn!(request = %next.question.id, %error, "the message of a request cannot be written any more");
            keep(due, &request.lose(due.now()).unwrap_or(next)).await
        }
    }
}

/// The same a day later.
async fn try_later(due: &Due<'_>) -> Result<(), Failure> {
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        let again_at = due.now().plus(PATIENCE);
        work.set_deadline(&Deadline::about(request::MOVES_ON, due.deadline.subject, due.deadline.guild, again_at))
            .await?;
    }
    Ok(work.commit().await?)
}

/// The request with its team, unless it is gone or over.
async fn of(due: &Due<'_>) -> Result<Option<(Request, Team)>, Failure> {
    let Ok(id) = RequestId::new(due.deadline.subject) else {
        return Ok(None);
    };
    let guild = due.deadline.guild;
    let mut work = due.desk.store.reading().await?;
    let Some(request) = work.request(guild, id).await?.filter(Request::is_open) else {
        return Ok(None);
    };
    Ok(work.team(guild, request.question.team).await?.map(|team| (request, team)))
}

/// Posts what was kept and never posted. Where that is not possible, nothing is left of it: the asker was told of no message.
async fn post_late(due: &Due<'_>, request: &Request) -> Result<(), Failure> {
    let (guild, id, channel) = (request.question.guild, request.question.id, request.question.channel);
    let posted = match post(due.desk, due.messenger, request).await {
        Ok(message) => Some(message),
        Err(error @ NotDone::Failed(_)) => return Err(error.into()),
        Err(_) => None,
    };
    let mut work = due.desk.store.work().await?;
    if !due.finish(&mut work).await? {
        return Ok(());
    }
    match posted {
        Some(message) => work.set_request_message(guild, id, channel, message).await?,
        None => work.remove_request(guild, id).await?,
    };
    Ok(work.commit().await?)
}

/// The first who can be asked instead and is still in the server.
async fn whom(due: &Due<'_>, request: &Request, team: &Team) -> Result<Option<Holder>, Failure> {
    let leads = due.desk.leads();
    for holder in request.others_to_ask(team, &leads.iter().collect::<Vec<_>>(), due.now()) {
        match holder {
            Holder::ServerRole(_) => return Ok(Some(holder)),
            Holder::Member(user) => {
                if due.messenger.member(team.guild, user).await?.is_some() {
                    return Ok(Some(holder));
                }
            }
        }
    }
    Ok(None)
}

/// Says it to the one who is asked from now on, and in the request's own message. The word to them goes first: it opens a thread that Discord
/// has archived, and where the bot may not write an edit would lose the embed.
async fn said(due: &Due<'_>, next: &Request) -> Result<(), NotDone> {
    let asks_another = next.times_out_at().is_some();
    if let (true, Some(message)) = (asks_another, next.message) {
        if !due.messenger.is_there(next.question.channel, message).await? {
            return Err(NotDone::Gone("the message of a request".into()));
        }
        notify(due.desk, due.messenger, next).await?;
    }
    match redraw(due.desk, due.messenger, next).await {
        // Where nobody is asked, an archived thread may stay closed.
        Err(NotDone::Closed(_)) if !asks_another => Ok(()),
        redrawn => redrawn,
    }
}

async fn keep(due: &Due<'_>, next: &Request) -> Result<(), Failure> {
    let (guild, id) = (next.question.guild, next.question.id);
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? && work.advance_request(next).await? == Advanced::Done {
        return Ok(work.commit().await?);
    }
    drop(work);
    // Somebody reacted meanwhile.
    if let Some(now) = due.desk.store.reading().await?.request(guild, id).await? {
        redraw(due.desk, due.messenger, &now).await?;
    }
    Ok(())
}
