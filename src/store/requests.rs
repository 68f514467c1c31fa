//! Questions handed to people, each with what happened to it. An event is added to a trail of a known length: of two at once one wins.

use std::collections::BTreeMap;

use sqlx::any::AnyRow;

use super::{
    Deadline, StoreError, Work,
    rows::{Fields, snowflake, stored},
    teams::{from_columns, to_columns},
};
use crate::{
    clock::Timestamp,
    handbook::RoleId,
    workspace::{
        ids::{ChannelId, GuildId, MessageId, RequestId, TeamId, UserId},
        request::{DUE, Event, MOVES_ON, Question, Quota, Request, What},
        subject::Subject,
        team::Holder,
    },
};

/// What became of an event that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advanced {
    /// It was added.
    Done,
    /// Something else happened meanwhile. This is how the request reads now.
    TooLate(Box<Request>),
    /// The server has no such request.
    NotThere,
}

const COLUMNS: &str = "id, guild, team, subject_kind, subject, role, question, channel, message, version, due";

impl Work {
    /// Keeps a request that was just asked, with the deadline on which it moves on; whether the server has the team.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where its id is taken; as every statement.
    pub async fn add_request(&mut self, request: &Request) -> Result<bool, StoreError> {
        let question = &request.question;
        self.change_team(question.guild, question.team).await?;
        let done = sqlx::query(
            "INSERT INTO requests (id, guild, team, subject_kind, subject, subject_key, role, question, channel, \
             message, version, is_open, due) \
             SELECT $1, guild, id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM teams WHERE guild = $12 AND id = $13",
        )
        .bind(question.id.get())
        .bind(question.subject.kind())
        .bind(question.subject.text())
        .bind(question.subject.key())
        .bind(question.role.as_ref().map(RoleId::as_str))
        .bind(question.text.as_str())
        .bind(stored(question.channel.get()))
        .bind(request.message.map(|message| stored(message.get())))
        .bind(count(request.version()))
        .bind(i64::from(request.is_open()))
        .bind(question.due.map(Timestamp::millis))
        .bind(stored(question.guild.get()))
        .bind(question.team.get())
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        for (place, event) in request.trail().iter().enumerate() {
            self.add_event(question.id, place, *event).await?;
        }
        if let Some(due) = question.due {
            self.set_deadline(&Deadline::about(DUE, question.id.get(), question.guild, due)).await?;
        }
        self.set_moves_on(request).await?;
        Ok(true)
    }

    /// Keeps the latest event of a request, one that its rules gave, and moves its deadline.
    ///
    /// # Errors
    /// As every statement.
    pub async fn advance_request(&mut self, request: &Request) -> Result<Advanced, StoreError> {
        let (question, version) = (&request.question, request.version());
        self.change_team(question.guild, question.team).await?;
        let done =
            sqlx::query("UPDATE requests SET version = $1, is_open = $2 WHERE guild = $3 AND id = $4 AND version = $5")
                .bind(count(version))
                .bind(i64::from(request.is_open()))
                .bind(stored(question.guild.get()))
                .bind(question.id.get())
                .bind(count(version.saturating_sub(1)))
                .execute(self.connection())
                .await?;
        if done.rows_affected() == 0 {
            let now = self.request(question.guild, question.id).await?;
            return Ok(now.map_or(Advanced::NotThere, |now| Advanced::TooLate(Box::new(now))));
        }
        if let Some(event) = request.trail().last() {
            self.add_event(question.id, version - 1, *event).await?;
        }
        self.set_moves_on(request).await?;
        Ok(Advanced::Done)
    }

    /// Keeps which message shows a request, which moves its deadline; whether the request is there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_request_message(
        &mut self,
        guild: GuildId,
        id: RequestId,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<bool, StoreError> {
        self.change_team_of(guild, id).await?;
        let done = sqlx::query("UPDATE requests SET channel = $1, message = $2 WHERE guild = $3 AND id = $4")
            .bind(stored(channel.get()))
            .bind(stored(message.get()))
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        if let Some(posted) = self.request(guild, id).await? {
            self.set_moves_on(&posted).await?;
        }
        Ok(done.rows_affected() > 0)
    }

