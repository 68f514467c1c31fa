//! How often an application may identify (`events/gateway#session-start-limit-object`).

use std::collections::HashMap;
use std::time::Duration;

use super::options::GatewayOptions;
use crate::clock::Stopwatch;
use crate::world::ids::ApplicationId;

/// The window of `max_concurrency`.
const CONCURRENCY_WINDOW: Duration = Duration::from_secs(5);
/// The window of the session start limit.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Why an application may not identify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// Another shard with the same rate limit key identified less than five seconds ago.
    TooSoon,
    /// All session starts of the day are used up.
    Exhausted,
}

/// What is left of an application's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) total: u32,
    pub(crate) remaining: u32,
    pub(crate) reset_after: Duration,
    pub(crate) max_concurrency: u32,
}

/// All session starts.
#[derive(Debug, Default)]
pub(super) struct Starts {
    days: HashMap<ApplicationId, (Stopwatch, u32)>,
    latest: HashMap<(ApplicationId, u64), Stopwatch>,
}

impl Starts {
    /// Counts an identify payload of this shard, if it may be.
    pub(super) fn identify(
        &mut self,
        options: &GatewayOptions,
        application: ApplicationId,
        shard: u64,
    ) -> Result<(), Denied> {
        let (day, used) = self.days.entry(application).or_insert_with(|| (options.clock.stopwatch(), 0));
        if day.elapsed() >= DAY {
            (*day, *used) = (options.clock.stopwatch(), 0);
        }
        if *used >= options.session_starts {
            return Err(Denied::Exhausted);
        }
        *used += 1;
        let key = (application, shard % u64::from(options.max_concurrency.max(1)));
        let soon = self.latest.get(&key).is_some_and(|latest| latest.elapsed() < CONCURRENCY_WINDOW);
        if options.limit_identifies && soon {
            return Err(Denied::TooSoon);
        }
        self.latest.insert(key, options.clock.stopwatch());
        Ok(())
    }

    /// What is left.
    pub(super) fn allowance(&self, options: &GatewayOptions, application: ApplicationId) -> Allowance {
        let running = self.days.get(&application).filter(|(day, _)| day.elapsed() < DAY);
        Allowance {
            total: options.session_starts,
            remaining: options.session_starts.saturating_sub(running.map_or(0, |(_, used)| *used)),
            reset_after: running.map_or(Duration::ZERO, |(day, _)| DAY.saturating_sub(day.elapsed())),
            max_concurrency: options.max_concurrency,
        }
    }

    /// Begins the application's day anew.
    pub(super) fn forget(&mut self, application: ApplicationId) {
        self.days.remove(&application);
    }
}
