//! Reading rows into values.

use std::fmt::Display;

use sqlx::{Any, Row, any::AnyRow};

use super::StoreError;
use crate::clock::Timestamp;

/// A row of a table, to be read.
pub(super) struct Fields<'a> {
    table: &'static str,
    row: &'a AnyRow,
}

impl<'a> Fields<'a> {
    pub(super) const fn of(table: &'static str, row: &'a AnyRow) -> Self {
        Self { table, row }
    }

    fn get<T>(&self, column: &str) -> Result<T, StoreError>
    where
        T: for<'r> sqlx::Decode<'r, Any> + sqlx::Type<Any>,
    {
        self.row.try_get(column).map_err(|error| self.broken(column, error))
    }

    pub(super) fn number(&self, column: &str) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(super) fn maybe_number(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    pub(super) fn text(&self, column: &str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(super) fn maybe_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    /// A column that holds a value of ours as text.
    pub(super) fn parsed<T, E: Display>(
        &self,
        column: &str,
        read: impl FnOnce(String) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        read(self.text(column)?).map_err(|error| self.broken(column, error))
    }

    pub(super) fn moment(&self, column: &str) -> Result<Timestamp, StoreError> {
        self.number(column).map(Timestamp::from_millis)
    }

    pub(super) fn maybe_moment(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.maybe_number(column)?.map(Timestamp::from_millis))
    }

    /// A column that holds a value of ours as a number: one of Discord's ids, or one of our own.
    pub(super) fn id<T, E: Display>(
        &self,
        column: &str,
        read: impl FnOnce(i64) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        read(self.number(column)?).map_err(|error| self.broken(column, error))
    }

    /// A column that holds a value of ours as text, or nothing.
    pub(super) fn maybe_parsed<T, E: Display>(
        &self,
        column: &str,
        read: impl FnOnce(String) -> Result<T, E>,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_text(column)?.map(read).transpose().map_err(|error| self.broken(column, error))
    }

    /// A column that holds an id, or nothing.
    pub(super) fn maybe_id<T, E: Display>(
        &self,
        column: &str,
        read: impl FnOnce(i64) -> Result<T, E>,
    ) -> Result<Option<T>, StoreError> {
        self.maybe_number(column)?.map(read).transpose().map_err(|error| self.broken(column, error))
    }

    fn broken(&self, column: &str, why: impl Display) -> StoreError {
        StoreError::Broken { table: self.table, what: format!("{column}: {why}") }
    }
}

/// Reads one of Discord's ids as it is stored.
pub(super) fn snowflake<T, E>(new: fn(u64) -> Result<T, E>) -> impl FnOnce(i64) -> Result<T, E> {
    move |stored| new(stored.cast_unsigned())
}

/// One of Discord's ids as it is stored: the same bits, with a sign.
pub(super) const fn stored(snowflake: u64) -> i64 {
    snowflake.cast_signed()
}
