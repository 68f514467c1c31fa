//! Sittings. To change one is to hold it: [`Work::hold_sitting`] makes everybody else who would change it wait until the unit of work ends,
//! so that of two presses at once the second finds what the first has done.

use sqlx::{AssertSqlSafe, any::AnyRow};

use super::{
    StoreError, Work,
    rows::{Fields, snowflake, stored},
};
use crate::{
    assessments::{
        questions::Answer,
        sitting::Sitting,
        taking::{Place, Taking},
    },
    handbook::AssessmentId,
    workspace::ids::{ChannelId, GuildId, MessageId, RoundId, SittingId, UserId},
};

const COLUMNS: &str =
    "id, guild, person, assessment, round, seed, place, thread, message, started_at, done_at, shows_words, at_question";

impl Work {
    /// Adds a sitting; whether there was none that is open of this person and assessment, or none in the round.
    ///
    /// # Errors
    /// As every statement.
    pub async fn add_sitting(&mut self, taking: &Taking) -> Result<bool, StoreError> {
        let (place, thread, message) = place_columns(taking.place);
        let done = sqlx::query(
            "INSERT INTO sittings (id, guild, person, assessment, round, seed, place, thread, message, started_at, shows_words, \
             changed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0) ON CONFLICT DO NOTHING",
        )
        .bind(taking.id.get())
        .bind(stored(taking.guild.get()))
        .bind(stored(taking.person.get()))
        .bind(taking.assessment.as_str())
        .bind(taking.round.map(RoundId::get))
        .bind(taking.seed.cast_signed())
        .bind(place)
        .bind(thread)
        .bind(message)
        .bind(taking.started_at.millis())
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The sitting of this id, if it is in this server and this person's.
    ///
    /// # Errors
    /// As every statement.
    pub async fn sitting(
        &mut self,
        guild: GuildId,
        person: UserId,
        id: SittingId,
    ) -> Result<Option<Taking>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sittings WHERE guild = $1 AND person = $2 AND id = $3");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(stored(guild.get())).bind(stored(person.get())).bind(id.get());
        let row = row.fetch_optional(self.connection()).await?;
        Ok(self.with_answers(row.iter()).await?.pop())
    }

    /// The sitting of this id, to be changed: whoever else would change it waits until this unit of work ends.
    ///
    /// # Errors
    /// As every statement.
    pub async fn hold_sitting(
        &mut self,
        guild: GuildId,
        person: UserId,
        id: SittingId,
    ) -> Result<Option<Taking>, StoreError> {
        let held =
            sqlx::query("UPDATE sittings SET changed = changed + 1 WHERE guild = $1 AND person = $2 AND id = $3")
                .bind(stored(guild.get()))
                .bind(stored(person.get()))
                .bind(id.get())
                .execute(self.connection())
                .await?;
        if held.rows_affected() == 0 { Ok(None) } else { self.sitting(guild, person, id).await }
    }

