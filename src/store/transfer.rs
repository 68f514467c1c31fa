//! Everything in a database as one file, and back: the way from one engine to the other, and a backup.
//!
//! The file is lines of JSON. The first says what it is and of which schema, each further one is a row, `["teams", {"id": 1, …}]`, tables that
//! are referred to first; the last says how many rows there are, so that a file that was cut short is known by it.

use std::io::{self, BufRead, Write};

use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;

use super::{
    DatabaseUrl, OpenError, SCHEMA, Store, StoreError, Work,
    rows::Fields,
    tables::{Column, TABLES, Table},
};

/// The version of the file's layout.
const LAYOUT: u32 = 1;

/// What the file is, in its first line.
const NAME: &str = "lanekeeper export";

#[derive(Deserialize, Serialize)]
struct Header {
    format: String,
    layout: u32,
    schema: usize,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct End {
    rows: u64,
}

/// Why nothing was exported, or nothing imported.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file.
    #[error("the file cannot be read or written: {0}")]
    File(#[from] io::Error),
    /// It is another file.
    #[error("this is no file that `lanekeeper export` wrote")]
    NotOurs,
    /// A newer version wrote it.
    #[error("a newer version of Lanekeeper wrote this file (layout {layout}, schema {schema}): upgrade this one")]
    Newer {
        /// Its layout.
        layout: u32,
        /// Its schema.
        schema: usize,
    },
    /// An older version wrote it, and the database has been brought up to date already.
    #[error(
        "an older version of Lanekeeper wrote this file (schema {schema}), and the database has been brought up to date already: \
         import into a database that has never been used"
    )]
    Older {
        /// Its schema.
        schema: usize,
    },
    /// There is something in the database.
    #[error(
        "the database is not empty, there is something in the table {table}: import into a new one; nothing was changed"
    )]
    NotEmpty {
        /// Where.
        table: &'static str,
    },
    /// A line that is no row, or one that the database does not take.
    #[error("line {line} of the file is damaged, or was changed: {why}; nothing was imported")]
    Line {
        /// Which line, from 1.
        line: u64,
        /// What is wrong with it.
        why: String,
    },
    /// The file ends too early, or does not end.
    #[error(
        "the file is not whole: its last line, which counts the rows, is missing or does not fit; nothing was imported"
    )]
    NotWhole,
}

/// Writes everything in a database, as of one moment. The value is how many rows were written.
///
/// # Errors
/// Why it was not written, or not to the end.
pub async fn export(store: &Store, to: &mut (impl Write + Send)) -> Result<u64, TransferError> {
    let mut work = store.reading().await?;
    write_line(to, &Header { format: NAME.into(), layout: LAYOUT, schema: SCHEMA.len() })?;
    let mut rows = 0;
    for table in TABLES {
        rows += export_table(&mut work, table, to).await?;
    }
    write_line(to, &End { rows })?;
    to.flush()?;
    Ok(rows)
}

async fn export_table(work: &mut Work, table: &Table, to: &mut (impl Write + Send)) -> Result<u64, TransferError> {
    let sql = format!("SELECT {} FROM {} ORDER BY {}", table.column_list(), table.name, table.key.join(", "));
    let mut rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch(work.connection());
    let mut written = 0;
    while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
        write_line(to, &(table.name, values(table, &row)?))?;
        written += 1;
    }
    Ok(written)
}

/// A row as JSON, nulls left out.
pub(super) fn values(table: &Table, row: &AnyRow) -> Result<Map<String, Value>, StoreError> {
    let fields = Fields::of(table.name, row);
    let mut values = Map::new();
    for column in table.columns {
        let value = match column.is_text() {
            true => fields.maybe_text(column.name)?.map(Value::from),
            false => fields.maybe_number(column.name)?.map(Value::from),
        };
        values.extend(value.map(|value| (column.name.to_owned(), value)));
    }
    Ok(values)
}

fn write_line(to: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}

