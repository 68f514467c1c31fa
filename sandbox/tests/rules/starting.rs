//! Starting and stopping.

use std::net::SocketAddr;

use discord_sandbox::{Options, Sandbox, StartError};
use serde_json::Value;

use crate::play::Play;

#[tokio::test]
async fn a_port_in_use_is_said_so_that_another_can_be_taken() {
    let first = Sandbox::start(Options::default()).await.expect("a free port");
    let listen: SocketAddr = first.base_url().trim_start_matches("http://").parse().expect("an address");
    let second = Sandbox::start(Options { listen, ..Options::default() }).await;
    assert!(matches!(second, Err(StartError::AddressInUse(address)) if address == listen));
}

#[tokio::test]
async fn nothing_but_loopback_is_listened_on() {
    let listen = SocketAddr::from(([0, 0, 0, 0], 0));
    let refused = Sandbox::start(Options { listen, ..Options::default() }).await;
    assert!(matches!(refused, Err(StartError::NotLoopback(_))));
}

#[tokio::test]
async fn stopping_closes_every_connection() {
    let play = Play::start().await;
    let mut gateway = play.connect(0).await;
    let base = play.sandbox.base_url();
    let mut events = reqwest::get(format!("{base}/people/{}/events", play.person("Priya Nair"))).await.expect("open");
    let hello = events.chunk().await.expect("open").expect("the first event");
    assert!(hello.starts_with(b"event: hello"));
    play.sandbox.stop().await;
    assert_eq!(gateway.close_code().await, 1001);
    while events.chunk().await.is_ok_and(|chunk| chunk.is_some()) {}
    assert!(reqwest::get(base).await.is_err());
}

#[tokio::test]
async fn every_call_of_the_bot_is_logged() {
    let play = Play::start().await;
    play.call("GET", "/channels/1", Value::Null).await;
    let calls = play.sandbox.rest_log();
    let last = calls.last().expect("the call");
    assert_eq!(
        (last.method.as_str(), last.route.as_deref(), last.path.as_str()),
        ("GET", Some("/channels/{channel}"), "/channels/1")
    );
    assert_eq!(
        (last.status, last.code, &last.response_body()["message"]),
        (404, Some(10003), &Value::from("Unknown Channel"))
    );
    play.sandbox.clear_rest_log();
    assert!(play.sandbox.rest_log().is_empty());
}
