//! Sharding: which shard hears of what, and how often shards may identify.

use std::time::Duration;

use discord_sandbox::{Clock, GatewayOptions, Options, Timestamp};
use serde_json::{Value, json};

use crate::play::{Gateway, Play, UNPRIVILEGED, text};

#[tokio::test]
async fn each_shard_hears_of_its_servers() {
    let play = Play::start().await;
    let mut servers = Vec::new();
    for shard in 0..2 {
        let mut gateway = play.open("").await;
        gateway.identify(play.sandbox.bot_token(), json!({"intents": 1, "shard": [shard, 2]})).await;
        let ready = gateway.until("READY").await;
        for guild in ready["guilds"].as_array().into_iter().flatten() {
            let id: u64 = text(&guild["id"]).parse().expect("an id");
            assert_eq!((id >> 22) % 2, shard);
            servers.push(id);
        }
    }
    assert_eq!(servers.len(), 2);
}

async fn shard(play: &Play, shard: [u64; 2]) -> Gateway {
    let mut gateway = play.open("").await;
    gateway.identify(play.sandbox.bot_token(), json!({"intents": UNPRIVILEGED, "shard": shard})).await;
    gateway
}

#[tokio::test]
async fn direct_messages_are_told_to_the_first_shard_only() {
    let play = Play::start().await;
    let (mut first, mut second) = (shard(&play, [0, 2]).await, shard(&play, [1, 2]).await);
    first.until("READY").await;
    second.until("READY").await;
    let priya = play.person("Priya Nair");
    let direct = play.call("POST", "/users/@me/channels", json!({"recipient_id": priya})).await.body;
    play.call("POST", &format!("/channels/{}/messages", text(&direct["id"])), json!({"content": "just you"})).await;
    assert_eq!(first.until("MESSAGE_CREATE").await["content"], "just you");
    play.sandbox.gateway().reconnect_all();
    let rest = second.until_opcode(7).await;
    assert!(rest.iter().all(|payload| payload["t"] != "MESSAGE_CREATE"), "{rest:?}");
}

fn gateway(gateway: GatewayOptions) -> Options {
    Options { gateway, ..Options::default() }
}

#[tokio::test]
async fn a_shard_with_too_many_servers_must_be_divided() {
    let play = Play::with(gateway(GatewayOptions { guilds_per_shard: 2, ..GatewayOptions::default() })).await;
    assert_eq!(shard(&play, [0, 1]).await.close_code().await, 4011);
    shard(&play, [0, 2]).await.until("READY").await;
    shard(&play, [1, 2]).await.until("READY").await;
    let most = gateway(GatewayOptions { guilds_per_shard: 3, ..GatewayOptions::default() });
    shard(&Play::with(most).await, [0, 1]).await.until("READY").await;
}

#[tokio::test]
async fn shards_of_one_rate_limit_key_identify_five_seconds_apart() {
    let clock = Clock::manual(Timestamp::from_millis(0));
    let options = GatewayOptions {
        clock: clock.clone(),
        max_concurrency: 2,
        limit_identifies: true,
        ..GatewayOptions::default()
    };
    let play = Play::with(gateway(options)).await;
    shard(&play, [0, 4]).await.until("READY").await;
    shard(&play, [1, 4]).await.until("READY").await;
    let mut third = shard(&play, [2, 4]).await;
    let refused = third.next().await;
    assert_eq!((&refused["op"], &refused["d"]), (&json!(9), &json!(false)));
    clock.advance(Duration::from_millis(4_999));
    third.identify(play.sandbox.bot_token(), json!({"intents": 0, "shard": [2, 4]})).await;
    assert_eq!(third.next().await["op"], 9);
    clock.advance(Duration::from_millis(1));
    third.identify(play.sandbox.bot_token(), json!({"intents": 0, "shard": [2, 4]})).await;
    third.until("READY").await;
    let counts = play.sandbox.gateway().counts();
    assert_eq!((counts.identifies, counts.refused_identifies), (3, 2));
}

#[tokio::test]
async fn session_starts_are_counted_down_and_come_back_after_a_day() {
    let clock = Clock::manual(Timestamp::from_millis(0));
    let options = GatewayOptions { clock: clock.clone(), session_starts: 3, ..GatewayOptions::default() };
    let play = Play::with(gateway(options)).await;
    let limit = async || play.call("GET", "/gateway/bot", Value::Null).await.body["session_start_limit"].clone();
    assert_eq!(limit().await, json!({"total": 3, "remaining": 3, "reset_after": 0, "max_concurrency": 1}));
    play.connect(0).await;
    clock.advance(Duration::from_secs(60 * 60));
    play.connect(0).await;
    assert_eq!(limit().await, json!({"total": 3, "remaining": 1, "reset_after": 82_800_000, "max_concurrency": 1}));
    clock.advance(Duration::from_secs(23 * 60 * 60));
    assert_eq!(limit().await["remaining"], 3);
}

#[tokio::test]
async fn who_uses_up_all_session_starts_is_thrown_out_and_needs_another_token() {
    let play = Play::with(gateway(GatewayOptions { session_starts: 1, ..GatewayOptions::default() })).await;
    let mut first = play.connect(0).await;
    assert_eq!(shard(&play, [0, 1]).await.close_code().await, 4004);
    assert_eq!(first.close_code().await, 4004);
    assert_eq!(play.call("GET", "/users/@me", Value::Null).await.status, 401);
    let token = play.sandbox.world().token(play.application()).expect("the application is there");
    let mut again = play.open("").await;
    again.identify(&token, json!({"intents": 0})).await;
    again.until("READY").await;
}

#[tokio::test]
async fn as_many_shards_are_recommended_as_the_options_say() {
    let play = Play::with(gateway(GatewayOptions { recommended_shards: Some(4), ..GatewayOptions::default() })).await;
    assert_eq!(play.call("GET", "/gateway/bot", Value::Null).await.body["shards"], 4);
}
