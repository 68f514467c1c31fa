//! How many requests Discord takes, as far as that is publicly known: one table.
//!
//! Discord documents the global limit and the limit of invalid requests (`topics/rate-limits`) and the daily limit of command
//! creations (`interactions/application-commands`). It keeps the figures of single routes to itself and changes them; those here
//! are what bot authors have seen in its headers, and [`Source`] says which is which. A bot must read the headers.

use std::time::Duration;

/// So many requests in such a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// How many requests.
    pub requests: u32,
    /// Within which time, counted from the first of them.
    pub per: Duration,
}

/// How a figure is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Discord's documentation names it.
    Documented,
    /// Discord's staff told it in public.
    Announced,
    /// Bot authors saw it in Discord's headers and reported it.
    Observed,
    /// Nobody has reported it.
    Assumed,
    /// A test has set it.
    Set,
}

/// A limit on a route. Where the path names a channel, a server or a webhook's token, each of them is counted by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteLimit {
    /// The HTTP method.
    pub method: &'static str,
    /// The route's template, such as `/channels/{channel}/messages`.
    pub route: &'static str,
    /// What is allowed.
    pub allowed: Allowance,
    /// Count only requests whose JSON body has one of these fields; empty for all. The headers say nothing of such a limit.
    pub only_with: &'static [&'static str],
    /// Discord's error code and sentence, for limits that have their own.
    pub code: Option<(u32, &'static str)>,
    /// Routes with the same word here are counted together and have one bucket; empty for a route that is counted by itself.
    pub together: &'static str,
    /// How this is known.
    pub source: Source,
}

/// All limits that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Of a bot, over all routes but those of interactions.
    pub global: Allowance,
    /// Answers 401, 403 and 429 of an address, until it is shut out.
    pub invalid: Allowance,
    /// Of a route that `routes` does not name.
    pub otherwise: Allowance,
    /// Of single routes.
    pub routes: Vec<RouteLimit>,
}

const fn allow(requests: u32, milliseconds: u64) -> Allowance {
    Allowance { requests, per: Duration::from_millis(milliseconds) }
}

const fn seen(method: &'static str, route: &'static str, requests: u32, milliseconds: u64) -> RouteLimit {
    let allowed = allow(requests, milliseconds);
    RouteLimit { method, route, allowed, only_with: &[], code: None, together: "", source: Source::Observed }
}

/// All that changes reactions has one bucket (github.com/discord/discord-api-docs/issues/981), of one request in a quarter of a second
/// (github.com/discord/discord-api-docs/issues/182).
const fn reactions(method: &'static str, route: &'static str) -> RouteLimit {
    RouteLimit { together: "reactions", ..seen(method, route, 1, 250) }
}

const MESSAGE: &str = "/channels/{channel}/messages/{message}";
const FOLLOW_UP: &str = "/webhooks/{application}/{token}";
const ANSWER: &str = "/webhooks/{application}/{token}/messages/{message}";
const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// More commands created today than Discord takes.
const TOO_MANY_COMMANDS: (u32, &str) =
    (30034, "Maximum number of daily application command creates has been reached (200)");

const fn commands_a_day(route: &'static str) -> RouteLimit {
    let code = Some(TOO_MANY_COMMANDS);
    RouteLimit { source: Source::Documented, code, only_with: &["name"], ..seen("POST", route, 200, DAY_MS) }
}

/// The routes with a figure of their own.
const ROUTES: &[RouteLimit] = &[
    seen("POST", "/channels/{channel}/messages", 5, 5_000),
    seen("PATCH", MESSAGE, 5, 5_000),
    seen("DELETE", MESSAGE, 5, 1_000),
    seen("POST", "/channels/{channel}/typing", 5, 5_000),
    // github.com/discord/discord-api-docs/issues/2190: renaming is limited more than other changes, and no header tells.
    seen("PATCH", "/channels/{channel}", 10, 15_000),
    RouteLimit {
        only_with: &["name", "topic"],
        source: Source::Announced,
        ..seen("PATCH", "/channels/{channel}", 2, 600_000)
    },
    // github.com/discord/discord-api-docs/issues/2701: each interaction's token is limited as a webhook is.
    seen("POST", FOLLOW_UP, 5, 2_000),
    seen("GET", ANSWER, 5, 2_000),
    seen("PATCH", ANSWER, 5, 2_000),
    seen("DELETE", ANSWER, 5, 2_000),
    reactions("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me"),
    reactions("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me"),
    reactions("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}"),
    reactions("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}"),
    reactions("DELETE", "/channels/{channel}/messages/{message}/reactions"),
    commands_a_day("/applications/{application}/commands"),
    commands_a_day("/applications/{application}/guilds/{guild}/commands"),
];

impl Default for Figures {
    fn default() -> Self {
        Self {
            global: allow(50, 1_000),
            invalid: allow(10_000, 600_000),
            otherwise: allow(50, 1_000),
            routes: ROUTES.to_vec(),
        }
    }
}

impl Figures {
    /// The same with another figure for a route, instead of those that the table has for it.
    #[must_use]
    pub fn with(mut self, method: &'static str, route: &'static str, requests: u32, per: Duration) -> Self {
        self.routes.retain(|limit| (limit.method, limit.route) != (method, route));
        let allowed = Allowance { requests, per };
        self.routes.push(RouteLimit { allowed, source: Source::Set, ..seen(method, route, requests, 0) });
        self
    }

    /// The limits of a route, each with the place in the table at which it is counted.
    pub(super) fn of<'a>(&'a self, method: &'a str, route: &'a str) -> impl Iterator<Item = (usize, &'a RouteLimit)> {
        let limits =
            self.routes.iter().enumerate().filter(move |(_, limit)| limit.method == method && limit.route == route);
        limits.map(|(row, limit)| (self.counted_at(row, limit), limit))
    }

    /// Limits that are counted together are counted at the place of the first of them.
    fn counted_at(&self, row: usize, limit: &RouteLimit) -> usize {
        let together = |other: &RouteLimit| !limit.together.is_empty() && other.together == limit.together;
        self.routes.iter().position(together).unwrap_or(row)
    }
}
