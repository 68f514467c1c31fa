//! What memory many servers take.

use std::time::Duration;

use discord_sandbox::{Options, Sandbox};

use crate::{
    Outcome,
    bots::{Bot, Kind},
};

/// How many servers a bot is in, beside those that the sandbox is furnished with.
const SERVERS: [usize; 2] = [0, 1_000];

/// How long a bot has been idle when its memory is read: it has been told of all servers by then.
const IDLE: Duration = Duration::from_secs(5);

pub(crate) async fn measured(kind: Kind) -> Outcome {
    let mut before = None;
    for servers in SERVERS {
        let sandbox = Sandbox::start(Options { application: "Lanekeeper".into(), ..Options::default() }).await?;
        let world = sandbox.world();
        let owner = world.person("Ines Moreau").ok_or("nobody of that name")?;
        for number in 0..servers {
            let guild = world.add_guild(&format!("Server {number}"), owner)?;
            world.add_channel(guild, "general")?;
            world.install(guild, sandbox.application())?;
        }
        let bot = Bot::start(kind, &sandbox, None).await?;
        tokio::time::sleep(IDLE).await;
        let memory = bot.memory()?;
        let before = *before.get_or_insert(memory);
        println!("{kind:<22} in {servers} more servers: {memory} MB, {} more", memory.saturating_sub(before));
    }
    Ok(())
}
