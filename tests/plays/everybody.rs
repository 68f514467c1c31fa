//! A server with one of everything and everybody who could think of using it, and the way back to that after each use.

use std::path::Path;

use lanekeeper::{
    handbook::RoleId,
    workspace::team::{Holder, Seat},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};

use crate::{
    Stage,
    other_server::{THERE, other_server},
    workspace::team,
};

/// Everybody, with where they are: nobody of the team, one of the team without a lead's seat, its leads, who manages the server, who began the
/// polls, the round, the request and the sittings, and who may do everything in another server.
pub(crate) const PEOPLE: [(&str, &str, &str); 7] = [
    ("outsider", "Robin Hale", "shop-floor"),
    ("member", "Priya Nair", "shop-floor"),
    ("tech lead", "Ines Moreau", "shop-floor"),
    ("eng. manager", "Sakura Ito", "shop-floor"),
    ("manager", "Noor Haddad", "shop-floor"),
    ("creator", "Leo Brandt", "shop-floor"),
    ("elsewhere", "Tomasz Wolny", "checkout"),
];

/// The other server with one of everything, begun by the creator, and everybody in it who belongs there.
pub(crate) async fn everything(stage: &Stage) -> Vec<(&'static str, String)> {
    let world = stage.sandbox().world();
    let guild = world.guild(THERE).expect("furnished");
    for (_, name, _) in PEOPLE {
        if !["Ines Moreau", "Noor Haddad", "Tomasz Wolny"].contains(&name) {
            world.join(guild, world.person(name).expect("furnished")).expect("both are there");
        }
    }
    let with = other_server(stage, "Leo Brandt").await;
    let store = stage.store().await;
    let mut work = store.work().await.expect("open");
    for (role, name) in
        [("tech-lead", "Ines Moreau"), ("engineering-manager", "Sakura Ito"), ("designer", "Priya Nair")]
    {
        let seat = Seat { role: RoleId::new(role), holder: Holder::Member(stage.user(name)), cover: None, away: None };
        work.set_seat(stage.server(THERE), team(90), &seat).await.expect("seated");
    }
    work.commit().await.expect("kept");
    store.close().await;
    // Those that a command names are shown by a message; without one a poll is a preview.
    let mut connection = AnyConnection::connect(&stage.address_of_file()).await.expect("it is there");
    connection.execute("UPDATE polls SET message = id + 1000 WHERE id IN (95, 97)").await.expect("written");
    connection.close().await.expect("it was open");
    with
}

/// A copy of the bot's file, and the way back to it.
pub(crate) struct Kept {
    connection: AnyConnection,
    tables: Vec<String>,
}

impl Kept {
    pub(crate) async fn of(stage: &Stage, beside: &Path) -> Self {
        let mut connection = AnyConnection::connect(&stage.address_of_file()).await.expect("it is there");
        let copy = beside.join("copy.db").display().to_string();
        let copied = connection.execute(AssertSqlSafe(format!("VACUUM INTO '{copy}'"))).await;
        copied.expect("there is room");
        connection.execute(AssertSqlSafe(format!("ATTACH '{copy}' AS copy"))).await.expect("it is there");
        connection.execute("PRAGMA foreign_keys = OFF").await.expect("it can be");
        let tables =
            sqlx::query("SELECT name FROM copy.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
                .fetch_all(&mut connection)
                .await
                .expect("readable");
        let tables = tables.iter().map(|row| row.get::<String, _>(0)).collect();
        Self { connection, tables }
    }

    /// Everything is as it was when the copy was made.
    pub(crate) async fn restores(&mut self) {
        let empty = self.tables.iter().map(|table| format!("DELETE FROM main.{table};"));
        let fill = self.tables.iter().map(|table| format!("INSERT INTO main.{table} SELECT * FROM copy.{table};"));
        let all = format!("BEGIN IMMEDIATE; {} COMMIT;", empty.chain(fill).collect::<String>());
        self.connection.execute(AssertSqlSafe(all)).await.expect("written");
    }
}
