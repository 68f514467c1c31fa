//! Sessions that outlive their connections, heartbeats that stay away, and what can go wrong on purpose.

use std::time::Duration;

use discord_sandbox::{Clock, CloseCode, GatewayOptions, Options, Timestamp};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::play::{Gateway, Play, UNPRIVILEGED, inflate, text};

async fn post(play: &Play, content: &str) {
    let content = format!("<@{}> {content}", play.person("Test Bot"));
    play.sandbox.people().post(play.person("Priya Nair"), play.channel("checkout"), &content, None).expect("she may");
}

async fn logged_in(play: &Play) -> (Gateway, Value) {
    let mut gateway = play.open("").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED})).await;
    let ready = gateway.until("READY").await;
    gateway.until("GUILD_CREATE").await;
    gateway.until("GUILD_CREATE").await;
    (gateway, ready["session_id"].clone())
}

async fn close(mut gateway: Gateway, code: u16) {
    let frame = CloseFrame { code: code.into(), reason: "".into() };
    gateway.socket.close(Some(frame)).await.expect("closes");
    while gateway.socket.next().await.is_some() {}
}

async fn resume(play: &Play, session: &Value, sequence: u64) -> Gateway {
    let mut again = play.open("?v=10").await;
    again.resume(play.sandbox.bot_token(), session, sequence).await;
    again
}

async fn is_refused(mut gateway: Gateway) -> bool {
    let answer = gateway.next().await;
    answer["op"] == 9 && answer["d"] == false
}

fn with(gateway: GatewayOptions) -> Options {
    Options { gateway, ..Options::default() }
}

#[tokio::test]
async fn a_resumed_session_is_told_what_it_missed_before_it_is_told_that_this_is_all() {
    let play = Play::start().await;
    let (mut gateway, session) = logged_in(&play).await;
    let sequence = gateway.sequence;
    post(&play, "unseen by the client").await;
    gateway.until("MESSAGE_CREATE").await;
    close(gateway, 4000).await;
    post(&play, "while away").await;
    let mut again = resume(&play, &session, sequence).await;
    assert!(text(&again.until("MESSAGE_CREATE").await["content"]).ends_with("unseen by the client"));
    assert!(text(&again.until("MESSAGE_CREATE").await["content"]).ends_with("while away"));
    assert_eq!((again.next().await["t"].clone(), again.sequence), (json!("RESUMED"), sequence + 3));
    post(&play, "back again").await;
    assert!(text(&again.until("MESSAGE_CREATE").await["content"]).ends_with("back again"));
    assert_eq!(play.sandbox.gateway().counts().resumes, 1);
}

#[tokio::test]
async fn a_session_is_resumed_at_the_address_it_was_given_and_with_another_compression() {
    let play = Play::start().await;
    let mut gateway = play.open("").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED})).await;
    let ready = gateway.until("READY").await;
    let sequence = gateway.sequence;
    close(gateway, 4900).await;
    let mut again = play.open_at(text(&ready["resume_gateway_url"]), "?v=10&encoding=json&compress=zlib-stream").await;
    again.resume(play.sandbox.bot_token(), &ready["session_id"], sequence).await;
    let mut reader = flate2::Decompress::new(true);
    let names: Vec<Value> = vec![
        inflate(&mut reader, &again.bytes().await)["op"].clone(),
        inflate(&mut reader, &again.bytes().await)["t"].clone(),
        inflate(&mut reader, &again.bytes().await)["t"].clone(),
        inflate(&mut reader, &again.bytes().await)["t"].clone(),
    ];
    assert_eq!(names, [json!(10), json!("GUILD_CREATE"), json!("GUILD_CREATE"), json!("RESUMED")]);
}

#[tokio::test]
async fn resuming_takes_the_session_from_a_connection_that_still_stands() {
    let play = Play::start().await;
    let (mut gateway, session) = logged_in(&play).await;
    let sequence = gateway.sequence;
    let mut again = resume(&play, &session, sequence).await;
    again.until("RESUMED").await;
    assert_eq!(gateway.close_code().await, 4003);
    post(&play, "told to the new one").await;
    again.until("MESSAGE_CREATE").await;
    assert_eq!(play.sandbox.gateway().counts().sessions, 1);
}

