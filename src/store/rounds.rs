//! Rounds. To change one, or to begin or end a sitting in it, is to hold it: [`Work::hold_round`] makes everybody else who would wait until
//! the unit of work ends, so that no answer crosses a close.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::{
    Deadline, StoreError, Work,
    poll_rows::{closing_columns, electorate_columns},
    round_rows::{COLUMNS, read},
    rows::{Fields, snowflake, stored},
};
use crate::{
    assessments::{
        gathering::{CLOSE, Gathered, REMIND, RESULT, Round, State},
        questions::Answer,
    },
    clock::Timestamp,
    polls::settings::Electorate,
    workspace::ids::{ChannelId, GuildId, RoundId, TeamId, UserId},
};

/// Which rounds of a server are listed. What is not said is not looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoundFilter<'a> {
    /// Those that were announced in this channel.
    pub channel: Option<ChannelId>,
    /// Those about this team.
    pub team: Option<TeamId>,
    /// Those of this assessment; of all where it is empty.
    pub assessment: &'a str,
    /// Those that are open, or those that are closed.
    pub open: Option<bool>,
    /// The most that are read.
    pub most: u32,
}

impl Work {
    /// Adds a round, with its participants and the deadlines of its close and its reminder.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where its id is taken; as every statement.
    pub async fn add_round(&mut self, round: &Round) -> Result<(), StoreError> {
        let (participants, participants_id) = electorate_columns(&round.participants);
        let duties: Vec<&str> = round.duties.iter().map(|duty| duty.as_str()).collect();
        let deadline = match round.state {
            State::Open { deadline } | State::Closed { at: deadline, .. } => deadline,
        };
        let done = sqlx::query(
            "INSERT INTO rounds (id, guild, channel, team, assessment, matter, duties, should, participants, participants_id, \
             fewest, creator, created_at, remind_at, state, deadline, alphas, changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
             $9, $10, $11, $12, $13, $14, 'open', $15, '{}', 0) ON CONFLICT DO NOTHING",
        )
        .bind(round.id.get())
        .bind(stored(round.guild.get()))
        .bind(stored(round.channel.get()))
        .bind(round.team.map(TeamId::get))
        .bind(round.assessment.as_str())
        .bind(round.matter.as_deref())
        .bind(serde_json::json!(duties).to_string())
        .bind(i64::from(round.should))
        .bind(participants)
        .bind(participants_id)
        .bind(i64::from(round.fewest.get()))
        .bind(round.creator.map(|person| stored(person.get())))
        .bind(round.created_at.millis())
        .bind(round.remind_at.map(|at| at.millis()))
        .bind(deadline.millis())
        .execute(self.connection())
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        if let Electorate::Members(people) = &round.participants {
            for person in people {
                sqlx::query("INSERT INTO round_participants (round, person) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                    .bind(round.id.get())
                    .bind(stored(person.get()))
                    .execute(self.connection())
                    .await?;
            }
        }
        if let Some(at) = round.remind_at {
            self.set_deadline(&Deadline::about(REMIND, round.id.get(), round.guild, at)).await?;
        }
        self.set_deadline(&Deadline::about(CLOSE, round.id.get(), round.guild, deadline)).await
    }

