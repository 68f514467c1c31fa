//! Whether teams have changed: what every answer begins with. To ask the database is to wait for it, which takes as long for many servers as
//! for one; so whoever comes to ask takes along all that have come meanwhile. What somebody is told was read after they came.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot::{self, error::TryRecvError};

use super::{
    Changes, Store, StoreError,
    rows::{Fields, snowflake, stored},
    teams::read_changes,
};
use crate::workspace::ids::GuildId;

/// Of how many servers is asked at once. The statement names as many, so that there is one for all.
const MANY: usize = 16;

/// What a server's teams are told as.
type Told = Result<Vec<Changes>, StoreError>;

/// Who waits to be told.
struct Waiting {
    guild: GuildId,
    told: oneshot::Sender<Told>,
}

/// Questions that wait for the database.
#[derive(Default)]
pub(super) struct Glances {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

impl Glances {
    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes everybody who waits for one of the servers that are asked about next.
    fn next(&self) -> (Vec<GuildId>, Vec<Waiting>) {
        let mut waiting = self.waiting();
        let mut guilds = BTreeSet::new();
        for one in waiting.iter() {
            if guilds.len() < MANY {
                guilds.insert(one.guild);
            }
        }
        let (served, others) = waiting.drain(..).partition(|one| guilds.contains(&one.guild));
        *waiting = others;
        (guilds.into_iter().collect(), served)
    }
}

impl Store {
    /// How often each team of a server has changed, by name: one statement, a unit of work by itself.
    ///
    /// # Errors
    /// As every statement.
    pub async fn changes(&self, guild: GuildId) -> Result<Vec<Changes>, StoreError> {
        loop {
            let (told, mut hears) = oneshot::channel();
            self.glances.waiting().push(Waiting { guild, told });
            let _turn = self.glances.turn.lock().await;
            loop {
                match hears.try_recv() {
                    Ok(told) => return told,
                    Err(TryRecvError::Empty) => self.glance().await,
                    // Who had begun to ask for this one has gone.
                    Err(TryRecvError::Closed) => break,
                }
            }
        }
    }

    /// Tells those who are next.
    async fn glance(&self) {
        let (guilds, waiting) = self.glances.next();
        let read = self.read_changes(&guilds).await;
        for Waiting { guild, told } in waiting {
            let changes = read.as_ref().map(|read| read.get(&guild).cloned().unwrap_or_default());
            // Who does not wait any more cannot be told.
            drop(told.send(changes.map_err(Clone::clone)));
        }
    }

    async fn read_changes(&self, guilds: &[GuildId]) -> Result<BTreeMap<GuildId, Vec<Changes>>, StoreError> {
        let places = if guilds.len() > 1 { MANY } else { 1 };
        let named: Vec<String> = (1..=places).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT guild, id, changed, decisions_changed FROM teams WHERE guild IN ({}) ORDER BY name_key",
            named.join(", ")
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        // A place that is left over names the first one again.
        for place in 0..places {
            let guild = guilds.get(place).or(guilds.first()).map_or(0, |guild| guild.get());
            query = query.bind(stored(guild));
        }
        let mut read: BTreeMap<GuildId, Vec<Changes>> = BTreeMap::new();
        for row in &self.in_time(query.fetch_all(self.pool())).await? {
            let guild = Fields::of("teams", row).id("guild", snowflake(GuildId::new))?;
            read.entry(guild).or_default().push(read_changes(row)?);
        }
        Ok(read)
    }
}