#[tokio::test]
async fn what_cannot_be_resumed_is_refused() {
    let play = Play::start().await;
    let (gateway, session) = logged_in(&play).await;
    let sequence = gateway.sequence;
    close(gateway, 4000).await;
    let mut unknown = resume(&play, &json!("x"), 1).await;
    let invalid = unknown.next().await;
    assert_eq!((&invalid["op"], &invalid["d"]), (&json!(9), &json!(false)));
    unknown.identify(play.sandbox.bot_token(), json!({"intents": 0})).await;
    unknown.until("READY").await;
    let mut wrong = play.open("").await;
    wrong.resume("wrong", &session, sequence).await;
    assert_eq!(wrong.close_code().await, 4004);
    let owner = play.person("Ines Moreau");
    let (_, other) = play.sandbox.world().add_application("Other", owner).expect("she is there");
    let mut thief = play.open("").await;
    thief.resume(&other, &session, sequence).await;
    assert!(is_refused(thief).await, "a session is its own application's");
    assert_eq!(resume(&play, &session, sequence + 99).await.close_code().await, 4007);
}

#[tokio::test]
async fn a_session_that_was_told_too_much_since_cannot_be_resumed() {
    let play = Play::with(with(GatewayOptions { replay_limit: 2, ..GatewayOptions::default() })).await;
    let (gateway, session) = logged_in(&play).await;
    let sequence = gateway.sequence;
    close(gateway, 4000).await;
    post(&play, "one").await;
    post(&play, "two").await;
    let (mut other, second) = logged_in(&play).await;
    let later = other.sequence;
    resume(&play, &session, sequence).await.until("RESUMED").await;
    for content in ["one", "two", "three"] {
        post(&play, content).await;
        other.until("MESSAGE_CREATE").await;
    }
    close(other, 4000).await;
    assert!(is_refused(resume(&play, &second, later).await).await);
}

#[tokio::test]
async fn only_a_close_for_good_ends_a_session() {
    let play = Play::start().await;
    for (code, ends) in [(1000, true), (1001, true), (1006, false), (4000, false), (3000, false)] {
        let (gateway, session) = logged_in(&play).await;
        let sequence = gateway.sequence;
        match code {
            // Nobody can send this one: it stands for a connection that just ends.
            1006 => drop(gateway),
            code => close(gateway, code).await,
        }
        play.sandbox.gateway().until(|counts| counts.connections == 0).await;
        let mut again = resume(&play, &session, sequence).await;
        assert_eq!(again.next().await["op"] == 9, ends, "after {code}");
        drop(again);
        play.sandbox.gateway().until(|counts| counts.connections == 0).await;
    }
}

#[tokio::test]
async fn a_session_expires_when_nobody_comes_back() {
    let clock = Clock::manual(Timestamp::from_millis(0));
    let play = Play::with(with(GatewayOptions { clock: clock.clone(), ..GatewayOptions::default() })).await;
    let life = GatewayOptions::default().session_life;
    let (gateway, session) = logged_in(&play).await;
    let sequence = gateway.sequence;
    close(gateway, 4000).await;
    clock.advance(life - Duration::from_millis(1));
    let mut again = resume(&play, &session, sequence).await;
    again.until("RESUMED").await;
    let sequence = again.sequence;
    close(again, 4000).await;
    clock.advance(life);
    assert!(is_refused(resume(&play, &session, sequence).await).await);
}

#[tokio::test]
async fn a_connection_without_heartbeats_is_closed_and_can_be_resumed() {
    let clock = Clock::manual(Timestamp::from_millis(0));
    let interval = Duration::from_secs(10);
    let options = GatewayOptions { clock: clock.clone(), heartbeat_interval: interval, ..GatewayOptions::default() };
    let play = Play::with(with(options)).await;
    let (mut gateway, session) = logged_in(&play).await;
    let mut beating = play.connect(0).await;
    clock.advance(interval);
    beating.send(json!({"op": 1, "d": beating.sequence})).await;
    beating.until_opcode(11).await;
    clock.advance(interval / 2);
    assert_eq!(gateway.close_code().await, 4009);
    beating.send(json!({"op": 1, "d": null})).await;
    beating.until_opcode(11).await;
    resume(&play, &session, gateway.sequence).await.until("RESUMED").await;
}

#[tokio::test]
async fn hello_names_the_interval_that_the_options_name() {
    let options = GatewayOptions { heartbeat_interval: Duration::from_millis(1_234), ..GatewayOptions::default() };
    let play = Play::with(with(options)).await;
    let mut gateway = play.open_at(&play.gateway_url(), "?v=10").await;
    assert_eq!(gateway.next().await["d"]["heartbeat_interval"], 1_234);
}

