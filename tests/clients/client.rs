//! The clients as programs: whether they are installed, and running them.

use std::{
    env, fs,
    io::{Read, Write, stderr},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use discord_sandbox::Sandbox;
use tokio::sync::oneshot;

/// Somebody else's library for bots, with a bot that plays the scenario.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Client {
    DiscordJs,
    DiscordPy,
    Twilight,
}

impl Client {
    const fn name(self) -> &'static str {
        match self {
            Self::DiscordJs => "discord.js",
            Self::DiscordPy => "discord.py",
            Self::Twilight => "twilight",
        }
    }

    /// The file that pins the library's version.
    const fn lock(self) -> &'static str {
        match self {
            Self::DiscordJs => "package-lock.json",
            Self::DiscordPy => "requirements.txt",
            Self::Twilight => "Cargo.lock",
        }
    }

    /// How the bot is run, if it can be; says what is missing otherwise.
    ///
    /// # Panics
    /// In CI, which must have everything.
    pub(crate) fn find(self) -> Option<Command> {
        let complaint = match self.command() {
            Ok(command) => return Some(command),
            Err(missing) => format!("{} needs {missing}", self.name()),
        };
        assert!(env::var("CI").as_deref() != Ok("true"), "{complaint}");
        // Written directly, for the test harness swallows what passing tests print.
        drop(writeln!(stderr(), "{complaint}: not run"));
        None
    }

    fn command(self) -> Result<Command, String> {
        let (source, installed) = (self.source(), installed().join(self.name()));
        let wanted = fs::read(source.join(self.lock())).map_err(|error| format!("{}: {error}", self.lock()))?;
        if fs::read(installed.with_file_name(format!("{}.lock", self.name()))).ok() != Some(wanted) {
            return Err("to be installed by tests/clients/install".into());
        }
        let mut command = match self {
            Self::DiscordJs => Command::new("node"),
            Self::DiscordPy => Command::new(installed.join("bin/python")),
            Self::Twilight => Command::new(build(&source, &installed)?),
        };
        match self {
            Self::DiscordJs => command.env("NODE_PATH", installed.join("node_modules")).arg(source.join("bot.js")),
            Self::DiscordPy => command.arg("-B").arg(source.join("bot.py")),
            Self::Twilight => &mut command,
        };
        Ok(command)
    }

    fn source(self) -> PathBuf {
        root().join("tests/clients").join(self.name())
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn installed() -> PathBuf {
    root().join("target/clients")
}

/// Builds the Rust client anew if its source has changed since it was installed.
fn build(source: &Path, target: &Path) -> Result<PathBuf, String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--offline", "--quiet", "--manifest-path"]).arg(source.join("Cargo.toml"));
    let status = cargo.arg("--target-dir").arg(target).status();
    match status {
        Ok(status) if status.success() => Ok(target.join("debug/twilight-client")),
        Ok(status) => Err(format!("a bot that compiles: {status}")),
        Err(error) => Err(format!("cargo: {error}")),
    }
}

/// A bot under way. It is ended when this is dropped.
pub(crate) struct Running {
    process: Child,
    /// Comes when the process ends by itself.
    pub(crate) ended: oneshot::Receiver<()>,
}

impl Running {
    pub(crate) fn start(mut command: Command, sandbox: &Sandbox) -> Self {
        command.env("SANDBOX_URL", sandbox.base_url()).env("SANDBOX_TOKEN", sandbox.bot_token());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let mut output = process.stdout.take().expect("it is piped");
        let (tell, ended) = oneshot::channel();
        // Its output ends when the process does.
        thread::spawn(move || {
            drop(output.read_to_end(&mut Vec::new()));
            drop(tell);
        });
        Self { process, ended }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
