//! How the gateway behaves, where that can be chosen.

use std::time::Duration;

use crate::clock::Clock;

/// How the gateway behaves.
#[derive(Clone, Debug)]
pub struct GatewayOptions {
    /// The time that connections live in: heartbeats, rate windows, the life of sessions. Not the world's clock, so that a test that
    /// moves the world on by days loses no connection; with a manual clock of its own a test can try heartbeats without waiting.
    pub clock: Clock,
    /// How often clients are asked for a heartbeat. A connection that is silent for half as long again is closed.
    pub heartbeat_interval: Duration,
    /// How long a session without a connection can be resumed.
    pub session_life: Duration,
    /// How many dispatches a session can be told again when it resumes.
    pub replay_limit: usize,
    /// How many servers a shard may have (`events/gateway#sharding`).
    pub guilds_per_shard: usize,
    /// How many shards `GET /gateway/bot` recommends; without a value one for each thousand servers begun.
    pub recommended_shards: Option<u64>,
    /// How many sessions an application may start in a day.
    pub session_starts: u32,
    /// How many shards may identify at the same time, five seconds apart.
    pub max_concurrency: u32,
    /// Whether applications are held to `max_concurrency`. Off, so that tests can start a bot again and again without waiting.
    pub limit_identifies: bool,
}

impl Default for GatewayOptions {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            heartbeat_interval: Duration::from_millis(41_250),
            session_life: Duration::from_secs(180),
            replay_limit: 4_096,
            guilds_per_shard: 2_500,
            recommended_shards: None,
            session_starts: 1_000,
            max_concurrency: 1,
            limit_identifies: false,
        }
    }
}
