//! Settings: environment variables, and a `.env` file for what the environment leaves open.
//!
//! [`Settings::read`] looks at all of them and reports every problem at once, each with its way out. The only module that reads
//! the environment.

mod api_base;
mod credentials;
mod shards;

use std::{
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

pub use api_base::ApiBase;
pub use credentials::{PublicKey, Token};
pub use shards::Shards;

use crate::store::DatabaseUrl;

/// The names of all settings, in the order of `.env.example`.
pub const NAMES: &[&str] = &[
    "DISCORD_TOKEN",
    "DISCORD_API_BASE",
    "DISCORD_API_BASE_ALLOW_REMOTE",
    "SHARDS",
    "INTERACTIONS_LISTEN",
    "DISCORD_PUBLIC_KEY",
    "OPERATIONS_LISTEN",
    "DATABASE_URL",
    "FORGET_AFTER_DAYS",
    "RESPONSES_DIR",
    "LOG",
    "RUST_LOG",
    "LOG_FORMAT",
];

/// The file where everything is kept unless DATABASE_URL says otherwise.
const DEFAULT_DATABASE: &str = "lanekeeper.db";

/// For how long everything of a server is kept after the bot was removed from it, unless FORGET_AFTER_DAYS says otherwise.
pub const FORGETS_AFTER: Duration = Duration::from_secs(30 * DAY);

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// How the bot is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token; only `run` needs one.
    pub token: Option<Token>,
    /// A server that stands in for Discord. When set, nothing ever reaches for Discord itself.
    pub api_base: Option<ApiBase>,
    /// Which shards of the gateway this process opens.
    pub shards: Shards,
    /// Where Discord, or a load balancer before it, posts interactions. Without it they come over the gateway.
    pub interactions_listen: Option<SocketAddr>,
    /// The key that interactions must be signed with; without it Discord's own word for it is taken.
    pub public_key: Option<PublicKey>,
    /// Where whoever operates the bot can ask it how it is; nowhere, where it is left out.
    pub operations_listen: Option<SocketAddr>,
    /// Where everything is kept.
    pub database: DatabaseUrl,
    /// For how long everything of a server is kept after the bot was removed from it: whole days, 1 to 3,650.
    pub forget_after: Duration,
    /// A folder that replaces the shipped handbook.
    pub responses_dir: Option<PathBuf>,
    /// What is logged, in the syntax of `tracing_subscriber::EnvFilter`; each subcommand has its own default.
    pub log: Option<String>,
    /// How log lines look.
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One line of text for people.
    Text,
    /// One JSON object a line for collectors.
    Json,
}

/// Everything that is wrong with the settings.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct SettingsError(pub Vec<String>);

impl Settings {
    /// Reads the environment, after adding what a `.env` file in this folder or above sets beyond it.
    ///
    /// # Errors
    /// Every problem, each with its way out.
    pub fn from_environment() -> Result<Self, SettingsError> {
        let dotenv = match dotenvy::dotenv() {
            Ok(_) => None,
            Err(error) if error.not_found() => None,
            // The error would repeat the line, and with it perhaps the token.
            Err(dotenvy::Error::LineParse(_, at)) => {
                Some(format!(".env cannot be read: a line is not NAME=value (at character {at} of it)"))
            }
            Err(error) => Some(format!(".env cannot be read: {error}")),
        };
        let settings = Self::read(|name| std::env::var(name).ok());
        match (dotenv, settings) {
            (None, settings) => settings,
            (Some(problem), Ok(_)) => Err(SettingsError(vec![problem])),
            (Some(problem), Err(SettingsError(mut problems))) => {
                problems.insert(0, problem);
                Err(SettingsError(problems))
            }
        }
    }

