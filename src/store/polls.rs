//! Polls. To change one, or a ballot in it, is to hold it: [`Work::hold_poll`] makes everybody else who would change it wait until the
//! unit of work ends, so that a vote and a close never cross.

use sqlx::{AssertSqlSafe, any::AnyRow};

use super::{
    Deadline, Page, StoreError, Work,
    amendment_rows::amended_column,
    option_rows::options_column,
    poll_rows::{
        COLUMNS, closing_columns, electorate_columns, force_columns, hex, kind_columns, read, reasons_column,
        roles_column,
    },
    rows::{Fields, snowflake, stored},
};
use crate::{
    clock::Timestamp,
    polls::{
        life::{CLOSE, Closing, State},
        poll::Poll,
        settings::Electorate,
    },
    workspace::{
        ids::{ChannelId, DecisionId, GuildId, MessageId, PollId, TeamId, UserId},
        subject::Subject,
    },
};

/// Which polls of a server are listed; those that have not started are in no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PollFilter {
    /// Those of this channel.
    pub channel: Option<ChannelId>,
    /// Those that this person made.
    pub creator: Option<UserId>,
    /// Those that are open, or those that are closed.
    pub open: Option<bool>,
    /// The most that are read.
    pub most: u32,
    /// How many, the newest first, are left out before.
    pub skip: u32,
}

/// A poll that a message shows: its server, its channel and its id.
pub type ShownPoll = (GuildId, ChannelId, PollId);

/// What restricts a list: the arguments are the server, the channel and the creator (0 for each), and the state (empty for each).
const MATCHING: &str = "guild = $1 AND message IS NOT NULL AND ($2 = 0 OR channel = $2) AND ($3 = 0 OR creator = $3) \
     AND ($4 = '' OR state = $4)";

