//! Chance that comes out the same each time: a small generator with a seed.

use std::time::Duration;

/// SplitMix64 (Steele, Lea, Flood 2014): enough for dice, and the same on every machine.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Whether something of this probability happens. Certainties are not thrown for.
    pub(super) fn says_yes(&mut self, probability: f64) -> bool {
        if probability >= 1.0 {
            return true;
        }
        // 53 bits are what a float holds.
        probability > 0.0 && ((self.next() >> 11) as f64 / (1_u64 << 53) as f64) < probability
    }

    /// A time from nothing to `most`, in whole milliseconds.
    pub(super) fn up_to(&mut self, most: Duration) -> Duration {
        match most.as_millis() as u64 {
            0 => Duration::ZERO,
            most => Duration::from_millis(self.next() % (most + 1)),
        }
    }
}
