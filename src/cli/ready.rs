//! `lanekeeper ready`: whether the bot that runs on this machine can do its work right now, for whoever watches over it.

use anyhow::bail;

use super::print;
use crate::{discord::ask_ready, settings::Settings};

pub(super) async fn run(settings: Settings) -> anyhow::Result<()> {
    let Some(address) = settings.operations_listen else {
        bail!("OPERATIONS_LISTEN is not set: set it to the address and port where the running bot answers operators");
    };
    match ask_ready(address).await {
        Ok(told) => print(told.trim_end()),
        Err(told) => bail!("{}", told.trim_end()),
    }
}