impl Work {
    /// Adds a poll, with its electorate and the deadline of its close.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where its id is taken; as every statement.
    pub async fn add_poll(&mut self, poll: &Poll) -> Result<(), StoreError> {
        let settings = &poll.settings;
        let (kind, lowest, highest) = kind_columns(settings.kind);
        let (electorate, electorate_id) = electorate_columns(&settings.electorate);
        let (force, decider) = force_columns(settings.force);
        let done = sqlx::query(
            "INSERT INTO polls (id, guild, channel, team, subject_kind, subject, creator, created_at, question, options, \
             next_option, kind, lowest, highest, anonymous, hidden, electorate, electorate_id, quorum_count, quorum_percent, \
             quorum_roles, reasons, force, decider, state, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
             $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, 'open', $25) ON CONFLICT DO NOTHING",
        )
        .bind(poll.id.get())
        .bind(stored(poll.guild.get()))
        .bind(stored(poll.channel.get()))
        .bind(poll.team.map(TeamId::get))
        .bind(poll.about.as_ref().map(|subject| subject.kind()))
        .bind(poll.about.as_ref().map(|subject| subject.text()))
        .bind(poll.creator.map(|person| stored(person.get())))
        .bind(poll.created_at.millis())
        .bind(poll.question.as_str())
        .bind(options_column(&poll.options))
        .bind(i64::from(poll.options.next()))
        .bind(kind)
        .bind(lowest)
        .bind(highest)
        .bind(i64::from(settings.anonymous))
        .bind(i64::from(settings.hidden_until_close))
        .bind(electorate)
        .bind(electorate_id)
        .bind(settings.quorum.count.map(i64::from))
        .bind(settings.quorum.percent.map(i64::from))
        .bind(roles_column(&settings.quorum.per_role))
        .bind(reasons_column(settings.reasons))
        .bind(force)
        .bind(decider.map(|person| stored(person.get())))
        .bind(i64::try_from(poll.changed).unwrap_or(i64::MAX))
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        if let Electorate::Members(people) = &settings.electorate {
            self.add_electors(poll.id, people).await?;
        }
        self.keep_poll(poll).await
    }

    async fn add_electors(&mut self, poll: PollId, people: &[UserId]) -> Result<(), StoreError> {
        for person in people {
            sqlx::query("INSERT INTO poll_electors (poll, person) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(poll.get())
                .bind(stored(person.get()))
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// The poll of this id, if it is in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn poll(&mut self, guild: GuildId, id: PollId) -> Result<Option<Poll>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM polls WHERE guild = $1 AND id = $2");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(stored(guild.get())).bind(id.get());
        let row = row.fetch_optional(self.connection()).await?;
        let mut found = row.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_electors(&mut found).await?;
        Ok(found.pop())
    }

    /// The poll of this id, to be changed: whoever else would change it or vote in it waits until this unit of work ends. Its count of
    /// changes is one higher afterwards.
    ///
    /// # Errors
    /// As every statement.
    pub async fn hold_poll(&mut self, guild: GuildId, id: PollId) -> Result<Option<Poll>, StoreError> {
        let done = sqlx::query("UPDATE polls SET changed = changed + 1 WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        if done.rows_affected() == 0 { Ok(None) } else { self.poll(guild, id).await }
    }

    /// Keeps what may change about a poll that is held: its messages, its options, its key, its state and its deadline. With the close the
    /// key of an anonymous poll goes, whatever is in `poll`.
    ///
    /// # Errors
    /// As every statement.
    pub async fn keep_poll(&mut self, poll: &Poll) -> Result<(), StoreError> {
        let (state, deadline, closed_at, why) = match poll.state {
            State::Open { deadline } | State::HeldUp { deadline, .. } => ("open", deadline, None, None),
            State::Closed { at, why: Closing::Deadline { due } } => {
                ("closed", Some(due), Some(at), Some(Closing::Deadline { due }))
            }
            State::Closed { at, why } => ("closed", None, Some(at), Some(why)),
        };
        let key = poll.key.as_ref().filter(|_| state == "open").map(|key| hex(key.bytes()));
        let closing = why.map(closing_columns);
        sqlx::query(
            "UPDATE polls SET message = $1, result = $2, options = $3, next_option = $4, poll_key = $5, state = $6, \
             deadline = $7, closed_at = $8, closed_why = $9, closed_by = $10, turnout_voted = $11, turnout_eligible = $12, \
             turnout_roles = $13, decision = $14, call_text = $15, called_at = $16, amended = $17, \
             highest = $18, remind = $19, repeats = $20, lasts = $21 WHERE guild = $22 AND id = $23",
        )
        .bind(poll.message.map(|message| stored(message.get())))
        .bind(poll.result.map(|message| stored(message.get())))
        .bind(options_column(&poll.options))
        .bind(i64::from(poll.options.next()))
        .bind(key)
        .bind(state)
        .bind(deadline.map(Timestamp::millis))
        .bind(closed_at.map(Timestamp::millis))
        .bind(closing.map(|(why, _)| why))
        .bind(closing.and_then(|(_, by)| by).map(|person| stored(person.get())))
        .bind(poll.turnout.as_ref().map(|turnout| i64::from(turnout.voted)))
        .bind(poll.turnout.as_ref().and_then(|turnout| turnout.eligible).map(i64::from))
        .bind(poll.turnout.as_ref().map(|turnout| roles_column(&turnout.by_role)))
        .bind(poll.followed.decision.map(DecisionId::get))
        .bind(poll.followed.call.as_ref().map(|call| call.text.as_str()))
        .bind(poll.followed.call.as_ref().map(|call| call.at.millis()))
        .bind(amended_column(&poll.amendments))
        .bind(kind_columns(poll.settings.kind).2)
        .bind(i64::from(poll.settings.remind))
        .bind(poll.settings.repeat.map(|repeat| repeat.every.name()))
        .bind(poll.settings.repeat.map(|repeat| i64::try_from(repeat.lasts.as_millis()).unwrap_or(i64::MAX)))
        .bind(stored(poll.guild.get()))
        .bind(poll.id.get())
        .execute(self.connection())
        .await?;
        self.set_close(poll).await
    }

    /// Sets the deadline of a poll's close after objections to it have changed.
    pub(super) async fn arm_close(&mut self, id: PollId) -> Result<(), StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM polls WHERE id = $1");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(id.get()).fetch_optional(self.connection()).await?;
        match row.as_ref().map(read).transpose()? {
            Some(poll) => self.set_close(&poll).await,
            None => Ok(()),
        }
    }

    /// Sets the deadline of a poll's close, or takes it away where the poll does not close by itself now.
    async fn set_close(&mut self, poll: &Poll) -> Result<(), StoreError> {
        match poll.state {
            State::Open { deadline: Some(at) } => {
                self.set_deadline(&Deadline::about(CLOSE, poll.id.get(), poll.guild, at)).await
            }
            State::Open { deadline: None } | State::HeldUp { .. } | State::Closed { .. } => {
                self.clear_deadline(CLOSE, poll.id.get()).await.map(drop)
            }
        }
    }

    /// Takes a poll away, with its ballots and its deadline; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn remove_poll(&mut self, guild: GuildId, id: PollId) -> Result<bool, StoreError> {
        self.clear_deadline(CLOSE, id.get()).await?;
        let done = sqlx::query("DELETE FROM polls WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// How many polls are open, in all servers.
    ///
    /// # Errors
    /// As every statement.
    pub async fn count_open_polls(&mut self) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) AS polls FROM polls WHERE state = 'open'").fetch_one(self.connection());
        let polls = Fields::of("polls", &row.await?).number("polls")?;
        Ok(u64::try_from(polls).unwrap_or_default())
    }

    /// The polls of all servers that are open and shown by a message, the newest first, at most `most`.
    ///
    /// # Errors
    /// As every statement.
    pub async fn shown_polls(&mut self, most: u32) -> Result<Vec<ShownPoll>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, guild, channel FROM polls WHERE state = 'open' AND message IS NOT NULL ORDER BY id DESC LIMIT $1",
        )
        .bind(i64::from(most))
        .fetch_all(self.connection())
        .await?;
        rows.iter().map(shown).collect()
    }

    /// The poll that a message shows.
    ///
    /// # Errors
    /// As every statement.
    pub async fn poll_of_message(&mut self, guild: GuildId, message: MessageId) -> Result<Option<PollId>, StoreError> {
        let row = sqlx::query("SELECT id FROM polls WHERE guild = $1 AND message = $2")
            .bind(stored(guild.get()))
            .bind(stored(message.get()))
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Fields::of("polls", &row).id("id", PollId::new)).transpose()
    }

    /// The newest poll of a team about a subject that is open and shown by a message, or was made since a moment and has none yet.
    ///
    /// # Errors
    /// As every statement.
    pub async fn open_poll_about(
        &mut self,
        guild: GuildId,
        team: TeamId,
        about: &Subject,
        since: Timestamp,
    ) -> Result<Option<Poll>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM polls WHERE guild = $1 AND team = $2 AND subject_kind = $3 AND subject = $4 \
             AND state = 'open' AND (message IS NOT NULL OR created_at > $5) ORDER BY id DESC LIMIT 1"
        );
        let row = sqlx::query(AssertSqlSafe(sql)).bind(stored(guild.get())).bind(team.get()).bind(about.kind());
        let row = row.bind(about.text()).bind(since.millis()).fetch_optional(self.connection()).await?;
        let mut found = row.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_electors(&mut found).await?;
        Ok(found.pop())
    }

    /// Polls of a server, the newest first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn polls(&mut self, guild: GuildId, filter: PollFilter) -> Result<Page<Poll>, StoreError> {
        let state = filter.open.map_or("", |open| if open { "open" } else { "closed" });
        let (guild, channel) = (stored(guild.get()), filter.channel.map_or(0, |channel| stored(channel.get())));
        let creator = filter.creator.map_or(0, |person| stored(person.get()));
        let sql = format!(
            "SELECT {COLUMNS} FROM polls WHERE {MATCHING} ORDER BY created_at DESC, id DESC LIMIT $5 OFFSET $6"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(guild).bind(channel).bind(creator).bind(state);
        let rows = rows.bind(i64::from(filter.most)).bind(i64::from(filter.skip));
        let rows = rows.fetch_all(self.connection()).await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_electors(&mut found).await?;
        let count = format!("SELECT COUNT(*) AS number FROM polls WHERE {MATCHING}");
        let all = sqlx::query(AssertSqlSafe(count)).bind(guild).bind(channel).bind(creator).bind(state);
        let all = all.fetch_one(self.connection()).await?;
        Ok(Page { rows: found, all: Fields::of("polls", &all).id("number", u64::try_from)? })
    }

    /// Fills in the people of polls whose electorate is named.
    async fn name_electors(&mut self, polls: &mut [Poll]) -> Result<(), StoreError> {
        for poll in polls {
            let Electorate::Members(people) = &mut poll.settings.electorate else { continue };
            let rows = sqlx::query("SELECT person FROM poll_electors WHERE poll = $1 ORDER BY person")
                .bind(poll.id.get())
                .fetch_all(self.connection())
                .await?;
            let person = |row| Fields::of("poll_electors", row).id("person", snowflake(UserId::new));
            *people = rows.iter().map(person).collect::<Result<_, _>>()?;
        }
        Ok(())
    }
}

pub(super) fn shown(row: &AnyRow) -> Result<ShownPoll, StoreError> {
    let fields = Fields::of("polls", row);
    let guild = fields.id("guild", snowflake(GuildId::new))?;
    Ok((guild, fields.id("channel", snowflake(ChannelId::new))?, fields.id("id", PollId::new)?))
}
