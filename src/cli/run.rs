//! `lanekeeper run`: the bot on Discord.

use std::sync::Arc;

use anyhow::bail;

use super::{library, logging, told_to_stop};
use crate::{
    clock::Clock,
    commands::{COMMANDS, Desk, Knowledge},
    discord::Bot,
    random::Random,
    settings::Settings,
    store::Store,
};

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    logging::start(&settings, "info");
    if settings.token.is_none() {
        bail!(
            "DISCORD_TOKEN is not set: put the bot's token there, or into a file .env (see .env.example); \
             to try the bot without a token, use `lanekeeper sandbox`"
        );
    }
    let stop = told_to_stop()?;
    let knowledge = Arc::new(Knowledge::new(library(&settings)?));
    let store = Store::open(&settings.database).await?;
    tracing::debug!(database = %settings.database, "the database is open");
    let desk = Desk::new(knowledge, store.clone(), Clock::system(), Random::system());
    let desk = Arc::new(desk.forgetting_after(settings.forget_after));
    tokio::pin!(stop);
    let bot = tokio::select! {
        bot = Bot::connect(&settings, desk, COMMANDS) => bot?,
        () = &mut stop => return Ok(()),
    };
    let ended = bot.run(stop).await;
    store.close().await;
    Ok(ended?)
}
