//! Rate limits (`topics/rate-limits`): buckets of routes, the global limit, and the limit of invalid requests.
//!
//! Each allowance is a window that opens with its first request. Pure: the moment is an argument.

mod figures;
mod headers;

use std::collections::HashMap;
use std::time::Duration;

pub(crate) use self::headers::Headers;

pub use self::figures::{Allowance, Figures, RouteLimit, Source};

use crate::clock::Timestamp;
use crate::world::ids::ApplicationId;

/// Whether requests are limited, and by which figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RateLimits {
    /// Never; the headers say that every bucket is full.
    #[default]
    Off,
    /// As on Discord, as far as its figures are known.
    On,
    /// By figures of one's own.
    Custom(Figures),
}

/// A request, as far as limits care.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a str,
    pub(crate) route: &'static str,
    /// Whose token it carries; without one the address is counted, and there is one address.
    pub(crate) caller: Option<ApplicationId>,
    /// The channel, the server, or the token of a webhook, that the path names.
    pub(crate) resource: &'a str,
    pub(crate) body: &'a [u8],
}

/// Who a refused request was refused as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    User,
    Global,
    /// The whole address is shut out.
    Address,
}

/// How a bucket stands after a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    pub(crate) resets: Timestamp,
    pub(crate) bucket: String,
}

impl Standing {
    /// A bucket with nothing left in it.
    pub(crate) fn exhausted(method: &str, route: &str, resets: Timestamp) -> Self {
        Self { limit: 5, remaining: 0, resets, bucket: bucket_name(method, route) }
    }
}

/// A request that was not let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limited {
    pub(crate) scope: Scope,
    pub(crate) retry_after: Duration,
    pub(crate) code: Option<(u32, &'static str)>,
    pub(crate) standing: Option<Standing>,
    pub(crate) now: Timestamp,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    opened: Timestamp,
    used: u32,
    per: Duration,
}

impl Window {
    fn ends(&self) -> Timestamp {
        self.opened.plus(self.per)
    }
}

/// What a window counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    Everything(Option<ApplicationId>),
    Invalid,
    /// A row of the table, or a route without one.
    Row(Option<ApplicationId>, usize, String),
    Route(Option<ApplicationId>, String, String),
}

/// Counts requests and says which are too many.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    figures: Option<Figures>,
    windows: HashMap<Counted, Window>,
}

/// How many windows may stand open before those that are over are looked for.
const WINDOWS: usize = 4_096;

impl Limiter {
    pub(crate) fn new(limits: RateLimits) -> Self {
        let figures = match limits {
            RateLimits::Off => None,
            RateLimits::On => Some(Figures::default()),
            RateLimits::Custom(figures) => Some(figures),
        };
        Self { figures, windows: HashMap::new() }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.figures.is_some()
    }

    /// Counts a request. It is let through with the standing of its bucket (none while limits are off), or refused.
    pub(crate) fn count(&mut self, asked: &Asked<'_>, now: Timestamp) -> Result<Option<Standing>, Box<Limited>> {
        let Some(figures) = self.figures.take() else {
            return Ok(None);
        };
        self.forget_old(now);
        let counted = self.count_with(&figures, asked, now);
        self.figures = Some(figures);
        counted.map(Some).map_err(Box::new)
    }

