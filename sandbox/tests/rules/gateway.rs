//! The gateway: logging in, hearing what one may, coming back.

use std::io::Read;

use flate2::read::ZlibDecoder;
use serde_json::{Value, json};

use crate::play::{Play, UNPRIVILEGED, text};

#[tokio::test]
async fn login_asks_for_the_address_and_is_greeted_with_ready_and_the_servers() {
    let play = Play::start().await;
    let address = play.anonymous("GET", "/gateway", Value::Null).await.body["url"].clone();
    assert!(text(&address).starts_with("ws://127.0.0.1:"));
    let bot = play.call("GET", "/gateway/bot", Value::Null).await.body;
    assert_eq!(
        (&bot["url"], &bot["shards"], &bot["session_start_limit"]["max_concurrency"]),
        (&address, &json!(1), &json!(1))
    );
    let mut gateway = play.open("?v=10").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED})).await;
    let ready = gateway.until("READY").await;
    for field in ["v", "user", "guilds", "session_id", "resume_gateway_url", "application"] {
        assert!(!ready[field].is_null(), "{field}");
    }
    assert_eq!(ready["guilds"].as_array().map(Vec::len), Some(2));
    let guild = gateway.until("GUILD_CREATE").await;
    for list in ["roles", "channels", "threads", "members", "presences", "voice_states", "stage_instances", "emojis"] {
        assert!(guild[list].is_array(), "{list}");
    }
    play.sandbox.bot_ready().await;
}

#[tokio::test]
async fn heartbeats_are_acknowledged_also_before_identifying() {
    let play = Play::start().await;
    let mut gateway = play.open("").await;
    gateway.send(json!({"op": 1, "d": null})).await;
    assert_eq!(gateway.next().await["op"], 11);
}

#[tokio::test]
async fn what_cannot_be_is_closed_with_its_code() {
    let play = Play::start().await;
    let closes = async |payload: Value| {
        let mut gateway = play.open("").await;
        gateway.send(payload).await;
        gateway.close_code().await
    };
    let token = play.sandbox.bot_token();
    let identify = |change: Value| {
        let mut data = json!({"token": token, "properties": {}, "intents": 0});
        for (name, value) in change.as_object().into_iter().flatten() {
            data[name] = value.clone();
        }
        json!({"op": 2, "d": data})
    };
    assert_eq!(closes(json!({"op": 99})).await, 4001);
    assert_eq!(closes(json!({"no": "opcode"})).await, 4002);
    assert_eq!(closes(json!({"op": 1, "d": "x".repeat(4_096)})).await, 4002);
    assert_eq!(closes(json!({"op": 3, "d": {}})).await, 4003);
    assert_eq!(closes(identify(json!({"token": "wrong"}))).await, 4004);
    assert_eq!(closes(identify(json!({"shard": [1, 1]}))).await, 4010);
    assert_eq!(closes(identify(json!({"intents": 1_u64 << 40}))).await, 4013);
    assert_eq!(closes(identify(json!({"intents": 1 << 15}))).await, 4014);
    let mut gateway = play.open("?v=5&compress=").await;
    assert_eq!(gateway.close_code().await, 4012);
    let mut gateway = play.connect(0).await;
    gateway.send(identify(json!({}))).await;
    assert_eq!(gateway.close_code().await, 4005);
}

#[tokio::test]
async fn a_hundred_and_twenty_payloads_a_minute_are_taken() {
    let play = Play::start().await;
    let mut gateway = play.open("").await;
    for _ in 0..120 {
        gateway.send(json!({"op": 1, "d": null})).await;
        assert_eq!(gateway.next().await["op"], 11);
    }
    gateway.send(json!({"op": 1, "d": null})).await;
    assert_eq!(gateway.close_code().await, 4008);
}

#[tokio::test]
async fn compressed_payloads_are_whole_zlib_streams() {
    let play = Play::start().await;
    let mut gateway = play.open("").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": 0, "compress": true})).await;
    let mut payload = String::new();
    ZlibDecoder::new(&gateway.bytes().await[..]).read_to_string(&mut payload).expect("zlib");
    let payload: Value = serde_json::from_str(&payload).expect("JSON");
    assert_eq!(payload["t"], "READY");
}

#[tokio::test]
async fn a_zstd_stream_is_spoken_from_the_first_payload_on() {
    let play = Play::start().await;
    let mut gateway = play.open("?v=10&encoding=json&compress=zstd-stream").await;
    let mut reader = zstd_safe::DCtx::create();
    let mut read = |frame: Vec<u8>| -> Value {
        let mut text = Vec::with_capacity(1 << 20);
        let mut input = zstd_safe::InBuffer::around(&frame);
        while input.pos < frame.len() {
            let end = text.len();
            let mut output = zstd_safe::OutBuffer::around_pos(&mut text, end);
            reader.decompress_stream(&mut output, &mut input).expect("the stream goes on");
        }
        serde_json::from_slice(&text).expect("one payload a frame")
    };
    assert_eq!(read(gateway.bytes().await)["op"], 10);
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED, "compress": true})).await;
    assert_eq!(read(gateway.bytes().await)["t"], "READY");
    assert_eq!(read(gateway.bytes().await)["t"], "GUILD_CREATE");
    let mut unknown = play.open("?compress=brotli-stream").await;
    assert_eq!(unknown.close_code().await, 4002);
}

#[tokio::test]
async fn a_client_may_ask_for_what_is_not_there() {
    let play = Play::start().await;
    let mut gateway = play.connect(0).await;
    let guild = play.guild();
    gateway.send(json!({"op": 31, "d": {"guild_ids": [guild, "1"]}})).await;
    assert_eq!(gateway.until("SOUNDBOARD_SOUNDS").await, json!({"guild_id": guild, "soundboard_sounds": []}));
    gateway.send(json!({"op": 43, "d": {"guild_id": guild, "fields": ["status"]}})).await;
    assert_eq!(gateway.until("CHANNEL_INFO").await, json!({"guild_id": guild, "channels": []}));
    gateway
        .send(json!({"op": 4, "d": {"guild_id": guild, "channel_id": null, "self_mute": false, "self_deaf": false}}))
        .await;
    gateway.send(json!({"op": 4, "d": {"channel_id": null}})).await;
    assert_eq!(gateway.close_code().await, 4002, "a voice state is of a server");
}
