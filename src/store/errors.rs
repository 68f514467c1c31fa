//! What can go wrong with a database, told apart by what a person can do about it.

use std::sync::Arc;

use sqlx::migrate::MigrateError;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing answers, or the file cannot be opened.
    #[error(
        "cannot open the database {address}: {reason}; check DATABASE_URL, and that the place exists and may be written to"
    )]
    Unreachable {
        /// Where, without user and password.
        address: String,
        /// What the engine said.
        reason: String,
    },
    /// Another process holds the file and does not let go.
    #[error(
        "the database {address} is held by another process and was not released in time: stop that process, or start again once it is done"
    )]
    Busy {
        /// Where.
        address: String,
    },
    /// A newer version of the bot has changed it.
    #[error(
        "the database {address} was changed by a newer version of Lanekeeper (schema {found}, this one knows {known}): upgrade this one, or restore a backup from before the upgrade"
    )]
    Newer {
        /// Where.
        address: String,
        /// Its schema.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// A migration that was applied reads differently here.
    #[error(
        "the database {address} was made by another edition of Lanekeeper (schema {found} differs): use the version that made it"
    )]
    Different {
        /// Where.
        address: String,
        /// The schema that differs.
        found: i64,
    },
    /// It may be read, not written.
    #[error(
        "the database {address} is read-only: give the bot's user permission to write the file and its folder, or the right to write on the server"
    )]
    ReadOnly {
        /// Where.
        address: String,
    },
    /// The disk is full.
    #[error("there is no room left for the database {address}: free some space on that disk")]
    Full {
        /// Where.
        address: String,
    },
    /// It is no database, or a damaged one.
    #[error(
        "{address} is damaged, or no database: restore a backup, or move the file away to begin anew; nothing was changed"
    )]
    Corrupt {
        /// Where.
        address: String,
    },
    /// A migration failed; nothing of it was kept.
    #[error("cannot bring the database {address} up to date: {reason}; nothing was changed")]
    Migration {
        /// Where.
        address: String,
        /// What the engine said.
        reason: String,
    },
}

/// Why a unit of work came to nothing. Nothing of it was kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, or was too busy.
    #[error("the database cannot be reached: {0}")]
    Unavailable(Arc<sqlx::Error>),
    /// The disk is full.
    #[error("there is no room left for the database")]
    Full,
    /// It may be read, not written.
    #[error("the database is read-only")]
    ReadOnly,
    /// Something of this name or id is there already, or what was named is gone.
    #[error("the database has something else there already")]
    Conflict,
    /// A row that breaks our rules: the file was edited by somebody else, or is damaged.
    #[error("the table {table} holds what should not be there: {what}")]
    Broken {
        /// Which table.
        table: &'static str,
        /// What is wrong, without what people wrote.
        what: String,
    },
    /// Anything else that the engine refuses.
    #[error("the database refuses: {0}")]
    Refused(Arc<sqlx::Error>),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match Trouble::of(&error) {
            Trouble::Full => Self::Full,
            Trouble::ReadOnly => Self::ReadOnly,
            Trouble::Conflict => Self::Conflict,
            Trouble::Gone | Trouble::Busy => Self::Unavailable(Arc::new(error)),
            Trouble::Corrupt | Trouble::Other => Self::Refused(Arc::new(error)),
        }
    }
}

/// What an engine's error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Full,
    ReadOnly,
    Corrupt,
    Conflict,
    Busy,
    Gone,
    Other,
}

impl Trouble {
    fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Self::of_code(error.code().as_deref().unwrap_or_default()),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Gone,
            _ => Self::Other,
        }
    }

    /// By SQLSTATE (five letters, PostgreSQL's appendix A), or by SQLite's extended result code, whose low byte is the primary one.
    fn of_code(code: &str) -> Self {
        match code.parse::<u32>() {
            Ok(number) if code.len() < 5 => match number & 0xFF {
                13 => Self::Full,
                8 => Self::ReadOnly,
                11 | 26 => Self::Corrupt,
                19 => Self::Conflict,
                5 | 6 => Self::Busy,
                10 | 14 => Self::Gone,
                _ => Self::Other,
            },
            _ => match code {
                "53100" => Self::Full,
                "25006" => Self::ReadOnly,
                "XX001" | "XX002" => Self::Corrupt,
                code if code.starts_with("23") => Self::Conflict,
                // Connections, resources, an operator who stops it, and what may pass when it is tried again.
                code if ["08", "53", "57", "58", "40", "55"].iter().any(|class| code.starts_with(class)) => Self::Gone,
                _ => Self::Other,
            },
        }
    }
}

impl OpenError {
    pub(super) fn of(address: String, error: &sqlx::Error) -> Self {
        match Trouble::of(error) {
            Trouble::Full => Self::Full { address },
            Trouble::ReadOnly => Self::ReadOnly { address },
            Trouble::Corrupt => Self::Corrupt { address },
            Trouble::Busy => Self::Busy { address },
            _ => Self::Unreachable { address, reason: plain(error) },
        }
    }

    pub(super) fn of_migration(address: String, error: MigrateError, known: i64) -> Self {
        match error {
            MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
                Self::Newer { address, found, known }
            }
            MigrateError::VersionMismatch(found) => Self::Different { address, found },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                match Self::of(address, &error) {
                    Self::Unreachable { address, reason } => Self::Migration { address, reason },
                    told => told,
                }
            }
            other => Self::Migration { address, reason: other.to_string() },
        }
    }
}

/// What the engine said, without "error returned from database".
fn plain(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_engines_say_what_the_trouble_is() {
        for (code, trouble) in [
            ("13", Trouble::Full),
            ("1032", Trouble::ReadOnly),
            ("26", Trouble::Corrupt),
            ("2067", Trouble::Conflict),
            ("517", Trouble::Busy),
            ("14", Trouble::Gone),
            ("1", Trouble::Other),
            ("53100", Trouble::Full),
            ("25006", Trouble::ReadOnly),
            ("23505", Trouble::Conflict),
            ("57P01", Trouble::Gone),
            ("42601", Trouble::Other),
            ("", Trouble::Other),
        ] {
            assert_eq!(Trouble::of_code(code), trouble, "{code}");
        }
    }
}
