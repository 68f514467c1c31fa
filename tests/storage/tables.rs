//! The list of tables, held against the schema that the engines really have.

use lanekeeper::store::{
    SCHEMA, Store,
    tables::{Holds, Scope, TABLES, Table},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};

use crate::databases::Database;

/// Every table and column of a database, in order, with whether it is text.
async fn really(database: &Database) -> Vec<(String, Vec<(String, bool)>)> {
    let sql = match database.engine {
        "SQLite" => {
            "SELECT t.name AS tab, c.name AS col, lower(c.type) AS type FROM sqlite_schema t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid"
        }
        _ => {
            "SELECT table_name::text AS tab, column_name::text AS col, data_type::text AS type \
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        }
    };
    let mut connection = AnyConnection::connect(&database.address).await.expect("it is there");
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.expect("the statement is sound");
    connection.close().await.expect("closed");
    let mut tables: Vec<(String, Vec<(String, bool)>)> = Vec::new();
    for row in rows {
        let [table, column, kind] = ["tab", "col", "type"].map(|name| row.get::<String, _>(name));
        // sqlx's own list of migrations is made anew by opening.
        if table == "_sqlx_migrations" {
            continue;
        }
        assert!(["text", "bigint"].contains(&kind.as_str()), "{table}.{column} is {kind}");
        if tables.last().is_none_or(|(last, _)| *last != table) {
            tables.push((table, Vec::new()));
        }
        tables.last_mut().expect("just added").1.push((column, kind == "text"));
    }
    tables
}

fn listed(tables: &[Table]) -> Vec<(String, Vec<(String, bool)>)> {
    let columns = |table: &Table| {
        let is_text = |holds| matches!(holds, Holds::Text | Holds::Secret);
        table.columns.iter().map(|column| (column.name.to_owned(), is_text(column.holds))).collect()
    };
    let mut listed: Vec<_> = tables.iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    listed.sort();
    listed
}

#[tokio::test]
async fn every_table_and_column_of_the_schema_is_listed_with_its_type() {
    for database in Database::each().await {
        database.open().await.close().await;
        let mut really = really(&database).await;
        really.sort();
        assert_eq!(really, listed(TABLES), "{}", database.engine);
    }
}

#[tokio::test]
async fn every_table_says_which_schema_brought_it() {
    let database = Database::sqlite();
    for version in 1..=SCHEMA.len() {
        Store::open_at(&database.url, &SCHEMA[..version]).await.expect("it is brought up to date").close().await;
        let mut names: Vec<_> = really(&database).await.into_iter().map(|(name, _)| name).collect();
        names.sort();
        let mut listed: Vec<_> = TABLES.iter().filter(|table| table.since <= version).map(|table| table.name).collect();
        listed.sort_unstable();
        assert_eq!(names, listed, "schema {version}");
    }
}

#[tokio::test]
async fn what_a_table_refers_to_stands_before_it_and_every_row_is_a_servers() {
    let database = Database::sqlite();
    database.open().await.close().await;
    let mut connection = AnyConnection::connect(&database.address).await.expect("it is there");
    for (at, table) in TABLES.iter().enumerate() {
        let sql = format!("SELECT \"table\" AS parent FROM pragma_foreign_key_list('{}')", table.name);
        let parents = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("the statement is sound");
        let mut parents: Vec<String> = parents.iter().map(|row| row.get("parent")).collect();
        let has = |table: &Table, column| table.columns.iter().any(|known| known.name == column);
        match table.scope {
            Scope::Guild => assert!(has(table, "guild"), "{}", table.name),
            Scope::Of { column, table: owner } => {
                assert!(has(table, column), "{}", table.name);
                parents.push(owner.to_owned());
            }
        }
        for parent in parents {
            let before = TABLES[..at].iter().any(|known| known.name == parent);
            assert!(before, "{} stands before {parent}, to which it refers", table.name);
        }
        assert!(table.key.iter().all(|column| has(table, column)), "{}", table.name);
        for column in table.columns {
            if let Holds::Person { where_member: Some(kind), .. } = column.holds {
                assert!(has(table, kind), "{}.{}", table.name, column.name);
            }
        }
    }
}
