//! Something is put to somebody: once, within the limits, and nothing is left of it where it cannot be posted.

use super::{lose, post, refused};
use crate::{
    clock::Timestamp,
    commands::{Failure, Press, orphans},
    handbook::RoleId,
    replies::{NotAsked, Reply, asked_them},
    store::Work,
    workspace::{
        ids::RequestId,
        request::{Question, Request},
        subject::Subject,
        team::{Holder, Team},
    },
};

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// What is about to be put to somebody.
pub(super) struct Asking<'a> {
    pub(super) press: &'a Press<'a>,
    pub(super) text: &'a str,
    pub(super) team: Team,
    pub(super) subject: Subject,
    pub(super) role: Option<RoleId>,
    pub(super) whom: Holder,
    pub(super) due: Option<Timestamp>,
}

/// What became of it in the store.
pub(super) enum Kept {
    /// It is new.
    New(Request),
    /// The same person had asked the same before, and that is open.
    Before(Request),
}

impl Asking<'_> {
    /// Checks that the one who is asked is there.
    pub(super) async fn is_there(&self) -> Result<(), Failure> {
        let (press, guild) = (self.press, self.team.guild);
        if let Holder::Member(user) = self.whom
            && press.messenger.member(guild, user).await?.is_none()
        {
            orphans::is_gone(press.desk, guild, self.whom).await?;
            return Err(refused(NotAsked::Left(self.whom)));
        }
        Ok(())
    }

    /// The same question of the same person that is open. One whose message was taken away is over.
    pub(super) async fn still_open(&self) -> Result<Option<Request>, Failure> {
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
    pub(super) async fn begin(&self, work: &mut Work) -> Result<Request, Failure> {
        let (press, now) = (self.press, self.press.desk.clock.now());
        let since = Timestamp::from_millis(now.millis() - DAY);
        let quota = work.request_quota(self.team.guild, press.asker.user, self.whom, since).await?;
        let question = Question {
            id: RequestId::made(now, press.desk.random.number()?),
            guild: self.team.guild,
            team: self.team.id,
            subject: self.subject.clone(),
            role: self.role.clone(),
            text: self.text.to_owned(),
            channel: press.asker.channel,
            due: self.due,
        };
        let asked = Request::ask(question, press.asker.user, self.whom, quota, now);
        asked.map_err(|why| refused(NotAsked::MayNotAsk(why)))
    }

    pub(super) async fn keep(&self) -> Result<Kept, Failure> {
        let mut work = self.press.desk.store.work().await?;
        if !work.change_team(self.team.guild, self.team.id).await? {
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
    pub(super) async fn post(&self, mut request: Request) -> Result<Reply, Failure> {
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
        Ok(asked_them(press.handbook(), &request, self.whom, notified))
    }
}