/// Reads an exported file into an empty database, which is made where there is none: all of it or nothing. A file of an older version is
/// brought up to date. The value is how many rows were read.
///
/// # Errors
/// Why nothing was imported.
pub async fn import(url: &DatabaseUrl, from: &mut (impl BufRead + Send)) -> Result<u64, TransferError> {
    let mut lines = from.lines().zip(1..);
    let header = lines.next().ok_or(TransferError::NotOurs)?.0.map_err(not_ours)?;
    let header: Header = serde_json::from_str(&header).map_err(|_| TransferError::NotOurs)?;
    let Header { format, layout, schema } = header;
    if format != NAME || schema == 0 {
        return Err(TransferError::NotOurs);
    }
    if layout > LAYOUT || schema > SCHEMA.len() {
        return Err(TransferError::Newer { layout, schema });
    }
    let store = match Store::open_at(url, &SCHEMA[..schema]).await {
        Err(OpenError::Newer { known, .. }) if schema < SCHEMA.len() && known == schema_number(schema) => {
            return Err(TransferError::Older { schema });
        }
        opened => opened?,
    };
    let imported = import_lines(&store, schema, &mut lines).await;
    store.close().await;
    let imported = imported?;
    if schema < SCHEMA.len() {
        Store::open(url).await?.close().await;
    }
    Ok(imported)
}

fn schema_number(schema: usize) -> i64 {
    i64::try_from(schema).unwrap_or(i64::MAX)
}

/// A file whose first line is no text is another file.
fn not_ours(error: io::Error) -> TransferError {
    match error.kind() {
        io::ErrorKind::InvalidData => TransferError::NotOurs,
        _ => error.into(),
    }
}

async fn import_lines(
    store: &Store,
    schema: usize,
    lines: &mut (impl Iterator<Item = (io::Result<String>, u64)> + Send),
) -> Result<u64, TransferError> {
    let mut work = store.work().await?;
    for table in TABLES.iter().filter(|table| table.since <= schema) {
        let sql = format!("SELECT COUNT(*) AS number FROM {}", table.name);
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(work.connection()).await;
        if Fields::of(table.name, &row.map_err(StoreError::from)?).number("number")? > 0 {
            return Err(TransferError::NotEmpty { table: table.name });
        }
    }
    let mut rows = 0;
    let mut end: Option<End> = None;
    for (text, line) in lines {
        let bad = |why: String| TransferError::Line { line, why };
        let text = text.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => bad("it is no text".into()),
            _ => error.into(),
        })?;
        if end.is_some() {
            return Err(bad("it comes after the end".into()));
        }
        match serde_json::from_str(&text) {
            Ok(last) => end = Some(last),
            Err(_) => {
                let row = serde_json::from_str(&text).map_err(|_| bad("it is no row".into()))?;
                insert(&mut work, schema, row).await.map_err(|why| match why {
                    Unfit::Row(why) => bad(why),
                    Unfit::Store(error) => error.into(),
                })?;
                rows += 1;
            }
        }
    }
    if end.is_none_or(|end| end.rows != rows) {
        return Err(TransferError::NotWhole);
    }
    work.commit().await?;
    Ok(rows)
}

enum Unfit {
    Row(String),
    Store(StoreError),
}

/// Writes one row. What is null is left out of the file, so that it needs no type here.
async fn insert(work: &mut Work, schema: usize, (name, row): (String, Map<String, Value>)) -> Result<(), Unfit> {
    let known = |table: &&Table| table.name == name && table.since <= schema;
    let table = TABLES.iter().find(known).ok_or_else(|| Unfit::Row("it is of an unknown table".into()))?;
    if row.is_empty() || !row.keys().all(|column| is_name(column)) {
        return Err(Unfit::Row("it has an unknown column".into()));
    }
    let columns: Vec<&str> = row.keys().map(String::as_str).collect();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), places.join(", "));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
    for (column, value) in &row {
        query = match value {
            Value::String(text) => query.bind(text.as_str()),
            Value::Number(number) if number.is_i64() => query.bind(number.as_i64()),
            _ => return Err(Unfit::Row("it holds what is neither text nor a whole number".into())),
        };
        // SQLite would take a text for a number, and nobody could read it.
        let is_known = |known: &&Column| known.name == column;
        if table.columns.iter().find(is_known).is_some_and(|known| known.is_text() != value.is_string()) {
            return Err(Unfit::Row(format!("it holds a text for a number, or a number for a text, in {column}")));
        }
    }
    match query.execute(work.connection()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Conflict) => Err(Unfit::Row("it is there twice, or what it refers to is missing".into())),
        Err(StoreError::Refused(_)) => Err(Unfit::Row("the database does not take it".into())),
        Err(error) => Err(Unfit::Store(error)),
    }
}

/// Whether it can be the name of a column: nothing else may come into a statement from a file.
fn is_name(column: &str) -> bool {
    !column.is_empty() && column.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