    /// Removes a request with its deadline, as if it had never been; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn remove_request(&mut self, guild: GuildId, id: RequestId) -> Result<bool, StoreError> {
        self.change_team_of(guild, id).await?;
        let done = sqlx::query("DELETE FROM requests WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        if done.rows_affected() > 0 {
            self.clear_deadline(MOVES_ON, id.get()).await?;
            self.clear_deadline(DUE, id.get()).await?;
        }
        Ok(done.rows_affected() > 0)
    }

    /// The request of this id, if it is in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn request(&mut self, guild: GuildId, id: RequestId) -> Result<Option<Request>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM requests WHERE guild = $1 AND id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).bind(id.get());
        let row = row.fetch_optional(self.connection()).await?;
        Ok(self.with_trails(row.as_slice()).await?.pop())
    }

    /// The requests of a team about a subject that are open, the latest first, at most `most`.
    ///
    /// # Errors
    /// As every statement.
    pub async fn open_requests_about(
        &mut self,
        guild: GuildId,
        team: TeamId,
        subject: &Subject,
        most: u32,
    ) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM requests WHERE guild = $1 AND team = $2 AND subject_kind = $3 AND subject_key = $4 \
             AND is_open = 1 ORDER BY id DESC LIMIT $5"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(team.get())
            .bind(subject.kind())
            .bind(subject.key())
            .bind(i64::from(most))
            .fetch_all(self.connection())
            .await?;
        self.with_trails(&rows).await
    }

    /// How many requests a person has made in a server: how many are open, and how many were made since a moment.
    ///
    /// # Errors
    /// As every statement.
    pub async fn request_quota(
        &mut self,
        guild: GuildId,
        asker: UserId,
        whom: Holder,
        since: Timestamp,
    ) -> Result<Quota, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(CASE WHEN requests.is_open = 1 THEN 1 END) AS open_now, \
             COUNT(CASE WHEN request_events.at > $1 THEN 1 END) AS lately \
             FROM request_events JOIN requests ON requests.id = request_events.request \
             WHERE request_events.by_user = $2 AND request_events.place = 0 AND requests.guild = $3",
        )
        .bind(since.millis())
        .bind(stored(asker.get()))
        .bind(stored(guild.get()))
        .fetch_one(self.connection())
        .await?;
        let fields = Fields::of("requests", &row);
        let number = |column| fields.number(column).map(|number| u64::try_from(number).unwrap_or(0));
        Ok(Quota {
            open: number("open_now")?,
            last_day: number("lately")?,
            waiting: self.waiting_for(guild, whom).await?,
        })
    }

    /// How many open requests wait for somebody: they are the last one who was asked, and nobody has taken it or turned it away since.
    async fn waiting_for(&mut self, guild: GuildId, whom: Holder) -> Result<u64, StoreError> {
        let (kind, number) = to_columns(whom);
        let row = sqlx::query(
            "SELECT COUNT(*) AS waiting FROM requests JOIN request_events ON request_events.request = requests.id \
             WHERE requests.guild = $1 AND requests.is_open = 1 AND request_events.target_kind = $2 \
             AND request_events.target = $3 AND NOT EXISTS (SELECT 1 FROM request_events AS later \
             WHERE later.request = requests.id AND later.place > request_events.place \
             AND (later.target IS NOT NULL OR later.kind IN ('accepted', 'declined')))",
        )
        .bind(stored(guild.get()))
        .bind(kind)
        .bind(number)
        .fetch_one(self.connection())
        .await?;
        Fields::of("requests", &row).number("waiting").map(|number| u64::try_from(number).unwrap_or(0))
    }

    async fn add_event(&mut self, request: RequestId, place: usize, event: Event) -> Result<(), StoreError> {
        let target = event.what.to().map(to_columns);
        sqlx::query(
            "INSERT INTO request_events (request, place, at, kind, by_user, target_kind, target) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(request.get())
        .bind(count(place))
        .bind(event.at.millis())
        .bind(event.what.kind())
        .bind(event.what.by().map(|by| stored(by.get())))
        .bind(target.map(|(kind, _)| kind))
        .bind(target.map(|(_, number)| number))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    async fn set_moves_on(&mut self, request: &Request) -> Result<(), StoreError> {
        let (id, guild) = (request.question.id.get(), request.question.guild);
        if !request.is_open() {
            self.clear_deadline(DUE, id).await?;
        }
        match request.moves_on_at() {
            Some(at) => self.set_deadline(&Deadline::about(MOVES_ON, id, guild, at)).await,
            None => self.clear_deadline(MOVES_ON, id).await.map(drop),
        }
    }

    async fn with_trails(&mut self, rows: &[AnyRow]) -> Result<Vec<Request>, StoreError> {
        let mut trails: BTreeMap<i64, Vec<Event>> = BTreeMap::new();
        for row in rows {
            let id = Fields::of("requests", row).number("id")?;
            let events = sqlx::query(
                "SELECT at, kind, by_user, target_kind, target FROM request_events WHERE request = $1 ORDER BY place",
            )
            .bind(id)
            .fetch_all(self.connection())
            .await?;
            trails.insert(id, events.iter().map(read_event).collect::<Result<_, _>>()?);
        }
        rows.iter().map(|row| read(row, &mut trails)).collect()
    }
}

fn read(row: &AnyRow, trails: &mut BTreeMap<i64, Vec<Event>>) -> Result<Request, StoreError> {
    let fields = Fields::of("requests", row);
    let (text, subject) = (fields.text("question")?, fields.text("subject")?);
    let question = Question {
        id: fields.id("id", RequestId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        team: fields.id("team", TeamId::new)?,
        subject: fields.parsed("subject_kind", |kind| Subject::of(&kind, &subject))?,
        role: fields.maybe_text("role")?.map(RoleId::new),
        text,
        channel: fields.id("channel", snowflake(ChannelId::new))?,
        due: fields.maybe_moment("due")?,
    };
    let message = fields.maybe_id("message", snowflake(MessageId::new))?;
    let trail = trails.remove(&question.id.get()).unwrap_or_default();
    fields.id("version", |version| match count(trail.len()) == version {
        true => Request::of_trail(question, message, trail).map_err(|error| error.to_string()),
        false => Err("does not count the events".into()),
    })
}

fn read_event(row: &AnyRow) -> Result<Event, StoreError> {
    let fields = Fields::of("request_events", row);
    let by = fields.maybe_id("by_user", snowflake(UserId::new))?;
    let to = match fields.maybe_text("target_kind")?.zip(fields.maybe_number("target")?) {
        Some((kind, number)) => Some(fields.parsed("target_kind", |_| from_columns(&kind, number))?),
        None => None,
    };
    let what = fields.parsed("kind", |kind| What::of(&kind, by, to).ok_or("not an event"))?;
    Ok(Event { at: fields.moment("at")?, what })
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
