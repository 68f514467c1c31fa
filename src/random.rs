//! Randomness: the operating system's, or a fixed sequence for tests. The only module that makes any.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Where random numbers come from. Clones draw from the same source.
#[derive(Clone, Debug)]
pub struct Random(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Sequence(Arc<AtomicU64>),
}

/// No random numbers can be had from the operating system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no random numbers: {0}")]
pub struct NoRandomness(getrandom::Error);

impl Random {
    /// The operating system's randomness, fit for keys.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A sequence that is the same on every run. For tests.
    #[must_use]
    pub fn sequence(seed: u64) -> Self {
        Self(Source::Sequence(Arc::new(AtomicU64::new(seed))))
    }

    /// Fills `bytes`.
    ///
    /// # Errors
    /// [`NoRandomness`]; a sequence never fails.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        match &self.0 {
            Source::System => getrandom::fill(bytes).map_err(NoRandomness),
            Source::Sequence(state) => {
                for chunk in bytes.chunks_mut(8) {
                    chunk.copy_from_slice(&splitmix(state).to_le_bytes()[..chunk.len()]);
                }
                Ok(())
            }
        }
    }

    /// A random number.
    ///
    /// # Errors
    /// As [`Random::fill`].
    pub fn number(&self) -> Result<u64, NoRandomness> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// The next number of a splitmix64 sequence.
fn splitmix(state: &AtomicU64) -> u64 {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_repeats_itself_from_its_seed_and_fills_every_byte() {
        let draw = || {
            let random = Random::sequence(7);
            let mut bytes = [0_u8; 61];
            random.fill(&mut bytes).expect("a sequence never fails");
            (bytes, random.number())
        };
        assert_eq!(draw(), draw());
        assert!(draw().0.chunks(13).all(|chunk| chunk.iter().any(|byte| *byte != 0)));
    }

    #[test]
    fn the_system_gives_different_numbers() {
        let random = Random::system();
        assert_ne!(random.number(), random.number());
    }
}