    /// Reads all settings through a look-up by name. An empty value counts as not set.
    ///
    /// # Errors
    /// Every problem, each with its way out.
    pub fn read(look_up: impl Fn(&str) -> Option<String>) -> Result<Self, SettingsError> {
        let mut reader = Reader { look_up, problems: Vec::new() };
        let token = reader.parse("DISCORD_TOKEN", Token::new);
        let allow_remote = reader.parse("DISCORD_API_BASE_ALLOW_REMOTE", boolean).unwrap_or(false);
        let api_base = reader.parse("DISCORD_API_BASE", |text| ApiBase::new(text, allow_remote));
        let shards = reader.parse("SHARDS", Shards::parse).unwrap_or_default();
        let interactions_listen = reader.parse("INTERACTIONS_LISTEN", listening);
        if interactions_listen.is_some() && shards != Shards::Auto {
            reader
                .problems
                .push("SHARDS is set, and INTERACTIONS_LISTEN too, which opens none: leave one of them out".into());
        }
        let public_key = reader.parse("DISCORD_PUBLIC_KEY", PublicKey::new);
        let operations_listen = reader.parse("OPERATIONS_LISTEN", listening);
        let database = reader.parse("DATABASE_URL", DatabaseUrl::parse);
        let database = database.unwrap_or_else(|| DatabaseUrl::file(DEFAULT_DATABASE));
        let forget_after = reader.parse("FORGET_AFTER_DAYS", days).unwrap_or(FORGETS_AFTER);
        let responses_dir = reader.parse("RESPONSES_DIR", folder);
        let log = reader.parse("LOG", log_filter).or_else(|| reader.parse("RUST_LOG", log_filter));
        let log_format = reader.parse("LOG_FORMAT", log_format).unwrap_or(LogFormat::Text);
        if !reader.problems.is_empty() {
            return Err(SettingsError(reader.problems));
        }
        Ok(Self {
            token,
            api_base,
            shards,
            interactions_listen,
            public_key,
            operations_listen,
            database,
            forget_after,
            responses_dir,
            log,
            log_format,
        })
    }
}

struct Reader<L> {
    look_up: L,
    problems: Vec<String>,
}

impl<L: Fn(&str) -> Option<String>> Reader<L> {
    fn parse<T, E: fmt::Display>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        debug_assert!(NAMES.contains(&name), "{name} is missing in NAMES");
        let text = (self.look_up)(name).filter(|text| !text.trim().is_empty())?;
        parse(&text).map_err(|wrong| self.problems.push(format!("{name} {wrong}"))).ok()
    }
}

fn boolean(text: &str) -> Result<bool, &'static str> {
    match text.trim() {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err("must be true or false"),
    }
}

fn listening(text: &str) -> Result<SocketAddr, &'static str> {
    text.trim()
        .parse()
        .map_err(|_| "must be an address and a port to listen on, such as 0.0.0.0:8080 or 127.0.0.1:8080")
}

fn days(text: &str) -> Result<Duration, &'static str> {
    match text.trim().parse() {
        Ok(days @ 1..=3_650) => Ok(Duration::from_secs(days * DAY)),
        _ => Err("must be a number of days from 1 to 3650"),
    }
}

fn folder(text: &str) -> Result<PathBuf, String> {
    let path = Path::new(text.trim());
    if path.is_dir() {
        Ok(path.to_owned())
    } else {
        Err(format!(
            "names {}, which is no folder: correct it, or remove it to use the shipped handbook",
            path.display()
        ))
    }
}

fn log_filter(text: &str) -> Result<String, String> {
    text.parse::<tracing_subscriber::EnvFilter>().map(|_| text.to_owned()).map_err(|error| {
        format!("is no log filter ({error}): write a level such as info, or target=level pairs with commas between")
    })
}

fn log_format(text: &str) -> Result<LogFormat, &'static str> {
    match text.trim() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("must be text or json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::read(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn nothing_set_is_fine() {
        let settings = read(&[]).expect("no setting is mandatory for every command");
        assert!(settings.token.is_none() && settings.api_base.is_none());
        assert!(settings.log.is_none() && settings.responses_dir.is_none());
    }

    #[test]
    fn all_problems_are_reported_at_once_and_none_repeats_the_token() {
        let SettingsError(problems) = read(&[
            ("DISCORD_TOKEN", "my-secret"),
            ("DISCORD_API_BASE", "http://example.org"),
            ("SHARDS", "some"),
            ("INTERACTIONS_LISTEN", "8080"),
            ("DISCORD_PUBLIC_KEY", "abc"),
            ("OPERATIONS_LISTEN", "9090"),
            ("DATABASE_URL", "mysql://me:hunter2@db/lanes"),
            ("FORGET_AFTER_DAYS", "0"),
            ("RESPONSES_DIR", "/nowhere/at/all"),
            ("LOG", "lanekeeper=loud"),
            ("LOG_FORMAT", "xml"),
        ])
        .expect_err("all of them are wrong");
        let starts: Vec<&str> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
        let wrong: Vec<&str> = NAMES
            .iter()
            .copied()
            .filter(|name| !["DISCORD_API_BASE_ALLOW_REMOTE", "RUST_LOG"].contains(name))
            .collect();
        assert_eq!(starts, wrong);
        assert!(!problems.concat().contains("my-secret") && !problems.concat().contains("hunter2"));
    }

    #[test]
    fn a_token_is_never_shown() {
        let settings = read(&[("DISCORD_TOKEN", "Bot abc.def.ghi")]).expect("well formed");
        assert_eq!(settings.token.as_ref().map(Token::reveal), Some("abc.def.ghi"));
        assert!(!format!("{settings:?}").contains("abc"));
    }
}
