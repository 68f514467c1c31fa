//! What is to happen at a time. A process leases a deadline, does what is due and takes the deadline away in the same unit of work, so
//! that it happens once; a process that dies loses its lease, and another one takes over. Late is possible, lost is not.

use std::time::Duration;

use super::{
    StoreError, Work,
    rows::{Fields, stored},
};
use crate::{
    clock::Timestamp,
    workspace::ids::{DeadlineId, GuildId},
};

/// Something that is to happen at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its id.
    pub id: DeadlineId,
    /// What is to happen, by a name that the code knows.
    pub kind: String,
    /// What it is about: the number of one of our ids.
    pub subject: i64,
    /// The server that it belongs to.
    pub guild: GuildId,
    /// When.
    pub due_at: Timestamp,
    /// How often it was tried before.
    pub tries: u32,
}

/// Who may do what is due, and until when nobody else may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The process, by a number that it drew when it started.
    pub holder: i64,
    /// The present moment.
    pub now: Timestamp,
    /// How long it lasts.
    pub lasts: Duration,
}

/// A lease that ends later than this from now, far later than any that is given now, was given by a clock that was ahead or was set back since:
/// it holds nobody up.
const LATEST_END: Duration = Duration::from_secs(10 * 60);

impl Deadline {
    /// A deadline about one of our ids or a server. Its id is made from kind and subject, of which there is one at a time.
    #[must_use]
    pub fn about(kind: &str, subject: i64, guild: GuildId, due_at: Timestamp) -> Self {
        Self { id: DeadlineId::of_parts(kind, subject), kind: kind.to_owned(), subject, guild, due_at, tries: 0 }
    }
}

const COLUMNS: &str = "id, kind, subject, guild, due_at, tries";

impl Work {
    /// Sets a deadline. Of one kind there is one for each subject: an earlier one is moved.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_deadline(&mut self, deadline: &Deadline) -> Result<(), StoreError> {
        self.insert_deadline(
            "INSERT INTO deadlines (id, kind, subject, guild, due_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at, tries = 0, \
             leased_by = NULL, leased_until = NULL",
            deadline,
        )
        .await
    }

    /// Sets a deadline where there is none of this kind for this subject.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_deadline_once(&mut self, deadline: &Deadline) -> Result<(), StoreError> {
        self.insert_deadline(
            "INSERT INTO deadlines (id, kind, subject, guild, due_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (kind, subject) DO NOTHING",
            deadline,
        )
        .await
    }

    async fn insert_deadline(&mut self, statement: &'static str, deadline: &Deadline) -> Result<(), StoreError> {
        self.sets_deadline();
        sqlx::query(statement)
            .bind(deadline.id.get())
            .bind(deadline.kind.as_str())
            .bind(deadline.subject)
            .bind(stored(deadline.guild.get()))
            .bind(deadline.due_at.millis())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Whether a deadline of this kind is set for this subject.
    ///
    /// # Errors
    /// As every statement.
    pub async fn has_deadline(&mut self, kind: &str, subject: i64) -> Result<bool, StoreError> {
        let found = sqlx::query("SELECT id FROM deadlines WHERE kind = $1 AND subject = $2")
            .bind(kind.to_owned())
            .bind(subject)
            .fetch_optional(self.connection())
            .await?;
        Ok(found.is_some())
    }

    /// Takes a deadline away; whether it was there.
    ///
    /// # Errors
    /// As every statement.
    pub async fn clear_deadline(&mut self, kind: &str, subject: i64) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM deadlines WHERE kind = $1 AND subject = $2")
            .bind(kind.to_owned())
            .bind(subject)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// When the next deadline that nobody holds is due, or the next lease ends, as seen now.
    ///
    /// # Errors
    /// As every statement.
    pub async fn next_deadline(&mut self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(CASE WHEN leased_until > due_at AND leased_until <= $1 THEN leased_until ELSE due_at END) AS next \
             FROM deadlines",
        )
        .bind(now.plus(LATEST_END).millis())
        .fetch_one(self.connection())
        .await?;
        Fields::of("deadlines", &row).maybe_moment("next")
    }

    /// Leases what is due and held by nobody, the longest overdue first, at most `most`.
    ///
    /// # Errors
    /// As every statement.
    pub async fn lease_deadlines(&mut self, lease: Lease, most: u32) -> Result<Vec<Deadline>, StoreError> {
        let due = sqlx::query(
            "SELECT id FROM deadlines WHERE due_at <= $1 \
             AND (leased_until IS NULL OR leased_until <= $1 OR leased_until > $2) ORDER BY due_at, id LIMIT $3",
        )
        .bind(lease.now.millis())
        .bind(lease.now.plus(LATEST_END).millis())
        .bind(i64::from(most))
        .fetch_all(self.connection())
        .await?;
        let mut leased = Vec::with_capacity(due.len());
        for row in &due {
            let id = Fields::of("deadlines", row).number("id")?;
            leased.extend(self.lease_one(lease, id).await?);
        }
        Ok(leased)
    }

    /// Leases one, unless somebody else was faster: the condition is looked at again at the moment of writing.
    async fn lease_one(&mut self, lease: Lease, id: i64) -> Result<Option<Deadline>, StoreError> {
        const LEASE: &str = "UPDATE deadlines SET leased_by = $1, leased_until = $2, tries = tries + 1 \
             WHERE id = $3 AND (leased_until IS NULL OR leased_until <= $4 OR leased_until > $5) \
             RETURNING id, kind, subject, guild, due_at, tries";
        debug_assert!(LEASE.ends_with(COLUMNS));
        let row = sqlx::query(LEASE)
            .bind(lease.holder)
            .bind(lease.now.plus(lease.lasts).millis())
            .bind(id)
            .bind(lease.now.millis())
            .bind(lease.now.plus(LATEST_END).millis())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| read(&Fields::of("deadlines", &row))).transpose()
    }

    /// Takes a leased deadline away, if this process still holds it. To be done in the unit of work that does what was due: where
    /// this is `false`, another process has taken over, and nothing may be done.
    ///
    /// # Errors
    /// As every statement.
    pub async fn finish_deadline(&mut self, id: DeadlineId, lease: Lease) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM deadlines WHERE id = $1 AND leased_by = $2")
            .bind(id.get())
            .bind(lease.holder)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

fn read(fields: &Fields<'_>) -> Result<Deadline, StoreError> {
    Ok(Deadline {
        id: fields.id("id", DeadlineId::new)?,
        kind: fields.text("kind")?,
        subject: fields.number("subject")?,
        guild: fields.id("guild", super::rows::snowflake(GuildId::new))?,
        due_at: fields.moment("due_at")?,
        // What was read counts this try.
        tries: u32::try_from(fields.number("tries")?.saturating_sub(1)).unwrap_or(u32::MAX),
    })
}
