//! The time: the system's, or one that a test moves by hand. The only module that asks what time it is.
//!
//! Handlers, rules and storage take moments as arguments; every wait for a moment is a wait on a [`Clock`].

use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use tokio::sync::watch;

/// The longest single sleep on the system's clock: after it the clock is read again, so that a clock that was set is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// A moment, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment `milliseconds` after the Unix epoch.
    #[must_use]
    pub const fn from_millis(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the Unix epoch, as Discord's `<t:…>` takes them.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// The moment `duration` later; the last one that can be written, if it is beyond.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long it is from `self` until `later`; zero if that is past.
    #[must_use]
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0))
    }
}

/// How long something takes, whatever is done to the clock meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// One that runs from now on.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has run.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Where the time comes from. Clones show the same time.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    Manual(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The machine's own time.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `start` until it is set.
    #[must_use]
    pub fn manual(start: Timestamp) -> Self {
        Self(Source::Manual(Arc::new(watch::Sender::new(start))))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Source::Manual(moment) => *moment.borrow(),
        }
    }

    /// Sets a manual clock, forwards or back, and wakes everything that waits for a moment now past.
    ///
    /// # Panics
    /// On the system's clock, which nobody here can set.
    pub fn set(&self, now: Timestamp) {
        match &self.0 {
            Source::System => panic!("the system's clock cannot be set; use Clock::manual"),
            Source::Manual(moment) => drop(moment.send_replace(now)),
        }
    }

    /// Moves a manual clock forwards.
    ///
    /// # Panics
    /// As [`Clock::set`].
    pub fn advance(&self, by: Duration) {
        self.set(self.now().plus(by));
    }

    /// Waits until `moment` has come, also when the clock is set meanwhile.
    pub async fn sleep_until(&self, moment: Timestamp) {
        match &self.0 {
            Source::System => loop {
                let left = self.now().until(moment);
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(LONGEST_SLEEP)).await;
            },
            Source::Manual(clock) => {
                // The sender lives in `self`, so waiting cannot fail.
                drop(clock.subscribe().wait_for(|now| *now >= moment).await);
            }
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::System => f.write_str("Clock(system)"),
            Source::Manual(moment) => f.debug_tuple("Clock").field(&*moment.borrow()).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_wakes_who_waits_for_a_moment_now_past() {
        let clock = Clock::manual(Timestamp::from_millis(1_000));
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(Timestamp::from_millis(4_000)).await }
        });
        clock.advance(Duration::from_millis(2_999));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(Duration::from_millis(1));
        sleeper.await.expect("the sleeper wakes");
    }

    #[test]
    fn moments_before_the_epoch_and_beyond_the_end_are_handled() {
        assert_eq!(Timestamp::from_millis(-1).seconds(), -1);
        assert_eq!(Timestamp::from_millis(i64::MAX).plus(Duration::MAX).millis(), i64::MAX);
        assert_eq!(Timestamp::from_millis(5).until(Timestamp::from_millis(3)), Duration::ZERO);
    }
}
