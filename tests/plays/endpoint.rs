//! Interactions over HTTP: what the endpoint takes and what it refuses. The other plays run in both modes.

use std::time::Duration;

use discord_sandbox::EndpointFailure;
use lanekeeper::{
    clock::Clock,
    commands::COMMANDS,
    discord::{Bot, ConnectError},
    settings::PublicKey,
};

use crate::{
    Stage, play_over_http,
    stage::{desk_without_file, in_time},
};

/// The status of a request with these headers and this body.
async fn status(stage: &Stage, headers: &[(&str, &str)], body: Vec<u8>) -> u16 {
    let url = stage.sandbox().endpoint().url().expect("the bot has an endpoint");
    let client = reqwest::Client::builder().no_proxy().build().expect("it needs nothing");
    let request =
        headers.iter().fold(client.post(url).body(body), |request, (name, value)| request.header(*name, *value));
    in_time("a status", request.send()).await.expect("it answers").status().as_u16()
}

#[tokio::test]
async fn discord_finds_nothing_to_object_to() {
    play_over_http(async |stage| {
        let answer = stage.person("Priya Nair").runs("/about").await;
        assert!(answer.text().contains("Lanekeeper"), "{}", answer.text());
        let endpoint = stage.sandbox().endpoint();
        assert!(endpoint.check_routinely().await);
        assert_eq!(endpoint.send_forged_interaction().await, Ok(401));
        let calls = endpoint.calls_when(|calls| calls.len() == 1).await;
        assert_eq!(calls[0].outcome, Ok::<(), EndpointFailure>(()));
    })
    .await;
}

#[tokio::test]
async fn an_interaction_is_taken_once_and_only_while_its_signature_is_fresh() {
    play_over_http(async |stage| {
        let clock = Clock::manual(Clock::system().now());
        stage.bot_goes_by(clock.clone()).await;
        stage.sandbox().endpoint().dates_by_the_world();
        let priya = stage.person("Priya Nair");
        let answer = priya.runs("/about").await;
        assert!(answer.text().contains("Lanekeeper"), "{}", answer.text());
        let endpoint = stage.sandbox().endpoint();
        let said = priya.count_of_bots_messages();
        assert_eq!(endpoint.replay().await, Ok(409));
        clock.advance(Duration::from_secs(120));
        assert_eq!(endpoint.replay().await, Ok(401), "it is too old by now");
        assert!(!endpoint.check_routinely().await, "the clocks differ too much");
        assert_eq!(priya.count_of_bots_messages(), said);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_signed_or_too_large_or_elsewhere_is_refused() {
    play_over_http(async |stage| {
        let ping = br#"{"type":1}"#;
        assert_eq!(status(stage, &[], ping.to_vec()).await, 401);
        let now = (Clock::system().now().seconds()).to_string();
        let signature = "0a".repeat(64);
        for (signature, timestamp) in
            [(signature.as_str(), now.as_str()), ("", ""), ("xyz", "-1"), (&signature, "later")]
        {
            let headers = [("X-Signature-Ed25519", signature), ("X-Signature-Timestamp", timestamp)];
            assert_eq!(status(stage, &headers, ping.to_vec()).await, 401, "{signature} {timestamp}");
        }
        assert_eq!(status(stage, &[], vec![b' '; (1 << 20) + 1]).await, 413);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_not_the_applications_keeps_the_bot_from_starting() {
    play_over_http(async |stage| {
        let mut settings = stage.settings();
        settings.public_key = PublicKey::new(&stage.sandbox().endpoint().verify_key()).ok();
        assert!(settings.public_key.is_some());
        assert!(Bot::connect(&settings, desk_without_file().await, COMMANDS).await.is_ok());
        settings.public_key = PublicKey::new(&"0a".repeat(32)).ok();
        let refused = Bot::connect(&settings, desk_without_file().await, COMMANDS).await.err();
        assert!(matches!(refused, Some(ConnectError::OtherKey { .. })), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_taken_is_said() {
    play_over_http(async |stage| {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let mut settings = stage.settings();
        settings.interactions_listen = taken.local_addr().ok();
        let refused = Bot::connect(&settings, desk_without_file().await, COMMANDS).await.err();
        let said = refused.map(|refused| refused.to_string()).unwrap_or_default();
        assert!(said.starts_with("cannot listen on 127.0.0.1:") && said.contains("INTERACTIONS_LISTEN"), "{said}");
    })
    .await;
}
