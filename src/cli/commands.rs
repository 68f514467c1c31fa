//! `lanekeeper commands plan|apply`: the difference between what Discord has registered and what the bot wants.

use std::sync::Arc;

use clap::Subcommand;

use super::{library, logging, print};
use crate::{
    commands::COMMANDS,
    discord::{Connection, wanted},
    settings::Settings,
};

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum What {
    /// Print the difference and change nothing
    Plan,
    /// Print the difference and carry it out, as the bot does at its start
    Apply,
}

pub(super) async fn run(settings: Settings, what: What) -> anyhow::Result<()> {
    logging::start(&settings, "warn");
    let Some(token) = &settings.token else {
        anyhow::bail!("DISCORD_TOKEN is not set: put the bot's token there, or into a file .env (see .env.example)");
    };
    let library = library(&settings)?;
    let connection = Connection::open(token, settings.api_base.as_ref(), &Arc::default()).await?;
    let plan = connection.plan(&wanted(&library, COMMANDS)?).await?;
    print(&plan)?;
    if let What::Apply = what {
        connection.apply(&plan).await?;
    }
    Ok(())
}
