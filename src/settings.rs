//! Settings: environment variables, and a `.env` file for what the environment leaves open.
//!
//! [`Settings::read`] looks at all of them and reports every problem at once, each with its way out. The only module that reads
//! the environment.

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
};

use crate::store::DatabaseUrl;

/// The names of all settings, in the order of `.env.example`.
pub const NAMES: &[&str] = &[
    "DISCORD_TOKEN",
    "DISCORD_API_BASE",
    "DISCORD_API_BASE_ALLOW_REMOTE",
    "DATABASE_URL",
    "RESPONSES_DIR",
    "LOG",
    "RUST_LOG",
    "LOG_FORMAT",
];

/// The file where everything is kept unless DATABASE_URL says otherwise.
const DEFAULT_DATABASE: &str = "lanekeeper.db";

/// How the bot is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token; only `run` needs one.
    pub token: Option<Token>,
    /// A server that stands in for Discord. When set, nothing ever reaches for Discord itself.
    pub api_base: Option<ApiBase>,
    /// Where everything is kept.
    pub database: DatabaseUrl,
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

/// A bot's token. Never shown: neither by `Debug` nor in errors.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes a token as Discord's developer portal shows it, with or without the prefix `Bot `.
    ///
    /// # Errors
    /// What is wrong with it and what to do; the token itself is not repeated.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
        let sound =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if text.split('.').count() == 3 && text.split('.').all(sound) {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "does not look like a bot's token (three parts with dots between them): copy it again from Discord's developer portal, page Bot, Reset Token",
            )
        }
    }

    /// The secret itself, for the connection to Discord and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

/// The address of a server that stands in for Discord: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiBase {
    address: String,
    host: String,
}

impl ApiBase {
    /// Takes an address such as `http://127.0.0.1:7321`.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn new(address: &str, allow_remote: bool) -> Result<Self, String> {
        let address = address.trim().trim_end_matches('/');
        let rest = address
            .strip_prefix("http://")
            .or_else(|| address.strip_prefix("https://"))
            .ok_or("is no address: write scheme, host and port, such as http://127.0.0.1:7321")?;
        if rest.is_empty() || rest.contains(['/', '?', '#', '@']) || rest.contains(char::is_whitespace) {
            return Err("must be scheme, host and port only, such as http://127.0.0.1:7321: leave out any path (/api/v10 is added)".into());
        }
        let host = host_of(rest).to_owned();
        if !is_loopback(&host) && !allow_remote {
            return Err(format!(
                "names {host}, which is not this machine: the token would be sent there; set DISCORD_API_BASE_ALLOW_REMOTE=true if you mean it"
            ));
        }
        Ok(Self { address: address.to_owned(), host })
    }

    /// The address, without a slash at the end.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether a gateway address belongs to this base, so that connecting to it reaches nothing else.
    #[must_use]
    pub fn covers(&self, gateway: &str) -> bool {
        let rest = gateway.strip_prefix("ws://").or_else(|| gateway.strip_prefix("wss://"));
        let host = rest.map(|rest| host_of(rest.split(['/', '?']).next().unwrap_or(rest)));
        host.is_some_and(|host| host == self.host || (is_loopback(host) && is_loopback(&self.host)))
    }
}

/// The host of `host:port`, without the brackets of an IPv6 address.
fn host_of(authority: &str) -> &str {
    if let Some(rest) = authority.strip_prefix('[') {
        return rest.split(']').next().unwrap_or(rest);
    }
    authority.split(':').next().unwrap_or(authority)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
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
        let database = reader.parse("DATABASE_URL", DatabaseUrl::parse);
        let database = database.unwrap_or_else(|| DatabaseUrl::file(DEFAULT_DATABASE));
        let responses_dir = reader.parse("RESPONSES_DIR", folder);
        let log = reader.parse("LOG", log_filter).or_else(|| reader.parse("RUST_LOG", log_filter));
        let log_format = reader.parse("LOG_FORMAT", log_format).unwrap_or(LogFormat::Text);
        if !reader.problems.is_empty() {
            return Err(SettingsError(reader.problems));
        }
        Ok(Self { token, api_base, database, responses_dir, log, log_format })
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
            ("DATABASE_URL", "mysql://me:hunter2@db/lanes"),
            ("RESPONSES_DIR", "/nowhere/at/all"),
            ("LOG", "lanekeeper=loud"),
            ("LOG_FORMAT", "xml"),
        ])
        .expect_err("six things are wrong");
        let starts: Vec<&str> = problems.iter().filter_map(|problem| problem.split(' ').next()).collect();
        assert_eq!(starts, ["DISCORD_TOKEN", "DISCORD_API_BASE", "DATABASE_URL", "RESPONSES_DIR", "LOG", "LOG_FORMAT"]);
        assert!(!problems.concat().contains("my-secret") && !problems.concat().contains("hunter2"));
    }

    #[test]
    fn a_token_is_never_shown() {
        let settings = read(&[("DISCORD_TOKEN", "Bot abc.def.ghi")]).expect("well formed");
        assert_eq!(settings.token.as_ref().map(Token::reveal), Some("abc.def.ghi"));
        assert!(!format!("{settings:?}").contains("abc"));
    }

    #[test]
    fn a_base_on_another_machine_needs_the_opt_in() {
        assert!(ApiBase::new("http://10.0.0.1:80", false).is_err());
        assert!(ApiBase::new("http://10.0.0.1:80", true).is_ok());
        for local in ["http://127.0.0.1:7321", "http://localhost:1/", "http://[::1]:7321"] {
            assert!(ApiBase::new(local, false).is_ok(), "{local}");
        }
    }

    #[test]
    fn a_base_is_an_address_without_a_path() {
        for wrong in ["127.0.0.1:7321", "http://", "http://127.0.0.1:1/api/v10", "http://user@127.0.0.1"] {
            assert!(ApiBase::new(wrong, true).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_base_covers_gateways_on_its_own_host_only() {
        let base = ApiBase::new("http://127.0.0.1:7321", false).expect("local");
        assert!(base.covers("ws://127.0.0.1:7321/gateway"));
        assert!(base.covers("ws://localhost:99"));
        assert!(!base.covers("wss://gateway.discord.gg"));
        assert!(!base.covers("ws://127.0.0.1.example.org/"));
    }
}
