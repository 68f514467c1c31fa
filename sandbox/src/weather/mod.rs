//! The weather: what goes wrong between bots and Discord, as far as somebody wants it to.
//!
//! It only decides, and counts what it decided; the wire does what was decided. The same [`Forecast`] with the same seed and the
//! same calls comes out the same.

mod dice;
mod faults;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

pub use self::faults::{CallFault, CallHarm, EventFault, EventHarm, Latency};

use self::dice::Dice;
use crate::clock::Timestamp;
use crate::rate_limits::{Asked, Limited, Limiter, RateLimits, Standing};

/// Everything that is to go wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forecast {
    /// What chance begins with.
    pub seed: u64,
    /// How long calls of the REST API take, on the world's clock.
    pub call_latency: Latency,
    /// How long events take to a bot, on the world's clock.
    pub event_latency: Latency,
    /// Calls that go wrong; the first that applies counts.
    pub calls: Vec<CallFault>,
    /// Events that go wrong; the first that applies counts.
    pub events: Vec<EventFault>,
}

/// What has gone wrong so far, in the order of the forecast.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Struck {
    /// How often each fault of calls has struck.
    pub calls: Vec<u32>,
    /// How often each fault of events has struck.
    pub events: Vec<u32>,
    /// All of them together, since the sandbox started.
    pub total: u64,
}

/// The weather of a sandbox. Clones are handles to the same weather.
#[derive(Clone, Debug)]
pub struct Weather(Arc<Mutex<Sky>>);

#[derive(Debug)]
struct Sky {
    forecast: Forecast,
    struck: Struck,
    dice: Dice,
    limiter: Limiter,
}

/// What is to become of a call.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CallWeather {
    pub(crate) latency: Duration,
    pub(crate) harm: Option<CallHarm>,
}

/// What is to become of an event.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct EventWeather {
    pub(crate) latency: Duration,
    pub(crate) harm: Option<EventHarm>,
}

impl Weather {
    pub(crate) fn new(limits: RateLimits) -> Self {
        let limiter = Limiter::new(limits);
        let forecast = Forecast::default();
        Self(Arc::new(Mutex::new(Sky { forecast, struck: Struck::default(), dice: Dice::new(0), limiter })))
    }

    fn sky(&self) -> MutexGuard<'_, Sky> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces all that is to go wrong. Counting and chance begin anew.
    pub fn set(&self, forecast: Forecast) {
        let mut sky = self.sky();
        sky.dice = Dice::new(forecast.seed);
        sky.struck.calls = vec![0; forecast.calls.len()];
        sky.struck.events = vec![0; forecast.events.len()];
        sky.forecast = forecast;
    }

    /// From now on nothing goes wrong any more. Rate limits stay as they are.
    pub fn clear(&self) {
        self.set(Forecast::default());
    }

    /// From now on these calls go wrong too.
    pub fn on_calls(&self, fault: CallFault) {
        let mut sky = self.sky();
        sky.forecast.calls.push(fault);
        sky.struck.calls.push(0);
    }

    /// From now on these events go wrong too.
    pub fn on_events(&self, fault: EventFault) {
        let mut sky = self.sky();
        sky.forecast.events.push(fault);
        sky.struck.events.push(0);
    }

    /// From now on calls take so long, on the world's clock.
    pub fn call_latency(&self, latency: Latency) {
        self.sky().forecast.call_latency = latency;
    }

    /// From now on events take so long, on the world's clock; their order stays.
    pub fn event_latency(&self, latency: Latency) {
        self.sky().forecast.event_latency = latency;
    }

    /// From now on requests are limited like this; all buckets are full again.
    pub fn rate_limits(&self, limits: RateLimits) {
        self.sky().limiter = Limiter::new(limits);
    }

    /// Whether requests are limited.
    pub fn is_rate_limited(&self) -> bool {
        self.sky().limiter.is_on()
    }

    /// What is to go wrong.
    pub fn forecast(&self) -> Forecast {
        self.sky().forecast.clone()
    }

    /// What has gone wrong so far.
    pub fn struck(&self) -> Struck {
        self.sky().struck.clone()
    }

    /// What becomes of a call.
    pub(crate) fn for_call(&self, method: &str, route: &str) -> CallWeather {
        let mut sky = self.sky();
        let Sky { forecast, struck, dice, .. } = &mut *sky;
        let latency = throw(dice, forecast.call_latency);
        let mut faults = forecast.calls.iter().zip(&mut struck.calls);
        let hit = faults.find_map(|(fault, count)| {
            let strikes = fault.is_about(method, route) && strikes(dice, count, fault.times, fault.chance);
            strikes.then(|| fault.what.clone())
        });
        struck.total += u64::from(hit.is_some());
        CallWeather { latency, harm: hit }
    }

    /// What becomes of an event.
    pub(crate) fn for_event(&self, name: &str) -> EventWeather {
        let mut sky = self.sky();
        let Sky { forecast, struck, dice, .. } = &mut *sky;
        let latency = throw(dice, forecast.event_latency);
        let mut faults = forecast.events.iter().zip(&mut struck.events);
        let hit = faults.find_map(|(fault, count)| {
            let strikes = fault.is_about(name) && strikes(dice, count, fault.times, fault.chance);
            strikes.then(|| fault.what.clone())
        });
        struck.total += u64::from(hit.is_some());
        EventWeather { latency, harm: hit }
    }

    /// Counts a request against the rate limits.
    pub(crate) fn count(&self, asked: &Asked<'_>, now: Timestamp) -> Result<Option<Standing>, Box<Limited>> {
        self.sky().limiter.count(asked, now)
    }

    /// Counts an answer against the limit of invalid requests.
    pub(crate) fn count_answer(&self, status: u16, now: Timestamp) {
        self.sky().limiter.count_answer(status, now);
    }
}

fn throw(dice: &mut Dice, latency: Latency) -> Duration {
    Duration::from_millis(latency.fixed_ms) + dice.up_to(Duration::from_millis(latency.jitter_ms))
}

/// Whether a fault strikes now; if so it is counted.
fn strikes(dice: &mut Dice, count: &mut u32, times: Option<u32>, chance: f64) -> bool {
    let strikes = times.is_none_or(|most| *count < most) && dice.says_yes(chance);
    *count += u32::from(strikes);
    strikes
}

#[cfg(test)]
mod tests;
