//! The databases that the contract is tested on.

use std::{
    io::Write,
    path::PathBuf,
    sync::{Arc, Once},
};

use lanekeeper::store::{DatabaseUrl, Store};
use tempfile::TempDir;

use crate::postgres::{self, Server};

/// An empty database of one engine.
pub(crate) struct Database {
    pub(crate) engine: &'static str,
    pub(crate) url: DatabaseUrl,
    /// The address, for tests that write rows by hand.
    pub(crate) address: String,
    _folder: Option<TempDir>,
    _server: Option<Arc<Server>>,
}

impl Database {
    /// An empty file.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let file = folder.path().join("lanekeeper.db");
        let address = format!("sqlite:{}?mode=rwc", file.display());
        Self { engine: "SQLite", url: DatabaseUrl::file(&file), address, _folder: Some(folder), _server: None }
    }

    /// An empty database on the tests' own server; none where PostgreSQL is not installed.
    pub(crate) async fn postgres() -> Option<Self> {
        match postgres::server() {
            Ok(server) => {
                let address = server.new_database().await;
                let url = DatabaseUrl::parse(&address).expect("the address is sound");
                Some(Self { engine: "PostgreSQL", url, address, _folder: None, _server: Some(server) })
            }
            Err(why) => {
                assert!(std::env::var_os("CI").is_none(), "the storage contract must run on PostgreSQL: {why}");
                static TOLD: Once = Once::new();
                // Past the test runner, which swallows what a passing test prints.
                TOLD.call_once(|| drop(writeln!(std::io::stderr(), "not tested on PostgreSQL: {why}")));
                None
            }
        }
    }

    /// One of each engine.
    pub(crate) async fn each() -> Vec<Self> {
        let mut databases = vec![Self::sqlite()];
        databases.extend(Self::postgres().await);
        databases
    }

    /// Where a database in a file is.
    pub(crate) fn file(&self) -> PathBuf {
        self.address.trim_start_matches("sqlite:").trim_end_matches("?mode=rwc").into()
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url).await.unwrap_or_else(|error| panic!("{}: {error}", self.engine))
    }
}
