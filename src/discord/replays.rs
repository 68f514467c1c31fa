//! Signed requests are good for a moment, and once.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::clock::Timestamp;

/// How far the time at which a request was signed may be from the present, for clocks that differ and networks that are slow. An
/// interaction is void after three seconds anyhow.
pub(super) const TOLERANCE: Duration = Duration::from_secs(60);

/// The ids of interactions that came lately, for as long as their signatures are good.
#[derive(Debug, Default)]
pub(super) struct Replays(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    ids: BTreeSet<u64>,
    /// The same with the moments at which their signatures are void, the earliest first or nearly so.
    until: VecDeque<(Timestamp, u64)>,
}

/// Whether a moment is near enough to the present for a signature to be good.
pub(super) fn is_fresh(signed: Timestamp, now: Timestamp) -> bool {
    signed.until(now) <= TOLERANCE && now.until(signed) <= TOLERANCE
}

impl Replays {
    /// Whether an interaction comes for the first time. `now` is when it came.
    pub(super) fn is_first(&self, id: u64, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((_, id)) = seen.until.front().copied().filter(|(until, _)| *until < now) {
            seen.until.pop_front();
            seen.ids.remove(&id);
        }
        let is_first = seen.ids.insert(id);
        if is_first {
            // One that was signed by a clock that is ahead is good for up to twice the tolerance from now.
            seen.until.push_back((now.plus(TOLERANCE * 2), id));
        }
        is_first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    #[test]
    fn a_signature_is_good_for_a_minute_before_and_after() {
        for (seconds, fresh) in [(940, true), (939, false), (1_060, true), (1_061, false)] {
            assert_eq!(is_fresh(Timestamp::from_millis(seconds * 1_000), NOW), fresh, "{seconds}");
        }
    }

    #[test]
    fn an_id_is_remembered_for_as_long_as_its_signature_can_be_good_and_no_longer() {
        let replays = Replays::default();
        assert!(replays.is_first(1, NOW));
        assert!(!replays.is_first(1, NOW.plus(TOLERANCE * 2)));
        let later = NOW.plus(TOLERANCE * 5);
        assert!(replays.is_first(2, later));
        assert_eq!(replays.0.lock().map(|seen| (seen.ids.len(), seen.until.len())).ok(), Some((1, 1)));
    }
}
