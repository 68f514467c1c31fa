//! `lanekeeper run`: the bot on Discord.

use std::sync::Arc;

use anyhow::bail;

use super::{library, logging, told_to_stop};
use crate::{
    commands::{COMMANDS, Desk},
    discord::Bot,
    settings::Settings,
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
    let desk = Arc::new(Desk::new(library(&settings)?));
    tokio::pin!(stop);
    let bot = tokio::select! {
        bot = Bot::connect(&settings, desk, COMMANDS) => bot?,
        () = &mut stop => return Ok(()),
    };
    bot.run(stop).await?;
    Ok(())
}
