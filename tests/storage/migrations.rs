//! Every change of the schema, applied to tables with rows in them.
//!
//! Beside each change stand sample rows, as the schema before the next change would hold them: `samples/0001.sql` after the first. A
//! change without samples fails here.

use std::{fs, path::Path};

use lanekeeper::store::{SCHEMA, Store};
use sqlx::{AssertSqlSafe, Connection};

use crate::databases::Database;

fn samples(version: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/storage/samples/{version:04}.sql"));
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; each migration brings sample rows", path.display()))
}

/// Brings a database up to date change by change, with the sample rows of each.
pub(crate) async fn populate(database: &Database, schemas: usize) {
    for version in 1..=schemas {
        let store = Store::open_at(&database.url, &SCHEMA[..version]).await;
        store.unwrap_or_else(|error| panic!("{} to schema {version}: {error}", database.engine)).close().await;
        let mut connection = sqlx::AnyConnection::connect(&database.address).await.expect("it is there");
        let written = sqlx::raw_sql(AssertSqlSafe(samples(version))).execute(&mut connection).await;
        let written = written.unwrap_or_else(|error| panic!("{}, samples {version}: {error}", database.engine));
        assert!(written.rows_affected() > 0, "samples {version} hold no rows");
        connection.close().await.expect("closed");
    }
}

#[tokio::test]
async fn each_change_of_the_schema_is_applied_to_populated_tables() {
    for database in Database::each().await {
        populate(&database, SCHEMA.len()).await;
        drop(database.open().await);
    }
}
