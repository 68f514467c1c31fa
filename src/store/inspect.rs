//! Looking at a database without changing it, and what in it tells where the bot is at work.

use super::{
    DatabaseUrl, OpenError, SCHEMA, StoreError, Work,
    address::Place,
    rows::{Fields, snowflake},
    work::Store,
};
use crate::workspace::ids::{ChannelId, GuildId};

/// A database as it is.
#[derive(Debug)]
pub struct Inspection {
    /// The database, its schema as it was found.
    pub store: Store,
    /// How many changes of the schema it has; a database that is new has none.
    pub schema: usize,
    /// How many bytes are free where a file is; nothing of a server or of memory.
    pub free: Option<u64>,
}

impl Inspection {
    /// Whether its schema is this version's.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.schema == SCHEMA.len()
    }
}

/// A channel in which the bot has something to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Workplace {
    /// Its server.
    pub guild: GuildId,
    /// The channel, or a thread.
    pub channel: ChannelId,
    /// What is there: `team`, `poll` or `round`.
    pub what: String,
}

impl Store {
    /// Opens a database and leaves its schema as it is; nothing where there is no file yet.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn inspect(url: &DatabaseUrl) -> Result<Option<Inspection>, OpenError> {
        let free = match url.place() {
            Place::File(path) if !path.exists() => return Ok(None),
            Place::File(path) => free_at(path),
            Place::Memory | Place::Postgres(_) => None,
        };
        let store = Self::connect(url).await?;
        let found = store.schema().await;
        match usize::try_from(found) {
            Ok(schema) if schema <= SCHEMA.len() => Ok(Some(Inspection { store, schema, free })),
            _ => {
                let known = i64::try_from(SCHEMA.len()).unwrap_or(i64::MAX);
                Err(OpenError::Newer { address: url.to_string(), found, known })
            }
        }
    }

    /// The number of its last change of the schema; 0 where there is none.
    async fn schema(&self) -> i64 {
        let Ok(mut work) = self.reading().await else {
            return 0;
        };
        let last = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(work.connection());
        // Without that table nothing was ever changed.
        last.await.ok().flatten().unwrap_or(0)
    }
}

#[cfg(unix)]
fn free_at(path: &std::path::Path) -> Option<u64> {
    let there = rustix::fs::statvfs(path).ok()?;
    there.f_bavail.checked_mul(there.f_frsize)
}

#[cfg(not(unix))]
fn free_at(_: &std::path::Path) -> Option<u64> {
    None
}

impl Work {
    /// Every channel in which the bot has something to do: bound to a team, with an open poll, or with an open round.
    ///
    /// # Errors
    /// As every statement.
    pub async fn workplaces(&mut self) -> Result<Vec<Workplace>, StoreError> {
        let rows = sqlx::query(
            "SELECT teams.guild AS guild, team_channels.channel AS channel, 'team' AS what \
             FROM team_channels JOIN teams ON teams.id = team_channels.team \
             UNION SELECT guild, channel, 'poll' AS what FROM polls WHERE state = 'open' \
             UNION SELECT guild, channel, 'round' AS what FROM rounds WHERE state = 'open' \
             ORDER BY guild, channel, what",
        )
        .fetch_all(self.connection())
        .await?;
        let read = |row: &sqlx::any::AnyRow| {
            let fields = Fields::of("team_channels, polls and rounds", row);
            Ok(Workplace {
                guild: fields.id("guild", snowflake(GuildId::new))?,
                channel: fields.id("channel", snowflake(ChannelId::new))?,
                what: fields.text("what")?,
            })
        };
        rows.iter().map(read).collect()
    }
}