    /// Keeps where a sitting that is held happens and how far it is.
    ///
    /// # Errors
    /// As every statement.
    pub async fn keep_sitting(&mut self, taking: &Taking) -> Result<(), StoreError> {
        let (place, thread, message) = place_columns(taking.place);
        sqlx::query(
            "UPDATE sittings SET place = $1, thread = $2, message = $3, done_at = $4, shows_words = $5, at_question = $6 \
             WHERE id = $7",
        )
        .bind(place)
        .bind(thread)
        .bind(message)
        .bind(taking.done_at.map(|at| at.millis()))
        .bind(i64::from(taking.shows_words))
        .bind(taking.sitting.at.as_deref())
        .bind(taking.id.get())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps what was answered and written at a question of a sitting that is held.
    ///
    /// # Errors
    /// As every statement.
    pub async fn keep_answer(&mut self, taking: &Taking, question: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO sitting_answers (sitting, question, answer, words) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (sitting, question) DO UPDATE SET answer = excluded.answer, words = excluded.words",
        )
        .bind(taking.id.get())
        .bind(question.to_owned())
        .bind(taking.sitting.answers.get(question).map(ToString::to_string))
        .bind(taking.sitting.words.get(question).map(String::as_str))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes a sitting away, with its answers; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn remove_sitting(&mut self, guild: GuildId, person: UserId, id: SittingId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM sittings WHERE guild = $1 AND person = $2 AND id = $3")
            .bind(stored(guild.get()))
            .bind(stored(person.get()))
            .bind(id.get())
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// A person's sittings in a server, in rounds too, the newest first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn sittings_of(&mut self, guild: GuildId, person: UserId) -> Result<Vec<Taking>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sittings WHERE guild = $1 AND person = $2 ORDER BY id DESC");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(stored(guild.get())).bind(stored(person.get()));
        let rows = rows.fetch_all(self.connection()).await?;
        self.with_answers(rows.iter()).await
    }

    /// The sittings of a round, by their ids.
    ///
    /// # Errors
    /// As every statement.
    pub async fn sittings_in(&mut self, round: RoundId) -> Result<Vec<Taking>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM sittings WHERE round = $1 ORDER BY id");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(round.get()).fetch_all(self.connection()).await?;
        self.with_answers(rows.iter()).await
    }

    async fn with_answers<'r>(&mut self, rows: impl Iterator<Item = &'r AnyRow>) -> Result<Vec<Taking>, StoreError> {
        let mut takings = rows.map(read).collect::<Result<Vec<_>, _>>()?;
        for taking in &mut takings {
            let rows = sqlx::query("SELECT question, answer, words FROM sitting_answers WHERE sitting = $1")
                .bind(taking.id.get())
                .fetch_all(self.connection())
                .await?;
            for row in &rows {
                let fields = Fields::of("sitting_answers", row);
                let question = fields.text("question")?;
                let answer = fields.maybe_parsed("answer", |text| Answer::of(&text).ok_or("not an answer"))?;
                let words = fields.maybe_text("words")?;
                words.map(|words| taking.sitting.words.insert(question.clone(), words));
                answer.map(|answer| taking.sitting.answers.insert(question, answer));
            }
        }
        Ok(takings)
    }
}

fn place_columns(place: Place) -> (&'static str, Option<i64>, Option<i64>) {
    match place {
        Place::Replies => ("replies", None, None),
        Place::Thread { thread, private, message } => (
            if private { "private-thread" } else { "public-thread" },
            Some(stored(thread.get())),
            message.map(|message| stored(message.get())),
        ),
    }
}

/// A sitting, as yet without its answers.
fn read(row: &AnyRow) -> Result<Taking, StoreError> {
    let fields = Fields::of("sittings", row);
    let thread = fields.maybe_id("thread", snowflake(ChannelId::new))?;
    let message = fields.maybe_id("message", snowflake(MessageId::new))?;
    Ok(Taking {
        id: fields.id("id", SittingId::new)?,
        guild: fields.id("guild", snowflake(GuildId::new))?,
        person: fields.id("person", snowflake(UserId::new))?,
        assessment: AssessmentId::new(fields.text("assessment")?),
        round: fields.maybe_id("round", RoundId::new)?,
        seed: fields.number("seed")?.cast_unsigned(),
        place: fields.parsed("place", |place| match (place.as_str(), thread) {
            ("replies", None) => Ok(Place::Replies),
            ("private-thread", Some(thread)) => Ok(Place::Thread { thread, private: true, message }),
            ("public-thread", Some(thread)) => Ok(Place::Thread { thread, private: false, message }),
            _ => Err("not a place that is written here"),
        })?,
        started_at: fields.moment("started_at")?,
        done_at: fields.maybe_moment("done_at")?,
        shows_words: fields.number("shows_words")? != 0,
        sitting: Sitting { at: fields.maybe_text("at_question")?, ..Sitting::default() },
    })
}
