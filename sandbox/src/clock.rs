//! The world's time: the system's, or one that a test moves by hand.
//!
//! Every moment in the world (ids, deadlines, message times) is read here, and every wait for a deadline is a wait on this clock, so
//! that a test with a manual clock never waits.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Serialize, Serializer};
use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::time::Instant;

/// A moment in the world, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The moment `milliseconds` after the Unix epoch.
    pub const fn from_millis(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// The moment `duration` later.
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.as_millis() as u64))
    }

    /// The moment `duration` earlier.
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(duration.as_millis() as u64))
    }

    /// How long it is from now `self` until `later`; zero if that is past.
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(later.0.saturating_sub(self.0))
    }

    /// Reads an ISO 8601 time, as clients send it.
    pub fn parse(text: &str) -> Option<Self> {
        let format = &time::format_description::well_known::Rfc3339;
        let moment = OffsetDateTime::parse(text, format).ok()?;
        u64::try_from(moment.unix_timestamp_nanos() / 1_000_000).ok().map(Self)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Discord's form: microseconds and a numeric offset.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = i128::from(self.0) * 1_000_000;
        let moment = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).map_err(|_| fmt::Error)?;
        let (year, month, day) = moment.to_calendar_date();
        let (hour, minute, second, millisecond) = moment.to_hms_milli();
        let month = u8::from(month);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}000+00:00")
    }
}

/// Where the world's time comes from. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The machine's own time.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `start` until it is advanced.
    pub fn manual(start: Timestamp) -> Self {
        Self(Source::Manual(Arc::new(watch::Sender::new(start))))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => {
                let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(since_epoch.as_millis() as u64)
            }
            Source::Manual(moment) => *moment.borrow(),
        }
    }

    /// A stopwatch that begins now.
    pub(crate) fn stopwatch(&self) -> Stopwatch {
        match &self.0 {
            Source::System => Stopwatch::Real(Instant::now()),
            Source::Manual(_) => Stopwatch::Manual(self.clone(), self.now()),
        }
    }

    /// Moves a manual clock forward and wakes everything that waits for a moment now past.
    ///
    /// # Panics
    /// On the system clock, which nobody can move.
    pub fn advance(&self, by: Duration) {
        match &self.0 {
            Source::System => {
                panic!("the system clock cannot be advanced; start the sandbox with Clock::manual")
            }
            Source::Manual(moment) => moment.send_modify(|now| *now = now.plus(by)),
        }
    }

    /// Waits until `moment` has come.
    pub async fn sleep_until(&self, moment: Timestamp) {
        match &self.0 {
            Source::System => tokio::time::sleep(self.now().until(moment)).await,
            Source::Manual(clock) => {
                let mut hand = clock.subscribe();
                // The sender lives in `self`, so waiting cannot fail.
                let _ = hand.wait_for(|now| *now >= moment).await;
            }
        }
    }
}

/// Time since a moment: real time that no correction of the machine's clock disturbs, or a manual clock's.
#[derive(Clone, Debug)]
pub(crate) enum Stopwatch {
    Real(Instant),
    Manual(Clock, Timestamp),
}

impl Stopwatch {
    /// The time that has passed.
    pub(crate) fn elapsed(&self) -> Duration {
        match self {
            Self::Real(start) => start.elapsed(),
            Self::Manual(clock, start) => start.until(clock.now()),
        }
    }

    /// Waits until so much time has passed.
    pub(crate) async fn reaches(&self, elapsed: Duration) {
        match self {
            Self::Real(start) => tokio::time::sleep_until(*start + elapsed).await,
            Self::Manual(clock, start) => clock.sleep_until(start.plus(elapsed)).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_discord_writes_them() {
        let moment = Timestamp::from_millis(1_700_000_000_123);
        assert_eq!(moment.to_string(), "2023-11-14T22:13:20.123000+00:00");
        assert_eq!(Timestamp::parse("2023-11-14T22:13:20.123Z"), Some(moment));
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[tokio::test]
    async fn a_manual_clock_wakes_sleepers_when_their_moment_comes() {
        let clock = Clock::manual(Timestamp::from_millis(1_000));
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move {
                clock.sleep_until(Timestamp::from_millis(4_000)).await;
                clock.now()
            }
        });
        clock.advance(Duration::from_millis(2_999));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(Duration::from_millis(1));
        assert_eq!(sleeper.await.expect("the sleeper wakes"), Timestamp::from_millis(4_000));
    }
}
