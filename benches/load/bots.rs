//! The bots that are compared, each a process.

use std::{
    env, fmt, fs,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use discord_sandbox::Sandbox;
use lanekeeper::{
    random::Random,
    store::{DatabaseUrl, Store},
    workspace::ids::{ChannelId, GuildId, UserId},
};
use tempfile::TempDir;

use crate::{
    Outcome, filling, pong,
    postgres::{self, Server},
};

/// How long a bot may take until its commands are there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The bots, in the order in which they are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Serenity,
    OnSqlite,
    SerenitySaysTheSame,
    OnPostgres,
    Voting,
    VotingOnPostgres,
    DiscordJs,
    DiscordPy,
}

impl Kind {
    pub(crate) const ALL: [Self; 8] = [
        Self::Serenity,
        Self::OnSqlite,
        Self::SerenitySaysTheSame,
        Self::OnPostgres,
        Self::Voting,
        Self::VotingOnPostgres,
        Self::DiscordJs,
        Self::DiscordPy,
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Serenity => "serenity, /ping",
            Self::OnSqlite => "/who-owns, SQLite",
            Self::SerenitySaysTheSame => "serenity, same answer",
            Self::OnPostgres => "/who-owns, PostgreSQL",
            Self::Voting => "votes, SQLite",
            Self::VotingOnPostgres => "votes, PostgreSQL",
            Self::DiscordJs => "discord.js, /ping",
            Self::DiscordPy => "discord.py, /ping",
        })
    }
}

/// A bot that runs. It is ended when this is dropped.
pub(crate) struct Bot {
    process: Child,
    /// How long it took from its start until its command could be used.
    pub(crate) ready_after: Duration,
    _folder: TempDir,
    _server: Option<Arc<Server>>,
}

impl Bot {
    /// Starts one; `says` is the message that a bot answers with that always says the same.
    pub(crate) async fn start(kind: Kind, sandbox: &Sandbox, says: Option<&str>) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let mut server = None;
        let mut command = match kind {
            Kind::Serenity => Command::new(env::current_exe()?),
            Kind::SerenitySaysTheSame => {
                let mut command = Command::new(env::current_exe()?);
                command.env(pong::SAYS, says.ok_or("what /who-owns says is not known")?);
                command
            }
            Kind::DiscordJs => client("node", "discord.js", "bot.js")?,
            Kind::DiscordPy => client("target/clients/discord.py/bin/python", "discord.py", "bot.py")?,
            Kind::OnSqlite | Kind::Voting => {
                let file = DatabaseUrl::file(folder.path().join("load.db"));
                lanekeeper(sandbox, &file, &format!("sqlite://{}", folder.path().join("load.db").display())).await?
            }
            Kind::OnPostgres | Kind::VotingOnPostgres => {
                let running = postgres::server()?;
                let url = running.new_database().await;
                server = Some(running);
                lanekeeper(sandbox, &DatabaseUrl::parse(&url)?, &url).await?
            }
        };
        command.env(pong::ADDRESS, sandbox.base_url()).env(pong::TOKEN, sandbox.bot_token());
        command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
        let started = Instant::now();
        let process = command.spawn()?;
        let mut bot = Self { process, ready_after: Duration::ZERO, _folder: folder, _server: server };
        tokio::time::timeout(PATIENCE, sandbox.bot_ready()).await?;
        while sandbox.world().commands().is_empty() && started.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        bot.ready_after = started.elapsed();
        Ok(bot)
    }

    /// The CPU time that its threads have used, those that have ended left out.
    pub(crate) fn cpu_time(&self) -> Outcome<Duration> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.process.id()))? {
            let used = fs::read_to_string(thread?.path().join("schedstat"))?;
            nanoseconds += used.split(' ').next().ok_or("schedstat is empty")?.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// Its resident memory in megabytes.
    pub(crate) fn memory(&self) -> Outcome<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? / 1024)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Another people's client that `tests/clients/install` has installed.
fn client(program: &str, name: &str, file: &str) -> Outcome<Command> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let installed = root.join("target/clients").join(name);
    if !installed.exists() {
        return Err(format!("{name} is to be installed by tests/clients/install").into());
    }
    let program = if program.contains('/') { root.join(program) } else { program.into() };
    let mut command = Command::new(program);
    command.env("NODE_PATH", installed.join("node_modules")).arg(root.join("benches/load").join(file));
    Ok(command)
}

/// Lanekeeper on a database in which a team has settled fifty things.
async fn lanekeeper(sandbox: &Sandbox, database: &DatabaseUrl, url: &str) -> Outcome<Command> {
    let store = Store::open(database).await?;
    let guild = sandbox.world().guild("Northwind Parcel").ok_or("no server of that name")?;
    let channel = sandbox.world().channel("checkout").ok_or("no channel of that name")?;
    let lead = |name| Outcome::Ok(UserId::new(sandbox.world().person(name).ok_or("nobody of that name")?.get())?);
    let place = filling::Place {
        guild: GuildId::new(guild.get())?,
        channel: ChannelId::new(channel.get())?,
        leads: [lead("Ines Moreau")?, lead("Tomasz Wolny")?],
    };
    filling::fill(&store, &filling::shipped(), &Random::system(), &place, 0).await;
    store.close().await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_lanekeeper"));
    command.arg("run").env("DISCORD_API_BASE", sandbox.base_url()).env("DISCORD_TOKEN", sandbox.bot_token());
    command.env("DATABASE_URL", url).env("LOG", "error");
    Ok(command)
}
