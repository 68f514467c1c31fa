//! Runs plays, with the interactions coming to the bot in one way or the other.

use std::{future::poll_fn, pin::pin};

use lanekeeper::commands::{COMMANDS, Command};

use crate::Stage;

/// Runs a play with the bot's own commands. The interactions come over the gateway, or with `PLAYS_OVER_HTTP=1` are posted to
/// the bot's endpoint.
pub(crate) async fn play(scene: impl AsyncFnOnce(&mut Stage)) {
    play_with(COMMANDS, scene).await;
}

/// Runs a play with these commands.
pub(crate) async fn play_with(commands: &'static [Command], scene: impl AsyncFnOnce(&mut Stage)) {
    play_by(Way::of_the_environment(), commands, scene).await;
}

/// Runs a play that is about the gateway: what comes over it beside interactions, and how the bot connects to it.
pub(crate) async fn play_on_the_gateway(scene: impl AsyncFnOnce(&mut Stage)) {
    play_by(Way::Gateway, COMMANDS, scene).await;
}

async fn play_by(way: Way, commands: &'static [Command], scene: impl AsyncFnOnce(&mut Stage)) {
    let mut stage = Stage::set(commands, way).await;
    scene(&mut stage).await;
    stage.close().await;
}

/// Runs a play with so many people that nobody looks at every message, nor holds it against Discord's document.
pub(crate) async fn play_in_a_crowd(scene: impl AsyncFnOnce(&mut Stage)) {
    let mut stage = Stage::set_under(None, COMMANDS, Way::of_the_environment()).await;
    stage.is_crowded = true;
    scene(&mut stage).await;
    stage.close().await;
}

/// Runs a play twice: once with the interactions coming over the gateway, once posted to the bot's endpoint.
pub(crate) async fn play_in_both_modes(scene: impl AsyncFn(&mut Stage)) {
    for way in [Way::Gateway, Way::Endpoint] {
        let mut stage = Stage::set(COMMANDS, way).await;
        {
            let mut acted = pin!(scene(&mut stage));
            // What people see is the same both times, and stands in the play once.
            poll_fn(|context| insta::allow_duplicates! { acted.as_mut().poll(context) }).await;
        }
        stage.close().await;
    }
}

/// Runs a play with the interactions posted to the bot's endpoint.
pub(crate) async fn play_over_http(scene: impl AsyncFnOnce(&mut Stage)) {
    play_by(Way::Endpoint, COMMANDS, scene).await;
}

/// How interactions come to the bot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Gateway,
    Endpoint,
}

impl Way {
    fn of_the_environment() -> Self {
        match std::env::var("PLAYS_OVER_HTTP").as_deref() {
            Err(_) | Ok("" | "0") => Self::Gateway,
            Ok("1") => Self::Endpoint,
            Ok(other) => panic!("PLAYS_OVER_HTTP is 0 or 1, not {other:?}"),
        }
    }
}
