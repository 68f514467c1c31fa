//! Where the database is.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// A database's address. Its password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Place);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A file.
    File(PathBuf),
    /// Memory: gone when the store is dropped.
    Memory,
    /// A PostgreSQL server; the whole address.
    Postgres(String),
}

/// Why a text is no address of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "is no database's address: write sqlite://FILE (such as sqlite://lanekeeper.db), or postgres://USER:PASSWORD@HOST/DATABASE"
)]
pub struct BadAddress;

impl DatabaseUrl {
    /// Reads an address: `sqlite://FILE`, `sqlite::memory:`, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// [`BadAddress`]; the address itself is not repeated, since it may hold a password.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return if text.chars().any(char::is_whitespace) {
                Err(BadAddress)
            } else {
                Ok(Self(Place::Postgres(text.into())))
            };
        }
        let file = text.strip_prefix("sqlite:").ok_or(BadAddress)?;
        match file.strip_prefix("//").unwrap_or(file) {
            "" => Err(BadAddress),
            ":memory:" => Ok(Self::memory()),
            // `?mode=…` would be taken for a part of the name.
            file if file.contains('?') => Err(BadAddress),
            file => Ok(Self::file(file)),
        }
    }

    /// A SQLite database in a file, which is made where there is none.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self(Place::File(path.as_ref().to_owned()))
    }

    /// A SQLite database in memory: gone when the store is dropped.
    #[must_use]
    pub const fn memory() -> Self {
        Self(Place::Memory)
    }

    /// Whether several processes may share the database.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.0, Place::Postgres(_))
    }

    pub(super) const fn place(&self) -> &Place {
        &self.0
    }

    /// The address as sqlx reads it.
    pub(super) fn for_sqlx(&self) -> String {
        match &self.0 {
            Place::Memory => "sqlite::memory:".into(),
            Place::File(path) => format!("sqlite:{}?mode=rwc", percent_encoded(path)),
            Place::Postgres(address) => address.clone(),
        }
    }
}

/// The address without user and password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Memory => f.write_str("sqlite::memory:"),
            Place::File(path) => write!(f, "sqlite://{}", path.display()),
            Place::Postgres(address) => {
                let rest = address.split_once("://").map_or("", |(_, rest)| rest);
                let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
                write!(f, "postgres://{}", rest.split('?').next().unwrap_or(rest))
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// Everything but letters, digits and what is plain in a path, as `%20`.
fn percent_encoded(path: &Path) -> String {
    let mut encoded = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => encoded.push(char::from(*byte)),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_memory_and_servers_are_understood() {
        let address = |text: &str| DatabaseUrl::parse(text).map(|address| address.for_sqlx());
        assert_eq!(address("sqlite://lanekeeper.db").as_deref(), Ok("sqlite:lanekeeper.db?mode=rwc"));
        assert_eq!(address("sqlite:///var/my db/x#1.db").as_deref(), Ok("sqlite:/var/my%20db/x%231.db?mode=rwc"));
        assert_eq!(address("sqlite::memory:").as_deref(), Ok("sqlite::memory:"));
        assert_eq!(address(" postgresql://a@b/c ").as_deref(), Ok("postgresql://a@b/c"));
    }

    #[test]
    fn anything_else_is_refused() {
        for wrong in
            ["", "sqlite://", "sqlite:", "lanekeeper.db", "mysql://a/b", "sqlite://a?mode=ro", "postgres://a b/c"]
        {
            assert_eq!(DatabaseUrl::parse(wrong), Err(BadAddress), "{wrong}");
        }
    }

    #[test]
    fn user_and_password_are_never_shown() {
        let address =
            DatabaseUrl::parse("postgres://me:hunter2@db.example:5432/lanes?sslpassword=hunter2").expect("sound");
        assert_eq!(address.to_string(), "postgres://db.example:5432/lanes");
        assert!(!format!("{address:?}").contains("hunter2"));
    }
}
