//! What whoever operates the bot is told: whether it lives, and whether it can do its work right now.

use std::net::SocketAddr;

use discord_sandbox::{Options, Sandbox};
use insta::assert_snapshot;
use lanekeeper::{
    commands::{Answering, COMMANDS, Call, Command},
    discord::{Bot, ask_ready},
    replies::{Reply, plain_embed},
    settings::{ApiBase, Settings, Token},
    store::DatabaseUrl,
};
use sqlx::{AnyConnection, Connection, Executor};
use tokio::sync::Semaphore;

use crate::{
    Stage,
    outages::{lets_in, postgresql},
    play, play_on_the_gateway, play_over_http, play_with,
    running::RunningBot,
    stage::{PATIENCE, desk_without_file, in_time},
};

impl Stage {
    /// Where the running bot answers operators.
    pub(crate) fn operations(&self) -> SocketAddr {
        self.bot.as_ref().and_then(|bot| bot.operations).expect("a bot runs and answers operators")
    }
}

/// What an operator gets from a path.
pub(crate) async fn asks(at: SocketAddr, path: &str) -> (u16, String) {
    let client = reqwest::Client::builder().no_proxy().build().expect("it needs nothing");
    let answer = in_time("an answer", client.get(format!("http://{at}{path}")).send()).await.expect("it answers");
    (answer.status().as_u16(), answer.text().await.expect("it is text"))
}

/// Waits until the bot says that it is ready, or that it is not; what it says.
async fn until(at: SocketAddr, ready: bool) -> String {
    let changed = async {
        loop {
            match (ask_ready(at).await, ready) {
                (Ok(told), true) | (Err(told), false) => return told,
                _ => assert_eq!(asks(at, "/livez").await, (200, "alive\n".into())),
            }
        }
    };
    // A new session begins five seconds after the last one at the earliest.
    let changed = tokio::time::timeout(PATIENCE * 3, changed).await;
    changed.unwrap_or_else(|_| panic!("waited in vain for it to become {}ready", if ready { "" } else { "not " }))
}

