//! The command line: one file a subcommand.

pub mod ask;
mod check;
mod commands;
pub mod doctor;
pub mod eval;
mod logging;
mod ready;
mod run;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod transfer;

use std::{
    fmt,
    io::{Write, stdout},
    path::PathBuf,
};

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::{
    discord::stopping::THREADS,
    handbook::{Library, files},
    replies::DECLARED,
    settings::Settings,
};

/// A Discord bot that answers whose job it is: the tech lead's or the engineering manager's.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    #[command(subcommand)]
    subcommand: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Connect to Discord and answer (the default); needs DISCORD_TOKEN
    Run,
    /// Look for what would keep the bot from its work: token, intents, commands, database, clock, permissions; changes nothing
    Doctor,
    /// Ask the bot that runs on this machine whether it can do its work right now; needs OPERATIONS_LISTEN
    Ready,
    /// Try the bot in an offline Discord: no token, no account
    #[cfg(feature = "sandbox")]
    Sandbox(sandbox::Arguments),
    /// Find out in the terminal whose job something is
    Ask {
        /// The question, in your own words
        #[arg(required_unless_present = "jsonl")]
        text: Option<String>,
        /// Also print the whole computation: words, features, scores, probabilities, decision
        #[arg(long, conflicts_with = "jsonl")]
        explain: bool,
        /// Read `{"id", "text"}` lines from standard input and write a line of JSON for each
        #[arg(long, conflicts_with = "text")]
        jsonl: bool,
    },
    /// Judge a handbook by labelled questions: how many are answered right, and what is confused with what
    Eval {
        /// A file of `{"id", "text", "label"}` lines; a label is a lead's id, `both`, `other` or `none`
        file: PathBuf,
    },
    /// Look a handbook over: the one in DIR, in RESPONSES_DIR, or the shipped one
    Check {
        /// A folder laid out like responses/
        dir: Option<PathBuf>,
    },
    /// Write everything in the database into one file: a backup, or the way to another database
    Export {
        /// The file, which is not there yet
        file: PathBuf,
    },
    /// Read an exported file into an empty database
    Import {
        /// The file
        file: PathBuf,
    },
    /// Compare the commands registered with Discord with the bot's own
    Commands {
        #[command(subcommand)]
        what: commands::What,
    },
}

/// Does what the command line says. The value is the program's exit code.
///
/// # Errors
/// What keeps it from being done, in a line or more that say how to mend it.
pub fn execute(arguments: Arguments) -> anyhow::Result<u8> {
    let settings = Settings::from_environment()?;
    match arguments.subcommand.unwrap_or(Action::Run) {
        Action::Run => {
            let format = settings.log_format;
            on_runtime(run::run(settings)).or_else(|error| logging::last_line(format, error))
        }
        Action::Doctor => on_runtime(doctor::run(settings)),
        Action::Ready => on_runtime(ready::run(settings)),
        #[cfg(feature = "sandbox")]
        Action::Sandbox(arguments) => on_runtime(sandbox::run(settings, arguments)),
        Action::Ask { text, explain, .. } => ask::run(&library(&settings)?, text.as_deref(), explain),
        Action::Eval { file } => eval::run(library(&settings)?.fallback(), &file).map(|()| 0),
        Action::Check { dir } => check::check(dir.or(settings.responses_dir).as_deref()).map(|()| 0),
        Action::Export { file } => on_runtime(transfer::export(settings, &file)),
        Action::Import { file } => on_runtime(transfer::import(settings, &file)),
        Action::Commands { what } => on_runtime(commands::run(settings, what)),
    }
}

fn on_runtime(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<u8> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")?;
    let done = runtime.block_on(work);
    // Dropping it would wait for its threads, however long they take.
    runtime.shutdown_timeout(THREADS);
    done.map(|()| 0)
}

/// Prints a line or more on standard output. That nobody reads them any more is an error as others are, and no panic.
fn print(lines: impl fmt::Display) -> anyhow::Result<()> {
    writeln!(stdout().lock(), "{lines}").context("cannot write to standard output")
}

/// The handbook that the settings name, checked.
fn library(settings: &Settings) -> anyhow::Result<Library> {
    let files = match &settings.responses_dir {
        Some(dir) => files::read(dir)?,
        None => files::packed(),
    };
    Library::load(&files, DECLARED).context("the handbook has problems; `lanekeeper check` lists them alone")
}

/// Done when the program is told to stop: by SIGINT (Ctrl-C) or SIGTERM. They are heeded from this call on, also before anybody waits.
#[cfg(unix)]
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let heed = |kind| signal(kind).context("cannot listen for signals");
    let (mut interrupted, mut terminated) = (heed(SignalKind::interrupt())?, heed(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// Done when the program is told to stop, by Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        drop(tokio::signal::ctrl_c().await);
        tracing::info!("stopping");
    })
}
