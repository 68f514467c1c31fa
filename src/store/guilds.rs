//! What is kept about a server as a whole.

use super::{
    StoreError, Work,
    rows::{Fields, snowflake, stored},
    tables::{Scope, TABLES},
};
use crate::{
    clock::Timestamp,
    workspace::{dates::Zone, ids::GuildId},
};

/// A server's settings. A server about which nothing is kept has the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuildSettings {
    /// The time zone in which people there write dates, by its IANA name: see [`GuildSettings::zone`].
    pub time_zone: String,
    /// Whether questions that could not be answered are counted. Off unless an administrator switches it on.
    pub counts_gaps: bool,
    /// When everything about the server is to be deleted, since the bot was removed from it.
    pub forget_at: Option<Timestamp>,
}

impl Default for GuildSettings {
    fn default() -> Self {
        Self { time_zone: "UTC".into(), counts_gaps: false, forget_at: None }
    }
}

impl GuildSettings {
    /// The time zone in which people there write dates; UTC where the database of zones has lost the name.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::named(&self.time_zone).unwrap_or(Zone::utc())
    }
}

impl Work {
    /// A server's settings.
    ///
    /// # Errors
    /// As every statement: the database is away, or holds what it should not.
    pub async fn guild_settings(&mut self, guild: GuildId) -> Result<GuildSettings, StoreError> {
        let row = sqlx::query("SELECT time_zone, counts_gaps, forget_at FROM guilds WHERE guild = $1")
            .bind(stored(guild.get()))
            .fetch_optional(self.connection())
            .await?;
        let Some(row) = row else {
            return Ok(GuildSettings::default());
        };
        let fields = Fields::of("guilds", &row);
        Ok(GuildSettings {
            time_zone: fields.text("time_zone")?,
            counts_gaps: fields.number("counts_gaps")? != 0,
            forget_at: fields.maybe_moment("forget_at")?,
        })
    }

    /// Keeps a server's settings.
    ///
    /// # Errors
    /// As every statement.
    pub async fn set_guild_settings(&mut self, guild: GuildId, settings: &GuildSettings) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO guilds (guild, time_zone, counts_gaps, forget_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (guild) DO UPDATE SET time_zone = excluded.time_zone, counts_gaps = excluded.counts_gaps, \
             forget_at = excluded.forget_at",
        )
        .bind(stored(guild.get()))
        .bind(settings.time_zone.as_str())
        .bind(i64::from(settings.counts_gaps))
        .bind(settings.forget_at.map(Timestamp::millis))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The servers of which anything is held.
    ///
    /// # Errors
    /// As every statement.
    pub async fn guilds_held(&mut self) -> Result<Vec<GuildId>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(of_each_table("SELECT guild FROM", "", "UNION")));
        let rows = rows.fetch_all(self.connection()).await?;
        rows.iter().map(|row| Fields::of("guilds", row).id("guild", snowflake(GuildId::new))).collect()
    }

    /// Whether anything is held of a server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn holds_of(&mut self, guild: GuildId) -> Result<bool, StoreError> {
        let each = of_each_table("SELECT MIN(guild) AS guild FROM", "WHERE guild = $1", "UNION ALL");
        self.first_guild(each, stored(guild.get())).await.map(|found| found.is_some())
    }

    /// The first server after this one, by number, of which anything is held; the first of all for none.
    ///
    /// # Errors
    /// As every statement.
    pub async fn next_guild_held(&mut self, after: Option<GuildId>) -> Result<Option<GuildId>, StoreError> {
        let each = of_each_table("SELECT MIN(guild) AS guild FROM", "WHERE guild > $1", "UNION ALL");
        self.first_guild(each, after.map_or(i64::MIN, |guild| stored(guild.get()))).await
    }

    async fn first_guild(&mut self, each: String, argument: i64) -> Result<Option<GuildId>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT MIN(guild) AS guild FROM ({each}) AS held"));
        let row = sqlx::query(sql).bind(argument).fetch_one(self.connection()).await?;
        Fields::of("guilds", &row).maybe_id("guild", snowflake(GuildId::new))
    }

    /// Deletes everything of a server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn forget_guild(&mut self, guild: GuildId) -> Result<(), StoreError> {
        // A row goes before what it refers to, by which it is found.
        for table in TABLES.iter().rev() {
            let sql = format!("DELETE FROM {} WHERE {}", table.name, table.of_guild());
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(stored(guild.get())).execute(self.connection()).await?;
        }
        Ok(())
    }
}

/// A statement over each table that has a server in its rows. Deadlines are left out: they are about what stands in another table.
fn of_each_table(select: &str, condition: &str, united: &str) -> String {
    let tables = TABLES.iter().filter(|table| table.scope == Scope::Guild && table.name != "deadlines");
    let selects: Vec<String> = tables.map(|table| format!("{select} {} {condition}", table.name)).collect();
    selects.join(&format!(" {united} "))
}