#[tokio::test]
async fn clients_can_be_asked_to_reconnect_and_to_beat() {
    let play = Play::start().await;
    let (mut gateway, _) = logged_in(&play).await;
    let mut fresh = play.open("").await;
    play.sandbox.gateway().reconnect_all();
    assert_eq!(
        (&gateway.next().await, fresh.next().await["op"].clone()),
        (&json!({"op": 7, "d": null, "s": null, "t": null}), json!(7))
    );
    play.sandbox.gateway().request_heartbeats();
    assert_eq!(gateway.next().await["op"], 1);
    gateway.send(json!({"op": 1, "d": gateway.sequence})).await;
    assert_eq!(gateway.next().await["op"], 11);
    assert_eq!(play.sandbox.gateway().counts().heartbeats, 1);
}

#[tokio::test]
async fn an_invalidated_session_is_over_or_resumable_as_it_was_told() {
    let play = Play::start().await;
    let (mut gateway, session) = logged_in(&play).await;
    play.sandbox.gateway().invalidate(true);
    let told = gateway.next().await;
    assert_eq!((&told["op"], &told["d"]), (&json!(9), &json!(true)));
    gateway.resume(play.sandbox.bot_token(), &session, gateway.sequence).await;
    gateway.until("RESUMED").await;
    play.sandbox.gateway().invalidate(false);
    assert_eq!(gateway.next().await["d"], false);
    gateway.resume(play.sandbox.bot_token(), &session, gateway.sequence).await;
    assert_eq!(gateway.next().await["d"], false);
    gateway.identify(play.sandbox.bot_token(), json!({"intents": 0})).await;
    gateway.until("READY").await;
    play.sandbox.gateway().invalidate(false);
    gateway.until_opcode(9).await;
    gateway.send(json!({"op": 3, "d": {"since": null, "activities": [], "status": "online", "afk": false}})).await;
    assert_eq!(gateway.close_code().await, 4003);
}

#[tokio::test]
async fn each_close_code_keeps_or_ends_the_session_as_documented() {
    let play = Play::start().await;
    let ends = [4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014];
    for code in CloseCode::ALL {
        let (mut gateway, session) = logged_in(&play).await;
        play.sandbox.gateway().close_all(code);
        assert_eq!(gateway.close_code().await, code.number());
        let mut again = resume(&play, &session, gateway.sequence).await;
        assert_eq!(again.next().await["op"] == 9, ends.contains(&code.number()), "{code:?}");
        assert_eq!(code.may_reconnect(), !matches!(code.number(), 4004 | 4010..=4014));
    }
}

#[tokio::test]
async fn dropped_connections_end_without_a_word_and_can_be_resumed() {
    let play = Play::start().await;
    let (mut gateway, session) = logged_in(&play).await;
    play.sandbox.gateway().drop_connections();
    assert_eq!(gateway.end().await, None);
    let sequence = gateway.sequence;
    resume(&play, &session, sequence).await.until("RESUMED").await;
    play.sandbox.gateway().drop_connections();
    play.sandbox.gateway().until(|counts| counts.connections == 0 && counts.waiting == 1).await;
    play.sandbox.gateway().expire_sessions();
    assert!(is_refused(resume(&play, &session, sequence).await).await);
    assert_eq!(play.sandbox.gateway().counts().refused_resumes, 1);
}

#[tokio::test]
async fn hushed_heartbeats_are_counted_and_not_acknowledged() {
    let play = Play::start().await;
    let mut gateway = play.connect(0).await;
    play.sandbox.gateway().hush_acks(true);
    gateway.send(json!({"op": 1, "d": null})).await;
    play.sandbox.gateway().until(|counts| counts.heartbeats == 1).await;
    play.sandbox.gateway().hush_acks(false);
    gateway.send(json!({"op": 1, "d": null})).await;
    assert_eq!(gateway.next().await["op"], 11);
    play.sandbox.gateway().reconnect_all();
    assert_eq!(gateway.next().await["op"], 7, "one acknowledgement came, not two");
}

#[tokio::test]
async fn events_can_be_held_back_and_be_told_twice() {
    let play = Play::start().await;
    let (mut gateway, _) = logged_in(&play).await;
    let controls = play.sandbox.gateway();
    controls.hold_events(true);
    post(&play, "held").await;
    controls.reconnect_all();
    assert_eq!(gateway.next().await["op"], 7, "the message waits");
    controls.duplicate_events(true);
    controls.hold_events(false);
    let (first, second) = (gateway.next().await, gateway.next().await);
    assert_eq!((&first["t"], &first), (&json!("MESSAGE_CREATE"), &second));
}
