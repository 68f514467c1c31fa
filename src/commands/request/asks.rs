//! *Ask them*: the person whom an answer names is asked, in the channel where the answer stands. Where only the asker sees the answer,
//! they see first what would be posted.

use super::{
    asking::{Asking, Kept},
    refused,
};
use crate::{
    commands::{Component, Failure, Outcome, Press, Who, place::team_by_id},
    handbook::RoleId,
    replies::{self, Asked, NotAsked, Refusal, Reply, Visibility, already_asked, ask_aloud, ask_form},
    workspace::{
        acting::to_ask,
        decision::Decides,
        ids::{DecisionId, TeamId},
        subject::Subject,
        team::{Holder, Team},
    },
};

/// Somebody is asked; what only the asker has seen so far is shown to them first.
pub(in crate::commands) const ASKS: Component = Component {
    name: replies::ASK,
    arguments: 2,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            // An answer shows the beginning of a long question only.
            if press.question().ends_with('…') {
                let about = Asked::read(&press.id.argument::<String>(0)?);
                return Ok(Outcome::Opens(ask_form(press.handbook(), press.question(), &about, press.id.argument(1)?)));
            }
            ask(press, press.question(), press.visibility() == Visibility::Everyone).await
        })
    },
};

/// The asker has seen what is posted.
pub(in crate::commands) const ASKS_ALOUD: Component = Component {
    name: replies::ASK_ALOUD,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(ask(press, press.question(), true)),
};

/// A long question was completed in a form that says that everybody will read it.
pub(in crate::commands) const ASKS_WRITTEN: Component = Component {
    name: replies::ASK_WRITTEN,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(ask(press, press.field(replies::QUESTION).trim(), true)),
};

async fn ask<'a>(press: &'a Press<'a>, question: &'a str, aloud: bool) -> Result<Outcome, Failure> {
    // Through the bot nobody writes where they may not write themselves.
    if !press.asker.may_write {
        return Err(refused(NotAsked::MayNotWrite));
    }
    let about = Asked::read(&press.id.argument::<String>(0)?);
    let asking = of_press(press, question, &about).await?;
    let request = match asking.still_open().await? {
        Some(before) if before.message.is_some() => return Ok(said(press, already_asked(press.handbook(), &before))),
        // A process died before it was posted.
        Some(before) => before,
        None if !aloud => {
            let request = asking.begin(&mut press.desk.store.reading().await?).await?;
            return Ok(ask_aloud(press.handbook(), question, &about, &request, asking.whom).into());
        }
        None => match asking.keep().await? {
            Kept::New(request) => request,
            Kept::Before(before) => before,
        },
    };
    Ok(said(press, asking.post(request).await?))
}

/// Below a private answer the preview becomes what is said.
fn said(press: &Press<'_>, reply: Reply) -> Outcome {
    match press.id.name == replies::ASK_ALOUD.0 {
        true => Outcome::Becomes(reply),
        false => reply.into(),
    }
}

/// Who is asked: whom the team has named, or whoever acts in the role that decides. Of several the first who does not ask themselves.
async fn of_press<'a>(press: &'a Press<'a>, text: &'a str, about: &Asked) -> Result<Asking<'a>, Failure> {
    let (desk, guild) = (press.desk, press.asker.server()?);
    let team = team_by_id(desk, &press.asker, press.id.argument::<TeamId>(1)?).await?;
    let (subject, roles) = match about {
        Asked::Duty(id) => {
            let duty = press.known_duty(id)?;
            (Subject::Duty(duty.id.clone()), duty.decider.roles())
        }
        Asked::Topic(id) => (topic(press, &team, *id).await?, &[][..]),
    };
    let settled = desk.store.reading().await?.decision_about(guild, team.id, &subject).await?;
    let settled = settled.map(|decision| decision.draft.decides);
    let leads = desk.leads();
    let candidates = to_ask(&team, settled.as_ref(), roles, &leads.iter().collect::<Vec<_>>(), desk.clock.now());
    let is_other = |(_, holder): &&(Option<RoleId>, Holder)| *holder != Holder::Member(press.asker.user);
    let Some((role, whom)) = candidates.iter().find(is_other).or(candidates.first()).cloned() else {
        let roles = match &settled {
            Some(Decides::Roles(roles)) => roles,
            Some(Decides::People(_)) => &[][..],
            Some(Decides::AsTheRuleSays) | None => roles,
        };
        let known = roles.iter().filter_map(|role| press.handbook().role(role.as_str()));
        let names = known.map(|role| role.name_in_sentence()).collect();
        return Err(refused(NotAsked::Vacant(team.name.to_string(), names)));
    };
    let asking = Asking { press, text, team, subject, role, whom, due: None };
    asking.is_there().await?;
    Ok(asking)
}

/// What a decision of the team is about, if the team has settled anything about it still.
async fn topic(press: &Press<'_>, team: &Team, id: DecisionId) -> Result<Subject, Failure> {
    let decision = press.desk.store.reading().await?.decision(team.guild, id).await?;
    let decision = decision.filter(|decision| decision.team == team.id).ok_or(Refusal::StaleButton)?;
    Ok(decision.subject)
}
