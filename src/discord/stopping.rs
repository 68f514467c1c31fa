//! How long stopping takes at most: its parts come one after the other, and each is cut off at its end.
//!
//! Whatever supervises the bot kills it some time after telling it to stop, and a killed bot tells nobody anything. Ten seconds are what
//! Docker waits unless told otherwise, so all the parts together stay below.

use std::time::Duration;

/// The longest time from being told to stop to the end of the process.
pub const AT_MOST: Duration = Duration::from_secs(10);

/// For the way in to close: no more interactions come then.
pub(super) const CLOSING: Duration = Duration::from_secs(1);

/// For answers and deadlines that are under way.
pub(super) const DRAIN: Duration = Duration::from_secs(4);

/// For telling those whose answers are still not there that none will come.
pub(super) const FAREWELL: Duration = Duration::from_millis(1_500);

/// For whoever looks for deadlines to notice; what is due then is done after the next start.
pub(super) const DEADLINES: Duration = Duration::from_millis(500);

/// For the last drawing of each live message that is behind.
pub(super) const DRAWING: Duration = Duration::from_millis(1_500);

/// For the database to be closed.
pub const STORE: Duration = Duration::from_millis(500);

/// For work on other threads that cannot be interrupted, such as looking up a name.
pub const THREADS: Duration = Duration::from_millis(500);

const PARTS: [Duration; 7] = [CLOSING, DRAIN, FAREWELL, DEADLINES, DRAWING, STORE, THREADS];

const fn sum(parts: &[Duration]) -> u128 {
    match parts {
        [] => 0,
        [first, rest @ ..] => first.as_millis() + sum(rest),
    }
}

const _: () = assert!(sum(&PARTS) < AT_MOST.as_millis(), "stopping takes too long");