    fn count_with(&mut self, figures: &Figures, asked: &Asked<'_>, now: Timestamp) -> Result<Standing, Limited> {
        let refused = |scope, window: Window| {
            let retry_after = now.until(window.ends());
            Limited { scope, retry_after, code: None, standing: None, now }
        };
        let shut_out = |window: &&Window| window.used > figures.invalid.requests && window.ends() > now;
        if let Some(window) = self.windows.get(&Counted::Invalid).filter(shut_out) {
            return Err(refused(Scope::Address, *window));
        }
        // "Interaction endpoints are not bound to the bot's Global Rate Limit."
        if !is_of_interactions(asked.route) {
            let (window, fits) = self.take(Counted::Everything(asked.caller), figures.global, now);
            if !fits {
                return Err(refused(Scope::Global, window));
            }
        }
        let mut visible = None;
        for (row, limit) in figures.of(asked.method, asked.route).filter(|(_, limit)| applies(limit, asked.body)) {
            let counted = Counted::Row(asked.caller, row, asked.resource.to_owned());
            let (window, fits) = self.take(counted, limit.allowed, now);
            let standing = standing(bucket_of(limit), limit.allowed, window);
            if !fits {
                return Err(Limited { code: limit.code, standing: Some(standing), ..refused(Scope::User, window) });
            }
            if limit.only_with.is_empty() {
                visible = Some(standing);
            }
        }
        visible.map_or_else(|| self.count_otherwise(figures.otherwise, asked, now), Ok)
    }

    /// Counts a request of a route that the table does not name.
    fn count_otherwise(&mut self, allowed: Allowance, asked: &Asked<'_>, now: Timestamp) -> Result<Standing, Limited> {
        let route = format!("{} {}", asked.method, asked.route);
        let (window, fits) = self.take(Counted::Route(asked.caller, route, asked.resource.to_owned()), allowed, now);
        let standing = standing(bucket_name(asked.method, asked.route), allowed, window);
        if fits {
            return Ok(standing);
        }
        let retry_after = now.until(window.ends());
        Err(Limited { scope: Scope::User, retry_after, code: None, standing: Some(standing), now })
    }

    /// Counts an answer that Discord holds against the address: 401, 403, 429.
    pub(crate) fn count_answer(&mut self, status: u16, now: Timestamp) {
        let Some(allowed) = self.figures.as_ref().map(|figures| figures.invalid) else {
            return;
        };
        if matches!(status, 401 | 403 | 429) {
            let window = self.open(Counted::Invalid, allowed, now);
            window.used = window.used.saturating_add(1);
        }
    }

    /// Takes one of what a window allows, if there is one left.
    fn take(&mut self, counted: Counted, allowed: Allowance, now: Timestamp) -> (Window, bool) {
        let window = self.open(counted, allowed, now);
        let fits = window.used < allowed.requests;
        window.used += u32::from(fits);
        (*window, fits)
    }

    /// The window that is open now, or a new one.
    fn open(&mut self, counted: Counted, allowed: Allowance, now: Timestamp) -> &mut Window {
        let fresh = Window { opened: now, used: 0, per: allowed.per };
        let window = self.windows.entry(counted).or_insert(fresh);
        if window.ends() <= now {
            *window = fresh;
        }
        window
    }

    fn forget_old(&mut self, now: Timestamp) {
        if self.windows.len() >= WINDOWS {
            self.windows.retain(|_, window| window.ends() > now);
        }
    }
}

/// Callbacks, and messages sent through an interaction's token.
fn is_of_interactions(route: &str) -> bool {
    route.starts_with("/interactions/") || route.starts_with("/webhooks/{application}/")
}

fn applies(limit: &RouteLimit, body: &[u8]) -> bool {
    limit.only_with.is_empty()
        || serde_json::from_slice::<serde_json::Value>(body)
            .is_ok_and(|body| limit.only_with.iter().any(|field| body.get(field).is_some()))
}

fn standing(bucket: String, allowed: Allowance, window: Window) -> Standing {
    let remaining = allowed.requests.saturating_sub(window.used);
    Standing { limit: allowed.requests, remaining, resets: window.ends(), bucket }
}

/// The bucket of a limit: one for all routes that are counted together.
fn bucket_of(limit: &RouteLimit) -> String {
    if limit.together.is_empty() { bucket_name(limit.method, limit.route) } else { bucket_name("", limit.together) }
}

/// A name for a bucket: the same for all resources, and without meaning, as Discord's are.
fn bucket_name(method: &str, route: &str) -> String {
    // FNV-1a (isthe.com/chongo/tech/comp/fnv), 128 bits.
    let hash =
        method.bytes().chain(route.bytes()).fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        });
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests;
