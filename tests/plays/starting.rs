//! Starting and stopping: registration, wrong tokens, dead and foreign addresses.

use std::{net::TcpListener, sync::Arc};

use lanekeeper::{
    commands::COMMANDS,
    discord::{Bot, Connection, wanted},
    settings::{ApiBase, Settings, Token},
};

use crate::{
    Stage, play, play_with,
    stage::{desk_without_file, in_time, library},
};

/// How many calls have changed the registered commands.
fn changes(stage: &Stage) -> usize {
    let calls = stage.sandbox().rest_log();
    calls.iter().filter(|call| call.method != "GET" && call.path.contains("/commands")).count()
}

#[tokio::test]
async fn a_second_start_registers_nothing_again() {
    play(async |stage| {
        let first = changes(stage);
        assert_eq!(
            first, 12,
            "who-owns, its menu, role, decision, team, poll, its menu, assess, gaps, privacy, help and about"
        );
        stage.bot_restarts().await;
        assert_eq!(changes(stage), first);
    })
    .await;
}

#[tokio::test]
async fn a_start_with_other_commands_changes_only_what_differs() {
    play_with(&COMMANDS[..1], async |stage| {
        assert_eq!(changes(stage), 1);
        stage.bot_stops().await;
        let settings = stage.settings();
        let token = settings.token.as_ref().expect("the stage has one");
        let connection = Connection::open(token, settings.api_base.as_ref(), &Arc::default()).await.expect("the stage is open");
        let plan = connection.plan(&wanted(&library(), COMMANDS).expect("they are JSON")).await.expect("it answers");
        assert_eq!(
            plan.to_string(),
            "create “Who owns this?”\ncreate “Poll this”\ncreate /about\ncreate /assess\ncreate /decision\ncreate /gaps\ncreate /help\ncreate /poll\ncreate /privacy\ncreate /role\ncreate /team"
        );
        connection.apply(&plan).await.expect("they are accepted");
        let rest = connection.plan(&wanted(&library(), &COMMANDS[..1]).expect("they are JSON")).await;
        let rest = rest.expect("it answers").to_string();
        let created: Vec<_> = plan.to_string().lines().map(|line| line.replace("create", "delete")).collect();
        assert_eq!(rest.lines().collect::<Vec<_>>(), created, "all that was new goes again");
    })
    .await;
}

async fn failure(settings: &Settings) -> String {
    match in_time("a refusal", Bot::connect(settings, desk_without_file().await, COMMANDS)).await {
        Ok(_) => panic!("the bot started"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_wrong_token_is_said_in_a_line_that_does_not_repeat_it() {
    play(async |stage| {
        stage.expects_refused_calls();
        let mut settings = stage.settings();
        settings.token = Token::new("wrong.token.entirely").ok();
        let said = failure(&settings).await;
        assert!(
            said.starts_with("Discord refuses the token") && !said.contains("wrong.token") && !said.contains('\n'),
            "{said}"
        );
        assert!(stage.refused_calls().iter().all(|call| call.status == 401));
    })
    .await;
}

#[tokio::test]
async fn a_dead_address_is_said_in_a_line_that_names_it() {
    let free = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = format!("http://{}", free.local_addr().expect("it is bound"));
    drop(free);
    let mut settings = Settings::read(|_| None).expect("no setting is mandatory");
    settings.token = Token::new("some.token.here").ok();
    settings.api_base = ApiBase::new(&address, false).ok();
    let said = failure(&settings).await;
    assert!(said.starts_with(&format!("cannot reach {address}: ")) && !said.contains('\n'), "{said}");
}
