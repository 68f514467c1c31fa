//! What memory many servers take.

use std::time::Duration;

use discord_sandbox::{GatewayOptions, Options, Sandbox};

use crate::{
    Outcome,
    bots::{Bot, Kind},
};

/// How many servers a bot is in, beside those that the sandbox is furnished with.
const SERVERS: [usize; 3] = [0, 1_000, 10_000];

/// How many of them are on one shard, and how long opening all shards may take: some libraries wait five seconds before each.
const A_SHARD: usize = 2_000;
const SHARDS: Duration = Duration::from_secs(60);

/// A bot is idle, and has been told of all servers, when it has worked for next to nothing of so long a time.
const IDLE: Duration = Duration::from_secs(3);
const NEXT_TO_NOTHING: Duration = Duration::from_millis(30);

/// How often that is looked at, at most.
const LOOKS: usize = 40;

pub(crate) async fn measured(kind: Kind) -> Outcome {
    let mut before = None;
    for servers in SERVERS {
        let shards = servers / A_SHARD + 1;
        let recommended_shards = Some(u64::try_from(shards)?);
        let gateway = GatewayOptions { recommended_shards, max_concurrency: 16, ..GatewayOptions::default() };
        let options = Options { application: "Lanekeeper".into(), gateway, ..Options::default() };
        let sandbox = Sandbox::start(options).await?;
        let world = sandbox.world();
        let owner = world.person("Ines Moreau").ok_or("nobody of that name")?;
        for number in 0..servers {
            let guild = world.add_guild(&format!("Server {number}"), owner)?;
            world.add_channel(guild, "general")?;
            world.install(guild, sandbox.application())?;
        }
        let bot = Bot::start(kind, &sandbox, None).await?;
        tokio::time::timeout(SHARDS, sandbox.shards_ready(shards)).await?;
        is_idle(&bot).await?;
        let (memory, ready) = (bot.memory()?, bot.ready_after.as_secs_f64());
        let before = *before.get_or_insert(memory);
        println!(
            "{kind:<22} in {servers} more servers, {shards} shards: {memory} MB, {} more; ready after {ready:.2} s",
            memory.saturating_sub(before)
        );
    }
    Ok(())
}

async fn is_idle(bot: &Bot) -> Outcome {
    let mut before = bot.cpu_time()?;
    for _ in 0..LOOKS {
        tokio::time::sleep(IDLE).await;
        let now = bot.cpu_time()?;
        if now.saturating_sub(before) < NEXT_TO_NOTHING {
            return Ok(());
        }
        before = now;
    }
    Err("it never came to rest".into())
}
