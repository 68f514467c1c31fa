//! What can go wrong, where, and how often. Written as JSON, these are what `/weather` takes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How long things take: a fixed time, and by chance up to so much more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Latency {
    /// Milliseconds that everything takes.
    pub fixed_ms: u64,
    /// Milliseconds that are added at most.
    pub jitter_ms: u64,
}

impl Latency {
    /// Always this long.
    pub const fn fixed(time: Duration) -> Self {
        Self { fixed_ms: time.as_millis() as u64, jitter_ms: 0 }
    }

    /// Up to `most` longer.
    #[must_use]
    pub const fn and_up_to(self, most: Duration) -> Self {
        Self { jitter_ms: most.as_millis() as u64, ..self }
    }
}

/// What becomes of a call of the REST API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CallHarm {
    /// 429 of the route's bucket; nothing is done.
    RateLimit {
        /// When it may be tried again, in milliseconds.
        retry_after_ms: u64,
    },
    /// 429 of the global limit; nothing is done.
    GlobalRateLimit {
        /// When it may be tried again, in milliseconds.
        retry_after_ms: u64,
    },
    /// A server's error; nothing is done. 500 is Discord's, in JSON; 502, 503 and 504 are those of the proxy before it, in HTML.
    ServerError {
        /// The HTTP status.
        status: u16,
    },
    /// The connection is reset, and nothing is done.
    ResetBefore,
    /// What was asked for is done; then the connection is reset instead of an answer.
    ResetAfter,
}

/// What becomes of an event on its way to a bot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EventHarm {
    /// It comes later; those that follow do not wait for it.
    Delay {
        /// How much later, in milliseconds.
        by_ms: u64,
    },
    /// It comes twice.
    Duplicate,
    /// It comes after the event that follows it (or a second later, when none does).
    Reorder,
    /// The connection is reset instead. The session stays and may be resumed; then the event comes.
    Drop,
}

/// Calls that go wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallFault {
    /// What becomes of them.
    pub what: CallHarm,
    /// Only calls of this HTTP method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only routes whose template begins like this: `/interactions/`, `/channels/{channel}/messages`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// With this probability each time.
    #[serde(default = "always")]
    pub chance: f64,
}

/// Events that go wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFault {
    /// What becomes of them.
    pub what: EventHarm,
    /// Only events of this name: `INTERACTION_CREATE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// So many times at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// With this probability each time.
    #[serde(default = "always")]
    pub chance: f64,
}

const fn always() -> f64 {
    1.0
}

impl CallFault {
    /// Every call, every time.
    pub const fn new(what: CallHarm) -> Self {
        Self { what, method: None, route: None, times: None, chance: 1.0 }
    }

    /// Only calls of this method on routes whose template begins like this.
    #[must_use]
    pub fn on(self, method: &str, route: &str) -> Self {
        Self { method: Some(method.to_owned()), route: Some(route.to_owned()), ..self }
    }

    /// So many times at most.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// With this probability each time.
    #[must_use]
    pub fn chance(self, chance: f64) -> Self {
        Self { chance, ..self }
    }

    pub(super) fn is_about(&self, method: &str, route: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted == method)
            && self.route.as_deref().is_none_or(|wanted| route.starts_with(wanted))
    }
}

impl EventFault {
    /// Every event, every time.
    pub const fn new(what: EventHarm) -> Self {
        Self { what, event: None, times: None, chance: 1.0 }
    }

    /// Only events of this name.
    #[must_use]
    pub fn of(self, event: &str) -> Self {
        Self { event: Some(event.to_owned()), ..self }
    }

    /// So many times at most.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// With this probability each time.
    #[must_use]
    pub fn chance(self, chance: f64) -> Self {
        Self { chance, ..self }
    }

    pub(super) fn is_about(&self, event: &str) -> bool {
        self.event.as_deref().is_none_or(|wanted| wanted == event)
    }
}
