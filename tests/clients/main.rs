//! Other people's clients, unmodified, connected to the offline Discord: what works in it is meant to work on Discord, and these
//! were written against Discord.
//!
//! Each client has a bot of the same few commands in a folder of its own, and all three are taken through the same scenario.
//! `tests/clients/install` installs them below `target/clients`. A client that is not there is not run, which is said, except in
//! CI (`CI=true`), where it is a failure.

mod client;
mod scenario;

use client::Client;

#[tokio::test]
async fn discord_js_is_at_home_in_the_sandbox() {
    scenario::play(Client::DiscordJs).await;
}

#[tokio::test]
async fn discord_py_is_at_home_in_the_sandbox() {
    scenario::play(Client::DiscordPy).await;
}

#[tokio::test]
async fn twilight_is_at_home_in_the_sandbox() {
    scenario::play(Client::Twilight).await;
}
