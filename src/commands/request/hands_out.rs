//! An action that a team has agreed is handed to somebody: a request with a day by which it is done.

use super::{
    asking::{Asking, Kept},
    refused,
};
use crate::{
    clock::Timestamp,
    commands::{
        Failure, Press,
        due::{Due, DueKind},
        messenger::NotDone,
    },
    replies::{NotAsked, Reply, already_asked, request_due},
    workspace::{
        ids::RequestId,
        names::Topic,
        request::{DUE, Request},
        subject::Subject,
        team::{Holder, Team},
    },
};

/// An action is due.
pub(in crate::commands) const IS_DUE: DueKind = DueKind { kind: DUE, run: |due| Box::pin(is_due(due)) };

/// What was agreed.
pub(in crate::commands) struct Action<'a> {
    /// What is to be done.
    pub(in crate::commands) what: Topic,
    /// Where it was agreed, in words.
    pub(in crate::commands) agreed: &'a str,
    /// Who is to do it.
    pub(in crate::commands) owner: Holder,
    /// By when.
    pub(in crate::commands) by: Timestamp,
}

/// Asks somebody, where the press was, to do what was agreed. What is told of it to whoever handed it out.
pub(in crate::commands) async fn hand_out(press: &Press<'_>, team: Team, action: Action<'_>) -> Result<Reply, Failure> {
    // Through the bot nobody writes where they may not write themselves.
    if !press.asker.may_write {
        return Err(refused(NotAsked::MayNotWrite));
    }
    let asking = Asking {
        press,
        text: action.agreed,
        team,
        subject: Subject::Topic(action.what),
        role: None,
        whom: action.owner,
        due: Some(action.by),
    };
    asking.is_there().await?;
    let kept = match asking.still_open().await? {
        Some(before) => Kept::Before(before),
        None => asking.keep().await?,
    };
    match kept {
        Kept::Before(before) if before.message.is_some() => Ok(already_asked(press.handbook(), &before)),
        // Otherwise a process died before it was posted.
        Kept::New(request) | Kept::Before(request) => asking.post(request).await,
    }
}

/// Says that it is due, where it was handed out. It notifies nobody.
async fn is_due(due: &Due<'_>) -> Result<(), Failure> {
    let request = match RequestId::new(due.deadline.subject) {
        Ok(id) => due.desk.store.reading().await?.request(due.deadline.guild, id).await?,
        Err(_) => None,
    };
    if let Some(request) = request.filter(Request::is_open) {
        let reply = request_due(due.desk.library().fallback(), &request);
        match due.messenger.post(request.question.channel, &format!("rd{}", request.question.id), &reply).await {
            Ok(_) => {}
            Err(error @ NotDone::Failed(_)) => return Err(error.into()),
            Err(error) => {
                tracing::warn!(request = %request.question.id, %error, "that something is due cannot be said")
            }
        }
    }
    let mut work = due.desk.store.work().await?;
    if due.finish(&mut work).await? {
        work.commit().await?;
    }
    Ok(())
}
