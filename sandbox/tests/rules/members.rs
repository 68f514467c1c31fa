//! Members on request (opcode 8), and its limits.

use std::time::Duration;

use discord_sandbox::{Clock, GatewayOptions, Options, Timestamp};
use serde_json::{Value, json};

use crate::play::{Gateway, Play, UNPRIVILEGED};

const GUILD_MEMBERS: u64 = 1 << 1;
const GUILD_PRESENCES: u64 = 1 << 8;

#[tokio::test]
async fn members_come_in_chunks_on_request() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    let ask = |query: Value| {
        let mut data = json!({"guild_id": play.guild(), "limit": 1, "nonce": "n"});
        for (name, value) in query.as_object().into_iter().flatten() {
            data[name] = value.clone();
        }
        json!({"op": 8, "d": data})
    };
    gateway.send(ask(json!({"query": "pri"}))).await;
    let chunk = gateway.until("GUILD_MEMBERS_CHUNK").await;
    assert_eq!((&chunk["members"][0]["user"]["global_name"], &chunk["nonce"]), (&json!("Priya Nair"), &json!("n")));
    gateway.send(ask(json!({"guild_id": play.guild().get(), "user_ids": ["1"]}))).await;
    let chunk = gateway.until("GUILD_MEMBERS_CHUNK").await;
    assert_eq!((&chunk["members"], &chunk["not_found"]), (&json!([]), &json!(["1"])));
}

async fn ask(play: &Play, gateway: &mut Gateway, query: Value) {
    let mut data = json!({"guild_id": play.guild()});
    for (name, value) in query.as_object().into_iter().flatten() {
        data[name] = value.clone();
    }
    gateway.send(json!({"op": 8, "d": data})).await;
}

#[tokio::test]
async fn all_members_are_for_those_with_the_members_intent_and_once_in_thirty_seconds() {
    let clock = Clock::manual(Timestamp::from_millis(0));
    let options = Options {
        privileged_intents: GUILD_MEMBERS | GUILD_PRESENCES,
        gateway: GatewayOptions { clock: clock.clone(), ..GatewayOptions::default() },
        ..Options::default()
    };
    let play = Play::with(options).await;
    let mut gateway = play.connect(GUILD_MEMBERS).await;
    let everybody = || json!({"query": "", "limit": 0, "nonce": "all", "presences": true});
    ask(&play, &mut gateway, everybody()).await;
    let chunk = gateway.until("GUILD_MEMBERS_CHUNK").await;
    assert_eq!((&chunk["chunk_index"], &chunk["chunk_count"], &chunk["nonce"]), (&json!(0), &json!(1), &json!("all")));
    assert!(
        chunk["members"].as_array().is_some_and(|members| members.len() > 5) && chunk["presences"].is_null(),
        "{chunk}"
    );
    clock.advance(Duration::from_millis(10_500));
    ask(&play, &mut gateway, everybody()).await;
    let meta = json!({"guild_id": play.guild(), "nonce": "all"});
    assert_eq!(gateway.until("RATE_LIMITED").await, json!({"opcode": 8, "retry_after": 19.5, "meta": meta}));
    clock.advance(Duration::from_millis(19_500));
    ask(&play, &mut gateway, everybody()).await;
    gateway.until("GUILD_MEMBERS_CHUNK").await;
    let mut plain = play.connect(GUILD_PRESENCES).await;
    ask(&play, &mut plain, everybody()).await;
    ask(&play, &mut plain, json!({"user_ids": [play.application(), "1"], "presences": true})).await;
    let chunk = plain.until("GUILD_MEMBERS_CHUNK").await;
    assert_eq!((&chunk["presences"][0]["status"], &chunk["not_found"]), (&json!("online"), &json!(["1"])));
}

#[tokio::test]
async fn a_thousand_members_fit_a_chunk_and_a_hundred_answer_a_query() {
    let play = Play::with(Options { privileged_intents: GUILD_MEMBERS, ..Options::default() }).await;
    let world = play.sandbox.world();
    for number in 0..1_000 {
        world.join(play.guild(), world.add_person(&format!("Temp {number}"))).expect("the server is there");
    }
    let mut gateway = play.connect(GUILD_MEMBERS).await;
    ask(&play, &mut gateway, json!({"query": "", "limit": 0})).await;
    let (first, second) = (gateway.until("GUILD_MEMBERS_CHUNK").await, gateway.until("GUILD_MEMBERS_CHUNK").await);
    let sizes = [&first, &second].map(|chunk| chunk["members"].as_array().map_or(0, Vec::len));
    assert_eq!(
        (sizes[0], sizes[1] < 1_000, &second["chunk_index"], &second["chunk_count"]),
        (1_000, true, &json!(1), &json!(2))
    );
    ask(&play, &mut gateway, json!({"query": "temp", "limit": 0})).await;
    assert_eq!(gateway.until("GUILD_MEMBERS_CHUNK").await["members"].as_array().map(Vec::len), Some(100));
}

#[tokio::test]
async fn a_nonce_over_thirty_two_bytes_is_ignored_and_a_request_without_sense_closes() {
    let play = Play::start().await;
    let mut gateway = play.connect(UNPRIVILEGED).await;
    for (length, kept) in [(32, true), (33, false)] {
        ask(&play, &mut gateway, json!({"query": "pri", "limit": 1, "nonce": "n".repeat(length)})).await;
        assert_eq!(gateway.until("GUILD_MEMBERS_CHUNK").await["nonce"].is_string(), kept, "{length} bytes");
    }
    let many: Vec<String> = (0..101).map(|number| number.to_string()).collect();
    for senseless in [json!({}), json!({"query": "x"}), json!({"user_ids": many})] {
        let mut gateway = play.connect(0).await;
        ask(&play, &mut gateway, senseless.clone()).await;
        assert_eq!(gateway.close_code().await, 4002, "{senseless}");
    }
}
