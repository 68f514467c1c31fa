//! Questions that could not be answered, counted by month and by the duty that was nearest.

use super::{
    StoreError, Work,
    rows::{Fields, stored},
};
use crate::{
    handbook::DutyId,
    workspace::{
        gap::{Gap, Month},
        ids::GuildId,
    },
};

impl Work {
    /// Counts a question that could not be answered.
    ///
    /// # Errors
    /// As every statement.
    pub async fn count_gap(
        &mut self,
        guild: GuildId,
        month: Month,
        nearest: Option<&DutyId>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO gaps (guild, month, nearest, number) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (guild, month, nearest) DO UPDATE SET number = gaps.number + 1",
        )
        .bind(stored(guild.get()))
        .bind(month.to_string())
        .bind(nearest.map_or("", DutyId::as_str))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// What was counted in a server, at most so many: the latest month first, in it the most frequent first.
    ///
    /// # Errors
    /// As every statement.
    pub async fn gaps(&mut self, guild: GuildId, most: u32) -> Result<Vec<Gap>, StoreError> {
        let rows = sqlx::query(
            "SELECT month, nearest, number FROM gaps WHERE guild = $1 ORDER BY month DESC, number DESC, nearest LIMIT $2",
        )
        .bind(stored(guild.get()))
        .bind(i64::from(most))
        .fetch_all(self.connection())
        .await?;
        let gap = |row| {
            let fields = Fields::of("gaps", row);
            let nearest = fields.text("nearest")?;
            Ok(Gap {
                month: fields.parsed("month", |month| month.parse::<Month>())?,
                nearest: Some(nearest).filter(|id| !id.is_empty()).map(DutyId::new),
                number: usize::try_from(fields.number("number")?).unwrap_or(0),
            })
        };
        rows.iter().map(gap).collect()
    }

    /// Deletes what was counted in a server.
    ///
    /// # Errors
    /// As every statement.
    pub async fn forget_gaps(&mut self, guild: GuildId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM gaps WHERE guild = $1").bind(stored(guild.get())).execute(self.connection()).await?;
        Ok(())
    }
}