#[tokio::test]
async fn it_is_not_ready_before_the_gateway_says_so_and_ready_from_then_on() {
    play_on_the_gateway(async |stage| {
        let desk = desk_without_file().await;
        let store = desk.store.clone();
        let bot = Bot::connect(&stage.settings(), desk, COMMANDS).await.expect("it connects");
        let at = bot.operations().expect("the settings say where");
        assert_eq!(asks(at, "/livez").await, (200, "alive\n".into()));
        let (status, told) = asks(at, "/readyz").await;
        assert_eq!(status, 503);
        assert_snapshot!(told, @"
        not ready
        process: takes work
        discord: NOT READY: the gateway has not said yet that it is ready
        database: takes writes
        ");
        let bot = RunningBot::of(bot, store).await;
        let (status, told) = asks(at, "/readyz").await;
        assert_eq!(status, 200);
        assert_snapshot!(told, @"
        ready
        process: takes work
        discord: 1 of 1 shards of the gateway are connected
        database: takes writes
        ");
        bot.stops().await;
        assert!(ask_ready(at).await.is_err_and(|told| told.starts_with("nobody answers at 127.0.0.1:")));
    })
    .await;
}

#[tokio::test]
async fn it_is_not_ready_while_discord_is_gone_and_ready_again_when_it_is_back() {
    // By a clock that stands, both sandboxes have the same application, with the same token.
    let clock = discord_sandbox::Clock::manual(discord_sandbox::Clock::system().now());
    let options = Options { clock, application: "Lanekeeper".into(), ..Options::default() };
    let discord = Sandbox::start(options.clone()).await.expect("loopback has a free port");
    let listen = discord.base_url().trim_start_matches("http://").parse().expect("an address");
    let set = |name: &str| (name == "OPERATIONS_LISTEN").then(|| "127.0.0.1:0".into());
    let mut settings = Settings::read(set).expect("it is an address");
    settings.token = Token::new(discord.bot_token()).ok();
    settings.api_base = ApiBase::new(&discord.base_url(), false).ok();
    let desk = desk_without_file().await;
    let store = desk.store.clone();
    let bot = Bot::connect(&settings, desk, COMMANDS).await.expect("it connects");
    let bot = RunningBot::of(bot, store).await;
    let at = bot.operations.expect("the settings say where");
    until(at, true).await;
    discord.stop().await;
    let told = until(at, false).await;
    assert!(told.contains("discord: NOT READY: 0 of 1 shards of the gateway are connected"), "{told}");
    assert!(told.contains("database: takes writes"), "{told}");
    let discord = Sandbox::start(Options { listen, ..options }).await.expect("its port is free again");
    until(at, true).await;
    bot.stops().await;
    discord.stop().await;
}

#[tokio::test]
async fn over_http_it_is_ready_when_it_listens_and_says_whether_discord_has_come() {
    play_over_http(async |stage| {
        let desk = desk_without_file().await;
        let store = desk.store.clone();
        let bot = Bot::connect(&stage.settings(), desk, COMMANDS).await.expect("it connects");
        let at = bot.operations().expect("the settings say where");
        let (status, told) = asks(at, "/readyz").await;
        assert_eq!(status, 503, "{told}");
        assert!(told.contains("discord: NOT READY: not connected yet"), "{told}");
        let bot = RunningBot::of(bot, store).await;
        let told = until(at, true).await;
        assert!(told.contains("discord: listens for interactions; nothing that Discord signed has come yet"), "{told}");
        bot.stops().await;
        let told = until(stage.operations(), true).await;
        assert!(told.contains("discord: listens for interactions; what Discord signed has come"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn it_is_not_ready_while_another_program_holds_its_file() {
    play(async |stage| {
        let at = stage.operations();
        until(at, true).await;
        let mut other = AnyConnection::connect(&stage.address_of_file()).await.expect("it is there");
        other.execute("BEGIN IMMEDIATE").await.expect("nobody writes");
        let (status, told) = asks(at, "/readyz").await;
        assert_eq!(status, 503);
        assert!(told.contains("database: NOT READY: took no write within 2 s"), "{told}");
        other.execute("ROLLBACK").await.expect("it was begun");
        other.close().await.expect("it was open");
        until(at, true).await;
    })
    .await;
}

#[tokio::test]
async fn it_is_not_ready_while_postgresql_is_away_and_ready_again_when_it_is_back() {
    let Some(server) = postgresql() else {
        return;
    };
    let address = server.new_database().await;
    let name = address.rsplit('/').next().expect("it has a name").to_owned();
    play_on_the_gateway(async |stage| {
        stage.bot_keeps_in(DatabaseUrl::parse(&address).expect("sound")).await;
        let at = stage.operations();
        until(at, true).await;
        lets_in(&server, &name, false).await;
        let (status, told) = asks(at, "/readyz").await;
        assert_eq!(status, 503);
        assert!(told.contains("database: NOT READY: "), "{told}");
        assert!(told.contains("discord: 1 of 1 shards"), "{told}");
        let (status, metrics) = asks(at, "/metrics").await;
        assert_eq!(status, 200);
        for unknown in ["lanekeeper_ready 0\n", "lanekeeper_open_polls NaN\n"] {
            assert!(metrics.contains(unknown), "{metrics}");
        }
        assert_eq!(asks(at, "/livez").await, (200, "alive\n".into()));
        lets_in(&server, &name, true).await;
        until(at, true).await;
    })
    .await;
}

#[tokio::test]
async fn it_is_not_ready_while_it_finishes_what_is_under_way() {
    static UNDER_WAY: Semaphore = Semaphore::const_new(0);
    fn under_way<'a>(_: &'a Call<'a>) -> Answering<'a> {
        Box::pin(async {
            drop(UNDER_WAY.acquire().await);
            Ok(Reply::of(plain_embed().title("Before I go")).into())
        })
    }
    static COMMAND: &[Command] = &[{
        let mut command = COMMANDS[COMMANDS.len() - 1];
        command.run = under_way;
        command
    }];
    play_with(COMMAND, async |stage| {
        let at = stage.operations();
        let thinking = stage.person("Leo Brandt").sees_thinking("/about").await;
        let watched = async {
            let told = until(at, false).await;
            assert!(told.contains("process: NOT READY: told to stop, finishes what is under way"), "{told}");
            assert_eq!(asks(at, "/livez").await, (200, "alive\n".into()));
            UNDER_WAY.add_permits(1);
        };
        stage.bot_restarts_while(watched).await;
        assert_eq!(stage.person("Leo Brandt").sees_change_of(thinking).await.text(), "(only for you)\n# Before I go");
    })
    .await;
}

#[tokio::test]
async fn an_address_for_operators_that_is_taken_is_said() {
    play(async |stage| {
        let mut settings = stage.settings();
        settings.operations_listen = Some(stage.operations());
        let refused = Bot::connect(&settings, desk_without_file().await, COMMANDS).await.err();
        let said = refused.map(|refused| refused.to_string()).unwrap_or_default();
        assert!(said.starts_with("cannot listen on 127.0.0.1:") && said.contains("OPERATIONS_LISTEN"), "{said}");
    })
    .await;
}
