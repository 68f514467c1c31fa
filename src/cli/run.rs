//! `lanekeeper run`: the bot on Discord.

use std::sync::Arc;

use anyhow::bail;

use super::{library, logging, told_to_stop};
use crate::{
    clock::Clock,
    commands::{COMMANDS, Desk, Knowledge},
    discord::{Bot, stopping::STORE},
    random::Random,
    settings::Settings,
    store::Store,
};

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    logging::start(&settings, "info");
    if settings.token.is_none() {
        let instead = match cfg!(feature = "sandbox") {
            true => "; to try the bot without a token, use `lanekeeper sandbox`",
            false => "",
        };
        bail!("DISCORD_TOKEN is not set: put the bot's token there, or into a file .env (see .env.example){instead}");
    }
    let stop = told_to_stop()?;
    let knowledge = Arc::new(Knowledge::new(library(&settings)?));
    let begun = async {
        let store = Store::open(&settings.database).await?;
        let desk = Desk::new(knowledge, store.clone(), Clock::system(), Random::system());
        let desk = Arc::new(desk.forgetting_after(settings.forget_after));
        anyhow::Ok((store, Bot::connect(&settings, desk, COMMANDS).await?))
    };
    tokio::pin!(stop);
    let (store, bot) = tokio::select! {
        begun = begun => begun?,
        () = &mut stop => return Ok(()),
    };
    let ended = bot.run(stop).await;
    if tokio::time::timeout(STORE, store.close()).await.is_err() {
        tracing::warn!("stopped without closing the database: nothing that was kept is lost");
    }
    Ok(ended?)
}
