//! The database fails while somebody presses: they are told, under a number, nothing is half-written, and later it works.

use std::{io::Write, sync::Arc};

use insta::assert_snapshot;
use lanekeeper::store::{DatabaseUrl, transfer::export};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use crate::{
    Stage, play,
    postgres::{self, Server},
    seen::Seen,
};

const QUESTION: &str = "/who-owns task: who picks the database?";

/// The frame of an error of ours, without the number, which is looked at by itself.
fn incident(seen: &Seen<'_>) -> String {
    let text = seen.text();
    let (frame, number) = text.rsplit_once(' ').expect("it ends in the number");
    assert!(number.len() > 8 && number.chars().all(|c| c.is_ascii_hexdigit()), "{text}");
    frame.to_owned()
}

/// Everything that is kept, as text.
async fn kept(stage: &Stage) -> String {
    let store = stage.store().await;
    let mut file = Vec::new();
    export(&store, &mut file).await.expect("readable");
    store.close().await;
    String::from_utf8(file).expect("text")
}

/// Runs statements on the database, past the bot.
async fn runs(address: &str, statements: &[&str]) {
    let mut connection = AnyConnection::connect(address).await.expect("it is there");
    for statement in statements {
        connection
            .execute(AssertSqlSafe((*statement).to_owned()))
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn what_fails_halfway_leaves_nothing_and_works_when_it_is_pressed_again() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("# Tech lead decides"));
        let before = kept(stage).await;
        let address = stage.address_of_file();
        // A request is kept first and then what happened to it: the second statement fails.
        let trigger =
            "CREATE TRIGGER fails BEFORE INSERT ON request_events BEGIN SELECT RAISE(ABORT, 'on purpose'); END";
        runs(&address, &[trigger]).await;
        let failed = priya.presses("Ask them", &answer).await;
        assert_snapshot!(incident(&failed), @"
        (only for you)
        # Something went wrong on my side
        Your request was fine; I failed to answer it.
        What to do: Try again in a moment. If it happens again, give the person who runs me the incident number.
        ~ Incident
        ");
        assert_eq!(kept(stage).await, before, "nothing is half-written");
        runs(&address, &["DROP TRIGGER fails"]).await;
        let told = priya.presses("Ask them", &answer).await;
        assert!(told.text().contains("# Asked"), "{}", told.text());
        let message = priya.sees_after(failed.id()).await;
        assert!(message.text().contains("is this yours?"), "{}", message.text());
    })
    .await;
}

/// A server of the tests' own, where it is installed; that there is none is said.
pub(crate) fn postgresql() -> Option<Arc<Server>> {
    let started = postgres::server();
    if let Err(why) = &started {
        assert!(std::env::var_os("CI").is_none(), "this must be played on PostgreSQL: {why}");
        // Past the test runner, which swallows what a passing test prints.
        drop(writeln!(std::io::stderr(), "not played on PostgreSQL: {why}"));
    }
    started.ok()
}

/// Lets nobody into a database, and sends away who is in; or lets them in again.
pub(crate) async fn lets_in(server: &Server, database: &str, lets_in: bool) {
    let allow = format!("ALTER DATABASE {database} WITH ALLOW_CONNECTIONS {lets_in}");
    let away = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
    runs(&server.address("postgres"), &[&allow, &away]).await;
}

#[tokio::test]
async fn when_postgresql_is_away_everybody_is_told_and_later_everything_works() {
    let Some(server) = postgresql() else {
        return;
    };
    let address = server.new_database().await;
    let name = address.rsplit('/').next().expect("it has a name").to_owned();
    play(async |stage| {
        stage.bot_keeps_in(DatabaseUrl::parse(&address).expect("sound")).await;
        stage.has_checkout().await;
        let (priya, tomasz) = (stage.person("Priya Nair"), stage.person("Tomasz Wolny"));
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("@Ines Moreau"), "{}", answer.text());
        let before = kept(stage).await;
        lets_in(&server, &name, false).await;
        let pressed = priya.presses("Ask them", &answer).await;
        assert!(incident(&pressed).contains("# Something went wrong on my side"));
        let typed = tomasz.runs("/team show").await;
        assert!(incident(&typed).contains("# Something went wrong on my side"));
        lets_in(&server, &name, true).await;
        assert_eq!(kept(stage).await, before, "nothing is half-written");
        let shown = tomasz.runs("/team show").await;
        assert!(shown.text().contains("@Ines Moreau"), "{}", shown.text());
        let told = priya.presses("Ask them", &answer).await;
        assert!(told.text().contains("# Asked"), "{}", told.text());
        let message = priya.sees_after(shown.id()).await;
        assert!(message.text().contains("is this yours?"), "{}", message.text());
    })
    .await;
}
