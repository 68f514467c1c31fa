//! *Ask them*: the person whom an answer names is asked, in the channel where the answer stands. Where only the asker sees the answer,
//! they see first what would be posted.

use super::{lose, post, refused};
use crate::{
    clock::Timestamp,
    commands::{Component, Failure, Outcome, Press, Who, orphans, place::team_by_id},
    handbook::RoleId,
    replies::{self, Asked, NotAsked, Refusal, Visibility, already_asked, ask_aloud, ask_form, asked_them},
    store::Work,
    workspace::{
        acting::to_ask,
        decision::Decides,
        ids::{DecisionId, RequestId, TeamId},
        request::{Question, Request},
        subject::Subject,
        team::{Holder, Team},
    },
};

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

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

/// A question that is about to be put to somebody.
struct Asking<'a> {
    press: &'a Press<'a>,
    question: &'a str,
    about: Asked,
    team: Team,
    subject: Subject,
    role: Option<RoleId>,
    whom: Holder,
}

/// What became of it in the store.
enum Kept {
    /// It is new.
    New(Request),
    /// The same person had asked the same before, and that is open.
    Before(Request),
}

async fn ask<'a>(press: &'a Press<'a>, question: &'a str, aloud: bool) -> Result<Outcome, Failure> {
    // Through the bot nobody writes where they may not write themselves.
    if !press.asker.may_write {
        return Err(refused(NotAsked::MayNotWrite));
    }
    let asking = Asking::of(press, question).await?;
    let request = match asking.still_open().await? {
        Some(before) if before.message.is_some() => return Ok(said(press, already_asked(press.handbook(), &before))),
        // A process died before it was posted.
        Some(before) => before,
        None if !aloud => {
            let request = asking.begin(&mut press.desk.store.reading().await?).await?;
            return Ok(ask_aloud(press.handbook(), question, &asking.about, &request, asking.whom).into());
        }
        None => match asking.keep().await? {
            Kept::New(request) => request,
            Kept::Before(before) => before,
        },
    };
    asking.post(request).await
}

/// Below a private answer the preview becomes what is said.
fn said(press: &Press<'_>, reply: replies::Reply) -> Outcome {
    match press.id.name == replies::ASK_ALOUD.0 {
        true => Outcome::Becomes(reply),
        false => reply.into(),
    }
}

impl<'a> Asking<'a> {
    /// Who is asked: whom the team has named, or whoever acts in the role that decides. Of several the first who does not ask themselves.
    async fn of(press: &'a Press<'a>, question: &'a str) -> Result<Self, Failure> {
        let (desk, guild) = (press.desk, press.asker.server()?);
        let about = Asked::read(&press.id.argument::<String>(0)?);
        let team = team_by_id(desk, &press.asker, press.id.argument::<TeamId>(1)?).await?;
        let (subject, roles) = match &about {
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
        if let Holder::Member(user) = whom
            && press.messenger.member(guild, user).await?.is_none()
        {
            orphans::is_gone(desk, guild, whom).await?;
            return Err(refused(NotAsked::Left(whom)));
        }
        Ok(Self { press, question, about, team, subject, role, whom })
    }

    /// The same question of the same person that is open. One whose message was taken away is over.
    async fn still_open(&self) -> Result<Option<Request>, Failure> {
        let desk = self.press.desk;
        let Some(before) = self.open(&mut desk.store.reading().await?).await? else {
            return Ok(None);
        };
        if let Some(message) = before.message
            && !self.press.messenger.is_there(before.question.channel, message).await?
        {
            lose(desk, &before).await?;
            return Ok(None);
        }
        Ok(Some(before))
    }

    async fn open(&self, work: &mut Work) -> Result<Option<Request>, Failure> {
        let open = work.open_requests_about(self.team.guild, self.team.id, &self.subject, u32::MAX).await?;
        Ok(open.into_iter().find(|open| open.asker() == Some(self.press.asker.user)))
    }

    /// The request as it would be, if the asker may ask.
    async fn begin(&self, work: &mut Work) -> Result<Request, Failure> {
        let (press, now) = (self.press, self.press.desk.clock.now());
        let since = Timestamp::from_millis(now.millis() - DAY);
        let quota = work.request_quota(self.team.guild, press.asker.user, self.whom, since).await?;
        let question = Question {
            id: RequestId::made(now, press.desk.random.number()?),
            guild: self.team.guild,
            team: self.team.id,
            subject: self.subject.clone(),
            role: self.role.clone(),
            text: self.question.to_owned(),
            channel: press.asker.channel,
        };
        let asked = Request::ask(question, press.asker.user, self.whom, quota, now);
        asked.map_err(|why| refused(NotAsked::MayNotAsk(why)))
    }

    async fn keep(&self) -> Result<Kept, Failure> {
        let mut work = self.press.desk.store.work().await?;
        if !work.ask_in_turn(self.team.guild, self.team.id).await? {
            return Err(refused(NotAsked::Gone));
        }
        if let Some(before) = self.open(&mut work).await? {
            return Ok(Kept::Before(before));
        }
        let request = self.begin(&mut work).await?;
        if !work.add_request(&request).await? {
            return Err(refused(NotAsked::Gone));
        }
        work.commit().await?;
        Ok(Kept::New(request))
    }

    /// Posts it. Where that is not possible, nothing is left of it.
    async fn post(&self, mut request: Request) -> Result<Outcome, Failure> {
        let (press, guild, id) = (self.press, self.team.guild, request.question.id);
        if request.message.is_none() {
            let posted = post(press.desk, press.messenger, &request).await;
            let mut work = press.desk.store.work().await?;
            match posted {
                Ok(message) => {
                    work.set_request_message(guild, id, request.question.channel, message).await?;
                    request.message = Some(message);
                    work.commit().await?;
                }
                Err(error) => {
                    work.remove_request(guild, id).await?;
                    work.commit().await?;
                    return Err(error.into());
                }
            }
        }
        let notified = match self.whom {
            Holder::Member(_) => true,
            // Not worth a failure: it was asked.
            Holder::ServerRole(role) => press.messenger.is_mentionable(guild, role).await.ok().flatten() == Some(true),
        };
        Ok(said(press, asked_them(press.handbook(), &request, self.whom, notified)))
    }
}

/// What a decision of the team is about, if the team has settled anything about it still.
async fn topic(press: &Press<'_>, team: &Team, id: DecisionId) -> Result<Subject, Failure> {
    let decision = press.desk.store.reading().await?.decision(team.guild, id).await?;
    let decision = decision.filter(|decision| decision.team == team.id).ok_or(Refusal::StaleButton)?;
    Ok(decision.subject)
}
