//! Units of work.

use std::{fmt, sync::Arc};

use sqlx::{Any, AnyConnection, AnyPool, Transaction};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use super::{
    StoreError,
    glances::Glances,
    open::{PATIENCE, in_time},
};

/// A database. Clones share its connections.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
    /// SQLite takes one writer at a time; the others wait here in the order in which they came, instead of polling the file.
    writers: Arc<Semaphore>,
    /// Rung when a deadline was set.
    alarm: Arc<Notify>,
    pub(super) glances: Arc<Glances>,
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

/// The number of the lock that a process holds on PostgreSQL while it changes the schema: "lanes" in ASCII.
const MIGRATION_LOCK: i64 = 0x006C_616E_6573;

/// A unit of work: everything in it happens together, at [`Work::commit`], or not at all.
pub struct Work {
    transaction: Transaction<'static, Any>,
    /// What to ring once everything is kept.
    alarm: Arc<Notify>,
    sets_deadline: bool,
    /// Given back after the transaction has ended: fields are dropped in this order.
    _turn: Option<OwnedSemaphorePermit>,
}

impl Store {
    pub(super) fn new(pool: AnyPool, engine: Engine) -> Self {
        Self { pool, engine, writers: Arc::new(Semaphore::new(1)), alarm: Arc::default(), glances: Arc::default() }
    }

    /// Begins a unit of work that writes. On SQLite it waits for its turn here, so that it is never refused halfway.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn work(&self) -> Result<Work, StoreError> {
        self.begin_writing().await.map_err(StoreError::from)
    }

    /// Begins a unit of work that only reads: it sees everything as of one moment and waits for nobody.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn reading(&self) -> Result<Work, StoreError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN DEFERRED",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.having_begun(self.begins(begin).await?, None))
    }

    async fn begins(&self, begin: &'static str) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.in_time(self.pool.begin_with(begin)).await
    }

    /// Waits for a server no longer than it is worth. SQLite does so by itself.
    pub(super) async fn in_time<T>(
        &self,
        waiting: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        match self.engine {
            Engine::Sqlite => waiting.await,
            Engine::Postgres => in_time(PATIENCE, waiting).await,
        }
    }

    fn having_begun(&self, transaction: Transaction<'static, Any>, turn: Option<OwnedSemaphorePermit>) -> Work {
        Work { transaction, alarm: Arc::clone(&self.alarm), sets_deadline: false, _turn: turn }
    }

    /// Waits until a deadline is set by this process, and kept, since the last time that somebody waited.
    pub async fn deadline_set(&self) {
        self.alarm.notified().await;
    }

    pub(super) const fn pool(&self) -> &AnyPool {
        &self.pool
    }

    pub(super) async fn begin_writing(&self) -> Result<Work, sqlx::Error> {
        let (turn, begin) = match self.engine {
            // The semaphore is never closed.
            Engine::Sqlite => (Arc::clone(&self.writers).acquire_owned().await.ok(), "BEGIN IMMEDIATE"),
            Engine::Postgres => (None, "BEGIN"),
        };
        Ok(self.having_begun(self.begins(begin).await?, turn))
    }

    /// Begins a unit of work that changes the schema: one process at a time, on both engines.
    pub(super) async fn begin_migrating(&self) -> Result<Work, sqlx::Error> {
        let mut work = self.begin_writing().await?;
        if self.engine == Engine::Postgres {
            sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK).execute(work.connection()).await?;
        }
        Ok(work)
    }

    /// Whether the database can be written to right now: something is written and on disk, and nothing of it is left.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn check(&self) -> Result<(), StoreError> {
        let mut work = self.work().await?;
        sqlx::query("INSERT INTO guilds (guild, time_zone) VALUES (0, 'UTC') ON CONFLICT (guild) DO NOTHING")
            .execute(work.connection())
            .await?;
        sqlx::query("DELETE FROM guilds WHERE guild = 0").execute(work.connection()).await?;
        work.commit().await
    }

    /// Closes all connections. Units of work that are under way end first.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Work {
    /// Keeps everything that was done in this unit of work. When this returns, it is on disk.
    ///
    /// # Errors
    /// What is wrong; nothing was kept then.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.commit_raw().await.map_err(StoreError::from)
    }

    pub(super) async fn commit_raw(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await?;
        if self.sets_deadline {
            self.alarm.notify_one();
        }
        Ok(())
    }

    /// A deadline is set in this unit of work: whoever waits for the next one is to look again.
    pub(super) const fn sets_deadline(&mut self) {
        self.sets_deadline = true;
    }

    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("engine", &self.engine).finish_non_exhaustive()
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").finish_non_exhaustive()
    }
}
