//! Opening a database: connect, migrate, or refuse with a line that says what to do. What is refused is left as it was.

use std::{env, fs::OpenOptions, io, sync::Once, time::Duration};

use sqlx::{
    AnyConnection, Connection, Executor, SqlSafeStr,
    any::{AnyConnectOptions, AnyPoolOptions, install_drivers},
    migrate::{Migration, MigrationType, Migrator},
    pool::{PoolConnectionMetadata, PoolOptions},
};

use super::{
    DatabaseUrl, OpenError,
    address::Place,
    work::{Engine, Store},
};

/// Every change of the schema, oldest first. One that was released is never edited.
pub const SCHEMA: &[(&str, &str)] = &[
    ("guilds and deadlines", include_str!("migrations/0001_guilds_and_deadlines.sql")),
    ("teams", include_str!("migrations/0002_teams.sql")),
    ("decisions", include_str!("migrations/0003_decisions.sql")),
    ("requests", include_str!("migrations/0004_requests.sql")),
    ("polls", include_str!("migrations/0005_polls.sql")),
    ("where decisions were recorded", include_str!("migrations/0006_decision_channels.sql")),
    ("suggested corrections", include_str!("migrations/0007_corrections.sql")),
    ("gaps", include_str!("migrations/0008_gaps.sql")),
    ("turnout of polls", include_str!("migrations/0009_turnout.sql")),
    ("what followed from polls", include_str!("migrations/0010_followed.sql")),
    ("assessments", include_str!("migrations/0011_assessments.sql")),
    ("changes of polls", include_str!("migrations/0012_amended.sql")),
    ("polls held again", include_str!("migrations/0013_repeated.sql")),
    ("who and what is gone", include_str!("migrations/0014_gone.sql")),
    ("when requests are due", include_str!("migrations/0015_due.sql")),
    ("changes of teams", include_str!("migrations/0016_team_changes.sql")),
];

/// How long a unit of work waits for a connection, for another process that writes to the same file, or for a server to begin it.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How often opening a file is tried while other processes hold it. SQLite waits [`PATIENCE`] by itself, but not always: see "Sometimes
/// Queries Return SQLITE_BUSY In WAL Mode" in <https://sqlite.org/wal.html>.
const OPENING_TURNS: u32 = 6;

/// How long is waited in between.
const BETWEEN_TURNS: Duration = Duration::from_millis(250);

/// For how long a connection to a server that has answered is taken to be alive, and how long it may take to show that it is. All of them can
/// be found dead within [`PATIENCE`].
const TRUSTED_FOR: Duration = Duration::from_millis(100);
const SHOWN_WITHIN: Duration = Duration::from_millis(500);

/// Connections to a server, and to a file: one writes, the others read.
const CONNECTIONS: u32 = 8;

/// For each connection to a file: readers don't wait for the writer, what is committed is on disk, references hold.
const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";

