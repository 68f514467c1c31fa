//! The gateway in parts: one process for several shards, and several processes for them.

use lanekeeper::settings::Shards;

use crate::{Stage, play_on_the_gateway};

fn shards(text: &str) -> Shards {
    Shards::parse(text).expect("they are shards")
}

/// Somebody of either server asks; the servers are on different shards of two.
async fn both_servers_are_answered(stage: &Stage) {
    for name in ["Priya Nair", "Noor Haddad"] {
        let seen = stage.person(name).runs("/who-owns task: who picks the database?").await;
        assert!(seen.text().contains("Choosing technology"), "{}", seen.text());
    }
}

#[tokio::test]
async fn one_process_opens_several_shards() {
    play_on_the_gateway(async |stage| {
        stage.bot_opens(shards("0-1/2")).await;
        both_servers_are_answered(stage).await;
    })
    .await;
}

#[tokio::test]
async fn processes_that_share_the_shards_share_the_servers() {
    play_on_the_gateway(async |stage| {
        stage.bot_opens(shards("0/2")).await;
        let other = stage.another_bot(shards("1/2")).await;
        both_servers_are_answered(stage).await;
        // A restart of one leaves the other's server alone, and both are there again after it.
        stage.bot_restarts().await;
        both_servers_are_answered(stage).await;
        other.stops().await;
    })
    .await;
}