    /// The round of this id, if it is in this server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn round(&mut self, guild: GuildId, id: RoundId) -> Result<Option<Round>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM rounds WHERE guild = $1 AND id = $2");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(stored(guild.get())).bind(id.get());
        let row = row.fetch_optional(self.connection()).await?;
        let mut found = row.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_participants(&mut found).await?;
        Ok(found.pop())
    }

    /// The round of this id, to be changed: whoever else would change it, or a sitting in it, waits until this unit of work ends.
    ///
    /// # Errors
    /// As every statement.
    pub async fn hold_round(&mut self, guild: GuildId, id: RoundId) -> Result<Option<Round>, StoreError> {
        let held = sqlx::query("UPDATE rounds SET changed = changed + 1 WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        if held.rows_affected() == 0 { Ok(None) } else { self.round(guild, id).await }
    }

    /// Keeps the messages and the thread of a round that is held.
    ///
    /// # Errors
    /// As every statement.
    pub async fn keep_round(&mut self, round: &Round) -> Result<(), StoreError> {
        sqlx::query("UPDATE rounds SET message = $1, thread = $2, result = $3 WHERE id = $4")
            .bind(round.message.map(|message| stored(message.get())))
            .bind(round.thread.map(|thread| stored(thread.get())))
            .bind(round.result.map(|message| stored(message.get())))
            .bind(round.id.get())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps that a round that is held is closed, and what was gathered; its sittings are destroyed. Its result is told at once.
    ///
    /// # Errors
    /// As every statement.
    pub async fn close_round(&mut self, closed: &Round, gathered: &Gathered) -> Result<(), StoreError> {
        let State::Closed { at, why } = closed.state else {
            return Ok(());
        };
        let (word, by) = closing_columns(why);
        let alphas = serde_json::json!(closed.alphas).to_string();
        sqlx::query(
            "UPDATE rounds SET state = 'closed', closed_at = $1, closed_why = $2, closed_by = $3, finished = $4, invited = $5, \
             alphas = $6 WHERE id = $7",
        )
        .bind(at.millis())
        .bind(word)
        .bind(by.map(|person| stored(person.get())))
        .bind(i64::from(gathered.finished))
        .bind(closed.turnout.and_then(|(_, invited)| invited).map(i64::from))
        .bind(alphas)
        .bind(closed.id.get())
        .execute(self.connection())
        .await?;
        for (question, given) in &gathered.answers {
            for (answer, number) in given {
                sqlx::query("INSERT INTO round_answers (round, question, answer, number) VALUES ($1, $2, $3, $4)")
                    .bind(closed.id.get())
                    .bind(question.as_str())
                    .bind(answer.to_string())
                    .bind(i64::from(*number))
                    .execute(self.connection())
                    .await?;
            }
        }
        for ((question, words), place) in gathered.words.iter().zip(0_i64..) {
            sqlx::query("INSERT INTO round_words (round, place, question, words) VALUES ($1, $2, $3, $4)")
                .bind(closed.id.get())
                .bind(place)
                .bind(question.as_str())
                .bind(words.as_str())
                .execute(self.connection())
                .await?;
        }
        sqlx::query("DELETE FROM sittings WHERE round = $1").bind(closed.id.get()).execute(self.connection()).await?;
        self.clear_deadline(CLOSE, closed.id.get()).await?;
        self.clear_deadline(REMIND, closed.id.get()).await?;
        self.set_deadline(&Deadline::about(RESULT, closed.id.get(), closed.guild, at)).await
    }

    /// Sets the deadlines of an open round's close anew, after the clock was set back.
    ///
    /// # Errors
    /// As every statement.
    pub async fn arm_round(&mut self, round: &Round, deadline: Timestamp) -> Result<(), StoreError> {
        self.set_deadline(&Deadline::about(CLOSE, round.id.get(), round.guild, deadline)).await
    }

    /// What is left of a closed round's answers.
    ///
    /// # Errors
    /// As every statement.
    pub async fn gathered(&mut self, round: &Round) -> Result<Gathered, StoreError> {
        let rows = sqlx::query("SELECT question, answer, number FROM round_answers WHERE round = $1")
            .bind(round.id.get())
            .fetch_all(self.connection())
            .await?;
        let mut answers: BTreeMap<String, BTreeMap<Answer, u32>> = BTreeMap::new();
        for row in &rows {
            let fields = Fields::of("round_answers", row);
            let answer = fields.parsed("answer", |text| Answer::of(&text).ok_or("not an answer"))?;
            let number = fields.id("number", u32::try_from)?;
            answers.entry(fields.text("question")?).or_default().insert(answer, number);
        }
        let rows = sqlx::query("SELECT question, words FROM round_words WHERE round = $1 ORDER BY place")
            .bind(round.id.get())
            .fetch_all(self.connection())
            .await?;
        let words = rows.iter().map(|row| {
            let fields = Fields::of("round_words", row);
            Ok((fields.text("question")?, fields.text("words")?))
        });
        let words = words.collect::<Result<_, StoreError>>()?;
        let finished = round.turnout.map_or(0, |(finished, _)| finished);
        Ok(Gathered { finished, answers, words, alphas: round.alphas.clone() })
    }

    /// Takes a round away with all that is in it; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn remove_round(&mut self, guild: GuildId, id: RoundId) -> Result<bool, StoreError> {
        for kind in [CLOSE, REMIND, RESULT] {
            self.clear_deadline(kind, id.get()).await?;
        }
        let done = sqlx::query("DELETE FROM rounds WHERE guild = $1 AND id = $2")
            .bind(stored(guild.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Rounds of a server, the newest first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn rounds(&mut self, guild: GuildId, filter: RoundFilter<'_>) -> Result<Vec<Round>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM rounds WHERE guild = $1 AND ($2 = 0 OR channel = $2) AND ($3 = 0 OR team = $3) \
             AND ($4 = '' OR assessment = $4) AND ($5 = '' OR state = $5) ORDER BY id DESC LIMIT $6"
        );
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(stored(guild.get()))
            .bind(filter.channel.map_or(0, |channel| stored(channel.get())))
            .bind(filter.team.map_or(0, TeamId::get))
            .bind(filter.assessment.to_owned())
            .bind(filter.open.map_or("", |open| if open { "open" } else { "closed" }))
            .bind(i64::from(filter.most))
            .fetch_all(self.connection())
            .await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        self.name_participants(&mut found).await?;
        Ok(found)
    }

    /// The rounds of all servers that are open and announced by a message, the newest first, at most `most`.
    ///
    /// # Errors
    /// As every statement.
    pub async fn announced_rounds(&mut self, most: u32) -> Result<Vec<(GuildId, ChannelId, RoundId)>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, guild, channel FROM rounds WHERE state = 'open' AND message IS NOT NULL ORDER BY id DESC LIMIT $1",
        )
        .bind(i64::from(most))
        .fetch_all(self.connection())
        .await?;
        let found = |row| {
            let fields = Fields::of("rounds", row);
            let guild = fields.id("guild", snowflake(GuildId::new))?;
            Ok((guild, fields.id("channel", snowflake(ChannelId::new))?, fields.id("id", RoundId::new)?))
        };
        rows.iter().map(found).collect()
    }

    /// Fills in the people of rounds whose participants are named.
    async fn name_participants(&mut self, rounds: &mut [Round]) -> Result<(), StoreError> {
        for round in rounds {
            let Electorate::Members(people) = &mut round.participants else { continue };
            let rows = sqlx::query("SELECT person FROM round_participants WHERE round = $1 ORDER BY person")
                .bind(round.id.get())
                .fetch_all(self.connection())
                .await?;
            let person = |row| Fields::of("round_participants", row).id("person", snowflake(UserId::new));
            *people = rows.iter().map(person).collect::<Result<_, _>>()?;
        }
        Ok(())
    }
}