impl Store {
    /// Opens a database and brings its schema up to date. Two processes may do so at once.
    ///
    /// # Errors
    /// Why it cannot be used, and what to do. Nothing in it was changed then.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, OpenError> {
        Self::open_at(url, SCHEMA).await
    }

    /// Opens a database with the first changes of the schema only, as an earlier version did. For tests of migrations.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_at(url: &DatabaseUrl, schema: &[(&'static str, &'static str)]) -> Result<Self, OpenError> {
        for _ in 1..OPENING_TURNS {
            match Self::open_once(url, schema).await {
                Err(OpenError::Busy { .. }) => tokio::time::sleep(BETWEEN_TURNS).await,
                opened => return opened,
            }
        }
        Self::open_once(url, schema).await
    }

    async fn open_once(url: &DatabaseUrl, schema: &[(&'static str, &'static str)]) -> Result<Self, OpenError> {
        let store = Self::connect(url).await?;
        store.migrate(url, schema).await?;
        Ok(store)
    }

    /// Connects to a sound database; its schema stays as it is.
    pub(super) async fn connect(url: &DatabaseUrl) -> Result<Self, OpenError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(|| install_drivers(&[sqlx::postgres::any::DRIVER, sqlx::sqlite::any::DRIVER]).unwrap_or(()));
        let failed = |error: &sqlx::Error| OpenError::of(place_of(url), error);
        if let Place::File(path) = url.place() {
            // What SQLite puts beside it is like it. What goes wrong here is told by opening it.
            drop(private_file().create_new(true).open(path));
        }
        let options: AnyConnectOptions = url.for_sqlx().parse().map_err(|error| failed(&error))?;
        // A pool would try a connection that cannot be prepared again and again, and then only say that time is over.
        if !is_sound(url, &options).await.map_err(|error| failed(&error))? {
            return Err(OpenError::Corrupt { address: url.to_string() });
        }
        let pool = pool(url).connect_with(options).await.map_err(|error| failed(&error))?;
        let engine = if url.is_shared() { Engine::Postgres } else { Engine::Sqlite };
        Ok(Self::new(pool, engine))
    }

    async fn migrate(&self, url: &DatabaseUrl, schema: &[(&'static str, &'static str)]) -> Result<(), OpenError> {
        let migrations = schema.iter().zip(1..).map(|((name, sql), version)| {
            Migration::new(version, (*name).into(), MigrationType::Simple, sql.into_sql_str(), false)
        });
        let mut migrator = Migrator::with_migrations(migrations.collect());
        // Its own lock ends before the transaction does.
        migrator.set_locking(false);
        let known = i64::try_from(schema.len()).unwrap_or(i64::MAX);
        let failed = |error: &sqlx::Error| OpenError::of(url.to_string(), error);
        // One transaction around all: of two processes the second waits, and then finds nothing to do.
        let mut work = self.begin_migrating().await.map_err(|error| failed(&error))?;
        let run = migrator.run_direct(None, work.connection(), false).await;
        run.map_err(|error| OpenError::of_migration(url.to_string(), error, known))?;
        work.commit_raw().await.map_err(|error| failed(&error))
    }
}

/// How a file is made that only its owner reads: it holds what people wrote.
pub(crate) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Where a database is, with the folder that a file's path begins at.
fn place_of(url: &DatabaseUrl) -> String {
    match (url.place(), env::current_dir()) {
        (Place::File(path), Ok(folder)) if path.is_relative() => format!("{url} in {}", folder.display()),
        _ => url.to_string(),
    }
}

/// Connects once, to learn what is wrong; whether the database is undamaged. A file is read through, which takes a moment for each hundred
/// megabytes: damage is found before anything is built on it.
async fn is_sound(url: &DatabaseUrl, options: &AnyConnectOptions) -> Result<bool, sqlx::Error> {
    let mut connection = AnyConnection::connect_with(options).await?;
    let mut found = "ok".to_owned();
    if !url.is_shared() {
        prepare(&mut connection).await?;
        found = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?;
    }
    connection.close().await?;
    Ok(found == "ok")
}

fn pool(url: &DatabaseUrl) -> AnyPoolOptions {
    let options = PoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
    let options = options.after_release(|connection, _| Box::pin(is_over(connection)));
    match url.place() {
        Place::Postgres(_) => options
            .max_connections(CONNECTIONS)
            .before_acquire(|connection, of| Box::pin(is_alive(connection, of)))
            .after_release(|connection, _| Box::pin(in_time(PATIENCE, is_free(connection)))),
        Place::File(_) => {
            options.max_connections(CONNECTIONS).after_connect(|connection, _| Box::pin(prepare(connection)))
        }
        // Each connection to memory would be a database of its own, gone with the connection.
        Place::Memory => options
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| Box::pin(prepare(connection))),
    }
}

/// Whether the unit of work that a connection served has come to its end. SQLite ends one by itself when the disk is full, which the driver
/// does not notice: it would refuse to begin another one on this connection for ever.
async fn is_over(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // What was dropped is rolled back before this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// The same on a server, where also what nobody waits for any more may still be under way.
async fn is_free(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Waits for a server, which may never answer: a network can lose what is on the way without a word.
pub(super) async fn in_time<T>(
    time: Duration,
    waiting: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    let silent = |_| sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "the server does not answer"));
    tokio::time::timeout(time, waiting).await.map_err(silent)?
}

/// Whether the server still serves a connection. One that was used a moment ago answered then.
async fn is_alive(connection: &mut AnyConnection, of: PoolConnectionMetadata) -> Result<bool, sqlx::Error> {
    if of.idle_for > TRUSTED_FOR {
        in_time(SHOWN_WITHIN, connection.ping()).await?;
    }
    Ok(true)
}

async fn prepare(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    connection.execute(PRAGMAS).await.map(drop)
}
