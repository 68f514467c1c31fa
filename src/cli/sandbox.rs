//! `lanekeeper sandbox`: the real bot, connected to an offline Discord on this machine.
//!
//! The only place of the program where the bot and the sandbox meet.

mod furnish;

use std::{net::SocketAddr, sync::Arc};

use clap::Args;
use discord_sandbox::{Options, RateLimits, Sandbox, StartError};
use tokio::sync::oneshot;

pub use furnish::furnish;

use super::{library, logging, print, told_to_stop};
use crate::{
    clock::Clock,
    commands::{COMMANDS, Desk, Knowledge},
    discord::Bot,
    random::Random,
    settings::{ApiBase, Settings, Token},
    store::{DatabaseUrl, Store},
};

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Arguments {
    /// Where to listen, on this machine only; another port is taken where this one is in use
    #[arg(long, default_value = "127.0.0.1:7321")]
    listen: SocketAddr,
    /// Limit requests as Discord does
    #[arg(long)]
    rate_limits: bool,
}

pub(super) async fn run(settings: Settings, arguments: Arguments) -> anyhow::Result<()> {
    logging::start(&settings, "warn,serenity::gateway=error");
    let stop = told_to_stop()?;
    // The offline Discord forgets everything when it stops, and so does what the bot keeps of it.
    let store = Store::open(&DatabaseUrl::memory()).await?;
    let knowledge = Arc::new(Knowledge::new(library(&settings)?));
    let desk = Arc::new(Desk::new(knowledge, store, Clock::system(), Random::system()));
    let sandbox = start(arguments).await?;
    furnish(&desk, sandbox.world()).await?;
    let settings = Settings {
        token: Some(Token::new(sandbox.bot_token()).map_err(anyhow::Error::msg)?),
        api_base: Some(ApiBase::new(&sandbox.base_url(), false).map_err(anyhow::Error::msg)?),
        ..settings
    };
    tokio::pin!(stop);
    let mut restarts = sandbox.restart_orders();
    let mut restarted = false;
    loop {
        let bot = Bot::connect(&settings, Arc::clone(&desk), COMMANDS).await?;
        let health = bot.health();
        let (end, ended) = oneshot::channel::<()>();
        let running = bot.run(async { drop(ended.await) });
        tokio::pin!(running);
        let connected = async {
            health.ready().await;
            match restarted {
                false => announce(&sandbox)?,
                true => print(format_args!("Lanekeeper was restarted and is connected again."))?,
            }
            std::future::pending().await
        };
        restarted = tokio::select! {
            ended = &mut running => return ended.map_err(Into::into),
            untold = connected => return untold,
            () = &mut stop => false,
            () = restarts.next() => true,
        };
        drop(end);
        running.await?;
        if !restarted {
            break;
        }
    }
    sandbox.stop().await;
    Ok(())
}

/// Starts the offline Discord where it was wanted, or on a free port of the same address.
async fn start(arguments: Arguments) -> anyhow::Result<Sandbox> {
    let rate_limits = if arguments.rate_limits { RateLimits::On } else { RateLimits::Off };
    let options =
        Options { listen: arguments.listen, application: "Lanekeeper".into(), rate_limits, ..Options::default() };
    match Sandbox::start(options.clone()).await {
        Err(StartError::AddressInUse(taken)) => {
            print(format_args!("{taken} is in use by another program; taking a free port instead."))?;
            Ok(Sandbox::start(Options { listen: SocketAddr::new(taken.ip(), 0), ..options }).await?)
        }
        started => Ok(started?),
    }
}

fn announce(sandbox: &Sandbox) -> anyhow::Result<()> {
    print(format_args!(
        "\nLanekeeper is connected to an offline Discord on this machine. Open it in a browser:\n\n    {}/#/priya.nair/checkout\n\n\
         There you are Priya Nair, an engineer of the team Checkout. Type, for example:\n\n    /who-owns task: who picks the database?\n    \
         /who-owns task: who removes old feature flags?\n\nSwitch to Tomasz Wolny, who manages the server, for /team and /decision. Stop with Ctrl-C.",
        sandbox.base_url()
    ))
}
