//! What was done a moment ago, so that what comes twice is done once.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

/// How many are remembered; far more than come within the moment that an answer takes.
const KEPT: usize = 1_024;

/// Ids of what was lately dealt with.
#[derive(Debug)]
pub(super) struct Recent<T>(Mutex<VecDeque<T>>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: PartialEq> Recent<T> {
    /// Whether this is the first time for an id, as far as is remembered.
    pub(super) fn is_first(&self, id: T) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.contains(&id) {
            return false;
        }
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(id);
        true
    }

    /// What an id stands for was not dealt with after all.
    pub(super) fn forget(&self, id: &T) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|known| known != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_first_once_until_it_is_long_gone_or_was_not_dealt_with() {
        let recent = Recent::default();
        assert!(recent.is_first(1));
        assert!(!recent.is_first(1));
        recent.forget(&1);
        assert!(recent.is_first(1));
        for id in 2..=KEPT + 1 {
            assert!(recent.is_first(id));
        }
        assert!(recent.is_first(1));
    }
}
