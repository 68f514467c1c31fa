//! Opening: what cannot be used is refused with a line that says what to do, and left as it was.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    process::Command,
    sync::Arc,
};

use lanekeeper::store::{DatabaseUrl, OpenError, SCHEMA, Store};
use sqlx::{AssertSqlSafe, Connection};
use tokio::sync::Barrier;

use crate::databases::Database;

async fn execute(database: &Database, sql: &str) {
    sqlx::any::install_drivers(&[sqlx::postgres::any::DRIVER, sqlx::sqlite::any::DRIVER]).unwrap_or(());
    let mut connection = sqlx::AnyConnection::connect(&database.address).await.expect("the database is there");
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.expect("the statement is sound");
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn processes_that_open_an_empty_database_at_once_all_succeed() {
    for database in Database::each().await {
        let opening: Vec<_> = (0..8)
            .map(|_| {
                let url = database.url.clone();
                tokio::spawn(async move { Store::open(&url).await })
            })
            .collect();
        for opened in opening {
            let store = opened.await.expect("no process panics");
            store.unwrap_or_else(|error| panic!("{}: {error}", database.engine));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_file_that_many_open_at_once_opens_for_each_every_time() {
    for round in 0..12 {
        let database = Database::sqlite();
        let start = Arc::new(Barrier::new(24));
        let opening: Vec<_> = (0..24)
            .map(|_| {
                let (url, start) = (database.url.clone(), Arc::clone(&start));
                tokio::spawn(async move {
                    start.wait().await;
                    Store::open(&url).await
                })
            })
            .collect();
        for opened in opening {
            let store = opened.await.expect("nobody panics").unwrap_or_else(|error| panic!("round {round}: {error}"));
            store.check().await.expect("it can be written to");
        }
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    for database in Database::each().await {
        let mut newer = SCHEMA.to_vec();
        newer.push(("the future", "CREATE TABLE the_future (x BIGINT)"));
        drop(Store::open_at(&database.url, &newer).await.expect("the newer version opens it"));
        let error = Store::open(&database.url).await.expect_err("this version does not");
        assert!(matches!(error, OpenError::Newer { .. }), "{}: {error}", database.engine);
        assert!(error.to_string().contains("upgrade this one"), "{error}");
        drop(Store::open_at(&database.url, &newer).await.expect("the newer version still does"));
    }
}

#[tokio::test]
async fn a_database_whose_schema_was_edited_is_refused() {
    for database in Database::each().await {
        let mut other = SCHEMA.to_vec();
        other[0].1 = "CREATE TABLE something_else (x BIGINT)";
        drop(Store::open_at(&database.url, &other).await.expect("it is sound SQL"));
        let error = Store::open(&database.url).await.expect_err("it is another edition");
        assert!(matches!(error, OpenError::Different { found: 1, .. }), "{}: {error}", database.engine);
    }
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    for database in Database::each().await {
        let mut broken = SCHEMA.to_vec();
        broken.push(("broken", "CREATE TABLE half (x BIGINT); CREATE TABLE half (x BIGINT)"));
        let error = Store::open_at(&database.url, &broken).await.expect_err("the second statement fails");
        assert!(matches!(error, OpenError::Migration { .. }), "{}: {error}", database.engine);
        execute(&database, "CREATE TABLE half (x BIGINT)").await;
        drop(database.open().await);
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let database = Database::sqlite();
    let file = tempfile::NamedTempFile::new().expect("temporary files can be made");
    fs::write(file.path(), "these are my holiday photos, all of them. ".repeat(100)).expect("written");
    let before = fs::read(file.path()).expect("readable");
    let error = Store::open(&DatabaseUrl::file(file.path())).await.expect_err("it is no database");
    assert!(matches!(error, OpenError::Corrupt { .. }), "{error}");
    assert_eq!(fs::read(file.path()).expect("readable"), before);
    drop(database);
}

#[tokio::test]
async fn a_database_that_is_damaged_anywhere_is_refused_and_left_as_it_was() {
    let database = Database::sqlite();
    crate::migrations::populate(&database, SCHEMA.len()).await;
    execute(&database, "PRAGMA wal_checkpoint(TRUNCATE)").await;
    let sound = fs::read(database.file()).expect("readable");
    // Pages of 4,096 bytes; the first one holds the schema.
    let pages = sound.len() / 4_096;
    assert!(pages > 10, "{pages}");
    for page in 1..pages {
        let mut damaged = sound.clone();
        damaged[page * 4_096..][..64].fill(0xA5);
        fs::write(database.file(), &damaged).expect("written");
        let error = Store::open(&database.url).await.expect_err("it is damaged");
        assert!(matches!(error, OpenError::Corrupt { .. }), "page {page}: {error}");
        assert_eq!(fs::read(database.file()).expect("readable"), damaged, "page {page}");
    }
    fs::write(database.file(), &sound).expect("written");
    drop(database.open().await);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let error = Store::open(&DatabaseUrl::file("/nowhere/at/all/x.db")).await.expect_err("there is no such folder");
    assert!(error.to_string().contains("/nowhere/at/all/x.db"), "{error}");
    assert!(error.to_string().contains("DATABASE_URL"), "{error}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_its_password() {
    // Port 1 on this machine: nothing listens there.
    let url = DatabaseUrl::parse("postgres://me:hunter2@127.0.0.1:1/lanes").expect("sound");
    let error = Store::open(&url).await.expect_err("nobody answers").to_string();
    assert!(error.contains("127.0.0.1:1/lanes") && !error.contains("hunter2"), "{error}");
}

/// What the superuser may do no file mode forbids, so this test hands itself over to somebody with fewer rights.
const AS_SOMEBODY_ELSE: &str = "LANEKEEPER_TEST_AS_SOMEBODY_ELSE";

/// The user `nobody`, on every Linux.
const NOBODY: u32 = 65_534;

#[tokio::test]
async fn a_file_that_may_only_be_read_is_refused() {
    let database = Database::sqlite();
    drop(Store::open_at(&database.url, &[]).await.expect("an empty schema"));
    let path = database.file();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("it is ours");
    if fs::OpenOptions::new().append(true).open(&path).is_ok() {
        assert!(std::env::var_os(AS_SOMEBODY_ELSE).is_none(), "the user nobody may write a file that nobody may write");
        return run_as_nobody("opening::a_file_that_may_only_be_read_is_refused");
    }
    let error = Store::open(&database.url).await.expect_err("it may not be written");
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
}

/// Runs one of these tests as the user `nobody`, from a copy of the test program that this user can reach.
fn run_as_nobody(test: &str) {
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    let program = folder.path().join("storage");
    fs::copy(std::env::current_exe().expect("this program has a file"), &program).expect("copied");
    let mut again = Command::new(&program);
    again.args(["--exact", test]).env(AS_SOMEBODY_ELSE, "1").current_dir("/").uid(NOBODY).gid(NOBODY);
    let output = again.output().expect("it can be run");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}
