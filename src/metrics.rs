//! What is counted and measured while the bot runs, as Prometheus reads it.
//!
//! Labels are names that stand in tables of the program, HTTP statuses and the like: few, and never a person, server or channel.

use std::{borrow::Cow, fmt, sync::atomic::AtomicU64, time::Duration};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

/// The media type of what [`Metrics::text`] writes.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper ends, in seconds, of the steps in which times are counted. Discord waits 3 s for an acknowledgement.
const SECONDS: [f64; 13] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 10.0, 60.0, 900.0];

/// The upper ends of the steps in which confidence is counted.
const SHARES: [f64; 10] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];

/// How something that a person did ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With what was asked for.
    Answered,
    /// With word of what the person can do about it.
    Refused,
    /// With word that it is our fault.
    Failed,
    /// Discord did not take the answer.
    Unheard,
}

impl End {
    /// Its name in the log and in the metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unheard => "unheard",
        }
    }
}

/// What is true at the moment of asking, and `None` where it is not known.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Whether the bot can do its work.
    pub is_ready: bool,
    /// How many polls are open, in all servers.
    pub open_polls: Option<u64>,
    /// For how long the deadline that is overdue the longest has waited.
    pub overdue: Option<Duration>,
}

type Times<L> = Family<L, Histogram, fn() -> Histogram>;
type Share = Gauge<f64, AtomicU64>;

/// Everything that is counted and measured.
pub struct Metrics {
    registry: Registry,
    interactions: Family<Interaction, Counter>,
    acknowledgements: Times<Kind>,
    answers: Times<Kind>,
    calls: Family<Call, Counter>,
    limited: Family<Route, Counter>,
    confidence: Histogram,
    deadlines: Family<Deadline, Counter>,
    lag: Histogram,
    ready: Gauge,
    open_polls: Share,
    overdue: Share,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Interaction {
    kind: &'static str,
    name: Cow<'static, str>,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Call {
    method: &'static str,
    route: &'static str,
    status: Cow<'static, str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Deadline {
    kind: &'static str,
    outcome: &'static str,
}

fn times() -> Histogram {
    Histogram::new(SECONDS)
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("lanekeeper"),
            interactions: Family::default(),
            acknowledgements: Family::new_with_constructor(times as fn() -> Histogram),
            answers: Family::new_with_constructor(times as fn() -> Histogram),
            calls: Family::default(),
            limited: Family::default(),
            confidence: Histogram::new(SHARES),
            deadlines: Family::default(),
            lag: times(),
            ready: Gauge::default(),
            open_polls: Gauge::default(),
            overdue: Gauge::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("interactions", "What people did, and how it ended", self.interactions.clone());
        registry.register_with_unit(
            "acknowledgement",
            "From receiving to being acknowledged, which Discord waits three seconds for",
            Unit::Seconds,
            self.acknowledgements.clone(),
        );
        registry.register_with_unit(
            "answer",
            "From receiving to the whole answer",
            Unit::Seconds,
            self.answers.clone(),
        );
        registry.register(
            "discord_requests",
            "Calls of Discord's API, each try by itself; status 429 is a rate limit, none is no answer",
            self.calls.clone(),
        );
        registry.register(
            "discord_rate_limited",
            "Waits for a rate limit of Discord, before a call or after a 429",
            self.limited.clone(),
        );
        registry.register(
            "routing_confidence_ratio",
            "How sure the router was of what a question is about",
            self.confidence.clone(),
        );
        registry.register("deadlines", "What was due, and how it ended", self.deadlines.clone());
        registry.register_with_unit("deadline_lag", "From being due to being begun", Unit::Seconds, self.lag.clone());
        registry.register("ready", "1 while the bot can do its work, else 0", self.ready.clone());
        registry.register("open_polls", "Polls that are open; NaN while unknown", self.open_polls.clone());
        registry.register_with_unit(
            "deadline_overdue",
            "How long what is overdue has waited; NaN while unknown",
            Unit::Seconds,
            self.overdue.clone(),
        );
    }

    /// Something that a person did was acknowledged.
    pub fn acknowledged(&self, kind: &'static str, after: Duration) {
        self.acknowledgements.get_or_create(&Kind { kind }).observe(after.as_secs_f64());
    }

    /// Something that a person did was answered, or not. `name` is one of a table's.
    pub fn ended(&self, kind: &'static str, name: Cow<'static, str>, end: End, after: Duration) {
        self.interactions.get_or_create(&Interaction { kind, name, outcome: end.name() }).inc();
        if end != End::Unheard {
            self.answers.get_or_create(&Kind { kind }).observe(after.as_secs_f64());
        }
    }

    /// Discord's API was called; no status where nothing came back.
    pub fn called(&self, method: &'static str, route: &'static str, status: Option<u16>) {
        let status = status.map_or("none".into(), |status| status.to_string().into());
        self.calls.get_or_create(&Call { method, route, status }).inc();
    }

    /// A call had to wait for a rate limit.
    pub fn limited(&self, route: &'static str) {
        self.limited.get_or_create(&Route { route }).inc();
    }

    /// A question was routed.
    pub fn routed(&self, confidence: f32) {
        self.confidence.observe(f64::from(confidence));
    }

    /// Something that was due was done, or not.
    pub fn was_due(&self, kind: &'static str, end: End, late: Duration) {
        self.deadlines.get_or_create(&Deadline { kind, outcome: end.name() }).inc();
        self.lag.observe(late.as_secs_f64());
    }

    /// All of it as text, of [`MEDIA_TYPE`].
    #[must_use]
    pub fn text(&self, now: Moment) -> String {
        self.ready.set(now.is_ready.into());
        // Exact up to 2^53 polls.
        self.open_polls.set(now.open_polls.map_or(f64::NAN, |polls| polls as f64));
        self.overdue.set(now.overdue.map_or(f64::NAN, |overdue| overdue.as_secs_f64()));
        let mut text = String::new();
        let written = encode(&mut text, &self.registry);
        debug_assert!(written.is_ok(), "a text can always be written to");
        text
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}
