//! Log lines, on standard error.

use std::{
    io::{IsTerminal, stderr},
    panic::PanicHookInfo,
};

use tracing::{Level, Metadata};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, filter_fn},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::settings::{LogFormat, Settings};

/// Starts logging as the settings say, by `default_filter` where they say nothing.
pub(super) fn start(settings: &Settings, default_filter: &str) {
    let wanted = EnvFilter::new(settings.log.as_deref().unwrap_or(default_filter));
    // The layer's complaint that nobody reads the log would be a panic: nobody reads that either.
    let lines = fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal()).log_internal_errors(false);
    let lines = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        // What a line belongs to stands in it once: our spans are not nested.
        LogFormat::Json => lines.json().with_span_list(false).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(wanted.and(filter_fn(is_discreet)))).init();
    std::panic::set_hook(Box::new(log_panic));
}

/// Logs what ended the program, where the log is for somebody who takes nothing but JSON; the value is the exit code. Elsewhere it stays an
/// error, to be told in words.
///
/// # Errors
/// The same.
pub(super) fn last_line(format: LogFormat, error: anyhow::Error) -> anyhow::Result<u8> {
    if format == LogFormat::Text || !tracing::enabled!(Level::ERROR) {
        return Err(error);
    }
    tracing::error!("{error:#}");
    Ok(1)
}

/// A panic's place and nothing else: its message may quote what a person wrote.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "panic");
}

/// Whether a line can hold neither tokens nor what people wrote, which are never logged whatever the settings ask for.
///
/// serenity's spans carry whole requests, the tokens to answer with among them; its chattier lines and those of the HTTP client
/// below it repeat what is sent and received; and its `gateway::ws` quotes what it cannot read.
fn is_discreet(line: &Metadata<'_>) -> bool {
    let krate = line.target().split("::").next();
    let ours = matches!(krate, Some("lanekeeper" | "discord_sandbox"));
    let quotes = line.target().starts_with("serenity::gateway::ws");
    ours || (line.is_event() && *line.level() <= Level::INFO && !quotes)
}
